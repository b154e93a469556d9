"""Findings about scores: the real report's contradictions and no others, and each kind planted in it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app.checking.findings import Finding
from app.checking.scores import score_findings
from app.form.blank import new_document
from app.form.document import Document, Indicator, Json, new_id, walk
from app.form.edits import InsertIndicator, SetValue, apply
from app.form.places import funding_place, indicator_place, path_of
from app.form.template import Template
from app.scoring.weights import even_weights
from app.storage.template_files import all_templates
from app.work.opening import open_form

FORMS = Path(__file__).parents[1] / "forms"
KNOWN = {"scores.threshold_differs", "scores.explanation_differs", "scores.kind_differs", "scores.unit_lost"}


@pytest.fixture(name="report")
def real_report() -> tuple[Document, Template]:
    form = open_form(FORMS / "2021-evaluation.jxb")
    return form.document, form.template


def node(document: Document, name: str) -> Indicator:
    return next(each for _, each in walk(document.indicators) if each.name == name)


def put(document: Document, name: str, key: str, value: Json) -> Document:
    return apply(document, SetValue(indicator_place(node(document, name).id, key), value)).document


def new_findings(document: Document, template: Template) -> list[Finding]:
    return [finding for finding in score_findings(document, template) if finding.code not in KNOWN]


def test_the_real_contradictions_and_nothing_else(report: tuple[Document, Template]) -> None:
    document, template = report
    found = {finding.code: finding for finding in score_findings(document, template)}
    assert set(found) == KNOWN
    assert len(list(score_findings(document, template))) == 4
    assert found["scores.threshold_differs"].message == (
        "“计生特殊家庭慰问人数”的标杆值是“≥40 人”，指标说明里却是“45人”：按标杆值得 3 分，按指标说明得 1.5 分，现给 3 分；"
        "请核对哪一个对，改成一致。"
    )
    assert "“7000 人”，指标解释里却写“6000人”" in found["scores.explanation_differs"].message
    assert "“明显”与完成值“80%”不是同一类" in found["scores.kind_differs"].message
    assert "“1000/人”少写了单位“元”" in found["scores.unit_lost"].message
    assert [path_of(document, place) for place in found["scores.threshold_differs"].places] == [
        "indicators[2].children[0].children[1].target",
        "indicators[2].children[0].children[1].rule",
    ]


def test_the_lost_unit_is_put_back_by_its_fix(report: tuple[Document, Template]) -> None:
    document, template = report
    fix = next(finding.fix for finding in score_findings(document, template) if finding.code == "scores.unit_lost")
    assert fix is not None
    mended = apply(document, fix.edit).document
    standard = node(mended, "计生特殊家庭慰问金发放标准")
    assert (standard.text("target"), standard.text("actual")) == ("1000元/人", "1000元/人")
    assert "scores.unit_lost" not in {finding.code for finding in score_findings(mended, template)}


PLANTED: list[tuple[str, str, str, str, str, str]] = [
    ("居民满意度", "score", "5.5", "scores.above_weight", "error", "得分 5.5 分超过权重分 5 分"),
    ("居民满意度", "score", "-1", "scores.below_zero", "error", "不能小于 0"),
    ("居民健康素养水平", "score", "3", "scores.score_differs", "error", "65% − 60% = 5 个百分点，5 × 0.5 = 2.5，5 − 2.5 = 2.5"),
    ("居民健康素养水平", "actual", "较高", "scores.kind_differs", "warning", "“65%”与完成值“较高”不是同一类"),
    ("卫生健康宣传活动开展场次", "actual", "400人", "scores.kind_differs", "warning", "单位不同"),
    ("资金到位率", "weight", "4", "scores.full_points_differ", "error", "里的满分却是 3 分"),
    ("卫生健康宣传覆盖率", "weight", "2", "scores.points_differ", "error", "“产出质量”的分值为 10 分，而权重分合计为 11 分"),
    ("产出时效", "points", "9", "scores.points_differ", "error", "“产出时效”的分值为 9 分，而权重分合计为 10 分"),
    ("产出", "points", "45", "scores.points_differ", "error", "“产出”的分值为 45 分，而下级的分值合计为 40 分"),
    ("公众烟草危害知识和控烟条例核心信息知晓率", "rule", "达到85%及以上，得满分；每降低1%，扣0.1分。", "scores.threshold_differs", "error", "按标杆值得 3 分，按指标说明得 2.5 分"),
    ("居民健康素养水平", "explanation", "考察居民健康素养水平是否达到标杆值70%。", "scores.explanation_differs", "error", "却写“70%”"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "key", "value", "code", "severity", "said"), PLANTED)
def test_a_planted_mistake_is_found(
    report: tuple[Document, Template], name: str, key: str, value: str, code: str, severity: str, said: str
) -> None:
    document, template = report
    changed = put(document, name, key, value)
    before = {finding.message for finding in score_findings(document, template)}
    fresh = [finding for finding in score_findings(changed, template) if finding.message not in before]
    assert any((each.code, each.severity) == (code, severity) and said in each.message for each in fresh), fresh


def test_one_cause_is_told_once(report: tuple[Document, Template]) -> None:
    document, template = report
    changed = put(document, "卫生健康宣传覆盖率", "weight", "2")
    changed = put(changed, "卫生健康宣传覆盖率", "score", "2")
    assert [finding.code for finding in new_findings(changed, template)] == ["scores.points_differ"]


def test_the_total_is_told_where_no_level_is_wrong(report: tuple[Document, Template]) -> None:
    document, template = report
    for name in ("产出", "产出时效"):
        document = put(document, name, "points", None)
    document = put(document, "爱国卫生宣传及时率", "weight", "2")
    document = put(document, "爱国卫生宣传及时率", "score", "2")
    found = new_findings(document, template)
    assert [(finding.code, "合计为 101 分，应为 100 分，多 1 分" in finding.message) for finding in found] == [
        ("scores.total_differs", True)
    ]


def test_ticks_make_a_checklist_count(report: tuple[Document, Template]) -> None:
    document, template = report
    ticked: list[Json] = [True, True, False]
    changed = put(document, "立项程序规范性", "ticks", ticked)
    found = new_findings(changed, template)
    assert [finding.code for finding in found] == ["scores.score_differs"]
    assert "3 项中符合 2 项，3 × 2/3 = 2" in found[0].message
    assert found[0].fix is not None
    assert new_findings(apply(changed, found[0].fix.edit).document, template) == []


def test_a_stored_rule_beats_the_sentence(report: tuple[Document, Template]) -> None:
    document, template = report
    rule: Json = {"kind": "deduction", "step": {"number": "1", "unit": "%"}, "points": "1", "side": "below"}
    changed = put(document, "居民健康素养水平", "scoring", rule)
    assert "应为 0 分" in new_findings(changed, template)[0].message


def test_blanks_and_unread_sentences_are_silent(report: tuple[Document, Template]) -> None:
    document, template = report
    for key, value in (("score", None), ("actual", None), ("rule", "视情况酌情给分。")):
        changed = document
        for _, each in walk(document.indicators):
            if each.children is None:
                changed = put(changed, each.name, key, value)
        assert new_findings(changed, template) == [], key


def amounts(document: Document, **values: str | None) -> Document:
    for key, value in values.items():
        document = apply(document, SetValue(funding_place(key), value)).document
    return document


def test_rates_are_recomputed_from_the_amounts(report: tuple[Document, Template]) -> None:
    document, template = report
    real = amounts(document, budget="1262000.00", received="1262000.00", executed="1257100.00")
    assert new_findings(real, template) == []
    wrong = amounts(real, executed="1200000.00")
    found = new_findings(wrong, template)
    assert [finding.code for finding in found] == ["scores.rate_differs"]
    assert "按实际支出资金 ÷ 实际到位资金应为 95.09%" in found[0].message


@pytest.fixture(name="self_evaluation")
def filled_self_evaluation() -> tuple[Document, Template]:
    template = all_templates().templates["mof-2020-self-evaluation"]
    document = new_document(template, 2024)
    rows = {
        "数量指标": ("培训人次", "≥200人次"),
        "社会效益指标": ("政策知晓度", "有效提高"),
        "服务对象满意度指标": ("学员满意度", "≥90%"),
    }
    for level, (name, target) in rows.items():
        parent = node(document, level)
        fresh = Indicator(new_id(), name, {"target": target})
        document = apply(document, InsertIndicator(parent.id, 0, fresh)).document
    weights = even_weights(document)
    assert weights is not None
    return apply(document, weights).document, template


def test_a_self_evaluation_is_scored_by_the_usual_rules(self_evaluation: tuple[Document, Template]) -> None:
    document, template = self_evaluation
    for name, actual, score in (
        ("培训人次", "160人次", "40"),
        ("政策知晓度", "部分达成预期指标并具有一定效果", "20"),
        ("学员满意度", "95%", "10"),
    ):
        document = put(put(document, name, "actual", actual), name, "score", score)
    document = amounts(document, budget="1000000.00", executed="900000.00", execution_weight="10", execution_score="9")
    assert sorted(finding.code for finding in score_findings(document, template)) == ["scores.reason_missing"] * 2
    document = put(put(document, "培训人次", "reason", "疫情"), "政策知晓度", "reason", "宣传不够")
    assert list(score_findings(document, template)) == []
    worse = put(document, "政策知晓度", "score", "27")
    assert ["应得 18–24 分" in finding.message for finding in score_findings(worse, template)] == [True]
    late = amounts(document, execution_score="10")
    found = list(score_findings(late, template))
    assert [finding.code for finding in found] == ["scores.execution_differs"]
    assert "应为 9 分（执行率 90.00%，× 10 = 9，最高 10 分）" in found[0].message


def test_far_above_the_target_wants_a_reason(self_evaluation: tuple[Document, Template]) -> None:
    document, template = self_evaluation
    for actual, codes in (("250人次", []), ("261人次", ["scores.far_above"])):
        filled = put(put(document, "培训人次", "actual", actual), "培训人次", "score", "50")
        assert [finding.code for finding in score_findings(filled, template)] == codes
        assert not list(score_findings(put(filled, "培训人次", "reason", "线上班扩招"), template))
    fewer = put(put(document, "培训人次", "target", "≤200人次"), "培训人次", "actual", "300人次")
    assert "scores.far_above" not in {finding.code for finding in score_findings(fewer, template)}


def test_even_weights_add_up_exactly(self_evaluation: tuple[Document, Template]) -> None:
    document, _ = self_evaluation
    weights = [Decimal(each.text("weight") or "0") for _, each in walk(document.indicators) if each.children is None]
    assert sum(weights) == 90
