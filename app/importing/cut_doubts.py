"""Doubts about single cells of the source → entries of the account: what they became is marked as doubtful.

Also the safety net for page breaks: a text that a break cut off and that found no place puts the datum above it in doubt.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.form.document import Json
from app.form.places import Place, Section, indicator_place
from app.importing.grid import Cell, CellKey
from app.importing.labels import Vocabulary
from app.importing.report import Entry
from app.importing.rows import Item, Row
from app.importing.tree import Node

_NEAR = 3
_LEFT = "下一行“{rest}”没有用到，可能是它的后半段，请对照原件核对"
_LOST = "这里被换页切断，后面的“{rest}”没有接上，请对照原件核对"


def with_doubts(entries: Sequence[Entry], rows: Sequence[Row]) -> list[Entry]:
    """The entries, those of cells in doubt told as doubtful, and further ones for what a page break cut off."""
    doubts: dict[CellKey, Cell] = {}
    for row in rows:
        for item in row.items:
            if item.cell.doubt:
                doubts.update(dict.fromkeys(item.keys, item.cell))
    found = [_doubted(entry, doubts) if entry.kind in ("read", "repaired") else entry for entry in entries]
    return [*found, *_cut_off(found, rows), *_lines_left(found, rows)]


def _doubted(entry: Entry, doubts: dict[CellKey, Cell]) -> Entry:
    cell = next((doubts[key] for key in entry.cells if key in doubts), None)
    if cell is None or entry.place is None:
        return entry
    told = entry.sentence.partition("：")[0] if entry.kind == "read" else entry.sentence
    readings = tuple(dict.fromkeys((entry.after, *cell.readings[1:]))) if entry.after and cell.readings else ()
    return replace(entry, kind="doubtful", sentence=f"{told}：{cell.doubt}", readings=tuple(filter(None, readings)))


def _cut_off(entries: Sequence[Entry], rows: Sequence[Row]) -> list[Entry]:
    """A doubt for each datum under which a page break left a text that found no place."""
    owners = {key: entry for entry in entries if entry.place is not None for key in entry.cells}
    lost = {key for entry in entries if entry.kind == "unused" for key in entry.cells}
    told: list[Entry] = []
    last_cut: tuple[int, int] = (-1, 0)
    for number, row in enumerate(rows):
        if any(item.cell.cut for item in row.items):
            last_cut = (row.block, row.index)
        # Word sometimes prints the rests of one row in rows of their own.
        near = row.block == last_cut[0] and row.index - last_cut[1] < _NEAR
        for item in row.items:
            if not near or item.text.strip().isdigit() or not lost.intersection(item.keys):
                continue
            owner = next((owners[key] for key in _above(rows[:number], item) if key in owners), None)
            if owner is not None:
                sentence = _LOST.format(rest=item.text if len(item.text) < 20 else f"{item.text[:18]}…")
                told.append(replace(owner, kind="doubtful", sentence=sentence, readings=()))
    return told


def _lines_left(entries: Sequence[Entry], rows: Sequence[Row]) -> list[Entry]:
    """A doubt for each datum on a line of text whose next line found no place: the value may go on there."""
    owners = {key: entry for entry in entries if entry.place is not None for key in entry.cells}
    lost = {key for entry in entries if entry.kind == "unused" for key in entry.cells}
    told: list[Entry] = []
    for before, row in itertools.pairwise(rows):
        if not (before.is_line and row.is_line and lost.intersection(row.items[0].keys)):
            continue
        owner = next((owners[key] for key in before.items[-1].keys if key in owners), None)
        if owner is not None:
            told.append(
                replace(owner, kind="doubtful", sentence=_LEFT.format(rest=row.items[0].text[:20]), readings=())
            )
    return told


def clipped_names(entries: Sequence[Entry], words: Vocabulary) -> list[Entry]:
    """The entries, those of level names that are only the beginning of one name of the catalogue told as doubtful."""
    told: list[Entry] = []
    for entry in entries:
        name = entry.after or ""
        if entry.kind == "read" and entry.place is not None and entry.place.key == "name" and len(name) > 1:
            levels = range(words.name_levels)
            known = any(words.canonical(level, name) for level in levels)
            whole = {each for level in levels for each in words.names[level].values() if each.startswith(name)}
            if not known and len(whole) == 1:
                reading = whole.pop()
                sentence = f"“{name}”可能是“{reading}”，后面的字没有印进 PDF，请对照原件核对"
                entry = replace(entry, kind="doubtful", sentence=sentence, readings=(name, reading))
        told.append(entry)
    return told


def nameless_levels(roots: Iterable[Node]) -> list[Entry]:
    """A doubt for each level that has indicators but whose name was not found."""
    nodes = (node for root in roots for node in root.walk())
    sentence = "没有读到这里的指标级别名称，请对照原件补上"
    return [
        Entry("doubtful", sentence, "", "", (), "", indicator_place(node.id, "name"))
        for node in nodes
        if node.children and not node.name
    ]


def told_by_lines(sections: Mapping[Section, Mapping[str, Json]], roots: Iterable[Node]) -> list[Entry]:
    """Doubts for what goes wrong where a PDF has no ruling lines: long texts side by side, rows of indicators, and data that
    stayed blank.
    """
    sentence = "PDF 里没有表格线，这一项是按文字的位置读的，请对照原件核对"
    blank = "PDF 里没有表格线，这一项没有读到，请对照原件看是否填写"
    told: list[Entry] = []
    for section, values in sections.items():
        for key, value in values.items():
            if value is None or section == "texts":
                told.append(
                    Entry("doubtful", blank if value is None else sentence, "", None, (), "", Place(section, key))
                )
    leaves = (node for root in roots for node in root.walk() if not node.children)
    told.extend(Entry("doubtful", sentence, "", node.name, (), "", indicator_place(node.id)) for node in leaves)
    return told


def _above(rows: Sequence[Row], item: Item) -> tuple[CellKey, ...]:
    """The cells of the nearest item above one in its column."""
    for row in reversed(rows):
        if row.block != item.key.block:
            return ()
        for other in row.items:
            if other.column < item.cell.end and item.column < max(other.cell.end, other.column + 1):
                return other.keys
    return ()
