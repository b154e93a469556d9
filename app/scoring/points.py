"""What scores are made of: the facts that a rule is applied to, the score with its working, and the steps that all rules share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.form.target import Target, TargetKind
from app.scoring.quantity import Quantity, plain, squeezed, to_places
from app.scoring.reached import Aim, comparable, quantity_of


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule is applied to: 标杆值 and 完成值 as written, the weight in points, the ticks of a checklist in the order
    of its items (None: not ticked yet), the form's year, which completes deadlines, and whether less is better by the name
    (used only for a 标杆值 without a sign, where the rule gives no direction)."""

    target: str | None
    actual: str | None
    weight: Decimal
    ticks: tuple[bool, ...] | None = None
    year: int | None = None
    less_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """The computed points with their working. ``points`` None: not computed, and ``working`` says why; then ``low`` and
    ``high`` may still bound what is right (a grade gives a range). ``waiting``: only something to be filled in is missing
    (完成值, the ticks), which is nobody's mistake."""

    points: Decimal | None
    working: str
    low: Decimal | None = None
    high: Decimal | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Scores:
    """The score by 标杆值 and, only where the sentence asks for another value than 标杆值, the score by the sentence."""

    by_target: Score
    by_sentence: Score | None = None


def rounded(points: Decimal, weight: Decimal) -> tuple[Decimal, str]:
    """Points within 0 and the weight, to two places at most, and the sign (= or ≈) that belongs before them."""
    bounded = min(max(points, Decimal(0)), weight)
    cents = to_places(bounded, 2)
    return (bounded, "=") if cents == bounded else (min(cents, weight), "≈")


def full(facts: Facts, why: str) -> Score:
    """The full weight."""
    return Score(facts.weight, f"{why}，得满分 {plain(facts.weight)}")


def nothing(why: str) -> Score:
    """No points."""
    return Score(Decimal(0), f"{why}，得 0 分")


def not_computed(facts: Facts, reason: str) -> Score:
    """Nothing computed, and why."""
    return Score(None, f"标杆值“{facts.target or ''}”与完成值“{facts.actual or ''}”{reason}，未计算")


def same_words(facts: Facts) -> bool:
    """Whether a wording was asked for and the same wording was reached (规范 / 规范)."""
    return bool(facts.target) and squeezed(facts.target or "") == squeezed(facts.actual or "")


def compared(aim: Aim | None, actual: Target) -> Quantity | None:
    """The reached quantity when it can be compared with the aim."""
    reached = quantity_of(actual)
    if aim is None or reached is None or actual.upper is not None:
        return None
    if actual.kind is TargetKind.DEADLINE or aim.deadline is not None:
        return reached if actual.deadline is not None and aim.deadline is not None else None
    return reached if comparable(aim.quantity, reached) else None


def written(actual: Target) -> str:
    """A value as a person wrote it."""
    return actual.text.strip()


def is_cut_off(cutoff: Quantity | None, below: bool, reached: Quantity, aim: Aim | None = None) -> bool | None:
    """Whether a 完成值 is worse than the value beyond which nothing is earned; None where the two cannot be compared.

    A cutoff in percent beside a count (完成率低于 60% 不得分, 400 场) is taken of the aim.
    """
    if cutoff is None:
        return False
    if aim is not None and aim.deadline is not None:
        if cutoff.base().unit != "天":
            return None
        return reached.number - aim.quantity.number > cutoff.number  # 逾期超过 30 天不得分
    if not comparable(cutoff, reached):
        goal = aim.quantity.base().number if aim is not None else Decimal(0)
        if cutoff.base().unit != "%" or not goal:
            return None
        reached = Quantity(reached.base().number / goal * 100, "%")
    limit, number = cutoff.base().number, reached.base().number
    return number < limit if below else number > limit
