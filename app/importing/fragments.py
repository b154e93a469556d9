"""Cells that hold label and value in one (``项目名称：…``), and lines that hold several, cut into items of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.importing.grid import is_blank, squeezed
from app.importing.labels import Vocabulary
from app.importing.rows import Item, Row, fragment

_DATA = {"field", "money", "text", "period"}
_SHORT = {"field", "money", "period"}
_SECTION = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.]")


def expand(rows: Sequence[Row], words: Vocabulary) -> list[Row]:
    """The rows with their mixed cells cut. What stands as the value of a long text is left whole, whatever it holds."""
    expanded: list[Row] = []
    for index, row in enumerate(rows):
        above = rows[index - 1] if index else None
        items: list[Item] = []
        for position, item in enumerate(row.items):
            if not row.is_line and _is_long_text(row, position, above, words):
                items.append(item)
            else:
                items.extend(_cut(item, words))
        expanded.append(row.with_items(items))
    return expanded


def kinds_of(item: Item, words: Vocabulary) -> set[str]:
    """The kinds of label that an item's whole text can be."""
    return {meaning.kind for meaning in words.meanings(item.text)}


def _is_long_text(row: Row, position: int, above: Row | None, words: Vocabulary) -> bool:
    """Whether an item stands right of, or under, the label of a long text."""
    item = row.items[position]
    before = row.items[position - 1] if position else None
    if before is None and above is not None and above.block == row.block and len(above.items) == 1:
        before = above.items[0]
    if _names_another_text(item, before, words):
        return False
    if position and "text" in kinds_of(row.items[position - 1], words):
        return True
    if above is None or above.block != row.block:
        return False
    kinds = [kinds_of(other, words) for other in above.items]
    if not all(kinds):
        return False
    return any(
        "text" in found and other.column <= item.column < max(other.cell.end, other.column + 1)
        for other, found in zip(above.items, kinds, strict=True)
    )


def _names_another_text(item: Item, before: Item | None, words: Vocabulary) -> bool:
    """Whether a cell begins with a datum's label and a colon, as the cell before it does that was left blank.

    Another office's word for a long text's label counts only when the cell before is written in that way too.
    """
    match = words.inline.match(item.text.strip())
    if match is None:
        return False
    meanings = [meaning for meaning in words.meanings(match["label"]) if meaning.kind in _DATA]
    texts = [meaning for meaning in meanings if meaning.kind == "text"]
    if any(not meaning.alias for meaning in meanings):
        return True
    if before is None:
        return False
    if meanings and not texts and all(meaning.alias for meaning in words.meanings(before.text)):
        # 项目基本情况 is one form's word for a text and a heading elsewhere: a field with its label follows the heading.
        return True
    # 二、绩效目标 is the heading of a section where a text with a label of its own follows it.
    heading = bool(_SECTION.match(squeezed(before.text)))
    if not texts or not (heading or squeezed(before.text).endswith(":")):
        return False
    return heading or all(meaning.key != texts[0].key for meaning in words.meanings(before.text))


def _cut(item: Item, words: Vocabulary) -> list[Item]:
    if kinds_of(item, words) & _DATA:
        return [item]
    text = item.text
    matches = [match for match in words.inline.finditer(text) if _counts(match, text, words)]
    if matches:
        first: set[str] = {meaning.kind for meaning in words.meanings(matches[0]["label"])}
        matches = [match for match in matches if match is matches[0] or _may_follow(match, text, first)]
    if not matches or not is_blank(text[: matches[0].start()]):
        return _spaced(item, words) if item.is_line else [item]
    found: list[Item] = []
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        column = item.column + (2 * number if item.is_line else 0)
        found.append(fragment(item, match["label"], column, pinned=True))
        value = text[match.end() : end].strip()
        if not is_blank(value):
            value = value.rstrip("，,；;。") if number + 1 < len(matches) else value
            found.append(fragment(item, value, column + (1 if item.is_line else 0)))
    return found


def _counts(match: re.Match[str], text: str, words: Vocabulary) -> bool:
    """Whether a label found inside a text begins a datum: at the start of a line any, within a line only a short one."""
    kinds = {meaning.kind for meaning in words.meanings(match["label"])}
    if len(squeezed(match["label"])) < 3 and match.start() > 0:
        return False
    at_start = match.start() == 0 or "\n" in text[: match.start()][-2:] or is_blank(text[: match.start()])
    return bool(kinds & _DATA) if at_start else bool(kinds & _SHORT)


def _may_follow(match: re.Match[str], text: str, first: set[str]) -> bool:
    """Whether a further label in a text begins a datum: within a long text only at the start of a line, and after a comma
    only among amounts.
    """
    before = text[: match.start()]
    if "text" in first:
        return before.endswith("\n")
    return before[-1:].isspace() or (before[-1:] in "，,；;。" and "money" in first)


def _spaced(item: Item, words: Vocabulary) -> list[Item]:
    """A line of labels and values with only blanks between them (``项目名称 … 项目性质 …``)."""
    pieces = item.text.split()
    # Without a colon only the form's own words count as labels: 完成时间 may stand in any running text.
    own = [[meaning.kind for meaning in words.meanings(piece) if not meaning.alias] for piece in pieces]
    kinds = [set(found) & _SHORT for found in own]
    if len(pieces) < 2 or not kinds[0] or all(kinds):
        return [item]
    found: list[Item] = []
    pending: list[str] = []
    for piece, kind in zip(pieces, kinds, strict=True):
        if kind:
            if pending:
                found.append(fragment(item, " ".join(pending), item.column + len(found)))
            pending = []
            found.append(fragment(item, piece, item.column + len(found), pinned=True))
        else:
            pending.append(piece)
    if pending:
        found.append(fragment(item, " ".join(pending), item.column + len(found)))
    return found
