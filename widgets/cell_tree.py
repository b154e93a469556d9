"""A tree whose cells are typed into as in a spreadsheet: Tab, Enter, F2, Esc, typing starts editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTreeView, QWidget

from app.editing.indicator_model import IndicatorModel
from app.editing.session import Session
from app.form.places import Place

if TYPE_CHECKING:
    from widgets.cell_editor import CellEditor

Index = QModelIndex | QPersistentModelIndex


class CellTree(QTreeView):
    """Moving over the cells of the indicators and typing into them; each edited cell is one undo step."""

    entered = Signal(object)
    """The place of the cell with the cursor."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._replaces = False
        self._edited: Place | None = None
        # Before the model comes: afterwards each would lay out all rows.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIndentation(round(self.fontMetrics().height() * 1.15))
        self.indicators = IndicatorModel(session, self)
        self.setModel(self.indicators)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.SelectedClicked)
        self.setTabKeyNavigation(False)

    def add_indicator(self) -> None:
        """A new row after the current one: what Tab does behind the last cell of a block."""
        raise NotImplementedError

    def current_id(self) -> int:
        """The node with the cursor; ``ROOT`` in an empty tree."""
        return self.indicators.node_id(self.currentIndex())

    def commit_pending(self) -> None:
        """Take what stands in the open cell editor."""
        editor = self._open_editor()
        if editor is not None:
            QGuiApplication.inputMethod().commit()
            self.commitData(editor)
            self._session.end_typing()

    def go(self, way: str, *, edit: bool = False) -> None:
        """Move the cursor as Tab, Shift+Tab, Enter and Shift+Enter do; behind the last cell of a block Tab makes a row."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if way in ("down", "up"):
            target = self.indexBelow(index) if way == "down" else self.indexAbove(index)
            target = target.siblingAtColumn(index.column()) if target.isValid() else index
        elif way == "right":
            found = self._next_cell(index)
            if found is None:
                self.add_indicator()
                return
            target = found
        else:
            target = self._cell_before(index)
        self._go_to(target)
        # Not into the name of a level: whoever types on after the last indicator must not write over 质量指标.
        if edit and self.indicators.is_indicator(self.indicators.node_id(target)):
            self._edit_cell(target, replaces=True)

    def _next_cell(self, index: QModelIndex) -> QModelIndex | None:
        """The editable cell to the right, else the first of the next row; None behind the last cell of a block."""
        for column in range(index.column() + 1, self.indicators.columnCount()):
            cell = index.sibling(index.row(), column)
            if cell.flags() & Qt.ItemFlag.ItemIsEditable:
                return cell
        is_last = index.row() == self.indicators.rowCount(index.parent()) - 1
        if is_last and self.indicators.is_indicator(self.indicators.node_id(index)):
            return None
        below = self.indexBelow(index.siblingAtColumn(0))
        return below if below.isValid() else None

    def _cell_before(self, index: QModelIndex) -> QModelIndex:
        row = index.siblingAtColumn(0)
        for column in range(index.column() - 1, -1, -1):
            cell = index.sibling(index.row(), column)
            if cell.flags() & Qt.ItemFlag.ItemIsEditable:
                return cell
        above = self.indexAbove(row)
        if not above.isValid():
            return row
        cells = [above.siblingAtColumn(column) for column in range(self.indicators.columnCount())]
        return [cell for cell in cells if cell.flags() & Qt.ItemFlag.ItemIsEditable][-1]

    def _go_to(self, index: QModelIndex) -> None:
        parent = index.parent()
        while parent.isValid():
            self.expand(parent)
            parent = parent.parent()
        # Not setCurrentIndex: with Ctrl still held after Ctrl+V that would add to the selection.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _edit_cell(self, index: QModelIndex, *, replaces: bool) -> None:
        editor = self._open_editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._replaces = replaces
            super().edit(index)

    def edit(self, index: Index, trigger: object = None, event: QEvent | None = None) -> bool:  # type: ignore[override]
        """Qt starts editing: a typed key replaces the cell's text, a click goes into it."""
        if trigger is None:
            super().edit(index)
            return True
        if trigger != QAbstractItemView.EditTrigger.AllEditTriggers:  # else called by _edit_cell, which has said it
            self._replaces = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        return bool(super().edit(index, trigger, event))  # type: ignore[call-overload]

    def replaces_on_typing(self) -> bool:
        """Whether the editor that is being opened starts with everything selected."""
        return self._replaces

    def editor_opened(self, editor: CellEditor, index: Index) -> None:
        """A cell is edited from now on; words are suggested while typing."""
        from widgets.cell_suggestions import suggest_in_cell

        self._session.end_typing()
        self._edited = self.indicators.place_of(index)
        if self._edited is not None:
            suggest_in_cell(self._session, editor, self._edited)

    def take_back_typing(self) -> None:
        """Esc in a cell: as if nothing had been typed."""
        if self._edited is not None:
            self._session.cancel_typing(self._edited)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """The cell is left: what was typed is one undo step."""
        super().closeEditor(editor, hint)
        self._session.end_typing()
        self._edited = None

    def _open_editor(self) -> QWidget | None:
        if self.state() != QAbstractItemView.State.EditingState:
            return None
        from widgets.cell_editor import CellEditor

        # An editor that was closed lives on, hidden, until the event loop deletes it.
        return next((editor for editor in self.viewport().findChildren(CellEditor) if not editor.isHidden()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab, Enter and Backspace as in a spreadsheet."""
        key, modifiers = event.key(), event.modifiers()
        plain = not modifiers or modifiers == Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Tab and plain:
            self.go("right")
        elif key == Qt.Key.Key_Backtab:
            self.go("left")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.go("down")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.go("up")
        elif key == Qt.Key.Key_Backspace and plain:
            self._clear_cell()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain and self._step_sideways(key):
            pass
        else:
            super().keyPressEvent(event)

    def _step_sideways(self, key: int) -> bool:
        """Arrow keys walk over the cells of an indicator; on levels they fold and unfold as in any tree."""
        index = self.currentIndex()
        column = index.column() + (1 if key == Qt.Key.Key_Right else -1)
        is_row = index.isValid() and self.indicators.is_indicator(self.indicators.node_id(index))
        if not is_row or not 0 <= column < self.indicators.columnCount():
            return False
        self.setCurrentIndex(index.siblingAtColumn(column))
        return True

    def _clear_cell(self) -> None:
        place = self.indicators.place_of(self.currentIndex())
        if place is not None:
            self._session.set_value(place, "" if place.key == "name" else None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the place of the cursor, so that the paper can follow."""
        super().currentChanged(current, previous)
        place = self.indicators.place_of(current)
        if place is not None:
            self.entered.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor is here now."""
        super().focusInEvent(event)
        place = self.indicators.place_of(self.currentIndex())
        if place is not None:
            self.entered.emit(place)
