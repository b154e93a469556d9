"""The findings of the review: a verdict on top, the list below it; a click goes to the field, the fix is one key away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.editing.icons import icon
from app.editing.session import Session
from app.form.places import Place
from app.form.plain import PLAIN_FAMILY
from widgets.finding_actions import fill_all_menu, fill_row_menu
from widgets.finding_delegate import FindingDelegate
from widgets.finding_list import FindingList
from widgets.finding_view import FindingView
from widgets.marks import FindingMark, QuietLabel, worst

if TYPE_CHECKING:
    from app.checking.findings import Finding


class FindingsPanel(QWidget):
    """The review of the form, live."""

    place_chosen = Signal(object)
    """The place that a finding is about."""
    folded_changed = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folded = False
        self._model = FindingList(session)
        self._view = FindingView(self._model, self._nothing_found())
        self._view.setAccessibleName(self.tr("审核意见"))
        delegate = FindingDelegate(self._model, self._view)
        delegate.fix_chosen.connect(self.fix)
        self._view.setItemDelegate(delegate)
        self._view.clicked.connect(self._go_to)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._open_menu)
        self._view.installEventFilter(self)
        self.setFocusProxy(self._view)
        self._make_bar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._bar)
        layout.addWidget(self._view, 1)
        self._rest = QuietLabel(small=True)
        self._rest.setContentsMargins(self.fontMetrics().height() // 2, 0, 0, 0)
        self._rest.hide()
        layout.addWidget(self._rest)
        session.findings_changed.connect(self.refresh)
        self._show_verdict()

    @property
    def view(self) -> QListView:
        """The list."""
        return self._view

    @property
    def folded(self) -> bool:
        """Whether only the verdict is shown."""
        return self._folded

    @property
    def verdict(self) -> str:
        """The line on top: 2 处错误，3 处提醒."""
        return self._verdict.text()

    def set_folded(self, folded: bool) -> None:
        """Shrink to the verdict line, or open."""
        if folded != self.folded:
            self._folded = folded
            self._view.setVisible(not folded)
            policy = QSizePolicy.Policy.Fixed if folded else QSizePolicy.Policy.Preferred
            self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
            self._show_fold()
            self._show_verdict()
            self.folded_changed.emit(folded)

    def commit_pending(self) -> None:
        """There is nothing to type here."""

    def show_place(self, place: Place) -> bool:
        """Select the first finding about a place, without moving the cursor; False when none is to be seen."""
        return self._choose(lambda finding: place in finding.places)

    def go_to_next(self, step: int = 1) -> None:
        """Go to the next finding that is listed (F8), or with ``step`` -1 to the one before, round the ends."""
        if not self._model.finding_rows():
            self._model.unfold_all()  # whoever asks for findings wants to see them
        rows = [row for row, _ in self._model.finding_rows()]
        if not rows:
            return
        here = self._view.currentIndex().row()  # -1 for none: before the first
        if step > 0:
            row = next((row for row in rows if row > here), rows[0])
        else:
            row = next((row for row in reversed(rows) if row < here), rows[-1])
        self._view.setCurrentIndex(self._model.index(row))
        self._go_to(self._model.index(row))

    def fix_current(self) -> None:
        """Take the fix of the selected finding."""
        finding = self._model.finding(self._view.currentIndex())
        if finding is not None:
            self.fix(finding)

    def fix(self, finding: Finding) -> None:
        """Take the fix of a finding: a step that undoes."""
        if self._session.apply_fix(finding) and finding.places:
            self.place_chosen.emit(finding.places[0])

    def refresh(self) -> None:
        """Show the session's findings; the selected one stays selected while it is there."""
        kept, head = self._model.finding(self._view.currentIndex()), self._model.head(self._view.currentIndex())
        if self._model.refresh():
            if kept is not None:
                self._choose(lambda finding: (finding.code, finding.places) == (kept.code, kept.places))
            elif head is not None and self._model.head_row(head.term) >= 0:
                self._view.setCurrentIndex(self._model.index(self._model.head_row(head.term)))
        self._show_verdict()

    def _choose(self, wanted: Callable[[Finding], bool]) -> bool:
        """Select the first finding in sight that is wanted; False when there is none."""
        row = next((row for row, finding in self._model.finding_rows() if wanted(finding)), -1)
        if row >= 0:
            self._view.setCurrentIndex(self._model.index(row))
        return row >= 0

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter goes to the field or opens a folded group, Ctrl+Enter takes the fix."""
        del watched
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.fix_current()
        elif not self._view.toggle_group(self._view.currentIndex()):
            self._go_to(self._view.currentIndex())
        return True

    def _open_menu(self, point: QPoint) -> None:
        index = self._view.indexAt(point)
        finding = self._model.finding(index)
        if finding is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            fill_row_menu(menu, self._session, finding, self)
            menu.popup(self._view.viewport().mapToGlobal(point))

    def _make_bar(self) -> None:
        self._mark = FindingMark()
        self._verdict = QLabel()
        self._verdict.setTextFormat(Qt.TextFormat.PlainText)
        font = self._verdict.font()
        font.setBold(True)
        self._verdict.setFont(font)
        self._fold = self._button("expand", lambda: self.set_folded(not self.folded))
        self._next = self._button("next-finding", self.go_to_next)
        words = self.tr("下一条（F8）")
        self._next.setToolTip(words)
        self._next.setAccessibleName(words)
        self._more = self._button("more", lambda: None)
        words = self.tr("更多：统一写法、预计得分、导出审核意见")
        self._more.setToolTip(words)
        self._more.setAccessibleName(words)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._more)
        menu.aboutToShow.connect(lambda: fill_all_menu(menu, self._session, self, self.place_chosen.emit))
        self._more.setMenu(menu)
        self._more.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._bar = QHBoxLayout()
        step = self.fontMetrics().height() // 3
        self._bar.setContentsMargins(step, step, step, step)
        self._bar.addWidget(self._fold)
        self._bar.addWidget(self._mark)
        self._bar.addSpacing(step)
        self._bar.addWidget(self._verdict, 1)
        self._bar.addWidget(self._next)
        self._bar.addWidget(self._more)
        self._show_fold()

    def _button(self, name: str, action: object) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIcon(icon(name, "muted"))
        button.clicked.connect(lambda _checked: action() if callable(action) else None)
        return button

    def _show_fold(self) -> None:
        self._fold.setIcon(icon("collapse" if self.folded else "expand", "muted"))
        words = self.tr("展开审核意见") if self.folded else self.tr("折叠审核意见")
        self._fold.setToolTip(words)
        self._fold.setAccessibleName(words)

    def _show_verdict(self) -> None:
        findings = self._session.findings
        left_out = len(findings) - self._model.listed
        self._rest.setText(self.tr("还有 {count} 条，改好上面的之后列出").format(count=left_out))
        self._rest.setVisible(left_out > 0 and not self._folded)
        self._verdict.setText(self.verdict_words(findings))
        self._mark.show_severity(worst(findings) or ("ok" if self._is_checked else "unchecked"))
        self._next.setEnabled(bool(findings))

    def verdict_words(self, findings: Sequence[Finding]) -> str:
        """The findings counted in words."""
        counts = Counter(finding.severity for finding in findings)
        words = (
            (counts["error"], self.tr("{count} 处错误")),
            (counts["warning"], self.tr("{count} 处提醒")),
            (counts["hint"], self.tr("{count} 条建议")),
        )
        said = [template.format(count=count) for count, template in words if count]
        return self.tr("，").join(said) or self._nothing_found()

    @property
    def _is_checked(self) -> bool:
        """Whether there are rules to check the form by: not where it is shown by its own keys."""
        return self._session.template.family != PLAIN_FAMILY

    def _nothing_found(self) -> str:
        return self.tr("没有发现问题") if self._is_checked else self.tr("没有这张表的模板，未作检查")

    def _go_to(self, index: QModelIndex) -> None:
        finding = self._model.finding(index)
        if finding is not None and finding.places:
            self.place_chosen.emit(finding.places[0])
