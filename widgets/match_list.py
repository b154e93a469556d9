"""The matches of a search, each with the text around it before and after the replacement, and a tick to leave it out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from app.editing.session import Session
from app.form.places import Place
from app.form.search import Match
from widgets.row_list import ROW_HEIGHT, RowList

_LEAD, _TAIL = 8, 14
"""So many characters before and behind a match are shown; a narrow list cuts the end."""
_FORM, _AFTER = 0, 3


@dataclass(frozen=True, slots=True)
class Found:
    """A match in a form, with the form's name and the label of the place."""

    session: Session
    match: Match
    form: str
    label: str

    @property
    def key(self) -> tuple[Session, Place, int]:
        """What tells matches apart while the text around them stays."""
        return self.session, self.match.place, self.match.start


class MatchList(QWidget):
    """The list; all matches are ticked at first."""

    activated = Signal(object)
    """The match that was double-clicked or entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[Found] = []
        self._replacement = ""
        heads = [self.tr("表单"), self.tr("位置"), self.tr("现在"), self.tr("替换后")]
        self.rows = RowList(self.tr("找到的文字"), heads)
        self.rows.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.rows.itemActivated.connect(lambda *_: self._activate())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.rows)

    def sizeHint(self) -> QSize:
        """The heads and three rows: at first the forms keep most of the window, and the border between can be moved."""
        line = self.fontMetrics().height()
        return QSize(
            super().sizeHint().width(), self.rows.header().sizeHint().height() + round(3.5 * ROW_HEIGHT * line)
        )

    def show_found(self, found: list[Found], replacement: str) -> None:
        """Show these matches; ticks and the choice stay with the matches that are still there."""
        left_out = self.left_out()
        row = self.row()
        self._found, self._replacement = found, replacement
        self.rows.show_rows(
            [(each.form, each.label, around(each.match, None), around(each.match, replacement)) for each in found],
            checkable=True,
        )
        self.leave_out(left_out)
        self.rows.choose(min(max(0, row), len(found) - 1))

    def show_replacement(self, replacement: str) -> None:
        """Show what another replacement would give."""
        self._replacement = replacement
        for row, found in enumerate(self._found):
            self.rows.item(row).setText(_AFTER, around(found.match, replacement))

    def row(self) -> int:
        """The number of the chosen row, -1 for none."""
        return self.rows.row()

    def current(self) -> Found | None:
        """The chosen match."""
        return self._found[self.row()] if 0 <= self.row() < len(self._found) else None

    def choose(self, row: int) -> None:
        """Choose a row."""
        self.rows.choose(row)

    def step(self, way: int) -> Found | None:
        """Choose the next match or the one before, round the ends; the first one when it was not shown yet."""
        if self._found:
            self.choose((self.row() + way) % len(self._found))
        return self.current()

    def ticked(self) -> list[Found]:
        """The matches to be replaced."""
        return [
            found
            for row, found in enumerate(self._found)
            if self.rows.item(row).checkState(_FORM) == Qt.CheckState.Checked
        ]

    def left_out(self) -> set[tuple[Session, Place, int]]:
        """The matches whose tick was taken away."""
        kept = {found.key for found in self.ticked()}
        return {found.key for found in self._found} - kept

    def leave_out(self, keys: set[tuple[Session, Place, int]]) -> None:
        """Take the ticks of these matches away."""
        for row, found in enumerate(self._found):
            if found.key in keys:
                self.rows.item(row).setCheckState(_FORM, Qt.CheckState.Unchecked)

    def _activate(self) -> None:
        found = self.current()
        if found is not None:
            self.activated.emit(found)


def around(match: Match, replacement: str | None) -> str:
    """A line with the match, or with what replaces it, between 【 and 】, and some text on both sides."""
    before = match.text[: match.start]
    behind = match.text[match.end :]
    lead = ("…" if len(before) > _LEAD else "") + before[-_LEAD:]
    tail = behind[:_TAIL] + ("…" if len(behind) > _TAIL else "")
    middle = match.text[match.start : match.end] if replacement is None else replacement
    return " ".join(f"{lead}【{middle}】{tail}".split())
