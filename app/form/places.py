"""Places: where a datum of a form stands.

In memory a place of the tree names its node by id, so that it survives edits above it; in files and in JSON a place is a
path such as ``funding.annual`` or ``indicators[1].children[0].children[2].target``.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from app.form.document import ROOT, Document, Indicator, Json, find, trail_to

Section = Literal["form", "fields", "funding", "texts", "indicators"]


class Place(Struct, frozen=True):
    """One datum of a form.

    ``section`` form: ``key`` is a top-level key (``year``, ``title`` …). fields, funding, texts: ``key`` is the datum's key.
    indicators: ``node`` is the node's id and ``key`` the column (``name``, ``target`` …), empty for the node as a whole;
    node ``ROOT`` is the whole tree.
    """

    section: Section
    key: str = ""
    node: int = ROOT


def field_place(key: str) -> Place:
    """The place of a header field."""
    return Place("fields", key)


def funding_place(key: str) -> Place:
    """The place of a money cell."""
    return Place("funding", key)


def text_place(key: str) -> Place:
    """The place of a long text."""
    return Place("texts", key)


def indicator_place(node: int, key: str = "") -> Place:
    """The place of a node of the tree, or of one of its values."""
    return Place("indicators", key, node)


YEAR = Place("form", "year")
TREE = Place("indicators")


def value_at(document: Document, place: Place) -> Json:
    """The stored value at a place; None when blank or absent. ``year`` gives its text; a node as a whole gives its name."""
    if place.section != "indicators":
        if place == YEAR:
            return None if document.year is None else str(document.year)
        return document.section(place.section).get(place.key)
    node = find(document, place.node)
    if node is None:
        return None
    return node.name if place.key in ("", "name") else node.values.get(place.key)


def path_of(document: Document, place: Place) -> str:
    """The path of a place, as in files and in ``--json``; a node that is gone gives ``indicators``."""
    if place.section == "form":
        return place.key
    if place.section != "indicators":
        return f"{place.section}.{place.key}"
    steps = [f"[{index}]" for index, _ in trail_to(document, place.node)]
    path = "indicators" + ".children".join(steps)
    return f"{path}.{place.key}" if place.key and steps else path


_STEP = re.compile(r"\[(\d+)\](?:\.children(?=\[))?")


def place_at(document: Document, path: str) -> Place | None:
    """The place that a path names in this document, or None when the path leads nowhere."""
    head, _, rest = path.partition(".")
    if head in ("fields", "funding", "texts"):
        return Place(head, rest) if rest else None  # type: ignore[arg-type]  # narrowed by the test above
    if not path.startswith("indicators"):
        return Place("form", path) if path else None
    position, node = len("indicators"), None
    nodes: tuple[Indicator, ...] = document.indicators
    while match := _STEP.match(path, position):
        index = int(match[1])
        if index >= len(nodes):
            return None
        node, position = nodes[index], match.end()
        nodes = node.children or ()
    key = path[position:].removeprefix(".")
    if node is None:
        return TREE if not key else None
    return indicator_place(node.id, key)
