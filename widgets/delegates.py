"""How a cell of the indicator tree is drawn and edited.

Cells wrap, levels stand out, remarks of the program are grey, findings have a mark. The editor holds several lines; each
keystroke goes to the document at once, so the paper and the checks follow, and one edited cell is one undo step.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QPen,
    QTextCursor,
    QTextOption,
)
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

if TYPE_CHECKING:
    from widgets.indicator_tree import IndicatorTree

Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
_LINES_BEFORE_SCROLLING = 8
_MOST_LINES = 5
"""A scoring rule of twenty lines is read in its tooltip, its editor and on the paper; the tree stays a survey."""
_NO_LIMIT = 100_000
_SURELY_SHORT = 12
"""Texts of so few characters never need more lines than a row may have."""


@lru_cache(maxsize=8192)
def _wrapped(text: str, font_key: str, width: int) -> tuple[str, int]:
    """As much of a text as stands on the lines that a row may have, with … where more follows; and its height."""
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetrics(font)

    def height(part: str) -> int:
        return metrics.boundingRect(QRect(0, 0, max(1, width), _NO_LIMIT), _WRAP, part).height()

    whole = height(text)
    most = height("\n".join("国" * _MOST_LINES))
    if whole <= most:
        return text, whole
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        fits, too_long = (middle, too_long) if height(text[:middle] + "…") <= most else (fits, middle)
    return text[:fits].rstrip() + "…", most


class _Measures(NamedTuple):
    """What the font of the tree makes of a cell, in pixels; asked from Qt once, since each row is measured and drawn with it."""

    font: QFont
    bold: QFont
    font_key: str
    bold_key: str
    line: int
    character: int
    across: int
    down: int
    one_line: QSize


def _measures(font: QFont, metrics: QFontMetrics) -> _Measures:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    height = metrics.height()
    # The system may take Chinese characters from a face with higher lines than the font's own.
    line = max(height, metrics.boundingRect(QRect(0, 0, _NO_LIMIT, _NO_LIMIT), _WRAP, "国").height())
    widest = max(
        metrics.horizontalAdvance("国"), QFontMetrics(bold).horizontalAdvance("国"), metrics.averageCharWidth()
    )
    across, down = round(height * 0.45), round(height * 0.34)
    return _Measures(
        font, bold, font.toString(), bold.toString(), line, widest, across, down, QSize(0, line + 2 * down)
    )


class CellEditor(QPlainTextEdit):
    """The editor of a cell: plain text, several lines; undo and redo belong to the form, not to the editor."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.started = False
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

    def dress(self, measures: _Measures) -> None:
        """The frame that says: here you write; the text stands where the cell has it."""
        frame = max(1, round(measures.line / 10))
        self.setFrameStyle(int(QFrame.Shape.Box) | int(QFrame.Shadow.Plain))
        self.setLineWidth(frame)
        palette = QApplication.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.color("base"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.setForegroundRole(QPalette.ColorRole.Highlight)  # of the frame
        margin = 1  # room for the cursor before the first character
        self.document().setDocumentMargin(margin)
        across, down = measures.across - frame - margin, measures.down - frame - margin
        self.setViewportMargins(across, down, across, 0)


class IndicatorDelegate(QStyledItemDelegate):
    """Draws and edits the cells of an ``IndicatorTree``."""

    def __init__(self, tree: IndicatorTree) -> None:
        super().__init__(tree)
        self._tree = tree
        self._known: _Measures | None = None

    # -- measures --------------------------------------------------------------------------------------------------

    def measures(self) -> _Measures:
        """The measures of the tree's present font."""
        if self._known is None:
            self._known = _measures(self._tree.font(), self._tree.fontMetrics())
        return self._known

    def forget_measures(self) -> None:
        """The tree has another font."""
        self._known = None

    def _is_bold(self, index: Index) -> bool:
        model = self._tree.indicators
        node = model.node_id(index)
        return index.column() == 0 and model.level(node) == 1 and not model.is_indicator(node)

    def _text_width(self, index: Index, measures: _Measures) -> int:
        model = self._tree.indicators
        column = index.column()
        width = self._tree.columnWidth(column) - 2 * measures.across
        if column == 0:
            width -= self._tree.indentation() * model.level(model.node_id(index))
        if model.severity(index):
            width -= measures.line + measures.across // 2  # as ``_draw_mark`` takes it
        return width

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height that the wrapped text needs; one line in very large forms, where measuring would be felt."""
        del option
        measures = self.measures()
        if self._tree.uniformRowHeights():
            return measures.one_line
        text = self._tree.indicators.shown(index)
        if not text:
            return measures.one_line
        width = self._text_width(index, measures)
        # Hardly a character is wider than a Chinese one: most texts need not be measured at all.
        if len(text) * measures.character <= width and "\n" not in text:
            return measures.one_line
        _, height = _wrapped(text, measures.bold_key if self._is_bold(index) else measures.font_key, width)
        return QSize(0, max(measures.line, height) + 2 * measures.down)

    # -- drawing ---------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, the text, the mark of a finding, and a frame around the current cell."""
        tree, model, measures = self._tree, self._tree.indicators, self.measures()
        whole = rect_of(option)
        rect = whole.adjusted(measures.across, 0, -measures.across, 0)
        if tree.selectionModel().isSelected(index):
            painter.fillRect(whole, theme.color("hint_ground"))
        severity = model.severity(index)
        if severity:
            rect = self._draw_mark(painter, rect, severity)
        text = model.shown(index)
        if text:
            painter.setFont(measures.bold if self._is_bold(index) else measures.font)
            painter.setPen(theme.color("muted" if model.is_quiet(index) else "text"))
            self._draw_text(painter, rect, text, measures.bold_key if self._is_bold(index) else measures.font_key)
        if tree.hasFocus() and index == tree.currentIndex():
            self._draw_frame(painter, whole)

    def _draw_text(self, painter: QPainter, rect: QRect, text: str, font_key: str) -> None:
        if self._tree.uniformRowHeights():
            line = text.replace("\n", " ")
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, _MIDDLE | int(Qt.TextFlag.TextSingleLine), shown)
        else:
            if len(text) > _SURELY_SHORT or "\n" in text:
                text, _ = _wrapped(text, font_key, rect.width())
            painter.drawText(rect, _MIDDLE | int(Qt.TextFlag.TextWordWrap), text)

    def _draw_mark(self, painter: QPainter, rect: QRect, severity: str) -> QRect:
        side = self.measures().line
        mark = QRect(rect.right() - side + 1, rect.top() + (rect.height() - side) // 2, side, side)
        severity_icon(severity).paint(painter, mark)
        return rect.adjusted(0, 0, -side - self.measures().across // 2, 0)

    def _draw_frame(self, painter: QPainter, rect: QRect) -> None:
        width = max(1.5, self.measures().line / 12)
        painter.setPen(QPen(theme.color("accent"), width))
        inside = round(width / 2 + 0.5)
        painter.drawRect(rect.adjusted(inside, inside, -inside, -inside))

    # -- editing ---------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A text field of several lines whose keystrokes are stored at once."""
        del option
        editor = CellEditor(parent)
        measures = self.measures()
        editor.setFont(measures.bold if self._is_bold(index) else measures.font)
        editor.dress(measures)
        head = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(head or ""))
        editor.textChanged.connect(lambda: self._typed(editor))
        self._tree.editor_opened(editor, index)
        return editor

    def _typed(self, editor: CellEditor) -> None:
        if _is_closed(editor):
            return
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
        if (self._tree.indicators.to_store(index, editor.text()) or "") != stored:
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
        margin = 2 * self.measures().down
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
        if event.matches(QKeySequence.StandardKey.Paste) and "\t" in QGuiApplication.clipboard().text():
            # Cells of a spreadsheet: they are rows of the tree, never the text of one cell.
            self._close(editor)
            self._tree.paste()
            return True
        if key == Qt.Key.Key_Escape:
            self._tree.take_back_typing()
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return self._handle_row_key(editor, key, modifiers)

    def _handle_row_key(self, editor: CellEditor, key: int, modifiers: Qt.KeyboardModifier) -> bool:
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
        self._close(editor)
        deed()
        return True

    def _leave(self, editor: CellEditor, way: str) -> None:
        self._close(editor)
        self._tree.go(way, edit=True)

    def _close(self, editor: CellEditor) -> None:
        if _is_closed(editor):
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def _is_closed(editor: CellEditor) -> bool:
    """An editor that was closed lives on, hidden, until the event loop deletes it; it is the view's no more."""
    return editor.started and editor.isHidden()


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
