"""Find and replace (查找和替换) over the form in front or all open forms, with a preview of each replacement.

The matches follow the forms while one types. Replacing is one undo step in each form that is changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDockWidget,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.editing.session import Session
from app.form.labels import label_of
from app.form.search import Match, find_text, replace_matches
from widgets.dock_buttons import dress_dock
from widgets.form_files import form_name
from widgets.marks import QuietLabel
from widgets.match_list import Found, MatchList

_WAIT_MS = 150
MOST_SHOWN = 2000
"""More matches than anybody reads; all of them are replaced nevertheless."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Where to search: the form in front, all open forms, and how to take what is still being typed."""

    current: Callable[[], Session | None]
    all: Callable[[], list[Session]]
    commit: Callable[[], None]


class FindPanel(QDockWidget):
    """The panel below the forms."""

    place_chosen = Signal(object, object)
    """The session and the place of a match to show."""
    said = Signal(str)
    """What a replacement has done."""

    def __init__(self, forms: Forms, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("查找和替换"))
        self.setObjectName("find")
        dress_dock(self)
        self._forms = forms
        self._followed: list[Session] = []
        self._found: list[Found] = []
        self._fresh = True
        self.wanted = _Line(self.tr("查找"))
        self.replacement = _Line(self.tr("替换为"))
        self.everywhere = QCheckBox(self.tr("所有打开的表单(&O)"))
        self.match_case = QCheckBox(self.tr("区分大小写(&C)"))
        self.exact_width = QCheckBox(self.tr("区分全角半角(&W)"))
        self.replace_one = QPushButton(self.tr("替换这一处(&R)"))
        self.replace_all = QPushButton(self.tr("全部替换(&A)"))
        self.count = QuietLabel()
        self.list = MatchList()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self.search)
        self._build()
        self._connect()
        self._show_found()

    def open(self, text: str = "") -> None:
        """Show the panel with the cursor in its first line; ``text`` is what to look for, if anything was selected."""
        self.show()
        if not self.isWindow():  # it may share its side with another panel
            self.raise_()
        if text:
            self.wanted.setText(text)
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self.search()

    def search(self) -> None:
        """Find again in the forms as they are now."""
        self._later.stop()
        sessions = self._sessions()
        self._follow(sessions)
        self._found = []
        for session in sessions:
            matches = find_text(
                session.document,
                self.wanted.text(),
                match_case=self.match_case.isChecked(),
                fold_width=not self.exact_width.isChecked(),
            )
            name = form_name(session)
            for match in matches:
                label = label_of(session.document, session.template, match.place)
                self._found.append(Found(session, match, name, label))
        self._show_found()

    def step(self, way: int) -> None:
        """To the next match (1) or the one before (-1), and to its place in the form."""
        if self._later.isActive():
            self.search()
        found = self.list.current() if self._fresh and way > 0 else self.list.step(way)
        self._fresh = False
        if found is not None:
            self.place_chosen.emit(found.session, found.match.place)

    def replace_current(self) -> None:
        """Replace the chosen match, and go on to the next."""
        self._forms.commit()
        self.search()
        found = self.list.current()
        if found is None:
            return
        row, match = self.list.row(), found.match
        if self._replace(found.session, [match]):
            self.search()
            # What was put in may hold the text again; go on behind it.
            end = match.start + len(self.replacement.text())
            while row < len(self._found) and self._found[row].match.place == match.place:
                if self._found[row].match.start >= end:
                    break
                row += 1
            self.list.choose(min(row, len(self._found) - 1))

    def replace_everything(self) -> None:
        """Replace all matches that are ticked, as one step in each form."""
        self._forms.commit()
        left_out = self.list.left_out()
        self.search()
        self.list.leave_out(left_out)
        chosen: dict[Session, list[Match]] = {}
        for found in (*self.list.ticked(), *self._found[MOST_SHOWN:]):
            chosen.setdefault(found.session, []).append(found.match)
        done = sum(len(matches) for session, matches in chosen.items() if self._replace(session, matches))
        refused = [form_name(session) for session in chosen if session.read_only]
        words = self.tr("已替换 {count} 处，可撤销。").format(count=done)
        if refused:
            words += self.tr("只读的表单没有改动：{names}。").format(names="、".join(refused))
        self.said.emit(words)
        self.search()

    def _replace(self, session: Session, matches: list[Match]) -> bool:
        edit = replace_matches(session.document, matches, self.replacement.text())
        if edit is None or session.read_only:
            return False
        words = self.tr("替换“{wanted}”").format(wanted=self.wanted.text())
        return session.edit(edit, words)

    # -- building and following ------------------------------------------------------------------------------------

    def _build(self) -> None:
        content = QWidget()
        grid = QGridLayout()
        for row, field in enumerate((self.wanted, self.replacement)):
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.before, self.after = QPushButton(self.tr("上一处(&P)")), QPushButton(self.tr("下一处(&N)"))
        for column, button in enumerate((self.before, self.after)):
            grid.addWidget(button, 0, 2 + column)
        for column, button in enumerate((self.replace_one, self.replace_all)):
            grid.addWidget(button, 1, 2 + column)
        grid.setColumnStretch(1, 1)
        options = QHBoxLayout()
        for box in (self.everywhere, self.match_case, self.exact_width):
            options.addWidget(box)
        options.addStretch(1)
        options.addWidget(self.count)
        layout = QVBoxLayout(content)
        step = self.fontMetrics().height() // 2
        layout.setContentsMargins(step, step // 2, step, step // 2)
        layout.setSpacing(step // 2)
        layout.addLayout(grid)
        layout.addLayout(options)
        layout.addWidget(self.list, 1)
        self.setWidget(content)

    def _connect(self) -> None:
        self.wanted.textChanged.connect(self._begin)
        self.replacement.textChanged.connect(lambda text: self.list.show_replacement(text))
        for box in (self.everywhere, self.match_case, self.exact_width):
            box.toggled.connect(lambda _on: self.search())
        self.wanted.stepped.connect(self.step)
        self.replacement.stepped.connect(lambda _way: self.replace_current())
        self.wanted.left.connect(self.close)
        self.replacement.left.connect(self.close)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.replace_one.clicked.connect(self.replace_current)
        self.replace_all.clicked.connect(self.replace_everything)
        self.list.activated.connect(lambda found: self.place_chosen.emit(found.session, found.match.place))
        self.visibilityChanged.connect(lambda visible: self.search() if visible else self._follow([]))

    def _begin(self, _text: str) -> None:
        self._fresh = True
        self._later.start()

    def _sessions(self) -> list[Session]:
        if self.everywhere.isChecked():
            return self._forms.all()
        current = self._forms.current()
        return [current] if current is not None else []

    def _follow(self, sessions: list[Session]) -> None:
        """Search again when one of these changes."""
        for session in self._followed:
            if session not in sessions:
                session.document_changed.disconnect(self._changed)
                session.destroyed.disconnect(self._closed)
        for session in sessions:
            if session not in self._followed:
                session.document_changed.connect(self._changed)
                session.destroyed.connect(self._closed)
        self._followed = list(sessions)

    def _changed(self, *_what: object) -> None:
        self._later.start()

    def _closed(self, *_what: object) -> None:
        self._followed = [session for session in self._followed if session in self._forms.all()]
        self._later.start()

    def _show_found(self) -> None:
        self.list.show_found(self._found[:MOST_SHOWN], self.replacement.text())
        forms = len({found.session for found in self._found})
        if not self.wanted.text():
            words = ""
        elif not self._found:
            words = self.tr("没有找到")
        elif self.everywhere.isChecked():
            words = self.tr("{forms} 份表单中有 {count} 处").format(forms=forms, count=len(self._found))
        else:
            words = self.tr("{count} 处").format(count=len(self._found))
        self.count.setText(words)
        for button in (self.before, self.after, self.replace_one, self.replace_all):
            button.setEnabled(bool(self._found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)


class _Line(QLineEdit):
    """A line of the panel: Enter steps on, Shift+Enter back, Esc leaves."""

    stepped = Signal(int)
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
