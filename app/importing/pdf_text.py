"""Characters on a page → lines, and the lines of a cell → its text with only those breaks that its author made."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Char:
    """A character with its box in points, from the top left of the page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: int = 0
    """By how many degrees the page would have to be turned for the character to stand upright."""

    @property
    def height(self) -> float:
        """The height of the box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """Characters that stand side by side."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of the line."""
        return self.bottom - self.top


def overlap(chars: list[Char]) -> bool:
    """Whether characters of different lines are printed over each other, so that their order cannot be told."""
    ordered = sorted((char for char in chars if char.text.strip()), key=lambda char: (char.top, char.x0))
    clashes = 0
    for index, char in enumerate(ordered):
        for other in ordered[index + 1 : index + 60]:
            if other.top - char.top > 0.6 * char.height:
                break
            shared = min(char.x1, other.x1) - max(char.x0, other.x0)
            if shared > 0.5 * min(char.x1 - char.x0, other.x1 - other.x0) and other.top - char.top > 0.5:
                clashes += 1
                if clashes > 3:
                    return True
    return False


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """Group characters into lines, from top to bottom and left to right."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: ((char.top + char.bottom) / 2, char.x0)):
        middle = (char.top + char.bottom) / 2
        row = rows[-1] if rows else None
        if row and any(
            abs((other.top + other.bottom) / 2 - middle) < 0.5 * min(other.height, char.height) for other in row[-3:]
        ):
            row.append(char)
        else:
            rows.append([char])
    return [_line(sorted(row, key=lambda char: char.x0)) for row in rows]


def _line(chars: list[Char]) -> Line:
    pieces: list[str] = []
    previous: Char | None = None
    spacing = _letter_spacing(chars)
    for char in chars:
        if previous is not None and _gap(previous, char, spacing):
            pieces.append(" ")
        pieces.append(char.text)
        previous = char
    shown = [char for char in chars if char.text.strip()] or chars
    return Line(
        "".join(pieces),
        shown[0].x0,
        max(char.x1 for char in shown),
        min(char.top for char in shown),
        max(char.bottom for char in shown),
    )


def _letter_spacing(chars: list[Char]) -> float:
    """The distance that nearly all characters of a line keep from each other; 0 where they touch or have no one distance."""
    gaps = sorted(after.x0 - before.x1 for before, after in itertools.pairwise(chars))
    if len(gaps) < 3:
        return 0.0
    middle = gaps[len(gaps) // 2]
    even = sum(abs(gap - middle) < 0.08 * chars[0].height for gap in gaps)
    return max(0.0, middle) if even * 10 >= len(gaps) * 7 else 0.0


def _gap(left: Char, right: Char, spacing: float) -> bool:
    """Whether a space shows between two characters though none is written: words far apart, or Latin words."""
    distance = right.x0 - left.x1 - spacing
    if " " in (left.text, right.text):
        return False
    latin = left.text.isascii() and right.text.isascii() and left.text.isalnum() and right.text.isalnum()
    return distance > right.height * (0.18 if latin else 0.8)


def join_wrapped(lines: list[Line], width: float) -> str:
    """The text of a cell. A break stays only where the next word would have fitted on the line before it."""
    if not lines:
        return ""
    room = _room(lines, width)
    pieces = [lines[0].text.strip()]
    for before, after in itertools.pairwise(lines):
        text = after.text.strip()
        if not is_full(before, after, room):
            pieces.append("\n" + text)
        elif before.text[-1:].isascii() and before.text[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha():
            pieces.append(" " + text)
        else:
            pieces.append(text)
    return "".join(pieces)


def runs_on(above: list[Line], below: list[Line], width: float) -> bool:
    """Whether the text of a cell may go on in the cell under it: no word of that would have fitted on its last line."""
    if not above or not below:
        return False
    return is_full(above[-1], below[0], _room([*above, *below], width))


def fills(lines: list[Line], bottom: float) -> bool:
    """Whether lines reach down to the bottom of their cell. Word keeps two lines of a paragraph together, so one or two
    lines may be missing.
    """
    pitch = min((after.top - before.top for before, after in itertools.pairwise(lines)), default=lines[-1].height * 1.5)
    return bottom - lines[-1].bottom < 2.6 * max(pitch, lines[-1].height)


def _room(lines: list[Line], width: float) -> float:
    """The width that lines have in a cell: without the usual padding, and never less than the widest line takes."""
    return max(max(line.x1 - line.x0 for line in lines), width - 14.0)


def is_full(before: Line, after: Line, room: float) -> bool:
    """Whether the first word of a line would not have fitted on the line before it."""
    return room - (before.x1 - before.x0) <= _first_word(after) + 2.2 * after.height


def _first_word(line: Line) -> float:
    """The width that the first unbreakable word of a line takes: a run of Latin letters and digits, or one character."""
    text = line.text.strip()
    match = re.match(r"[\x21-\x7e]+", text)
    length = len(match[0]) if match else 1
    return (line.x1 - line.x0) * min(1.0, length / max(1, len(text)))
