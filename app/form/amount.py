"""Amounts of money (金额): from any usual writing to a Decimal in 元, to the file's string, and to print.

An amount is stored as a plain decimal string in 元 with at least two places; a string that is no such decimal counts as
unread (never as 0) and is kept as typed.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from app.form.document import Json

if TYPE_CHECKING:
    from app.form.document import Document
    from app.form.template import Template

Unit = Literal["元", "万元"]

WAN = Decimal(10000)
"""元 in one 万元."""

_POWERS = {"亿元": 8, "亿": 8, "万元": 4, "万": 4, "元": 0}
"""The powers of ten of 元 that the signs stand for."""
_STORED = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_TYPED = re.compile(
    r"(?:人民币|¥|￥|RMB)?(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+|\d+)(?:\.\d*)?|[-+]?\.\d+)"
    r"(?P<sign>亿元|亿|万元|万|元)?整?",
    re.ASCII | re.IGNORECASE,
)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\s\d{3})+(?!\d)", re.ASCII)
_TWO_NUMBERS = re.compile(r"[\d.,]\s+[\d.,]", re.ASCII)


class ReadAmount(Struct, frozen=True):
    """What a typed amount was read as: ``value`` in 元, or None with the ``problem`` in one Chinese sentence (None: blank)."""

    value: Decimal | None
    problem: str | None = None


def read_amount(text: str | None, unit: Unit = "元") -> ReadAmount:
    """Read an amount as people type it: `800,000.00`, `８０万元`, `80万`, `800000元`.

    A number without a sign is in ``unit``; a sign in the text beats it. Blank text is a blank amount, not 0.
    """
    typed = unicodedata.normalize("NFKC", text or "").strip().replace("，", ",")
    if not typed:
        return ReadAmount(None)
    if any(unicodedata.category(character) == "No" for character in text or ""):
        typed = ""  # ①50000 is no 150000, and 5² no 52
    # A space may part thousands (800 000.00) or stand around signs; three numbers in one cell are not one.
    parted = _THOUSANDS.sub(lambda group: re.sub(r"\s", "", group[0]), typed)
    match = None if _TWO_NUMBERS.search(parted) else _TYPED.fullmatch(re.sub(r"\s", "", parted))
    if match is None:
        return ReadAmount(
            None, f"“{(text or '').strip()}”不是能识别的金额，请填写数字，例如 800000.00 或 80万元；没有金额请留空"
        )
    number = Decimal(match["number"].replace(",", ""))
    return ReadAmount(_shifted(number, _POWERS[match["sign"] or unit]))


def _shifted(value: Decimal, places: int) -> Decimal:
    """The number times ten to the power of ``places``, exactly, however many digits it has (Decimal's own rounds at 28)."""
    sign, digits, exponent = value.as_tuple()
    moved = int(exponent) + places
    if moved > 0:
        return Decimal((sign, (*digits, *(0 for _ in range(moved))), 0))
    return Decimal((sign, digits, moved))


def unit_of(document: Document, template: Template) -> Unit:
    """The unit in which a form's amounts are shown: its own, else the template's."""
    shown = document.meta.get("unit")
    return "万元" if shown == "万元" else "元" if shown == "元" else template.unit


def stored_text(value: Decimal) -> str:
    """The file's writing of an amount in 元: a plain decimal with at least two places, further places kept."""
    text = format(value, "f")
    whole, _, places = text.partition(".")
    places = places.rstrip("0") if len(places) > 2 else places
    return f"{whole}.{places.ljust(2, '0')}"


@lru_cache(maxsize=4096)
def _stored_decimal(text: str) -> Decimal | None:
    return Decimal(text) if _STORED.fullmatch(text) else None


def stored_amount(value: Json) -> Decimal | None:
    """The Decimal of a stored amount; None when it is blank or unread (``is_unread`` tells which)."""
    return _stored_decimal(value) if isinstance(value, str) else None


def is_unread(value: Json) -> bool:
    """Whether a stored amount is there but is no decimal: kept as typed, shown and marked, never counted as 0."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return False
    return stored_amount(value) is None


def typed_to_stored(text: str, unit: Unit = "元") -> str | None:
    """What to store for a typed amount: the decimal string, None when blank, else exactly what was typed."""
    read = read_amount(text, unit)
    if read.problem:
        return text
    return None if read.value is None else stored_text(read.value)


def in_unit(value: Decimal, unit: Unit) -> Decimal:
    """An amount in 元 expressed in ``unit``, exactly."""
    return value if unit == "元" else _shifted(value, -4)


def format_amount(value: Decimal, *, grouping: bool = True, places: int = 2, trim: bool = False) -> str:
    """An amount for reading: at least ``places`` decimals and never fewer than it has; ``trim``: none where they are all zero."""
    has = len(format(value, "f").partition(".")[2].rstrip("0"))
    shown = 0 if trim and has <= 0 else max(places, has)
    return format(value, f"{',' if grouping else ''}.{shown}f")
