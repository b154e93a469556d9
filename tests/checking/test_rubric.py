"""The predicted score by 88号."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.checking.lexicons import lexicons
from app.checking.rubric import item_of, predict
from app.checking.rules import all_rules
from tests.checking.make_clean import form, reviewed, with_row


def test_a_clean_form_has_all_points() -> None:
    prediction = predict(reviewed(form()))
    assert (prediction.score, prediction.grade) == (Decimal(100), "优")
    assert "估计" in prediction.line and "仅供参考" in prediction.line
    assert not prediction.checked, "the points were not held against the official text"


def test_each_lost_point_is_traced_to_a_finding() -> None:
    findings = reviewed(form(with_row("社会效益指标", "投诉发生率", "≥5%")))
    prediction = predict(findings)
    assert prediction.score == Decimal(97)
    (item,) = [item for item in prediction.items if item.lost]
    assert (item.name, item.lost[0].finding, item.score) == ("指标科学性", findings[0], Decimal(12))
    assert sum(lost.points for item in prediction.items for lost in item.lost) == 100 - prediction.score


def test_an_item_loses_no_more_than_it_has() -> None:
    findings = reviewed(form(with_row("社会效益指标", "投诉发生率", "≥5%"))) * 40
    prediction = predict(findings)
    assert min(item.score for item in prediction.items) == 0
    assert (prediction.score, prediction.grade) == (Decimal(85), "良")


def test_where_nothing_stands_there_is_nothing_to_give_points_for() -> None:
    empty = predict(reviewed(form({})))
    assert empty.grade == "差"
    assert {item.name for item in empty.items if item.score} == {"规范完整性"}


def test_points_add_to_a_hundred_by_groups() -> None:
    groups: dict[str, Decimal] = {}
    for item in lexicons().rubric.items:
        groups[item.group] = groups.get(item.group, Decimal(0)) + Decimal(item.points)
    assert groups == {"完整性": 20, "相关性": 30, "适当性": 30, "可行性": 20}


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if not rule.code.startswith(("scores.", "across."))])
def test_every_rule_counts_somewhere(rule: object) -> None:
    assert item_of(rule.code, lexicons().rubric) is not None  # type: ignore[attr-defined]
