"""The editor of a cell of the indicator tree: several lines of plain text, and the keys that leave it.

Loaded when somebody begins to type. What is typed is stored by ``widgets.delegates``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QWidget

from app.editing import theme

if TYPE_CHECKING:
    from widgets.delegates import Measures
    from widgets.indicator_tree import IndicatorTree

_LINES_BEFORE_SCROLLING = 8
_MARGIN = 1
"""Room for the cursor before the first character, in pixels."""


class CellEditor(QPlainTextEdit):
    """The editor of a cell: plain text, several lines; undo and redo belong to the form, not to the editor."""

    left = Signal()
    """What was typed is to be stored, and the editor closed."""
    given_up = Signal()
    """The editor is to be closed; what was typed has been taken back."""

    def __init__(self, parent: QWidget, tree: IndicatorTree) -> None:
        super().__init__(parent)
        self.started = False
        self.is_composing = False
        """An input method holds text that is not yet the cell's."""
        self._tree = tree
        self._left = self._right = self._above = 0
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's actions."""
        keys = QKeySequence.StandardKey
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
            return super().event(event)
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A composition over selected text removes that text first: nothing is told before it has ended."""
        was_composing, self.is_composing = self.is_composing, bool(event.preeditString())
        super().inputMethodEvent(event)
        if was_composing and not self.is_composing:
            self.textChanged.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Any text; a dropped file is the window's, which opens it."""
        return source.hasText() and not any(url.isLocalFile() for url in source.urls())

    def text(self) -> str:
        """What was typed, with ``\\n`` between lines."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text without telling it as typed."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.blockSignals(False)

    def is_closed(self) -> bool:
        """An editor that was closed lives on, hidden, until the event loop deletes it; it is the view's no more."""
        return self.started and self.isHidden()

    # -- looks -----------------------------------------------------------------------------------------------------

    def dress(self, measures: Measures, beside: int) -> None:
        """The frame that says: here you write; the text stands where the cell has it.

        ``beside`` is what the cell leaves free at the left and right of its text together, in pixels.
        """
        frame = max(1, round(measures.line / 10))
        self.setFrameStyle(int(QFrame.Shape.Box) | int(QFrame.Shadow.Plain))
        self.setLineWidth(frame)
        palette = QApplication.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.color("base"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.setForegroundRole(QPalette.ColorRole.Highlight)  # of the frame
        self.document().setDocumentMargin(_MARGIN)
        self._above = measures.down
        self._left = measures.across - frame - _MARGIN
        self._right = beside - measures.across - frame - _MARGIN
        self._place_text(measures.down)

    def fit(self) -> None:
        """As high as the text needs, up to some lines, then it scrolls; in a high row the text stands in the middle."""
        text = self._text_height()
        line = self.fontMetrics().lineSpacing()
        most = _LINES_BEFORE_SCROLLING * line
        wanted = round(min(text, most)) + 2 * self._above
        if wanted > self.height():
            self.resize(self.width(), wanted)
        if text > most:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._place_text(max(self._above, int(self.height() - text) // 2))

    def _text_height(self) -> float:
        document, layout = self.document(), self.document().documentLayout()
        block, height = document.begin(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return height

    def _place_text(self, above: int) -> None:
        self.setViewportMargins(self._left, above - self.lineWidth() - _MARGIN, self._right, 0)

    # -- keys ------------------------------------------------------------------------------------------------------

    def handle_key(self, event: QKeyEvent) -> bool:
        """Tab, Enter and Esc leave the cell; Alt+Enter is a line break. False: the key is for the text."""
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
                self.insertPlainText("\n")
            else:
                self._leave("up" if modifiers & Qt.KeyboardModifier.ShiftModifier else "down")
            return True
        if key == Qt.Key.Key_Tab and not modifiers:
            self._leave("right")
            return True
        if key == Qt.Key.Key_Backtab:
            self._leave("left")
            return True
        if event.matches(QKeySequence.StandardKey.Paste) and "\t" in QGuiApplication.clipboard().text():
            # Cells of a spreadsheet: they are rows of the tree, never the text of one cell.
            self.left.emit()
            self._tree.paste()
            return True
        if key == Qt.Key.Key_Escape:
            self._tree.take_back_typing()
            self.given_up.emit()
            return True
        return self._handle_row_key(key, modifiers)

    def _handle_row_key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """What one does with rows also works from within a cell: Insert, Alt+↑, Alt+↓."""
        plain, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
        held = modifiers & ~Qt.KeyboardModifier.KeypadModifier
        deeds = {
            (Qt.Key.Key_Insert, plain): self._tree.add_indicator,
            (Qt.Key.Key_Up, alt): self._tree.move_up,
            (Qt.Key.Key_Down, alt): self._tree.move_down,
        }
        deed = next((deed for keys, deed in deeds.items() if keys == (key, held)), None)
        if deed is None:
            return False
        self.left.emit()
        deed()
        return True

    def _leave(self, way: str) -> None:
        self.left.emit()
        self._tree.go(way, edit=True)
