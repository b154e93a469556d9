"""What a 标杆值 asks for, and whether and by how much a 完成值 falls short of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.form.target import Target, TargetKind
from app.scoring.quantity import Quantity, plain, read_quantity
from app.scoring.rules import Comparison, Side

_DAY = "天"


@dataclass(frozen=True, slots=True)
class Aim:
    """A value to reach and how (≥ 95 %). For a deadline, ``quantity`` is its day as a number of days and ``deadline`` the day."""

    comparison: Comparison
    quantity: Quantity
    deadline: date | None = None

    def text(self) -> str:
        """As in a working: ``≥45人``, ``不晚于 2021-11-30``."""
        if self.deadline is not None:
            return f"不晚于 {self.deadline.isoformat()}"
        return f"{self.comparison}{self.quantity.text()}"

    def missed_text(self) -> str:
        """As in a working where it was not reached: ``不满足 ≤9500元``, ``晚于 2021-11-30``."""
        return f"晚于 {self.deadline.isoformat()}" if self.deadline is not None else f"不满足 {self.text()}"

    def gap_text(self, reached: Quantity, missing: Quantity) -> str:
        """The subtraction as in a working: ``65% − 60% = 5 个百分点``."""
        if self.deadline is not None:
            return f"晚 {plain(missing.number)} 天"
        ends = sorted((self.quantity.base(), reached.base()), key=lambda end: end.number, reverse=True)
        unit = " 个百分点" if missing.unit == "%" else missing.unit
        return f"{ends[0].text()} − {ends[1].text()} = {plain(missing.number)}{unit}"


def aim_of(target: Target, usual: Comparison) -> Aim | None:
    """What a 标杆值 asks for; None for a wording, several targets, a range. ``usual``: how a number without a sign is meant."""
    if target.kind is TargetKind.DEADLINE and target.deadline is not None:
        return deadline_aim(target.deadline)
    quantity = quantity_of(target)
    if quantity is None or target.upper is not None or target.kind is TargetKind.CHANGE:
        return None
    if target.operator in ("≥", ">", "≤", "<"):
        return Aim(target.operator, quantity)  # type: ignore[arg-type]  # narrowed by the test above
    # 100% or =100% is a goal to reach in the direction that the rule says; nothing is below none (0起 means at most 0).
    return Aim("≤" if not quantity.number and usual in ("≥", "=") else usual, quantity)


def deadline_aim(day: date) -> Aim:
    """Not later than this day."""
    return Aim("≤", Quantity(Decimal(day.toordinal()), _DAY), day)


def quantity_of(target: Target) -> Quantity | None:
    """The number of a written value with 万 and 亿 worked out; the day of a deadline; None where there is none."""
    if target.deadline is not None:
        return Quantity(Decimal(target.deadline.toordinal()), _DAY)
    if target.number is None or target.kind in (TargetKind.SEVERAL, TargetKind.NONE):
        return None
    return read_quantity(f"{plain(target.number)}{target.unit}") or Quantity(target.number, target.unit)


def comparable(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities are of one kind: the same unit, or one of them left out (not beside a %), or only the 元 of a
    composite unit left out (1000/人 and 1000元/人)."""
    one, other = left.base().unit, right.base().unit
    if one == other:
        return True
    if "%" in (one, other):
        return False
    if not one or not other:
        return True
    return one.removeprefix("元") == other.removeprefix("元") and "/" in one


def is_met(aim: Aim, reached: Quantity) -> bool:
    """Whether the aim is reached."""
    wanted, number = aim.quantity.base().number, reached.base().number
    match aim.comparison:
        case "≥":
            return number >= wanted
        case ">":
            return number > wanted
        case "≤":
            return number <= wanted
        case "<":
            return number < wanted
        case "=":
            return number == wanted


def shortfall(aim: Aim, reached: Quantity, side: Side) -> Quantity:
    """By how much the aim is missed, counted on the side that costs points; 0 or less when it is not."""
    wanted, found = aim.quantity.base(), reached.base()
    below, above = wanted.number - found.number, found.number - wanted.number
    unit = wanted.unit or found.unit
    if side == "below":
        return Quantity(below, unit)
    if side == "above":
        return Quantity(above, unit)
    if side == "each" and is_met(aim, reached):
        return Quantity(Decimal(0), unit)
    return Quantity(abs(below), unit)
