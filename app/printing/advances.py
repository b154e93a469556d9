"""How wide the characters of the two faces are: text in, thousandths of an em out.

The widths themselves stand in ``app.printing.advance_tables``, made from the faces; so neither Qt nor reportlab is needed here.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, Literal

from app.printing.advance_tables import FULL_RANGES, OTHERS

Face = Literal["song", "sans"]

FULL: Final = 1000
"""The width of a hanzi, and the one that `text_width` counts for a character that the face lacks."""


class _Widths(dict[str, int]):
    """Widths by character for one face; those of full width come in when they are first asked for."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        bounds = [part.split("-") for part in FULL_RANGES[face].split()]
        self._firsts = [int(first, 16) for first, _ in bounds]
        self._lasts = [int(last, 16) for _, last in bounds]
        for run in OTHERS[face].split():
            first, _, widths = run.partition(":")
            for code, width in enumerate(widths.split(","), int(first, 16)):
                self[chr(code)] = int(width)
        self.known = frozenset(self)

    def __missing__(self, character: str) -> int:
        self[character] = FULL
        return FULL

    def has_full(self, character: str) -> bool:
        """Say whether the face has this character at full width."""
        at = bisect_right(self._firsts, ord(character)) - 1
        return at >= 0 and ord(character) <= self._lasts[at]


_WIDTHS: Final[dict[Face, _Widths]] = {"song": _Widths("song"), "sans": _Widths("sans")}

_FOUND: Final[dict[Face, set[str]]] = {"song": set(), "sans": set()}
"""The characters that each face is known to have, as they come in."""


def advance(face: Face, character: str) -> int | None:
    """Give the width of one character in thousandths of an em, or None when the face lacks it."""
    widths = _WIDTHS[face]
    if character in widths.known:
        return widths[character]
    return FULL if widths.has_full(character) else None


def text_width(face: Face, text: str) -> int:
    """Give the width of a text in thousandths of an em; a character that the face lacks counts as a hanzi."""
    return sum(map(_WIDTHS[face].__getitem__, text))


def missing_characters(face: Face, text: str) -> str:
    """Give the characters of a text that the face lacks, each once, in the text's order."""
    found = _FOUND[face]
    if found.issuperset(text):
        return ""
    missing = [character for character in dict.fromkeys(text) if advance(face, character) is None]
    found.update(set(text).difference(missing))
    return "".join(missing)
