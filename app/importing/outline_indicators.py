"""Indicators written as an outline of plain lines (一、产出指标 / （一）数量指标 / 1.养护面积：≥120万平方米) → a table of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.importing.alignment import looks_like_value
from app.importing.labels import Vocabulary, name_key
from app.importing.rows import Item, Row, fragment
from app.importing.segments import is_header, is_note


def lay_out_outline(rows: Sequence[Row], words: Vocabulary) -> list[Row]:
    """The rows with an outline of indicators made rows of a table; without one, or beside a table, they stay as they are."""
    if words.name_levels != 2 or any(is_header(row, words) for row in rows):
        return list(rows)
    levels = [_level_of(row, words) for row in rows]
    if 0 not in levels or 1 not in levels:
        return list(rows)
    made: list[Row] = []
    above: list[Item] = []
    for row, level in zip(rows, levels, strict=True):
        item = row.items[0]
        parts = _name_and_value(item) if row.is_line and len(row.items) == 1 and len(above) == 2 else None
        if level == 0 or (level == 1 and above):
            above = [*above[:level], _cell(item, item.text, level)]
        elif parts is not None and not is_note(item.text):
            made.append(replace(row, items=(*above, *parts), spans_known=False))
        else:
            made.append(row)
    return made if len(made) < len(rows) and any(len(row.items) == 4 for row in made) else list(rows)


def _level_of(row: Row, words: Vocabulary) -> int | None:
    """The level (from 0) whose name a line is, and nothing else."""
    if not row.is_line or len(row.items) != 1:
        return None
    return next((level for level in (0, 1) if words.canonical(level, row.items[0].text)), None)


def _name_and_value(item: Item) -> tuple[Item, Item] | None:
    """The name and the value of a line ``1.养护面积：≥120``; None where it is none."""
    for colon in "：:":
        name, found, value = item.text.partition(colon)
        if found and name.strip() and looks_like_value(value.strip().rstrip("；;。")):
            return _cell(item, name_key(name), 2), _cell(item, value.strip().rstrip("；;。"), 3)
    return None


def _cell(item: Item, text: str, column: int) -> Item:
    part = fragment(item, text, column)
    return replace(part, is_line=False)
