"""The measures of a paper before it meets pages: the lines of each cell, and how high each row must be at least.

All sizes in millimetres. A cell's text stands ``PAD_X_MM`` from its side borders and ``PAD_Y_MM`` from those above and below.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from app.printing.breaking import CENTRED_UP_TO, Line, balanced_lines, break_lines
from app.printing.grid import Align, Face, GridCell, GridLine, GridTable

MM_PER_PT = 25.4 / 72
PAD_X_MM = 1.6
PAD_Y_MM = 1.2
LEADING = 1.36
"""Distance of two baselines as a part of the size of type."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """How close lines and rows stand: the distance of two baselines as a part of the size of type, the room above and below
    a cell's text, and the least heights of rows as a part of those that the paper asks for.
    """

    leading: float = LEADING
    pad_mm: float = PAD_Y_MM
    rows: float = 1.0


NORMAL = Spacing()
CLOSER = (Spacing(LEADING, PAD_Y_MM, 0.9), Spacing(1.31, 1.0, 0.87), Spacing(1.27, 0.8, 0.84))
"""What still reads well, step by step; used where it saves a page with next to nothing on it."""

LABEL_SHARE = 0.4
"""A label that needs more than this part of a page is not repeated in each part of its cell: its text flows on instead."""


@dataclass(frozen=True, slots=True)
class MeasuredCell:
    """A cell with its lines; ``need_mm`` is the height that it wants, ``number`` its number on the paper.

    ``align`` is the cell's, but a long text is never centred.
    """

    cell: GridCell
    number: int
    x_mm: float
    width_mm: float
    lines: tuple[Line, ...]
    leading_mm: float
    need_mm: float
    repeated: bool
    last_row: int
    align: Align
    pad_mm: float = PAD_Y_MM


@dataclass(frozen=True, slots=True)
class MeasuredTable:
    """A table with the height of each row, and the cells that begin in each row.

    ``headings`` tells the rows that only announce what follows (labels and no data): they stay with the next row.
    """

    heights_mm: tuple[float, ...]
    starting: tuple[tuple[MeasuredCell, ...], ...]
    headings: tuple[bool, ...]
    head_rows: tuple[int, int]


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """A line of text outside the tables, as the lines that it takes."""

    line: GridLine
    number: int
    lines: tuple[Line, ...]
    leading_mm: float
    need_mm: float


def em_mm(size_pt: float) -> float:
    """One em in millimetres."""
    return size_pt * MM_PER_PT


def _lines(text: str, face: Face, align: Align, available: int) -> tuple[Line, ...]:
    return (balanced_lines if align == "center" else break_lines)(text, face, available)


def measure_line(line: GridLine, number: int, width_mm: float, spacing: Spacing = NORMAL) -> MeasuredLine:
    """Break a line outside the tables where it is wider than the page."""
    em = em_mm(line.size_pt)
    lines = _lines(line.text, line.face, line.align, int(width_mm / em * 1000))
    leading = em * spacing.leading
    return MeasuredLine(line, number, lines, leading, line.before_mm + len(lines) * leading + line.after_mm)


def measure_table(table: GridTable, first_number: int, page_mm: float, spacing: Spacing = NORMAL) -> MeasuredTable:
    """Break the texts of all cells and find the heights of the rows; ``page_mm`` is what a page holds."""
    rows = len(table.min_heights_mm)
    edges = (0.0, *accumulate(table.columns_mm))
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    measured = [_measure_cell(cell, first_number + at, edges, page_mm, spacing) for at, cell in enumerate(cells)]
    starting: list[list[MeasuredCell]] = [[] for _ in range(rows)]
    for one in measured:
        starting[one.cell.row].append(one)
    return MeasuredTable(
        _row_heights([least * spacing.rows for least in table.min_heights_mm], measured),
        tuple(map(tuple, starting)),
        tuple(
            table.head_rows[0] <= row < table.head_rows[1] or _is_heading(begun) for row, begun in enumerate(starting)
        ),
        table.head_rows,
    )


def _measure_cell(
    cell: GridCell, number: int, edges: tuple[float, ...], page_mm: float, spacing: Spacing
) -> MeasuredCell:
    left = edges[cell.column]
    width = edges[cell.column + cell.columns] - left
    em = em_mm(cell.size_pt)
    leading = em * spacing.leading
    lines = _lines(cell.text, cell.face, cell.align, int((width - 2 * PAD_X_MM) / em * 1000)) if cell.text else ()
    need = len(lines) * leading + 2 * spacing.pad_mm if lines else 0.0
    repeated = cell.repeated and need <= LABEL_SHARE * page_mm
    last = cell.row + cell.rows - 1
    align: Align = "justify" if cell.align == "center" and len(lines) > CENTRED_UP_TO else cell.align
    return MeasuredCell(cell, number, left, width, lines, leading, need, repeated, last, align, spacing.pad_mm)


def _row_heights(heights: list[float], measured: list[MeasuredCell]) -> tuple[float, ...]:
    """Rows first as high as their own cells want; what a cell over several rows lacks is shared evenly among these."""
    spanning: list[MeasuredCell] = []
    for one in measured:
        if one.cell.rows > 1:
            spanning.append(one)
        elif one.need_mm > heights[one.cell.row]:
            heights[one.cell.row] = one.need_mm
    for one in sorted(spanning, key=lambda one: one.cell.rows):
        rows = range(one.cell.row, one.last_row + 1)
        lack = one.need_mm - sum(heights[row] for row in rows)
        if lack > 0:
            for row in rows:
                heights[row] += lack / len(rows)
    return tuple(heights)


def _is_heading(begun: list[MeasuredCell]) -> bool:
    short = [one.cell for one in begun if one.cell.rows == 1]
    return bool(short) and all(cell.role in ("label", "head") for cell in short) and any(cell.text for cell in short)
