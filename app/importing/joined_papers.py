"""Several papers of one document (table and annex, each on its sheet) are one form, not several.

Only where the template has several papers, and where the later part says nothing else than the earlier one: its head fields are
blank or the same, and its indicators are all there already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from app.form.document import Document, Indicator, Json, as_text
from app.form.places import YEAR
from app.importing.grid import squeezed
from app.importing.report import Entry, RecognisedForm

Key = tuple[str, ...]


def join_papers(forms: Sequence[RecognisedForm]) -> tuple[RecognisedForm, ...]:
    """The forms with the papers of one document joined into one."""
    joined: list[RecognisedForm] = []
    for form in forms:
        before = joined[-1] if joined else None
        if before is not None and _is_same(before, form):
            joined[-1] = _join(before, form)
        else:
            joined.append(form)
    return tuple(joined)


def _is_same(first: RecognisedForm, later: RecognisedForm) -> bool:
    if first.template is not later.template or len(first.template.papers) < 2:
        return False
    one, other = first.document, later.document
    if None not in (one.year, other.year) and one.year != other.year:
        return False
    if not all(_agree(one.section(name), other.section(name)) for name in ("fields", "funding", "texts")):
        return False
    known = dict(_leaves(one.indicators))
    again = list(_leaves(other.indicators))
    # A second paper shows more of the same indicators, or none; one that says otherwise is another form.
    if again and len(again) != len(known):
        return False
    return all(key in known and _agree(known[key].values, node.values) for key, node in again)


def _agree(one: Mapping[str, Json], other: Mapping[str, Json]) -> bool:
    pairs = [(as_text(one.get(key)), as_text(value)) for key, value in other.items()]
    return all(not mine or not theirs or squeezed(mine) == squeezed(theirs) for mine, theirs in pairs)


def _nodes(nodes: tuple[Indicator, ...], above: Key = ()) -> Iterator[tuple[Key, Indicator]]:
    for node in nodes:
        key = (*above, squeezed(node.name))
        yield key, node
        yield from _nodes(node.children or (), key)


def _leaves(nodes: tuple[Indicator, ...]) -> Iterator[tuple[Key, Indicator]]:
    return ((key, node) for key, node in _nodes(nodes) if node.children is None)


def _join(first: RecognisedForm, later: RecognisedForm) -> RecognisedForm:
    one, other = first.document, later.document
    more = dict(_nodes(other.indicators))
    places = {node.id: stays.id for key, stays in _nodes(one.indicators) if (node := more.get(key)) is not None}
    document = structs.replace(
        one,
        year=one.year if one.year is not None else other.year,
        fields=_filled(one.fields, other.fields),
        funding=_filled(one.funding, other.funding),
        texts=_filled(one.texts, other.texts),
        indicators=tuple(_with_values(node, (), more) for node in one.indicators),
        meta=_meta(one, other),
    )
    # A further paper need not say the year again.
    told = [entry for entry in later.entries if one.year is None or entry.place != YEAR or entry.kind != "doubtful"]
    entries = (*first.entries, *(_moved(entry, places) for entry in told))
    return RecognisedForm(document, first.template, tuple(dict.fromkeys(entries)))


def _filled(one: Mapping[str, Json], other: Mapping[str, Json]) -> dict[str, Json]:
    return {**one, **{key: value for key, value in other.items() if value is not None and one.get(key) is None}}


def _with_values(node: Indicator, above: Key, more: Mapping[Key, Indicator]) -> Indicator:
    key = (*above, squeezed(node.name))
    again = more.get(key)
    values = _filled(node.values, again.values) if again else node.values
    children = None if node.children is None else tuple(_with_values(child, key, more) for child in node.children)
    return structs.replace(node, values=values, children=children)


def _meta(one: Document, other: Document) -> dict[str, Json]:
    meta = dict(one.meta)
    for key in ("remarks", "unconfirmed"):
        mine, theirs = (each if isinstance(each := document.meta.get(key), list) else [] for document in (one, other))
        # A further paper need not say the year again.
        more = [item for item in theirs if key == "remarks" or item != YEAR.key or one.year is None]
        together: list[Json] = []
        for item in (*mine, *more):
            if item not in together:
                together.append(item)
        if together:
            meta[key] = together
    return meta


def _moved(entry: Entry, places: Mapping[int, int]) -> Entry:
    place = entry.place
    if place is None or place.section != "indicators" or place.node not in places:
        return entry
    return replace(entry, place=structs.replace(place, node=places[place.node]))
