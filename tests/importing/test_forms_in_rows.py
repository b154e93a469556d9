"""Lists with one form in each row, or in a few."""

from __future__ import annotations

from app.form.document import walk
from app.importing.recognise import recognise
from app.importing.report import RecognisedForm, Recognition
from app.importing.sources import read_clipboard
from tests.importing.truth import templates

TOP = ["某市2025年部门预算项目绩效目标汇总表\t\t", "单位：万元\t\t"]
HEAD = "序号\t项目名称\t项目单位\t预算金额\t年度绩效目标\t一级指标\t二级指标\t三级指标\t指标值"


def read(*lines: str) -> Recognition:
    return recognise(read_clipboard("", "\n".join([*TOP, *lines])), templates())


def leaves(form: RecognisedForm) -> dict[str, str | None]:
    return {node.name: node.text("target") for _, node in walk(form.document.indicators) if node.children is None}


def check(found: Recognition) -> None:
    one, other = found.forms
    assert [form.name for form in (one, other)] == ["道路养护", "桥梁检测"]
    assert [form.document.year for form in (one, other)] == [2025, 2025]
    assert [form.document.funding["annual"] for form in (one, other)] == ["3568000.00", "800000.00"]
    assert [form.document.texts["annual_goal"] for form in (one, other)] == ["完成养护。", "检测桥梁。"]
    assert not [entry.before for entry in found.entries() if entry.kind in ("unused", "doubtful")]


def test_a_form_in_a_few_rows() -> None:
    found = read(
        HEAD, "1\t道路养护\t道桥处\t356.8\t完成养护。\t产出指标\t数量指标\t养护面积\t≥120", "\t\t\t\t\t\t质量指标\t合格率\t≥98%",
        "\t\t\t\t\t效益指标\t社会效益指标\t完好率\t≥95%", "2\t桥梁检测\t道桥处\t80\t检测桥梁。\t产出指标\t数量指标\t检测座数\t≥35座",
    )  # fmt: skip
    check(found)
    assert leaves(found.forms[0]) == {"养护面积": "≥120", "合格率": "≥98%", "完好率": "≥95%"}
    assert leaves(found.forms[1]) == {"检测座数": "≥35座"}


def test_what_is_repeated_in_each_row_is_read_once() -> None:
    one, other = "1\t道路养护\t道桥处\t356.8\t完成养护。\t", "2\t桥梁检测\t道桥处\t80\t检测桥梁。\t"
    found = read(
        HEAD, one + "产出指标\t数量指标\t养护面积\t≥120", one + "产出指标\t质量指标\t合格率\t≥98%",
        other + "产出指标\t数量指标\t检测座数\t≥35座", other + "满意度指标\t服务对象满意度指标\t市民满意度\t≥90%",
    )  # fmt: skip
    check(found)
    assert leaves(found.forms[1]) == {"检测座数": "≥35座", "市民满意度": "≥90%"}


def test_a_list_without_indicators_and_its_total() -> None:
    found = read(
        "序号\t项目名称\t项目性质\t主管部门\t实施单位\t预算金额\t年度绩效目标",
        "1\t道路养护\t经常性项目\t市城管局\t道桥处\t356.8\t完成养护。",
        "2\t桥梁检测\t阶段性项目\t市城管局\t道桥处\t80\t检测桥梁。", "合计\t\t\t\t\t436.8\t",
    )  # fmt: skip
    assert [(form.name, form.document.funding["annual"]) for form in found.forms] == [
        ("道路养护", "3568000.00"), ("桥梁检测", "800000.00"),
    ]  # fmt: skip
    told = {entry.before: entry.kind for entry in found.entries()}
    assert {"合计", "436.8"} <= set(told)


def test_a_mere_list_of_projects_holds_no_forms() -> None:
    found = read("序号\t项目名称\t预算金额\t备注", "1\t道路养护\t356.8\t续建", "2\t桥梁检测\t80\t新建")
    assert not found.forms


def test_a_form_whose_labels_stand_over_their_values_is_one_form() -> None:
    found = read(
        "项目名称\t项目性质\t项目类别",
        "道路养护\t经常性项目\t特定目标类",
        "主管部门\t实施单位\t预算金额",
        "市城管局\t道桥处\t80",
    )
    [form] = found.forms
    assert (form.name, form.document.fields["implementing_unit"]) == ("道路养护", "道桥处")


def test_a_list_of_the_forms_that_follow_holds_no_second_forms() -> None:
    listed = (
        "序号\t项目名称\t项目性质\t实施单位\t预算金额",
        "1\t道路养护\t经常性项目\t道桥处\t3,568.00", "2\t桥梁检测\t经常性项目\t道桥处\t90.00", "合计\t\t\t\t3658",
    )  # fmt: skip
    own = [
        ("项目支出绩效目标表", "（2025年度）", f"项目名称\t{name}\t项目性质\t经常性项目", f"实施单位\t道桥处\t年度资金申请总额\t{amount}",
         "一级指标\t二级指标\t三级指标\t指标值", f"产出指标\t数量指标\t{name}数量\t≥3处")
        for name, amount in (("道路养护", "3568"), ("桥梁检测", "80"))
    ]  # fmt: skip
    found = read(*listed, *own[0], *own[1])
    assert [form.name for form in found.forms] == ["道路养护", "桥梁检测"]
    told = {entry.before: entry.kind for entry in found.leftover}
    assert (told["3,568.00"], told["合计"], told["90.00"]) == ("furniture", "furniture", "unused"), (
        "90 is not the form's 80"
    )
