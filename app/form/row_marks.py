"""What a form says about its rows by their paths (``muted``, ``unconfirmed``), kept on the same rows when rows come, go and move.

A path counts rows: a row put in above would make it mean another row, and so silence or mark what nobody looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from app.form.document import Document, Indicator, Json
from app.form.places import Place, place_at

ROW_MARKS = ("muted", "unconfirmed")
"""The top-level keys whose entries name places by their paths: an entry is the path, or an object with it under ``place``."""


def follow_rows(before: Document, after: Document) -> Document:
    """``after`` with the entries that named rows of ``before`` naming the same rows; those of rows that are gone go too."""
    changed = {}
    for key in ROW_MARKS:
        entries = after.meta.get(key)
        if isinstance(entries, list) and any(_names_row(entry) for entry in entries):
            followed = _followed(entries, before, after)
            if followed != entries:
                changed[key] = followed
    if not changed:
        return after
    meta = {key: changed.get(key, value) for key, value in after.meta.items() if changed.get(key, value) != []}
    return replace(after, meta=meta)


def marked_path(entry: Json) -> str:
    """The path that an entry names; empty where it names none."""
    path = entry.get("place") if isinstance(entry, dict) else entry
    return path if isinstance(path, str) else ""


def _names_row(entry: Json) -> bool:
    return marked_path(entry).startswith("indicators[")


def _followed(entries: list[Json], before: Document, after: Document) -> list[Json]:
    places = {path: place_at(before, path) for path in map(marked_path, entries) if path.startswith("indicators[")}
    wanted = {place.node for place in places.values() if place is not None}
    now = {node: path for node, path in _paths(after.indicators, "indicators") if node in wanted}
    kept: list[Json] = []
    for entry in entries:
        path = marked_path(entry)
        place = places.get(path)
        if place is None:
            kept.append(entry)  # about no row, or about one that was not there before either
        elif place.node in now:
            kept.append(_withmarked_path(entry, _written(place, now[place.node])))
    return kept


def _written(place: Place, node_path: str) -> str:
    return f"{node_path}.{place.key}" if place.key else node_path


def _withmarked_path(entry: Json, path: str) -> Json:
    return {**entry, "place": path} if isinstance(entry, dict) else path


def _paths(nodes: tuple[Indicator, ...], above: str) -> Iterator[tuple[int, str]]:
    for index, node in enumerate(nodes):
        path = f"{above}[{index}]"
        yield node.id, path
        if node.children:
            yield from _paths(node.children, f"{path}.children")
