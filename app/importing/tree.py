"""Read rows of indicators → the indicator tree, each node with the cells that it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.form.document import Indicator, Json, new_id
from app.importing.labels import Vocabulary


@dataclass(slots=True)
class Node:
    """A node of the tree while it grows."""

    name: str
    id: int = field(default_factory=new_id)
    values: dict[str, Json] = field(default_factory=dict)
    children: list[Node] | None = None

    def frozen(self) -> Indicator:
        """The node as it stands in the document."""
        children = None if self.children is None else tuple(child.frozen() for child in self.children)
        return Indicator(self.id, self.name, dict(self.values), children)

    def walk(self) -> Iterator[Node]:
        """The node and all below it."""
        yield self
        for child in self.children or ():
            yield from child.walk()


class Growing:
    """The tree while rows are added: it knows the present node of each level."""

    def __init__(self, words: Vocabulary) -> None:
        """Begin with nothing."""
        self.words = words
        self.roots: list[Node] = []
        self.path: list[Node | None] = [None] * words.name_levels

    def enter(self, level: int, name: str) -> Node:
        """Make ``name`` the present node of a level (from 0): the last one there if it has that name, else a new one."""
        siblings = self._siblings(level)
        node = siblings[-1] if siblings and siblings[-1].name == name else None
        if node is None:
            node = Node(name, children=[])
            siblings.append(node)
        self.path[level] = node
        for deeper in range(level + 1, len(self.path)):
            self.path[deeper] = None
        return node

    def parent_for(self, level: int, name: str) -> Node | None:
        """Where a name of a level (from 1) belongs by the catalogue when it does not belong where it stands; None: here."""
        above = self.words.parents.get((level, name), ())
        present = self.path[level - 1]
        if not above or (present is not None and present.name in above):
            return None
        if present is not None and self.words.canonical(level - 1, present.name) is None and present.name:
            return None
        if level != 1:
            return None
        found = next((node for node in reversed(self.roots) if node.name in above), None)
        if found is None:
            found = Node(above[0], children=[])
            self.roots.append(found)
        return found

    def enter_elsewhere(self, parent: Node, level: int, name: str) -> Node:
        """A node called ``name`` under another parent than the present one; the present path above it stays."""
        siblings = parent.children = parent.children if parent.children is not None else []
        node = next((each for each in siblings if each.name == name), None)
        if node is None:
            node = Node(name, children=[])
            siblings.append(node)
        self.path[level] = node
        return node

    def rename(self, node: Node, name: str) -> None:
        """Give a node its whole name; it joins a neighbour that already has it."""
        node.name = name

    def add(self, name: str, values: dict[str, Json]) -> Node:
        """Add an indicator under the present node of the last level above it."""
        node = Node(name, values=values)
        self._siblings(len(self.path)).append(node)
        return node

    def _siblings(self, level: int) -> list[Node]:
        """The nodes among which one of this level (from 0) stands; missing levels above become nodes without a name."""
        if level == 0:
            return self.roots
        parent = self.path[level - 1] or self.enter(level - 1, "")
        if parent.children is None:
            parent.children = []
        return parent.children

    def frozen(self) -> tuple[Indicator, ...]:
        """The tree as it stands in the document."""
        return tuple(node.frozen() for node in self.roots)
