"""CSV text → a table: which mark parts its fields, and its cells.

Excel writes commas on a Chinese PC, semicolons where the comma stands in numbers, tabs as “Unicode text”; some systems say so in
a first line ``sep=;``. CSV knows no merged cells: only the first of them has its text, the others are blank.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from app.importing.errors import SourceError
from app.importing.grid import Block, Cell, clean_text, is_blank
from app.importing.limits import MAX_CELLS, MAX_TEXT

_MARKS = (",", ";", "\t")
_SEEN_ROWS = 200
"""How many rows are looked at to find the mark."""
_LEAST_FIELDS = 3
_TOLD = re.compile(r"\ufeff*\"?sep=(?P<mark>[,;\t|])\"?[ \t,;|]*(?:\n|$)", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"-?(?:\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+)", re.ASCII)
"""A number that can only have a comma for its decimal point: 1,250 may as well be 1250."""
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
    """The table in a text whose fields are parted by ``mark``. Raises SourceError when its quotes cannot be read."""
    told = _TOLD.match(text)
    cells: list[Cell] = []
    csv.field_size_limit(MAX_TEXT)
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text[told.end() :] if told else text), delimiter=mark)):
            cells.extend(_cells(number, map(with_point, fields) if mark == ";" else fields))
            if len(cells) > MAX_CELLS:
                raise SourceError(f"表格过大（超过 {MAX_CELLS} 个单元格），不像绩效目标表；请只保留需要的表格再导入")
    except csv.Error as error:
        raise SourceError("CSV 文件的引号或换行不完整，无法分列；请用 Excel 打开后另存为 .xlsx 再导入") from error
    if cells:
        yield Block("table", tuple(cells), spans_known=False)


def with_point(field: str) -> str:
    """A number as European Excel writes it (1.234,50) with a decimal point; any other field as it is."""
    return field.replace(".", "").replace(",", ".") if _DECIMAL_COMMA.fullmatch(field) else field


def _cells(number: int, fields: Iterable[str]) -> Iterator[Cell]:
    for column, field in enumerate(fields):
        # ="00123" is how some systems tell Excel that a number is a text; it shows 00123.
        as_text = _AS_TEXT.fullmatch(field)
        shown = clean_text(as_text["text"].replace('""', '"') if as_text else field)
        if not is_blank(shown):
            yield Cell(number, column, shown, where=f"第{number + 1}行第{column + 1}列")
