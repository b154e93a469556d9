"""Drawing that the tree, its head, the tabs and the fields share."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter


def fill(painter: QPainter, rect: QRect, color: QColor) -> None:
    """Fill a rectangle, and leave the painter without pen and brush: who draws lines afterwards sets them.

    ``fillRect()`` could take a gradient too: to see that a colour is none, PySide loads the names of all ready-made ones (2 ms).
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRect(rect)
    painter.setBrush(Qt.BrushStyle.NoBrush)
