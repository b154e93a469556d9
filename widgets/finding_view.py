"""The list of findings as a view: keys walk over findings and folded groups, a click on a head folds or opens its group."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from app.editing import theme
from widgets.finding_delegate import FindingDelegate
from widgets.finding_list import FindingList

_Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_UPWARDS = (_Action.MoveUp, _Action.MovePageUp, _Action.MovePrevious, _Action.MoveLeft)


class FindingView(QListView):
    """The list: keys and clicks choose, another width wraps anew, an empty list says so."""

    def __init__(self, model: FindingList, empty: str) -> None:
        super().__init__()
        self._findings = model
        self._empty = empty
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    # -- groups ----------------------------------------------------------------------------------------------------

    def set_group_folded(self, term: str, folded: bool) -> None:
        """Fold or open a group; the cursor stays in sight, on the head of what was folded."""
        finding = self._findings.finding(self.currentIndex())
        self._findings.set_folded(term, folded)
        if folded and finding is not None and finding.term == term:
            self.setCurrentIndex(self._findings.index(self._findings.head_row(term)))
        self.scheduleDelayedItemsLayout()

    def toggle_group(self, index: _Index) -> bool:
        """Fold or open the group whose head stands in a row; False when it is no head."""
        group = self._findings.head(index)
        if group is not None:
            self.set_group_folded(group.term, not self._findings.is_folded(group.term))
        return group is not None

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Past the heads of open groups: there is nothing to do on them."""
        index = super().moveCursor(action, modifiers)
        step = -1 if action in _UPWARDS or action == _Action.MoveEnd else 1
        row = index.row()
        while 0 <= row < self._findings.rowCount() and self._is_open_head(row):
            row += step
        if row < 0:  # above the first finding: show the head that stands there, and stay below it
            self.scrollToTop()
            return self._findings.index(1)
        return self._findings.index(row) if index.isValid() else index

    def _is_open_head(self, row: int) -> bool:
        group = self._findings.head(self._findings.index(row))
        return group is not None and not self._findings.is_folded(group.term)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left folds the group, right opens it, the space bar does either on its head."""
        index = self.currentIndex()
        row = self._findings.row(index)
        group = self._findings.head(index)
        if row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space and group is not None:
            self.toggle_group(index)
        elif event.key() == Qt.Key.Key_Left:
            self.set_group_folded(row.term, True)
        elif event.key() == Qt.Key.Key_Right:
            if group is not None:
                self.set_group_folded(group.term, False)
                self.setCurrentIndex(self._findings.index(index.row() + 1))
        else:
            super().keyPressEvent(event)

    # -- mouse -----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a head folds or opens; what was chosen stays chosen."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not self.toggle_group(index):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a head are two clicks."""
        if self._findings.head(self.indexAt(event.position().toPoint())) is not None:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a fix and over a head."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        delegate = self.itemDelegate()
        over = self._findings.head(index) is not None or (
            index.isValid() and isinstance(delegate, FindingDelegate) and delegate.over_fix(index, point)
        )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    # -- layout ----------------------------------------------------------------------------------------------------

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """The selected row explains itself and is higher."""
        super().currentChanged(current, previous)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say so when there is nothing to say."""
        super().paintEvent(event)
        if self._findings.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(theme.color("muted"))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self._empty)
            painter.end()
