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
from widgets.finding_groups import Group
from widgets.finding_list import FindingList

if TYPE_CHECKING:
    from app.checking.findings import Finding

_Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


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


def _head_height(metrics: QFontMetrics) -> int:
    return metrics.height() + 2 * (metrics.height() // 3)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


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
        finding = self._model.finding(index)
        if finding is None:
            return QSize(width, _head_height(metrics))
        bottom = self._parts(rect, metrics, finding)[2].bottom()
        if index.row() == self._view.currentIndex().row():
            bottom = self._why(rect, metrics, finding).bottom()
        return QSize(width, bottom + metrics.height() // 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row: a finding, or the head of a group."""
        row, group = _row(option), self._model.head(index)
        painter.save()
        if group is not None:
            self._paint_head(painter, row, group)
        finding = self._model.finding(index)
        if finding is not None:
            self._paint_finding(painter, row, finding, current=index.row() == self._view.currentIndex().row())
        painter.restore()

    def _paint_head(self, painter: QPainter, row: _Row, group: Group) -> None:
        """The worst severity, the term, how many, and whether the group is open."""
        side = row.metrics.height()
        painter.fillRect(row.rect, theme.color("hint_ground" if row.selected else "alternate"))
        if row.selected:
            painter.fillRect(QRect(row.rect.topLeft(), QSize(3, row.rect.height())), theme.color("accent"))
        middle = row.rect.center().y() - side // 2 + 1
        severity_icon(group.severity).paint(painter, QRect(row.rect.left() + side // 2, middle, side, side))
        fold = QRect(row.rect.right() - side - side // 3, middle, side, side)
        icon("collapse" if self._model.is_folded(group.term) else "expand", "muted").paint(painter, fold)
        count = str(group.count)
        wide = row.metrics.horizontalAdvance(count)
        at = QRect(fold.left() - side // 3 - wide, row.rect.top(), wide, row.rect.height())
        painter.setFont(row.font)
        painter.setPen(theme.color("muted"))
        painter.drawText(at, _MIDDLE, count)
        left = row.rect.left() + side * 2 - side // 3
        words = QRect(left, row.rect.top(), max(1, at.left() - side // 3 - left), row.rect.height())
        painter.setFont(_bold(row.font))
        painter.setPen(row.palette.color(QPalette.ColorRole.Text))
        shown = painter.fontMetrics().elidedText(group.term, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _MIDDLE, shown)

    def _paint_finding(self, painter: QPainter, row: _Row, finding: Finding, *, current: bool) -> None:
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
        painter.drawText(where, _MIDDLE, words)
        if finding.fix:
            self._paint_fix(painter, row, fix, finding.fix.label)
        if current:
            painter.setPen(theme.color("muted"))
            painter.drawText(self._why(row.rect, row.metrics, finding), _WRAP, explanation(finding))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """A click on the fix takes it."""
        del model
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            finding, row = self._model.finding(index), _row(option)
            if (
                finding
                and finding.fix
                and self._parts(row.rect, row.metrics, finding)[2].contains(event.position().toPoint())
            ):
                self.fix_chosen.emit(finding)
                return True
        return False

    def over_fix(self, index: QModelIndex, point: QPoint) -> bool:
        """Whether a point of the view lies on the fix of a row."""
        finding = self._model.finding(index)
        if finding is None or finding.fix is None:
            return False
        return self._parts(self._view.visualRect(index), self._view.fontMetrics(), finding)[2].contains(point)

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
