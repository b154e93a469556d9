"""The neutral grid: what every reader makes of its file, and all that recognition sees of it.

A grid is a sequence of blocks in reading order: tables of cells with spans, and lines of text between them. Blank cells are
not kept. Nothing here knows any form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

SourceKind = Literal["docx", "xlsx", "xls", "pdf", "text", "csv", "html"]

FURNITURE = "页眉页脚"
"""The part of a source that holds page numbers, headers, footers and head rows printed again: no text of a form."""

HIDDEN = "隐藏"
"""The part of a source that its author hid (rows, columns, sheets): no one sees it on the page, so no form is read from it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds text.

    ``text`` is what a person sees; ``number`` is the stored number where the source stores one (``number_format`` as the
    file writes it), ``date`` the ISO day of a date cell. ``row`` and ``column`` count from 0 within the block. ``cut``: the
    cell stands in the first row after a page break and may be the rest of the one above; ``runs_on``: and the last line
    above is full, so it very likely is. ``where`` tells people where it is.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    where: str = ""
    number: Decimal | None = None
    number_format: str = ""
    date: str | None = None
    cut: bool = False
    runs_on: bool = False
    doubt: str = ""
    """Why the text may not be all of it, or not one text, as a Chinese sentence."""
    readings: tuple[str, ...] = ()
    """The texts that the cell may have instead, the one taken first; empty where only a look at the source can tell."""
    note: str = ""
    """What the reader did to the cell's text, as a Chinese sentence; empty when it only read it."""

    @property
    def end(self) -> int:
        """The first column right of the cell."""
        return self.column + self.column_span

    @property
    def bottom(self) -> int:
        """The first row below the cell."""
        return self.row + self.row_span


@dataclass(frozen=True, slots=True)
class Block:
    """A table, or a line of text between tables (one cell). ``part`` is the sheet or the like that it stands in.

    ``spans_known``: merged cells are given as such; a pasted text shows only their first cell and blanks.
    """

    kind: Literal["table", "line"]
    cells: tuple[Cell, ...]
    part: str = ""
    spans_known: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """All of one source. ``warnings`` are the reader's own Chinese sentences (pictures left out, formulas without a result),
    ``doubts`` those that put the whole reading in doubt (text printed over text).
    """

    name: str
    kind: SourceKind
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellKey:
    """A cell of a grid by the index of its block and its index there: what reports and the review view point with."""

    block: int
    cell: int


def cells_of(grid: Grid) -> Iterator[tuple[CellKey, Cell]]:
    """Every cell of a grid, in reading order."""
    for block_index, block in enumerate(grid.blocks):
        for cell_index, cell in enumerate(block.cells):
            yield CellKey(block_index, cell_index), cell


def line(text: str, where: str, part: str = "") -> Block:
    """A line of text as a block of one cell."""
    return Block("line", (Cell(0, 0, text, where=where),), part)


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: white space and zero-width characters only."""
    return not text.translate(_INVISIBLE).strip()


_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))


def clean_text(text: str) -> str:
    """The text without what no one sees: control characters, zero-width characters, white space at the ends of its lines.

    Line breaks are unified. Everything visible stays exactly as it is.
    """
    text = text.translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\u00a0", " ")
    text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    lines = [single.strip(" \t\u3000") for single in text.split("\n")]
    return "\n".join(lines).strip("\n")


def squeezed(text: str) -> str:
    """The text in one spelling for comparing: NFKC, no white space at all."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.translate(_INVISIBLE)))


def display_width(text: str) -> int:
    """The width of a text in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
