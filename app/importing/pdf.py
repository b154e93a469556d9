"""PDF files with text → grid: cells from the ruling lines, tables that run over pages joined, other text as lines.

A table that ends one page and one with the same outer borders that begins the next are one table; the cells of the first row
after the break are marked as perhaps cut. Lines broken by the width of a cell are joined again.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.importing.errors import DAMAGED, ENCRYPTED, SCANNED, SourceError
from app.importing.grid import Block, Cell, Grid, clean_text, is_blank
from app.importing.limits import MAX_PAGES, MAX_TEXT, MEGABYTE, CancelCheck, never_cancelled
from app.importing.pdf_text import Char, Line, join_wrapped, lines_of, overlap, runs_on

if TYPE_CHECKING:
    from pdfplumber.page import Page

KIND = " PDF "
_NEAR = 3.0
"""Points within which two borders are the same."""
_PAGE_NUMBER = re.compile(r"[-—－–·]*第?\d{1,4}页?[,，/]?(共?\d{1,4}页?)?[-—－–·]*")
_MAX_STREAM = 64 * MEGABYTE
_MAX_PAGE_STREAM = MEGABYTE
_MAX_CHARS_ON_PAGE = 60_000
_MAX_RULES_ON_PAGE = 6_000

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Piece:
    """The part of a table on one page: cells as boxes with their lines."""

    page: int
    box: Box
    cells: list[tuple[Box, list[Line]]] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    pieces: list[_Piece]


def read_pdf(data: bytes, name: str, check: CancelCheck = never_cancelled) -> Grid:
    """Read a PDF. Raises SourceError when it is none, encrypted, a scan, or beyond all bounds."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    # Its remarks on odd files are for programmers, and would land on the user's screen.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    logging.getLogger("pdfplumber").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _read_pages(pdf.pages, name, check)
    except PdfminerException as error:
        locked = any(
            isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__, error.__context__)
        )
        raise SourceError(ENCRYPTED if locked else DAMAGED.format(kind=KIND)) from error
    except _pdf_errors() as error:
        raise SourceError(DAMAGED.format(kind=KIND)) from error


def _pdf_errors() -> tuple[type[Exception], ...]:
    """What pdfminer raises on damaged files: it checks little, so this is whatever goes wrong first."""
    import binascii
    import struct

    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException

    return (
        PSException,
        MalformedPDFException,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        NotImplementedError,
        RecursionError,
        MemoryError,
        OSError,
        EOFError,
        zlib.error,
        struct.error,
        binascii.Error,
    )


def _read_pages(pages: list[Page], name: str, check: CancelCheck) -> Grid:
    if len(pages) > MAX_PAGES:
        raise SourceError(f"PDF 共 {len(pages)} 页，超过 {MAX_PAGES} 页，不像绩效目标表；请只保留需要的页再导入")
    items: list[_Table | tuple[int, Line]] = []
    characters = scanned = unreadable = 0
    overlapping: list[int] = []
    for number, page in enumerate(pages, 1):
        check()
        _refuse_bombs(page)
        chars = _chars(page)
        characters += len(chars)
        unreadable += sum(char.text.startswith("(cid:") for char in chars)
        scanned += not chars and bool(page.images)
        if characters > MAX_TEXT // 10:
            raise SourceError("PDF 里的文字过多，不像绩效目标表；请只保留需要的页再导入")
        if overlap(chars):
            overlapping.append(number)
        _add_page(items, page, number, chars)
        page.close()
    if not characters and scanned:
        raise SourceError(SCANNED)
    if unreadable * 5 > characters:
        raise SourceError("这个 PDF 的字体没有附带文字信息，读出来的都是乱码；请向填表人索要 Word 或 Excel 文件再导入")
    warnings = []
    if scanned:
        warnings.append(f"有 {scanned} 页是扫描的图片，没有文字，没有读取")
    if unreadable:
        warnings.append(f"有 {unreadable} 个字在 PDF 里没有文字信息，读不出，请对照原件补上")
    doubts = []
    if overlapping:
        doubts.append(
            f"第 {'、'.join(map(str, overlapping))} 页有文字互相重叠（多半是行高不够），读出的内容可能混在一起，请对照原件逐项核对"
        )
    if not any(isinstance(item, _Table) for item in items):
        doubts.append("PDF 里没有表格线，是按文字的位置分行读的，请对照原件逐项核对")
    return Grid(name, "pdf", tuple(_blocks(items)), tuple(warnings), tuple(doubts))


def _refuse_bombs(page: Page) -> None:
    """Refuse a page whose drawing commands expand beyond all measure, before they are expanded."""
    for stream in page.page_obj.contents:
        resolve = getattr(stream, "resolve", None)
        raw = getattr(resolve() if resolve else stream, "rawdata", None)
        if not isinstance(raw, bytes):
            continue
        try:
            inflater = zlib.decompressobj()
            size = len(inflater.decompress(raw, _MAX_STREAM))
        except zlib.error:
            continue
        if size >= _MAX_STREAM:
            raise SourceError(
                f"PDF 的一页展开后超过 {_MAX_STREAM // MEGABYTE} MB，可能是压缩炸弹；请重新生成 PDF 再导入"
            )
        if size > _MAX_PAGE_STREAM:
            raise SourceError("PDF 的一页内容过多，不像绩效目标表；请只保留需要的页再导入")


def _chars(page: Page) -> list[Char]:
    """The upright characters of a page, without those drawn twice to look bold."""
    found: list[Char] = []
    seen: set[tuple[str, int, int]] = set()
    if len(page.chars) > _MAX_CHARS_ON_PAGE:
        raise SourceError("PDF 的一页文字过多，不像绩效目标表；请只保留需要的页再导入")
    for raw in page.chars:
        char = Char(raw["text"], raw["x0"], raw["top"], raw["x1"], raw["bottom"])
        key = (char.text, round(char.x0 / 1.5), round(char.top / 1.5))
        if key not in seen:
            seen.add(key)
            found.append(char)
    return found


def _add_page(items: list[_Table | tuple[int, Line]], page: Page, number: int, chars: list[Char]) -> None:
    """Add a page's tables and the lines between them, from top to bottom."""
    rules = len(page.lines) + len(page.rects) * 4 + len(page.curves)
    if rules > _MAX_RULES_ON_PAGE:
        raise SourceError("PDF 的一页线条过多，不像绩效目标表；请只保留需要的页再导入")
    pieces = _pieces(page, number, {})
    inside, loose = _sorted_into(pieces, chars)
    if any(_stands_in(piece, char) for piece in pieces for char in loose):
        # A merged cell that runs over the page break has no border at the end of the page: close the tables there.
        closing = {
            "explicit_horizontal_lines": sorted({edge for piece in pieces for edge in (piece.box[1], piece.box[3])}),
            "explicit_vertical_lines": sorted({edge for piece in pieces for edge in (piece.box[0], piece.box[2])}),
        }
        pieces = _pieces(page, number, closing)
        inside, loose = _sorted_into(pieces, chars)
    for (piece_index, cell), held in inside.items():
        pieces[piece_index].cells[cell][1].extend(lines_of(held))
    lines = [line for line in lines_of(loose) if not is_blank(line.text)]
    lines = [line for line in lines if not _is_page_number(line, page.height)]
    _merge_in_order(items, number, pieces, lines)


def _pieces(page: Page, number: int, settings: dict[str, Any]) -> list[_Piece]:
    """The tables of a page by its ruling lines."""
    finder = page.debug_tablefinder(settings)
    pieces = [_Piece(number, table.bbox, [(cell, []) for cell in table.cells]) for table in finder.tables]
    inner = {cell for table in finder.tables for cell in table.cells}
    # A single cell that fills its page (a text too long for one page) is a table too.
    lone = [cell for cell in finder.cells if cell not in inner and cell[2] - cell[0] > page.width * 0.4]
    return [*pieces, *(_Piece(number, cell, [(cell, [])]) for cell in lone)]


def _sorted_into(pieces: list[_Piece], chars: Iterable[Char]) -> tuple[dict[tuple[int, int], list[Char]], list[Char]]:
    """The characters by the cell that they stand in, and those that stand in none."""
    inside: dict[tuple[int, int], list[Char]] = {}
    loose: list[Char] = []
    for char in chars:
        found = _cell_at(pieces, (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2)
        if found is None:
            loose.append(char)
        else:
            inside.setdefault(found, []).append(char)
    return inside, loose


def _stands_in(piece: _Piece, char: Char) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return piece.box[0] < x < piece.box[2] and piece.box[1] < y < piece.box[3] and bool(char.text.strip())


def _merge_in_order(
    items: list[_Table | tuple[int, Line]], number: int, pieces: list[_Piece], lines: list[Line]
) -> None:
    ordered: list[tuple[float, _Piece | Line]] = [(piece.box[1], piece) for piece in pieces]
    ordered.extend((line.top, line) for line in lines)
    ordered.sort(key=lambda item: item[0])
    first_table = True
    for _, item in ordered:
        if isinstance(item, Line):
            items.append((number, item))
            continue
        open_table = _open_table(items, item) if first_table else None
        first_table = False
        if open_table is None:
            items.append(_Table([item]))
        else:
            open_table.pieces.append(item)


def _open_table(items: list[_Table | tuple[int, Line]], piece: _Piece) -> _Table | None:
    """The table of the page before that runs on in this piece, if there is one.

    Between them only what stands in the margins: at most two lines on each page.
    """
    for between, item in enumerate(reversed(items), 1):
        if isinstance(item, _Table):
            last = item.pieces[-1]
            same = abs(last.box[0] - piece.box[0]) < _NEAR and abs(last.box[2] - piece.box[2]) < _NEAR
            return item if same and last.page == piece.page - 1 else None
        looks_like_title = bool(re.search(r"绩效.{0,6}表|年度", item[1].text)) and item[0] == piece.page
        if between > 3 or looks_like_title:
            return None
    return None


def _cell_at(pieces: list[_Piece], x: float, y: float) -> tuple[int, int] | None:
    for piece_index, piece in enumerate(pieces):
        if not (piece.box[0] - 1 <= x <= piece.box[2] + 1 and piece.box[1] - 1 <= y <= piece.box[3] + 1):
            continue
        for cell_index, (box, _) in enumerate(piece.cells):
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                return piece_index, cell_index
    return None


def _is_page_number(line: Line, height: float) -> bool:
    at_edge = line.bottom < height * 0.09 or line.top > height * 0.91
    return at_edge and bool(_PAGE_NUMBER.fullmatch(re.sub(r"\s", "", line.text)))


def _blocks(items: Iterable[_Table | tuple[int, Line]]) -> list[Block]:
    blocks = []
    row = 0
    previous: tuple[int, Line] | None = None
    tables = 0
    for item in items:
        if isinstance(item, _Table):
            tables += 1
            blocks.append(_table_block(item, tables))
            previous = None
            continue
        page, line = item
        # A gap between two lines counts as a blank line, as in a text file.
        gap = previous is not None and (previous[0] != page or line.top - previous[1].bottom > line.height * 0.9)
        row += 2 if gap else 1
        blocks.append(Block("line", (Cell(row, 0, clean_text(line.text), where=f"第{page}页“{line.text[:12]}”"),)))
        previous = item
    return blocks


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell on the table's grid, with its lines and width on the page."""

    cell: Cell
    lines: list[Line]
    width: float


def _table_block(table: _Table, number: int) -> Block:
    """Put the cells of a table's pieces on one grid of rows and columns."""
    columns = _edges(edge for piece in table.pieces for box, _ in piece.cells for edge in (box[0], box[2]))
    placed: list[_Placed] = []
    offset = 0
    for index, piece in enumerate(table.pieces):
        rows = _edges(edge for box, _ in piece.cells for edge in (box[1], box[3]))
        fresh: list[_Placed] = []
        for box, lines in piece.cells:
            top, bottom = _nearest(rows, box[1]), _nearest(rows, box[3])
            left, right = _nearest(columns, box[0]), _nearest(columns, box[2])
            text = clean_text(join_wrapped(lines, box[2] - box[0]))
            where = f"第{piece.page}页表{number}第{top + 1}行第{left + 1}列"
            spans = (max(1, bottom - top), max(1, right - left))
            fresh.append(_Placed(Cell(offset + top, left, text, *spans, where), lines, box[2] - box[0]))
        placed = [*placed, *(_marked(placed, fresh, offset) if index else fresh)]
        offset += max(1, len(rows) - 1)
    kept = [each.cell for each in placed if not is_blank(each.cell.text)]
    kept.sort(key=lambda cell: (cell.row, cell.column))
    return Block("table", tuple(kept))


def _marked(before: list[_Placed], fresh: list[_Placed], offset: int) -> list[_Placed]:
    """Mark the cells right after a page break: perhaps cut, and whether the line above runs on in them.

    Head rows that are repeated on each page are passed over.
    """
    by_row: dict[int, tuple[str, ...]] = {}
    for each in before:
        by_row[each.cell.row] = (*by_row.get(each.cell.row, ()), each.cell.text)
    first = offset
    while True:
        texts = tuple(each.cell.text for each in fresh if each.cell.row == first)
        if len([text for text in texts if text]) < 2 or texts not in by_row.values():
            break
        first += 1
    above = {each.cell.column: each for each in before if each.cell.bottom == offset}
    marked = []
    for each in fresh:
        upper = above.get(each.cell.column)
        if each.cell.row == first:
            goes_on = upper is not None and runs_on(upper.lines, each.lines, each.width)
            cell = replace(each.cell, cut=True, runs_on=goes_on)
            if upper is not None and _is_merged_over_break(upper.cell, cell):
                # The name of a merged cell stands in its middle, which may be on the second page.
                cell = replace(
                    cell, row=upper.cell.row, row_span=cell.bottom - upper.cell.row, cut=False, runs_on=False
                )
            each = _Placed(cell, each.lines, each.width)
        marked.append(each)
    return marked


def _is_merged_over_break(upper: Cell, lower: Cell) -> bool:
    """Whether a blank cell at the end of a page and one with text at the start of the next are one merged cell."""
    tall = upper.row_span > 1 or lower.row_span > 1
    return tall and is_blank(upper.text) and not is_blank(lower.text) and upper.column_span == lower.column_span


def _edges(values: Iterable[float]) -> list[float]:
    """Borders that lie nearer than a few points are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
