"""A grid as rows of items: the working form of recognition, which joins blocks and can cut a cell into label and value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.importing.grid import Cell, CellKey, Grid


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A cell, or a fragment of one, on its way to its place in a form. Compared by identity.

    ``is_line``: a line of text outside tables. ``pinned``: a label found inside a longer text, so it is one for certain.
    """

    key: CellKey
    cell: Cell
    is_line: bool = False
    pinned: bool = False
    more: tuple[CellKey, ...] = ()
    """Further cells whose text is part of the item."""

    @property
    def keys(self) -> tuple[CellKey, ...]:
        """All cells that the text comes from."""
        return (self.key, *self.more)

    @property
    def text(self) -> str:
        """The text of the item."""
        return self.cell.text

    @property
    def column(self) -> int:
        """Its first column."""
        return self.cell.column


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Items that begin in the same row of the same block, from left to right."""

    block: int
    index: int
    items: tuple[Item, ...]
    part: str = ""
    spans_known: bool = True

    @property
    def is_line(self) -> bool:
        """Whether the row is a line of text outside tables."""
        return self.items[0].is_line

    def with_items(self, items: Iterable[Item]) -> Row:
        """The row with other items."""
        return replace(self, items=tuple(items))

    def as_line(self) -> Row:
        """The row as a line of text outside the table."""
        return self.with_items(replace(item, is_line=True) for item in self.items)


def rows_of(grid: Grid) -> Iterator[Row]:
    """The rows of a grid that hold something, in reading order."""
    for block_index, block in enumerate(grid.blocks):
        by_row: dict[int, list[Item]] = {}
        for cell_index, cell in enumerate(block.cells):
            item = Item(CellKey(block_index, cell_index), cell, block.kind == "line")
            by_row.setdefault(cell.row, []).append(item)
        for index in sorted(by_row):
            items = sorted(by_row[index], key=lambda item: item.column)
            yield Row(block_index, index, tuple(items), block.part, block.spans_known)


def fragment(item: Item, text: str, column: int, *, pinned: bool = False) -> Item:
    """A part of an item's text as an item of its own, at ``column``."""
    cell = replace(item.cell, text=text, column=column, column_span=1, number=None, number_format="", date=None)
    return Item(item.key, cell, item.is_line, pinned)
