"""Suggestions while typing: a list under the field that never takes the focus; Tab accepts, typing on ignores, Esc hides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from app.editing.matching import best_matches

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListWidget

Candidates = Callable[[str], Iterable[str]]
_LEAST_TYPED = 1
_HIDING = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.WindowDeactivate)


class Suggester(QObject):
    """Watches one editor (a line or a plain text) and offers what fits of ``candidates(typed)``.

    Tab takes the chosen suggestion, or the first one where that goes on from what was typed (or was meant by its pinyin);
    ``only_chosen``: nothing is taken that was not chosen with the arrow keys, for what was typed may well be complete.
    """

    accepted = Signal(str)
    """The text that now stands in the editor because a suggestion was taken."""

    def __init__(
        self, editor: QLineEdit | QPlainTextEdit, candidates: Candidates, *, only_chosen: bool = False
    ) -> None:
        super().__init__(editor)
        self._only_chosen = only_chosen
        self._editor = editor
        self._candidates = candidates
        self._popup: QListWidget | None = None
        self._taking = False
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _text: self._offer())
        else:
            editor.textChanged.connect(self._offer_while_typing)
        editor.installEventFilter(self)

    @property
    def offered(self) -> list[str]:
        """What is on the list now; empty while there is none."""
        popup = self._popup
        if popup is None or not popup.isVisible():
            return []
        return [popup.item(row).text() for row in range(popup.count())]

    def hide(self) -> None:
        """Take the list away."""
        if self._popup is not None:
            self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list, while it is there; it goes when the field is left."""
        del watched
        if event.type() in _HIDING:
            self.hide()
        if not self.offered or not isinstance(event, QKeyEvent):
            return False
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape)
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        takes = event.key() == Qt.Key.Key_Tab and self._tab_takes()
        chosen = takes or (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._row() >= 0)
        if event.key() not in keys and not chosen:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._take_key(Qt.Key(event.key()))
            return True
        return False

    def _tab_takes(self) -> bool:
        if self._row() >= 0:
            return True
        typed = self._text().strip().casefold()
        return not self._only_chosen and (typed.isascii() or self.offered[0].casefold().startswith(typed))

    def _take_key(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        else:
            self._accept(self.offered[max(0, self._row())])

    def _row(self) -> int:
        return self._popup.currentRow() if self._popup is not None else -1

    def _step(self, step: int) -> None:
        assert self._popup is not None
        self._popup.setCurrentRow((self._row() + step) % self._popup.count() if self._row() >= 0 else 0)

    def _offer_while_typing(self) -> None:
        if self._editor.hasFocus():
            self._offer()

    def _offer(self) -> None:
        if self._taking:
            return
        typed = self._text()
        found = best_matches(typed, self._candidates(typed)) if len(typed.strip()) >= _LEAST_TYPED else []
        if not found or "\n" in typed:
            self.hide()
            return
        popup = self._popup or self._make_popup()
        # To the front of those who watch the editor: a view's delegate takes Tab too.
        self._editor.installEventFilter(self)
        popup.clear()
        popup.addItems(found)
        popup.setCurrentRow(-1)
        rows = popup.sizeHintForRow(0) * popup.count() + 2 * popup.frameWidth()
        wide = max(popup.sizeHintForColumn(0) + popup.fontMetrics().height() * 2, min(self._editor.width(), 320))
        popup.setGeometry(QRect(self._spot(wide, rows), QSize(wide, rows)))
        popup.show()
        popup.raise_()

    def _spot(self, wide: int, high: int) -> QPoint:
        """Under the editor, or over it where there is no room."""
        window = self._editor.window()
        below = self._editor.mapTo(window, QPoint(0, self._editor.height() + 1))
        above = self._editor.mapTo(window, QPoint(0, -high - 1))
        left = max(0, min(below.x(), window.width() - wide))
        fits = below.y() + high <= window.height() or above.y() < 0
        return QPoint(left, below.y() if fits else above.y())

    def _make_popup(self) -> QListWidget:
        from PySide6.QtWidgets import QListWidget

        # A child of the window and no window of its own: it can never take the focus or an input method's composition.
        popup = QListWidget(self._editor.window())
        self._editor.destroyed.connect(popup.deleteLater)
        popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        popup.setFrameShape(QFrame.Shape.Box)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setAccessibleName(self.tr("建议，按 Tab 采用"))
        popup.itemClicked.connect(lambda item: self._accept(item.text()))
        self._popup = popup
        return popup

    def _text(self) -> str:
        editor = self._editor
        return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()

    def _accept(self, text: str) -> None:
        """Put a suggestion in, as if it had been typed: the editor tells its listeners itself."""
        self.hide()
        self._taking = True
        editor = self._editor
        editor.selectAll()
        if isinstance(editor, QLineEdit):
            editor.insert(text)
            editor.setModified(True)
            editor.textEdited.emit(text)
        else:
            editor.insertPlainText(text)
        self._taking = False
        self.accepted.emit(text)


def suggester_of(widget: QWidget) -> Suggester | None:
    """The suggester of an editor, if it has one."""
    return widget.findChild(Suggester)
