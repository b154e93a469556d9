"""Rules applied: points, working, and what is not computed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scoring.direction import less_is_better
from app.scoring.read_rule import read_rule
from app.scoring.rules import (
    OTHER_LEVEL,
    AllOrNothing,
    Bands,
    Checklist,
    Deduction,
    Deductions,
    Levels,
    Product,
    Ratio,
    Rule,
)
from app.scoring.score import Facts, Score, score_of, scores_of
from tests.scoring.rule_strategies import late_deductions, level_rules, rules, several_deductions


def score(sentence: str, target: str, actual: str, weight: str = "5", ticks: tuple[bool, ...] | None = None) -> Score:
    rule = read_rule(sentence).rule
    assert rule is not None
    return scores_of(rule, Facts(target, actual, Decimal(weight), ticks, 2021)).by_target


def test_the_real_report_is_scored_as_it_was(samples: Path) -> None:
    data = json.loads((samples / "truth" / "2021-evaluation.json").read_text(encoding="utf-8"), parse_float=Decimal)
    computed = 0
    for row in data["groups"]:
        rule = read_rule(row["rule"]).rule
        assert rule is not None
        found = scores_of(rule, Facts(row["target"], row["actual"], Decimal(row["weight"]), None, 2021)).by_target
        if isinstance(rule, Checklist):
            assert found.points is None
            assert found.waiting
        else:
            computed += 1
            assert found.points == row["score"], (row["level3"], found.working)
    assert computed == 30


@pytest.mark.parametrize(
    ("sentence", "target", "actual", "weight", "points", "working"),
    [
        ("达到65%，得满分；每降低1%，扣0.5分，扣完为止。", "65%", "60%", "5", "2.5", "65% − 60% = 5 个百分点，5 × 0.5 = 2.5，5 − 2.5 = 2.5"),
        ("达到7000人，得满分；每减少100人，扣0.1分，扣完为止。", "7000 人", "6000 人", "2", "1", "7000人 − 6000人 = 1000人，1000 ÷ 100 = 10，10 × 0.1 = 1，2 − 1 = 1"),
        ("每降低1%扣0.1分，扣完为止。", "100%", "99.61%", "3", "3", "100% − 99.61% = 0.39 个百分点，按整步计 0 步，0 × 0.1 = 0，3 − 0 = 3"),
        ("每降低1%扣0.1分，按比例扣分，扣完为止。", "100%", "99.61%", "3", "2.96", "100% − 99.61% = 0.39 个百分点，按比例计，0.39 × 0.1 = 0.039，3 − 0.039 ≈ 2.96"),
        ("每降低1%扣0.1分，不足1%按1%计，扣完为止。", "100%", "99.61%", "3", "2.9", "100% − 99.61% = 0.39 个百分点，不足一步按一步计 1 步，1 × 0.1 = 0.1，3 − 0.1 = 2.9"),
        ("得满分；每减少100张，扣权重分1%，扣完为止。", "1万张", "9000张", "2", "1.8", "10000张 − 9000张 = 1000张，1000 ÷ 100 = 10，每步 2 × 1% = 0.02，10 × 0.02 = 0.2，2 − 0.2 = 1.8"),
        ("每少一名扣1分，扣完为止。", "9名", "3人", "3", "0", "9人 − 3人 = 6人，6 × 1 = 6，扣完为止，得 0 分"),
        ("小于等于97000元，得满分；每超出100元，扣0.5分，扣完为止。", "≤97000元", "9.71万元", "2", "1.5", "97100元 − 97000元 = 100元，100 ÷ 100 = 1，1 × 0.5 = 0.5，2 − 0.5 = 1.5"),
        ("得分=实际完成值*指标权重", "明显", "80%", "5", "4", "80% × 5 = 4"),
        ("得分=实际完成率×权重。", "100场", "80场", "5", "4", "80 ÷ 100 = 80%，80% × 5 = 4"),
        ("按实际完成比例得分。", "≥90人", "60人", "10", "6.67", "60 ÷ 90 × 10 ≈ 6.67"),
        ("按实际完成比例得分。", "≤4小时", "5小时", "5", "4", "4 ÷ 5（越小越好，倒过来除） × 5 = 4"),
        ("小于等于9500元/人/月时，得满分，否则不得分。", "9500元/人/月", "9600元/人/月", "2", "0", "9600元/人/月 不满足 ≤9500元/人/月，得 0 分"),
        ("按时完成得满分，否则不得分。", "11月底前完成", "2021年12月3日", "2", "0", "2021年12月3日 晚于 2021-11-30，得 0 分"),
        ("每延迟一天扣0.5分，扣完为止。", "11月底前完成", "2021年12月3日", "2", "0.5", "晚 3 天，3 × 0.5 = 1.5，2 − 1.5 = 0.5"),
        ("每降低1%扣0.1分，扣完为止。", "400场", "380场", "1", "0.5", "400场 − 380场 = 20场，占标杆值 5%，5 × 0.1 = 0.5，1 − 0.5 = 0.5"),
        ("完成率低于60%不得分，每降低1%扣0.1分", "100%", "59%", "9", "0", "59% 超出计分范围，得 0 分"),
        ("按完成比例赋分，完成率60%以下不得分。", "400场", "200场", "6", "0", "200场 超出计分范围，得 0 分"),
        ("按完成比例赋分，完成率60%以下不得分。", "400场", "300场", "6", "4.5", "300 ÷ 400 × 6 = 4.5"),
        ("每发生一起扣2分，扣完为止。", "=0起", "2起", "5", "1", "2起 − 0起 = 2起，2 × 2 = 4，5 − 4 = 1"),
        ("满意度90%以上得5分，80%-90%得4分，80%以下得0分", "≥90%", "89.99%", "5", "4", "89.99% 在该段内，4 分"),
    ],
)  # fmt: skip
def test_points_and_working(sentence: str, target: str, actual: str, weight: str, points: str, working: str) -> None:
    found = score(sentence, target, actual, weight)
    assert (found.points, found.working) == (Decimal(points), working)


def test_a_checklist_waits_for_its_ticks() -> None:
    sentence = "①甲；②乙；③丙。以上三项各占1/3权重分，符合得该项权重分，不符合不得分。"
    waiting = score(sentence, "规范", "规范", "4")
    assert (waiting.points, waiting.waiting, waiting.working) == (None, True, "待勾选：3 项要点")
    assert score(sentence, "规范", "规范", "4", (True, True, True)).points == 4
    assert score(sentence, "规范", "规范", "4", (True, False, True)).points == Decimal("2.67")
    assert score(sentence, "规范", "规范", "4", (True,)).points is None


def test_grades_give_a_range_and_no_single_score() -> None:
    sentence = "分为达成、部分达成、未达成三档，分别按照对应分值区间100%-80%（含）、80%-60%（含）、60%-0%合理确定分值。"
    found = score(sentence, "有效", "部分达成", "10")
    assert (found.points, found.low, found.high) == (None, 6, 8)
    assert score(sentence, "有效", "有效", "10").low == 8
    assert score(sentence, "有效", "79%", "10").low == 6


@pytest.mark.parametrize(
    ("sentence", "target", "actual"),
    [
        ("每少一名扣1分，扣完为止。", "100%", "90%"),
        ("得分=实际完成值*指标权重", "明显", "较好"),
        ("每降低1%扣0.1分。", "90%", "基本完成"),
        ("达标得满分，否则不得分。", "健全", "较健全"),
        ("每降低1%扣0.1分。", "≤5%", "6%"),
        ("达到90%得5分，每降低1%扣0.5分，低于60分不得分", "90%", "85%"),
        ("每降低1%扣0.1分。", "①3次；②5次", "3次"),
    ],
)
def test_what_does_not_fit_is_not_computed(sentence: str, target: str, actual: str) -> None:
    found = score(sentence, target, actual)
    assert found.points is None
    assert "未计算" in found.working
    assert not found.waiting


def test_a_target_without_a_sign_is_meant_as_the_rule_or_the_name_says() -> None:
    within = read_rule("不超过预算得满分，超过预算不得分。").rule
    ratio = read_rule("按实际完成比例得分。").rule
    assert within is not None
    assert ratio is not None
    assert scores_of(within, Facts("80万元", "70万元", Decimal(5))).by_target.points == 5
    assert scores_of(within, Facts("80万元", "90万元", Decimal(5))).by_target.points == 0
    assert scores_of(ratio, Facts("80万元", "70万元", Decimal(8))).by_target.points == 7
    assert scores_of(ratio, Facts("80万元", "70万元", Decimal(8), less_is_better=True)).by_target.points == 8
    assert less_is_better("项目总成本")
    assert less_is_better("设备采购", ("产出指标", "成本指标"))
    assert less_is_better("投诉率")
    assert not less_is_better("成本节约率", ("产出指标", "成本指标"))
    assert not less_is_better("培训人次", ("产出指标", "数量指标"))


def test_a_blank_actual_is_waited_for() -> None:
    assert score("每降低1%扣0.1分。", "100%", " ").waiting


def test_both_scores_where_the_sentence_asks_for_more() -> None:
    rule = read_rule("慰问人数达45人，得满分；每减少1人扣0.5分，扣完为止。").rule
    assert rule is not None
    both = scores_of(rule, Facts("≥40 人", "42 人", Decimal(3)))
    assert both.by_target.points == 3
    assert both.by_sentence is not None
    assert both.by_sentence.points == Decimal("1.5")
    assert both.by_sentence.working == "45人 − 42人 = 3人，3 × 0.5 = 1.5，3 − 1.5 = 1.5"
    assert scores_of(rule, Facts("45名", "42 人", Decimal(3))).by_sentence is None


ODD = (
    "",
    "0",
    "-",
    "９５％",
    "约80",
    "80-90%",
    "1/3",
    "2021年",
    "∞",
    "9" * 60,
    "0." + "0" * 40 + "1",
    "万",
    "%",
    "-5",
    "3.5万元",
    "+5",
)


@pytest.mark.parametrize("target", ODD)
def test_odd_values_never_break_it(target: str) -> None:
    sentences = (
        "每降低1%扣0.1分，按比例扣分。", "每少1人扣1分，扣完为止。", "得分=完成率×权重。", "按完成比例得分。", "达标得满分，否则不得分。"
    )  # fmt: skip
    for sentence in sentences:
        for actual in ODD:
            for weight in ("0", "5", "9" * 50):
                found = score(sentence, target, actual, weight)
                assert found.points is None or 0 <= found.points <= Decimal(weight)


weights = st.decimals(min_value=Decimal("0.5"), max_value=Decimal(50), places=1)
numbers = st.decimals(min_value=Decimal(0), max_value=Decimal(200), places=2)
words = st.sampled_from(["", "明显", "≥90%", "100%", "≤5", "=0起", "2021年11月底前", "1万张", "-", "①3次②4次"])


@settings(max_examples=400, deadline=None)
@given(
    rules, words | numbers.map(str), words | numbers.map(str), weights, st.none() | st.lists(st.booleans()).map(tuple)
)
def test_a_score_is_within_zero_and_the_weight(
    rule: Rule, target: str, actual: str, weight: Decimal, ticks: tuple[bool, ...] | None
) -> None:
    both = scores_of(rule, Facts(target, actual, weight, ticks, 2021))
    for found in (both.by_target, both.by_sentence):
        if found is not None:
            assert found.working
            for points in (found.points, found.low, found.high):
                assert points is None or 0 <= points <= weight


@settings(max_examples=400, deadline=None)
@given(rules, numbers, numbers, numbers, weights)
def test_a_better_value_never_scores_less(
    rule: Rule, target: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    if isinstance(rule, Bands | Checklist) or (isinstance(rule, Deduction) and rule.side in ("either", "each")):
        return
    aim = getattr(rule, "threshold", None)
    small = (aim is not None and aim.comparison in ("≤", "<")) or (isinstance(rule, Deduction) and rule.side == "above")
    small = small or (isinstance(rule, Ratio) and rule.turned) or (isinstance(rule, AllOrNothing) and rule.small)
    if aim is not None and (
        aim.comparison == "=" or (isinstance(rule, Ratio) and rule.turned and aim.comparison in ("≥", ">"))
    ):
        return
    if isinstance(rule, AllOrNothing | Deduction | Ratio | Product):
        worse, better = (max(one, other), min(one, other)) if small else (min(one, other), max(one, other))
        unit = aim.quantity.unit if aim is not None else "%"
        wanted = f"{'≤' if small else '≥'}{target}{unit}"
        scores = [
            scores_of(rule, Facts(wanted, f"{actual}{unit}", weight)).by_target.points for actual in (worse, better)
        ]
        if scores[0] is not None and scores[1] is not None:
            assert scores[0] <= scores[1]


@pytest.mark.parametrize(
    ("sentence", "target", "actual", "points", "working"),
    [
        ("优秀得满分，良好得80%权重分，较差不得分。", "优秀", "良好", "4", "属于“良好”，5 × 80% = 4 分"),
        ("制度健全得5分、基本健全2.5分、不健全不得分", "健全", "制度健全", "5", "属于“健全”，5 分"),
        ("制度健全得5分、基本健全2.5分、不健全不得分", "健全", "基本健全。", "2.5", "属于“基本健全”，2.5 分"),
        ("制度健全得5分、基本健全2.5分、不健全不得分", "健全", "不健全", "0", "属于“不健全”，0 分"),
        ("每降低1%扣0.1分，每超出1%扣0.2分。", "100%", "97%", "4.7", "100% − 97% = 3 个百分点，3 × 0.1 = 0.3，5 − 0.3 = 4.7"),
        ("每降低1%扣0.1分，每超出1%扣0.2分。", "100%", "103%", "4.4", "103% − 100% = 3 个百分点，3 × 0.2 = 0.6，5 − 0.6 = 4.4"),
        ("每降低1%扣0.1分，每超出1%扣0.2分。", "≥100%", "97%", "4.7", "100% − 97% = 3 个百分点，3 × 0.1 = 0.3，5 − 0.3 = 4.7"),
        ("12月31日前完成得满分，未完成不得分。", "及时", "2021年12月20日", "5", "2021年12月20日 不晚于 2021-12-31，得满分 5"),
        ("11月底前完成得满分，未完成不得分。", "100%", "2021年12月1日", "0", "2021年12月1日 晚于 2021-11-30，得 0 分"),
        ("11月30日前完成得满分，每延迟一天扣0.5分，逾期超过10天不得分。", "11月底前", "2021年12月3日", "3.5", "晚 3 天，3 × 0.5 = 1.5，5 − 1.5 = 3.5"),
        ("11月30日前完成得满分，每延迟一天扣0.1分，逾期超过10天不得分。", "11月底前", "2021年12月15日", "0", "2021年12月15日 超出计分范围，得 0 分"),
    ],
)  # fmt: skip
def test_levels_two_sides_and_days(sentence: str, target: str, actual: str, points: str, working: str) -> None:
    found = score(sentence, target, actual)
    assert (found.points, found.working) == (Decimal(points), working)


@pytest.mark.parametrize(
    ("sentence", "target", "actual", "said"),
    [
        ("健全得满分、基本健全得50%、不健全不得分", "健全", "较健全", "“健全”、“基本健全”、“不健全”中的哪一个"),
        ("健全得满分、基本健全得50%、不健全不得分", "健全", "80%", "中的哪一个"),
        ("健全得满分、基本健全得50%、否则不得分", "健全", "尚未建立", "中的哪一个"),
        ("优得满分；良得80分；差得0分", "优", "良", "超过权重分 5 分"),
        ("每降低1%扣0.1分，每超出1%扣0.2分。", "≥100%", "103%", "请人工判断"),
        ("12月31日前完成得满分，未完成不得分。", "及时", "已完成", "不能比较"),
    ],
)
def test_what_the_sentence_does_not_decide_waits_for_a_person(
    sentence: str, target: str, actual: str, said: str
) -> None:
    found = score(sentence, target, actual)
    assert found.points is None
    assert said in found.working


def test_a_day_without_a_year_needs_the_year_of_the_form() -> None:
    rule = read_rule("12月31日前完成得满分，未完成不得分。").rule
    assert rule is not None
    facts = Facts("", "2021年12月20日", Decimal(5), None, None)
    assert score_of(rule, facts).points is None


def test_cases_that_are_counted_apart_bound_the_score() -> None:
    found = score("达到95%得满分，每降低1%扣0.5分；每发生一起投诉扣1分。", "95%", "93%")
    assert (found.points, found.low, found.high) == (None, Decimal(0), Decimal(4))
    assert "请人工核定" in found.working


@settings(max_examples=200, deadline=None)
@given(rule=several_deductions(), wanted=numbers, weight=weights, gap=numbers, further=numbers)
def test_further_from_the_goal_never_scores_more(
    rule: Deductions, wanted: Decimal, weight: Decimal, gap: Decimal, further: Decimal
) -> None:
    if any(part.side == "each" for part in rule.parts):
        return
    unit = rule.parts[0].step.unit
    for sign in (1, -1):
        found = [
            scores_of(
                rule, Facts(f"={wanted}{unit}", f"{max(wanted + sign * off, Decimal(0))}{unit}", weight)
            ).by_target
            for off in (Decimal(0), gap, gap + further)
        ]
        given_points = [each.points for each in found if each.points is not None]
        assert given_points == sorted(given_points, reverse=True)


@settings(max_examples=100, deadline=None)
@given(rule=late_deductions, weight=weights, days=st.lists(st.integers(0, 400), min_size=2, max_size=4))
def test_later_never_scores_more(rule: Deduction, weight: Decimal, days: list[int]) -> None:
    first = date(2021, 5, 1)
    found = [
        scores_of(rule, Facts("及时", (first + timedelta(each)).isoformat(), weight, None, 2021)).by_target.points
        for each in sorted(days)
    ]
    assert None not in found
    assert found == sorted((each for each in found if each is not None), reverse=True)


@settings(max_examples=100, deadline=None)
@given(rule=level_rules(), weight=st.integers(100, 200).map(Decimal))
def test_a_better_level_never_scores_less(rule: Levels, weight: Decimal) -> None:
    named = [level.name for level in rule.levels if level.name != OTHER_LEVEL]
    found = [scores_of(rule, Facts(named[0], name, weight)).by_target.points for name in named]
    assert None not in found
    assert found == sorted((each for each in found if each is not None), reverse=True)
