"""Rows that a page break cut in two → whole rows again.

The reader marks the first row of a new page, and where the line above it is full. A row is the rest of the one above it when
each of its texts runs on from above, or makes a known label or name together with what stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.form.target import TargetKind, read_target
from app.importing.labels import Vocabulary
from app.importing.rows import Item, Row


def mend(rows: Sequence[Row], words: Vocabulary) -> list[Row]:
    """The rows with those cut by a page break joined."""
    mended: list[Row] = []
    for row in rows:
        if not row.is_line and any(item.cell.cut for item in row.items):
            row = _mend(mended, row, words)
            if not row.items:
                continue
        mended.append(row)
    return mended


def _mend(before: list[Row], row: Row, words: Vocabulary) -> Row:
    """Join what is a rest into the rows before; give what is left of the row."""
    pairs: list[tuple[Item, tuple[int, int] | None]] = [(item, _above(before, item, row)) for item in row.items]
    plain = [(item, at) for item, at in pairs if not _is_merged(item, at, before)]
    rests = [(item, at) for item, at in plain if at is not None and _is_rest(before[at[0]].items[at[1]], item, words)]
    joined: set[Item] = set()
    repeated = {item for item, at in pairs if at is not None and _is_repeated(before[at[0]].items[at[1]], item, words)}
    others = [at for item, at in plain if item not in repeated]
    if plain and len(rests) == len(plain):
        joined |= {item for item, _ in plain}
    elif repeated and others and all(at is not None for at in others):
        # The label is printed again on the new page: what stands beside it goes on there.
        joined |= {item for item, _ in pairs}
    for item, at in pairs:
        # A merged cell or a label is judged by itself: its halves make one known word.
        if at is not None and item not in joined and _make_a_word(before[at[0]].items[at[1]], item, words):
            joined.add(item)
    for item, at in pairs:
        if at is not None and item in joined:
            upper = before[at[0]].items[at[1]]
            items = list(before[at[0]].items)
            items[at[1]] = _join(upper, item, repeated=item in repeated)
            before[at[0]] = before[at[0]].with_items(items)
    return row.with_items(item for item in row.items if item not in joined)


def _above(before: Sequence[Row], item: Item, row: Row) -> tuple[int, int] | None:
    """Where the item right above another one stands, as (row, position)."""
    for number in range(len(before) - 1, -1, -1):
        if before[number].block != row.block:
            return None
        for position, upper in enumerate(before[number].items):
            if upper.column == item.column and upper.cell.bottom == row.index:
                return number, position
    return None


def _is_merged(item: Item, at: tuple[int, int] | None, before: Sequence[Row]) -> bool:
    return item.cell.row_span > 1 or (at is not None and before[at[0]].items[at[1]].cell.row_span > 1)


def _is_known(text: str, words: Vocabulary) -> bool:
    """Whether a text is a label or a catalogue name."""
    return bool(words.meanings(text)) or any(words.canonical(level, text) for level in range(words.name_levels))


def _make_a_word(upper: Item, item: Item, words: Vocabulary) -> bool:
    """Whether two texts are halves of a label or name, and not words by themselves."""
    whole = upper.text + item.text
    if words.inline.match(whole) and not words.inline.match(upper.text) and not words.inline.match(item.text):
        return not _is_known(upper.text, words)
    both = _is_known(upper.text, words) and _is_known(item.text, words)
    return len(whole) < 60 and _is_known(whole, words) and not both


def _is_rest(upper: Item, item: Item, words: Vocabulary) -> bool:
    if _make_a_word(upper, item, words):
        return True
    if not item.cell.runs_on or _is_label(item.text, words) or item.text == upper.text:
        return False
    if _is_known(item.text, words) and _is_known(upper.text, words):
        return False
    if any(meaning.kind in ("level", "column") and not meaning.alias for meaning in words.meanings(upper.text)):
        return False  # a row under a head row that is printed again goes on from nothing
    # A number with its unit is whole; what follows goes on from it only where both make one number.
    return not _is_whole_value(upper.text) or _is_whole_value(upper.text + item.text)


def _is_label(text: str, words: Vocabulary) -> bool:
    """Whether a text is a label by itself; a short word that another office uses for one may be anything."""
    return any(not meaning.alias or len(text.strip()) > 2 for meaning in words.meanings(text))


def _is_whole_value(text: str) -> bool:
    target = read_target(text)
    return target.kind is TargetKind.NUMBER and target.plain and bool(target.unit)


def _is_repeated(upper: Item, item: Item, words: Vocabulary) -> bool:
    """Whether a label is printed a second time at the top of the new page."""
    return item.text == upper.text and any(meaning.kind in ("field", "text") for meaning in words.meanings(item.text))


def _join(upper: Item, item: Item, *, repeated: bool) -> Item:
    cell = upper.cell
    text = cell.text if repeated else cell.text + ("" if item.cell.runs_on or item.is_line else "\n") + item.text
    if not repeated and len(cell.text) < 60:
        text = cell.text + item.text
    whole = replace(cell, text=text, row_span=item.cell.bottom - cell.row)
    return replace(upper, cell=whole, more=(*upper.more, *item.keys))
