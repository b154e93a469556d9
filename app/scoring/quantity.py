"""Numbers with their units, as scoring rules write them: ``1万张``, ``9500 元/人/月``, ``一个百分点``, ``45 人``.

A ``Quantity`` is comparable: 万 and 亿 are worked out (``1万张`` is 10000 张), the spellings of one unit are made one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

# The longest first where one begins another. Units seen in forms and reports; an unknown one is kept as written.
_UNITS = (
    "个百分点|百分点|个工作日|工作日|个自然日|自然日|个月|个次|个批次|人次|户次|台次|场次|班次|车次|批次|期次|课时|学时|"
    "平方米|平方公里|立方米|公里|公顷|公斤|千克|小时|分钟|亿元|万元|元|%|‰|名|人|个|家|次|篇|份|件|项|条|台|起|套|场|张|户|月|期|"
    "本|种|分|天|日|年|周|例|处|批|吨|米|亩|类|支|只|队|村|所|座|间|辆|株|块|面|幅|册|卷|门|节|页|位|组|宗|笔|车|艘|架|棵"
)
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|半|[一二两三四五六七八九十百千]+)(?:万(?!元)|亿(?!元))?"
"""A number in figures or in Chinese numerals, with 万 or 亿 behind it."""
UNIT = rf"(?:{_UNITS}|)(?:/(?:{_UNITS}))*"
"""A unit, perhaps composite (``元/人/月``), perhaps none."""
QUANTITY = rf"{NUMBER}{UNIT}"

_READ = re.compile(rf"({NUMBER})({UNIT})")
_SCALES = {"万": Decimal(10000), "亿": Decimal(100000000)}
_MONEY_SCALES = {"万元": Decimal(10000), "亿元": Decimal(100000000)}
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
# Different words for one unit; the value is the word that working and messages use.
_SAME_UNIT = {
    "个百分点": "%",
    "百分点": "%",
    "人": "人",
    "名": "人",
    "位": "人",
    "日": "天",
    "个月": "月",
    "个工作日": "工作日",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit as written (empty when none)."""

    number: Decimal
    unit: str = ""

    def text(self) -> str:
        """As a person writes it: ``45人``, ``1%``, ``1个百分点`` is kept apart from ``1%`` only in what was written."""
        return f"{plain(self.number)}{self.unit}"

    def base(self) -> Quantity:
        """In the unit that comparisons use: 万元 as 元, 名 as 人, 个百分点 as %."""
        head, slash, rest = self.unit.partition("/")
        number = self.number * _MONEY_SCALES.get(head, Decimal(1))
        head = "元" if head in _MONEY_SCALES else _SAME_UNIT.get(head, head)
        return Quantity(number, head + slash + rest)


def read_quantity(text: str) -> Quantity | None:
    """The quantity that the whole text is, or None. Spaces and full-width forms do not matter."""
    match = _READ.fullmatch(squeezed(text))
    return None if match is None else Quantity(read_number(match[1]), match[2])


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Every number in figures with a unit inside a text, in order."""
    found = _READ.finditer(squeezed(text))
    return tuple(Quantity(read_number(match[1]), match[2]) for match in found if match[2] and match[1][0].isdigit())


def read_number(text: str) -> Decimal:
    """A number that matched ``NUMBER``."""
    scale = _SCALES.get(text[-1:], Decimal(1))
    text = text.rstrip("万亿").replace(",", "")
    if text == "半":
        return Decimal("0.5") * scale
    if text[0].isdigit():
        return Decimal(text) * scale
    return Decimal(_chinese(text)) * scale


def _chinese(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def chinese_number(number: int) -> str:
    """A count from 1 to 99 in Chinese numerals, as before 项 (两项, 十二项)."""
    if number == 2:
        return "两"
    tens, ones = divmod(number, 10)
    figures = "零一二三四五六七八九"
    if not tens:
        return figures[ones]
    return ("" if tens == 1 else figures[tens]) + "十" + (figures[ones] if ones else "")


_WIDE = Context(prec=100)


def to_places(number: Decimal, places: int) -> Decimal:
    """A number rounded half up to so many places; one that is too long to be rounded (40 digits typed by mistake) as it is."""
    try:
        return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
    except InvalidOperation:
        return number


def squeezed(text: str) -> str:
    """The text in half-width form (NFKC) without any white space: what the patterns of this package read."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("≧", "≥").replace("≦", "≤")


def plain(number: Decimal) -> str:
    """A decimal without exponent and without needless zeros: ``2.50`` → ``2.5``, ``1E+2`` → ``100``."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
