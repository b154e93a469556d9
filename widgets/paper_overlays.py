"""What the screen draws over a sheet of paper: the corners of data with findings, and the datum with the cursor.

The paper is white in any theme, so these take the light theme's colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.editing import theme
from app.form.places import Place
from app.printing.marks import AreaMark, Page

_CORNER_MM = 2.2
_LEAST_CORNER = 4.0


def mark_findings(
    painter: QPainter, page: Page, origin: QPointF, scale: float, marked: Mapping[Place, tuple[str, str]]
) -> None:
    """Draw a coloured corner in each area whose datum has a finding; ``marked`` tells its severity."""
    side = max(_LEAST_CORNER, _CORNER_MM * scale)
    painter.setPen(Qt.PenStyle.NoPen)
    for area in page.areas:
        if area.place is not None and area.place in marked:
            corner = origin + QPointF(area.x_mm + area.width_mm, area.y_mm) * scale
            painter.setBrush(theme.LIGHT.color(marked[area.place][0]))
            painter.drawPolygon(QPolygonF([corner, corner - QPointF(side, 0), corner + QPointF(0, side)]))


def highlight_areas(painter: QPainter, areas: Iterable[AreaMark], origin: QPointF, scale: float) -> None:
    """Tint areas like a marker pen, with a frame around them."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for area in areas:
        shown = QRectF(area.x_mm, area.y_mm, area.width_mm, area.height_mm)
        box = QRectF(origin + shown.topLeft() * scale, shown.size() * scale)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(box, QColor(theme.LIGHT.mark))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(QColor(theme.LIGHT.accent), 2))
        painter.drawRect(box)
    painter.restore()
