"""Dates as people write them (2024/01/01, 2023/1/1, 2024年1月1日, 2024.1.1) to ISO and back to print."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from app.form.document import Json

_DATE = re.compile(
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})|年(?P<cmonth>\d{1,2})月(?P<cday>\d{1,2})[日号]?|(?P<digits>\d{4}))"
    r"(?:T?00:00(?::00)?)?",
    re.ASCII,
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_date(text: str | None) -> date | None:
    """The date that a text gives in one of the usual writings, or None."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text or ""))
    match = _DATE.fullmatch(plain.replace("—", "-").replace("–", "-").replace("。", "."))
    if match is None:
        return None
    digits = match["digits"] or ""
    month = match["month"] or match["cmonth"] or digits[:2]
    day = match["day"] or match["cday"] or digits[2:]
    try:
        return date(int(match["year"]), int(month), int(day))
    except ValueError:
        return None


def stored_date(value: Json) -> date | None:
    """The date of a stored (ISO) date; None when blank or kept as typed."""
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def typed_to_stored(text: str) -> str | None:
    """What to store for a typed date: ISO, None when blank, else exactly what was typed."""
    if not text.strip():
        return None
    read = read_date(text)
    return read.isoformat() if read else text


def format_date(value: Json, writing: str) -> str:
    """A stored date in a paper's writing (``YYYY-MM-DD``, ``YYYY/MM/DD``, ``YYYY年M月D日``); an unread one as typed."""
    read = stored_date(value)
    if read is None:
        return value if isinstance(value, str) else ""
    parts = {
        "YYYY": f"{read.year:04d}",
        "MM": f"{read.month:02d}",
        "DD": f"{read.day:02d}",
        "M": str(read.month),
        "D": str(read.day),
    }
    return re.sub("YYYY|MM|DD|M|D", lambda token: parts[token[0]], writing)
