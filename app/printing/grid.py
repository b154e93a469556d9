"""What is printed, before it is laid out: a paper as lines and tables of cells with spans, sizes in millimetres.

``build`` modules turn document + template into a ``PaperGrid``; ``measure`` and ``paginate`` turn it into pages of marks;
XLSX and DOCX write the same grid. Nothing here knows templates, Qt or reportlab.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from app.form.places import Place

Align = Literal["left", "center", "right", "justify"]
VAlign = Literal["top", "middle"]
Face = Literal["song", "sans"]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at ``row``, ``column`` of its table, over ``rows`` × ``columns``.

    ``text`` may have line breaks. ``place`` is the datum that it shows (None for labels). ``role`` tells writers of Excel and
    Word what it is; an amount also carries its ``number`` and the Excel ``number_format``. A ``repeated`` cell shows its text
    again in each part when pages cut it (labels, merged level names); any other cell's text flows on. ``bar`` (0 … 1) draws a
    bar filled that far; Excel and Word, which have the number beside it, leave it out.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    role: Literal["label", "head", "value", "amount", "level"] = "value"
    align: Align = "left"
    valign: VAlign = "middle"
    face: Face = "song"
    size_pt: float = 10.5
    place: Place | None = None
    repeated: bool = False
    number: Decimal | None = None
    number_format: str | None = None
    bar: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GridTable:
    """A bordered table: column widths in mm (their sum is the table's width), the least height of each row, and the cells.

    Cells cover the table without gap or overlap. ``head_rows`` are rows (from, to) that are printed again at the top of each
    further page on which rows ``body_rows`` (from, to) go on; (0, 0) = none. Consecutive tables of a paper touch and share
    their border.
    """

    columns_mm: tuple[float, ...]
    min_heights_mm: tuple[float, ...]
    cells: tuple[GridCell, ...]
    head_rows: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of text outside the tables (title, year line, 申报单位名称：…, 填表人); wraps when it is too long."""

    text: str
    align: Align = "center"
    face: Face = "song"
    size_pt: float = 10.5
    before_mm: float = 0.0
    after_mm: float = 1.5
    place: Place | None = None
    role: Literal["title", "line", "closing"] = "line"


@dataclass(frozen=True, slots=True)
class PaperGrid:
    """A whole paper: page size and margins (top, right, bottom, left) in mm, and its blocks from top to bottom."""

    width_mm: float
    height_mm: float
    margins_mm: tuple[float, float, float, float]
    blocks: tuple[GridLine | GridTable, ...]
    title: str = ""
    author: str = ""
    properties: dict[str, str] = field(default_factory=dict)
