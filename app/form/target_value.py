"""What was read from a written indicator value (指标值): operator, number, unit, kind. ``app.form.target`` reads and writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.form import target_words as words


class TargetKind(StrEnum):
    """What sort of value it is; the name is shown to users."""

    NUMBER = "数值"
    BOOLEAN = "是非"
    GRADE = "等次"
    DEADLINE = "期限"
    TEXT = "文字"
    SEVERAL = "多项"
    CHANGE = "变化"
    REFERENCE = "引用"
    NONE = "空"


@dataclass(frozen=True, slots=True)
class TargetStyle:
    """How numeric values are written in a form: ``≥95%`` or ``≥95(%)``; ``decimals`` None keeps the digits as they are."""

    bracketed: bool = False
    decimals: int | None = None


PLAIN = TargetStyle()
_MONEY = {
    "元": 1,
    "百元": 100,
    "千元": 1000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿元": 100_000_000,
}
_SCALES = {
    "百": 100,
    "千": 1000,
    "十万": 100_000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}


@dataclass(frozen=True, slots=True)
class Target:
    """A value as written (``text``) and what was read from it.

    ``operator`` is one of ≥ ≤ > < = ≈ or empty; ``number`` is in ``unit`` (``upper`` is the other end of a range);
    ``plain`` says that operator, number and unit are all there is. ``deadline`` is the last day, ``year_implied`` that the
    year was not written. ``equivalent`` is the measurable writing of a phrase (无事故发生 → ``=0起``). ``vague`` marks words such
    as 及时 that name no time, ``placeholder`` an unfilled ``**`` or XX. ``rising`` is the direction of a change. ``parts`` are
    the single targets of a compound value.
    """

    text: str
    kind: TargetKind
    operator: str = ""
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    plain: bool = False
    style: TargetStyle = PLAIN
    deadline: date | None = None
    year_implied: bool = False
    equivalent: str = ""
    vague: bool = False
    placeholder: bool = False
    rising: bool | None = None
    parts: tuple[Target, ...] = ()

    @property
    def is_percent(self) -> bool:
        """Whether the number is a percentage."""
        return self.unit in ("%", "％", "百分比")

    @property
    def amount(self) -> Decimal | None:
        """The number without the scale of its unit: 15万 → 150000, 1万张 → 10000."""
        if self.number is None or self.unit in _MONEY or not self.unit:
            return self.number
        for scale in ("千万", "百万", "十万", "亿", "万", "千", "百"):
            if self.unit.startswith(scale) and self.unit[len(scale) :] not in ("米", "克", "瓦", "瓦时"):
                return self.number * _SCALES[scale]
        return self.number

    @property
    def yuan(self) -> Decimal | None:
        """The amount of money in 元, None when the unit is no plain unit of money (元/人 is none)."""
        factor = _MONEY.get(self.unit)
        return None if factor is None or self.number is None else self.number * factor


def number_from(text: str, match: re.Match[str], is_whole: bool) -> Target:
    """A numeric value from a match of ``target_words.DIRECT`` or ``EMBEDDED``; ``is_whole``: the match is all of the text."""
    group = match.groupdict()
    operator = words.OPERATORS.get(group["op"] or "", "") or words.BOUNDS.get(group["bound"] or "", "")
    number = _decimal(group["num"])
    bracket = (group["bracket"] or "").strip()
    is_unit = bool(bracket) and not group["pct"] and bool(words.BRACKETED_UNIT.fullmatch(bracket))
    unit = bracket if is_unit else "%" if group["pct"] else (group["unit"] or "")
    decimals = -int(number.as_tuple().exponent) if number is not None else 0
    return Target(
        text,
        TargetKind.NUMBER,
        operator=operator,
        number=number,
        upper=_decimal(group["num2"]) if group["num2"] else None,
        unit=unit,
        plain=is_whole and not group["bound"] and not group["num2"] and (is_unit or bracket in ("", "%")),
        style=TargetStyle(is_unit, decimals or None),
    )


def _decimal(text: str) -> Decimal | None:
    chinese = words.chinese_number(text)
    return Decimal(chinese) if chinese is not None else Decimal(text.replace(",", ""))
