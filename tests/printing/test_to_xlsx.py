"""The workbook: the grid of the paper cell by cell, text that stays text, amounts that are numbers, one page wide."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import openpyxl.utils
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from app.form.document import Document
from app.form.template import Template
from app.printing.breaking import break_lines
from app.printing.build import paper_grid
from app.printing.grid import GridTable
from app.printing.layout import PrintOptions
from app.printing.measure import LEADING, MM_PER_PT, PAD_X_MM
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
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.page_setup.paperSize) == (1, 1, 9)
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


LONG = "".join(f"第{at}条：健康促进活动覆盖14个街镇，服务≥27000人次；" for at in range(120))[:3000]


def assert_no_text_is_cut(sheet: Worksheet) -> None:
    """What stands in a cell fits above the first page break that it meets, by our own lines."""
    merged = {(one.min_row, one.min_col): one for one in sheet.merged_cells.ranges}
    breaks = [one.id for one in sheet.row_breaks.brk]
    for row in sheet.iter_rows():
        for cell in row:
            area = merged.get((cell.row, cell.column))
            if cell.value is None or cell.data_type != "s" or not cell.border.left.style:
                continue
            right, bottom = (area.max_col, area.max_row) if area else (cell.column, cell.row)
            last = min([bottom, *(one for one in breaks if cell.row <= one)])
            width = sum(
                sheet.column_dimensions[openpyxl.utils.get_column_letter(at)].width
                for at in range(cell.column, right + 1)
            )
            height = sum(sheet.row_dimensions[at].height for at in range(cell.row, last + 1))
            text_width = width * 7 / 96 * 25.4 - 2 * PAD_X_MM
            lines = break_lines(cell.value, "song", round(text_width / (cell.font.sz * MM_PER_PT) * 1000) + 20)
            assert len(lines) * cell.font.sz * LEADING <= height, cell.value[:40]


@pytest.mark.parametrize("where", ["goal", "indicator", "both", "level"])
def test_a_text_longer_than_a_page_is_divided_at_line_ends(with_rows: Callable[..., Form], where: str) -> None:
    goals = {"annual_goal": LONG, "overall_goal": "总目标。" * 170} if where in ("goal", "both") else {}
    name = LONG if where in ("indicator", "both") else "名"
    level = LONG if where == "level" else "数量指标"
    rows = [("产出指标", level, f"第{at}项", "1") for at in range(9)] + [("产出指标", level, name, "≥1次")]
    sheet = sheet_of(with_rows(rows, **goals))
    assert_no_text_is_cut(sheet)
    assert len(sheet.row_breaks.brk) >= 1
    assert max(dimension.height for dimension in sheet.row_dimensions.values() if dimension.height) <= 409
    assert LONG in "".join(text for text in texts_of(sheet) if text in LONG and len(text) > 20)
    assert len(sheet.defined_names) == {"both": 3}.get(where, len(sheet.defined_names)) >= 1


def test_there_is_no_line_between_the_pieces_of_a_text(with_rows: Callable[..., Form]) -> None:
    sheet = sheet_of(with_rows([("产出指标", "数量指标", "名", "1")], annual_goal=LONG))
    (area,) = (name.attr_text.split("!")[1] for name in sheet.defined_names.values())
    cells = [row[0] for row in sheet[area.replace("$", "")]]
    pieces = [cell for cell in cells if cell.value]
    assert "".join(cell.value for cell in pieces) == LONG
    assert all(cell.border.left.style for cell in cells)
    assert cells[0].border.top.style and cells[-1].border.bottom.style
    assert not any(cell.border.top.style for cell in pieces[1:])
    assert not any(cell.border.bottom.style for cell in cells[: -1 - (cells[-1].row - pieces[-1].row)])


def test_no_sample_form_has_a_text_that_a_page_break_cuts(sample_form: Form) -> None:
    assert_no_text_is_cut(sheet_of(sample_form))


def test_no_row_is_higher_than_excel_allows_and_no_text_is_cut(with_rows: Callable[..., Form]) -> None:
    goal = "很长的目标。" * 6000
    sheet = sheet_of(with_rows([("产出指标", "数量指标", "名", "1")], annual_goal=goal))
    assert max(dimension.height for dimension in sheet.row_dimensions.values() if dimension.height) <= 409
    assert goal in "".join(texts_of(sheet))


def test_more_characters_than_a_cell_holds_go_on_below(with_rows: Callable[..., Form]) -> None:
    goal = "\u200b" * 40000 + "甲"
    sheet = sheet_of(with_rows([("产出指标", "数量指标", "名", "1")], annual_goal=goal))
    assert max(map(len, texts_of(sheet))) <= 32767


def test_one_page_is_not_made_of_what_would_be_too_small_to_read(form: Callable[[str], Form]) -> None:
    stream = io.BytesIO()
    write_xlsx(stream, [paper_grid(*form("2020-a1"))], options=PrintOptions(one_page=True))
    assert openpyxl.load_workbook(stream).worksheets[0].page_setup.fitToHeight == 0


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
