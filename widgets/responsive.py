"""Layouts that follow the width: as many columns as fit, and a scroll area that never scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QTreeView, QWidget

_NOT_YET = -1


class WidthFollower(QWidget):
    """A widget that arranges its contents anew when the number of columns that fit has changed.

    ``arrange(columns)`` is called with 1 … ``most``; ``column_width()`` gives the least width of one column in pixels, asked
    from the font at each change. Where ``single_width`` is given and not even one column has that width, it is 0.
    """

    def __init__(
        self,
        arrange: Callable[[int], None],
        column_width: Callable[[], int],
        most: int,
        parent: QWidget | None = None,
        *,
        single_width: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._arrange = arrange
        self._column_width = column_width
        self._most = most
        self._single_width = single_width
        self._columns = _NOT_YET
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def prepare(self) -> None:
        """Arrange for plenty of room, so that the size hint is right before the widget has a width."""
        if self._columns == _NOT_YET:
            self._columns = self._most
            self._arrange(self._most)

    @property
    def columns(self) -> int:
        """How many columns stand side by side now."""
        return self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew where another number of columns fits."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A larger font needs wider columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._columns = _NOT_YET
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Any width will do: what does not fit goes below."""
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        columns = max(1, min(self._most, self.width() // max(1, self._column_width())))
        if columns == 1 and self._single_width is not None and self.width() < self._single_width():
            columns = 0
        if columns != self._columns:
            self._columns = columns
            self._arrange(columns)


class PanelArea(QScrollArea):
    """A panel's scroll area: up and down only."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The panel lies on the window's ground, not on a list's. A viewport of our own: asked for one that Qt has made, PySide
        # defines the classes of all widgets that it could be, which takes 8 ms.
        self._least = 0
        ground = QWidget()
        self.setViewport(ground)
        self.setWidget(content)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground.setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its contents and a scroll bar, which is no wider than a line is high: nothing scrolls sideways."""
        least = super().minimumSizeHint()
        width = self.widget().minimumSizeHint().width() + self.fontMetrics().height()
        return QSize(max(least.width(), width), least.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other contents (a longer amount) need another width; Qt itself asks a scroll area only once."""
        if event.type() == QEvent.Type.LayoutRequest:
            least = self.minimumSizeHint().width()
            # Only then: the tab around would paint all that is in it anew.
            if least != self._least:
                self._least = least
                self.updateGeometry()
        return super().eventFilter(watched, event)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll so far that a widget inside is seen."""
        content = self.widget()
        top = widget.mapTo(content, QPoint(0, 0)).y()
        bottom = top + min(widget.height(), self.viewport().height())
        self.ensureVisible(0, (top + bottom) // 2, 0, (bottom - top) // 2 + self.fontMetrics().height())


class ElidedLabel(QLabel):
    """One line of plain text that ends in … where it does not fit; the tooltip has it whole."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        del event
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        painter.drawText(self.contentsRect(), int(Qt.AlignmentFlag.AlignVCenter | self.alignment()), shown)
        painter.end()


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window a size, but never more than fits on its screen."""
    room = window.screen().availableGeometry().size()
    frame = window.fontMetrics().height() * 3
    window.resize(QSize(width, height).boundedTo(QSize(room.width() - frame // 2, room.height() - frame)))


class _WidthSharer(QObject):
    """Shares the width of a list among its columns whenever it changes."""

    def __init__(self, view: QTreeView, shares: Mapping[int, int], fixed_em: Mapping[int, int]) -> None:
        super().__init__(view)
        self._view = view
        self._shares = shares
        self._fixed_em = fixed_em
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The view has another width."""
        del watched
        if event.type() == QEvent.Type.Resize:
            em = self._view.fontMetrics().height()
            fixed = sum(self._fixed_em.values()) * em
            room = max(0, self._view.viewport().width() - fixed)
            for column, wide in self._fixed_em.items():
                self._view.setColumnWidth(column, wide * em)
            for column, share in self._shares.items():
                self._view.setColumnWidth(column, room * share // sum(self._shares.values()))
        return False


def share_width(view: QTreeView, shares: Mapping[int, int], fixed_em: Mapping[int, int] | None = None) -> None:
    """Keep the columns of a list within its width: some by shares, some at so many em; it never scrolls sideways."""
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    _WidthSharer(view, shares, fixed_em or {})
