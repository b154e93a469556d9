"""What a person does in the indicator tree → edits: add, remove, duplicate, move, each as one undo step.

Nothing here changes anything: each function gives the edit (None when there is nothing to do), and where the cursor belongs
afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from app.form.blank import new_indicator
from app.form.document import ROOT, Document, Indicator, children_of, find, new_id, trail_to, with_new_ids
from app.form.edits import Edit, InsertIndicator, MoveIndicator, RemoveIndicator, Several, apply
from app.form.template import Template


class Change(Struct, frozen=True):
    """An edit and the node that the cursor goes to after it (``ROOT``: nowhere)."""

    edit: Edit
    goes_to: int = ROOT


def level_of(document: Document, node_id: int) -> int:
    """The level of a node, 1 = 一级指标; 0 for the root and for a node that is not there."""
    return len(trail_to(document, node_id))


def parent_of(document: Document, node_id: int) -> int:
    """The id of the level that a node stands below; ``ROOT`` for level 1."""
    trail = trail_to(document, node_id)
    return trail[-2][1].id if len(trail) > 1 else ROOT


def blank_node(template: Template, level: int, name: str = "") -> Indicator:
    """A new node of a level: an indicator on the last one, else a level without children."""
    return new_indicator(template, name) if level >= template.depth else Indicator(new_id(), name, {}, ())


def topmost(document: Document, ids: Iterable[int]) -> tuple[int, ...]:
    """The chosen nodes in the order of the tree, without those that stand below another chosen one."""
    chosen = set(ids)
    found: list[int] = []

    def search(nodes: tuple[Indicator, ...]) -> None:
        for node in nodes:
            if node.id in chosen:
                found.append(node.id)
            elif node.children:
                search(node.children)

    search(document.indicators)
    return tuple(found)


def add_indicator(document: Document, template: Template, at: int) -> Change:
    """A new row: after an indicator, at the end of a level 2; below level 1 or nothing, missing levels are made on the way."""
    level = level_of(document, at)
    if level >= template.depth:
        return add_sibling(document, template, at)
    children = children_of(document, at)
    if level + 1 < template.depth and children:
        return add_indicator(document, template, children[-1].id)
    node = leaf = blank_node(template, template.depth)
    for _ in range(level + 1, template.depth):
        node = Indicator(new_id(), "", {}, (node,))
    return Change(InsertIndicator(at, len(children), node), leaf.id)


def add_sibling(document: Document, template: Template, at: int) -> Change:
    """A new node of the same level, right after this one; at level 1 where there is none."""
    trail = trail_to(document, at)
    node = blank_node(template, len(trail) or 1)
    index = trail[-1][0] + 1 if trail else len(document.indicators)
    return Change(InsertIndicator(parent_of(document, at), index, node), node.id)


def add_child(document: Document, template: Template, at: int) -> Change | None:
    """A new node of the next level, at the end of this one."""
    level = level_of(document, at)
    if level >= template.depth:
        return None
    node = blank_node(template, level + 1)
    return Change(InsertIndicator(at, len(children_of(document, at)), node), node.id)


def remove(document: Document, ids: Iterable[int]) -> Change | None:
    """Take nodes away; the cursor goes to the next sibling, else the one before, else the parent."""
    chosen = topmost(document, ids)
    if not chosen:
        return None
    edits = tuple(RemoveIndicator(node_id) for node_id in chosen)
    return Change(_as_one(edits), _neighbour(document, chosen))


def duplicate(document: Document, ids: Iterable[int]) -> Change | None:
    """Copies of the nodes, after the last one of each group of siblings."""
    chosen = topmost(document, ids)
    edits: list[Edit] = []
    last_copy = ROOT
    groups: dict[int, list[int]] = {}
    for node_id in chosen:
        groups.setdefault(parent_of(document, node_id), []).append(node_id)
    for parent, members in groups.items():
        siblings = children_of(document, parent)
        position = max(index for index, node in enumerate(siblings) if node.id in members) + 1
        for offset, member in enumerate(members):
            copy = with_new_ids(next(node for node in siblings if node.id == member))
            edits.append(InsertIndicator(parent, position + offset, copy))
            last_copy = copy.id
    return Change(_as_one(edits), last_copy) if edits else None


def move(document: Document, template: Template, ids: Iterable[int], way: Literal["up", "down"]) -> Edit | None:
    """Move nodes by one place among their siblings; over the edge they go to the neighbouring level of the same kind."""
    chosen = topmost(document, ids)
    edits: list[Edit] = []
    blocked: set[int] = set()
    for node_id in chosen if way == "up" else reversed(chosen):
        step = _step(document, template, node_id, way, blocked)
        if step is None:
            blocked.add(node_id)
            continue
        document = apply(document, step).document
        edits.append(step)
    return _as_one(edits) if edits else None


def can_stand_below(document: Document, template: Template, ids: Sequence[int], parent: int) -> bool:
    """Whether all these nodes may become children of ``parent``: their own depth fits there, and none holds the parent."""
    level = level_of(document, parent)
    above = {node.id for _, node in trail_to(document, parent)}
    if level >= template.depth or (parent != ROOT and not above):
        return False
    return all(node_id not in above and level_of(document, node_id) == level + 1 for node_id in ids)


def move_to(document: Document, ids: Iterable[int], parent: int, index: int) -> Edit | None:
    """Move nodes below ``parent`` before the child that stands at ``index`` now, keeping their order."""
    chosen = topmost(document, ids)
    siblings = [node.id for node in children_of(document, parent)]
    rest = [node_id for node_id in siblings[index:] if node_id not in chosen]
    ahead = [node_id for node_id in siblings[:index] if node_id not in chosen]
    if [*ahead, *chosen, *rest] == siblings:
        return None
    before = rest[0] if rest else None
    edits: list[Edit] = []
    for node_id in chosen:
        remaining = [node.id for node in children_of(document, parent) if node.id != node_id]
        position = remaining.index(before) if before is not None else len(remaining)
        stands = trail_to(document, node_id)[-1][0]
        if parent_of(document, node_id) == parent and stands == position:
            continue
        step = MoveIndicator(node_id, parent, position)
        document = apply(document, step).document
        edits.append(step)
    return _as_one(edits) if edits else None


def _step(
    document: Document, template: Template, node_id: int, way: Literal["up", "down"], blocked: set[int]
) -> MoveIndicator | None:
    trail = trail_to(document, node_id)
    index, parent = trail[-1][0], parent_of(document, node_id)
    siblings = children_of(document, parent)
    towards = index - 1 if way == "up" else index + 1
    if 0 <= towards < len(siblings):
        return None if siblings[towards].id in blocked else MoveIndicator(node_id, parent, towards)
    neighbour = _next_level(document, parent, way)
    if neighbour is None or len(trail) > template.depth:
        return None
    return MoveIndicator(node_id, neighbour.id, len(neighbour.children or ()) if way == "up" else 0)


def _next_level(document: Document, node_id: int, way: Literal["up", "down"]) -> Indicator | None:
    """The node before or after this one on its level, also across its parent's edge."""
    if node_id == ROOT:
        return None
    trail = trail_to(document, node_id)
    index, parent = trail[-1][0], parent_of(document, node_id)
    siblings = children_of(document, parent)
    towards = index - 1 if way == "up" else index + 1
    if 0 <= towards < len(siblings):
        return siblings[towards]
    beyond = _next_level(document, parent, way)
    while beyond is not None:
        if beyond.children:
            return beyond.children[-1 if way == "up" else 0]
        beyond = _next_level(document, beyond.id, way)
    return None


def _neighbour(document: Document, chosen: tuple[int, ...]) -> int:
    last = chosen[-1]
    parent = parent_of(document, last)
    siblings = children_of(document, parent)
    place = next(index for index, node in enumerate(siblings) if node.id == last)
    after = [node.id for node in siblings[place + 1 :] if node.id not in chosen]
    before = [node.id for node in siblings[:place] if node.id not in chosen]
    return after[0] if after else before[-1] if before else parent


def _as_one(edits: Sequence[Edit]) -> Edit:
    return edits[0] if len(edits) == 1 else Several(tuple(edits))


def name_at(document: Document, node_id: int) -> str:
    """The name of a node; empty when it has none or is not there."""
    node = find(document, node_id)
    return node.name if node else ""
