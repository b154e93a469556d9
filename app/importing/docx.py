"""Word files (.docx) → grid.

Read from the XML itself: what sits in content controls, tracked insertions, text boxes and nested tables is text like any
other to the person who sees the page; what is deleted by tracked changes is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

from app.importing.docx_numbering import Numbering
from app.importing.errors import DAMAGED, SourceError
from app.importing.grid import HIDDEN, Block, Cell, Grid, clean_text, is_blank, line
from app.importing.limits import MAX_CELLS, MAX_DEPTH, MAX_SPAN, CancelCheck, OfficeZip, never_cancelled

KIND = " Word（.docx）"

_SKIPPED = {"del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "tcPr", "trPr", "tblPr", "sdtPr"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}
_PAGE_NUMBER = re.compile(r"[第共页/\s\d\-—－·.]*|page\s*\d*", re.IGNORECASE)


def read_docx(data: bytes, name: str, check: CancelCheck = never_cancelled) -> Grid:
    """Read a .docx file. Raises SourceError when it is none, damaged, or beyond all bounds."""
    parts = OfficeZip(data, KIND)
    main = next((part for part in parts.names() if re.fullmatch(r"word/document\d*\.xml", part)), None)
    if main is None:
        raise SourceError(DAMAGED.format(kind=KIND))
    numbering = Numbering(_root(parts, "word/numbering.xml") if parts.has("word/numbering.xml") else None)
    reader = _Reader(numbering, check)
    body = next((child for child in _root(parts, main) if _tag(child) == "body"), None)
    reader.extra(parts, r"word/header\d*\.xml", "页眉")
    if body is not None:
        reader.flow(body, 0)
    reader.extra(parts, r"word/footer\d*\.xml", "页脚")
    reader.extra(parts, r"word/footnotes\.xml", "脚注")
    reader.extra(parts, r"word/endnotes\.xml", "尾注")
    reader.extra(parts, r"word/comments\.xml", "批注")
    reader.blocks.extend(line(text, "隐藏的文字", HIDDEN) for text in reader.hidden)
    warnings: tuple[str, ...] = ()
    if reader.pictures:
        warnings = (f"文件里有 {reader.pictures} 张图片，图片里的内容没有读取",)
    return Grid(name, "docx", tuple(reader.blocks), warnings)


def _root(parts: OfficeZip, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(parts.read(name))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SourceError(DAMAGED.format(kind=KIND)) from error


def _tag(element: ElementTree.Element) -> str:
    """The tag without its namespace: strict and transitional files differ only there."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: ElementTree.Element | None, name: str = "val") -> str | None:
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _child(element: ElementTree.Element | None, *path: str) -> ElementTree.Element | None:
    for tag in path:
        if element is None:
            return None
        element = next((child for child in element if _tag(child) == tag), None)
    return element


def _unwrapped(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The children that matter, with wrappers (content controls, insertions, smart tags) opened."""
    stack = list(reversed(list(element)))
    while stack:
        child = stack.pop()
        tag = _tag(child)
        if _is_prompt(child):
            continue
        if tag in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "AlternateContent", "Fallback"):
            if tag == "AlternateContent":
                chosen = _child(child, "Fallback") or _child(child, "Choice")
                stack.extend(reversed(list(chosen) if chosen is not None else []))
            else:
                stack.extend(reversed(list(child)))
        elif tag not in _SKIPPED:
            yield child


def _is_prompt(element: ElementTree.Element) -> bool:
    """Whether an element is a content control that shows only its prompt (单击此处输入文字): nothing was filled in."""
    return _tag(element) == "sdt" and _child(element, "sdtPr", "showingPlcHdr") is not None


def _is_on(element: ElementTree.Element | None) -> bool:
    """Whether a switch of the format is there and not turned off."""
    return element is not None and _value(element) not in ("0", "false", "off")


@dataclass(slots=True)
class _Reader:
    numbering: Numbering
    check: CancelCheck
    hidden: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    pictures: int = 0
    tables: int = 0
    lines: int = 0
    cells: int = 0

    def flow(self, element: ElementTree.Element, depth: int) -> None:
        """Read paragraphs and tables one after another."""
        for child in _unwrapped(element):
            tag = _tag(child)
            if tag == "p":
                self.lines += 1
                text, boxes = self.paragraph(child)
                self.line(text, f"第{self.lines}段")
                for box in boxes:
                    self.flow(box, depth + 1) if depth < MAX_DEPTH else self.line(_all_text(box), "文本框")
            elif tag == "tbl":
                self.table(child, depth)

    def line(self, text: str, where: str) -> None:
        """Keep each line of a paragraph that shows something."""
        for single in clean_text(text).split("\n"):
            if not is_blank(single):
                self.count()
                self.blocks.append(line(single, where))

    def extra(self, parts: OfficeZip, pattern: str, what: str) -> None:
        """Read the parts beside the body (headers, footers, notes), as lines."""
        seen: set[str] = set()
        for name in sorted(part for part in parts.names() if re.fullmatch(pattern, part)):
            for element in _root(parts, name).iter():
                if _tag(element) != "p":
                    continue
                text = clean_text(self.paragraph(element)[0])
                if text and text not in seen and not _PAGE_NUMBER.fullmatch(text):
                    seen.add(text)
                    self.blocks.append(line(text, what, what))

    def paragraph(self, element: ElementTree.Element) -> tuple[str, list[ElementTree.Element]]:
        """The text of a paragraph, and the text boxes anchored in it."""
        pieces = [self.numbering.label(element)]
        boxes: list[ElementTree.Element] = []
        stack = list(reversed(list(element)))
        while stack:
            child = stack.pop()
            tag = _tag(child)
            if _is_prompt(child):
                continue
            if tag == "r" and _is_on(_child(child, "rPr", "vanish")):
                text = clean_text(_all_text(child))
                self.hidden += [text] if not is_blank(text) else []
                continue
            if tag == "t":
                pieces.append(child.text or "")
            elif tag in _BREAKS:
                pieces.append(_BREAKS[tag])
            elif tag == "sym":
                pieces.append(_symbol(child))
            elif tag == "txbxContent":
                boxes.append(child)
            elif tag in ("drawing", "pict"):
                self.pictures += any(_tag(inner) in ("blip", "imagedata") for inner in child.iter())
                boxes.extend(inner for inner in child.iter() if _tag(inner) == "txbxContent")
            elif tag == "AlternateContent":
                chosen = _child(child, "Choice")
                stack.append(chosen if chosen is not None else child[0]) if len(child) else None
            elif tag not in _SKIPPED:
                stack.extend(reversed(list(child)))
        return "".join(pieces), boxes

    def table(self, element: ElementTree.Element, depth: int) -> None:
        """Read a table. A row that holds a table of its own ends the block: the inner table follows it."""
        self.tables += 1
        number = self.tables
        if depth > MAX_DEPTH:
            self.line(_all_text(element), f"第{number}个表格")
            return
        cells: list[Cell] = []
        open_merges: dict[int, int] = {}
        for row_index, row in enumerate(child for child in _unwrapped(element) if _tag(child) == "tr"):
            self.check()
            if _child(row, "trPr", "del") is not None:
                continue  # deleted by a tracked change
            inner = self.row(row, row_index, number, cells, open_merges)
            if inner:
                self.add_table(cells)
                cells, open_merges = [], {}
                for table in inner:
                    self.table(table, depth + 1)
        self.add_table(cells)

    def add_table(self, cells: list[Cell]) -> None:
        """Keep a table's cells that show something."""
        kept = tuple(cell for cell in cells if not is_blank(cell.text))
        if kept:
            self.blocks.append(Block("table", kept))

    def row(
        self, row: ElementTree.Element, index: int, table: int, cells: list[Cell], open_merges: dict[int, int]
    ) -> list[ElementTree.Element]:
        """Read the cells of a row into ``cells``; give the tables inside them."""
        column = _count(_value(_child(row, "trPr", "gridBefore")), 0)
        inner: list[ElementTree.Element] = []
        for ordinal, element in enumerate(child for child in _unwrapped(row) if _tag(child) == "tc"):
            span = _count(_value(_child(element, "tcPr", "gridSpan")), 1)
            text, tables = self.cell_text(element)
            inner.extend(tables)
            merge = _child(element, "tcPr", "vMerge")
            sideways = _child(element, "tcPr", "hMerge")
            if sideways is not None and _value(sideways) != "restart" and cells and cells[-1].row == index:
                # Merged to the left in the way of old files: it belongs to the cell before it.
                cells[-1] = replace(cells[-1], column_span=cells[-1].column_span + span)
            elif merge is not None and _value(merge) != "restart" and column in open_merges:
                above = cells[open_merges[column]]
                joined = f"{above.text}\n{text}" if not is_blank(text) else above.text
                cells[open_merges[column]] = replace(above, row_span=index - above.row + 1, text=joined)
            else:
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = len(cells)
                where = f"第{table}个表格第{index + 1}行第{ordinal + 1}格"
                cells.append(Cell(index, column, text, 1, span, where))
                self.count()
            column += span
        return inner

    def count(self) -> None:
        """Count a cell against the bound."""
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise SourceError(f"表格过大（超过 {MAX_CELLS} 个单元格），不像绩效目标表；请只保留需要的表格后另存再导入")

    def cell_text(self, element: ElementTree.Element) -> tuple[str, list[ElementTree.Element]]:
        """The text of a cell, a paragraph a line, and the tables that stand in it."""
        lines: list[str] = []
        tables: list[ElementTree.Element] = []
        for child in _unwrapped(element):
            if _tag(child) == "p":
                text, boxes = self.paragraph(child)
                lines.append(text)
                lines.extend(_all_text(box) for box in boxes)
            elif _tag(child) == "tbl":
                tables.append(child)
        return clean_text("\n".join(lines)), tables


def _all_text(element: ElementTree.Element) -> str:
    """The text of everything below an element, however deep."""
    return "".join(
        (inner.text or "") if _tag(inner) == "t" else "\n" for inner in element.iter() if _tag(inner) in "tp"
    )


def _count(text: str | None, default: int) -> int:
    return min(int(text), MAX_SPAN) if text and text.isascii() and text.isdigit() and int(text[:6]) else default


def _symbol(element: ElementTree.Element) -> str:
    """A symbol by its code; the boxes of Wingdings become the characters that look like them."""
    code = _value(element, "char") or ""
    try:
        number = int(code, 16) & 0xFF if code.upper().startswith("F0") else int(code, 16)
        font = (_value(element, "font") or "").lower()
        if font.startswith("wingdings"):
            return _WINGDINGS.get(number, "")
        return chr(number)
    except (ValueError, OverflowError):
        return ""


_WINGDINGS = {0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x52: "☑", 0x54: "☒", 0xA3: "☐", 0xFC: "√", 0xFB: "×"}
