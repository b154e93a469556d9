"""From a rule, 标杆值 and 完成值 to points with their working (计算过程).

All numbers are Decimal. A score is always within 0 and the weight; a quotient that does not come out even is rounded half up
to two places, and the working says ≈. Where something is missing or of another kind, nothing is computed and the working
says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from app.form.target import Target, TargetKind, read_target
from app.scoring.quantity import Quantity, plain, squeezed
from app.scoring.reached import Aim, aim_of, comparable, is_met, quantity_of, shortfall
from app.scoring.rules import (
    AllOrNothing,
    Bands,
    Checklist,
    Comparison,
    Deduction,
    Grade,
    Grades,
    Product,
    Ratio,
    Rule,
    threshold_of,
)

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


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


def scores_of(rule: Rule, facts: Facts) -> Scores:
    """Both scores of an indicator."""
    threshold = threshold_of(rule)
    target = read_target(facts.target, facts.year)
    sentence_aim = None if threshold is None else Aim(threshold.comparison, threshold.quantity)
    target_aim = aim_of(target, _usual_comparison(rule, facts))
    by_target = _score(rule, facts, target_aim or sentence_aim)
    if sentence_aim is None or target_aim is None or not comparable(target_aim.quantity, sentence_aim.quantity):
        return Scores(by_target)
    same = target_aim.quantity.base().number == sentence_aim.quantity.base().number
    return Scores(by_target, None if same else _score(rule, facts, sentence_aim))


def score_of(rule: Rule, facts: Facts) -> Score:
    """The score by 标杆值."""
    return scores_of(rule, facts).by_target


def _usual_comparison(rule: Rule, facts: Facts) -> Comparison:
    """How a 标杆值 without a sign is meant: as the sentence says, by the side that costs points, else by the name."""
    threshold = threshold_of(rule)
    if threshold is not None:
        return threshold.comparison
    if isinstance(rule, Deduction) and rule.side in ("below", "above"):
        return "≤" if rule.side == "above" else "≥"
    small = (isinstance(rule, AllOrNothing) and rule.small) or (isinstance(rule, Ratio) and rule.turned)
    return "≤" if small or facts.less_is_better else "≥"


def _score(rule: Rule, facts: Facts, aim: Aim | None) -> Score:
    if isinstance(rule, Checklist):
        return _checklist(rule, facts)
    if not (facts.actual or "").strip():
        return Score(None, "待填完成值", waiting=True)
    actual = read_target(facts.actual, facts.year)
    match rule:
        case AllOrNothing():
            return _all_or_nothing(facts, aim, actual)
        case Deduction():
            return _deduction(rule, facts, aim, actual)
        case Product():
            return _product(rule, facts, aim, actual)
        case Ratio():
            return _ratio(rule, facts, aim, actual)
        case Grades():
            return _graded(rule.grades, facts, actual)
        case Bands():
            return _banded(rule, facts, actual)


def _rounded(points: Decimal, weight: Decimal) -> tuple[Decimal, str]:
    """Points within 0 and the weight, to two places at most, and the sign (= or ≈) that belongs before them."""
    bounded = min(max(points, Decimal(0)), weight)
    cents = bounded.quantize(_CENT, ROUND_HALF_UP)
    return (bounded, "=") if cents == bounded else (min(cents, weight), "≈")


def _full(facts: Facts, why: str) -> Score:
    return Score(facts.weight, f"{why}，得满分 {plain(facts.weight)}")


def _nothing(why: str) -> Score:
    return Score(Decimal(0), f"{why}，得 0 分")


def _not_computed(facts: Facts, reason: str) -> Score:
    return Score(None, f"标杆值“{facts.target or ''}”与完成值“{facts.actual or ''}”{reason}，未计算")


def _same_words(facts: Facts) -> bool:
    """Whether a wording was asked for and the same wording was reached (规范 / 规范)."""
    return bool(facts.target) and squeezed(facts.target or "") == squeezed(facts.actual or "")


def _compared(aim: Aim | None, actual: Target) -> Quantity | None:
    """The reached quantity when it can be compared with the aim."""
    reached = quantity_of(actual)
    if aim is None or reached is None or actual.upper is not None:
        return None
    if actual.kind is TargetKind.DEADLINE or aim.deadline is not None:
        return reached if actual.deadline is not None and aim.deadline is not None else None
    return reached if comparable(aim.quantity, reached) else None


def _all_or_nothing(facts: Facts, aim: Aim | None, actual: Target) -> Score:
    reached = _compared(aim, actual)
    if aim is None or reached is None:
        return _full(facts, "与标杆值一致") if _same_words(facts) else _not_computed(facts, "不能比较")
    if is_met(aim, reached):
        return _full(facts, f"{_written(actual)} 达到 {aim.text()}")
    return _nothing(f"{_written(actual)} 未达到 {aim.text()}")


def _written(actual: Target) -> str:
    return actual.text.strip()


def _deduction(rule: Deduction, facts: Facts, aim: Aim | None, actual: Target) -> Score:
    reached = _compared(aim, actual)
    if aim is None or reached is None:
        return _full(facts, "与标杆值一致") if _same_words(facts) else _not_computed(facts, "不能比较")
    if (rule.side == "below" and aim.comparison in "≤<") or (rule.side == "above" and aim.comparison in "≥>"):
        return _not_computed(facts, "的方向与扣分的方向相反")
    if _is_cut_off(rule.cutoff, rule.side == "below", reached):
        return _nothing(f"{_written(actual)} 超出计分范围")
    missing = shortfall(aim, reached, rule.side)
    if missing.number <= 0:
        return _full(facts, f"{_written(actual)} 达到 {aim.text()}")
    step = rule.step.base()
    if step.unit == "%" and missing.unit != "%":
        if not aim.quantity.base().number:
            return _not_computed(facts, "不能换算成百分比")
        share = missing.number / aim.quantity.base().number * _HUNDRED
        relative = f"{aim.gap_text(reached, missing)}，占标杆值 {plain(share.quantize(_CENT))}%"
        return _steps_off(rule, facts, Quantity(share, "%"), relative)
    if not comparable(step, missing):
        return _not_computed(facts, f"相差的数不是以“{rule.step.unit}”计的")
    return _steps_off(rule, facts, missing, aim.gap_text(reached, missing))


def _is_cut_off(cutoff: Quantity | None, below: bool, reached: Quantity) -> bool:
    if cutoff is None or not comparable(cutoff, reached):
        return False
    limit, number = cutoff.base().number, reached.base().number
    return number < limit if below else number > limit


def _steps_off(rule: Deduction, facts: Facts, missing: Quantity, gap: str) -> Score:
    """The points left after the steps; ``gap`` is the first part of the working."""
    step = rule.step.base().number
    exact = missing.number / step
    count = exact
    working = [gap]
    if step != 1:
        working.append(f"{plain(missing.number)} ÷ {plain(step)} = {plain(exact.quantize(Decimal('0.0001')))}")
    if rule.steps != "proportional" and exact != exact.to_integral_value():
        whole = rule.steps == "whole"
        count = exact.to_integral_value(ROUND_FLOOR if whole else ROUND_CEILING)
        working.append(f"{'按整步计' if whole else '不足一步按一步计'} {plain(count)} 步")
    elif rule.steps == "proportional":
        working.append("按比例计")
    each = facts.weight * rule.points / _HUNDRED if rule.of_weight else rule.points
    if rule.of_weight:
        working.append(f"每步 {plain(facts.weight)} × {plain(rule.points)}% = {plain(each)}")
    off = count * each
    working.append(
        f"{plain(count.quantize(Decimal('0.0001')))} × {plain(each)} = {plain(off.quantize(Decimal('0.0001')))}"
    )
    if rule.at_most is not None and off > rule.at_most:
        off = rule.at_most
        working.append(f"最多扣 {plain(off)}")
    return _subtracted(facts.weight, off, working)


def _subtracted(weight: Decimal, off: Decimal, working: list[str]) -> Score:
    points, sign = _rounded(weight - off, weight)
    if off > weight:
        working.append("扣完为止")
    else:
        working.append(f"{plain(weight)} − {plain(off.quantize(Decimal('0.0001')))} {sign} {plain(points)}")
    return Score(points, "，".join(working) + f"，得 {plain(points)} 分" if off > weight else "，".join(working))


def _product(rule: Product, facts: Facts, aim: Aim | None, actual: Target) -> Score:
    reached = quantity_of(actual)
    compared = _compared(aim, actual)
    if aim is not None and compared is not None and is_met(aim, compared):
        return _full(facts, f"{_written(actual)} 达到 {aim.text()}")
    if reached is None or actual.deadline is not None:
        return _not_computed(facts, "不能相乘：完成值不是数")
    if reached.unit == "%" or (not reached.unit and 0 <= reached.number <= 1):
        share = reached.number if reached.unit == "%" else reached.number * _HUNDRED
        return _share(facts, share, _grade_words(rule.grades, share), rule.cutoff)
    if aim is None or compared is None or not aim.quantity.base().number:
        return _not_computed(facts, "不能相乘：完成值不是百分数")
    share = compared.base().number / aim.quantity.base().number * _HUNDRED
    rate = f"{plain(compared.number)} ÷ {plain(aim.quantity.base().number)} = {plain(share.quantize(_CENT))}%，"
    return _share(facts, share, rate, rule.cutoff)


def _grade_words(grades: tuple[Grade, ...], share: Decimal) -> str:
    grade = next((grade for grade in grades if grade.low <= share), None)
    return "" if grade is None else f"{plain(share)}% 属于“{grade.name}”，"


def _share(facts: Facts, share: Decimal, before: str, cutoff: Quantity | None) -> Score:
    if _is_cut_off(cutoff, True, Quantity(share, "%")):
        return _nothing(f"{before}{plain(share.quantize(_CENT))}% 低于 {cutoff.text() if cutoff else ''}")
    capped = min(share, _HUNDRED)
    points, sign = _rounded(facts.weight * capped / _HUNDRED, facts.weight)
    return Score(points, f"{before}{plain(capped.quantize(_CENT))}% × {plain(facts.weight)} {sign} {plain(points)}")


def _ratio(rule: Ratio, facts: Facts, aim: Aim | None, actual: Target) -> Score:
    reached = _compared(aim, actual)
    if aim is None or reached is None or actual.deadline is not None:
        return _full(facts, "与标杆值一致") if _same_words(facts) else _not_computed(facts, "不能相除")
    if is_met(aim, reached):
        return _full(facts, f"{_written(actual)} 达到 {aim.text()}")
    turned = rule.turned or aim.comparison in "≤<"
    if _is_cut_off(rule.cutoff, not turned, reached):
        return _nothing(f"{_written(actual)} 超出计分范围")
    over, under = (aim.quantity.base(), reached.base()) if turned else (reached.base(), aim.quantity.base())
    if under.number <= 0 or over.number < 0:
        return _not_computed(facts, "不能相除：除数为 0 或有负数")
    share = min(over.number / under.number, Decimal(1))
    points, sign = _rounded(facts.weight * share, facts.weight)
    turn = "（越小越好，倒过来除）" if turned else ""
    return Score(
        points,
        f"{plain(over.number)} ÷ {plain(under.number)}{turn} × {plain(facts.weight)} {sign} {plain(points)}",
    )


def _checklist(rule: Checklist, facts: Facts) -> Score:
    count = len(rule.items)
    if facts.ticks is None:
        return Score(None, f"待勾选：{count} 项要点", waiting=True)
    if len(facts.ticks) != count:
        return Score(None, f"勾选了 {len(facts.ticks)} 项，要点有 {count} 项，请重新勾选", waiting=True)
    ticked = sum(facts.ticks)
    if rule.item_points:
        earned = [points for points, tick in zip(rule.item_points, facts.ticks, strict=True) if tick]
        points, sign = _rounded(sum(earned, Decimal(0)), facts.weight)
        added = " + ".join(plain(each) for each in earned) or "0"
        return Score(points, f"{count} 项中符合 {ticked} 项，{added} {sign} {plain(points)}")
    points, sign = _rounded(facts.weight * ticked / count, facts.weight)
    return Score(
        points, f"{count} 项中符合 {ticked} 项，{plain(facts.weight)} × {ticked}/{count} {sign} {plain(points)}"
    )


def _graded(grades: tuple[Grade, ...], facts: Facts, actual: Target) -> Score:
    reached = quantity_of(actual)
    grade = None
    if reached is not None and reached.unit == "%":
        grade = next((grade for grade in grades if grade.low <= reached.number), None)
    else:
        words = squeezed(actual.text)
        named = [grade for grade in grades if squeezed(grade.name) == words]
        grade = named[0] if named else (grades[0] if _same_words(facts) else None)
    if grade is None:
        return _not_computed(facts, "看不出属于哪一档")
    low, high = (_rounded(facts.weight * end / _HUNDRED, facts.weight)[0] for end in (grade.low, grade.high))
    return Score(None, f"属于“{grade.name}”，应得 {plain(low)}–{plain(high)} 分", low, high)


def _banded(rule: Bands, facts: Facts, actual: Target) -> Score:
    reached = quantity_of(actual)
    if reached is None or actual.deadline is not None:
        return _not_computed(facts, "不能分段：完成值不是数")
    for band in rule.bands:
        ends = [end for end in (band.low, band.high) if end is not None]
        if not all(comparable(end, reached) for end in ends):
            return _not_computed(facts, "不能分段：单位不同")
        number = reached.base().number
        if (band.low is None or band.low.base().number <= number) and (
            band.high is None or number < band.high.base().number
        ):
            earned = band.points if band.points is not None else facts.weight * (band.share or Decimal(0)) / _HUNDRED
            points, sign = _rounded(earned, facts.weight)
            share = f"{plain(facts.weight)} × {plain(band.share)}% {sign} " if band.share is not None else ""
            return Score(points, f"{_written(actual)} 在该段内，{share}{plain(points)} 分")
    return _not_computed(facts, "不在任何一段内")
