"""Scoring rules (评分规则) as values: what a sentence of 指标说明 says, in a form that can be worked out.

A rule lives in the file under the key ``scoring`` of an indicator, beside the sentence it was read from; it can be edited
apart from the sentence. The shapes follow what evaluation reports (部门评价) and 财预〔2020〕10号 use.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.scoring.quantity import Quantity

Comparison = Literal["≥", ">", "≤", "<", "="]
Side = Literal["below", "above", "either", "each"]
Steps = Literal["whole", "proportional", "begun"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """What the sentence itself asks for (达到 45 人): kept apart from 标杆值, which may differ.

    ``date`` is a deadline as written (12月31日, 2021年11月底; without a year, the form's year is meant); ``quantity`` is then
    without meaning.
    """

    comparison: Comparison
    quantity: Quantity
    date: str = ""

    def text(self) -> str:
        """As a person writes it: ``45人``, ``12月31日``."""
        return self.date or self.quantity.text()


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of achievement (档) with its range in percent of the weight; the lower end belongs to it, the upper
    one only in the best grade."""

    name: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """A range of 完成值 and what it earns: ``low`` is part of it, ``high`` is not; None is open. ``share`` is in percent of
    the weight, ``points`` in points: exactly one of the two is set."""

    low: Quantity | None
    high: Quantity | None
    points: Decimal | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AllOrNothing:
    """达标得满分，否则不得分. Without a threshold, 标杆值 decides; ``small``: as the most there may be (不超过预算得满分)."""

    threshold: Threshold | None = None
    full_points: Decimal | None = None
    small: bool = False


@dataclass(frozen=True, slots=True)
class Deduction:
    """达到 X 得满分；每降低（超出……）step 扣 points 分.

    ``side`` below: for each step below the threshold (降低, 减少, 少); above: over it (超出, 多出, 延迟); either: off it (偏离);
    each: for each case counted (每有一名不达标). ``of_weight``: ``points`` is in percent of the weight (扣权重分 1%).
    ``steps`` whole: only whole steps count; proportional: a part of a step counts as its part (按比例); begun: a step that is
    begun counts whole (不足 1% 按 1% 计). ``cutoff``: worse than this 完成值, nothing is earned. ``until_zero``: the sentence
    says 扣完为止. ``at_most``: 最多扣 n 分.
    """

    step: Quantity
    points: Decimal
    side: Side
    threshold: Threshold | None = None
    of_weight: bool = False
    until_zero: bool = True
    steps: Steps = "whole"
    cutoff: Quantity | None = None
    at_most: Decimal | None = None
    full_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """得分 = 完成值（率）× 权重. ``grades`` are those that the sentence names beside the formula; ``threshold``: reaching it
    earns full points."""

    threshold: Threshold | None = None
    grades: tuple[Grade, ...] = ()
    cutoff: Quantity | None = None
    full_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """得分 = min(完成值 ÷ 目标值, 1) × 权重, turned round (目标值 ÷ 完成值) where less is better: a target or threshold with
    ≤ or <, or ``turned``. Without a threshold, 标杆值 is the divisor."""

    threshold: Threshold | None = None
    turned: bool = False
    cutoff: Quantity | None = None
    full_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """n 项各占 1/n 权重分，符合得该项权重分，不符合不得分: a person ticks the items that hold. ``item_points``: what each
    item earns, one number for each, where the sentence names points instead of equal shares (①……得 2 分；②……得 1 分)."""

    items: tuple[str, ...]
    item_points: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Grades:
    """分档: the grade that was reached gives a range of points, not one number (10号文: 定性指标)."""

    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class Bands:
    """分段: the range that holds 完成值 gives the points."""

    bands: tuple[Band, ...]


OTHER_LEVEL = "其他"
"""The name of the level that holds whatever has no level of its own (否则)."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level in words and what it earns: ``points``, or ``share`` in percent of the weight; exactly one of the two is set."""

    name: str
    points: Decimal | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Levels:
    """等次: the word that 完成值 says gives the points (优秀得满分，良好得80%，较差不得分), the best first."""

    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Deductions:
    """Several ways to lose points in one sentence (每降低 1% 扣 0.1 分，每超出 1% 扣 0.2 分), each side once. ``threshold`` and
    ``full_points`` stand here, not in the parts."""

    parts: tuple[Deduction, ...]
    threshold: Threshold | None = None
    full_points: Decimal | None = None


Rule = AllOrNothing | Deduction | Deductions | Product | Ratio | Checklist | Grades | Bands | Levels


Aimed = AllOrNothing | Deduction | Deductions | Product | Ratio
"""Rules whose sentence may name a threshold and full points of its own."""


def threshold_of(rule: Rule) -> Threshold | None:
    """The value that the rule's own sentence asks for, where it names one."""
    return rule.threshold if isinstance(rule, Aimed) else None


def full_points_of(rule: Rule) -> Decimal | None:
    """The full points that the sentence names (得 3 分), where it names a number."""
    if isinstance(rule, Levels):
        return rule.levels[0].points if rule.levels[0].points else None
    return rule.full_points if isinstance(rule, Aimed) else None
