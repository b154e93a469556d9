"""The page of one form: head, indicators and texts at the left, money and findings at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QToolButton, QVBoxLayout, QWidget

from app.editing.session import Session
from app.form.document import find
from app.form.edits import Edit, InsertIndicator, MoveIndicator, SetValue, Several
from app.form.places import Place, Section, indicator_place
from widgets import window_memory
from widgets.actions import ACTIONS
from widgets.flat_tabs import FlatTabs
from widgets.funding_panel import FundingPanel
from widgets.header_panel import HeaderPanel
from widgets.indicator_tree import IndicatorTree
from widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    from widgets.findings_panel import FindingsPanel
    from widgets.goals_panel import GoalsPanel

_TREE_BUTTONS = (
    "add_indicator",
    "add_child",
    "duplicate",
    "remove",
    "move_up",
    "move_down",
    "expand_all",
    "collapse_all",
)
_WITH_WORDS = ("add_indicator", "add_child")
_LEFT, _RIGHT = 66, 34
_MOST_FOR_MONEY = 0.7


class FormView(QWidget):
    """Everything of one form but its paper."""

    entered = Signal(object)
    """The place of the datum that has the cursor."""
    said = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._shared = False
        self._fits_money = False
        self.head = HeaderPanel(session, folded=self._head_is_filled())
        self.tree = IndicatorTree(session)
        self._goals: GoalsPanel | None = None
        self._texts: QWidget | None = None
        self._scores: QWidget | None = None
        self.funding = FundingPanel(session)
        self._findings: FindingsPanel | None = None
        self._checked = False
        self._build()
        for panel in self._panels():
            panel.entered.connect(self.entered)
        session.findings_changed.connect(self._show_findings)
        session.stepped.connect(self._show_step)

    @property
    def goals(self) -> GoalsPanel:
        """The long texts, made when they are first asked for: few look at them at the start."""
        if self._goals is None:
            from widgets.goals_panel import GoalsPanel

            self._goals = GoalsPanel(self.session)
            self._goals.entered.connect(self.entered)
            self._texts_page.addWidget(self._goals)
        return self._goals

    @property
    def findings(self) -> FindingsPanel:
        """The findings, made with the first check: before it there is nothing to say."""
        if self._findings is None:
            from widgets.findings_panel import FindingsPanel

            self._findings = FindingsPanel(self.session)
            self._findings.place_chosen.connect(self.go_to)
            heights = self.side.sizes()
            self.side.replaceWidget(self.side.count() - 1, self._findings).deleteLater()
            self._findings.show()
            self.side.setSizes(heights)
            self._findings.refresh()
            bar = self._money_area().verticalScrollBar()  # not earlier: its class would cost the start 2 ms
            bar.rangeChanged.connect(self._fit_grown_money)
            self._fit_grown_money(bar.minimum(), bar.maximum())
        return self._findings

    def _show_findings(self) -> None:
        """The first check is done. A tab that nobody sees needs no panel yet."""
        self._checked = True
        if self.isVisible() and self._findings is None:
            self.findings.show()

    def _panels(self) -> tuple[HeaderPanel | IndicatorTree | FundingPanel | GoalsPanel, ...]:
        """The panels that there are."""
        here = (self.head, self.tree, self.funding)
        return here if self._goals is None else (*here, self._goals)

    def _fill_page(self, number: int) -> None:
        """Make a page when it is first seen."""
        page = self.tabs.widget(number)
        if page is self._texts:
            self.goals.show()
        elif page is self._scores and self._scores is not None and self._scores.layout() is None:
            from widgets.score_view import ScoreView

            view = ScoreView(self.session)
            view.place_chosen.connect(self.go_to)
            layout = QVBoxLayout(self._scores)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(view)

    def _build(self) -> None:
        step = self.fontMetrics().height() // 2
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for sentence in (self.session.read_only, *self.session.notes):
            if sentence:
                layout.addWidget(NoticeBar(sentence))
        head = QWidget()
        head_layout = QVBoxLayout(head)
        head_layout.setContentsMargins(step, step // 2, step, step // 2)
        head_layout.addWidget(self.head)
        layout.addWidget(head)
        layout.addWidget(_rule())
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._left())
        self.splitter.addWidget(self._right())
        self.splitter.setStretchFactor(0, _LEFT)
        self.splitter.setStretchFactor(1, _RIGHT)
        self.splitter.setSizes([_LEFT * 100, _RIGHT * 100])
        layout.addWidget(self.splitter, 1)

    def _left(self) -> QWidget:
        self.tabs = FlatTabs()
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._tree_bar())
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        layout.addWidget(_rule())
        layout.addWidget(self.tree, 1)
        self.tabs.addTab(page, self.tr("指标"))
        if self.session.template.texts:
            self._texts = QWidget()
            self._texts_page = QVBoxLayout(self._texts)
            self._texts_page.setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(self._texts, self.tr("目标与文字"))
        if self.session.template.scoring.bands:
            self._scores = QWidget()
            self.tabs.addTab(self._scores, self.tr("得分"))
        self.tabs.currentChanged.connect(self._fill_page)
        return self.tabs

    def _tree_bar(self) -> QHBoxLayout:
        step = self.fontMetrics().height() // 4
        bar = QHBoxLayout()
        bar.setContentsMargins(step, step, step, step)
        bar.setSpacing(step)
        breaks = {spec.key for spec in ACTIONS if spec.rule_before}
        for key in _TREE_BUTTONS:
            if key == "expand_all":
                bar.addStretch(1)
            elif key in breaks:
                bar.addSpacing(step * 2)
            button = QToolButton()
            button.setDefaultAction(self.tree.own_actions[key])
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if key in _WITH_WORDS:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            bar.addWidget(button)
        return bar

    def _right(self) -> QWidget:
        self.side = QSplitter(Qt.Orientation.Vertical)
        self.side.setChildrenCollapsible(False)
        has_money = bool(self.session.template.funding.cells)
        if has_money:
            self.side.addWidget(self.funding)
        self.side.addWidget(QWidget())
        self.funding.setVisible(has_money)
        if has_money:
            self.side.setStretchFactor(0, 0)
            self.side.setStretchFactor(1, 1)
        return self.side

    def _head_is_filled(self) -> bool:
        """A head with nothing missing is folded at first: it was looked at when it was filled in."""
        fields = self.session.template.fields
        return bool(fields) and all(self.session.document.fields.get(field.key) for field in fields)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the money the height it needs, as far as the findings keep a third."""
        super().showEvent(event)
        if self._checked:
            self.findings.show()
        if not self._shared:
            self._shared = True
            # Only after the layout is done is the height the right one.
            QTimer.singleShot(0, self, self._share_height)

    def _share_height(self) -> None:
        window_memory.restore_splitter("form", self.splitter)
        self.splitter.splitterMoved.connect(lambda *_: window_memory.keep_splitter("form", self.splitter))
        if self.side.count() < 2:
            return
        self.side.splitterMoved.connect(lambda *_: window_memory.keep_splitter("side", self.side))
        if not window_memory.restore_splitter("side", self.side):
            self._fits_money = True
            self._fit_money()
            self.side.splitterMoved.connect(self._stop_fitting)

    def _fit_money(self) -> None:
        room = sum(self.side.sizes())
        if room and self._fits_money:
            money = min(self._height_of_money(), round(room * _MOST_FOR_MONEY))
            self.side.setSizes([money, room - money])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width the equations have other heights."""
        super().resizeEvent(event)
        if self._fits_money:
            QTimer.singleShot(0, self, self._fit_money)

    def _stop_fitting(self) -> None:
        """The user has said how the height is shared."""
        self._fits_money = False

    def _fit_grown_money(self, _least: int, beyond: int) -> None:
        """What the equations say has grown: the findings give way, as long as nobody has moved the border."""
        if beyond:
            QTimer.singleShot(0, self, self._fit_money)  # not in the midst of the layout that tells it

    def _height_of_money(self) -> int:
        layout = self._money_area().widget().layout()
        assert layout is not None
        width = self.side.width()
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()

    def _money_area(self) -> QScrollArea:
        area = self.funding.findChild(QScrollArea)
        assert area is not None
        return area

    # -- places ----------------------------------------------------------------------------------------------------

    def go_to(self, place: Place) -> bool:
        """Put the cursor on a datum, on whatever panel it is; False when the form does not show it."""
        if place.section == "indicators":
            self.tabs.setCurrentIndex(0)
        elif place.section == "texts" and self._texts is not None:
            self.tabs.setCurrentWidget(self._texts)
        return any(panel.show_place(place) for panel in self._panels())

    def commit_pending(self) -> None:
        """Take what was typed in the field with the cursor, the input method's text included."""
        for panel in self._panels():
            panel.commit_pending()

    def show_tab(self, number: int) -> None:
        """Show 指标 (0) or 目标与文字 (1) and put the cursor there."""
        self.tabs.setCurrentIndex(min(number, self.tabs.count() - 1))
        page = self.tabs.currentWidget()
        if page is self._texts:
            self._focus_first("texts")
        elif page is self._scores:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_indicators(self) -> None:
        """To the indicators."""
        self.show_tab(0)

    def show_texts(self) -> None:
        """To the long texts; a form without any says so."""
        if self._texts is not None:
            self.show_tab(self.tabs.indexOf(self._texts))
        else:
            self.said.emit(self.tr("“{form}”没有目标与文字。").format(form=self.session.template.name))

    def next_finding(self) -> None:
        """To the next finding."""
        self.findings.go_to_next()

    def previous_finding(self) -> None:
        """To the finding before."""
        self.findings.go_to_next(-1)

    def fix_finding(self) -> None:
        """Take the fix of the selected finding."""
        self.findings.fix_current()

    def show_funding(self) -> None:
        """Put the cursor into the money; a form without any says so."""
        if self.session.template.funding.cells:
            self._focus_first("funding")
        else:
            self.said.emit(self.tr("“{form}”没有资金栏目。").format(form=self.session.template.name))

    def show_head(self) -> None:
        """Open the head and put the cursor there."""
        self._focus_first("fields")

    def show_scores(self) -> None:
        """To the scores; a form without any says so."""
        if self._scores is not None:
            self.show_tab(self.tabs.indexOf(self._scores))
        else:
            self.said.emit(self.tr("“{form}”不评分。").format(form=self.session.template.name))

    def next_panel(self) -> None:
        """F6: from the head to the indicators or texts, to the money, to the findings, and round again."""
        order = [self.head, self.tabs, self.funding, self.findings]
        order = [panel for panel in order if panel.isVisible()]
        focused = self.focusWidget()
        here = next((i for i, panel in enumerate(order) if focused is not None and panel.isAncestorOf(focused)), -1)
        target = order[(here + 1) % len(order)]
        if target is self.tabs:
            self.show_tab(self.tabs.currentIndex())
        elif target is self.funding:
            self.show_funding()
        elif target is self.head:
            self.show_head()
        else:
            self.findings.setFocus(Qt.FocusReason.TabFocusReason)

    def _focus_first(self, section: Section) -> None:
        template = self.session.template
        keys: dict[Section, list[str]] = {
            "fields": [field.key for field in template.fields],
            "funding": [cell.key for cell in template.funding.cells],
            "texts": [text.key for text in template.texts],
        }
        if keys[section]:
            self.go_to(Place(section, keys[section][0]))

    def _show_step(self, edit: Edit) -> None:
        """After undo and redo: go to where something changed."""
        place = changed_place(edit)
        if place is None or (place.section == "indicators" and find(self.session.document, place.node) is None):
            return
        self.go_to(place)


def changed_place(edit: Edit) -> Place | None:
    """The first place that an edit changes and that is still there after it."""
    match edit:
        case SetValue():
            return edit.place
        case InsertIndicator():
            return indicator_place(edit.indicator.id)
        case MoveIndicator():
            return indicator_place(edit.node)
        case Several():
            return next((place for part in edit.edits if (place := changed_place(part)) is not None), None)
    return None


def _rule() -> QFrame:
    """A hairline between two parts of the page."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.foregroundRole().Mid)
    return line
