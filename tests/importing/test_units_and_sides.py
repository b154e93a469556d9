"""Amounts whose label leaves something to the labels around it: the unit, and the side of the money block."""

from __future__ import annotations

from types import SimpleNamespace

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
