"""The head of a table: quiet words over a hairline, aligned with the cells below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.editing import theme
from widgets.painting import fill


class FlatHeader(QHeaderView):
    """A horizontal header without bevels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(self.length(), round(self.fontMetrics().height() * 1.9))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """One head."""
        if not rect.isValid():
            return
        painter.save()
        fill(painter, rect, theme.color("base"))
        line = self.fontMetrics().height()
        text = str(self.model().headerData(index, self.orientation()) or "")
        room = rect.adjusted(round(line * 0.45), 0, -round(line * 0.3), 0)
        painter.setPen(theme.color("muted"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index > 0:
            inset = rect.height() // 4
            painter.drawLine(rect.left(), rect.top() + inset, rect.left(), rect.bottom() - inset)
        painter.restore()
