"""Lists of an office's projects, each with its rows of indicators: every project becomes a form."""

from __future__ import annotations

import pytest

from app.form.document import walk
from app.importing.grid import Block, Cell, Grid
from app.importing.recognise import recognise
from app.importing.report import RecognisedForm, Recognition
from app.importing.sources import read_clipboard
from tests.importing.truth import templates

ABOVE = ["2025年部门预算项目绩效目标表", "部门：某市教育局\t\t\t\t\t\t\t\t单位：万元"]
HEAD = "序号\t单位名称\t项目名称\t预算数\t绩效目标\t一级指标\t二级指标\t三级指标\t指标值"
FIRST = ["1\t市一中\t教学设备更新\t120.5\t更新教室30间", "1\t市一中\t教学设备更新\t120.5\t更新教室30间"]
BLANK = "\t\t\t\t"
ROWS = ["\t产出指标\t数量指标\t更新教室\t≥30间", "\t效益指标\t社会效益指标\t受益学生\t≥1500人"]
OTHER = "2\t\t校舍维修\t88\t防水\t产出指标\t数量指标\t防水面积\t≥3000平方米"


def read(*lines: str) -> Recognition:
    return recognise(read_clipboard("", "\n".join(lines)), templates())


def leaves(form: RecognisedForm) -> dict[str, str | None]:
    nodes = [node for _, node in walk(form.document.indicators) if node.children is None]
    return {node.name: node.text("target") for node in nodes}


@pytest.mark.parametrize("second", [BLANK, FIRST[1]], ids=["once", "in each row"])
def test_each_project_of_a_list_is_a_form(second: str) -> None:
    found = read(*ABOVE, HEAD, FIRST[0] + ROWS[0], second + ROWS[1], OTHER)
    one, two = (form.document for form in found.forms)
    assert [form.fields["project_name"] for form in (one, two)] == ["教学设备更新", "校舍维修"]
    assert [form.fields["competent_department"] for form in (one, two)] == ["某市教育局"] * 2
    assert [form.fields["implementing_unit"] for form in (one, two)] == ["市一中"] * 2, "the unit reaches down to both"
    assert [form.funding["annual"] for form in (one, two)] == ["1205000.00", "880000.00"]
    assert [form.texts["annual_goal"] for form in (one, two)] == ["更新教室30间", "防水"]
    assert [form.year for form in (one, two)] == [2025, 2025]
    assert [leaves(form) for form in found.forms] == [
        {"更新教室": "≥30间", "受益学生": "≥1500人"},
        {"防水面积": "≥3000平方米"},
    ]


def test_a_head_of_two_rows() -> None:
    labels = [("项目名称", 0, 0, 2, 1), ("预算数", 0, 1, 2, 1), ("绩效指标", 0, 2, 1, 4)]
    labels += [("一级指标", 1, 2, 1, 1), ("二级指标", 1, 3, 1, 1), ("三级指标", 1, 4, 1, 1), ("指标值", 1, 5, 1, 1)]
    labels += [("教学设备更新", 2, 0, 2, 1), ("120.5", 2, 1, 2, 1), ("产出指标", 2, 2, 2, 1), ("数量指标", 2, 3, 2, 1)]
    labels += [("更新教室", 2, 4, 1, 1), ("30间", 2, 5, 1, 1), ("更新桌椅", 3, 4, 1, 1), ("90套", 3, 5, 1, 1)]
    labels += [("校舍维修", 4, 0, 1, 1), ("88", 4, 1, 1, 1), ("产出指标", 4, 2, 1, 1), ("数量指标", 4, 3, 1, 1)]
    labels += [("防水面积", 4, 4, 1, 1), ("3000平方米", 4, 5, 1, 1)]
    cells = tuple(Cell(row, column, text, rows, columns) for text, row, column, rows, columns in labels)
    found = recognise(Grid("xlsx", "x.xlsx", (Block("table", cells),)), templates())
    assert [form.document.fields["project_name"] for form in found.forms] == ["教学设备更新", "校舍维修"]
    assert [form.document.funding["annual"] for form in found.forms] == ["120.50", "88.00"]
    assert [leaves(form) for form in found.forms] == [
        {"更新教室": "30间", "更新桌椅": "90套"},
        {"防水面积": "3000平方米"},
    ]
    assert not [entry.before for entry in found.entries() if entry.kind == "unused"]


def test_what_is_in_no_project_is_told() -> None:
    found = read(*ABOVE, HEAD, FIRST[0] + ROWS[0], OTHER, "\t\t合计\t208.5\t\t\t\t\t", "注：以上均为公开数")
    told = {entry.before for form in found.forms for entry in form.entries} | {entry.before for entry in found.leftover}
    assert {"合计", "208.5", "注：以上均为公开数"} <= told
    assert [form.document.fields["project_name"] for form in found.forms] == ["教学设备更新", "校舍维修"]


def test_a_form_of_its_own_is_no_list() -> None:
    found = read(
        "项目名称\t道路养护\t实施单位\t某处",
        "绩效指标\t一级指标\t二级指标\t三级指标\t指标值",
        "\t产出指标\t数量指标\t养护\t≥3",
    )
    [form] = found.forms
    assert form.document.fields["project_name"] == "道路养护"
