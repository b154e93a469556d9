"""Papers to an Excel workbook: the same grid with merged cells, borders, widths and heights, one page wide when printed.

Amounts are numbers with the paper's format; every other text stays text, whatever it looks like (``=100%``, ``-``, ``00123``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.printing.grid import Align, GridCell, GridLine, GridTable, PaperGrid
from app.printing.joined import column_edges, on_edges, xml_text
from app.printing.layout import PLAIN, PrintOptions
from app.printing.measure import MM_PER_PT, measure_line, measure_table
from app.printing.xlsx_styles import TEXT_FORMAT, Look, Looks

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_HORIZONTAL: dict[Align, str] = {"left": "left", "center": "center", "right": "right", "justify": "left"}
MOST_ROW_PT = 360.0
"""A row of a sheet is at most 409 pt high; a taller one becomes several rows under merged cells, two of which fill a page."""

MOST_CHARACTERS = 32000
"""A cell holds at most 32,767 characters; a longer text goes on in the cell below."""

MOST_DIGITS = 15
"""Excel keeps so many digits of a number; a longer one is written as text."""

_TO_ONE_PAGE = 1.2
"""A sheet that is so much longer than a page is printed a little smaller (never below 8 pt) on one."""

_HEIGHT_RESERVE = 1.06
"""Other programs break lines with other widths: rows are so much higher than on our own paper."""

_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


def write_xlsx(
    target: str | Path | BinaryIO,
    papers: Sequence[PaperGrid],
    names: Sequence[str] = (),
    options: PrintOptions = PLAIN,
) -> None:
    """Write papers as one workbook, a sheet for each; ``names`` are the sheets' names. Raises OSError."""
    workbook = new_workbook()
    for at, grid in enumerate(papers):
        sheet = add_sheet(workbook, grid, names[at] if at < len(names) else grid.title or f"表{at + 1}")
        set_edges(sheet, options)
    workbook.save(str(target) if isinstance(target, Path) else target)


def new_workbook() -> Workbook:
    """A workbook without sheets."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    workbook = Workbook()
    for sheet in list(workbook.worksheets):
        workbook.remove(sheet)
    workbook.properties.creator = "绩表"
    # Column widths are counted in digits of the default font: one that every system has, or has a twin of, at 7 pixels.
    normal = workbook._named_styles["Normal"]  # type: ignore[attr-defined]
    normal.font = Font(name="Arial", size=10)
    normal.bind(workbook)
    return workbook


def set_edges(sheet: Worksheet, options: PrintOptions) -> None:
    """What is printed around a sheet: header, footer, page numbers, 草稿; 缩至一页 where asked for."""
    header = " ".join(filter(None, (options.header, "（草稿）" if options.draft else "")))
    numbers = "第 &P 页 共 &N 页" if options.page_numbers else ""
    above, below = sheet.oddHeader, sheet.oddFooter
    if above is not None and below is not None:  # a new sheet has both
        above.center.text = xml_text(header).replace("&", "&&") or None
        below.left.text = xml_text(options.footer).replace("&", "&&") or None
        below.center.text = numbers or None
    if options.one_page:
        sheet.page_setup.fitToHeight = 1


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of ``[]:*?/\\``, not used before (in any case of letters)."""
    used = {name.lower() for name in taken}
    base = _FORBIDDEN_IN_NAME.sub("", xml_text(wanted)).strip()[:31] or "表"
    name, number = base, 2
    while name.lower() in used or name.lower() == "history":
        ending = f"({number})"
        name, number = base[: 31 - len(ending)] + ending, number + 1
    return name


def add_sheet(workbook: Workbook, grid: PaperGrid, name: str) -> Worksheet:
    """Add a paper as a sheet."""
    sheet: Worksheet = workbook.create_sheet(sheet_name(name, workbook.sheetnames))
    tables = [block for block in grid.blocks if isinstance(block, GridTable)]
    width = grid.width_mm - grid.margins_mm[1] - grid.margins_mm[3]
    edges = column_edges(tables) if tables else (0.0, width)
    for at, (left, right) in enumerate(pairwise(edges), 1):
        sheet.column_dimensions[_letter(at)].width = round((right - left) / 25.4 * 96 / 7, 2)
    row = 1
    headings: set[int] = set()
    looks = Looks()
    for block in grid.blocks:
        if isinstance(block, GridLine):
            row = _write_line(sheet, block, row, len(edges) - 1, width, looks)
        else:
            table = on_edges(block, edges)
            measured = measure_table(table, 0, 10_000.0)
            if table.head_rows != (0, 0):
                first, end = table.head_rows
                sheet.print_title_rows = f"{row + first}:{row + end - 1}"
            starts = _row_starts(sheet, table, measured.heights_mm, row)
            headings.update(starts[at] for at, heading in enumerate(measured.headings) if heading)
            _write_table(sheet, table, starts, looks)
            row = starts[-1]
    _set_page(sheet, grid, row - 1, len(edges) - 1)
    _break_pages(sheet, grid, headings)
    return sheet


def write_text(cell: Cell | MergedCell, text: str) -> None:
    """Put a text into a cell so that it stays this text in Excel, WPS and LibreOffice, also after they saved it.

    The cell must look as text (``TEXT_FORMAT``).
    """
    cell.value = xml_text(text)
    cell.data_type = "s"


def link_to_sheet(cell: Cell | MergedCell, name: str) -> None:
    """Let a click on a cell go to another sheet of the workbook."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = name.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """Merge cells that have their borders already; openpyxl's own way would dress each of them again."""
    from openpyxl.worksheet.cell_range import CellRange

    if (top, left) != (bottom, right):
        merged = CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right)
        sheet.merged_cells.ranges.add(merged)


def _write_line(sheet: Worksheet, line: GridLine, row: int, columns: int, width_mm: float, looks: Looks) -> int:
    height = measure_line(line, 0, width_mm).need_mm / MM_PER_PT
    cell = sheet.cell(row, 1)
    looks.apply(cell, Look(line.face, line.size_pt, _HORIZONTAL[line.align], bordered=False, number_format=TEXT_FORMAT))
    if line.text:
        write_text(cell, line.text)
    _merge(sheet, row, 1, row, columns)
    sheet.row_dimensions[row].height = min(round(height * _HEIGHT_RESERVE, 1), MOST_ROW_PT)
    return row + 1


def _row_starts(sheet: Worksheet, table: GridTable, heights_mm: Sequence[float], first_row: int) -> list[int]:
    """The sheet's row in which each row of a table begins (and the row below it all), with their heights set."""
    starts = [first_row]
    for at, height in enumerate(heights_mm):
        points = height / MM_PER_PT * _HEIGHT_RESERVE
        pieces = 1
        if points > MOST_ROW_PT:
            longest = max((len(cell.text) for cell in table.cells if cell.row == at), default=0)
            pieces = max(int(points // MOST_ROW_PT) + 1, -(-longest // MOST_CHARACTERS))
        for piece in range(pieces):
            sheet.row_dimensions[starts[-1] + piece].height = round(points / pieces, 1)
        starts.append(starts[-1] + pieces)
    return starts


def _write_table(sheet: Worksheet, table: GridTable, starts: Sequence[int], looks: Looks) -> None:
    for cell in table.cells:
        top, bottom = starts[cell.row], starts[cell.row + cell.rows] - 1
        texts = _text_pieces(cell.text)
        step = (bottom - top + 1) // len(texts)
        for at, text in enumerate(texts):
            end = bottom if at == len(texts) - 1 else top + (at + 1) * step - 1
            _write_cell(sheet, cell, text, top + at * step, end, looks)


def _text_pieces(text: str) -> list[str]:
    return [text[at : at + MOST_CHARACTERS] for at in range(0, len(text), MOST_CHARACTERS)] or [""]


def _write_cell(sheet: Worksheet, shown: GridCell, text: str, top: int, bottom: int, looks: Looks) -> None:
    first, last = shown.column + 1, shown.column + shown.columns
    as_number = shown.number is not None and len(shown.number.as_tuple().digits) <= MOST_DIGITS
    written = (shown.number_format or "General") if as_number else TEXT_FORMAT if text else "General"
    vertical = "top" if shown.valign == "top" else "center"
    look = Look(shown.face, shown.size_pt, _HORIZONTAL[shown.align], vertical, not as_number, written)
    for row in range(top, bottom + 1):
        for column in range(first, last + 1):
            looks.apply(sheet.cell(row, column), look)
    if as_number:
        sheet.cell(top, first).value = shown.number
    elif text:
        write_text(sheet.cell(top, first), text)
    _merge(sheet, top, first, bottom, last)


def _set_page(sheet: Worksheet, grid: PaperGrid, rows: int, columns: int) -> None:
    """One page wide on the paper's own size, its margins, the whole of it and nothing else."""
    from openpyxl.worksheet.properties import PageSetupProperties

    top, right, bottom, left = (margin / 25.4 for margin in grid.margins_mm)
    sheet.page_margins.top, sheet.page_margins.right = top, right
    sheet.page_margins.bottom, sheet.page_margins.left = bottom, left
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.page_setup.paperSize = 9 if max(grid.width_mm, grid.height_mm) < 300 else 8
    sheet.page_setup.orientation = "landscape" if grid.width_mm > grid.height_mm else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.horizontalCentered = True
    sheet.print_area = f"A1:{_letter(columns)}{max(rows, 1)}"
    sheet.sheet_view.showGridLines = False


def _break_pages(sheet: Worksheet, grid: PaperGrid, headings: set[int]) -> None:
    """Break pages between rows and not after a heading; a merged label that a break would cut stands at its cell's top."""
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.pagebreak import Break

    room = (grid.height_mm - grid.margins_mm[0] - grid.margins_mm[2]) / MM_PER_PT
    heights = [sheet.row_dimensions[row].height or 15.0 for row in range(1, sheet.max_row + 1)]
    if room < sum(heights) <= room * _TO_ONE_PAGE:
        sheet.page_setup.fitToHeight = 1
        return
    ends = [int(number) for number in re.findall(r"\d+", sheet.print_title_rows or "")[:2]]
    titles = range(*ends) if len(ends) == 2 else range(0)  # a paper of grids alone repeats no rows
    repeated = sum(heights[row - 1] for row in (*titles, titles.stop) if row)
    used = 0.0
    breaks: list[int] = []
    for row, height in enumerate(heights, 1):
        if used and used + height > room:
            first = row
            while first - 1 in headings and first - 1 > (breaks[-1] if breaks else 1):
                first -= 1
            breaks.append(first)
            used = sum(heights[first - 1 : row - 1]) + (repeated if titles.stop and first > titles.stop else 0.0)
        used += height
    for first in breaks:
        sheet.row_breaks.append(Break(id=first - 1))
    for merged in sheet.merged_cells.ranges:
        if any(merged.min_row < first <= merged.max_row for first in breaks):
            cell = sheet.cell(merged.min_row, merged.min_col)
            cell.alignment = Alignment(horizontal=cell.alignment.horizontal, vertical="top", wrap_text=True)
