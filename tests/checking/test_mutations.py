"""One mistake of each kind planted in a clean form: the one finding appears, goes when its fix is taken, and a second run
of fixes changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import pytest
from msgspec.structs import replace

from app.checking.findings import Finding
from app.checking.review import mute_entry, review
from app.checking.rules import all_rules
from app.form.document import Document, Json, same_content
from app.form.edits import apply
from app.form.places import path_of
from tests.checking.make_clean import CLEAN, Rows, form, reviewed, template_for, with_row


@dataclass(frozen=True)
class Mistake:
    """A planted mistake: the form with it, the one finding it must give (code, path of its first place), and whether the
    finding must offer a fix."""

    code: str
    path: str
    form: Document
    fixed: bool = False


def row(level2: str, name: str, value: str | None, instead: int | None = None) -> Document:
    return form(with_row(level2, name, value, instead))


def texts(**changed: Json) -> Document:
    return form(texts=changed)


def without(level2: str) -> Rows:
    return {
        level1: {key: [] if key == level2 else leaves for key, leaves in below.items()}
        for level1, below in CLEAN.items()
    }


def moved(level2: str, home: str, key: str = "") -> Rows:
    """The clean rows with a level 2 under another level 1."""
    leaves = next(below[level2] for below in CLEAN.values() if level2 in below)
    rows = {level1: {name: each for name, each in below.items() if name != level2} for level1, below in CLEAN.items()}
    rows.setdefault(home, {})[key or level2] = leaves
    return rows


FIRST = {
    "经济成本指标": "indicators[0].children[0].children[0]",
    "数量指标": "indicators[1].children[0].children[0]",
    "质量指标": "indicators[1].children[1].children[0]",
    "时效指标": "indicators[1].children[2].children[0]",
    "满意度": "indicators[3].children[0].children[0]",
}
NEW_QUANTITY = "indicators[1].children[0].children[2]"
NEW_QUALITY = "indicators[1].children[1].children[1]"
NEW_TIME = "indicators[1].children[2].children[1]"
NEW_SOCIAL = "indicators[2].children[1].children[2]"
NEW_SATISFACTION = "indicators[3].children[0].children[1]"
COST = FIRST["经济成本指标"]

MISTAKES = [
    # 资金、日期、填报
    Mistake("required.blank", "fields.implementing_unit", form(fields={"implementing_unit": None})),
    Mistake("required.blank", "texts.overall_goal", texts(overall_goal=None)),
    Mistake("required.year", "year", replace(form(), year=None)),
    Mistake("funding.sum_differs", "funding.annual", form(funding={"annual_carryover": "90000.00"}), fixed=False),
    Mistake("funding.sum_differs", "funding.total", form(funding={"total_fiscal": "2300000.00"}), fixed=True),
    Mistake("funding.sum_differs", "funding.annual", form(funding={"annual": "99999999.00"})),
    Mistake("funding.exceeds_limit", "funding.annual", form(funding={"total": "700000.00", "total_fiscal": "700000.00"})),
    Mistake("funding.unread", "funding.annual_other", form(funding={"annual_other": "约80万"})),
    Mistake(
        "funding.negative",
        "funding.annual_other",
        form(funding={"annual_other": "-100000.00", "annual_fiscal": "800000.00"}),
    ),
    Mistake("dates.unread", "fields.end_date", form(fields={"end_date": "明年底"})),
    Mistake("dates.order", "fields.start_date", form(fields={"start_date": "2025-12-31", "end_date": "2023-01-01"}), fixed=True),
    Mistake("dates.year_outside", "year", replace(form(with_row("时效指标", "采购完成及时率", "=100%", 0)), year=2021)),
    Mistake("dates.year_unread", "year", replace(form(), year="二四")),
    Mistake("dates.deadline_outside", f"{FIRST['时效指标']}.target", row("时效指标", "设备采购完成时间", "2026年3月底前", 0)),
    Mistake("dates.deadline_outside", f"{FIRST['时效指标']}.target", row("时效指标", "设备采购完成时间", "2022年11月底前", 0)),
    Mistake(
        "dates.deadline_other_year", f"{FIRST['时效指标']}.target", row("时效指标", "设备采购完成时间", "2023年11月底前", 0)
    ),
    # 成本
    Mistake("cost.over_money", f"{COST}.target", row("经济成本指标", "项目总成本", "≤90万元", 0)),
    Mistake("cost.differs_from_money", f"{COST}.target", row("经济成本指标", "项目总成本", "≤60万元", 0)),
    Mistake("cost.wan_confused", f"{COST}.target", row("经济成本指标", "项目总成本", "≤80元", 0), True),
    Mistake("cost.wan_confused", f"{COST}.target", row("经济成本指标", "项目总成本", "≤800000万元", 0), True),
    Mistake("dates.no_such_day", f"{FIRST['时效指标']}.target", row("时效指标", "设备采购完成时间", "2024年11月31日前", 0)),
    Mistake("dates.no_such_day", "texts.annual_goal", texts(annual_goal="本年度完成第二批设备采购并组织使用培训，6月31日前投入使用。")),
    Mistake("cost.over_money", f"{COST}.target", row("经济成本指标", "安装成本", "≤5万元")),
    Mistake(
        "cost.differs_from_money",
        f"{COST}.target",
        form({**CLEAN, "成本指标": {"经济成本指标": [("设备成本", "≤70万元"), ("安装成本", "≤50000元")]}}),
    ),
    Mistake("cost.under_money", f"{COST}.target", row("经济成本指标", "设备安装费用", "≤60万元", 0)),
    Mistake("direction.cost_floor", f"{COST}.target", row("经济成本指标", "项目总成本", "≥80万元", 0), fixed=True),
    Mistake(
        "funding.maybe_wan",
        "funding.annual",
        form(funding={"annual": "80.00", "annual_fiscal": "70.00", "annual_carryover": "10.00"}),
        fixed=True,
    ),
    # 完整
    Mistake("complete.no_satisfaction", "indicators[3].name", form(without("服务对象满意度指标"))),
    Mistake("complete.output_kinds", "indicators[1].children[2].name", form(without("时效指标"))),
    Mistake(
        "complete.no_output",
        "indicators[1].name",
        form({**CLEAN, "产出指标": {"数量指标": [], "质量指标": [], "时效指标": []}}, texts={"annual_goal": "保障全部设备全年安全运行。"}),
    ),
    Mistake("complete.no_benefit", "indicators[2].name", form({**CLEAN, "效益指标": {"社会效益指标": []}})),
    Mistake(
        "complete.no_cost",
        "indicators[0].name",
        form({**CLEAN, "成本指标": {"经济成本指标": []}}, fields={"project_name": "社区卫生设备购置"}),
    ),
    # 级次
    Mistake("levels.under_wrong_level1", "indicators[2].children[4].name", form(moved("时效指标", "效益指标")), fixed=True),
    Mistake(
        "levels.under_wrong_level1",
        "indicators[2].children[4].name",
        form({**CLEAN, "效益指标": {**CLEAN["效益指标"], "满意度指标": [("居民满意度", "≥90%")]}}),
        fixed=True,
    ),
    Mistake("levels.in_level1", "indicators[4].name", form({**CLEAN, "社会效益": {"": [("居民知晓率", "≥80%")]}})),
    Mistake("levels.missing", "indicators[4].name", form({**CLEAN, "": {"社会效益指标": [("居民参与率", "≥80%")]}})),
    Mistake("levels.missing", "indicators[2].children[4].name", form({**CLEAN, "效益指标": {**CLEAN["效益指标"], "": [("居民参与率", "≥80%")]}})),
    Mistake("levels.unknown", "indicators[2].children[4].name", form({**CLEAN, "效益指标": {**CLEAN["效益指标"], "其他": [("居民参与率", "≥80%")]}})),
    # 指标值
    Mistake("value.missing", f"{NEW_QUANTITY}.target", row("数量指标", "宣传次数", None)),
    Mistake("value.missing", f"{NEW_QUANTITY}.target", row("数量指标", "宣传次数", "-")),
    Mistake("value.name_missing", f"{NEW_QUANTITY}.name", row("数量指标", "", "5次")),
    Mistake("value.placeholder", f"{NEW_QUANTITY}.target", row("数量指标", "宣传次数", "≥XX次")),
    Mistake("value.placeholder", f"{NEW_QUANTITY}.target", row("数量指标", "宣传次数", "**")),
    Mistake("value.echo", f"{NEW_SOCIAL}.target", row("社会效益指标", "服务能力得到加强和巩固", "服务能力得到加强和巩固")),
    Mistake("value.rate_mismatch", f"{NEW_QUALITY}.target", row("质量指标", "培训合格率", "≥5次")),
    Mistake("value.rate_mismatch", f"{NEW_QUALITY}.target", row("质量指标", "培训合格率", "是")),
    Mistake("value.percent_missing", f"{NEW_QUALITY}.target", row("质量指标", "培训合格率", "≥95"), fixed=True),
    Mistake("value.percent_missing", f"{NEW_QUALITY}.target", row("质量指标", "培训合格率", "≥0.95"), fixed=True),
    Mistake("value.percent_scale", f"{NEW_QUALITY}.target", row("质量指标", "培训合格率", "≥0.95%"), fixed=True),
    Mistake("value.name_unclear", f"{NEW_QUANTITY}.name", row("数量指标", "健康宣传手册", "≥80%")),
    Mistake("direction.doubtful", f"{NEW_QUALITY}.target", row("质量指标", "设备故障率", "≤95%")),
    Mistake("goals.other_year", f"{NEW_QUANTITY}.name", row("数量指标", "2021年宣传次数", "≥2次")),
    Mistake("value.over_hundred", f"{NEW_QUALITY}.target", row("质量指标", "培训合格率", "≥120%")),
    Mistake("value.count_mismatch", f"{NEW_QUANTITY}.target", row("数量指标", "巡检台次", "100%")),
    Mistake("value.count_mismatch", f"{NEW_QUANTITY}.target", row("数量指标", "培训人数", "≥5台")),
    Mistake("value.kind_mismatch", f"{NEW_QUALITY}.target", row("质量指标", "是否达到行业标准", "≥95%")),
    Mistake("value.kind_mismatch", f"{NEW_SATISFACTION}.target", row("服务对象满意度指标", "居民满意度", "≥90次")),
    Mistake("value.kind_mismatch", f"{NEW_TIME}.target", row("时效指标", "故障处理时间", "100%")),
    Mistake("value.name_unclear", f"{NEW_QUANTITY}.name", row("数量指标", "参加活动居民", "≥50%")),
    Mistake("value.number_differs", f"{NEW_QUANTITY}.target", row("数量指标", "举办讲座10场", "≥8场")),
    Mistake("value.name_generic", f"{NEW_QUANTITY}.name", row("数量指标", "产出数量", "≥8场")),
    Mistake("goals.number_differs", f"{NEW_QUANTITY}.target", form(with_row("数量指标", "健康讲座场次", "≥8场"), texts={"annual_goal": "举办健康讲座12场，组织使用培训。"})),
    Mistake("value.unit_missing", f"{NEW_QUANTITY}.target", row("数量指标", "健康讲座", "≥20")),
    # 方向
    Mistake("direction.reversed", f"{NEW_SOCIAL}.target", row("社会效益指标", "投诉发生率", "≥5%"), fixed=True),
    Mistake("direction.reversed", f"{FIRST['满意度']}.target", row("服务对象满意度指标", "使用人员满意度", "≤90%", 0), fixed=True),
    Mistake("direction.reversed", f"{NEW_QUALITY}.target", row("质量指标", "设备故障率", "=100%")),
    Mistake("direction.doubtful", f"{NEW_QUALITY}.target", row("质量指标", "设备利用率", "≤60%"), fixed=True),
    # 量化
    Mistake("measure.vague_time", f"{NEW_TIME}.target", row("时效指标", "工作完成及时性", "及时")),
    Mistake("measure.no_base", f"{NEW_SOCIAL}.target", row("社会效益指标", "居民健康素养", "较上年增加")),
    Mistake("measure.year_missing", f"{FIRST['时效指标']}.target", row("时效指标", "设备采购完成时间", "11月底前", 0), fixed=True),
    Mistake("measure.not_quantified", f"{NEW_QUANTITY}.target", row("数量指标", "宣传活动", "开展一些活动")),
    Mistake("measure.perfect", f"{FIRST['满意度']}.target", row("服务对象满意度指标", "使用人员满意度", "=100%", 0), fixed=True),
    Mistake("measure.split", f"{NEW_QUANTITY}.target", row("数量指标", "健康刊物", "6期，每期2500本")),
    # 归类
    Mistake("placement.not_satisfaction", f"{FIRST['满意度']}.name", row("服务对象满意度指标", "健康指导率", "100%", 0)),
    Mistake("placement.no_time", f"{NEW_TIME}.name", row("时效指标", "健康档案建档率", "≥80%")),
    Mistake(
        "placement.not_ecological", "indicators[2].children[2].children[0].name", row("生态效益指标", "重点人群签约率", "≥65%")
    ),
    Mistake("placement.not_economic", "indicators[2].children[0].children[0].name", row("经济效益指标", "网络安全事故", "<1次")),
    Mistake("placement.output_as_benefit", f"{NEW_SOCIAL}.name", row("社会效益指标", "完成体检数", "≥2700人")),
    Mistake("placement.satisfaction_elsewhere", f"{NEW_SOCIAL}.name", row("社会效益指标", "居民满意度", "≥90%"), fixed=True),
    Mistake("placement.elsewhere", f"{NEW_QUALITY}.name", row("质量指标", "设备维修及时率", "≥95%"), fixed=True),
    # 重复
    Mistake("duplicate.same", f"{FIRST['数量指标']}.name", row("数量指标", "设备采购数量", "=20台"), fixed=True),
    Mistake("duplicate.differs", f"{FIRST['数量指标']}.name", row("数量指标", "设备采购数量", "=25台")),
    Mistake("duplicate.near", f"{FIRST['质量指标']}.name", row("质量指标", "确保设备验收合格率", "≥98%")),
    # 文字
    Mistake("texts.tags", "texts.annual_goal", texts(annual_goal="<p>组织使用培训，保障设备安全运行。</p>"), fixed=True),
    Mistake("texts.tags", f"{NEW_QUANTITY}.name", row("数量指标", "宣传<br>次数", "≥2次"), fixed=True),
    Mistake("texts.brackets", f"{NEW_QUANTITY}.name", row("数量指标", "讲座（健康大讲堂", "≥2场"), fixed=True),
    Mistake("texts.brackets", "texts.annual_goal", texts(annual_goal="依据《健康行动组织培训，保障设备安全运行。")),
    Mistake("texts.doubled", f"{COST}.name", row("经济成本指标", "项目总成本成本", "≤80万元", 0), fixed=True),
    Mistake("texts.doubled", "texts.annual_goal", texts(annual_goal="组织使用培训培训，保障设备安全运行。"), fixed=True),
    Mistake("texts.doubled_mark", "texts.annual_goal", texts(annual_goal="组织使用培训，，保障设备安全运行。"), fixed=True),
    Mistake("texts.placeholder", "texts.annual_goal", texts(annual_goal="组织培训XX次，保障设备安全运行。")),
    # 目标
    Mistake("goals.copied", "texts.overall_goal", texts(overall_goal="组织全体人员参加使用培训。", annual_goal="组织全体人员参加使用培训。")),
    Mistake("goals.other_year", "texts.annual_goal", texts(annual_goal="2021年完成设备采购并组织使用培训。")),
    Mistake("goals.other_year", "fields.project_name", form(fields={"project_name": "2021年社区卫生设备更新"})),
    Mistake("goals.too_short", "texts.annual_goal", texts(annual_goal="完成全年任务")),
    Mistake("placement.elsewhere", f"{NEW_SOCIAL}.name", row("社会效益指标", "补贴发放及时率", "≥95%"), fixed=True),
    Mistake("placement.elsewhere", f"{NEW_SOCIAL}.name", row("社会效益指标", "工程验收合格率", "≥95%"), fixed=True),
    Mistake("goals.unsupported", "texts.annual_goal", texts(annual_goal="组织使用培训和应急演练，保障设备安全运行。")),
    # 写法
    Mistake("style.operators", f"{NEW_QUALITY}.target", row("质量指标", "培训合格率", ">=95%"), fixed=True),
    Mistake("style.percent", f"{NEW_QUALITY}.target", row("质量指标", "培训合格率", "≥95％"), fixed=True),
    Mistake("style.brackets", f"{NEW_QUALITY}.target", row("质量指标", "培训合格率", "≥95(%)"), fixed=True),
    Mistake("style.decimals", f"{NEW_QUANTITY}.target", row("数量指标", "宣传次数", "=2.00次"), fixed=True),
]  # fmt: skip


def found(document: Document) -> list[tuple[str, str]]:
    return [(each.code, path_of(document, each.places[0])) for each in reviewed(document)]


def test_the_clean_form_is_clean() -> None:
    assert reviewed(form()) == ()


@pytest.mark.parametrize("mistake", MISTAKES, ids=[f"{each.code}-{number}" for number, each in enumerate(MISTAKES)])
def test_one_mistake_gives_the_one_finding_and_its_fix_mends_it(mistake: Mistake) -> None:
    assert found(mistake.form) == [(mistake.code, mistake.path)]
    (finding,) = reviewed(mistake.form)
    assert finding.message.endswith("。") and "{" not in finding.message
    if not mistake.fixed:
        return
    assert finding.fix is not None, finding.message
    mended = apply(mistake.form, finding.fix.edit)
    assert found(mended.document) == []
    assert same_content(apply(mended.document, mended.inverse).document, mistake.form)


def fix_all(document: Document) -> Document:
    """Every fix once, one after another, each found anew."""
    done: set[str] = set()
    while True:
        open_now = [each for each in reviewed(document) if each.fix and key(document, each) not in done]
        if not open_now:
            return document
        done.add(key(document, open_now[0]))
        assert open_now[0].fix is not None
        document = apply(document, open_now[0].fix.edit).document


def key(document: Document, finding: Finding) -> str:
    return finding.code + path_of(document, finding.places[0])


@pytest.mark.parametrize("mistake", [each for each in MISTAKES if each.fixed])
def test_a_second_run_of_fixes_changes_nothing(mistake: Mistake) -> None:
    once = fix_all(mistake.form)
    assert same_content(fix_all(once), once)


def test_every_declared_rule_is_planted_once() -> None:
    elsewhere = {"goals.schedule_outside", "levels.indicator_as_level1", "complete.empty", "complete.no_kind"}
    planted = {mistake.code for mistake in MISTAKES}
    declared = {rule.code for rule in all_rules() if not rule.code.startswith(("scores.", "across."))}
    assert declared - planted == elsewhere


def test_a_kind_that_a_template_requires() -> None:
    document = form(without("可持续影响指标"))
    template = template_for(document)
    catalogue = tuple(
        msgspec.structs.replace(
            top,
            children=tuple(
                msgspec.structs.replace(child, required=child.name == "可持续影响指标") for child in top.children
            ),
        )
        for top in template.indicators.catalogue
    )
    stricter = msgspec.structs.replace(
        template, indicators=msgspec.structs.replace(template.indicators, catalogue=catalogue)
    )
    (finding,) = review(document, stricter)
    assert (finding.code, finding.severity) == ("complete.no_kind", "warning")
    assert "可持续影响指标" in finding.message
    assert review(form(), stricter) == ()


def test_an_empty_form_is_told_once_for_its_tree() -> None:
    empty = form({level1: {level2: [] for level2 in below} for level1, below in CLEAN.items()})
    assert [each.code for each in reviewed(empty)] == ["complete.empty"]


def test_a_form_of_another_catalogue_keeps_its_own_places() -> None:
    """成本指标 is a level 2 of 产出指标 in the central form of 2015; nothing is wrong there."""
    rows: Rows = {
        "产出指标": {**CLEAN["产出指标"], "成本指标": [("项目总成本", "≤80万元")]},
        "效益指标": CLEAN["效益指标"],
        "满意度指标": {"服务对象满意度指标": [("使用人员满意度", "≥90%")]},
    }
    assert reviewed(form(rows, fields={"project_name": "社区卫生设备购置"})) == ()


def test_a_schedule_outside_the_project() -> None:
    plan = "采购 开始实施时间 2022.1 完成时间 2024.11；项目立项时间2021.8"
    document = form(texts={"implementation_plan": plan})
    (finding,) = [each for each in reviewed(document) if each.code == "goals.schedule_outside"]
    assert "2022.1" in finding.message and "2021.8" not in finding.message


def test_switches_of_template_settings_and_form() -> None:
    """A rule can be switched off by the template, in the settings, and by the form for a place or as a whole."""
    document = row("服务对象满意度指标", "使用人员满意度", "=100%", 0)
    template = template_for(document)
    (finding,) = review(document, template)
    checks = msgspec.structs.replace(template.checks, severity={finding.code: "off"})
    assert review(document, msgspec.structs.replace(template, checks=checks)) == ()
    checks = msgspec.structs.replace(template.checks, severity={finding.code: "error"})
    assert review(document, msgspec.structs.replace(template, checks=checks))[0].severity == "error"
    assert review(document, template, off={finding.code}) == ()
    for everywhere in (False, True):
        entry = mute_entry(finding, document, "上级要求 100%", everywhere)
        muted = replace(document, meta={"muted": [entry]})
        assert review(muted, template) == ()
        assert entry["reason"] == "上级要求 100%"
    elsewhere = {"code": finding.code, "place": "texts.annual_goal", "reason": "别处"}
    assert len(review(replace(document, meta={"muted": [elsewhere]}), template)) == 1
