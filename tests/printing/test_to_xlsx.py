"""The workbook: the grid of the paper cell by cell, text that stays text, amounts that are numbers, one page wide."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.form.document import Document
from app.form.template import Template
from app.printing.build import paper_grid
from app.printing.grid import GridTable
from app.printing.layout import PrintOptions
from app.printing.to_xlsx import sheet_name, write_xlsx

Form = tuple[Document, Template]


def workbook_of(*forms: Form) -> openpyxl.Workbook:
    stream = io.BytesIO()
    write_xlsx(stream, [paper_grid(*one) for one in forms])
    stream.seek(0)
    return openpyxl.load_workbook(stream)


def sheet_of(form: Form) -> Worksheet:
    return workbook_of(form).worksheets[0]


def texts_of(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_sheet_has_the_texts_of_the_paper_in_its_order(sample_form: Form, good: SimpleNamespace) -> None:
    grid = paper_grid(*sample_form)
    sheet = sheet_of(sample_form)
    wanted = sorted(cell.text for cell in good.cells(grid) if cell.text and getattr(cell, "number", None) is None)
    shown = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert sorted(str(cell.value) for cell in shown if cell.data_type == "s") == wanted
    numbers = sorted(
        cell.number
        for block in grid.blocks
        if isinstance(block, GridTable)
        for cell in block.cells
        if cell.number is not None
    )
    assert sorted(Decimal(str(cell.value)) for cell in shown if cell.data_type == "n") == numbers


def test_merged_cells_are_those_of_the_paper(form: Callable[[str], Form]) -> None:
    sheet = sheet_of(form("2024-05"))
    tall = {
        str(sheet.cell(r.min_row, r.min_col).value): r.max_row - r.min_row + 1
        for r in sheet.merged_cells.ranges
        if r.max_row > r.min_row
    }
    assert tall == {"项目资金(元)": 4, "项目绩效目标": 2, "绩效指标": 12, "成本指标": 3, "产出指标": 3, "效益指标": 4}


def test_amounts_are_numbers_in_the_papers_format(form: Callable[[str], Form]) -> None:
    sheet = sheet_of(form("2026-04"))
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 1200000)
    assert (cell.data_type, cell.number_format) == ("n", "#,##0.00")
    (first, *_) = [cell for row in sheet_of(form("2020-a1")).iter_rows() for cell in row if cell.value == 6697924]
    assert first.number_format == "#,##0"


@pytest.mark.parametrize(
    "text", ["=100%", "-", "+5", "00123", "@SUM(A1)", "2024-01-01", "=cmd|' /C calc'!A0", "1e5", "TRUE", "<1次 & 更多"]
)
def test_text_stays_text(with_rows: Callable[..., Form], text: str) -> None:
    sheet = sheet_of(with_rows([("产出指标", "数量指标", "名", text)]))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text and cell.quotePrefix]
    assert cells
    assert all((cell.data_type, cell.number_format) == ("s", "@") for cell in cells)


def test_characters_that_xml_cannot_hold_are_left_out(with_rows: Callable[..., Form]) -> None:
    assert "甲乙\n丙" in texts_of(
        sheet_of(with_rows([("产出指标", "数量指标", "甲\x0b\x00乙\ud800\r\n丙".replace("\x0b", ""), "1")]))
    )


def test_an_amount_with_more_digits_than_excel_keeps_stays_exact(form: Callable[[str], Form]) -> None:
    document, template = form("2024-05")
    sheet = sheet_of((replace(document, funding={"annual": "12345678901234567.89"}), template))
    assert "12345678901234567.89" in texts_of(sheet)


def test_it_prints_one_page_wide_on_its_paper(form: Callable[[str], Form]) -> None:
    sheet = sheet_of(form("2024-05"))
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.page_setup.paperSize) == (1, 0, 9)
    millimetres = sum(sheet.column_dimensions[key].width for key in sheet.column_dimensions) * 7 / 96 * 25.4
    assert millimetres == pytest.approx(178, abs=1)
    row = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "一级指标")
    assert sheet.print_title_rows == f"${row}:${row}"


def test_a_sheet_little_longer_than_a_page_is_printed_on_one(form: Callable[[str], Form]) -> None:
    sheet = sheet_of(form("2024-08"))
    assert (sheet.page_setup.fitToHeight, len(sheet.row_breaks.brk)) == (1, 0)
    assert sheet_of(form("2020-a1")).page_setup.fitToHeight == 0


def test_header_footer_and_page_numbers_print_around_the_sheet(form: Callable[[str], Form]) -> None:
    stream = io.BytesIO()
    options = PrintOptions(page_numbers=True, header="甲&乙", footer="内部资料", draft=True)
    write_xlsx(stream, [paper_grid(*form("2024-05"))], options=options)
    sheet = openpyxl.load_workbook(stream).worksheets[0]
    assert sheet.oddHeader.center.text == "甲&&乙 （草稿）"
    assert (sheet.oddFooter.left.text, sheet.oddFooter.center.text) == ("内部资料", "第 &P 页 共 &N 页")


def test_no_row_is_higher_than_excel_allows_and_no_text_is_cut(with_rows: Callable[..., Form]) -> None:
    goal = "很长的目标。" * 6000
    sheet = sheet_of(with_rows([("产出指标", "数量指标", "名", "1")], annual_goal=goal))
    assert max(dimension.height for dimension in sheet.row_dimensions.values() if dimension.height) <= 409
    assert goal in "".join(texts_of(sheet))


def test_a_label_that_a_page_break_would_cut_stands_at_the_top(with_rows: Callable[..., Form]) -> None:
    sheet = sheet_of(with_rows([("产出指标", "数量指标", f"第{at}项", "1") for at in range(60)]))
    assert len(sheet.row_breaks.brk) >= 1
    label = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "产出指标")
    assert label.alignment.vertical == "top"


def test_every_border_of_a_merged_cell_is_drawn(form: Callable[[str], Form]) -> None:
    sheet = sheet_of(form("2024-05"))
    merged = next(r for r in sheet.merged_cells.ranges if sheet.cell(r.min_row, r.min_col).value == "绩效指标")
    assert all(
        sheet.cell(row, merged.min_col).border.left.style == "thin" for row in range(merged.min_row, merged.max_row + 1)
    )
    assert sheet.cell(merged.max_row, merged.min_col).border.bottom.style == "thin"


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    assert sheet_name("a/b:c*[d]?", []) == "abcd"
    assert sheet_name("项目", ["项目", "项目(2)"]) == "项目(3)"
    assert len(sheet_name("很" * 50, [("很" * 31)])) == 31
    assert sheet_name("", []) == "表"
