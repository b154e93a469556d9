"""HTML (the clipboard of Word, Excel, WPS and browsers; files saved as web pages, often named .xls) → grid.

Also the old XML spreadsheet format (Workbook / Row / Cell), whose elements mean the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from app.importing.errors import SourceError
from app.importing.grid import Block, Cell, Grid, clean_text, is_blank, line
from app.importing.limits import MAX_CELLS, MAX_DEPTH, MAX_SPAN, CancelCheck, never_cancelled
from app.importing.number_format import plain, read_number

_SKIPPED = {"script", "style", "head", "title", "colgroup", "documentproperties", "styles", "worksheetoptions", "xml"}
_BREAKING = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "caption", "section", "hr"}
_ROWS, _CELLS = {"tr", "row"}, {"td", "th", "cell"}
_FRAGMENT = re.compile(r"<!--StartFragment-->(.*)<!--EndFragment-->", re.S)


def read_html(text: str, name: str, check: CancelCheck = never_cancelled) -> Grid:
    """Read tables and text of an HTML page or clipboard fragment. Raises SourceError beyond all bounds."""
    fragment = _FRAGMENT.search(text)
    if fragment and "<td" in fragment[1].lower() and "<tr" in fragment[1].lower():
        text = f"<table>{fragment[1]}</table>" if "<table" not in fragment[1].lower() else fragment[1]
    reader = _Reader(check)
    reader.feed(text)
    reader.close()
    return Grid(name, "html", tuple(reader.finish()))


@dataclass(slots=True)
class _Table:
    number: int
    cells: list[Cell] = field(default_factory=list)
    taken: dict[tuple[int, int], bool] = field(default_factory=dict)
    row: int = -1
    column: int = 0
    pieces: list[str] | None = None
    span: tuple[int, int] = (1, 1)
    stored: str = ""


class _Reader(HTMLParser):
    def __init__(self, check: CancelCheck) -> None:
        super().__init__(convert_charrefs=True)
        self.check = check
        self.blocks: list[Block] = []
        self.tables: list[_Table] = []
        self.loose: list[str] = []
        self.skipping: list[str] = []
        self.count = self.table_count = self.lines = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED and tag != "title":
            self.skipping.append(tag)
        elif tag == "table":
            self._open_table()
        elif tag in _ROWS and self.tables:
            self._close_cell()
            self.tables[-1].row += 1
            self.tables[-1].column = 0
            self.check()
        elif tag in _CELLS and self.tables:
            self._open_cell({key.rpartition(":")[2].lower(): value or "" for key, value in attrs})
        elif tag in _BREAKING:
            self._text("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.skipping and tag == self.skipping[-1]:
            self.skipping.pop()
        elif tag in _CELLS or tag in _ROWS:
            self._close_cell()
        elif tag == "table":
            self._close_table()
        elif tag in _BREAKING:
            self._text("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _SKIPPED or tag in _CELLS or tag in _ROWS or tag == "table":
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        # Line breaks of the source are only white space on the page.
        self._text(re.sub(r"[ \t\r\n]+", " ", data))

    def _text(self, text: str) -> None:
        if self.skipping:
            return
        target = self.tables[-1].pieces if self.tables else self.loose
        if target is None:
            target = self.loose
        if text == " " and (not target or target[-1].endswith((" ", "\n"))):
            return
        target.append(text)

    def _flush_loose(self) -> None:
        for single in _lines("".join(self.loose)):
            self.lines += 1
            self.blocks.append(line(single, f"第{self.lines}段"))
        self.loose = []

    def _open_table(self) -> None:
        if len(self.tables) > MAX_DEPTH:
            raise SourceError("网页里的表格嵌套过深，不像绩效目标表；请只复制需要的表格再导入")
        if not self.tables or self.tables[-1].pieces is None:
            self._flush_loose()
        self.table_count += 1
        self.tables.append(_Table(self.table_count))

    def _close_table(self) -> None:
        if not self.tables:
            return
        self._close_cell()
        table = self.tables.pop()
        kept = tuple(cell for cell in table.cells if not is_blank(cell.text))
        self._flush_loose()
        if kept:
            self.blocks.append(Block("table", kept))

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._close_cell()
        table = self.tables[-1]
        if table.row < 0:
            table.row = 0
        index = attributes.get("index", "")
        if index.isdigit():
            table.column = int(index) - 1
        across, down = attributes.get("mergeacross", ""), attributes.get("mergedown", "")
        columns = int(across) + 1 if across.isdigit() else _span(attributes.get("colspan"))
        rows = int(down) + 1 if down.isdigit() else _span(attributes.get("rowspan"))
        # The stored number beside the shown one: LibreOffice's sdval, Excel's x:num.
        table.stored = attributes.get("sdval", "") or attributes.get("num", "")
        table.span = (min(rows, MAX_SPAN), min(columns, MAX_SPAN))
        while (table.row, table.column) in table.taken:
            table.column += 1
        table.pieces = []

    def _close_cell(self) -> None:
        table = self.tables[-1] if self.tables else None
        if table is None or table.pieces is None:
            return
        self.count += 1
        if self.count > MAX_CELLS:
            raise SourceError(f"表格过大（超过 {MAX_CELLS} 个单元格），不像绩效目标表；请只保留需要的表格再导入")
        text = "\n".join(_lines("".join(table.pieces)))
        rows, columns = table.span
        where = f"第{table.number}个表格第{table.row + 1}行第{table.column + 1}列"
        cell = Cell(table.row, table.column, text, rows, columns, where)
        table.cells.append(_with_stored(cell, table.stored))
        if rows > 1 and len(table.taken) + rows * columns < MAX_CELLS:
            for row in range(table.row + 1, table.row + rows):
                for column in range(table.column, table.column + columns):
                    table.taken[row, column] = True
        table.column += columns
        table.pieces = None

    def finish(self) -> list[Block]:
        """All blocks, with what was left open at the end of the text."""
        while self.tables:
            self._close_table()
        self._flush_loose()
        return self.blocks


def _with_stored(cell: Cell, stored: str) -> Cell:
    """The cell with the digits that its text rounds away, where the source gives the stored number."""
    number = read_number(stored) if stored else None
    shown = read_number(cell.text.replace(",", ""))
    if number is None or shown is None or number == shown or abs(number - shown) >= 1:
        return cell
    note = f"单元格里存的是 {plain(number)}，显示时被四舍五入，按存的数读入"
    return replace(cell, text=plain(number), number=number, note=note)


def _lines(text: str) -> list[str]:
    return [single for single in clean_text(text).split("\n") if not is_blank(single)]


def _span(text: str | None) -> int:
    return max(1, min(int(text), MAX_SPAN)) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1
