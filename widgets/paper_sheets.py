"""Sheets of paper on a tray: pages of marks drawn sharp at any zoom, with a highlighted datum; a click tells which datum it hit.

Used by the live view beside the form and by the print preview. It never measures text: it draws marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.editing import theme
from app.form.places import Place
from app.printing.marks import AreaMark, Page
from widgets.marks import plain_tooltip
from widgets.page_pictures import PagePictures
from widgets.paper_overlays import highlight_areas, mark_findings

Fit = Literal["width", "page", "free"]
_STEP = 1.15
_LEAST, _MOST = 0.2, 5.0
_MM_PER_INCH = 25.4


class PaperSheets(QAbstractScrollArea):
    """Pages below each other, fitted to the width, to one page, or at a free zoom."""

    place_chosen = Signal(object)
    """The place of the datum that was clicked."""
    page_changed = Signal(int)
    """The page (from 0) that is mostly seen."""
    zoom_changed = Signal(float)
    """The zoom, 1.0 = as large as on paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("纸面"))
        self._pages: tuple[Page, ...] = ()
        self._pictures = PagePictures()
        self._fit: Fit = "width"
        self._zoom = 1.0
        self._current = 0
        self._place: Place | None = None
        self._marked: Mapping[Place, tuple[str, str]] = {}
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that are shown."""
        return self._pages

    @property
    def zoom(self) -> float:
        """The zoom, 1.0 = as large as on paper."""
        return self._zoom

    @property
    def fit(self) -> Fit:
        """What the zoom follows."""
        return self._fit

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show other pages; only what looks different is drawn again, and the view stays where it is."""
        self._pages = pages
        self._pictures.show_pages(pages)
        self._lay_out()

    def show_findings(self, marked: Mapping[Place, tuple[str, str]]) -> None:
        """Mark places: severity and the sentences to show when the mouse rests there."""
        self._marked = marked
        self.viewport().update()

    def highlight(self, place: Place | None, *, scroll: bool = True) -> None:
        """Highlight the datum of a place and bring it into view."""
        self._place = place
        found = next(self.areas_of(place), None) if place else None
        if found and scroll:
            self._scroll_to(*found)
        self.viewport().update()

    def areas_of(self, place: Place) -> Iterator[tuple[int, AreaMark]]:
        """Where a datum is on the pages: page index and area; an indicator's other cells stand in for a cell not printed."""
        exact = [(i, a) for i, page in enumerate(self._pages) for a in page.areas if a.place == place]
        if exact or place.section != "indicators":
            return iter(exact)
        near = (
            (i, a)
            for i, page in enumerate(self._pages)
            for a in page.areas
            if a.place is not None and a.place.section == "indicators" and a.place.node == place.node
        )
        return near

    def fit_width(self) -> None:
        """Make the page as wide as the view, and keep it so."""
        self._set_fit("width")

    def fit_page(self) -> None:
        """Show one page whole, and keep it so."""
        self._set_fit("page")

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom * _STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom / _STEP)

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Use a zoom; the point ``at`` of the view stays where it is."""
        zoom = max(_LEAST, min(_MOST, zoom))
        at = at or QPointF(self.viewport().rect().center())
        before = self._zoom
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self._fit = "free"
        self._use_zoom(zoom)
        moved = (offset + at) * (self._zoom / before) - at
        self.horizontalScrollBar().setValue(round(moved.x()))
        self.verticalScrollBar().setValue(round(moved.y()))

    def go_to_page(self, index: int) -> None:
        """Scroll to the top of a page."""
        if 0 <= index < len(self._pages):
            self.verticalScrollBar().setValue(round(self._page_rect(index).top() - self._gap()))

    @property
    def current_page(self) -> int:
        """The page (from 0) that is mostly seen."""
        return self._current

    def place_at(self, point: QPointF) -> Place | None:
        """The place of the datum at a point of the viewport."""
        for index, page in enumerate(self._pages):
            rect = self._page_rect(index).translated(-self._offset())
            if rect.contains(point):
                inside, scale = point - rect.topLeft(), self._scale()
                spot = QPointF(inside.x() / scale, inside.y() / scale)
                return next((a.place for a in page.areas if a.place and _contains(a, spot)), None)
        return None

    def sizeHint(self) -> QSize:
        """About a third of a window."""
        return QSize(self.fontMetrics().averageCharWidth() * 60, self.fontMetrics().height() * 40)

    def minimumSizeHint(self) -> QSize:
        """Small enough for any place."""
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.fontMetrics().height() * 6)

    # -- Qt's events ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tray and the pages in sight."""
        painter = QPainter(self.viewport())
        tray, offset = QRegion(event.rect()), self._offset()
        for index in range(len(self._pages)):
            rect = self._page_rect(index).translated(-offset)
            if rect.intersects(QRectF(event.rect())):
                self._paint_page(painter, index, rect)
                tray -= QRegion(rect.toRect().adjusted(-1, -1, 1, 1))
        painter.setClipRegion(tray)
        painter.fillRect(event.rect(), theme.color("tray"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * _STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which datum was clicked."""
        place = self.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.place_chosen.emit(place)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where a click goes to a field."""
        here = self.place_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if here else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The findings of the datum under the mouse, as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(QPointF(event.pos()))
            words = self._marked.get(place, ("", ""))[1] if place else ""
            QToolTip.showText(event.globalPos(), plain_tooltip(words), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, + and - zoom."""
        match event.key():
            case Qt.Key.Key_PageDown:
                self.verticalScrollBar().triggerAction(self.verticalScrollBar().SliderAction.SliderPageStepAdd)
            case Qt.Key.Key_PageUp:
                self.verticalScrollBar().triggerAction(self.verticalScrollBar().SliderAction.SliderPageStepSub)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case Qt.Key.Key_0:
                self.fit_width()
            case _:
                super().keyPressEvent(event)

    # -- where things are ----------------------------------------------------------------------------------------

    def _gap(self) -> int:
        return max(6, self.fontMetrics().height() // 2)

    def _scale(self) -> float:
        """Logical pixels in one millimetre."""
        return self._zoom * self.logicalDpiX() / _MM_PER_INCH

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _page_size(self, index: int) -> QSizeF:
        page = self._pages[index]
        return QSizeF(page.width_mm, page.height_mm) * self._scale()

    def _page_rect(self, index: int) -> QRectF:
        """A page's place on the tray, not scrolled."""
        top = float(self._gap())
        for before in range(index):
            top += self._page_size(before).height() + self._gap()
        size = self._page_size(index)
        left = max(float(self._gap()), (self.viewport().width() - size.width()) / 2)
        return QRectF(QPointF(round(left), round(top)), size)

    def _set_fit(self, fit: Fit) -> None:
        self._fit = fit
        self._lay_out()

    def _lay_out(self) -> None:
        if self._fit != "free" and self._pages:
            page = max(self._pages, key=lambda one: one.width_mm)
            per_mm = self.logicalDpiX() / _MM_PER_INCH
            zoom = (self.viewport().width() - 2 * self._gap()) / (page.width_mm * per_mm)
            if self._fit == "page":
                zoom = min(zoom, (self.viewport().height() - 2 * self._gap()) / (page.height_mm * per_mm))
            self._use_zoom(max(_LEAST, min(_MOST, zoom)))
        else:
            self._use_zoom(self._zoom)

    def _use_zoom(self, zoom: float) -> None:
        if zoom != self._zoom:
            self._zoom = zoom
            self.zoom_changed.emit(zoom)
        self._set_ranges()
        self.viewport().update()

    def _set_ranges(self) -> None:
        height = width = 0.0
        if self._pages:
            height = self._page_rect(len(self._pages) - 1).bottom() + self._gap()
            width = max(self._page_size(i).width() for i in range(len(self._pages))) + 2 * self._gap()
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), width if self._fit == "free" else 0.0, view.width()),
        ):
            bar.setRange(0, max(0, round(whole) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(self.fontMetrics().height() * 2)
        self._tell_page()

    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        current = next((i for i in range(len(self._pages)) if self._page_rect(i).bottom() + self._gap() > middle), 0)
        if current != self._current:
            self._current = current
            self.page_changed.emit(current)

    def _scroll_to(self, index: int, area: AreaMark) -> None:
        """Bring an area into sight, with as little motion as will do."""
        top = self._page_rect(index).top() + area.y_mm * self._scale()
        bottom = top + min(area.height_mm * self._scale(), self.viewport().height() / 2)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        margin = self._gap() * 3
        if top < bar.value() + margin:
            bar.setValue(round(top - margin))
        elif bottom > bar.value() + room - margin:
            bar.setValue(round(bottom - room + margin))

    # -- drawing -------------------------------------------------------------------------------------------------

    def _paint_page(self, painter: QPainter, index: int, rect: QRectF) -> None:
        painter.drawPixmap(rect.topLeft(), self._pictures.picture(index, self._scale(), self.devicePixelRatioF()))
        painter.setPen(QPen(QColor(theme.PAPER_EDGE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
        mark_findings(painter, self._pages[index], rect.topLeft(), self._scale(), self._marked)
        if self._place is not None:
            areas = [area for page, area in self.areas_of(self._place) if page == index]
            highlight_areas(painter, areas, rect.topLeft(), self._scale())


def _contains(area: AreaMark, spot: QPointF) -> bool:
    return area.x_mm <= spot.x() <= area.x_mm + area.width_mm and area.y_mm <= spot.y() <= area.y_mm + area.height_mm
