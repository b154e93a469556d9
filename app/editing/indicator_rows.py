"""The rows of the indicator tree as Qt sees them: where each node stands, kept in step with the session's document.

Indexes carry the node's integer id. Each edit of the session becomes the smallest signal that tells it (insert, remove,
move, data), so selection and expansion survive everything but a replaced document. The model keeps its own picture of the
tree and changes it step by step: views see a consistent tree at every signal, also in the middle of a paste.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

from app.editing.session import Session
from app.form.document import ROOT, Document, Indicator
from app.form.edits import Edit, InsertIndicator, MoveIndicator, RemoveIndicator, ReplaceDocument, SetValue, Several
from app.form.template import Column

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class _Run(Struct, frozen=True):
    """Neighbouring nodes that come at once: ``nodes`` under ``parent`` from ``index`` on."""

    parent: int
    index: int
    nodes: tuple[Indicator, ...]


class IndicatorRows(QAbstractItemModel):
    """The structure of the tree; ``IndicatorModel`` says what its cells show."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.columns: tuple[Column, ...] = session.template.indicators.columns
        self._depth = session.template.depth
        self._target_column = next((i for i, c in enumerate(self.columns, 1) if c.type == "target"), None)
        self._points_column = next((i for i, c in enumerate(self.columns, 1) if c.type == "points"), None)
        self._children: dict[int, list[int]] = {}
        self._parents: dict[int, int] = {}
        self._nodes: dict[int, Indicator] = {}
        self._fill(session.document)
        session.document_changed.connect(self._follow)

    @property
    def reading_column(self) -> int | None:
        """The column that shows how the target is read, None when the form has no targets."""
        return None if self._target_column is None else len(self.columns) + 1

    def node_id(self, index: Index) -> int:
        """The id of the node at an index; ``ROOT`` for no index."""
        return int(index.internalId()) if index.isValid() else ROOT

    def index_of(self, node_id: int, column: int = 0) -> QModelIndex:
        """Where a node stands now; no index for one that is not there."""
        if node_id not in self._nodes:
            return QModelIndex()
        return self.createIndex(self._row(node_id), column, node_id)

    def column_of(self, key: str) -> int:
        """The column that shows a key of an indicator: the name for the node as a whole or an unknown key."""
        return next((i for i, column in enumerate(self.columns, 1) if column.key == key), 0)

    def node_count(self) -> int:
        """How many nodes the tree has."""
        return len(self._nodes)

    def level(self, node_id: int) -> int:
        """The level of a node: 1 = 一级指标; 0 for the root."""
        level = 0
        while node_id != ROOT:
            node_id = self._parents[node_id]
            level += 1
        return level

    def is_indicator(self, node_id: int) -> bool:
        """Whether a node holds values: it stands on the last level, or below no level at all."""
        return self.level(node_id) >= self._depth

    def _row(self, node_id: int) -> int:
        return self._children[self._parents[node_id]].index(node_id)

    # -- what Qt asks of the structure ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many nodes stand below."""
        if parent.isValid() and parent.column() != 0:
            return 0
        return len(self._children.get(self.node_id(parent), ()))

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: ARG002  # Qt's signature
        """The name, the values, the reading."""
        return 1 + len(self.columns) + (self._target_column is not None)

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """The index of a cell."""
        children = self._children.get(self.node_id(parent), ())
        if not (0 <= row < len(children) and 0 <= column < self.columnCount()) or parent.column() > 0:
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index = _NO_INDEX) -> Any:
        """The level that a node stands below."""
        if not index.isValid():
            return QModelIndex()
        parent = self._parents.get(self.node_id(index), ROOT)
        return QModelIndex() if parent == ROOT else self.createIndex(self._row(parent), 0, parent)

    # -- following the document ------------------------------------------------------------------------------------

    def _fill(self, document: Document) -> None:
        self._children, self._parents, self._nodes = {ROOT: []}, {}, {}
        for node in document.indicators:
            self._children[ROOT].append(node.id)
            self._register(node, ROOT)

    def _register(self, node: Indicator, parent: int) -> None:
        self._nodes[node.id], self._parents[node.id] = node, parent
        self._children[node.id] = [child.id for child in node.children or ()]
        for child in node.children or ():
            self._register(child, node.id)

    def _forget(self, node_id: int) -> None:
        for child in self._children.pop(node_id):
            self._forget(child)
        del self._nodes[node_id], self._parents[node_id]

    def _follow(self, old: Document, new: Document, edit: Edit) -> None:
        del old
        steps = list(_single(edit))
        if any(isinstance(step, ReplaceDocument) for step in steps):
            self.beginResetModel()
            self._fill(new)
            self.endResetModel()
            return
        changed: dict[tuple[int, str], None] = {}
        for step in _in_runs(steps):
            if isinstance(step, SetValue) and step.place.section == "indicators":
                changed[step.place.node, step.place.key or "name"] = None
            elif not isinstance(step, SetValue):
                self._restructure(step)
        for node_id, key in changed:
            self._take_values(new, node_id, key)

    def _restructure(self, step: _Run | RemoveIndicator | MoveIndicator) -> None:
        if isinstance(step, _Run):
            self._insert(step)
        elif isinstance(step, RemoveIndicator):
            self._remove(step.node)
        else:
            self._move(step)

    def _insert(self, run: _Run) -> None:
        parent = self.index_of(run.parent)
        self.beginInsertRows(parent, run.index, run.index + len(run.nodes) - 1)
        self._children[run.parent][run.index : run.index] = [node.id for node in run.nodes]
        for node in run.nodes:
            self._register(node, run.parent)
        self.endInsertRows()
        self._repaint_level(run.parent)

    def _remove(self, node_id: int) -> None:
        parent, row = self._parents[node_id], self._row(node_id)
        self.beginRemoveRows(self.index_of(parent), row, row)
        del self._children[parent][row]
        self._forget(node_id)
        self.endRemoveRows()
        self._repaint_level(parent)

    def _move(self, step: MoveIndicator) -> None:
        source, row = self._parents[step.node], self._row(step.node)
        # Qt counts the target row before the node is taken out, the edit after it.
        down = source == step.parent and step.index > row
        if not self.beginMoveRows(self.index_of(source), row, row, self.index_of(step.parent), step.index + down):
            return
        del self._children[source][row]
        self._children[step.parent].insert(step.index, step.node)
        self._parents[step.node] = step.parent
        self.endMoveRows()
        self._repaint_level(source)
        self._repaint_level(step.parent)

    def _repaint_level(self, node_id: int) -> None:
        """A level that got its first child, or lost its last one, says so."""
        if node_id in self._nodes and len(self._children[node_id]) <= 1 and self.columns:
            cell = self.index_of(node_id, 1)
            self.dataChanged.emit(cell, cell)

    def _take_values(self, document: Document, node_id: int, key: str) -> None:
        if node_id not in self._nodes:
            return
        self._nodes[node_id] = self._walk_to(document, node_id)
        cell = self.index_of(node_id, self.column_of(key))
        if key == "points" and not self.is_indicator(node_id) and self._points_column is not None:
            cell = self.index_of(node_id, self._points_column)
        self.dataChanged.emit(cell, cell)
        if self.reading_column is not None and cell.column() == self._target_column:
            reading = self.index_of(node_id, self.reading_column)
            self.dataChanged.emit(reading, reading)

    def _walk_to(self, document: Document, node_id: int) -> Indicator:
        """The node in the document, found by the rows on its way instead of by searching the whole tree."""
        rows = []
        while node_id != ROOT:
            rows.append(self._row(node_id))
            node_id = self._parents[node_id]
        nodes = document.indicators
        for row in reversed(rows):
            node = nodes[row]
            nodes = node.children or ()
        return node


def _single(edit: Edit) -> Iterator[Edit]:
    if isinstance(edit, Several):
        for part in edit.edits:
            yield from _single(part)
    else:
        yield edit


def _in_runs(steps: list[Edit]) -> Iterator[SetValue | _Run | RemoveIndicator | MoveIndicator]:
    """The steps with neighbouring inserts joined: a paste of a thousand rows is one signal."""
    run: _Run | None = None
    for step in steps:
        if isinstance(step, InsertIndicator):
            if run and (run.parent, run.index + len(run.nodes)) == (step.parent, step.index):
                run = _Run(run.parent, run.index, (*run.nodes, step.indicator))
                continue
            if run:
                yield run
            run = _Run(step.parent, step.index, (step.indicator,))
            continue
        if run:
            yield run
            run = None
        if isinstance(step, SetValue | RemoveIndicator | MoveIndicator):
            yield step
    if run:
        yield run
