"""Old Excel files (.xls) → grid, with xlrd (values, formats and merged ranges); .xlsb and .ods with python-calamine."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.importing.errors import DAMAGED, ENCRYPTED, SourceError
from app.importing.grid import Cell, Grid, clean_text, is_blank
from app.importing.limits import MAX_CELLS, MAX_EXPANDED, CancelCheck, OfficeZip, never_cancelled
from app.importing.number_format import plain, read_number
from app.importing.sheet_view import SheetView
from app.importing.xlsx import Sheet, column_name, number_cell, sheet_blocks

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

KIND = " Excel（.xls）"


def read_xls(data: bytes, name: str, check: CancelCheck = never_cancelled) -> Grid:
    """Read an .xls file. Raises SourceError when it is none, damaged, encrypted, or beyond all bounds."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        sheets = [_xlrd_sheet(book, index, check) for index in range(book.nsheets)]
    except xlrd.XLRDError as error:
        if "ncrypt" in str(error):
            raise SourceError(ENCRYPTED) from error
        return read_with_calamine(data, name, KIND, check)
    except (
        ValueError,
        LookupError,
        ArithmeticError,
        AssertionError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        # xlrd checks little: a damaged file ends in whatever goes wrong first. calamine may still read it.
        raise SourceError(DAMAGED.format(kind=KIND)) from error
    except (EOFError, OSError, MemoryError) as error:
        raise SourceError(DAMAGED.format(kind=KIND)) from error
    except _xlrd_errors() as error:
        raise SourceError(DAMAGED.format(kind=KIND)) from error
    return Grid(name, "xls", tuple(block for sheet in sheets for block in sheet_blocks(sheet)))


def _xlrd_errors() -> tuple[type[Exception], ...]:
    import struct

    from xlrd import compdoc

    return (struct.error, compdoc.CompDocError)


def _xlrd_sheet(book: Any, index: int, check: CancelCheck) -> Sheet:
    import xlrd

    sheet = book.sheet_by_index(index)
    cells: list[Cell] = []
    for row in range(sheet.nrows):
        check()
        for column in range(sheet.row_len(row)):
            kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
            cell = Cell(row, column, "", where=f"工作表“{sheet.name}”{column_name(column)}{row + 1}")
            if kind in (2, 3):
                number = read_number(repr(value))
                if number is not None:
                    style = book.xf_list[sheet.cell_xf_index(row, column)]
                    code = book.format_map[style.format_key].format_str
                    cells.append(number_cell(cell, number, code, book.datemode == 1))
            elif kind == 4:
                cells.append(replace(cell, text="TRUE" if value else "FALSE"))
            elif kind == 5:
                cells.append(replace(cell, text=xlrd.error_text_from_code.get(value, "#ERROR!")))
            elif kind == 1 and not is_blank(value):
                cells.append(replace(cell, text=clean_text(value)))
            if len(cells) > MAX_CELLS:
                raise SourceError(
                    f"表格过大（超过 {MAX_CELLS} 个单元格），不像绩效目标表；请只保留需要的表格后另存再导入"
                )
    merges = tuple((top, left, bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells)
    return Sheet(sheet.name, tuple(cells), merges, _xlrd_view(sheet))


def _xlrd_view(sheet: Any) -> SheetView:
    """What is hidden on a sheet."""
    rows = {row for row, facts in getattr(sheet, "rowinfo_map", {}).items() if facts.hidden}
    columns = {column for column, facts in getattr(sheet, "colinfo_map", {}).items() if facts.hidden}
    return SheetView(bool(getattr(sheet, "visibility", 0)), rows, columns)


def read_with_calamine(data: bytes, name: str, kind: str, check: CancelCheck = never_cancelled) -> Grid:
    """Read a workbook with python-calamine, which gives values and merged ranges but no formats."""
    import python_calamine

    if data[:2] == b"PK":
        # Its declared sizes are checked before calamine expands anything.
        OfficeZip(data, kind)
    problems: tuple[type[Exception], ...] = (
        python_calamine.CalamineError,
        OSError,
        ValueError,
        LookupError,
        OverflowError,
    )
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_calamine_sheet(book.get_sheet_by_name(title), title, check) for title in book.sheet_names]
    except python_calamine.PasswordError as error:
        raise SourceError(ENCRYPTED) from error
    except problems as error:
        raise SourceError(DAMAGED.format(kind=kind)) from error
    return Grid(name, "xls", tuple(block for sheet in sheets for block in sheet_blocks(sheet)))


def _calamine_sheet(sheet: CalamineSheet, title: str, check: Callable[[], None]) -> Sheet:
    if sheet.total_height * sheet.total_width > MAX_EXPANDED // 64:
        raise SourceError(f"工作表“{title}”的范围过大（{sheet.total_height} 行），请删去空白的行和列后另存再导入")
    cells: list[Cell] = []
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        check()
        for column, value in enumerate(values):
            if value == "" or value is None:
                continue
            cell = Cell(row, column, "", where=f"工作表“{title}”{column_name(column)}{row + 1}")
            cells.append(_calamine_cell(cell, value))
    ranges = sheet.merged_cell_ranges or []
    merges = tuple((a[0], a[1], b[0] - a[0] + 1, b[1] - a[1] + 1) for a, b in ranges)
    return Sheet(title, tuple(cell for cell in cells if not is_blank(cell.text)), merges)


def _calamine_cell(cell: Cell, value: object) -> Cell:
    if isinstance(value, bool):
        return replace(cell, text="TRUE" if value else "FALSE")
    if isinstance(value, datetime | date):
        day = value.isoformat()[:10]
        return replace(cell, text=day, date=day)
    if isinstance(value, int | float):
        number = read_number(repr(value)) or Decimal(0)
        return replace(cell, text=plain(number), number=number)
    return replace(cell, text=clean_text(str(value)))
