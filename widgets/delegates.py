"""How a cell of the indicator tree is drawn, and when its editor stores what is typed.

Cells wrap, levels stand out, remarks of the program are grey, findings have a mark. Each keystroke goes to the document at
once, so the paper and the checks follow, and one edited cell is one undo step. The editor is in ``widgets.cell_editor``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
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
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from app.editing import theme
from app.editing.icons import severity_icon
from widgets.painting import fill

if TYPE_CHECKING:
    from widgets.cell_editor import CellEditor
    from widgets.indicator_tree import IndicatorTree

Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
_MOST_LINES = 5
"""A scoring rule of twenty lines is read in its tooltip, its editor and on the paper; the tree stays a survey."""
_NO_LIMIT = 100_000
_SURELY_SHORT = 12
"""Texts of so few characters never need more lines than a row may have."""


_UNBROKEN = re.compile(r"[!-~≤≥≦≧±]+(?:(?<=[(\[{])[^\s!-~][)\]}]*)?")
"""What no line is broken in: numbers with their sign, Latin words; after an opening bracket the next character as well."""
_SMALL_MARK = 0.62


@lru_cache(maxsize=16)
def _metrics(font_key: str) -> QFontMetrics:
    font = QFont()
    font.fromString(font_key)
    return QFontMetrics(font)


@lru_cache(maxsize=16)
def _most_height(font_key: str) -> int:
    """The height of as many lines as a row may have, in pixels."""
    lines = "\n".join("国" * _MOST_LINES)
    return _metrics(font_key).boundingRect(QRect(0, 0, _NO_LIMIT, _NO_LIMIT), _WRAP, lines).height()


@lru_cache(maxsize=8192)
def _widest_piece(text: str, font_key: str) -> int:
    """How wide the widest piece is that cannot be broken over lines, in pixels."""
    metrics = _metrics(font_key)
    return max((metrics.horizontalAdvance(piece) for piece in _UNBROKEN.findall(text)), default=0)


def _with_pieces_elided(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text with … in each piece that is wider than a line, instead of a number cut without a sign."""
    return _UNBROKEN.sub(lambda piece: metrics.elidedText(piece[0], Qt.TextElideMode.ElideRight, width), text)


@lru_cache(maxsize=8192)
def _wrapped(text: str, font_key: str, width: int) -> tuple[str, int]:
    """As much of a text as stands on the lines that a row may have, with … where more follows; and its height."""
    metrics = _metrics(font_key)

    def height(part: str) -> int:
        return metrics.boundingRect(QRect(0, 0, max(1, width), _NO_LIMIT), _WRAP, part).height()

    whole = height(text)
    most = _most_height(font_key)
    if whole <= most:
        return text, whole
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        fits, too_long = (middle, too_long) if height(text[:middle] + "…") <= most else (fits, middle)
    return text[:fits].rstrip() + "…", most


class Measures(Struct, frozen=True):
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


def _measures(font: QFont, metrics: QFontMetrics) -> Measures:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    height = metrics.height()
    # The system may take Chinese characters from a face with higher lines than the font's own.
    line = max(height, metrics.boundingRect(QRect(0, 0, _NO_LIMIT, _NO_LIMIT), _WRAP, "国").height())
    widest = max(
        metrics.horizontalAdvance("国"), QFontMetrics(bold).horizontalAdvance("国"), metrics.averageCharWidth()
    )
    across, down = round(height * 0.45), round(height * 0.34)
    return Measures(font, bold, font.toString(), bold.toString(), line, widest, across, down, QSize(0, line + 2 * down))


class IndicatorDelegate(QStyledItemDelegate):
    """Draws and edits the cells of an ``IndicatorTree``."""

    def __init__(self, tree: IndicatorTree) -> None:
        super().__init__(tree)
        self._tree = tree
        self._known: Measures | None = None

    # -- measures --------------------------------------------------------------------------------------------------

    def measures(self) -> Measures:
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

    def _indent(self, index: Index) -> int:
        if index.column():
            return 0
        model = self._tree.indicators
        return self._tree.indentation() * model.level(model.node_id(index))

    def _text_width(self, index: Index) -> int:
        measures = self.measures()
        width = self._tree.columnWidth(index.column()) - self._indent(index) - 2 * measures.across
        if self._tree.indicators.severity(index) and not self._mark_yields(index, width):
            width -= self._mark_room()
        return width

    def _mark_room(self) -> int:
        """What the mark of a finding takes from the text's width."""
        measures = self.measures()
        return measures.line + measures.across // 2

    def _mark_yields(self, index: Index, width: int) -> bool:
        """Whether a number would be cut beside the mark: then the mark is small, in the corner, and the number whole."""
        text = self._tree.indicators.shown(index)
        room = width - self._mark_room()
        if len(text) * self.measures().character <= room:
            return False
        return _widest_piece(text, self._key(index)) > room

    def _key(self, index: Index) -> str:
        return self.measures().bold_key if self._is_bold(index) else self.measures().font_key

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height that the wrapped text needs; one line in very large forms, where measuring would be felt."""
        del option
        measures = self.measures()
        if self._tree.uniformRowHeights():
            return measures.one_line
        text = self._tree.indicators.shown(index)
        if not text:
            return measures.one_line
        width = self._text_width(index)
        # Hardly a character is wider than a Chinese one: most texts need not be measured at all.
        if len(text) * measures.character <= width and "\n" not in text:
            return measures.one_line
        _, height = _wrapped(text, self._key(index), width)
        return QSize(0, max(measures.line, height) + 2 * measures.down)

    # -- drawing ---------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, the text, the mark of a finding, and a frame around the current cell."""
        tree, model, measures = self._tree, self._tree.indicators, self.measures()
        whole = rect_of(option)
        rect = whole.adjusted(measures.across, 0, -measures.across, 0)
        if tree.row_is_selected:
            fill(painter, whole, theme.color("hint_ground"))
        severity = model.severity(index)
        if severity:
            rect = self._draw_mark(painter, rect, severity, small=self._mark_yields(index, rect.width()))
        text = model.shown(index)
        if text:
            painter.setFont(measures.bold if self._is_bold(index) else measures.font)
            painter.setPen(theme.color("muted" if model.is_quiet(index) else "text"))
            self._draw_text(painter, rect, text, self._key(index))
        if tree.hasFocus() and index == tree.currentIndex():
            self._draw_frame(painter, whole)

    def _draw_text(self, painter: QPainter, rect: QRect, text: str, font_key: str) -> None:
        if self._tree.uniformRowHeights():
            line = text.replace("\n", " ")
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, _MIDDLE | int(Qt.TextFlag.TextSingleLine), shown)
        else:
            if _widest_piece(text, font_key) > rect.width():
                text = _with_pieces_elided(text, painter.fontMetrics(), rect.width())
            if len(text) > _SURELY_SHORT or "\n" in text:
                text, _ = _wrapped(text, font_key, rect.width())
            painter.drawText(rect, _MIDDLE | int(Qt.TextFlag.TextWordWrap), text)

    def _draw_mark(self, painter: QPainter, rect: QRect, severity: str, *, small: bool) -> QRect:
        """The mark at the end of the cell, or small in its upper corner, over its edge; gives the room of the text."""
        side, across = self.measures().line, self.measures().across
        if small:
            side = round(side * _SMALL_MARK)
            severity_icon(severity).paint(painter, QRect(rect.right() + across - side, rect.top() + 1, side, side))
            return rect
        mark = QRect(rect.right() - side + 1, rect.top() + (rect.height() - side) // 2, side, side)
        severity_icon(severity).paint(painter, mark)
        return rect.adjusted(0, 0, -self._mark_room(), 0)

    def _draw_frame(self, painter: QPainter, rect: QRect) -> None:
        width = max(1.5, self.measures().line / 12)
        painter.setPen(QPen(theme.color("accent"), width))
        inside = round(width / 2 + 0.5)
        painter.drawRect(rect.adjusted(inside, inside, -inside, -inside))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole text of a cell and what the checks say; as it was typed, never as markup."""
        if event.type() != QEvent.Type.ToolTip:
            return bool(super().helpEvent(event, view, option, index))
        from widgets.marks import plain_tooltip

        words = index.data(Qt.ItemDataRole.ToolTipRole) or ""
        QToolTip.showText(event.globalPos(), plain_tooltip(words), view)
        return True

    # -- editing ---------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A text field of several lines whose keystrokes are stored at once."""
        del option
        from widgets.cell_editor import CellEditor  # nobody types before the form is on the screen

        editor = CellEditor(parent, self._tree)
        measures = self.measures()
        editor.setFont(measures.bold if self._is_bold(index) else measures.font)
        editor.dress(measures, self._tree.columnWidth(index.column()) - self._indent(index) - self._text_width(index))
        head = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(head or ""))
        editor.textChanged.connect(lambda: self._typed(editor))
        editor.left.connect(lambda: self._close(editor))
        editor.given_up.connect(lambda: self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint))
        self._tree.editor_opened(editor, index)
        return editor

    def _typed(self, editor: CellEditor) -> None:
        if not editor.is_closed() and not editor.is_composing:
            self.commitData.emit(editor)
            editor.fit()

    def _close(self, editor: CellEditor) -> None:
        if not editor.is_closed():
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the stored text; while typing only when the document says something else (undo)."""
        editor = cast("CellEditor", editor)
        stored = index.data(Qt.ItemDataRole.EditRole) or ""
        if not editor.started:
            editor.started = True
            editor.show_text(stored)
            if self._tree.replaces_on_typing():
                editor.selectAll()
            return
        if (self._tree.indicators.to_store(index, editor.text()) or "") != stored:
            editor.show_text(stored)
            editor.fit()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Store what was typed."""
        model.setData(index, cast("CellEditor", editor).text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell."""
        del index
        editor.setGeometry(rect_of(option))
        cast("CellEditor", editor).fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab, Enter and Esc leave the cell; Alt+Enter is a line break."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return cast("CellEditor", watched).handle_key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)


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
