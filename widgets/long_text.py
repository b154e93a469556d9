"""An editor for a long text: plain, growing with what is in it, with a count of its characters.

Pasted text loses its markup and keeps its paragraphs.
"""

from __future__ import annotations

import re
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from app.form.document import Json, as_text
from widgets.line_editor import is_undo_key

_LEAST_LINES = 6
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")


def counted(text: str) -> int:
    """The length of a text as 字数 counts it: white space does not count."""
    return sum(1 for char in text if not char.isspace())


def pasted_text(mime: QMimeData) -> str:
    """The plain text of what is on the clipboard: paragraphs kept, markup and invisible characters gone."""
    if mime.hasText():
        text = mime.text()
    elif mime.hasHtml():
        rich = QTextDocument()
        rich.setHtml(mime.html())
        text = rich.toPlainText()
    else:
        return ""
    for newline in ("\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029"):
        text = text.replace(newline, "\n")
    return _INVISIBLE.sub("", text.replace("\u00a0", " ")).removesuffix("\n")


class LongTextEditor(QPlainTextEdit):
    """A growing editor for a long text, stored exactly as typed; blank is None."""

    typed = Signal(object)
    finished = Signal(object)
    abandoned = Signal()
    count_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)  # one history for the whole form
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._showing = False
        self._modified = False
        self._stored: Json = None
        self._at_entry: Json = None
        self.textChanged.connect(self._tell_typed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def show_value(self, stored: Json) -> None:
        """Show a stored text; the cursor stays where it is as far as that is possible."""
        self._stored = stored
        text = as_text(stored) or ""
        if text.replace("\r\n", "\n").replace("\r", "\n") == self.toPlainText():
            return
        self._showing = True
        cursor = self.textCursor()
        position = cursor.position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(self.toPlainText())))
        self.setTextCursor(cursor)
        self._showing = False
        self._modified = False
        self.count_changed.emit(self.count())

    def count(self) -> int:
        """How many characters it has (字数)."""
        return counted(self.toPlainText())

    def problem(self) -> str:
        """Any text will do."""
        return ""

    def commit(self) -> None:
        """Take what was typed, as leaving the field would."""
        if self._modified:
            self._modified = False
            self.finished.emit(self.toPlainText() or None)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text."""
        self.insertPlainText(pasted_text(source))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Anything with text in it; a dropped file is the window's, which opens it."""
        return (source.hasText() or source.hasHtml()) and not any(url.isLocalFile() for url in source.urls())

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if is_undo_key(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed since the field was entered."""
        if event.key() == Qt.Key.Key_Escape and self._modified:
            self._modified = False
            self.abandoned.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field ends the step."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the lines anew."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(super().sizeHint().width(), self._wanted_height())

    def _wanted_height(self) -> int:
        text = 0.0
        block = self.document().begin()
        while block.isValid():
            # Not a count of lines times their height: lines with characters of other faces are higher.
            text += self.blockBoundingRect(block).height()
            block = block.next()
        least = _LEAST_LINES * self.fontMetrics().lineSpacing()
        around = 2 * self.frameWidth() + 2 * ceil(self.document().documentMargin())
        return max(ceil(text), least) + around + self.fontMetrics().descent()

    def _grow(self) -> None:
        height = self._wanted_height()
        if height != self.height():
            self.setFixedHeight(height)

    def _tell_typed(self) -> None:
        if self._showing:
            return
        self._modified = True
        self.typed.emit(self.toPlainText() or None)
        self.count_changed.emit(self.count())
