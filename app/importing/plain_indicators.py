"""An indicator table that has become plain lines (text copied from a PDF) → rows of items again.

The head is a line of the column labels. After it the catalogue's names tell the levels; a name and its value stand on one
line, or below each other where they were too wide for their columns; a line as wide as its column goes on in the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.importing.alignment import looks_like_value
from app.importing.grid import display_width
from app.importing.labels import Vocabulary
from app.importing.rows import Item, Row, fragment
from app.importing.segments import is_header, is_note

_CHAPTER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_SLACK = 4
"""How much narrower (in half-width columns) than the widest line a full line may be."""


def lay_out(rows: Sequence[Row], words: Vocabulary) -> list[Row]:
    """The rows with every indicator table that stands in plain lines made a table again."""
    start = next((number for number, row in enumerate(rows) if row.is_line and is_header(row, words)), None)
    if start is None:
        return list(rows)
    stop = start + 1
    while stop < len(rows) and rows[stop].is_line and not _ends(rows[stop]):
        stop += 1
    if stop - start < 2:
        return list(rows)
    table = _Table(words, rows[start])
    table.read(rows[start + 1 : stop])
    return [*rows[:start], table.head(), *table.rows, *lay_out(rows[stop:], words)]


def _ends(row: Row) -> bool:
    text = row.items[0].text
    return is_note(text) or bool(_CHAPTER.match(text))


@dataclass(slots=True)
class _Table:
    words: Vocabulary
    head_row: Row
    rows: list[Row] = field(default_factory=list)
    pending: dict[int, list[Item]] = field(default_factory=dict)
    widest: int = 0
    longest: int = 0
    last_line: int = -9

    def head(self) -> Row:
        """The head line as a row of labels."""
        item = self.head_row.items[0]
        pieces = item.text.split()
        items = [fragment(item, piece, column + 1) for column, piece in enumerate(pieces)]
        return replace(self.head_row, items=tuple(replace(each, is_line=False) for each in items))

    @property
    def name_column(self) -> int:
        """The column of the indicators' names; their values stand right of it."""
        return self.words.template.depth

    def read(self, lines: Sequence[Row]) -> None:
        """Read the lines under the head."""
        texts = [row.items[0].text for row in lines]
        alone = [text for text in texts if len(text.split()) == 1]
        self.widest = max(map(display_width, alone), default=0)
        self.longest = max(map(len, alone), default=0)
        for row in lines:
            item = row.items[0]
            gap = row.index - self.last_line > 1
            self.last_line = row.index
            rest = self.levels(item, item.text.split())
            if rest:
                self.line(item, rest, gap)
        self.flush()

    def levels(self, item: Item, pieces: list[str]) -> list[str]:
        """Take the level names at the start of a line; give what is left of it."""
        for level in range(self.words.name_levels):
            if not pieces or not self.words.is_exact(level, pieces[0]):
                continue
            # A lone word after an unfinished name is its value (the word may be a level's name by chance).
            if len(pieces) == 1 and self._wants_value() and self._is_full(self._last_text()):
                return pieces
            self.flush()
            self.put(item, level + 1, pieces.pop(0))
        return pieces

    def line(self, item: Item, pieces: list[str], gap: bool) -> None:
        """Take a line's name and value, or its part of either."""
        names, values = self.pending.get(self.name_column), self.pending.get(self.name_column + 1)
        text = " ".join(pieces)
        if names and not values and (not gap or self._is_full(names[-1].text)):
            if self._is_full(names[-1].text) and len(pieces) == 1:
                self.put(item, self.name_column, text)
            elif len(pieces) >= 2 and self._is_full(names[-1].text):
                split = _split_at(pieces)
                self.put(item, self.name_column, "".join(pieces[:split]))
                self.put(item, self.name_column + 1, " ".join(pieces[split:]))
            else:
                self.put(item, self.name_column + 1, text)
            return
        if names and values and not gap and (self._is_full(values[-1].text) or text[0] in "%％）)，。；、"):
            self.put(item, self.name_column + 1, text)
            return
        if names:
            self.flush()
        if len(pieces) == 1:
            self.put(item, self.name_column, text)
            return
        split = _split_at(pieces)
        self.put(item, self.name_column, " ".join(pieces[:split]))
        self.put(item, self.name_column + 1, " ".join(pieces[split:]))

    def put(self, item: Item, column: int, text: str) -> None:
        """Add a piece of text to a column of the row that is being made."""
        self.pending.setdefault(column, []).append(replace(fragment(item, text, column), is_line=False))

    def flush(self) -> None:
        """Finish the row that is being made."""
        if self.pending:
            items = [_joined(pieces) for _, pieces in sorted(self.pending.items())]
            self.rows.append(Row(self.head_row.block, self.last_line, tuple(items), self.head_row.part, False))
        self.pending = {}

    def _wants_value(self) -> bool:
        return self.name_column in self.pending and self.name_column + 1 not in self.pending

    def _last_text(self) -> str:
        return self.pending[self.name_column][-1].text

    def _is_full(self, text: str) -> bool:
        # Some writers of PDF give digits the width of a Chinese character: then lines are full by count, not by width.
        full = display_width(text) >= self.widest - _SLACK or len(text) >= self.longest - 1
        return self.widest > 20 and full


def _split_at(pieces: Sequence[str]) -> int:
    """Where the value begins in the words of a line: the first that looks like one, else the last word."""
    for number in range(1, len(pieces)):
        if looks_like_value(" ".join(pieces[number:])):
            return number
    return len(pieces) - 1


def _joined(pieces: Sequence[Item]) -> Item:
    first = pieces[0]
    if len(pieces) == 1:
        return first
    text = "".join(piece.text for piece in pieces)
    more = tuple(dict.fromkeys(piece.key for piece in pieces[1:] if piece.key != first.key))
    return replace(first, cell=replace(first.cell, text=text), more=more)
