"""A page of a PDF → its characters, the cells between its ruling lines, and the lines of text outside them."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.importing.errors import SourceError
from app.importing.grid import is_blank
from app.importing.limits import MEGABYTE
from app.importing.pdf_text import Char, Line, lines_of

if TYPE_CHECKING:
    from pdfplumber.page import Page

_MAX_STREAM = 64 * MEGABYTE
_MAX_PAGE_STREAM = MEGABYTE
_MAX_CHARS_ON_PAGE = 60_000
_MAX_RULES_ON_PAGE = 6_000

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Piece:
    """The part of a table on one page: cells as boxes with their lines."""

    page: int
    box: Box
    cells: list[tuple[Box, list[Line]]] = field(default_factory=list)
    crossed: set[int] = field(default_factory=set)
    """The cells (by index) whose text runs over the border between them and the next one."""
    overrun: list[Line] = field(default_factory=list)
    """Lines right under its lower border, which may belong to cells that were not high enough."""


@dataclass(slots=True)
class PageParts:
    """What stands on a page: ``pieces`` of tables and ``lines`` of text between them, each from top to bottom.

    ``aslant``: text that runs across the page (a watermark).
    """

    number: int
    width: float
    height: float
    chars: list[Char]
    pieces: list[Piece]
    lines: list[Line]
    aslant: str = ""


def parts_of(page: Page, number: int) -> PageParts:
    """Read a page. Raises SourceError when it is beyond all bounds."""
    _refuse_bombs(page)
    if len(page.chars) > _MAX_CHARS_ON_PAGE:
        raise SourceError("PDF 的一页文字过多，不像绩效目标表；请只保留需要的页再导入")
    page = _upright(page)
    chars, aslant = _chars(page)
    if len(page.lines) + len(page.rects) * 4 + len(page.curves) > _MAX_RULES_ON_PAGE:
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
    for piece in pieces:
        piece.crossed = _crossed(piece)
    lines = [line for line in lines_of(loose) if not is_blank(line.text)]
    pieces.sort(key=lambda piece: piece.box[1])
    return PageParts(number, float(page.width), float(page.height), chars, pieces, lines, aslant)


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


def _turn(matrix: tuple[float, ...]) -> int:
    """By how many degrees a page must be turned for a character to stand upright; -1 for one that runs aslant."""
    a, b = matrix[0], matrix[1]
    if abs(b) < abs(a) * 0.1:
        return 0 if a > 0 else 180
    if abs(a) < abs(b) * 0.1:
        return 90 if b > 0 else 270
    return -1


def _upright(page: Page) -> Page:
    """The page itself, or a view of it that is turned so that most of its text stands upright."""
    turns = Counter(_turn(char["matrix"]) for char in page.chars if char["text"].strip())
    turn = turns.most_common(1)[0][0] if turns else 0
    if turn <= 0:
        return page
    from pdfplumber.page import Page as PlumberPage

    page.page_obj.rotate = (page.page_obj.rotate + turn) % 360
    return PlumberPage(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _chars(page: Page) -> tuple[list[Char], str]:
    """The characters of a page, without those drawn twice to look bold; and the text that runs aslant."""
    found: list[Char] = []
    aslant: list[str] = []
    seen: dict[tuple[str, int, int], list[Char]] = {}
    for raw in page.chars:
        turn = _turn(raw["matrix"])
        if turn < 0:
            aslant.append(raw["text"])
            continue
        char = Char(raw["text"], raw["x0"], raw["top"], raw["x1"], raw["bottom"], turn)
        if not _is_drawn_again(char, seen):
            seen.setdefault((char.text, int(char.x0 // 4), int(char.top // 4)), []).append(char)
            found.append(char)
    return found, "".join(aslant).strip()


_FAR = 40.0
"""Points: characters are no larger on real pages, and a damaged file is not to cost minutes."""


def _is_drawn_again(char: Char, seen: dict[tuple[str, int, int], list[Char]]) -> bool:
    """Whether the same character was drawn here already, moved by much less than its own size."""
    if not char.text.strip():
        return False
    near_x, near_y = 0.35 * max(1.0, char.x1 - char.x0), 0.35 * max(1.0, char.height)
    column, row = int(char.x0 // 4), int(char.top // 4)
    reach = 1 + int(min(max(near_x, near_y), _FAR) // 4)
    for x in range(column - reach, column + reach + 1):
        for y in range(row - reach, row + reach + 1):
            for other in seen.get((char.text, x, y), ()):
                if abs(other.x0 - char.x0) < near_x and abs(other.top - char.top) < near_y:
                    return True
    return False


def _pieces(page: Page, number: int, settings: dict[str, Any]) -> list[Piece]:
    """The tables of a page by its ruling lines."""
    finder = page.debug_tablefinder(settings)
    pieces = [Piece(number, table.bbox, [(cell, []) for cell in table.cells]) for table in finder.tables]
    inner = {cell for table in finder.tables for cell in table.cells}
    # A single cell that fills its page (a text too long for one page) is a table too.
    lone = [cell for cell in finder.cells if cell not in inner and cell[2] - cell[0] > page.width * 0.4]
    return [*pieces, *(Piece(number, cell, [(cell, [])]) for cell in lone)]


def _sorted_into(pieces: list[Piece], chars: Iterable[Char]) -> tuple[dict[tuple[int, int], list[Char]], list[Char]]:
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


def _crossed(piece: Piece) -> set[int]:
    """The cells between which a line of text runs on over the border, as where a program prints a row over another one."""
    by_left: dict[int, list[int]] = {}
    for index, (box, lines) in enumerate(piece.cells):
        if lines:
            by_left.setdefault(round(box[0]), []).append(index)
    found: set[int] = set()
    for index, (box, lines) in enumerate(piece.cells):
        edge = round(box[2])
        for other in (*by_left.get(edge - 1, ()), *by_left.get(edge, ()), *by_left.get(edge + 1, ())):
            if any(_runs_over(left, right) for left in lines for right in piece.cells[other][1]):
                found |= {index, other}
    return found


def _runs_over(left: Line, right: Line) -> bool:
    """Whether two lines on both sides of a border touch, on one base line: each cell keeps some distance from its borders."""
    return abs(left.top - right.top) < 0.5 and abs(right.x0 - left.x1) < 0.1 * left.height


def _stands_in(piece: Piece, char: Char) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return piece.box[0] < x < piece.box[2] and piece.box[1] < y < piece.box[3] and bool(char.text.strip())


def take_overflow(page: PageParts) -> None:
    """Give the lines that run over the border of a cell to that cell (after headers and footers are taken away)."""
    page.lines = [line for line in page.lines if not any(_overflows(piece, line) for piece in page.pieces)]
    for piece in page.pieces:
        near = (line for line in page.lines if abs(line.top - piece.box[3]) < line.height)
        piece.overrun = [line for line in near if line.x0 > piece.box[0] and line.x1 < piece.box[2] + 1.0]


def _overflows(piece: Piece, line: Line) -> bool:
    """Whether a line under a table is the next one of a cell whose row was not high enough; if so the cell has it."""
    for box, lines in piece.cells:
        if len(lines) < 2 or abs(box[3] - piece.box[3]) > 1.0 or lines[-1].bottom > box[3] + 1.0:
            continue
        pitch = lines[-1].top - lines[-2].top
        inside = line.x0 > box[0] and line.x1 < box[2] + 1.0
        if inside and abs(line.top - lines[-1].top - pitch) < 1.5 and box[3] - lines[-1].bottom < pitch:
            lines.append(line)
            return True
    return False


def _cell_at(pieces: list[Piece], x: float, y: float) -> tuple[int, int] | None:
    for piece_index, piece in enumerate(pieces):
        if not (piece.box[0] - 1 <= x <= piece.box[2] + 1 and piece.box[1] - 1 <= y <= piece.box[3] + 1):
            continue
        for cell_index, (box, _) in enumerate(piece.cells):
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                return piece_index, cell_index
    return None
