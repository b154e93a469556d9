"""Forms that stand beside each other on a sheet → one below the other, as all later steps expect them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from app.importing.grid import squeezed
from app.importing.labels import Vocabulary, spellings
from app.importing.rows import Item, Row
from app.importing.segments import data_labels_in, is_title

_LEAST = 3
"""So many labels of data make a side a form of its own."""
_NEAR = 3
"""By how many rows the heads of two forms beside each other may be apart."""


def unfold(rows: Sequence[Row], vocabularies: Sequence[Vocabulary]) -> list[Row]:
    """The rows with those of a table that holds forms side by side sorted by form, from left to right."""
    found: list[Row] = []
    known = _first_labels(vocabularies)
    for _, group in groupby(rows, key=lambda row: row.block):
        table = list(group)
        # Only few cells of a large workbook need a closer look.
        near = {item for row in table for item in row.items if _may_be_first(item, known)}
        found.extend(table if len(near) < 2 else _unfolded(table, vocabularies, near))
    return found


def _first_labels(vocabularies: Sequence[Vocabulary]) -> frozenset[str]:
    found: set[str] = set()
    for each in vocabularies:
        key = each.template.fields[0].key if each.template.fields else ""
        found |= {spelling for spelling, means in each.labels.items() if any(m.key == key for m in means)}
    return frozenset(found)


def _may_be_first(item: Item, known: frozenset[str]) -> bool:
    if item.is_line:
        return False
    head, colon, _ = squeezed(item.text[:40]).lower().partition(":")
    if not any(label in head for label in known):
        return False
    return any(spelling in known for spelling in spellings(head if colon else item.text))


def _unfolded(table: list[Row], vocabularies: Sequence[Vocabulary], near: set[Item]) -> list[Row]:
    pair = next((pair for each in vocabularies if (pair := _pair(table, each, near)) is not None), None)
    if pair is None:
        return table
    start, left, right = pair
    bound = max(range(left + 1, right + 1), key=lambda bound: _fit(table, start, bound, left, right))
    first, last = _band(table, start, bound)
    last = min(last, _next_forms(table, start, vocabularies, near))
    band = table[first:last]
    sides = [_side(band, 0, bound), _side(band, bound, None)]
    if any(max(_labels(side, each) for each in vocabularies) < _LEAST for side in sides):
        return table
    # A title over both forms is the title of each.
    shared = [row for row in table[max(0, first - 2) : first] if is_title(row, vocabularies)]
    after = _unfolded(table[last:], vocabularies, near)
    return [*table[:first], *sides[0], *shared, *_unfolded(sides[1], vocabularies, near), *after]


def _next_forms(table: Sequence[Row], start: int, vocabularies: Sequence[Vocabulary], near: set[Item]) -> int:
    """Where the forms below those whose heads stand at ``start`` begin."""
    for number in range(start + _NEAR + 1, len(table)):
        if any(item in near and _is_identity(item, each) for item in table[number].items for each in vocabularies):
            while number > start + 1 and is_title(table[number - 1], vocabularies):
                number -= 1
            return number
    return len(table)


def _pair(table: Sequence[Row], words: Vocabulary, near: set[Item]) -> tuple[int, int, int] | None:
    """Where the first head field stands twice side by side: the number of the upper row, and both columns."""
    seen: list[tuple[int, int]] = []
    for number, row in enumerate(table):
        for item in row.items:
            if item not in near or not _is_identity(item, words):
                continue
            other = next((each for each in seen if each[1] != item.column and number - each[0] <= _NEAR), None)
            if other is not None:
                return other[0], min(other[1], item.column), max(other[1], item.column)
            seen = [each for each in seen if number - each[0] <= _NEAR]
            seen.append((number, item.column))
    return None


def _is_identity(item: Item, words: Vocabulary) -> bool:
    if not words.template.fields or len(squeezed(item.text)) <= 2:
        return False
    key = words.template.fields[0].key
    match = words.inline.match(item.text.strip())
    meanings = [*words.meanings(item.text), *(words.meanings(match["label"]) if match else ())]
    return any(meaning.kind == "field" and meaning.key == key for meaning in meanings)


def _band(table: Sequence[Row], start: int, bound: int) -> tuple[int, int]:
    """The rows around ``start`` in which no cell lies across the border between the forms."""
    first, last = start, start
    while first > 0 and not _crosses(table[first - 1], bound):
        first -= 1
    while last < len(table) and not _crosses(table[last], bound):
        last += 1
    return first, last


def _crosses(row: Row, bound: int) -> bool:
    return any(item.column < bound < item.cell.end for item in row.items)


def _fit(table: Sequence[Row], start: int, bound: int, left: int, right: int) -> tuple[int, int]:
    """How well a column suits as the first one of the right form: many rows without a cell across it, and the label of its
    first head field as far from its left border as the left form's is.
    """
    first, last = _band(table, start, bound)
    edge = min(item.column for row in table[first:last] for item in row.items) if last > first else left
    return last - first, -abs((right - bound) - (left - edge))


def _side(rows: Sequence[Row], first: int, end: int | None) -> list[Row]:
    return list(_parts(rows, first, end))


def _parts(rows: Sequence[Row], first: int, end: int | None) -> Iterator[Row]:
    for row in rows:
        items = [item for item in row.items if item.column >= first and (end is None or item.column < end)]
        if items:
            yield row.with_items(items)


def _labels(rows: Sequence[Row], words: Vocabulary) -> int:
    return sum(data_labels_in(row, words) for row in rows)
