"""The indicator tree (绩效指标) of a session as a Qt model: what its cells show, take and carry when dragged.

Where each node stands, and how the model follows the edits, is in ``app.editing.indicator_rows``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt

from app.editing.indicator_rows import Index, IndicatorRows
from app.editing.session import Session
from app.editing.tree_edits import can_stand_below, move_to
from app.form.amount import format_amount, stored_amount
from app.form.amount import typed_to_stored as typed_amount
from app.form.document import Json
from app.form.places import Place, indicator_place

if TYPE_CHECKING:
    from app.checking.findings import Finding

NODE_ROLE = Qt.ItemDataRole.UserRole + 1
LEVEL_ROLE = Qt.ItemDataRole.UserRole + 2
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 3
QUIET_ROLE = Qt.ItemDataRole.UserRole + 4
"""Whether the shown text is a remark of the program rather than the user's."""

NODES_MIME = "application/x-jibiao-indicator-ids"
_SEVERITIES = ("hint", "warning", "error")
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_MOVABLE = _FIXED | Qt.ItemFlag.ItemIsDragEnabled
_EDITABLE = _MOVABLE | Qt.ItemFlag.ItemIsEditable
_DROPS = Qt.ItemFlag.ItemIsDropEnabled
_LEAF = Qt.ItemFlag.ItemNeverHasChildren


class IndicatorModel(IndicatorRows):
    """Columns: the name, the template's value columns, and how the target is read (读作)."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._reads = False
        session.findings_changed.connect(self._mark_findings)

    # -- where a node stands ---------------------------------------------------------------------------------------

    def place_of(self, index: Index) -> Place | None:
        """The place of the datum at an index, None where there is none (the reading, a level's values)."""
        if not index.isValid():
            return None
        key = self._key_at(index)
        return None if key is None else indicator_place(self.node_id(index), key)

    def _key_at(self, index: Index) -> str | None:
        column = index.column()
        if column == 0:
            return "name"
        if column > len(self.columns):
            return None
        node_id = self.node_id(index)
        key = self.columns[column - 1].key
        # A level of an odd file may hold a value too: it is shown, never hidden.
        if self.is_indicator(node_id) or self._nodes[node_id].values.get(key) is not None:
            return key
        level = self._session.template.indicators.levels[self.level(node_id) - 1]
        return "points" if level.points and column == self._points_column else None

    # -- what Qt asks ----------------------------------------------------------------------------------------------

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The head of a column, as the template calls it."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section == 0:
                return self._session.template.indicators.label
            return self.columns[section - 1].label if section <= len(self.columns) else self.tr("读作")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and 0 < section <= len(self.columns):
            return self.columns[section - 1].help or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every datum can be edited and every node dragged, unless the form is read-only."""
        if not index.isValid():
            return _DROPS
        node_id = self.node_id(index)
        flags = _FIXED
        if self._session.read_only is None:
            flags = _MOVABLE if self._key_at(index) is None else _EDITABLE
        if self.is_indicator(node_id):
            return flags if self._children.get(node_id) else flags | _LEAF
        return flags | _DROPS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts as they are stored, remarks of the program where there is nothing, and the marks of findings."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(index)
        if role == Qt.ItemDataRole.EditRole:
            return self._stored(index)
        if role == NODE_ROLE:
            return self.node_id(index)
        if role == LEVEL_ROLE:
            return self.level(self.node_id(index))
        if role == QUIET_ROLE:
            return self.is_quiet(index)
        if role == SEVERITY_ROLE:
            return self.severity(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Store what was typed; while a cell is edited its keystrokes are one undo step."""
        place = self.place_of(index)
        if role != Qt.ItemDataRole.EditRole or place is None:
            return False
        return self._session.set_value(place, self.to_store(index, str(value)), typing=True)

    def to_store(self, index: Index, text: str) -> Json:
        """What the file keeps for a text typed at an index."""
        if index.column() == 0:
            return text
        kind = self.columns[index.column() - 1].type
        if kind == "amount":
            return typed_amount(text)
        if kind == "date":
            from app.form.dates import typed_to_stored as typed_date

            return typed_date(text)
        return text or None

    # -- dragging --------------------------------------------------------------------------------------------------

    def supportedDropActions(self) -> Qt.DropAction:
        """Nodes are moved, never copied, by dragging."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Nodes of this program only."""
        return [NODES_MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        """The ids of the dragged nodes."""
        mime = QMimeData()
        ids = dict.fromkeys(self.node_id(index) for index in indexes)
        mime.setData(NODES_MIME, " ".join(map(str, ids)).encode())
        return mime

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Only where the nodes' level has its place."""
        del action, column
        return self._drop_target(self._dragged(data), row, parent) is not None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Move the dragged nodes."""
        del action, column
        ids = self._dragged(data)
        target = self._drop_target(ids, row, parent)
        edit = None if target is None else move_to(self._session.document, ids, *target)
        return edit is not None and self._session.edit(edit, self.tr("移动指标"))

    def _drop_target(self, ids: tuple[int, ...], row: int, parent: Index) -> tuple[int, int] | None:
        """The parent and the place among its children, None where the nodes cannot stand.

        The gap above a node of a higher level is also the end of what stands before it: there a lower node goes.
        """
        if not ids:
            return None
        target = self.node_id(parent)
        index = row if row >= 0 else len(self._children.get(target, ()))
        while not can_stand_below(self._session.document, self._session.template, ids, target):
            if row < 0 or index == 0:
                return None
            target = self._children[target][index - 1]
            index = len(self._children.get(target, ()))
        return target, index

    def _dragged(self, data: QMimeData) -> tuple[int, ...]:
        ids = (int(word) for word in bytes(data.data(NODES_MIME).data()).split())
        return tuple(node_id for node_id in ids if node_id in self._nodes)

    # -- what is shown ---------------------------------------------------------------------------------------------

    def _stored(self, index: Index) -> str:
        key = self._key_at(index)
        return "" if key is None else self._nodes[self.node_id(index)].text(key) or ""

    def shown(self, index: Index) -> str:
        """The text of a cell: what is stored, else the program's remark."""
        column, node_id = index.column(), self.node_id(index)
        text = self._stored(index)
        if column == 0:
            return text or self.tr("未填")
        if column > len(self.columns):
            return self._reading(node_id)
        if not self.is_indicator(node_id):
            return text or self._remark(column, node_id)
        if self.columns[column - 1].type == "amount":
            amount = stored_amount(text)
            return text if amount is None else format_amount(amount)
        return text

    def is_quiet(self, index: Index) -> bool:
        """Whether the text of a cell is a remark of the program rather than the user's."""
        return index.column() > len(self.columns) or not self._stored(index)

    def _remark(self, column: int, node_id: int) -> str:
        """An empty level says so, in its first value cell."""
        return self.tr("暂无指标") if column == 1 and not self._children.get(node_id) else ""

    def _reading(self, node_id: int) -> str:
        if not self._reads or self._target_column is None or not self.is_indicator(node_id):
            return ""
        from app.form.target import describe_target, read_target

        text = self._nodes[node_id].text(self.columns[self._target_column - 1].key)
        return describe_target(read_target(text, self._session.document.year_number)) if text else ""

    def _spoken(self, index: Index) -> str:
        parts = [self.shown(index), *(finding.message for finding in self._findings_at(index))]
        return "；".join(part for part in parts if part)

    # -- findings --------------------------------------------------------------------------------------------------

    def _findings_at(self, index: Index) -> Iterator[Finding]:
        node_id, key = self.node_id(index), self._key_at(index)
        for finding in self._findings.get(node_id, ()):
            keys = {place.key or "name" for place in finding.places if place.node == node_id}
            if key in keys or (index.column() == 0 and not keys & {"name", *(c.key for c in self.columns)}):
                yield finding

    def severity(self, index: Index) -> str | None:
        """The worst severity of the findings about a cell."""
        if not self._findings:
            return None
        severities = [finding.severity for finding in self._findings_at(index)]
        return max(severities, key=_SEVERITIES.index) if severities else None

    def _tooltip(self, index: Index) -> str | None:
        """The whole text, which a narrow column may have cut, then what the checks say about it."""
        return (
            "\n".join(filter(None, (self.shown(index), *(each.message for each in self._findings_at(index))))) or None
        )

    def start_reading(self) -> None:
        """Fill the column 读作: after the form is on the screen, since the rules of reading take a moment to load."""
        if not self._reads:
            self._reads = True
            self._repaint_readings(QModelIndex())

    def _repaint_readings(self, parent: QModelIndex) -> None:
        rows, column = self.rowCount(parent), self.reading_column
        if rows and column is not None:
            self.dataChanged.emit(self.index(0, column, parent), self.index(rows - 1, column, parent))
            for row in range(rows):
                self._repaint_readings(self.index(row, 0, parent))

    def _mark_findings(self) -> None:
        """Take over the session's findings; only the nodes whose findings changed are painted again."""
        self.start_reading()
        by_node: dict[int, tuple[Finding, ...]] = {}
        for finding in self._session.findings:
            for node_id in {place.node for place in finding.places if place.section == "indicators"}:
                by_node[node_id] = (*by_node.get(node_id, ()), finding)
        old, self._findings = self._findings, by_node
        for node_id in old.keys() | by_node.keys():
            if old.get(node_id) != by_node.get(node_id) and node_id in self._nodes:
                last = self.columnCount() - 1
                self.dataChanged.emit(self.index_of(node_id), self.index_of(node_id, last), [SEVERITY_ROLE])

    # -- following the document ------------------------------------------------------------------------------------
