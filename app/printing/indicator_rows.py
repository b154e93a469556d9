"""The indicator tree to the cells of its printed table: a row for each indicator, neighbouring equal names as one cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.form.amount import stored_amount
from app.form.document import Indicator, as_text
from app.form.places import TREE, Place, funding_place, indicator_place
from app.form.template import Align, IndicatorsPart, PaperColumn, TotalsPart
from app.printing.grid import GridCell, GridTable
from app.printing.wording import Wording, plain_number

_NO_CHILDREN: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One printed row: the node at each level (None: an empty level), and the node whose values it shows (None: ``empty``)."""

    path: tuple[Indicator | None, ...]
    leaf: Indicator | None


def tree_rows(nodes: tuple[Indicator, ...], depth: int, *, print_empty: bool) -> list[TreeRow]:
    """The rows of a tree of ``depth`` levels; a level without indicators has a row of its own only with ``print_empty``."""
    return list(_rows(nodes, (), depth, print_empty))


def _rows(
    nodes: tuple[Indicator, ...], above: tuple[Indicator | None, ...], depth: int, print_empty: bool
) -> Iterator[TreeRow]:
    for node in nodes:
        path = (*above, node)
        padded = path + (None,) * (depth - len(path))
        below = node.children or _NO_CHILDREN
        if len(path) >= depth:
            yield TreeRow(path[:depth], node)
            # A file may hold deeper nodes than the form has levels: they follow as rows of the last level.
            yield from (TreeRow((*path[: depth - 1], one.leaf), one.leaf) for one in _rows(below, path, 0, True))
        elif any(as_text(value) for value in node.values.values()) and node.children is None:
            yield TreeRow(padded, node)
        elif below:
            yield from _rows(below, path, depth, print_empty)
        elif print_empty:
            yield TreeRow(padded, None)


def indicator_table(
    wording: Wording, part: IndicatorsPart, width_mm: float, size_pt: float, *, empty: str | None = None
) -> GridTable:
    """The table of a paper's indicators: head row, rows of the tree, and the block label down its left side.

    A level without indicators has a row where the template prints one; with ``empty`` it always has, with this mark in it.
    """
    template = wording.template
    mark = template.indicators.empty if empty is None else empty
    rows = tree_rows(wording.document.indicators, template.depth, print_empty=mark is not None)
    rows = rows or [TreeRow((None,) * template.depth, None)]
    first = 1 if part.label else 0
    head = 1 if part.head else 0
    cells: list[GridCell] = []
    if part.label:
        label = wording.fill(part.label)
        cells.append(
            GridCell(0, 0, label, head + len(rows), 1, "label", "center", size_pt=size_pt, place=TREE, repeated=True)
        )
    for at, column in enumerate(part.columns, first):
        if head:
            cells.append(GridCell(0, at, wording.fill(_head(wording, column)), 1, 1, "head", "center", size_pt=size_pt))
        if column.level is not None:
            cells += _level_cells(wording, column, rows, head, at, size_pt, mark or "")
        else:
            cells += _value_cells(wording, column, rows, head, at, size_pt, mark or "")
    widths = ([part.label_width] if part.label else []) + [column.width for column in part.columns]
    total = sum(widths)
    heights = (part.min_height_mm,) * (head + len(rows))
    return GridTable(tuple(width / total * width_mm for width in widths), heights, tuple(cells), (0, head))


def _head(wording: Wording, column: PaperColumn) -> str:
    if column.label is not None:
        return column.label
    indicators = wording.template.indicators
    if column.level is not None:
        return indicators.levels[column.level - 1].label
    known = wording.template.column(column.column or "")
    return known.label if known else ""


def _level_cells(
    wording: Wording, column: PaperColumn, rows: list[TreeRow], head: int, at: int, size_pt: float, empty: str
) -> Iterator[GridCell]:
    level = (column.level or 1) - 1
    last = level == wording.template.depth - 1
    align = column.align or "center"
    start = 0
    while start < len(rows):
        end = start + 1
        while not last and end < len(rows) and _same_names(rows[start], rows[end], level):
            end += 1
        node = rows[start].path[level]
        text = _name(column, node, empty)
        place = indicator_place(node.id, "name") if node else _empty_place(rows[start], level)
        yield GridCell(
            head + start,
            at,
            text,
            end - start,
            1,
            "value" if last else "level",
            align,
            size_pt=size_pt,
            place=place,
            repeated=not last,
        )
        start = end


def _same_names(one: TreeRow, other: TreeRow, level: int) -> bool:
    """Whether two neighbouring rows show the same names down to a level: then they share one cell."""
    for mine, theirs in zip(one.path[: level + 1], other.path[: level + 1], strict=True):
        if mine is theirs and mine is not None:
            continue
        if mine is None or theirs is None or mine.name != theirs.name:
            return False
        if as_text(mine.values.get("points")) != as_text(theirs.values.get("points")):
            return False
    return True


def _name(column: PaperColumn, node: Indicator | None, empty: str) -> str:
    if node is None:
        return empty
    points = as_text(node.values.get("points")) if column.points else None
    return node.name + (column.points or "").replace("{points}", points) if points else node.name


def _empty_place(row: TreeRow, level: int) -> Place:
    """Where a click on the print of an empty level goes: to the level itself."""
    nodes = [node for node in row.path[:level] if node is not None]
    return indicator_place(nodes[-1].id) if nodes else TREE


def _value_cells(
    wording: Wording, column: PaperColumn, rows: list[TreeRow], head: int, at: int, size_pt: float, empty: str
) -> Iterator[GridCell]:
    known = wording.template.column(column.column or "")
    kind = known.type if known else "text"
    align: Align = column.align or (known.align if known else "center")
    key = column.column or ""
    for row_at, row in enumerate(rows, head):
        if row.leaf is None:
            place = _empty_place(row, len(row.path))
            yield GridCell(row_at, at, empty, align="center" if empty else align, size_pt=size_pt, place=place)
            continue
        value = row.leaf.values.get(key)
        number = wording.number(value) if kind == "amount" else stored_amount(value) if kind == "points" else None
        text = as_text(value) or ""
        if kind == "amount":
            text = wording.amount_text(value)
        elif kind == "date":
            text = wording.date_text(value)
        written = None if number is None else wording.number_format(number) if kind == "amount" else "General"
        yield GridCell(
            row_at,
            at,
            text,
            1,
            1,
            "amount" if number is not None else "value",
            align,
            size_pt=size_pt,
            place=indicator_place(row.leaf.id, key),
            number=number,
            number_format=written,
        )


def with_totals(
    wording: Wording, table: GridTable, part: IndicatorsPart, totals: TotalsPart, size_pt: float
) -> GridTable:
    """The table with a last row: a label, then the sums of columns (and of the money cells that count in them)."""
    row = len(table.min_heights_mm)
    first = 1 if part.label else 0
    keys = [column.column for column in part.columns]
    summed = [at for at, key in enumerate(keys, first) if key in totals.sums]
    until = min(summed, default=first + len(keys))
    cells = [GridCell(row, 0, wording.fill(totals.label), 1, max(until, 1), "label", "center", size_pt=size_pt)]
    for at in range(max(until, 1), first + len(keys)):
        key = keys[at - first] or ""
        number = _total(wording, key, totals.plus.get(key)) if at in summed else None
        place = funding_place(totals.plus[key]) if at in summed and key in totals.plus else None
        text = "" if number is None else plain_number(number)
        role = "amount" if number is not None else "value"
        written = None if number is None else "General"
        cells.append(
            GridCell(
                row,
                at,
                text,
                1,
                1,
                "amount" if role == "amount" else "value",
                "center",
                size_pt=size_pt,
                place=place,
                number=number,
                number_format=written,
            )
        )
    heights = (*table.min_heights_mm, totals.min_height_mm)
    return GridTable(table.columns_mm, heights, (*table.cells, *cells), table.head_rows)


def _total(wording: Wording, key: str, money: str | None) -> Decimal | None:
    """The sum of a column over all indicators; None where no number stands in it."""
    rows = tree_rows(wording.document.indicators, wording.template.depth, print_empty=False)
    numbers = [stored_amount(row.leaf.values.get(key)) for row in rows if row.leaf is not None]
    if money is not None:
        numbers.append(stored_amount(wording.document.funding.get(money)))
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known else None
