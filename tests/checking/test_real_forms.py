"""The cases that a person found in the real forms, and what must stay silent (the table of docs/checks.md)."""

from __future__ import annotations

import pytest

from app.checking.findings import Finding
from app.checking.review import review, verdict
from app.form.document import Document, Indicator, new_id
from app.form.edits import apply
from app.form.places import path_of
from app.form.target import read_target
from app.storage.document_files import load
from app.storage.template_files import all_templates, template_of
from tests.checking.make_clean import reviewed
from tests.make_forms import FORMS

REAL = sorted(path.stem for path in FORMS.glob("20*.jxb"))


def opened(name: str) -> Document:
    return load(FORMS / f"{name}.jxb").document


def findings(name: str) -> tuple[Finding, ...]:
    document = opened(name)
    return review(document, template_of(document, all_templates())[0])


CERTAIN = [
    ("2024-04", "placement.not_satisfaction", "二级指标类型错误", "indicators[3].children[0].children[0].name", "健康指导率"),
    ("2024-05", "placement.no_time", "二级指标类型错误", "indicators[1].children[2].children[0].name", "健康档案建档率"),
    ("2024-05", "placement.not_ecological", "二级指标类型错误", "indicators[2].children[2].children[0].name", "重点人群签约率"),
    ("2024-06", "value.count_mismatch", "指标与指标值不匹配", "indicators[1].children[0].children[0].target", "巡检台次"),
    ("2024-06", "goals.copied", "不够细化、量化", "texts.overall_goal", "应区分总目标与年度目标"),
    ("2024-08", "value.rate_mismatch", "指标与指标值不匹配", "indicators[1].children[1].children[0].target", "系统软件评测通过率"),
    ("2024-08", "placement.not_satisfaction", "二级指标类型错误", "indicators[3].children[0].children[0].name", "上海普陀健康用户覆盖数"),
    ("2026-04", "texts.doubled", "其他", "indicators[0].children[0].children[0].name", "基础设施完善成本成本"),
    ("2026-04", "cost.differs_from_money", "指标与指标值不匹配", "indicators[0].children[0].children[0].target", "经济成本合计与年度资金不一致"),
    ("2020-a1", "placement.not_satisfaction", "二级指标类型错误", "indicators[2].children[2].children[1].name", "健康城市论坛项目效果"),
    ("2020-a1", "value.kind_mismatch", "指标与指标值不匹配", "indicators[2].children[2].children[1].target", ">=10次"),
    ("2020-a1", "texts.brackets", "其他", "indicators[1].children[0].children[5].name", "讲座（健康大讲堂、科普讲座"),
    ("2020-a2", "value.echo", "不够细化、量化", "indicators[2].children[0].children[0].target", "保障热线运行，满足市民需要"),
    ("2021-evaluation", "scores.threshold_differs", "指标与指标值不匹配", "indicators[2].children[0].children[1].target", "45人"),
    ("2021-evaluation", "scores.explanation_differs", "指标与指标值不匹配", "indicators[3].children[0].children[2].target", "6000人"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "code", "term", "path", "quoted"), CERTAIN)
def test_what_is_certain_is_an_error_with_term_and_place(
    name: str, code: str, term: str, path: str, quoted: str
) -> None:
    document = opened(name)
    alike = [each for each in findings(name) if each.code == code]
    placed = {path_of(document, each.places[0]): each for each in reviewed(document) if each.code == code}
    assert len(alike) == len(placed)
    finding = placed[path]
    assert (finding.severity, finding.term) == ("error", term)
    assert quoted in finding.message


@pytest.mark.parametrize("name", REAL)
def test_no_other_error_in_the_real_forms(name: str) -> None:
    errors = {each.code for each in findings(name) if each.severity == "error"}
    assert errors == {code for form, code, *_ in CERTAIN if form == name}


@pytest.mark.parametrize(
    ("name", "code", "quoted"),
    [
        ("2024-03", "measure.year_missing", "11月底之前完成"),
        ("2024-02", "measure.no_base", "较上一年同期增加"),
        ("2024-02", "measure.vague_time", "在规定的时间内完成项目"),
        ("2026-01", "measure.perfect", "=100.00(%)"),
        ("2026-01", "goals.unsupported", "培训"),
        ("2026-03", "required.blank", "项目资金总额"),
        ("2026-04", "duplicate.same", "云资源使用率"),
        ("2020-a1", "value.name_unclear", "健康城市论坛市民"),
        ("2020-a1", "measure.split", "6期，每期2500本"),
        ("2020-a2", "direction.doubtful", "硬件条件对项目发展作用"),
        ("2020-a2", "goals.schedule_outside", "2014年1月"),
        ("2024-06", "complete.no_cost", "购置"),
        ("2024-06", "complete.no_satisfaction", "满意度指标"),
        ("2024-04", "placement.output_as_benefit", "完成体检数"),
    ],
)
def test_what_a_person_decides_is_a_warning_or_a_hint(name: str, code: str, quoted: str) -> None:
    alike = [each for each in findings(name) if each.code == code and quoted in each.message]
    assert len(alike) == 1
    assert alike[0].severity in ("warning", "hint")


def test_a_wrong_satisfaction_says_that_the_form_has_none() -> None:
    (finding,) = [each for each in findings("2024-04") if each.code == "placement.not_satisfaction"]
    assert "缺满意度指标" in finding.message


def test_the_two_forms_without_faults_in_money_and_blank_totals_are_silent() -> None:
    assert findings("2024-01") == ()
    assert verdict(findings("2024-01")) == "没有发现问题"


@pytest.mark.parametrize("name", ["2024-03", "2024-05", "2024-06", "2024-08", "2024-01", "2026-01"])
def test_silence_about_money_and_dates(name: str) -> None:
    """阶段性 with 年度 ≤ 总额 and an early start, 经常性 with blank total, 13.10(万元) against 131,000.00."""
    topics = {each.code.partition(".")[0] for each in findings(name)}
    assert not topics & {"funding", "cost", "dates"}


def test_silence_about_words_under_management_and_denials() -> None:
    quiet = ("无事故发生", "无食品卫生事故", "“健全”", "“规范”", "=0.00(起)", "<1次", "制定制度")
    for name in REAL:
        for each in findings(name):
            if each.code != "placement.not_economic":
                assert not any(word in each.message for word in quiet), each.message


def test_a_new_project_without_last_year_is_no_error() -> None:
    assert not [each for each in findings("2020-a2") if each.code == "required.blank"]


# Forms as their sources print them, with levels in the wrong column.


def leaf(name: str, value: str) -> Indicator:
    return Indicator(new_id(), name, {"target": value}, None)


def level(name: str, *below: Indicator) -> Indicator:
    return Indicator(new_id(), name, {}, tuple(below))


def test_time_under_benefit_is_found_and_moves_home() -> None:
    """2026-04 as printed: 时效指标 under 效益指标."""
    document = opened("2026-04")
    output, benefit = document.indicators[1], document.indicators[2]
    time = next(child for child in output.children or () if child.name == "时效指标")
    changed = Document(
        document.template,
        document.year,
        document.fields,
        document.funding,
        document.texts,
        (
            document.indicators[0],
            level(output.name, *(child for child in output.children or () if child is not time)),
            level(benefit.name, time, *(benefit.children or ())),
            document.indicators[3],
        ),
        document.meta,
    )
    (finding,) = [each for each in reviewed(changed) if each.code == "levels.under_wrong_level1"]
    assert (finding.severity, finding.term) == ("error", "一级指标类型错误")
    assert path_of(changed, finding.places[0]) == "indicators[2].children[0].name"
    assert "时效指标" in finding.message and "产出指标" in finding.message
    assert finding.fix is not None
    mended = apply(changed, finding.fix.edit).document
    assert [child.name for child in mended.indicators[1].children or ()][-1] == "时效指标"
    assert not [each for each in reviewed(mended) if each.code.startswith("levels.")]


@pytest.mark.parametrize(
    "stray",
    [
        level("信息共享情况", level("", leaf("", "=90(%)"))),
        level("信息共享情况", level("", leaf("=90(%)", ""))),
        level("信息共享情况", level("信息共享情况", leaf("信息共享情况", "=90(%)"))),
        Indicator(new_id(), "信息共享情况", {"target": "=90(%)"}, ()),
        Indicator(new_id(), "信息共享情况", {"target": "=90(%)"}, None),
        level("", level("", leaf("信息共享情况", "=90(%)"))),
    ],
)
def test_an_indicator_in_the_level_1_column(stray: Indicator) -> None:
    """2026-02 as printed: 信息共享情况 stands in the level-1 column."""
    document = opened("2026-02")
    tree = (*document.indicators[:3], stray, *document.indicators[3:])
    changed = Document(document.template, 2026, document.fields, document.funding, document.texts, tree, document.meta)
    problems = [each for each in reviewed(changed) if each.severity == "error"]
    assert len(problems) == 1, "one cause is one finding"
    said = problems[0].message
    assert "信息共享情况" in said and "一级、二级指标" in said
    assert path_of(changed, problems[0].places[0]) == "indicators[3].name"


def test_tags_that_a_platform_left() -> None:
    """2024-08 as copied from the platform: <p> round its goals."""
    document = opened("2024-08")
    texts = {key: f"<p>{value}</p>" for key, value in document.texts.items()}
    changed = Document(
        document.template, 2024, document.fields, document.funding, texts, document.indicators, document.meta
    )
    tagged = [each for each in reviewed(changed) if each.code == "texts.tags"]
    assert [path_of(changed, each.places[0]) for each in tagged] == ["texts.overall_goal", "texts.annual_goal"]
    for each in tagged:
        assert each.fix is not None
        changed = apply(changed, each.fix.edit).document
    assert dict(changed.texts) == dict(document.texts)


def test_a_month_as_a_deadline_is_its_last_day() -> None:
    """12月底 of the project's last month is not after its end (a peer reads it as 12-01, or as after the end)."""
    assert str(read_target("2024年12月底前", 2024).deadline) == "2024-12-31"
