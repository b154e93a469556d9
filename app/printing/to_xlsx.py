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
from app.printing.measure import MM_PER_PT, MeasuredLine, MeasuredTable, measure_line, measure_table
from app.printing.sheet_rows import PAGE_SHARE, RESERVE, Piece, SheetRows, add_table, name_of_pieces, pieces_of
from app.printing.xlsx_styles import TEXT_FORMAT, Look, Looks

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_HORIZONTAL: dict[Align, str] = {"left": "left", "center": "center", "right": "right", "justify": "left"}
MOST_DIGITS = 15
"""Excel keeps so many digits of a number; a longer one is written as text."""

_TO_ONE_PAGE = 1.2
"""A sheet that is so much longer than a page is printed a little smaller (never below 8 pt) on one."""

_TO_ONE_PAGE_ASKED = 1.31
"""… and one that is so much longer, where 缩至一页 is asked for."""

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
        add_sheet(workbook, grid, names[at] if at < len(names) else grid.title or f"表{at + 1}", options)
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


def _set_edges(sheet: Worksheet, options: PrintOptions) -> None:
    """What is printed around a sheet: header, footer, page numbers, 草稿."""
    header = " ".join(filter(None, (options.header, "（草稿）" if options.draft else "")))
    numbers = "第 &P 页 共 &N 页" if options.page_numbers else ""
    above, below = sheet.oddHeader, sheet.oddFooter
    if above is not None and below is not None:  # a new sheet has both
        above.center.text = xml_text(header).replace("&", "&&") or None
        below.left.text = xml_text(options.footer).replace("&", "&&") or None
        below.center.text = numbers or None


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of ``[]:*?/\\``, not used before (in any case of letters)."""
    used = {name.lower() for name in taken}
    base = _FORBIDDEN_IN_NAME.sub("", xml_text(wanted)).strip()[:31] or "表"
    name, number = base, 2
    while name.lower() in used or name.lower() == "history":
        ending = f"({number})"
        name, number = base[: 31 - len(ending)] + ending, number + 1
    return name


def add_sheet(workbook: Workbook, grid: PaperGrid, name: str, options: PrintOptions = PLAIN) -> Worksheet:
    """Add a paper as a sheet."""
    sheet: Worksheet = workbook.create_sheet(sheet_name(name, workbook.sheetnames))
    tables = [block for block in grid.blocks if isinstance(block, GridTable)]
    width = grid.width_mm - grid.margins_mm[1] - grid.margins_mm[3]
    edges = column_edges(tables) if tables else (0.0, width)
    for at, (left, right) in enumerate(pairwise(edges), 1):
        sheet.column_dimensions[_letter(at)].width = round((right - left) / 25.4 * 96 / 7, 2)
    measured = [
        measure_line(block, 0, width)
        if isinstance(block, GridLine)
        else measure_table(on_edges(block, edges), 0, 10_000.0)
        for block in grid.blocks
    ]
    rows, starts = _planned(grid, measured, _TO_ONE_PAGE_ASKED if options.one_page else _TO_ONE_PAGE)
    looks = Looks()
    for block, own in zip(measured, starts, strict=True):
        if isinstance(block, MeasuredLine):
            _write_line(sheet, block.line, own[0], len(edges) - 1, looks)
        else:
            _write_table(sheet, block, own, rows, looks)
            first, end = block.head_rows
            if first < end and rows.titles_pt:
                sheet.print_title_rows = f"{own[first]}:{own[end] - 1}"
    for at, height in enumerate(rows.heights, 1):
        sheet.row_dimensions[at].height = height
    _set_page(sheet, grid, len(rows.heights), len(edges) - 1)
    _set_breaks(sheet, rows)
    _set_edges(sheet, options)
    return sheet


def _planned(
    grid: PaperGrid, measured: Sequence[MeasuredLine | MeasuredTable], to_one_page: float
) -> tuple[SheetRows, list[list[int]]]:
    """The rows of a sheet, and where each block's own begin: unbroken if they are but little longer than a page."""
    page = (grid.height_mm - grid.margins_mm[0] - grid.margins_mm[2]) / MM_PER_PT
    rows, starts = _filled(SheetRows(0.0), measured)
    if sum(rows.heights) > page * to_one_page:
        return _filled(SheetRows(page * PAGE_SHARE), measured)
    return rows, starts


def _filled(rows: SheetRows, measured: Sequence[MeasuredLine | MeasuredTable]) -> tuple[SheetRows, list[list[int]]]:
    starts: list[list[int]] = []
    for block in measured:
        if isinstance(block, MeasuredLine):
            heading = block.line.role != "closing"
            starts.append([rows.add(block.need_mm / MM_PER_PT * RESERVE, heading=heading)])
        else:
            starts.append(add_table(rows, block))
    return rows, starts


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


def _write_line(sheet: Worksheet, line: GridLine, row: int, columns: int, looks: Looks) -> None:
    cell = sheet.cell(row, 1)
    looks.apply(cell, Look(line.face, line.size_pt, _HORIZONTAL[line.align], sides="", number_format=TEXT_FORMAT))
    if line.text:
        write_text(cell, line.text)
    _merge(sheet, row, 1, row, columns)


def _write_table(sheet: Worksheet, table: MeasuredTable, starts: Sequence[int], rows: SheetRows, looks: Looks) -> None:
    for begun in table.starting:
        for one in begun:
            top, bottom = starts[one.cell.row], starts[one.last_row + 1] - 1
            segments = rows.segments(top, bottom)
            pieces = pieces_of(one.cell, one, segments)
            for piece in pieces:
                _write_cell(sheet, one.cell, piece, looks, whole=len(pieces) == len(segments) == 1)
            if len(pieces) > 1:
                _name_as_one(sheet, one.cell, pieces)


def _name_as_one(sheet: Worksheet, cell: GridCell, pieces: Sequence[Piece]) -> None:
    """Name the cells of a divided text, so that whoever reads the workbook can put it together again."""
    from openpyxl.workbook.defined_name import DefinedName

    left, right = _letter(cell.column + 1), _letter(cell.column + cell.columns)
    quoted = sheet.title.replace("'", "''")
    name = name_of_pieces(len(sheet.defined_names) + 1, [piece.text for piece in pieces])
    area = f"'{quoted}'!${left}${pieces[0].top}:${right}${pieces[-1].bottom}"
    sheet.defined_names[name] = DefinedName(name, attr_text=area, hidden=True)


def _write_cell(sheet: Worksheet, shown: GridCell, piece: Piece, looks: Looks, *, whole: bool) -> None:
    """Write a cell, or a piece of it on one page: then without lines between the pieces, and from the top."""
    first, last = shown.column + 1, shown.column + shown.columns
    as_number = shown.number is not None and len(shown.number.as_tuple().digits) <= MOST_DIGITS
    written = (shown.number_format or "General") if as_number else TEXT_FORMAT if piece.text else "General"
    vertical = "top" if shown.valign == "top" or not whole else "center"
    align, face, size = _HORIZONTAL[shown.align], shown.face, shown.size_pt
    look = Look(face, size, align, vertical, not as_number, written, piece.sides)
    for row in range(piece.top, piece.bottom + 1):
        for column in range(first, last + 1):
            looks.apply(sheet.cell(row, column), look)
    if as_number and piece.text:
        sheet.cell(piece.top, first).value = shown.number
    elif piece.text:
        write_text(sheet.cell(piece.top, first), piece.text)
    _merge(sheet, piece.top, first, piece.bottom, last)


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


def _set_breaks(sheet: Worksheet, rows: SheetRows) -> None:
    from openpyxl.worksheet.pagebreak import Break

    if not rows.room_pt:
        sheet.page_setup.fitToHeight = 1
    for first in rows.breaks:
        sheet.row_breaks.append(Break(id=first - 1))
