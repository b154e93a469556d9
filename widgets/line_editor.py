"""A line of text: what is stored → what is shown, and what is typed → what is to be stored.

It tells ``typed`` with each change that can be stored at once, and ``finished`` when the field is left.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from app.editing import theme
from app.form.document import Json, as_text
from widgets.painting import fill


def outline_problem(widget: QWidget) -> None:
    """Draw the outline of a field whose text cannot be read: a frame and a bar at its left, not a colour alone."""
    painter = QPainter(widget)
    tone = theme.color("error")
    painter.setPen(QPen(tone, 1.5))
    painter.drawRect(widget.rect().adjusted(1, 1, -2, -2))
    fill(painter, QRect(0, 0, max(3, widget.fontMetrics().height() // 5), widget.height()), tone)
    painter.end()


class LineEditor(QLineEdit):
    """A line of text, stored exactly as typed; blank is None.

    ``takes_late``: the text is read when the field is left, not with each key.
    """

    typed = Signal(object)
    finished = Signal(object)
    abandoned = Signal()
    """Esc was pressed while there was something to take back."""

    takes_late = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored: Json = None
        side = self.fontMetrics().averageCharWidth() // 2
        self.setTextMargins(side, 0, side, 0)
        self.textEdited.connect(self._tell_typed)
        self.editingFinished.connect(self._finish)

    def show_value(self, stored: Json) -> None:
        """Show a stored value. The text is only touched when it differs, so that the cursor stays while typing."""
        self._stored = stored
        text = self.to_shown(stored)
        if text != self.text() and not (self.isModified() and self.to_stored(self.text()) == stored):
            self.setText(text)
            self.setCursorPosition(0)

    def to_shown(self, stored: Json) -> str:
        """The text for a stored value."""
        return as_text(stored) or ""

    def to_stored(self, text: str) -> Json:
        """The value to store for a typed text."""
        return text or None

    def problem(self) -> str:
        """Why the stored value cannot be read; empty when it can."""
        return ""

    def commit(self) -> None:
        """Take what was typed, as leaving the field would."""
        self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed in this field; Enter goes on to the next one."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.abandoned.emit()
            self.setText(self.to_shown(self._stored))
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextPrevChild(True)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window: one history for the whole form. Text not taken yet has its own."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            if is_undo_key(event) and not (self.takes_late and self.isModified()):
                event.ignore()
                return False
        elif kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.show_tooltip(event):
            return True
        return super().event(event)

    def show_tooltip(self, event: QHelpEvent) -> bool:  # noqa: ARG002  # for those that have more to say
        """Show another tooltip than the field's help; whether there is one."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark a text that cannot be read."""
        super().paintEvent(event)
        if self.problem():
            outline_problem(self)

    def _tell_typed(self, text: str) -> None:
        if not self.takes_late:
            self.typed.emit(self.to_stored(text))

    def _finish(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.finished.emit(self.to_stored(self.text()))


def is_undo_key(event: QEvent) -> bool:
    """Whether Qt asks if a field wants the keys of undo or redo for itself."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )
