"""Edits: small values that change a form and give back their own inverse.

``apply(document, edit)`` computes the new document first and raises ``EditError`` without any effect when the edit does not
fit, so an undo command can swap documents only after all went well.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from app.form.document import ROOT, Document, Indicator, Json, children_of, find, trail_to, year_value
from app.form.places import YEAR, Place


class EditError(ValueError):
    """The edit names a node or a position that the document does not have."""


class Absent(Enum):
    """Marks a key that is not there at all, which is not the same as a blank (null)."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


class SetValue(Struct, frozen=True):
    """Put a value at a place (None = blank, ABSENT = take the key away)."""

    place: Place
    value: Json | Absent


class InsertIndicator(Struct, frozen=True):
    """Put a node with all below it under ``parent`` (``ROOT`` = as level 1) before the sibling at ``index``."""

    parent: int
    index: int
    indicator: Indicator


class RemoveIndicator(Struct, frozen=True):
    """Take a node and all below it away. ``bare_parent``: the parent had no list of children before the node came."""

    node: int
    bare_parent: bool = False


class MoveIndicator(Struct, frozen=True):
    """Move a node under ``parent``; ``index`` counts among the siblings that remain once the node is taken out.

    ``bare_parent``: the node's present parent had no list of children before the node came.
    """

    node: int
    parent: int
    index: int
    bare_parent: bool = False


class ReplaceDocument(Struct, frozen=True):
    """Put a whole other document in place of this one (an import taken over, a conversion)."""

    document: Document


class Several(Struct, frozen=True):
    """Edits done one after another as one step."""

    edits: tuple[Edit, ...]


Edit = SetValue | InsertIndicator | RemoveIndicator | MoveIndicator | ReplaceDocument | Several


class Applied(Struct, frozen=True):
    """The result of an edit: the new document, and the edit that takes it back."""

    document: Document
    inverse: Edit


def apply(document: Document, edit: Edit) -> Applied:
    """Apply an edit. Raises EditError, with the document untouched, when it does not fit."""
    match edit:
        case SetValue():
            return _set_value(document, edit)
        case InsertIndicator() | RemoveIndicator() | MoveIndicator():
            done = _of_rows(document, edit)
            after, marks = _with_marks(document, done.document)
            return Applied(after, Several((done.inverse, *marks))) if marks else done
        case ReplaceDocument():
            return Applied(edit.document, ReplaceDocument(document))
        case Several():
            return _in_turn(document, edit.edits)


def _in_turn(document: Document, edits: tuple[Edit, ...]) -> Applied:
    """One edit after another; what the form says about its rows follows once for all neighbouring edits of rows."""
    inverses: list[Edit] = []
    for of_rows, run in groupby(edits, _is_of_rows):
        before, backwards = document, list[Edit]()
        for single in run:
            done = _of_rows(document, single) if of_rows else apply(document, single)
            document = done.document
            backwards.insert(0, done.inverse)
        if of_rows:
            document, marks = _with_marks(before, document)
            backwards += marks
        inverses = [*backwards, *inverses]
    return Applied(document, Several(tuple(inverses)))


def _is_of_rows(edit: Edit) -> bool:
    return isinstance(edit, InsertIndicator | RemoveIndicator | MoveIndicator)


def _with_marks(before: Document, after: Document) -> tuple[Document, list[Edit]]:
    """The document with the marks of its rows still on them, and the edits that put the marks back as they were written."""
    from app.form.row_marks import ROW_MARKS, follow_rows  # no row is edited before the form is on the screen

    if not any(key in before.meta for key in ROW_MARKS):
        return after, []
    followed = follow_rows(before, after)
    changed = [key for key in ROW_MARKS if followed.meta.get(key) != before.meta.get(key)]
    return followed, [SetValue(Place("form", key), before.meta[key]) for key in changed]


def _of_rows(document: Document, edit: Edit) -> Applied:
    """An edit of the tree's rows by itself."""
    match edit:
        case InsertIndicator():
            bare = _is_bare(document, edit.parent)
            return Applied(_inserted(document, edit), RemoveIndicator(edit.indicator.id, bare))
        case RemoveIndicator():
            parent, index, node = _position(document, edit.node)
            return Applied(_removed(document, edit.node, edit.bare_parent), InsertIndicator(parent, index, node))
        case MoveIndicator():
            return _move(document, edit)
    raise EditError("no edit of rows")


def _set_value(document: Document, edit: SetValue) -> Applied:
    place = edit.place
    if place.section == "indicators":
        return _set_in_tree(document, place, edit.value)
    if place == YEAR:
        year = edit.value
        if not (year is None or isinstance(year, str)):
            raise EditError("the year is a text or blank")
        number = year_value(year)
        old = None if document.year is None else str(document.year)
        return Applied(replace(document, year=number), SetValue(place, old))
    section = dict(document.section(place.section))
    old_value = section.get(place.key, ABSENT)
    _put(section, place.key, edit.value)
    name = "meta" if place.section == "form" else place.section
    changed = replace(document, **{name: section})  # one of the four mappings
    return Applied(changed, SetValue(place, old_value))


def _set_in_tree(document: Document, place: Place, value: Json | Absent) -> Applied:
    old: Json | Absent = ABSENT

    def change(node: Indicator) -> Indicator:
        nonlocal old
        if place.key in ("", "name"):
            if not isinstance(value, str):
                raise EditError("a name is a text")
            old = node.name
            return replace(node, name=value)
        values = dict(node.values)
        old = values.get(place.key, ABSENT)
        _put(values, place.key, value)
        return replace(node, values=values)

    return Applied(_with_node(document, place.node, change), SetValue(place, old))


def _put(mapping: dict[str, Json], key: str, value: Json | Absent) -> None:
    if isinstance(value, Absent):
        mapping.pop(key, None)
    else:
        mapping[key] = value


def _with_node(document: Document, node_id: int, change: Callable[[Indicator], Indicator]) -> Document:
    """The document with one node changed: only the nodes on the way to it are made anew."""
    trail = trail_to(document, node_id)
    if not trail:
        raise EditError(f"no node {node_id}")
    changed = change(trail[-1][1])
    for (index, _), (_, parent) in zip(reversed(trail), reversed(trail[:-1]), strict=False):
        siblings = parent.children or ()
        changed = replace(parent, children=(*siblings[:index], changed, *siblings[index + 1 :]))
    first = trail[0][0]
    tree = document.indicators
    return replace(document, indicators=(*tree[:first], changed, *tree[first + 1 :]))


def _with_children(document: Document, parent: int, children: tuple[Indicator, ...]) -> Document:
    if parent == ROOT:
        return replace(document, indicators=children)
    return _with_node(document, parent, lambda node: replace(node, children=children))


def _position(document: Document, node_id: int) -> tuple[int, int, Indicator]:
    trail = trail_to(document, node_id)
    if not trail:
        raise EditError(f"no node {node_id}")
    index, node = trail[-1]
    return (trail[-2][1].id if len(trail) > 1 else ROOT), index, node


def _inserted(document: Document, edit: InsertIndicator) -> Document:
    if edit.parent != ROOT and not trail_to(document, edit.parent):
        raise EditError(f"no node {edit.parent}")
    if trail_to(document, edit.indicator.id):
        raise EditError(f"node {edit.indicator.id} is there already")
    siblings = children_of(document, edit.parent)
    if not 0 <= edit.index <= len(siblings):
        raise EditError(f"no position {edit.index} among {len(siblings)} nodes")
    return _with_children(document, edit.parent, (*siblings[: edit.index], edit.indicator, *siblings[edit.index :]))


def _removed(document: Document, node_id: int, bare_parent: bool = False) -> Document:
    parent, index, _ = _position(document, node_id)
    siblings = children_of(document, parent)
    if bare_parent and parent != ROOT and len(siblings) == 1:
        return _with_node(document, parent, lambda node: replace(node, children=None))
    return _with_children(document, parent, (*siblings[:index], *siblings[index + 1 :]))


def _is_bare(document: Document, node_id: int) -> bool:
    """Whether the node has no list of children at all, as an indicator of the last level has none."""
    node = None if node_id == ROOT else find(document, node_id)
    return node is not None and node.children is None


def _move(document: Document, edit: MoveIndicator) -> Applied:
    parent, index, node = _position(document, edit.node)
    if any(step.id == edit.node for _, step in trail_to(document, edit.parent)):
        raise EditError("a node cannot be moved below itself")
    bare = _is_bare(document, edit.parent)
    moved = _inserted(_removed(document, edit.node, edit.bare_parent), InsertIndicator(edit.parent, edit.index, node))
    return Applied(moved, MoveIndicator(edit.node, parent, index, bare))
