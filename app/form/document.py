"""The form (绩效目标申报表 and its kin) as an immutable value.

A ``Document`` holds exactly what its file holds: header fields, funding, long texts and the indicator tree, each value as
stored (amounts are decimal strings in 元, dates ISO strings, or in both cases what was typed when it cannot be read), and
every key that this program does not know. Nothing here is ever changed in place: ``app.form.edits`` makes new documents.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct


class RawNumber(str):
    """A JSON number kept by its written text, so that no binary float ever touches it."""

    __slots__ = ()


Json = None | bool | str | list["Json"] | dict[str, "Json"]
"""A JSON value; numbers are ``RawNumber``, a subclass of ``str``."""

_next_id = itertools.count(1)
_EMPTY: Mapping[str, Json] = MappingProxyType({})


ROOT = 0
"""The id that stands for the parent of all level-1 nodes."""
_YEAR_DIGITS = 9


def new_id() -> int:
    """A fresh node id: unique in this process, kept by edits, undo and redo, never saved."""
    return next(_next_id)


class Indicator(Struct, frozen=True, eq=False):
    """A node of the indicator tree (指标): a level name or, at the last level, an indicator with its values.

    ``values`` has every key of the node in the file except ``name`` and ``children`` (target, weight, points … and unknown
    ones). ``children`` is None where the file has no such key (an indicator), a tuple otherwise (a level, perhaps empty).
    Compared by identity: the same object means that nothing at or below the node changed.
    """

    id: int
    name: str
    values: Mapping[str, Json] = _EMPTY
    children: tuple[Indicator, ...] | None = None

    def text(self, key: str) -> str | None:
        """The value under ``key`` (``name`` included) as text, None when blank or absent."""
        return self.name if key == "name" else as_text(self.values.get(key))


class Document(Struct, frozen=True, eq=False):
    """One form. ``meta`` has the other top-level keys of the file: reserved ones (title, remarks, muted …) and unknown ones."""

    template: str
    year: int | str | None
    fields: Mapping[str, Json] = _EMPTY
    funding: Mapping[str, Json] = _EMPTY
    texts: Mapping[str, Json] = _EMPTY
    indicators: tuple[Indicator, ...] = ()
    meta: Mapping[str, Json] = _EMPTY

    @property
    def year_number(self) -> int | None:
        """The form's year (年度) where it can be read as one."""
        if isinstance(self.year, int):
            return self.year if 0 < self.year <= 9999 else None
        text = (self.year or "").strip()
        return int(text) or None if text.isascii() and text.isdigit() and len(text) == 4 else None

    def section(self, name: str) -> Mapping[str, Json]:
        """The mapping of ``fields``, ``funding``, ``texts``, or of the other top-level keys for ``form``."""
        return {"fields": self.fields, "funding": self.funding, "texts": self.texts, "form": self.meta}[name]


def year_value(text: str | None) -> int | str | None:
    """A typed year as it is stored: a number where writing it again gives the same text, else the text."""
    if text and text.isascii() and text.isdigit() and len(text) <= _YEAR_DIGITS and str(int(text)) == text:
        return int(text)
    return text


def as_list(value: Json) -> list[Json]:
    """The entries of a key that holds a list (remarks, muted …); what another program wrote there instead is its one entry."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def as_text(value: Json) -> str | None:
    """A stored value as the text a person sees; None when it is blank. Values of an odd shape are shown as written in the file."""
    if value is None or isinstance(value, str):
        return value
    import json  # only for values that no program of ours writes

    return json.dumps(value, ensure_ascii=False)


def walk(nodes: tuple[Indicator, ...], level: int = 1) -> Iterator[tuple[int, Indicator]]:
    """Every node, parents first, with its level (1 = 一级指标)."""
    for node in nodes:
        yield level, node
        if node.children:
            yield from walk(node.children, level + 1)


def find(document: Document, node_id: int) -> Indicator | None:
    """The node with this id, or None."""
    trail = trail_to(document, node_id)
    return trail[-1][1] if trail else None


def trail_to(document: Document, node_id: int) -> tuple[tuple[int, Indicator], ...]:
    """The way from level 1 to a node as (index among its siblings, node); empty when there is none with this id."""

    def search(nodes: tuple[Indicator, ...]) -> tuple[tuple[int, Indicator], ...]:
        for index, node in enumerate(nodes):
            if node.id == node_id:
                return ((index, node),)
            if node.children:
                below = search(node.children)
                if below:
                    return ((index, node), *below)
        return ()

    return search(document.indicators)


def children_of(document: Document, node_id: int) -> tuple[Indicator, ...]:
    """The children of a node (of the whole tree for ``ROOT``); empty for an indicator or an unknown id."""
    if node_id == ROOT:
        return document.indicators
    node = find(document, node_id)
    return (node.children or ()) if node else ()


def with_new_ids(node: Indicator) -> Indicator:
    """The same node under fresh ids, for duplicates and pastes."""
    children = None if node.children is None else tuple(with_new_ids(child) for child in node.children)
    return Indicator(new_id(), node.name, node.values, children)


def same_content(left: Document, right: Document) -> bool:
    """Whether two documents hold the same data (ids apart)."""
    return (
        (left.template, left.year) == (right.template, right.year)
        and all(
            dict(left.section(name)) == dict(right.section(name)) for name in ("fields", "funding", "texts", "form")
        )
        and _same_nodes(left.indicators, right.indicators)
    )


def _same_nodes(left: tuple[Indicator, ...] | None, right: tuple[Indicator, ...] | None) -> bool:
    if left is None or right is None:
        return left is right
    return len(left) == len(right) and all(
        a is b or (a.name == b.name and dict(a.values) == dict(b.values) and _same_nodes(a.children, b.children))
        for a, b in zip(left, right, strict=True)
    )
