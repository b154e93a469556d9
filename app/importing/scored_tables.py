"""What only tables with scores have: points in a level's label (决策（20分）), a row of totals, and the same indicators again in a
second table with more columns (the annex of an evaluation)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from app.form.template import Template, TotalsPart
from app.importing.grid import squeezed
from app.importing.report import Entry
from app.importing.tree import Node

_POINTS = re.compile(r"(?P<name>.+?)[（(]\s*(?P<points>\d+(?:\.\d+)?)\s*分\s*[)）]", re.DOTALL)
_ALIKE = 0.7
"""How much of a later table must be known for it to be the same indicators again."""
_TOTALS = ("合计", "总计", "总分", "综合得分")


def split_points(text: str, template: Template, level: int) -> tuple[str, str | None]:
    """The name and the points of a level's label (from 0), where the form prints points there; else the text as it is."""
    levels = template.indicators.levels
    match = _POINTS.fullmatch(text.strip()) if level < len(levels) and levels[level].points else None
    return (match["name"].rstrip(), match["points"]) if match else (text, None)


def is_totals_row(texts: Sequence[str], template: Template) -> bool:
    """Whether a row only gives sums: a label of totals, then numbers (or nothing)."""
    labels = {part.label for paper in template.papers for part in paper.parts if isinstance(part, TotalsPart)}
    if not labels or squeezed(texts[0]).rstrip(":：") not in {squeezed(label) for label in (*labels, *_TOTALS)}:
        return False
    return all(re.fullmatch(r"\d+(?:\.\d+)?分?|[-—/]?", squeezed(text)) for text in texts[1:])


_BEGINS_A_LINE = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮")


def whole_texts(last: Node, rests: dict[str, str], template: Template) -> dict[str, str]:
    """The long texts (指标解释, 指标说明) of the last indicator with the rests that a page break left in a row of their own;
    nothing when the row has more than that."""
    texts = {column.key for column in template.indicators.columns if column.type == "text"}
    if not rests or not set(rests) <= texts or not all(last.values.get(key) for key in rests):
        return {}
    return {
        key: f"{last.values[key]}{chr(10) if rest.strip()[:1] in _BEGINS_A_LINE else ''}{rest.strip()}"
        for key, rest in rests.items()
    }


@dataclass(frozen=True, slots=True)
class _Leaf:
    """An indicator with the names above it."""

    path: tuple[str, ...]
    node: Node
    siblings: list[Node]

    @property
    def key(self) -> tuple[str, ...]:
        """What is the same in both tables: the names without white space."""
        return tuple(squeezed(name) for name in (*self.path, self.node.name))


def _leaves(nodes: list[Node], above: tuple[str, ...] = ()) -> Iterator[_Leaf]:
    for node in nodes:
        if node.children is None:
            yield _Leaf(above, node, nodes)
        else:
            yield from _leaves(node.children, (*above, node.name))


def join_repeated(roots: list[Node], tables: Sequence[set[int]], entries: list[Entry]) -> None:
    """Join the indicators of a later table into those of an earlier one, when the later table has (nearly) no others: a name
    that a page break cut may not be found again.

    ``tables`` are the ids of the nodes that each table made. Entries about a joined node then name the one that stays; a value
    that differs is told as doubtful, with both readings.
    """
    for number in range(1, len(tables)):
        found = list(_leaves(roots))
        first: dict[tuple[str, ...], Node] = {}
        for leaf in found:
            if leaf.node.id not in tables[number]:
                first.setdefault(leaf.key, leaf.node)
        later = [leaf for leaf in found if leaf.node.id in tables[number]]
        again = [leaf for leaf in later if leaf.key in first]
        if not later:
            _prune(roots, _known_levels(roots, tables[number]))
        if not again or len(again) < _ALIKE * len(later):
            continue
        stays: dict[int, Node] = {}
        for leaf in again:
            _join(first[leaf.key], leaf.node, entries)
            stays[leaf.node.id] = first[leaf.key]
            leaf.siblings.remove(leaf.node)
        _prune(roots, tables[number])
        entries[:] = [_moved(entry, stays, tables[number]) for entry in entries]


def _join(there: Node, again: Node, entries: list[Entry]) -> None:
    for key, value in again.values.items():
        present = there.values.get(key)
        if present is None:
            there.values[key] = value
        elif isinstance(present, str) and isinstance(value, str) and squeezed(present) != squeezed(value):
            sentence = f"“{there.name}”在两张表里写得不同，先取前一张表的"
            entries.append(Entry("doubtful", sentence, f"{present} | {value}", present, readings=(present, value)))


def _known_levels(roots: list[Node], made: set[int]) -> set[int]:
    """The level names of a later table, one without indicators, that an earlier one has already under the same names."""
    found: dict[tuple[str, ...], list[int]] = {}

    def walk(nodes: list[Node], above: tuple[str, ...]) -> None:
        for node in nodes:
            path = (*above, squeezed(node.name))
            found.setdefault(path, []).append(node.id)
            walk(node.children or [], path)

    walk(roots, ())
    return {node for ids in found.values() for node in ids[1:] if node in made}


def _prune(nodes: list[Node], made: set[int]) -> None:
    """Take away the level names of the later table that nothing stands under any more."""
    for node in list(nodes):
        if node.children is not None:
            _prune(node.children, made)
            if not node.children and node.id in made:
                nodes.remove(node)


def _moved(entry: Entry, stays: dict[int, Node], made: set[int]) -> Entry:
    place = entry.place
    if place is None or place.section != "indicators" or place.node not in made:
        return entry
    node = stays.get(place.node)
    return replace(entry, place=None if node is None else structs.replace(place, node=node.id))
