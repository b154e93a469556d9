"""Numbers and dates stored in spreadsheet cells → the text that the spreadsheet shows.

Follows the format code of the cell: percent, grouping, decimals, scaling commas, quoted literals and dates. Where a format
would hide digits of the stored number, all digits are shown instead: nothing that is stored may be lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal, InvalidOperation

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
    29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 36: 'yyyy"年"m"月"', 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 50: 'yyyy"年"m"月"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Format codes that files name by number only (ECMA-376 18.8.30, with the forms of Chinese Excel)."""

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(%)|([yY]+|[mM]+|[dD]+|[hH]+|[sS]+|AM/PM)|([0#?.,]+)|(.)', re.S
)
_FIFTEEN = Context(prec=15)


@dataclass(frozen=True, slots=True)
class Shown:
    """A stored number as shown. ``date`` is the ISO day when the format makes it a date; ``note`` tells what was done."""

    text: str
    date: str | None = None
    note: str = ""


def plain(number: Decimal) -> str:
    """The shortest plain text of a number: no exponent, no trailing zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def read_number(text: str) -> Decimal | None:
    """A number as the file writes it, to the 15 digits that a spreadsheet keeps (13.100000000000001 is 13.1)."""
    try:
        number = _FIFTEEN.create_decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() < 60 else None


def show_number(number: Decimal, code: str, epoch_1904: bool = False) -> Shown:
    """What a cell with this number and this format code shows."""
    section = _section(code, number)
    pieces = _pieces(section)
    if not pieces:
        return Shown(plain(number))
    if any(kind == "date" for kind, _ in pieces):
        return _show_date(number, pieces, epoch_1904)
    digits = "".join(text for kind, text in pieces if kind == "digits")
    if not digits or re.search(r"(?i)e\+|general|@", section):
        literal = "".join(text for kind, text in pieces if kind == "literal")
        return Shown(plain(number) + literal if "general" in section.lower() and literal else plain(number))
    percent = any(kind == "percent" for kind, _ in pieces)
    return _show_digits(number, pieces, digits, percent)


def _section(code: str, number: Decimal) -> str:
    """The part of a format code that is for a number of this sign."""
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    if number < 0 and len(sections) > 1:
        return sections[1] if "-" in sections[1] or "(" in sections[1] else f"-{sections[1]}"
    if number == 0 and len(sections) > 2 and re.search(r"[0#]", sections[2]):
        return sections[2]
    return sections[0]


def _pieces(section: str) -> list[tuple[str, str]]:
    if section.strip().lower() in ("", "general", "@"):
        return []
    pieces: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(re.sub(r"(?i)general", "", section)):
        quoted, escaped, bracket, percent, dates, digits, other = match.groups()
        if quoted is not None or escaped is not None:
            pieces.append(("literal", quoted if quoted is not None else escaped))
        elif bracket is not None:
            if bracket.startswith("$"):
                pieces.append(("literal", bracket[1:].split("-")[0]))
        elif percent:
            pieces.append(("percent", "%"))
        elif dates:
            pieces.append(("date", dates.lower()))
        elif digits:
            pieces.append(("digits", digits))
        elif other:
            pieces.append(("literal", other))
    return pieces


def _show_digits(number: Decimal, pieces: list[tuple[str, str]], digits: str, percent: bool) -> Shown:
    whole, _, after = digits.partition(".")
    scale = len(digits) - len(digits.rstrip(","))
    value = number.scaleb(2) if percent else number.scaleb(-3 * scale)
    places = len(after.replace(",", ""))
    needed = max(0, -int(value.normalize().as_tuple().exponent)) if value else 0
    shown = max(places, needed)
    grouping = "," in whole.rstrip(",") or ("," in whole and bool(after))
    optional = after.count("#") if shown == places else 0
    text = format(abs(value), f"{',' if grouping else ''}.{shown}f")
    if optional and "." in text:
        kept = text[: len(text) - optional] + text[len(text) - optional :].rstrip("0")
        text = kept.rstrip(".") if kept.endswith(".") else kept
    out: list[str] = []
    for kind, piece in pieces:
        if kind != "digits":
            out.append(piece)
        elif text:
            out.append(text)
            text = ""
    result = "".join(out).strip()
    if number < 0 and "-" not in result and "(" not in result:
        result = f"-{result}"
    note = ""
    if percent:
        note = f"单元格里存的是数字 {plain(number)}，格式为百分比，读作 {result}"
    elif needed > places and number != number.to_integral_value():
        note = f"单元格里存的是 {plain(number)}，显示时被四舍五入，按存的数读入"
    return Shown(result, None, note)


def _show_date(number: Decimal, pieces: list[tuple[str, str]], epoch_1904: bool) -> Shown:
    day = serial_day(number, epoch_1904)
    if day is None:
        return Shown(plain(number))
    has_day = any(kind == "date" and set(text) == {"d"} for kind, text in pieces)
    has_month = any(kind == "date" and set(text) == {"m"} for kind, text in pieces)
    if not has_day and not has_month and not any(kind == "date" and set(text) == {"y"} for kind, text in pieces):
        return Shown(plain(number))
    out = []
    for kind, text in pieces:
        if kind != "date":
            out.append(text)
        elif text[0] == "y":
            out.append(f"{day.year:04d}" if len(text) > 2 else f"{day.year % 100:02d}")
        elif text[0] == "m":
            out.append(f"{day.month:02d}" if len(text) == 2 else str(day.month))
        elif text[0] == "d":
            out.append(f"{day.day:02d}" if len(text) == 2 else str(day.day))
    shown = "".join(out).strip(" :；;@")
    return Shown(shown or day.isoformat(), day.isoformat() if has_day or not has_month else None)


def serial_day(number: Decimal, epoch_1904: bool = False) -> date | None:
    """The day that a spreadsheet's serial number stands for (1900 system with its 29 February 1900, or 1904)."""
    days = int(number)
    if not 0 < days < 2_958_466:
        return None
    if epoch_1904:
        return date(1904, 1, 1) + timedelta(days=days)
    return date(1899, 12, 30) + timedelta(days=days if days > 60 else days + 1)
