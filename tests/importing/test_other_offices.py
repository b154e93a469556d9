"""Forms as other offices and provinces lay them out: other titles, labels, columns, one form a row."""

from __future__ import annotations

from app.form.document import walk
from app.importing.recognise import recognise
from app.importing.report import RecognisedForm, Recognition
from app.importing.sources import read_clipboard
from tests.importing.truth import templates

HEAD = ["项目支出绩效目标表", "（2025年度）", "项目名称\t道路养护", "主管部门\t市城管局\t实施单位\t道桥处"]
TABLE = ["一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t养护面积\t≥120万平方米"]


def read_all(*lines: str) -> Recognition:
    return recognise(read_clipboard("", "\n".join(lines)), templates())


def read(*lines: str) -> RecognisedForm:
    [form] = read_all(*lines).forms
    return form


def leaves(form: RecognisedForm) -> dict[str, str | None]:
    nodes = [node for _, node in walk(form.document.indicators) if node.children is None]
    return {node.name: node.text("target") for node in nodes}


def test_the_title_of_another_office_stays_the_forms_title() -> None:
    form = read(*HEAD, *TABLE)
    assert form.document.meta["title"] == "项目支出绩效目标表"
    assert not form.of_kind("unused")


def test_a_declaration_is_not_taken_for_an_evaluation() -> None:
    form = read(
        *HEAD, "年度资金总额\t100\t其中：财政拨款\t90", "一级指标\t二级指标\t三级指标\t指标值\t权重", TABLE[1] + "\t20"
    )
    assert form.template.purpose == "declaration"
    assert (form.document.funding["annual"], form.document.funding["annual_fiscal"]) == ("100.00", "90.00")


def test_a_form_older_than_all_templates_is_read_by_the_one_that_fits() -> None:
    form = read(
        "项目支出绩效目标申报表", "（2015年度）", "项目名称\t道路养护", "项目属性\t延续项目",
        "项目资金\t中期资金总额：\t300\t年度资金总额：\t100", "\t其中：财政拨款\t280\t其中：财政拨款\t90", *TABLE,
    )  # fmt: skip
    assert form.template.purpose == "declaration"
    assert (form.document.funding["total_fiscal"], form.document.funding["annual_fiscal"]) == ("280.00", "90.00")


def test_the_value_of_this_year_is_the_value() -> None:
    form = read(
        *HEAD, "一级指标\t二级指标\t三级指标\t上年指标值\t本年指标值", "产出指标\t数量指标\t养护面积\t≥100\t≥120"
    )
    assert leaves(form) == {"养护面积": "≥120"}
    assert "≥100" in [entry.before for entry in form.of_kind("unused")]


def test_words_of_other_offices_for_fields() -> None:
    form = read(
        "部门预算项目绩效目标申报表", "申报年度：2025", "项目名称\t道路养护", "用款单位\t道桥处", "申请资金（万元）\t356.80",
        "绩效总目标\t完成全市养护。", *TABLE,
    )  # fmt: skip
    document = form.document
    assert (document.fields["implementing_unit"], document.funding["annual"]) == ("道桥处", "3568000.00")
    assert document.texts["overall_goal"] == "完成全市养护。"
