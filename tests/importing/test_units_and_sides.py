"""Amounts whose label leaves something to the labels around it: the unit, and the side of the money block."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from app.form.document import Document
from app.importing.limits import never_cancelled
from app.importing.recognise import recognise
from app.importing.sources import read_clipboard
from app.importing.xls import _xlrd_sheet
from tests.importing.truth import templates


def pasted(*lines: str) -> Document:
    head = ["财政项目支出绩效目标申报表\t\t", "(2024年度)\t\t", "项目名称\t管网巡检\t"]
    table = ["一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t巡检次数\t≥3次"]
    return recognise(read_clipboard("", "\n".join([*head, *lines, *table])), templates()).forms[0].document


def test_a_unit_that_only_the_total_names_holds_for_its_parts() -> None:
    document = pasted(
        "项目资金总额（万元）\t326.5", "其中：财政资金\t300", "其他资金\t26.5",
        "年度资金申请总额（万元）\t120.50", "其中：当年财政拨款\t110", "上年结转资金\t6", "其他资金\t4.50",
    )  # fmt: skip
    assert document.funding == {
        "total": "3265000.00", "total_fiscal": "3000000.00", "total_other": "265000.00", "annual": "1205000.00",
        "annual_fiscal": "1100000.00", "annual_carryover": "60000.00", "annual_other": "45000.00",
    }  # fmt: skip


def test_a_part_that_names_its_own_unit_keeps_it() -> None:
    document = pasted("年度资金申请总额（万元）\t12", "其中：当年财政拨款（元）\t110000", "其他资金\t1")
    assert document.funding["annual_fiscal"] == "110000.00"


def test_the_fiscal_money_of_the_year_is_not_that_of_the_whole_project() -> None:
    document = pasted("项目资金（万元）\t\t", "年度资金总额：\t9.8", "其中：财政拨款\t9", "其他资金\t0.8")
    assert (document.funding["annual_fiscal"], document.funding["annual_other"]) == ("90000.00", "8000.00")
    assert (document.funding["total_fiscal"], document.funding["total_other"]) == (None, None)


def test_a_cell_that_shows_an_error_is_not_lost() -> None:
    sheet = SimpleNamespace(
        name="表", nrows=1, row_len=lambda row: 1, merged_cells=[],
        cell_type=lambda row, column: 5, cell_value=lambda row, column: 7,
    )  # fmt: skip
    read = _xlrd_sheet(SimpleNamespace(sheet_by_index=lambda index: sheet), 0, never_cancelled)
    assert [cell.text for cell in read.cells] == ["#DIV/0!"]


def test_a_level_name_that_a_page_break_printed_again_is_no_remark() -> None:
    head = ["财政项目支出绩效目标申报表", "(2024年度)", "项目名称\t管网巡检", "一级指标\t二级指标\t三级指标\t指标值"]
    rows = ["产出指标\t数量指标\t巡检次数\t≥3次", "填表人：张三", "产出指标"]
    form = recognise(read_clipboard("", "\n".join([*head, *rows])), templates()).forms[0]
    assert form.document.meta["remarks"] == ["填表人：张三"]
    assert [node.name for node in form.document.indicators] == ["产出指标"]


def test_parts_go_to_the_only_total_that_is_there_and_stay_in_doubt() -> None:
    document = pasted("项目资金（万元）\t\t", "年度资金总额\t9.8", "其中：财政资金\t9", "其他资金\t0.8")
    assert (document.funding["annual_fiscal"], document.funding["annual_other"]) == ("90000.00", "8000.00")
    assert (document.funding["total_fiscal"], document.funding["total_other"]) == (None, None)
    assert document.meta["unconfirmed"] == ["funding.annual_fiscal", "funding.annual_other"]


ALL_SIDES = {
    "total": "1000000.00", "total_fiscal": "800000.00", "total_other": "200000.00", "annual": "500000.00",
    "annual_fiscal": "400000.00", "annual_carryover": None, "annual_other": "100000.00",
}  # fmt: skip


def test_parts_belong_to_the_total_that_they_stand_under() -> None:
    document = pasted(
        "项目资金（万元）\t年度资金总额：\t50\t中期资金总额：\t100", "\t其中：财政资金\t40\t其中：财政资金\t80",
        "\t其他资金\t10\t其他资金\t20",
    )  # fmt: skip
    assert document.funding == ALL_SIDES
    assert "unconfirmed" not in document.meta


def test_totals_below_each_other_have_their_parts_below_them() -> None:
    document = pasted(
        "项目资金（万元）\t年度资金总额\t50", "\t其中：财政资金\t40", "\t其他资金\t10",
        "\t中期资金总额\t100", "\t其中：财政资金\t80", "\t其他资金\t20",
    )  # fmt: skip
    assert document.funding == ALL_SIDES


def test_amounts_in_rows_and_columns_are_read_by_both_names() -> None:
    document = pasted(
        "项目资金（万元）\t\t中期资金总额\t年度资金总额", "\t合计\t100\t50", "\t其中：财政资金\t80\t40",
        "\t其他资金\t20\t10",
    )  # fmt: skip
    assert document.funding == ALL_SIDES


def test_labels_that_name_different_units_leave_the_amounts_in_doubt() -> None:
    document = pasted("项目资金\t项目资金总额（万元）\t50\t年度资金申请总额（元）\t300000")
    assert (document.funding["total"], document.funding["annual"]) == ("500000.00", "300000.00")
    assert document.meta["unconfirmed"] == ["funding.total", "funding.annual"]


def test_a_cell_in_yuan_under_a_line_that_says_wan_yuan_has_two_readings() -> None:
    lines = ["财政项目支出绩效目标申报表", "(2024年度)", "单位：万元", "项目名称\t甲", "年度资金申请总额\t300000元"]
    table = ["一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t巡检次数\t≥3次"]
    form = recognise(read_clipboard("", "\n".join([*lines, *table])), templates()).forms[0]
    [doubt] = form.of_kind("doubtful")
    assert doubt.readings == ("300000.00", "3000000000.00")


@pytest.mark.parametrize("text", ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "########", "＃N/A"])
def test_an_error_of_the_spreadsheet_is_kept_and_in_doubt_everywhere(text: str) -> None:
    lines = ["财政项目支出绩效目标申报表", "(2024年度)", f"项目名称\t{text}", f"计划开始日期\t{text}"]
    lines += [f"年度资金申请总额\t{text}", f"年度总体目标\t{text}", "一级指标\t二级指标\t三级指标\t指标值"]
    lines += [f"产出指标\t数量指标\t巡检次数\t{text}", f"\t\t{text}\t≥3次"]
    form = recognise(read_clipboard("", "\n".join(lines)), templates()).forms[0]
    assert set(form.document.meta["unconfirmed"]) == {
        "fields.project_name", "fields.start_date", "funding.annual", "texts.annual_goal",
        "indicators[0].children[0].children[0].target", "indicators[0].children[0].children[1].name",
    }  # fmt: skip
    assert form.document.funding["annual"] == text
    assert all("Excel" in entry.sentence for entry in form.of_kind("doubtful"))


def test_a_part_that_nothing_on_the_sheet_gives_a_side_is_in_doubt() -> None:
    lines = ["财政项目支出绩效目标申报表\t\t", "(2024年度)\t\t", "项目名称\t管网巡检\t", "其他资金（万元）\t20"]
    table = ["一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t巡检次数\t≥3次"]
    form = recognise(read_clipboard("", "\n".join([*lines, *table])), templates()).forms[0]
    amounts = {key: value for key, value in form.document.funding.items() if value is not None}
    assert list(amounts.values()) == ["200000.00"]
    assert [form.place_path(entry) for entry in form.of_kind("doubtful")] == [f"funding.{key}" for key in amounts]
