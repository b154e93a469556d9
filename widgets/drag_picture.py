"""What hangs on the pointer while rows are dragged: a small label, so that the line where they would drop is seen."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.editing import theme

_MOST_CHARACTERS = 14


def labelled_drag(widget: QWidget, mime: QMimeData, words: str) -> QDrag:
    """A drag whose picture is a short label below and right of the pointer."""
    drag = QDrag(widget)
    drag.setMimeData(mime)
    picture = _label(widget, words)
    drag.setPixmap(picture)
    gap = widget.fontMetrics().height()
    drag.setHotSpot(QPoint(-gap, -gap))
    return drag


def _label(widget: QWidget, words: str) -> QPixmap:
    metrics, ratio = widget.fontMetrics(), widget.devicePixelRatioF()
    em = metrics.height()
    shown = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, em * _MOST_CHARACTERS)
    width, height = metrics.horizontalAdvance(shown) + em, round(em * 1.6)
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(widget.font())
    painter.setPen(QPen(theme.color("accent"), 1))
    painter.setBrush(theme.color("base"))
    rect = QRectF(0.5, 0.5, width - 1, height - 1)
    painter.drawRoundedRect(rect, em / 4, em / 4)
    painter.setPen(theme.color("text"))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), shown)
    painter.end()
    return picture
