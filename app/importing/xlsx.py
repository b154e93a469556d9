"""Excel files (.xlsx, .xlsm) → grid.

Read sparsely from the XML itself: only cells that hold something are kept, so that a lone value in the last row of a sheet
costs nothing, and each number comes with its format. Formulas give their stored results; macros and links are never followed.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from xml.etree import ElementTree

from app.importing.divided_cells import Divided, join_divided, joints_of
from app.importing.errors import DAMAGED, SourceError
from app.importing.grid import HIDDEN, Block, Cell, Grid, clean_text, is_blank, line
from app.importing.limits import MAX_CELLS, MAX_EMPTY, MAX_SPAN, CancelCheck, OfficeZip, never_cancelled
from app.importing.number_format import BUILT_IN, read_number, show_number
from app.importing.sheet_view import SheetView

KIND = " Excel（.xlsx）"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, sparsely: cells that show something, merged ranges as (row, column, rows, columns)."""

    name: str
    cells: tuple[Cell, ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    view: SheetView = field(default_factory=SheetView)


def read_xlsx(data: bytes, name: str, check: CancelCheck = never_cancelled) -> Grid:
    """Read an .xlsx file. Raises SourceError when it is none, damaged, or beyond all bounds."""
    parts = OfficeZip(data, KIND)
    book = _Book(parts, check)
    blocks: list[Block] = []
    for title, part in book.sheets():
        blocks.extend(sheet_blocks(book.sheet(title, part)))
        check()
    for pattern, what in ((r"xl/drawings/drawing\d*\.xml", "文本框"), (r"xl/comments\d*\.xml", "批注")):
        for part in sorted(part for part in parts.names() if re.fullmatch(pattern, part)):
            for text in _paragraphs(_root(parts, part)):
                blocks.append(line(text, what, what))
    warnings = []
    if book.lost_formulas:
        warnings.append(
            f"有 {book.lost_formulas} 个公式没有保存计算结果（例如 {book.lost_where}），读作空白；请用 Excel 打开保存后再导入"
        )
    return Grid(name, "xlsx", tuple(blocks), tuple(warnings))


def sheet_blocks(sheet: Sheet) -> Iterator[Block]:
    """The blocks of a sheet: its header, one table with its merged cells, what is hidden as lines after it, and its footer."""
    yield from (line(text, f"工作表“{sheet.name}”的页眉", "页眉") for text in sheet.view.header)
    spans = {(row, column): (rows, columns) for row, column, rows, columns in sheet.merges}
    covered = _covered(sheet)
    kept, hidden = [], []
    for cell in sheet.cells:
        if (cell.row, cell.column) in covered:
            hidden.append(line(cell.text, f"{cell.where}（被合并单元格盖住）", sheet.name))
            continue
        rows, columns = spans.get((cell.row, cell.column), (1, 1))
        corner = (cell.row + rows - 1, cell.column + columns - 1)
        # A merged cell that begins in a hidden row shows in the next one.
        if (why := sheet.view.hides(cell.row, cell.column)) and sheet.view.hides(*corner):
            hidden.append(line(cell.text, f"{cell.where}（{why}）", HIDDEN))
            continue
        kept.append(replace(cell, row_span=min(rows, MAX_SPAN), column_span=min(columns, MAX_SPAN)))
    if kept:
        kept.sort(key=lambda cell: (cell.row, cell.column))
        yield Block("table", tuple(kept), sheet.name)
    yield from hidden
    yield from (line(text, f"工作表“{sheet.name}”的页脚", "页脚") for text in sheet.view.footer)


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """The positions of cells that lie in a merged range without being its first."""
    found: set[tuple[int, int]] = set()
    if len(sheet.merges) * len(sheet.cells) > 20_000_000:
        return found
    for row, column, rows, columns in sheet.merges:
        for cell in sheet.cells:
            inside = row <= cell.row < row + rows and column <= cell.column < column + columns
            if inside and (cell.row, cell.column) != (row, column):
                found.add((cell.row, cell.column))
    return found


def _root(parts: OfficeZip, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(parts.read(name))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SourceError(DAMAGED.format(kind=KIND)) from error


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _paragraphs(root: ElementTree.Element) -> Iterator[str]:
    """The paragraphs of a drawing or of comments."""
    pieces: list[str] = []
    for element in root.iter():
        if _tag(element) in ("p", "comment"):
            yield from _shown(pieces)
            pieces = []
        elif _tag(element) == "t":
            pieces.append(element.text or "")
    yield from _shown(pieces)


def _shown(pieces: list[str]) -> Iterator[str]:
    text = clean_text("".join(pieces))
    if not is_blank(text):
        yield text


@dataclass(slots=True)
class _Book:
    parts: OfficeZip
    check: CancelCheck
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    divided: dict[str, list[Divided]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    epoch_1904: bool = False
    lost_formulas: int = 0
    lost_where: str = ""
    count: int = 0

    def sheets(self) -> list[tuple[str, str]]:
        """The sheets in order, as (name, part); reads what all sheets share on the way."""
        root = _root(self.parts, "xl/workbook.xml")
        targets: dict[str, str] = {}
        if self.parts.has("xl/_rels/workbook.xml.rels"):
            for relation in _root(self.parts, "xl/_rels/workbook.xml.rels"):
                target = _attribute(relation, "Target")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
                targets[_attribute(relation, "Id")] = path
        if self.parts.has("xl/sharedStrings.xml"):
            root_strings = _root(self.parts, "xl/sharedStrings.xml")
            self.strings = [_rich_text(item) for item in root_strings if _tag(item) == "si"]
        if self.parts.has("xl/styles.xml"):
            self.formats = _formats(_root(self.parts, "xl/styles.xml"))
        found = []
        for element in root.iter():
            if _tag(element) == "workbookPr":
                self.epoch_1904 = _attribute(element, "date1904") in ("1", "true")
            elif _tag(element) == "definedName":
                self._add_divided(_attribute(element, "name"), element.text or "")
            elif _tag(element) == "sheet":
                part = targets.get(element.attrib.get(_RELATION) or _attribute(element, "id"), "")
                if self.parts.has(part) and "chartsheet" not in part:
                    found.append((_attribute(element, "name"), part))
                    if _attribute(element, "state") in ("hidden", "veryHidden"):
                        self.hidden.add(_attribute(element, "name"))
        return found

    def _add_divided(self, name: str, area: str) -> None:
        """Note where a text of ours is divided over several cells."""
        joints = joints_of(name)
        title, _, reference = area.rpartition("!")
        if joints is not None and title:
            title = title[1:-1].replace("''", "'") if title.startswith("'") else title
            groups = [Divided(*bounds, joints) for bounds in _range(reference)]
            self.divided.setdefault(title, []).extend(groups)

    def sheet(self, title: str, part: str) -> Sheet:
        """Read the cells and merged ranges of a sheet."""
        cells: list[Cell] = []
        merges: list[tuple[int, int, int, int]] = []
        view = SheetView(hidden=title in self.hidden)
        row = column = -1
        seen = 0
        try:
            for event, element in ElementTree.iterparse(io.BytesIO(self.parts.read(part)), ("start", "end")):
                tag = _tag(element)
                if event == "start":
                    if tag == "row":
                        given = element.attrib.get("r", "")
                        row, column = (int(given) - 1 if given.isdigit() else row + 1), -1
                        view.row(row, element.attrib)
                    continue
                if tag == "c":
                    where = _position(element.attrib.get("r", ""))
                    row_here, column = where if where else (row, column + 1)
                    cell = self.cell(element, row_here, column, title)
                    if cell is not None:
                        cells.append(cell)
                    element.clear()
                    seen += 1
                    if seen > MAX_EMPTY:
                        raise SourceError(f"工作表“{title}”有一百万个以上的单元格，请删去空白的行和列后另存再导入")
                elif tag == "row":
                    element.clear()
                    self.check()
                elif tag == "mergeCell":
                    merges.extend(_range(element.attrib.get("ref", "")))
                else:
                    view.take(tag, element.attrib, element.text or "")
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise SourceError(DAMAGED.format(kind=KIND)) from error
        if title in self.divided:
            return Sheet(title, *join_divided(cells, merges, self.divided[title]), view)
        return Sheet(title, tuple(cells), tuple(merges), view)

    def cell(self, element: ElementTree.Element, row: int, column: int, title: str) -> Cell | None:
        """Read a cell; None when it shows nothing."""
        if not len(element):
            return None
        kind = element.attrib.get("t", "n")
        values = {_tag(child): child for child in element}
        where = f"工作表“{title}”{column_name(column)}{row + 1}"
        raw = values["v"].text if "v" in values else None
        if kind == "inlineStr" and "is" in values:
            raw = _rich_text(values["is"])
        if raw is None or raw == "":
            if "f" in values and kind != "str":
                self.lost_formulas += 1
                self.lost_where = self.lost_where or where
            return None
        cell = self.typed(kind, raw, Cell(row, column, "", where=where), element.attrib.get("s", ""))
        if is_blank(cell.text):
            return None
        self.count += 1
        if self.count > MAX_CELLS:
            raise SourceError(f"表格过大（超过 {MAX_CELLS} 个单元格），不像绩效目标表；请只保留需要的表格后另存再导入")
        return cell

    def typed(self, kind: str, raw: str, cell: Cell, style: str) -> Cell:
        """Give the cell its text and facts by its stored type."""
        if kind == "s":
            index = int(raw) if raw.isdigit() else -1
            return replace(cell, text=self.strings[index] if 0 <= index < len(self.strings) else "")
        if kind == "d":
            return replace(cell, text=raw[:10], date=raw[:10])
        if kind == "b":
            return replace(cell, text="TRUE" if raw == "1" else "FALSE")
        number = read_number(raw) if kind == "n" else None
        if number is None:
            return replace(cell, text=clean_text(raw))
        code = self.formats[int(style)] if style.isdigit() and int(style) < len(self.formats) else ""
        return number_cell(cell, number, code, self.epoch_1904)


def number_cell(cell: Cell, number: Decimal, code: str, epoch_1904: bool = False) -> Cell:
    """The cell with a stored number: its shown text, and the number, format and date as facts."""
    shown = show_number(number, code, epoch_1904)
    return replace(cell, text=shown.text, number=number, number_format=code, date=shown.date, note=shown.note)


_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _rich_text(element: ElementTree.Element) -> str:
    """The text of a string item without its phonetic guides."""
    pieces = []
    for child in element:
        if _tag(child) == "t":
            pieces.append(child.text or "")
        elif _tag(child) == "r":
            pieces.extend(inner.text or "" for inner in child if _tag(inner) == "t")
    return clean_text(re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), "".join(pieces)))


def _formats(root: ElementTree.Element) -> list[str]:
    """The format code of each cell style."""
    custom = {
        _attribute(element, "numFmtId"): _attribute(element, "formatCode")
        for element in root.iter()
        if _tag(element) == "numFmt"
    }
    styles = next((element for element in root if _tag(element) == "cellXfs"), None)
    codes = []
    for style in styles if styles is not None else ():
        number = _attribute(style, "numFmtId")
        codes.append(custom.get(number) or BUILT_IN.get(int(number) if number.isdigit() else 0, ""))
    return codes


def column_name(index: int) -> str:
    """The letters of a column (0 = A)."""
    name = ""
    index += 1
    while index > 0:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _position(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _range(reference: str) -> Iterator[tuple[int, int, int, int]]:
    first, _, last = reference.partition(":")
    start, end = _position(first), _position(last)
    if start is not None and end is not None:
        yield start[0], start[1], max(1, end[0] - start[0] + 1), max(1, end[1] - start[1] + 1)
