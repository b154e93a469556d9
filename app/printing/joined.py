"""Tables of different columns as one table: Excel and Word need one set of columns for what stands together on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from app.printing.grid import GridCell, GridTable

_SAME_MM = 0.3
"""Edges nearer than this are one edge."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def xml_text(text: str) -> str:
    """A text as XML can hold it: without control characters, its line breaks as plain newlines."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))


def column_edges(tables: Sequence[GridTable]) -> tuple[float, ...]:
    """All column borders of some tables in mm from their left side, each once."""
    edges = sorted(edge for table in tables for edge in (0.0, *accumulate(table.columns_mm)))
    kept: list[float] = []
    for edge in edges:
        if not kept or edge - kept[-1] > _SAME_MM:
            kept.append(edge)
    return tuple(kept)


def on_edges(table: GridTable, edges: Sequence[float]) -> GridTable:
    """The same table with its cells spread over the columns between ``edges``."""
    own = (0.0, *accumulate(table.columns_mm))
    at = [min(range(len(edges)), key=lambda n: abs(edges[n] - edge)) for edge in own]
    cells = tuple(
        replace(cell, column=at[cell.column], columns=at[cell.column + cell.columns] - at[cell.column])
        for cell in table.cells
    )
    widths = tuple(right - left for left, right in pairwise(edges))
    return replace(table, columns_mm=widths, cells=cells)


def stacked(tables: Sequence[GridTable]) -> GridTable:
    """Tables of the same columns, one below the other, as one table; its head rows are those of the last that has any."""
    cells: list[GridCell] = []
    heights: list[float] = []
    head = (0, 0)
    for table in tables:
        above = len(heights)
        cells += (replace(cell, row=cell.row + above) for cell in table.cells)
        heights += table.min_heights_mm
        if table.head_rows != (0, 0):
            head = (above + table.head_rows[0], above + table.head_rows[1])
    return GridTable(tables[0].columns_mm, tuple(heights), tuple(cells), head)
