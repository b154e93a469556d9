"""Draws a finding in its list: icon, sentence over as many lines as it takes, where it is, and the fix as a button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.editing import theme
from app.editing.icons import icon, severity_icon
from widgets.finding_actions import explanation
from widgets.finding_list import FindingList

if TYPE_CHECKING:
    from app.checking.findings import Finding

_Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class _Row:
    """What a style option says (Qt's type hints leave these out)."""

    rect: QRect
    metrics: QFontMetrics
    font: QFont
    palette: QPalette
    selected: bool


def _row(option: QStyleOptionViewItem) -> _Row:
    told = cast(Any, option)
    selected = bool(told.state & QStyle.StateFlag.State_Selected)
    return _Row(QRect(told.rect), told.fontMetrics, told.font, told.palette, selected)


_heights: dict[tuple[str, int, int, int], int] = {}
_MOST_KEPT = 4096


def _height(words: str, metrics: QFontMetrics, width: int) -> int:
    """How high wrapped words are; kept, because every change of the findings lays all rows out anew."""
    key = (words, width, metrics.height(), metrics.averageCharWidth())
    height = _heights.get(key)
    if height is None:
        if len(_heights) >= _MOST_KEPT:
            _heights.clear()
        height = _heights[key] = metrics.boundingRect(QRect(0, 0, width, 10**6), _WRAP, words).height()
    return height


class FindingDelegate(QStyledItemDelegate):
    """Draws a finding: icon, sentence over as many lines as it takes, where it is, and the fix as a button."""

    fix_chosen = Signal(object)

    def __init__(self, model: FindingList, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the sentence at the view's width."""
        width = self._view.viewport().width()
        metrics = _row(option).metrics
        rect = QRect(0, 0, width, 0)
        finding = self._model.findings[index.row()]
        bottom = self._parts(rect, metrics, finding)[2].bottom()
        if index.row() == self._view.currentIndex().row():
            bottom = self._why(rect, metrics, finding).bottom()
        return QSize(width, bottom + metrics.height() // 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        finding = self._model.findings[index.row()]
        row = _row(option)
        painter.save()
        if row.selected:
            painter.fillRect(row.rect, theme.color(f"{finding.severity}_ground"))
            painter.fillRect(QRect(row.rect.topLeft(), QSize(3, row.rect.height())), theme.color(finding.severity))
        message, where, fix = self._parts(row.rect, row.metrics, finding)
        side = row.metrics.height()
        icon_at = QRect(row.rect.left() + side // 2, message.top(), side, side)
        severity_icon(finding.severity).paint(painter, icon_at)
        painter.setFont(row.font)
        painter.setPen(row.palette.color(QPalette.ColorRole.Text))
        painter.drawText(message, _WRAP, finding.message)
        painter.setPen(theme.color("muted"))
        words = row.metrics.elidedText(self._model.where(finding), Qt.TextElideMode.ElideMiddle, where.width())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        if finding.fix:
            self._paint_fix(painter, row, fix, finding.fix.label)
        if index.row() == self._view.currentIndex().row():
            painter.setPen(theme.color("muted"))
            painter.drawText(self._why(row.rect, row.metrics, finding), _WRAP, explanation(finding))
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """A click on the fix takes it."""
        del model
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            finding, row = self._model.findings[index.row()], _row(option)
            if finding.fix and self._parts(row.rect, row.metrics, finding)[2].contains(event.position().toPoint()):
                self.fix_chosen.emit(finding)
                return True
        return False

    def over_fix(self, index: QModelIndex, point: QPoint) -> bool:
        """Whether a point of the view lies on the fix of a row."""
        finding = self._model.findings[index.row()]
        rect = self._view.visualRect(index)
        return finding.fix is not None and self._parts(rect, self._view.fontMetrics(), finding)[2].contains(point)

    def _parts(self, rect: QRect, metrics: QFontMetrics, finding: Finding) -> tuple[QRect, QRect, QRect]:
        """Where the sentence, the place and the fix stand in a row."""
        gap = metrics.height() // 3
        left = rect.left() + metrics.height() * 2 - gap
        room = QRect(left, rect.top() + gap, max(1, rect.right() - gap - left), 0)
        message = QRect(room.topLeft(), QSize(room.width(), _height(finding.message, metrics, room.width())))
        where = QRect(left, message.bottom() + 1, room.width(), metrics.height())
        if not finding.fix:
            return message, where, where
        wide = metrics.horizontalAdvance(finding.fix.label) + metrics.height() * 2
        fix = QRect(left, where.bottom() + gap // 2, min(wide, room.width()), metrics.height() + gap)
        return message, where, fix

    def _why(self, rect: QRect, metrics: QFontMetrics, finding: Finding) -> QRect:
        """Where the explanation of the selected row stands: below everything else."""
        message, _, fix = self._parts(rect, metrics, finding)
        words = explanation(finding)
        top = fix.bottom() + metrics.height() // 3
        if not words:
            return QRect(message.left(), fix.bottom(), message.width(), 0)
        return QRect(message.left(), top, message.width(), _height(words, metrics, message.width()))

    def _paint_fix(self, painter: QPainter, row: _Row, rect: QRect, label: str) -> None:
        side = row.metrics.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), side / 4, side / 4)
        at = QRect(rect.left() + side // 3, rect.center().y() - side // 2 + 1, side, side)
        icon("fix", "accent").paint(painter, at)
        painter.setPen(theme.color("accent"))
        words = rect.adjusted(side + side // 2, 0, -side // 3, 0)
        shown = row.metrics.elidedText(label, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)
