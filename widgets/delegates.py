"""How a cell of the indicator tree is drawn and edited.

Cells wrap, levels stand out, remarks of the program are grey, findings have a mark. The editor holds several lines; each
keystroke goes to the document at once, so the paper and the checks follow, and one edited cell is one undo step.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QTextCursor, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.editing import theme
from app.editing.icons import severity_icon
from app.editing.indicator_model import LEVEL_ROLE, QUIET_ROLE, SEVERITY_ROLE, IndicatorModel

if TYPE_CHECKING:
    from widgets.indicator_tree import IndicatorTree

Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_LINES_BEFORE_SCROLLING = 8
_NO_LIMIT = 100_000


@lru_cache(maxsize=8192)
def _wrapped_height(text: str, font_key: str, width: int) -> int:
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetrics(font)
    return metrics.boundingRect(QRect(0, 0, max(1, width), _NO_LIMIT), _WRAP, text).height()


class CellEditor(QPlainTextEdit):
    """The editor of a cell: plain text, several lines; undo and redo belong to the form, not to the editor."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.started = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setPalette(QApplication.palette())
        self.document().setDocumentMargin(0)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's actions."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            from PySide6.QtGui import QKeySequence

            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return False
        return super().event(event)

    def text(self) -> str:
        """What was typed, with ``\\n`` between lines."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text without telling it as typed."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.blockSignals(False)

    def paintEvent(self, event: object) -> None:
        """The text, and the frame that says: here you write."""
        super().paintEvent(event)  # type: ignore[arg-type]  # Qt's paint event
        painter = QPainter(self.viewport())
        pen = painter.pen()
        pen.setColor(theme.color("accent"))
        pen.setWidthF(max(2.0, self.fontMetrics().height() / 9))
        painter.setPen(pen)
        painter.drawRect(self.viewport().rect())
        painter.end()


class IndicatorDelegate(QStyledItemDelegate):
    """Draws and edits the cells of an ``IndicatorTree``."""

    def __init__(self, tree: IndicatorTree) -> None:
        super().__init__(tree)
        self._tree = tree

    # -- measures --------------------------------------------------------------------------------------------------

    def padding(self) -> tuple[int, int]:
        """The room beside and above a text."""
        height = self._tree.fontMetrics().height()
        return round(height * 0.45), round(height * 0.34)

    def _font(self, index: Index) -> QFont:
        font = QFont(self._tree.font())
        if index.column() == 0 and index.data(LEVEL_ROLE) == 1 and not self._model().is_indicator(index.internalId()):
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _model(self) -> IndicatorModel:
        return self._tree.indicators

    def _text_width(self, index: Index) -> int:
        width = self._tree.columnWidth(index.column()) - 2 * self.padding()[0]
        if index.column() == 0:
            width -= self._tree.indentation() * int(index.data(LEVEL_ROLE))
        if index.data(SEVERITY_ROLE):
            width -= self._tree.fontMetrics().height()
        return width

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height that the wrapped text needs; one line in very large forms, where measuring would be felt."""
        del option
        line = self._tree.fontMetrics().height()
        room = 2 * self.padding()[1]
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        if self._tree.uniformRowHeights() or not text:
            return QSize(0, line + room)
        height = _wrapped_height(text, self._font(index).toString(), self._text_width(index))
        return QSize(0, max(line, height) + room)

    # -- drawing ---------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, the text, the mark of a finding, and a frame around the current cell."""
        painter.save()
        across, _ = self.padding()
        whole = rect_of(option)
        rect = whole.adjusted(across, 0, -across, 0)
        if self._tree.selectionModel().isSelected(index):
            painter.fillRect(whole, theme.color("hint_ground"))
        severity = index.data(SEVERITY_ROLE)
        if severity:
            rect = self._draw_mark(painter, rect, severity)
        self._draw_text(painter, rect, index)
        if index == self._tree.currentIndex() and self._tree.hasFocus():
            self._draw_frame(painter, whole)
        painter.restore()

    def _draw_text(self, painter: QPainter, rect: QRect, index: Index) -> None:
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        if not text:
            return
        font = self._font(index)
        painter.setFont(font)
        painter.setPen(theme.color("muted" if index.data(QUIET_ROLE) else "text"))
        alignment = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
        if self._tree.uniformRowHeights():
            line = text.replace("\n", " ")
            shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, alignment | int(Qt.TextFlag.TextSingleLine), shown)
        else:
            painter.drawText(rect, alignment | int(Qt.TextFlag.TextWordWrap), text)

    def _draw_mark(self, painter: QPainter, rect: QRect, severity: str) -> QRect:
        side = self._tree.fontMetrics().height()
        mark = QRect(rect.right() - side + 1, rect.top() + (rect.height() - side) // 2, side, side)
        severity_icon(severity).paint(painter, mark)
        return rect.adjusted(0, 0, -side - self.padding()[0] // 2, 0)

    def _draw_frame(self, painter: QPainter, rect: QRect) -> None:
        pen = painter.pen()
        pen.setColor(theme.color("accent"))
        width = max(1.5, self._tree.fontMetrics().height() / 12)
        pen.setWidthF(width)
        painter.setPen(pen)
        inside = round(width / 2 + 0.5)
        painter.drawRect(rect.adjusted(inside, inside, -inside, -inside))

    # -- editing ---------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A text field of several lines whose keystrokes are stored at once."""
        del option
        editor = CellEditor(parent)
        editor.setFont(self._font(index))
        across, down = self.padding()
        editor.setViewportMargins(0, 0, 0, 0)
        editor.document().setDocumentMargin(max(1, down // 2))
        head = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(head or ""))
        editor.textChanged.connect(lambda: self._typed(editor))
        self._tree.editor_opened(editor, index)
        del across
        return editor

    def _typed(self, editor: CellEditor) -> None:
        self.commitData.emit(editor)
        self._grow(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the stored text; while typing only when the document says something else (undo)."""
        assert isinstance(editor, CellEditor)
        stored = index.data(Qt.ItemDataRole.EditRole) or ""
        if not editor.started:
            editor.started = True
            editor.show_text(stored)
            if self._tree.replaces_on_typing():
                editor.selectAll()
            return
        if (self._model().to_store(index, editor.text()) or "") != stored:
            editor.show_text(stored)
            self._grow(editor)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Store what was typed."""
        assert isinstance(editor, CellEditor)
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell."""
        del index
        assert isinstance(editor, CellEditor)
        editor.setGeometry(rect_of(option))
        self._grow(editor)

    def _grow(self, editor: CellEditor) -> None:
        """As high as the text needs, up to some lines; then it scrolls."""
        line = editor.fontMetrics().lineSpacing()
        margin = 2 * editor.document().documentMargin()
        lines = editor.document().documentLayout().documentSize().height()  # QPlainTextEdit counts in lines
        wanted = min(lines, _LINES_BEFORE_SCROLLING) * line + margin
        if wanted > editor.height():
            editor.resize(editor.width(), round(wanted))
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > _LINES_BEFORE_SCROLLING else None
        if policy is not None:
            editor.setVerticalScrollBarPolicy(policy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab, Enter and Esc leave the cell; Alt+Enter is a line break."""
        if isinstance(watched, CellEditor) and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._handle_key(watched, event)
        return super().eventFilter(watched, event)

    def _handle_key(self, editor: CellEditor, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
                editor.insertPlainText("\n")
            else:
                self._leave(editor, "up" if modifiers & Qt.KeyboardModifier.ShiftModifier else "down")
            return True
        if key == Qt.Key.Key_Tab and not modifiers:
            self._leave(editor, "right")
            return True
        if key == Qt.Key.Key_Backtab:
            self._leave(editor, "left")
            return True
        if key == Qt.Key.Key_Escape:
            self._tree.take_back_typing()
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return False

    def _leave(self, editor: CellEditor, way: str) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._tree.go(way, edit=True)


def soft_selection(palette: QPalette) -> QPalette:
    """A palette whose selection is a quiet ground: in a table one reads the text, not the selection."""
    soft = QPalette(palette)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        soft.setColor(group, QPalette.ColorRole.Highlight, theme.color("hint_ground"))
        soft.setColor(group, QPalette.ColorRole.HighlightedText, theme.color("text"))
    return soft


def rect_of(option: QStyleOptionViewItem) -> QRect:
    """The rectangle of a cell or row (the stubs of PySide do not know a style option's members)."""
    rect: QRect = option.rect  # type: ignore[attr-defined]
    return rect
