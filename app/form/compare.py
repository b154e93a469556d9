"""Comparing two forms: field by field and row by row, moved rows as moved, each difference with the edit that takes it over.

``mine`` is the form that would be changed, ``theirs`` the other one (a colleague's file, the saved state, an earlier save).
Rows are matched by name and content, since ids of two files have nothing to do with each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import Literal

from app.form.document import ROOT, Document, Indicator, as_text, with_new_ids
from app.form.edits import ABSENT, Edit, InsertIndicator, MoveIndicator, RemoveIndicator, SetValue
from app.form.places import YEAR, Place, Section, indicator_place

_ALIKE = 0.6
"""Two rows of this likeness (0–1, by characters of name and values) are one row that was reworded."""

_MOST_COMPARED = 20_000_000
"""Texts whose lengths multiply to more are not compared character by character: that would take seconds."""
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+\Z")
_NOT_CONTENT = frozenset(("template_copy", "version"))


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``place`` is in ``mine`` (of the parent for an added row); ``before`` is mine, ``after`` theirs.

    ``edit`` makes mine like theirs in this one point; compare again after applying it, since rows may have moved.
    """

    kind: Literal["changed", "added", "removed", "moved"]
    place: Place
    before: str | None
    after: str | None
    edit: Edit


@dataclass(frozen=True, slots=True)
class Wording:
    """A piece of text that is the same in both, only in mine (``removed``) or only in theirs (``added``)."""

    kind: Literal["same", "removed", "added"]
    text: str


def wording_differences(before: str, after: str) -> tuple[Wording, ...]:
    """How two texts differ, piece by piece; joining all but the added pieces gives ``before``. Very long texts are compared
    sentence by sentence."""
    whole = len(before) * len(after) <= _MOST_COMPARED
    left, right = (list(text) if whole else _SENTENCE.findall(text) for text in (before, after))
    pieces: list[Wording] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Wording("same", "".join(left[a0:a1])))
            continue
        if a1 > a0:
            pieces.append(Wording("removed", "".join(left[a0:a1])))
        if b1 > b0:
            pieces.append(Wording("added", "".join(right[b0:b1])))
    return tuple(pieces)


def compare(mine: Document, theirs: Document) -> tuple[Difference, ...]:
    """All differences, in the order of the form."""
    return (*_head_differences(mine, theirs), *_Trees(mine, theirs).differences())


def _head_differences(mine: Document, theirs: Document) -> Iterator[Difference]:
    if mine.year != theirs.year:
        year = None if theirs.year is None else str(theirs.year)
        yield Difference("changed", YEAR, None if mine.year is None else str(mine.year), year, SetValue(YEAR, year))
    sections: tuple[Section, ...] = ("fields", "funding", "texts", "form")
    for section in sections:
        left, right = mine.section(section), theirs.section(section)
        for key in dict.fromkeys((*left, *right)):
            if (section == "form" and key in _NOT_CONTENT) or left.get(key) == right.get(key):
                continue
            place = Place(section, key)
            edit = SetValue(place, right.get(key, ABSENT))
            yield Difference("changed", place, as_text(left.get(key)), as_text(right.get(key)), edit)


def row_text(node: Indicator) -> str:
    """A row as one line of text: its name and values."""
    return " ".join(filter(None, (node.name, *(as_text(value) for value in node.values.values()))))


class _Trees:
    """The matching of two trees, level by level, and then of rows that went to another parent."""

    def __init__(self, mine: Document, theirs: Document) -> None:
        self._found: list[Difference] = []
        self._removed: list[tuple[Indicator, int]] = []
        self._added: list[tuple[Indicator, int, int]] = []
        self._level(ROOT, mine.indicators, theirs.indicators)

    def differences(self) -> list[Difference]:
        moved = list(self._moved_elsewhere())
        removed = [
            Difference("removed", indicator_place(node.id), row_text(node), None, RemoveIndicator(node.id))
            for node, _ in self._removed
        ]
        added = [
            Difference(
                "added",
                indicator_place(parent),
                None,
                row_text(node),
                InsertIndicator(parent, index, with_new_ids(node)),
            )
            for node, parent, index in self._added
        ]
        return [*self._found, *moved, *removed, *added]

    def _level(self, parent: int, mine: tuple[Indicator, ...], theirs: tuple[Indicator, ...]) -> None:
        pairs = _matched(mine, theirs)
        self._removed += [(node, parent) for index, node in enumerate(mine) if index not in pairs]
        taken = set(pairs.values())
        for index, node in enumerate(theirs):
            if index not in taken:
                self._added.append((node, parent, min(index, len(mine))))
        stay = _longest_rising([pairs[index] for index in sorted(pairs)])
        for index in sorted(pairs):
            node, other = mine[index], theirs[pairs[index]]
            self._values(node, other)
            if pairs[index] not in stay:
                target = min(pairs[index], len(mine) - 1)
                edit = MoveIndicator(node.id, parent, target)
                self._found.append(
                    Difference(
                        "moved", indicator_place(node.id), f"第 {index + 1} 行", f"第 {pairs[index] + 1} 行", edit
                    )
                )
            self._level(node.id, node.children or (), other.children or ())

    def _values(self, node: Indicator, other: Indicator) -> None:
        if node.name != other.name:
            place = indicator_place(node.id, "name")
            self._found.append(Difference("changed", place, node.name, other.name, SetValue(place, other.name)))
        for key in dict.fromkeys((*node.values, *other.values)):
            left, right = node.values.get(key), other.values.get(key)
            if left != right:
                place = indicator_place(node.id, key)
                edit = SetValue(place, other.values.get(key, ABSENT))
                self._found.append(Difference("changed", place, as_text(left), as_text(right), edit))

    def _moved_elsewhere(self) -> Iterator[Difference]:
        """Rows that are gone in one place and stand, word for word, in another."""
        for node, parent in list(self._removed):
            key = _content(node)
            target = next(
                ((other, to, index) for other, to, index in self._added if to != parent and _content(other) == key),
                None,
            )
            if target is None:
                continue
            self._removed.remove((node, parent))
            self._added.remove(target)
            edit = MoveIndicator(node.id, target[1], target[2])
            yield Difference("moved", indicator_place(node.id), row_text(node), row_text(node), edit)


def _content(node: Indicator) -> tuple[str, tuple[tuple[str, str | None], ...], tuple[object, ...] | None]:
    values = tuple((key, as_text(value)) for key, value in node.values.items())
    below = None if node.children is None else tuple(_content(child) for child in node.children)
    return node.name, values, below


def _matched(mine: tuple[Indicator, ...], theirs: tuple[Indicator, ...]) -> dict[int, int]:
    """Which of my rows is which of theirs: first those of equal content, then of equal name, then the most alike."""
    pairs: dict[int, int] = {}
    free = list(range(len(theirs)))

    def take(test: Callable[[Indicator], bool], index: int) -> None:
        found = next((other for other in free if test(theirs[other])), None)
        if found is not None:
            pairs[index] = found
            free.remove(found)

    for index, node in enumerate(mine):
        take(partial(_same_content, node), index)
    for index, node in enumerate(mine):
        if index not in pairs and node.name:
            take(partial(_same_name, node), index)
    for index, node in enumerate(mine):
        if index not in pairs and free:
            best = _most_alike(node, [(other, theirs[other]) for other in free])
            if best is not None:
                pairs[index] = best
                free.remove(best)
    return pairs


def _same_content(node: Indicator, other: Indicator) -> bool:
    return _content(node) == _content(other)


def _same_name(node: Indicator, other: Indicator) -> bool:
    return node.name == other.name


def _most_alike(node: Indicator, others: list[tuple[int, Indicator]]) -> int | None:
    """The number of the row that is most like a node, None where none is alike enough."""
    found, best = None, _ALIKE
    text = row_text(node)
    matcher = SequenceMatcher(None, "", text, autojunk=False)
    for number, other in others:
        line = row_text(other)
        if bool(node.children) != bool(other.children) or len(line) * len(text) > _MOST_COMPARED:
            continue
        matcher.set_seq1(line)
        # The quick ones are upper bounds: the exact likeness, which takes long, is seldom asked for.
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best:
            likeness = matcher.ratio()
            if likeness > best or (found is None and likeness >= best):
                found, best = number, likeness
    return found


def _longest_rising(numbers: list[int]) -> set[int]:
    """The numbers of a longest rising run: rows that kept their order; the others moved."""
    tails: list[int] = []
    positions: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(positions[at - 1] if at else -1)
        if at == len(tails):
            tails.append(number)
            positions.append(index)
        else:
            tails[at] = number
            positions[at] = index
    kept: set[int] = set()
    index = positions[-1] if positions else -1
    while index >= 0:
        kept.add(numbers[index])
        index = before[index]
    return kept
