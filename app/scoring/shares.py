"""Rules that give a share of the weight: products, ratios, checklists, grades and bands."""

from __future__ import annotations

from decimal import Decimal

from app.form.target import Target
from app.scoring.points import (
    Facts,
    Score,
    compared,
    full,
    is_cut_off,
    not_computed,
    nothing,
    rounded,
    same_words,
    written,
)
from app.scoring.quantity import Quantity, plain, squeezed, to_places
from app.scoring.reached import Aim, comparable, is_met, quantity_of
from app.scoring.read_levels import MODIFIERS
from app.scoring.rules import OTHER_LEVEL, Band, Bands, Checklist, Grade, Level, Levels, Product, Ratio

_HUNDRED = Decimal(100)


def product_score(rule: Product, facts: Facts, aim: Aim | None, actual: Target) -> Score:
    """得分 = 完成值（率）× 权重."""
    reached, alike = quantity_of(actual), compared(aim, actual)
    if aim is not None and alike is not None and is_met(aim, alike):
        return full(facts, f"{written(actual)} {aim.text()}")
    if reached is None or actual.deadline is not None:
        return not_computed(facts, "不能相乘：完成值不是数")
    if reached.unit == "%" or (not reached.unit and 0 <= reached.number <= 1):
        share = reached.number if reached.unit == "%" else reached.number * _HUNDRED
        return _share(facts, share, _grade_words(rule.grades, share), rule.cutoff)
    if aim is None or alike is None or not aim.quantity.base().number:
        return not_computed(facts, "不能相乘：完成值不是百分数")
    share = alike.base().number / aim.quantity.base().number * _HUNDRED
    rate = f"{plain(alike.number)} ÷ {plain(aim.quantity.base().number)} = {plain(to_places(share, 2))}%，"
    return _share(facts, share, rate, rule.cutoff)


def _grade_words(grades: tuple[Grade, ...], share: Decimal) -> str:
    grade = next((grade for grade in grades if grade.low <= share), None)
    return "" if grade is None else f"{plain(share)}% 属于“{grade.name}”，"


def _share(facts: Facts, share: Decimal, before: str, cutoff: Quantity | None) -> Score:
    cut_off = is_cut_off(cutoff, True, Quantity(share, "%"))
    if cut_off is None:
        return not_computed(facts, "不能与不得分的界限比较")
    if cut_off:
        return nothing(f"{before}{plain(to_places(share, 2))}% 低于 {cutoff.text() if cutoff else ''}")
    capped = min(share, _HUNDRED)
    points, sign = rounded(facts.weight * capped / _HUNDRED, facts.weight)
    return Score(points, f"{before}{plain(to_places(capped, 2))}% × {plain(facts.weight)} {sign} {plain(points)}")


def ratio_score(rule: Ratio, facts: Facts, aim: Aim | None, actual: Target) -> Score:
    """得分 = 完成值 ÷ 目标值 × 权重, at most the weight."""
    reached = compared(aim, actual)
    if aim is None or reached is None or actual.deadline is not None:
        return full(facts, "与标杆值一致") if same_words(facts) else not_computed(facts, "不能相除")
    if is_met(aim, reached):
        return full(facts, f"{written(actual)} {aim.text()}")
    turned = rule.turned or aim.comparison in "≤<"
    cut_off = is_cut_off(rule.cutoff, not turned, reached, aim)
    if cut_off is None:
        return not_computed(facts, "不能与不得分的界限比较")
    if cut_off:
        return nothing(f"{written(actual)} 超出计分范围")
    over, under = (aim.quantity.base(), reached.base()) if turned else (reached.base(), aim.quantity.base())
    if under.number <= 0 or over.number < 0:
        return not_computed(facts, "不能相除：除数为 0 或有负数")
    share = min(over.number / under.number, Decimal(1))
    points, sign = rounded(facts.weight * share, facts.weight)
    turn = "（越小越好，倒过来除）" if turned else ""
    return Score(
        points,
        f"{plain(over.number)} ÷ {plain(under.number)}{turn} × {plain(facts.weight)} {sign} {plain(points)}",
    )


def checklist_score(rule: Checklist, facts: Facts) -> Score:
    """What the ticked items earn."""
    count = len(rule.items)
    if facts.ticks is None:
        return Score(None, f"待勾选：{count} 项要点", waiting=True)
    if len(facts.ticks) != count:
        return Score(None, f"勾选了 {len(facts.ticks)} 项，要点有 {count} 项，请重新勾选", waiting=True)
    ticked = sum(facts.ticks)
    if rule.item_points:
        earned = [points for points, tick in zip(rule.item_points, facts.ticks, strict=True) if tick]
        points, sign = rounded(sum(earned, Decimal(0)), facts.weight)
        added = " + ".join(plain(each) for each in earned) or "0"
        return Score(points, f"{count} 项中符合 {ticked} 项，{added} {sign} {plain(points)}")
    points, sign = rounded(facts.weight * ticked / count, facts.weight)
    return Score(
        points, f"{count} 项中符合 {ticked} 项，{plain(facts.weight)} × {ticked}/{count} {sign} {plain(points)}"
    )


def graded_score(grades: tuple[Grade, ...], facts: Facts, actual: Target) -> Score:
    """The range of points of the grade that was reached."""
    reached = quantity_of(actual)
    grade = None
    if reached is not None and reached.unit == "%":
        grade = next((grade for grade in grades if grade.low <= reached.number), None)
    else:
        words = squeezed(actual.text)
        named = [grade for grade in grades if squeezed(grade.name) == words]
        grade = named[0] if named else (grades[0] if same_words(facts) else None)
    if grade is None:
        return not_computed(facts, "看不出属于哪一档")
    low, high = (rounded(facts.weight * end / _HUNDRED, facts.weight)[0] for end in (grade.low, grade.high))
    return Score(None, f"属于“{grade.name}”，应得 {plain(low)}–{plain(high)} 分", low, high)


def level_score(rule: Levels, facts: Facts, actual: Target) -> Score:
    """The points of the level whose word 完成值 says; a word that is none of them is for a person to place."""
    level = _level_named(rule, squeezed(actual.text).strip("。.,;"))
    if level is None:
        named = "、".join(f"“{each.name}”" for each in rule.levels)
        return not_computed(facts, f"不能分等，完成值请写明{named}中的哪一个")
    if any((each.points or Decimal(0)) > facts.weight for each in rule.levels):
        return not_computed(facts, f"不能分等，规则里的分数超过权重分 {plain(facts.weight)} 分")
    return _earned(level, facts, f"属于“{level.name}”")


def _level_named(rule: Levels, word: str) -> Level | None:
    """The level of this word, perhaps with the thing before it (制度健全), never with another modifier (较健全)."""
    fitting = [level for level in rule.levels if level.name != OTHER_LEVEL and word.endswith(squeezed(level.name))]
    if not fitting:
        return None
    level = max(fitting, key=lambda each: len(each.name))
    before = word.removesuffix(squeezed(level.name))
    return None if any(modifier in before for modifier in MODIFIERS) else level


def _earned(part: Band | Level, facts: Facts, why: str) -> Score:
    """What a band or level earns: its points, or its share of the weight."""
    earned = part.points if part.points is not None else facts.weight * (part.share or Decimal(0)) / _HUNDRED
    points, sign = rounded(earned, facts.weight)
    share = f"{plain(facts.weight)} × {plain(part.share)}% {sign} " if part.share is not None else ""
    return Score(points, f"{why}，{share}{plain(points)} 分")


def banded_score(rule: Bands, facts: Facts, actual: Target) -> Score:
    """The points of the band that holds 完成值."""
    reached = quantity_of(actual)
    if reached is None or actual.deadline is not None:
        return not_computed(facts, "不能分段：完成值不是数")
    for band in rule.bands:
        ends = [end for end in (band.low, band.high) if end is not None]
        if not all(comparable(end, reached) for end in ends):
            return not_computed(facts, "不能分段：单位不同")
        number = reached.base().number
        if (band.low is None or band.low.base().number <= number) and (
            band.high is None or number < band.high.base().number
        ):
            return _earned(band, facts, f"{written(actual)} 在该段内")
    return not_computed(facts, "不在任何一段内")
