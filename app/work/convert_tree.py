"""The indicator tree of a form taken over into another template: nodes stay where the new catalogue has the same names, whole
levels move where it has them elsewhere, and empty rows that the new form prints are added."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from msgspec import structs

from app.form.blank import catalogue_node
from app.form.document import Document, Indicator, Json, new_id
from app.form.template import Name, Template
from app.work.level_mapping import Mapped, is_in_catalogue, map_levels
from app.work.way_back import NONE, WayBack, came_from


@dataclass(frozen=True, slots=True)
class ConvertedTree:
    """The new tree, the levels that moved as (old path, new path, note), the ids of nodes that moved on a guess, and of those
    that are back where they were."""

    nodes: tuple[Indicator, ...]
    moved: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]
    guessed: tuple[int, ...]
    settled: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Top:
    """A level 1 of the new tree while it is made."""

    name: str
    values: dict[str, Json] = field(default_factory=dict)
    below: list[Indicator] | None = field(default_factory=list)
    id: int = field(default_factory=new_id)


@dataclass(slots=True)
class _Making:
    source: Template
    target: Template
    back: WayBack
    tops: list[_Top] = field(default_factory=list)
    elsewhere: list[tuple[Mapped, Indicator]] = field(default_factory=list)
    moved: list[tuple[tuple[str, ...], tuple[str, ...], str]] = field(default_factory=list)
    guessed: list[int] = field(default_factory=list)
    settled: list[int] = field(default_factory=list)


def convert_tree(
    document: Document, source: Template, target: Template, back: WayBack = NONE, *, used_only: bool = False
) -> ConvertedTree:
    """The tree of ``document`` for ``target``. ``back``: what it noted when it came from there; ``used_only``: without the
    levels that have no indicators."""
    if source.depth != 3 or target.depth != 3:
        other = _other_depth(document, source, target)
        return replace(other, nodes=used_nodes(other.nodes)) if used_only else other
    making = _Making(source, target, back)
    for node in document.indicators:
        _take_top(making, node)
    for mapped, child in making.elsewhere:
        _put(making, mapped, child)
    nodes = tuple(_finished(making, top) for top in making.tops)
    if used_only:
        nodes = used_nodes(nodes)
    elif _wants_empty_rows(document, source, target):
        nodes = _with_catalogue(nodes, target.indicators.catalogue, target.depth)
    elif back.levels:
        nodes = _with_catalogue(nodes, back.names(), target.depth)
    return ConvertedTree(nodes, tuple(making.moved), tuple(making.guessed), frozenset(making.settled))


def used_nodes(nodes: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """The nodes with an indicator at or below them."""
    below = [(node, None if node.children is None else used_nodes(node.children)) for node in nodes]
    return tuple(structs.replace(node, children=used) for node, used in below if used or used is None)


def _take_top(making: _Making, node: Indicator) -> None:
    """One level 1 with what stays below it; levels 2 that go to another level 1 are put there afterwards."""
    if node.children is None:
        making.tops.append(_Top(node.name, dict(node.values), None, node.id))  # an indicator without levels above it
        return
    mapped_top = map_levels((node.name,), making.source, making.target)
    name = mapped_top.path[0] if mapped_top.path else node.name
    below: list[Indicator] = []
    for child in node.children:
        if child.children is None:
            below.append(child)  # an indicator right under level 1: its missing level stays missing
            continue
        mapped = map_levels((node.name, child.name), making.source, making.target)
        if _is_only_printed(making, (node.name, child.name), mapped, child):
            continue
        _tell(making, (node.name, child.name), mapped, child)
        renamed = structs.replace(child, name=mapped.path[1])
        if mapped.path[0] == name:
            below.append(renamed)
        elif child.children or _says_anything(child):
            making.elsewhere.append((mapped, renamed))
    if below or not node.children or _says_anything(node):
        making.tops.append(_Top(name, dict(node.values), below, node.id))


def _is_only_printed(making: _Making, path: tuple[str, ...], mapped: Mapped, child: Indicator) -> bool:
    """Whether an empty row came on the way there, because that form prints it; it has no business on the way back."""
    prints = making.source.indicators.empty is not None and is_in_catalogue(path, making.source)
    empty = not child.children and not _says_anything(child)
    return prints and empty and bool(making.back.levels) and not making.back.knows(mapped.path)


def _says_anything(node: Indicator) -> bool:
    """Whether a level has a value of its own that would be lost with it."""
    return any(value is not None for value in node.values.values())


def _tell(making: _Making, old: tuple[str, ...], mapped: Mapped, child: Indicator) -> None:
    if making.back.knows(mapped.path):
        making.settled.append(child.id)
        if mapped.path != old and child.children:
            making.moved.append((old, mapped.path, ""))
        return
    own_name = mapped.path == old and (mapped.known or not is_in_catalogue(old, making.source))
    if own_name or not child.children:
        return
    note = (
        "" if mapped.sure and mapped.known else "请确认" if mapped.known else "新表的目录没有这一级，按原名保留，请确认"
    )
    making.moved.append((old, mapped.path, note))
    if note:
        making.guessed.append(child.id)


def _put(making: _Making, mapped: Mapped, child: Indicator) -> None:
    """Put a level 2 under the level 1 of its new path, joined with a level 2 of that name that is there already."""
    top = next((each for each in making.tops if each.name == mapped.path[0] and each.below is not None), None)
    if top is None:
        top = _Top(mapped.path[0])
        making.tops.insert(_position(making, top.name), top)
    below = top.below if top.below is not None else []
    same = next((at for at, each in enumerate(below) if each.name == child.name and each.children is not None), None)
    if same is None:
        below.append(child)
        return
    there = below[same]
    if any(there.values.get(key, value) != value for key, value in child.values.items()):
        below.insert(same + 1, child)  # two values under one key cannot be joined
        return
    values = {**child.values, **there.values}
    below[same] = structs.replace(there, values=values, children=(*(there.children or ()), *(child.children or ())))
    if child.id in making.guessed:
        making.guessed.append(there.id)


def _position(making: _Making, name: str) -> int:
    """Where a new level 1 belongs: behind those that stand before it in the catalogue."""
    order = [each.name for each in making.target.indicators.catalogue]
    before = set(order[: order.index(name)]) if name in order else {top.name for top in making.tops}
    return max((at + 1 for at, top in enumerate(making.tops) if top.name in before), default=0)


def _finished(making: _Making, top: _Top) -> Indicator:
    points = next((name.points for name in making.target.indicators.catalogue if name.name == top.name), None)
    if points is not None and top.below is not None and making.target.indicators.levels[0].points:
        top.values.setdefault("points", points)
    return Indicator(top.id, top.name, top.values, None if top.below is None else tuple(top.below))


def _wants_empty_rows(document: Document, source: Template, target: Template) -> bool:
    """Whether the new form prints rows for unused levels, and the old one did not have them.

    A form that is converted back to the template it came from gets none: it has all the rows it had.
    """
    prints = target.indicators.empty is not None and source.indicators.empty is None and target.indicators.full
    return prints and not came_from(document, target.id)


def _with_catalogue(nodes: tuple[Indicator, ...], catalogue: tuple[Name, ...], depth: int) -> tuple[Indicator, ...]:
    """The tree with the missing rows of a catalogue, each at its place in the catalogue's order."""
    made = list(nodes)
    position = 0
    for name in catalogue:
        at = next((index for index, node in enumerate(made) if _is_level(node, name)), None)
        if at is None:
            made.insert(position, catalogue_node(name, 1, depth))
            position += 1
        else:
            made[at] = _with_rows(made[at], name, depth)
            position = at + 1
    return tuple(made)


def _is_level(node: Indicator, name: Name) -> bool:
    return node.name == name.name and node.children is not None


def _with_rows(node: Indicator, name: Name, depth: int) -> Indicator:
    below = list(node.children or ())
    position = 0
    for child in name.children:
        at = next((index for index, each in enumerate(below) if _is_level(each, child)), None)
        if at is None:
            below.insert(position, catalogue_node(child, 2, depth))
            position += 1
        else:
            position = at + 1
    return structs.replace(node, children=tuple(below))


def _other_depth(document: Document, source: Template, target: Template) -> ConvertedTree:
    """Between trees of different depth nothing is guessed: the tree stays as it is, and a person looks at it."""
    if source.depth == target.depth:
        return ConvertedTree(document.indicators, (), ())
    note = f"原表有 {source.depth} 级指标，新表有 {target.depth} 级，没有改动，请手工调整"
    told = ((source.indicators.label,), (target.indicators.label,), note)
    return ConvertedTree(document.indicators, (told,), tuple(node.id for node in document.indicators))
