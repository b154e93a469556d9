"""Finding and replacing text over a form: every place that holds text a person typed.

Matching folds full- and half-width forms on request, so that ``％`` finds ``%``; what is replaced is always the text as it
stands. A replacement is an edit, so it undoes as one step.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.form.document import Document, Json, walk
from app.form.edits import Edit, SetValue, Several
from app.form.places import Place, Section, indicator_place, value_at

_SEARCHED: tuple[Section, ...] = ("fields", "funding", "texts")


@dataclass(frozen=True, slots=True)
class Match:
    """A piece of text at a place: from ``start`` to ``end`` in the value ``text``."""

    place: Place
    start: int
    end: int
    text: str

    def replaced(self, replacement: str) -> str:
        """The value with this one match replaced, for the preview."""
        return self.text[: self.start] + replacement + self.text[self.end :]


def text_places(document: Document) -> Iterator[tuple[Place, str]]:
    """Every place that holds a text, in the order of the form, with the text."""
    for section in _SEARCHED:
        for key, value in document.section(section).items():
            if isinstance(value, str):
                yield Place(section, key), value
    for _, node in walk(document.indicators):
        yield indicator_place(node.id, "name"), node.name
        for key, value in node.values.items():
            if isinstance(value, str):
                yield indicator_place(node.id, key), value


def find_text(
    document: Document, wanted: str, *, match_case: bool = False, fold_width: bool = True
) -> tuple[Match, ...]:
    """All matches of a text, none overlapping; blank finds nothing."""
    if not wanted:
        return ()
    needle = _folded(wanted, match_case, fold_width)
    found: list[Match] = []
    for place, text in text_places(document):
        hay = _folded(text, match_case, fold_width)
        start = hay.find(needle)
        while start >= 0:
            found.append(Match(place, start, start + len(needle), text))
            start = hay.find(needle, start + len(needle))
    return tuple(found)


def _folded(text: str, match_case: bool, fold_width: bool) -> str:
    """The text with each character folded by itself, so that offsets stay those of the text."""
    if fold_width:
        text = "".join(_fold_character(character) for character in text)
    return (
        text if match_case else "".join(low if len(low := character.lower()) == 1 else character for character in text)
    )


def _fold_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def replace_matches(document: Document, matches: Iterable[Match], replacement: str) -> Edit | None:
    """The edit that replaces these matches (all still as found); None when there is nothing to do."""
    by_place: dict[Place, list[Match]] = {}
    for match in matches:
        by_place.setdefault(match.place, []).append(match)
    edits: list[Edit] = []
    for place, together in by_place.items():
        text = value_at(document, place)
        if not isinstance(text, str) or text != together[0].text:
            continue
        for match in sorted(together, key=lambda each: each.start, reverse=True):
            text = text[: match.start] + replacement + text[match.end :]
        value: Json = text if text or (place.section == "indicators" and place.key == "name") else None
        edits.append(SetValue(place, value))
    return Several(tuple(edits)) if edits else None
