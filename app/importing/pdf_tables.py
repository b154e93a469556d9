"""The parts of tables on several pages → whole tables, and what stands between them as lines.

A table that ends one page and one with the same outer borders that begins the next are one table; the cells of the first row
after the break are marked as perhaps cut. Lines broken by the width of a cell are joined again.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.importing.grid import Block, Cell, clean_text, is_blank, squeezed
from app.importing.pdf_furniture import furniture
from app.importing.pdf_page import Box, PageParts, Piece
from app.importing.pdf_text import Line, fills, join_wrapped, runs_on

_NEAR = 3.0
"""Points within which two borders are the same."""
_TITLE = re.compile(r"绩效.{0,6}表|年度")
_MOST_BETWEEN = 3
"""How many lines may stand between two parts of a table: unlike headers and footers on each page."""


_CLIPPED = "这一格的文字超出了表格线，后面的文字可能没有印进 PDF，请对照原件核对"

_CROSSED = "这里的文字越过了表格线，可能印串了行或栏，请对照原件核对"


@dataclass(slots=True)
class Table:
    """A table over one or several pages."""

    pieces: list[Piece]


PageItem = Table | tuple[int, Line]


def join_pages(pages: Sequence[PageParts]) -> list[PageItem]:
    """Tables and the lines between them (each with its page), from first to last."""
    items: list[PageItem] = []
    for page in pages:
        ordered: list[tuple[float, Piece | Line]] = [(piece.box[1], piece) for piece in page.pieces]
        ordered.extend((line.top, line) for line in page.lines)
        ordered.sort(key=lambda item: item[0])
        first_table = True
        for _, item in ordered:
            if isinstance(item, Line):
                items.append((page.number, item))
                continue
            open_table = _open_table(items, item) if first_table else None
            first_table = False
            if open_table is None:
                items.append(Table([item]))
            else:
                open_table.pieces.append(item)
    return items


def _open_table(items: Sequence[PageItem], piece: Piece) -> Table | None:
    """The table of the page before that runs on in this piece, if there is one.

    Between them only what stands in the margins, and no title.
    """
    between = 0
    for item in reversed(items):
        if isinstance(item, Table):
            last = item.pieces[-1]
            same = abs(last.box[0] - piece.box[0]) < _NEAR and abs(last.box[2] - piece.box[2]) < _NEAR
            return item if same and last.page == piece.page - 1 else None
        between += item[0] >= piece.page - 1
        if between > _MOST_BETWEEN or (item[0] == piece.page and _TITLE.search(item[1].text)):
            return None
    return None


def blocks_of(items: Iterable[PageItem]) -> list[Block]:
    """The blocks of a grid: tables, lines between them, and head rows that were printed again."""
    blocks: list[Block] = []
    again: list[Block] = []
    row = 0
    previous: tuple[int, Line] | None = None
    tables = 0
    items = list(items)
    least = _least_distance(items)
    for item in items:
        if isinstance(item, Table):
            tables += 1
            blocks.append(_table_block(item, tables, again))
            previous = None
            continue
        page, line = item
        # A gap between two lines counts as a blank line, as in a text file.
        gap = previous is not None and (
            previous[0] != page or line.top - previous[1].bottom > max(line.height * 0.9, least + line.height * 0.4)
        )
        row += 2 if gap else 1
        blocks.append(Block("line", (Cell(row, 0, clean_text(line.text), where=f"第{page}页“{line.text[:12]}”"),)))
        previous = item
    return [*(block for block in blocks if block.cells), *again]


def _least_distance(items: Sequence[PageItem]) -> float:
    """The least distance between lines of text that follow each other: that of the line spacing."""
    found = [
        after[1].top - before[1].bottom
        for before, after in itertools.pairwise(items)
        if not isinstance(before, Table) and not isinstance(after, Table) and before[0] == after[0]
    ]
    return min((distance for distance in found if distance > -3.0), default=0.0)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell on the table's grid, with its box on the page and its lines."""

    cell: Cell
    lines: list[Line]
    box: Box

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]


def _table_block(table: Table, number: int, again: list[Block]) -> Block:
    """Put the cells of a table's pieces on one grid of rows and columns; head rows that come again go to ``again``."""
    columns = _edges(edge for piece in table.pieces for box, _ in piece.cells for edge in (box[0], box[2]))
    placed: list[_Placed] = []
    before_heads: list[_Placed] = []
    offset = 0
    for index, piece in enumerate(table.pieces):
        rows = _edges(edge for box, _ in piece.cells for edge in (box[1], box[3]))
        fresh = [_placed(box, lines, piece.page, number, rows, columns) for box, lines in piece.cells]
        height = max(1, len(rows) - 1)
        top = fresh
        fresh = [
            replace(each, cell=replace(each.cell, doubt=_CROSSED)) if at in piece.crossed else each
            for at, each in enumerate(fresh)
        ]
        if index + 1 < len(table.pieces):
            fresh = [_over_the_border(each, piece) for each in fresh]
        if index:
            heads = _repeated_heads(placed, fresh) or _repeated_heads(before_heads, fresh)
            again.extend(
                furniture(each.cell.text, piece.page)
                for each in fresh
                if each.cell.row < heads and not is_blank(each.cell.text)
            )
            fresh = [_moved(each, offset - heads) for each in fresh if each.cell.row >= heads]
            height -= heads
            fresh = _marked(placed, fresh, offset)
            placed = _undoubted(placed, fresh, offset)
        before_heads = top
        placed.extend(fresh)
        offset += height
    kept = [each.cell for each in placed if not is_blank(each.cell.text)]
    kept.sort(key=lambda cell: (cell.row, cell.column))
    return Block("table", tuple(kept))


def _placed(
    box: Box, lines: list[Line], page: int, table: int, rows: Sequence[float], columns: Sequence[float]
) -> _Placed:
    top, bottom = _nearest(rows, box[1]), _nearest(rows, box[3])
    left, right = _nearest(columns, box[0]), _nearest(columns, box[2])
    text = clean_text(join_wrapped(lines, box[2] - box[0]))
    where = f"第{page}页表{table}第{top + 1}行第{left + 1}列"
    # A row that is not high enough lets its last line run over the border; what comes after it is not in the file at all.
    doubt = _CLIPPED if lines and lines[-1].bottom - lines[-1].height * 0.15 > box[3] else ""
    return _Placed(Cell(top, left, text, max(1, bottom - top), max(1, right - left), where, doubt=doubt), lines, box)


def _over_the_border(each: _Placed, piece: Piece) -> _Placed:
    """The cell, in doubt where text stands right under it at the end of the page: the row was not high enough."""
    box = each.box
    over = box[3] > piece.box[3] - 1.0 and any(line.x0 < box[2] and line.x1 > box[0] for line in piece.overrun)
    return replace(each, cell=replace(each.cell, doubt=_CLIPPED)) if over and each.lines else each


def _moved(each: _Placed, rows: int) -> _Placed:
    return replace(each, cell=replace(each.cell, row=each.cell.row + rows))


def _texts(placed: Iterable[_Placed], row: int) -> tuple[tuple[int, str], ...]:
    """What a row shows: columns with their text."""
    return tuple((each.cell.column, squeezed(each.cell.text)) for each in placed if each.cell.row == row)


def _repeated_heads(before: Sequence[_Placed], fresh: Sequence[_Placed]) -> int:
    """How many rows at the top of a page print the first rows of the table again.

    None where the row after them has the same label as on the first page: then another form begins, not another page.
    """
    last = max((each.cell.row for each in fresh), default=0)
    heads = 0
    while heads <= last and any(text for _, text in _texts(fresh, heads)):
        if _texts(fresh, heads) != _texts(before, heads) or _spans_below(fresh, heads):
            break
        heads += 1
    if not heads or heads > last:
        return 0
    one, other = _texts(before, heads), _texts(fresh, heads)
    return 0 if one and other and one[0] == other[0] and one[0][1] else heads


def _spans_below(placed: Iterable[_Placed], row: int) -> bool:
    """Whether a cell of a row runs down over the next one."""
    return any(each.cell.row == row and each.cell.row_span > 1 for each in placed)


def _marked(before: Sequence[_Placed], fresh: list[_Placed], offset: int) -> list[_Placed]:
    """Mark the cells right after a page break: perhaps cut, and whether the line above runs on in them.

    Rows of labels that are printed again on the new page (those of the indicators) are passed over.
    """
    known = {tuple(text for _, text in _texts(before, each.cell.row)) for each in before}
    first = offset
    while True:
        texts = tuple(text for _, text in _texts(fresh, first))
        if len([text for text in texts if len(text) > 1]) < 2 or texts not in known:
            break
        first += 1
    above = {each.cell.column: each for each in before if each.cell.bottom == offset}
    rests = {column for column, each in above.items() if _is_rest_of_a_name(before, each)}
    marked = []
    for each in fresh:
        upper = above.get(each.cell.column)
        if each.cell.row == first:
            cell = replace(each.cell, cut=True, runs_on=upper is not None and _runs_on(upper, each))
            if upper is not None and each.cell.column not in rests and _is_merged_over_break(upper.cell, cell):
                # The name of a merged cell stands in its middle, which may be on the second page.
                cell = replace(
                    cell, row=upper.cell.row, row_span=cell.bottom - upper.cell.row, cut=False, runs_on=False
                )
            each = replace(each, cell=cell)
        marked.append(each)
    return marked


def _undoubted(before: Sequence[_Placed], fresh: Sequence[_Placed], offset: int) -> list[_Placed]:
    """Cells whose text runs over the border at the end of a page and goes on on the next one have lost nothing."""
    go_on = {each.cell.column for each in fresh if each.cell.row == offset and not is_blank(each.cell.text)}
    return [
        replace(each, cell=replace(each.cell, doubt=""))
        if each.cell.doubt
        and each.cell.bottom == offset
        and each.cell.column in go_on
        and (each.lines[-1].top + each.lines[-1].bottom) / 2 < each.box[3]
        and each.lines[-1].bottom > each.box[3]
        else each
        for each in before
    ]


def _runs_on(upper: _Placed, lower: _Placed) -> bool:
    """Whether text may go on from one cell in the one below it: the last line is full, and so is the cell."""
    return runs_on(upper.lines, lower.lines, lower.width) and fills(upper.lines, upper.box[3])


def _is_rest_of_a_name(before: Sequence[_Placed], each: _Placed) -> bool:
    """Whether a blank cell at the start of its page only goes on with one that has its text on a page before."""
    while is_blank(each.cell.text):
        over = [
            other
            for other in before
            if other.cell.bottom == each.cell.row
            and other.cell.column == each.cell.column
            and other.box[1] > each.box[1]
        ]
        if not over:
            return False
        each = over[0]
    return True


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


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
