"""Rules to words and back."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings

from app.scoring.quantity import Quantity
from app.scoring.read_rule import read_rule
from app.scoring.rule_json import rule_from_json, rule_to_json
from app.scoring.rules import AllOrNothing, Checklist, Deduction, Rule, Threshold
from app.scoring.sentences import label_of, sentence_of
from tests.scoring.rule_strategies import rules


@settings(max_examples=300, deadline=None)
@given(rules)
def test_a_written_rule_is_read_back_as_the_same_rule(rule: Rule) -> None:
    reading = read_rule(sentence_of(rule))
    assert reading.rule == rule, f"{sentence_of(rule)} → {reading}"


@settings(max_examples=300, deadline=None)
@given(rules)
def test_a_rule_survives_the_file(rule: Rule) -> None:
    assert rule_from_json(rule_to_json(rule)) == rule
    assert label_of(rule)


def test_labels_say_what_the_rule_does() -> None:
    step = Deduction(Quantity(Decimal(1), "%"), Decimal("0.1"), "below")
    assert label_of(step) == "每降低 1% 扣 0.1 分，扣完为止"
    assert (
        label_of(AllOrNothing(Threshold("≤", Quantity(Decimal(9500), "元/人/月"))))
        == "小于等于 9500元/人/月 得满分，否则不得分"
    )
    assert label_of(Checklist(("甲", "乙", "丙"))) == "三项各占 1/3 权重分，逐项勾选"
