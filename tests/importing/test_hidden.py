"""What a workbook hides or only prints in its margins."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook

from app.importing.recognise import recognise
from app.importing.report import Recognition
from app.importing.sources import read_bytes
from tests.importing.truth import templates

ROWS = [
    ["项目名称", "管网巡检", "项目性质", "经常性项目", "旧名称"],
    ["主管部门", "市水务局", "实施单位", "水务所", ""],
    ["一级指标", "二级指标", "三级指标", "指标值", ""],
    ["产出指标", "数量指标", "巡检次数", "≥3次", ""],
    ["", "", "作废的指标", "≥9次", ""],
    ["", "质量指标", "合格率", "≥95%", ""],
]


def book() -> tuple[Workbook, Any]:
    workbook = Workbook()
    sheet = workbook.active
    for row in ROWS:
        sheet.append(row)
    return workbook, sheet


def read(workbook: Workbook) -> Recognition:
    data = io.BytesIO()
    workbook.save(data)
    return recognise(read_bytes(data.getvalue(), "表.xlsx"), templates())


def test_hidden_rows_columns_and_sheets_are_told_but_not_read() -> None:
    workbook, sheet = book()
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["E"].hidden = True
    lists = workbook.create_sheet("字典")
    lists.append(["特定目标类"])
    lists.sheet_state = "hidden"
    found = read(workbook)
    [form] = found.forms
    [outputs] = form.document.indicators
    assert [leaf.name for level in outputs.children or () for leaf in level.children or ()] == ["巡检次数", "合格率"]
    unused = {entry.before: entry.where for entry in found.entries() if entry.kind == "unused"}
    assert set(unused) == {"作废的指标", "≥9次", "旧名称", "特定目标类"}
    assert unused["≥9次"].endswith("（隐藏的行）")
    assert unused["旧名称"].endswith("（隐藏的列）")
    assert unused["特定目标类"].endswith("（隐藏的工作表）")


def test_the_header_of_the_printed_page_may_hold_title_and_year() -> None:
    workbook, sheet = book()
    sheet.oddHeader.center.text = "财政项目支出绩效目标申报表（2025年度）"
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
    sheet.oddFooter.right.text = "水务所印"
    found = read(workbook)
    assert found.forms[0].document.year == 2025
    assert [(entry.kind, entry.before) for entry in found.leftover] == [("furniture", "水务所印")]
