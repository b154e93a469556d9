"""From a rule, 标杆值 and 完成值 to points with their working (计算过程).

All numbers are Decimal. A score is always within 0 and the weight; a quotient that does not come out even is rounded half up
to two places, and the working says ≈. Where something is missing or of another kind, nothing is computed and the working
says why.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from app.form.period import find_dates
from app.form.target import Target, read_target
from app.scoring.points import (
    Facts,
    Score,
    Scores,
    compared,
    full,
    is_cut_off,
    not_computed,
    nothing,
    rounded,
    same_words,
    written,
)
from app.scoring.quantity import Quantity, plain, to_places
from app.scoring.reached import Aim, aim_of, comparable, deadline_aim, is_met, shortfall
from app.scoring.rules import (
    AllOrNothing,
    Bands,
    Checklist,
    Comparison,
    Deduction,
    Deductions,
    Grades,
    Levels,
    Product,
    Ratio,
    Rule,
    Threshold,
    threshold_of,
)
from app.scoring.shares import banded_score, checklist_score, graded_score, level_score, product_score, ratio_score

__all__ = ["Facts", "Score", "Scores", "score_of", "scores_of"]

_HUNDRED = Decimal(100)


def scores_of(rule: Rule, facts: Facts) -> Scores:
    """Both scores of an indicator."""
    threshold = threshold_of(rule)
    target = read_target(facts.target, facts.year)
    sentence_aim = None if threshold is None else _sentence_aim(threshold, facts.year)
    target_aim = aim_of(target, _usual_comparison(rule, facts))
    if sentence_aim is None or target_aim is None or not _alike(target_aim, sentence_aim):
        aim = sentence_aim if sentence_aim is not None and sentence_aim.deadline is not None else target_aim
        return Scores(_score(rule, facts, aim or sentence_aim))
    by_target = _score(rule, facts, target_aim)
    same = target_aim.quantity.base().number == sentence_aim.quantity.base().number
    return Scores(by_target, None if same else _score(rule, facts, sentence_aim))


def _sentence_aim(threshold: Threshold, year: int | None) -> Aim | None:
    """What the sentence asks for; a day without a year is one of the form's year, and none where that is not known."""
    if not threshold.date:
        return Aim(threshold.comparison, threshold.quantity)
    days = find_dates(threshold.date, year)
    return None if len(days) != 1 or days[0].last is None else deadline_aim(days[0].last)


def _alike(one: Aim, other: Aim) -> bool:
    """Whether two aims can be held against each other: both days, or quantities of one kind."""
    return (one.deadline is None) == (other.deadline is None) and comparable(one.quantity, other.quantity)


def score_of(rule: Rule, facts: Facts) -> Score:
    """The score by 标杆值."""
    return scores_of(rule, facts).by_target


def _usual_comparison(rule: Rule, facts: Facts) -> Comparison:
    """How a 标杆值 without a sign is meant: as the sentence says, by the side that costs points, else by the name."""
    threshold = threshold_of(rule)
    if threshold is not None:
        return threshold.comparison
    if isinstance(rule, Deductions) and len(rule.parts) > 1 and all(part.side != "each" for part in rule.parts):
        return "="
    if isinstance(rule, Deductions):
        rule = next((part for part in rule.parts if part.side != "each"), rule.parts[0])
    if isinstance(rule, Deduction) and rule.side in ("below", "above"):
        return "≤" if rule.side == "above" else "≥"
    small = (isinstance(rule, AllOrNothing) and rule.small) or (isinstance(rule, Ratio) and rule.turned)
    return "≤" if small or facts.less_is_better else "≥"


def _score(rule: Rule, facts: Facts, aim: Aim | None) -> Score:
    if isinstance(rule, Checklist):
        return checklist_score(rule, facts)
    if not (facts.actual or "").strip():
        return Score(None, "待填完成值", waiting=True)
    actual = read_target(facts.actual, facts.year)
    match rule:
        case AllOrNothing():
            return _all_or_nothing(facts, aim, actual)
        case Deduction():
            return _deduction(rule, facts, aim, actual)
        case Deductions():
            return _deductions(rule, facts, aim, actual)
        case Levels():
            return level_score(rule, facts, actual)
        case Product():
            return product_score(rule, facts, aim, actual)
        case Ratio():
            return ratio_score(rule, facts, aim, actual)
        case Grades():
            return graded_score(rule.grades, facts, actual)
        case Bands():
            return banded_score(rule, facts, actual)


def _all_or_nothing(facts: Facts, aim: Aim | None, actual: Target) -> Score:
    reached = compared(aim, actual)
    if aim is None or reached is None:
        return full(facts, "与标杆值一致") if same_words(facts) else not_computed(facts, "不能比较")
    if is_met(aim, reached):
        return full(facts, f"{written(actual)} {aim.text()}")
    return nothing(f"{written(actual)} {aim.missed_text()}")


def _deduction(rule: Deduction, facts: Facts, aim: Aim | None, actual: Target) -> Score:
    reached = compared(aim, actual)
    if aim is None or reached is None:
        return full(facts, "与标杆值一致") if same_words(facts) else not_computed(facts, "不能比较")
    if (rule.side == "below" and aim.comparison in "≤<") or (rule.side == "above" and aim.comparison in "≥>"):
        return not_computed(facts, "的方向与扣分的方向相反")
    cut_off = is_cut_off(rule.cutoff, rule.side == "below", reached, aim)
    if cut_off is None:
        return not_computed(facts, "不能与不得分的界限比较")
    if cut_off:
        return nothing(f"{written(actual)} 超出计分范围")
    missing = shortfall(aim, reached, rule.side)
    if missing.number <= 0:
        return full(facts, f"{written(actual)} {aim.text()}")
    step = rule.step.base()
    if step.unit == "%" and missing.unit != "%":
        if not aim.quantity.base().number:
            return not_computed(facts, "不能换算成百分比")
        share = missing.number / aim.quantity.base().number * _HUNDRED
        relative = f"{aim.gap_text(reached, missing)}，占标杆值 {plain(to_places(share, 2))}%"
        return _steps_off(rule, facts, Quantity(share, "%"), relative)
    if not comparable(step, missing):
        return not_computed(facts, f"相差的数不是以“{rule.step.unit}”计的")
    return _steps_off(rule, facts, missing, aim.gap_text(reached, missing))


def _deductions(rule: Deductions, facts: Facts, aim: Aim | None, actual: Target) -> Score:
    """The points left after the one side that was missed. Cases that are counted apart (每发生一起) only bound the score."""
    both = {"below", "above"} <= {part.side for part in rule.parts}
    counted = [part for part in rule.parts if part.side == "each"]
    sided = [part for part in rule.parts if part.side != "each"]
    scores = [_deduction(part, facts, aim, actual) for part in sided]
    if both and aim is not None and aim.comparison != "=":
        reached = compared(aim, actual)
        if reached is None or reached.base().number != aim.quantity.base().number:
            # 标杆值 ≥100% and 每超出 1% 扣分: the side that 标杆值 forbids is certain, the other a person decides.
            scores = [score for score in scores if score.points is not None and score.points < facts.weight]
            if not scores:
                return not_computed(facts, "超出或低于标杆值时是否扣分，请人工判断")
    missing = next((score for score in scores if score.points is None), None)
    if missing is not None or not scores:
        return missing or not_computed(facts, "按次扣分，请人工核定")
    lowest = min(scores, key=lambda score: score.points or Decimal(0))
    if not counted:
        return lowest
    steps = "、".join(
        f"每 {part.step.text()} 扣 {plain(part.points)}{'%' if part.of_weight else ' 分'}" for part in counted
    )
    return Score(None, f"{lowest.working}；另有按次的扣分（{steps}）请人工核定", Decimal(0), lowest.points)


def _steps_off(rule: Deduction, facts: Facts, missing: Quantity, gap: str) -> Score:
    """The points left after the steps; ``gap`` is the first part of the working."""
    step = rule.step.base().number
    exact = missing.number / step
    count = exact
    working = [gap]
    if step != 1:
        working.append(f"{plain(missing.number)} ÷ {plain(step)} = {plain(to_places(exact, 4))}")
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
    working.append(f"{plain(to_places(count, 4))} × {plain(each)} = {plain(to_places(off, 4))}")
    if rule.at_most is not None and off > rule.at_most:
        off = rule.at_most
        working.append(f"最多扣 {plain(off)}")
    return _subtracted(facts.weight, off, working)


def _subtracted(weight: Decimal, off: Decimal, working: list[str]) -> Score:
    points, sign = rounded(weight - off, weight)
    if off > weight:
        working.append("扣完为止")
    else:
        working.append(f"{plain(weight)} − {plain(to_places(off, 4))} {sign} {plain(points)}")
    return Score(points, "，".join(working) + f"，得 {plain(points)} 分" if off > weight else "，".join(working))
