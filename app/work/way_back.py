"""What a converted form notes under ``origin`` so that it comes back as it was: which value was taken over under another key
(``moved``: its path here → its path there), and the levels of a tree where the new form has not the same ones (``levels``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.form.document import Document, Json
from app.form.template import Name

Levels = tuple[tuple[str, ...], ...]
"""The names of a tree's levels: each level 1, followed by its levels 2."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """What a form noted when it came from the template that it now goes back to; empty for every other conversion."""

    moved: Mapping[str, str] = field(default_factory=dict)
    levels: Levels = ()

    def source_of(self, place: str) -> str | None:
        """The path here of the value that stood at ``place`` there; the first one where it was taken over twice."""
        return next((here for here, there in self.moved.items() if there == place), None)

    def belongs_elsewhere(self, here: str, place: str) -> bool:
        """Whether the value at ``here`` came from another place than this one."""
        return self.moved.get(here, place) != place

    def knows(self, path: tuple[str, ...]) -> bool:
        """Whether the tree there had this level 2."""
        return len(path) > 1 and any(top == path[0] and path[1] in below for top, *below in self.levels)

    def names(self) -> tuple[Name, ...]:
        """The levels there, as a catalogue."""
        return tuple(
            Name(name=top, children=tuple(Name(name=each) for each in dict.fromkeys(below) if each))
            for top, *below in self.levels
            if top
        )


NONE = WayBack()


def way_back(document: Document, template_id: str) -> WayBack:
    """What ``document`` noted for going back to a template."""
    origin = document.meta.get("origin")
    if not isinstance(origin, dict) or not came_from(document, template_id):
        return NONE
    moved, levels = origin.get("moved"), origin.get("levels")
    return WayBack(
        {key: path for key, path in moved.items() if isinstance(path, str)} if isinstance(moved, dict) else {},
        tuple(names for each in levels if (names := _texts(each))) if isinstance(levels, list) else (),
    )


def came_from(document: Document, template_id: str) -> bool:
    """Whether the form was made from one of this template."""
    origin = document.meta.get("origin")
    return isinstance(origin, dict) and origin.get("template") == template_id


def _texts(value: Json) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def levels_of(document: Document) -> Levels:
    """The names of the levels of a tree."""
    return tuple(
        (top.name, *(child.name for child in top.children or () if child.children is not None))
        for top in document.indicators
        if top.children is not None
    )


def noted(before: Document, after: Document, moved: Mapping[str, str]) -> dict[str, Json]:
    """What ``after`` notes about ``before``, which it was made from."""
    notes: dict[str, Json] = {}
    if moved:
        notes["moved"] = dict(moved)
    there = levels_of(before)
    if {(names[0], frozenset(names)) for names in there} != {
        (names[0], frozenset(names)) for names in levels_of(after)
    }:
        notes["levels"] = [list(names) for names in there]
    return notes
