"""Texts that our own workbooks divide over several cells, so that Excel can break pages in them → one cell again.

The workbook names each such group of cells ``jibiao.3._.n``: the third of its sheet, its pieces joined by nothing, then by a
line's end. See ``app/printing/sheet_rows.py``; a name that fits nothing here is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.importing.grid import Cell, clean_text

_NAME = re.compile(r"jibiao\.\d+((?:\.[_nits]+)*)\Z")
_SPACE = {"n": "\n", "i": "\u3000", "t": "\t", "s": " ", "_": ""}


@dataclass(frozen=True, slots=True)
class Divided:
    """Where a divided text stands, and the white space between its pieces."""

    row: int
    column: int
    rows: int
    columns: int
    joints: tuple[str, ...]


def joints_of(name: str) -> tuple[str, ...] | None:
    """The white space between the pieces by the name of their cells; None for a name that is none of ours."""
    match = _NAME.match(name)
    if match is None:
        return None
    return tuple("".join(_SPACE[letter] for letter in joint) for joint in match[1].split(".")[1:])


def join_divided(
    cells: Sequence[Cell], merges: Sequence[tuple[int, int, int, int]], groups: Sequence[Divided]
) -> tuple[tuple[Cell, ...], tuple[tuple[int, int, int, int], ...]]:
    """The cells and merged ranges with the pieces of each divided text as one merged cell."""
    kept, ranges = list(cells), list(merges)
    for group in groups:
        inside = [one for one in ranges if _within(group, one[0], one[1])]
        tops = sorted({one[0] for one in inside} | {one.row for one in kept if _within(group, one.row, one.column)})
        pieces = {one.row: one for one in kept if _within(group, one.row, one.column)}
        text = ""
        for at, top in enumerate(tops):
            joint = group.joints[at - 1] if 0 < at <= len(group.joints) else ""
            text += joint + (pieces[top].text if top in pieces else "")
        if not pieces:
            continue
        first = replace(pieces[min(pieces)], row=group.row, column=group.column, text=clean_text(text))
        if len(pieces) > 1:
            first = replace(first, number=None, number_format="", date=None)
        kept = [one for one in kept if not _within(group, one.row, one.column)] + [first]
        ranges = [one for one in ranges if one not in inside]
        ranges.append((group.row, group.column, group.rows, group.columns))
    return tuple(kept), tuple(ranges)


def _within(group: Divided, row: int, column: int) -> bool:
    return group.row <= row < group.row + group.rows and group.column <= column < group.column + group.columns
