"""The live view of the paper: laid out again after each change, its page follows the field with the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from app.editing.icons import icon
from app.editing.session import Session
from app.form.places import Place
from app.printing.build import paper_grid
from app.printing.layout import layout
from widgets.marks import QuietLabel, worst
from widgets.paper_sheets import PaperSheets

if TYPE_CHECKING:
    from app.checking.findings import Finding


class PaperView(QWidget):
    """The pages of the form's papers as they will be printed, always up to date."""

    place_chosen = Signal(object)
    """The place of the datum that was clicked on the paper."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._place: Place | None = None
        self.sheets = PaperSheets()
        self.sheets.place_chosen.connect(self.place_chosen)
        self.sheets.place_chosen.connect(lambda place: self.sheets.highlight(place, scroll=False))
        self.sheets.page_changed.connect(lambda _page: self._show_figures())
        self.sheets.zoom_changed.connect(lambda _zoom: self._show_figures())
        self._papers = QTabBar()
        self._papers.setExpanding(False)
        self._papers.setDrawBase(False)
        self._papers.setAccessibleName(self.tr("纸面的种类"))
        for paper in session.template.papers:
            self._papers.setTabData(self._papers.addTab(paper.name), paper.id)
        self._papers.setVisible(len(session.template.papers) > 1)
        self._papers.currentChanged.connect(lambda _index: self.lay_out())
        layout_ = QVBoxLayout(self)
        layout_.setContentsMargins(0, 0, 0, 0)
        layout_.setSpacing(0)
        layout_.addWidget(self._papers)
        layout_.addWidget(self.sheets, 1)
        layout_.addLayout(self._make_bar())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.lay_out)
        session.document_changed.connect(self._wait)
        session.findings_changed.connect(self._show_findings)

    def commit_pending(self) -> None:
        """There is nothing to type here."""

    def show_place(self, place: Place, *, turn: bool = True) -> bool:
        """Highlight a datum and ``turn`` to its page; False when the papers do not show it."""
        self._place = place
        if self._stale and self.isVisible():
            self.lay_out()
        self.sheets.highlight(place, scroll=turn)
        return next(self.sheets.areas_of(place), None) is not None

    def lay_out(self) -> None:
        """Lay the chosen paper out anew."""
        self._timer.stop()
        self._stale = False
        session = self._session
        if not session.template.papers:
            return
        grid = paper_grid(session.document, session.template, self._papers.tabData(self._papers.currentIndex()))
        self.sheets.show_pages(layout(grid))
        self._show_figures()

    def showEvent(self, event: QShowEvent) -> None:
        """What was hidden was not laid out."""
        super().showEvent(event)
        if self._stale:
            self.lay_out()
            self.sheets.highlight(self._place)
        self._show_findings()

    def _wait(self, old: object, new: object, edit: object) -> None:
        """Lay out when the window is idle: several edits of one step are one layout, and a hidden view costs nothing."""
        del old, new, edit
        self._stale = True
        if self.isVisible():
            self._timer.start(0)

    def _make_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(4, 2, 4, 2)
        bar.setSpacing(2)
        self._page = QuietLabel(small=True)
        self._zoom = QuietLabel(small=True)
        bar.addWidget(self._page)
        bar.addStretch()
        bar.addWidget(self._button("zoom-out", self.tr("缩小（Ctrl+滚轮）"), self.sheets.zoom_out))
        bar.addWidget(self._zoom)
        bar.addWidget(self._button("zoom-in", self.tr("放大（Ctrl+滚轮）"), self.sheets.zoom_in))
        bar.addWidget(self._button("fit-width", self.tr("与窗口同宽"), self.sheets.fit_width))
        bar.addWidget(self._button("fit-page", self.tr("看整页"), self.sheets.fit_page))
        return bar

    def _button(self, name: str, words: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIcon(icon(name))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _checked: action())
        return button

    def _show_figures(self) -> None:
        count = len(self.sheets.pages)
        self._page.setText(
            self.tr("第 {page} 页，共 {count} 页").format(page=self.sheets.current_page + 1, count=count)
        )
        self._zoom.setText(f"{self.sheets.zoom:.0%}")

    def _show_findings(self) -> None:
        if not self.isVisible():
            return
        at: dict[Place, list[Finding]] = {}
        for finding in self._session.findings:
            for place in finding.places:
                at.setdefault(place, []).append(finding)
        marked = {place: (worst(here), "\n".join(one.message for one in here)) for place, here in at.items()}
        self.sheets.show_findings(marked)
