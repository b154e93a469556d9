"""CSV text → blocks: which mark parts its fields, and its rows as tables and lines.

Excel writes commas on a Chinese PC, semicolons where the comma stands in numbers, tabs as “Unicode text”; some systems say so in
a first line ``sep=;``. CSV knows no merged cells: only the first of them has its text, the others are blank.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from app.importing.errors import SourceError
from app.importing.grid import Block, Cell, clean_text, is_blank
from app.importing.limits import MAX_CELLS, MAX_TEXT

_MARKS = (",", ";", "\t")
_SEEN_ROWS = 200
"""How many rows are looked at to find the mark."""
_LEAST_FIELDS = 3
_TOLD = re.compile(r"\ufeff*\"?sep=(?P<mark>[,;\t|])\"?[ \t,;|]*(?:\n|$)", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(?P<text>(?:[^"]|"")*)"')


def separator_of(text: str, *, sure: bool) -> str | None:
    """The mark between the fields of a text; None when it is no CSV. ``sure``: the file is called .csv, so it is one.

    Otherwise most of its rows must have the same number of fields, at least three.
    """
    told = _TOLD.match(text)
    if told:
        return told["mark"]
    fits = {mark: _fit(text, mark) for mark in (_MARKS if sure else _MARKS[:2])}
    best = max(fits, key=lambda mark: fits[mark])
    if fits[best][0] >= 0.6:
        return best
    return max(_MARKS, key=lambda mark: fits[mark][1]) if sure else None


def _fit(text: str, mark: str) -> tuple[float, int]:
    """How many of the first rows have as many fields as the widest, as a share, and how many fields these are."""
    csv.field_size_limit(MAX_TEXT)
    try:
        counts = [len(row) for row in islice(csv.reader(io.StringIO(text), delimiter=mark), _SEEN_ROWS) if any(row)]
    except csv.Error:
        return 0.0, 0
    widest = max(counts, default=0)
    if len(counts) < 2 or widest < _LEAST_FIELDS:
        return 0.0, widest
    return counts.count(widest) / len(counts), widest


def separated(text: str, mark: str) -> Iterator[Block]:
    """The blocks of a text whose fields are parted by ``mark``. Raises SourceError when its quotes cannot be read.

    Rows that stand between blank ones and have a text in the first column only are lines outside the table (notes under it).
    """
    told = _TOLD.match(text)
    cells: list[Cell] = []
    count = 0
    for group in _groups(text[told.end() :] if told else text, mark):
        lines = all(len(row) == 1 and row[0].column == 0 for row in group)
        if lines and cells:
            yield _table(cells)
            cells = []
        for row in group:
            count += len(row)
            if count > MAX_CELLS:
                raise SourceError(f"表格过大（超过 {MAX_CELLS} 个单元格），不像绩效目标表；请只保留需要的表格再导入")
            if lines:
                yield Block("line", tuple(row), spans_known=False)
            else:
                cells.extend(row)
    if cells:
        yield _table(cells)


def _table(cells: list[Cell]) -> Block:
    return Block("table", tuple(cells), spans_known=False)


def _groups(text: str, mark: str) -> Iterator[list[list[Cell]]]:
    """The rows that hold something, as far as they follow each other without a blank row between."""
    csv.field_size_limit(MAX_TEXT)
    group: list[list[Cell]] = []
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text), delimiter=mark)):
            row = list(_cells(number, fields))
            if row:
                group.append(row)
            elif group:
                yield group
                group = []
    except csv.Error as error:
        raise SourceError("CSV 文件的引号或换行不完整，无法分列；请用 Excel 打开后另存为 .xlsx 再导入") from error
    if group:
        yield group


def _cells(number: int, fields: list[str]) -> Iterator[Cell]:
    for column, field in enumerate(fields):
        # ="00123" is how some systems tell Excel that a number is a text; it shows 00123.
        as_text = _AS_TEXT.fullmatch(field)
        shown = clean_text(as_text["text"].replace('""', '"') if as_text else field)
        if not is_blank(shown):
            yield Cell(number, column, shown, where=f"第{number + 1}行第{column + 1}列")
