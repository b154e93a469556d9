"""The grid of an imported source as a Qt table: blocks below each other, each cell with what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from math import ceil

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.editing import theme
from app.editing.icons import icon
from app.importing.grid import CellKey, Grid, cells_of
from app.importing.report import KIND_NAMES, Entry

_Index = QModelIndex | QPersistentModelIndex
_GROUNDS = {
    "read": "ok_ground",
    "repaired": "warning_ground",
    "doubtful": "error_ground",
    "unused": "hint_ground",
    "cover": "hint_ground",
    "furniture": "alternate",
    "label": "alternate",
}
_ICONS = {"repaired": ("fix", "warning"), "doubtful": ("warning", "error"), "unused": ("open-state", "hint")}
_GRAVEST = ("doubtful", "repaired", "unused", "cover", "read", "furniture", "label")


def ground_of(kind: str) -> str:
    """The tone of the ground for a kind of entry."""
    return _GROUNDS.get(kind, "base")


class SourceModel(QAbstractTableModel):
    """The source as a table. A cell's colour tells what became of it; so does an icon where it was not simply read."""

    def __init__(self, grid: Grid, entries: Sequence[Entry], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[tuple[int, int], tuple[CellKey, str]] = {}
        self._at: dict[CellKey, tuple[int, int]] = {}
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._tops = tuple(_tops(grid))
        self._rows = self._tops[-1] if self._tops else 0
        self._columns = max((cell.end for _, cell in cells_of(grid)), default=0)
        self._entries = _by_cell(entries)
        for key, cell in cells_of(grid):
            block = grid.blocks[key.block]
            first = min(other.row for other in block.cells)
            at = (self._tops[key.block] + cell.row - first, 0 if block.kind == "line" else cell.column)
            wide = self._columns if block.kind == "line" else cell.column_span
            self._texts[at] = (key, cell.text)
            self._at[key] = at
            self._spans[at] = (1 if block.kind == "line" else cell.row_span, wide)

    def rowCount(self, parent: _Index | None = None) -> int:
        """The rows of all blocks."""
        return 0 if parent is not None and parent.isValid() else self._rows

    def columnCount(self, parent: _Index | None = None) -> int:
        """The columns of the widest block."""
        return 0 if parent is not None and parent.isValid() else self._columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, and how it is shown."""
        found = self._texts.get((index.row(), index.column()))
        if found is None:
            return None
        key, text = found
        kind = self.kind_of(key)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>"
            case Qt.ItemDataRole.BackgroundRole:
                return theme.color(ground_of(kind))
            case Qt.ItemDataRole.ForegroundRole:
                return theme.color("muted" if kind in ("label", "furniture") else "text")
            case Qt.ItemDataRole.DecorationRole if kind in _ICONS:
                return icon(*_ICONS[kind])
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{KIND_NAMES.get(kind, '')} {text}".strip()
        return None

    def kind_of(self, key: CellKey) -> str:
        """The gravest thing that became of a cell; empty for one of which nothing is told."""
        kinds = {entry.kind for entry in self._entries.get(key, ())}
        return next((kind for kind in _GRAVEST if kind in kinds), "")

    def entries_at(self, row: int, column: int) -> tuple[Entry, ...]:
        """What became of the cell that covers a position."""
        found = self._texts.get((row, column))
        return tuple(self._entries.get(found[0], ())) if found else ()

    def position(self, key: CellKey) -> tuple[int, int] | None:
        """Row and column of a cell."""
        return self._at.get(key)

    def lines(self, columns_of: Callable[[str], float]) -> Iterator[tuple[int, int]]:
        """Each row with the lines that its longest text takes; ``columns_of`` tells how many columns wide a text is."""
        for row in range(self._rows):
            lines = 1
            for column in range(self._columns):
                found, span = self._texts.get((row, column)), self._spans.get((row, column), (1, 1))
                if found and span[0] == 1:
                    lines = max(lines, sum(max(1, ceil(columns_of(one) / span[1])) for one in found[1].split("\n")))
            yield row, lines

    def spans(self) -> Iterator[tuple[int, int, int, int]]:
        """Row, column, rows and columns of every cell larger than one."""
        for (row, column), (rows, columns) in self._spans.items():
            if rows > 1 or columns > 1:
                yield row, column, rows, columns


def _tops(grid: Grid) -> Iterator[int]:
    """The first row of each block, and the number of all rows at the end."""
    top = 0
    for block in grid.blocks:
        yield top
        if block.kind == "line":
            top += 1
        elif block.cells:
            top += max(cell.bottom for cell in block.cells) - min(cell.row for cell in block.cells)
    yield top


def _by_cell(entries: Sequence[Entry]) -> Mapping[CellKey, list[Entry]]:
    found: dict[CellKey, list[Entry]] = {}
    for entry in entries:
        for key in entry.cells:
            found.setdefault(key, []).append(entry)
    return found
