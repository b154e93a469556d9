"""Text and CSV files, and tables pasted as text → grid.

Tab-separated text (from Excel, Word, WPS) and CSV become tables; anything else becomes lines, as the interleaved text that
comes out of a PDF. Their row is the number of the line, so that blank lines between them can be seen.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.importing.csv_text import separated, separator_of, with_point
from app.importing.errors import SourceError
from app.importing.grid import Block, Cell, Grid, clean_text, is_blank
from app.importing.limits import MAX_CELLS, MAX_TEXT, CancelCheck, never_cancelled

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file in UTF-8, UTF-16 or GB18030 (which holds GBK and GB2312), and warnings."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), ()
    if b"\0" in data[:4096]:
        encoding = "utf-16-le" if data[1:4096:2].count(0) >= data[0:4096:2].count(0) else "utf-16-be"
        return data.decode(encoding, errors="replace"), ()
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    text = max((data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")), key=_readable)
    return text, ("文件的文字编码有损坏，读不出的字显示为“�”，请对照原件核对",)


def _readable(text: str) -> int:
    return -text.count("\ufffd")


def read_text(text: str, name: str, kind: str = "text", check: CancelCheck = never_cancelled) -> Grid:
    """Read a text: a table where it has tabs or is CSV, lines otherwise. Raises SourceError beyond all bounds."""
    if len(text) > MAX_TEXT:
        raise SourceError(f"文字过长（超过 {MAX_TEXT // 10000} 万字），不像绩效目标表；请只保留需要的部分再导入")
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    check()
    # Our own CSV, and that of some systems, puts a tab before what Excel would take for a date.
    only_guards = "\t" not in re.sub(r'(^|[,;])"?\t', r"\1", text, flags=re.MULTILINE)
    mark = separator_of(text, sure=kind == "csv") if kind == "csv" or only_guards else None
    if mark is not None and mark != "\t":
        commas = mark == ";" and any(with_point(field) != field for field in re.split(r'[;\n"]', text))
        told = ("文件用分号分列，数里的逗号是小数点，已读作小数点，请对照原件核对",) if commas else ()
        return Grid(name, "csv", tuple(separated(text, mark)), told)
    if "\t" in text:
        return Grid(name, "text", tuple(_tabbed(text)))
    return Grid(name, "text", tuple(_lines(text)))


def _lines(text: str) -> Iterator[Block]:
    for number, single in enumerate(text.split("\n")):
        shown = clean_text(single)
        if not is_blank(shown):
            yield Block("line", (Cell(number, 0, shown, where=f"第{number + 1}行"),))


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    fields: tuple[str, ...]


def _tabbed(text: str) -> Iterator[Block]:
    """Blocks of a text with tabs. Lines without tabs are lines unless they stand right between two rows of a table."""
    rows = list(_split_rows(text))
    blank = [all(is_blank(field) for field in row.fields) for row in rows]
    is_table = [len(row.fields) > 1 for row in rows]
    for index in range(1, len(rows) - 1):
        if not is_table[index] and not blank[index]:
            is_table[index] = is_table[index - 1] and is_table[index + 1]
    cells: list[Cell] = []
    for index, row in enumerate(rows):
        if is_table[index]:
            cells.extend(_row_cells(row))
        elif not blank[index]:
            yield from _table(cells)
            cells = []
            where = f"第{row.number + 1}行"
            yield Block("line", (Cell(row.number, 0, clean_text(row.fields[0]), where=where),), spans_known=False)
    yield from _table(cells)


def _table(cells: list[Cell]) -> Iterator[Block]:
    if len(cells) > MAX_CELLS:
        raise SourceError(f"表格过大（超过 {MAX_CELLS} 个单元格），不像绩效目标表；请只保留需要的表格再导入")
    if cells:
        yield Block("table", tuple(cells), spans_known=False)


def _row_cells(row: _Row) -> Iterator[Cell]:
    for column, field in enumerate(row.fields):
        shown = clean_text(field)
        if not is_blank(shown):
            yield Cell(row.number, column, shown, where=f"第{row.number + 1}行第{column + 1}列")


def _split_rows(text: str) -> Iterator[_Row]:
    """Rows and fields. A field in quotes may hold line breaks, as Excel copies them; other quotes are text."""
    number, position, fields = 0, 0, list[str]()
    while position <= len(text):
        field, position, lines, ended = _field(text, position)
        fields.append(field)
        if ended:
            yield _Row(number, tuple(fields))
            fields = []
        number += lines
        if position > len(text):
            break


def _field(text: str, start: int) -> tuple[str, int, int, bool]:
    """The field at ``start``: its text, where the next begins, lines passed, and whether its row ends with it."""
    if text.startswith('"', start):
        end = _closing_quote(text, start + 1)
        if end is not None and any(mark in text[start + 1 : end] for mark in '\t\n"'):
            field = text[start + 1 : end].replace('""', '"')
            ended = text[end + 1 : end + 2] != "\t"
            return field, end + 2, field.count("\n") + ended, ended
    tab, newline = text.find("\t", start), text.find("\n", start)
    stop = min(position for position in (tab, newline, len(text)) if position >= 0)
    ended = stop != tab
    return text[start:stop], stop + 1, int(ended), ended


def _closing_quote(text: str, start: int) -> int | None:
    """Where the quote that closes a quoted field stands: before a tab, a line break or the end. None: it is plain text."""
    position = start
    while (position := text.find('"', position)) >= 0:
        if text.startswith('""', position):
            position += 2
        elif text[position + 1 : position + 2] in ("\t", "\n", ""):
            return position
        else:
            return None
    return None
