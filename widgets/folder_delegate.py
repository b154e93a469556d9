"""How a form of the folder list is drawn: its name over a grey line, the verdict of the checks, and a mark when unsaved."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from app.editing import theme
from app.editing.folder_model import FORM_ROLE, OPEN_ROLE, details, verdict_words
from app.editing.icons import severity_icon
from app.work.folder_forms import FolderForm
from widgets.delegates import rect_of
from widgets.marks import plain_tooltip

_SMALL = 0.9
_ELIDE = Qt.TextElideMode.ElideRight


class FolderDelegate(QStyledItemDelegate):
    """Two lines for each form; everything in it is measured from the font."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines and some room."""
        del option, index
        metrics = self._view.fontMetrics()
        return QSize(metrics.averageCharWidth() * 20, round(metrics.height() * 2.75))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a form."""
        form = index.data(FORM_ROLE)
        if not isinstance(form, FolderForm):
            return
        painter.save()
        whole = rect_of(option)
        line = self._view.fontMetrics().height()
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(whole, theme.color("hint_ground"))
        painter.setPen(theme.color("line"))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        room = whole.adjusted(round(line * 0.6), round(line * 0.35), -round(line * 0.6), -round(line * 0.3))
        severity = "error" if form.problem is not None else form.verdict.severity if form.verdict else ""
        if severity:
            severity_icon(severity).paint(painter, QRect(room.right() - line, room.top(), line, line))
        self._draw_lines(painter, room.adjusted(0, 0, -round(line * 1.4), 0), form, str(index.data(OPEN_ROLE) or ""))
        if index == self._view.currentIndex() and self._view.hasFocus():
            self._draw_frame(painter, whole)
        painter.restore()

    def _draw_lines(self, painter: QPainter, room: QRect, form: FolderForm, state: str) -> None:
        font = QFont(self._view.font())
        font.setBold(bool(state))
        metrics = QFontMetrics(font)
        name = ("● " if state == "unsaved" else "") + form.name
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(room, left, metrics.elidedText(name, _ELIDE, room.width()))
        font.setBold(False)
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        painter.setFont(font)
        painter.setPen(theme.color("error" if form.problem is not None else "muted"))
        below = room.adjusted(0, metrics.height() + metrics.leading(), 0, 0)
        painter.drawText(below, left, QFontMetrics(font).elidedText(details(form), _ELIDE, below.width()))

    def _draw_frame(self, painter: QPainter, rect: QRect) -> None:
        pen = painter.pen()
        pen.setColor(theme.color("accent"))
        width = max(1.5, self._view.fontMetrics().height() / 12)
        pen.setWidthF(width)
        painter.setPen(pen)
        inside = round(width / 2 + 0.5)
        painter.drawRect(rect.adjusted(inside, inside, -inside, -inside))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The whole text and the verdict in words."""
        form = index.data(FORM_ROLE)
        if not isinstance(form, FolderForm):
            return bool(super().helpEvent(event, view, option, index))
        words = "\n".join((form.name, details(form), verdict_words(form), form.path.name))
        QToolTip.showText(event.globalPos(), plain_tooltip(words), view)
        return True
