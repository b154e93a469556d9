"""The panel with the live paper: at the right side, floating on a second screen, or hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QStackedWidget, QWidget

from app.editing.session import Session
from app.form.places import Place
from widgets.dock_buttons import dress_dock

if TYPE_CHECKING:
    from widgets.paper_view import PaperView


class _Stack(QStackedWidget):
    """Wide enough for a page on which one recognises the words."""

    def sizeHint(self) -> QSize:
        """About a quarter of a usual screen."""
        side = self.fontMetrics().height()
        return QSize(side * 25, side * 35)


class PaperDock(QDockWidget):
    """One paper for each open form, made when it is first seen."""

    place_chosen = Signal(object)
    """The place of the datum that was clicked on the paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("纸面"))
        self.setObjectName("paper")
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea | Qt.DockWidgetArea.LeftDockWidgetArea)
        dress_dock(self)
        self._stack = _Stack()
        self._stack.addWidget(QWidget())
        self.setWidget(self._stack)
        self.follows: Callable[[], bool] = lambda: True
        """Whether the page turns to the field with the cursor (a setting)."""
        self._session: Session | None = None
        self._papers: dict[Session, PaperView] = {}
        self.visibilityChanged.connect(lambda *_: self._show())

    def show_session(self, session: Session | None) -> None:
        """Show the paper of this form."""
        self._session = session
        self._show()

    def follow(self, place: Place) -> None:
        """Turn to the page of the datum that has the cursor."""
        paper = self._papers.get(self._session) if self._session else None
        if paper is not None and self.isVisible():
            paper.show_place(place, turn=self.follows())

    def forget(self, session: Session) -> None:
        """The form was closed."""
        paper = self._papers.pop(session, None)
        if paper is not None:
            self._stack.removeWidget(paper)
            paper.deleteLater()

    def _show(self) -> None:
        if self._session is None:
            self._stack.setCurrentIndex(0)
            return
        if not self.isVisible():
            return
        if self._session not in self._papers:
            from widgets.paper_view import PaperView

            paper = PaperView(self._session)
            paper.place_chosen.connect(self.place_chosen)
            self._papers[self._session] = paper
            self._stack.addWidget(paper)
        self._stack.setCurrentWidget(self._papers[self._session])
