"""The differences of two forms as a list, and the two wordings of the chosen one with their differing pieces marked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.editing import theme
from app.form.amount import format_amount, stored_amount
from app.form.compare import Difference, Wording, wording_differences
from app.form.document import Document
from app.form.labels import label_of
from app.form.template import Template
from widgets.row_list import RowList

_LONGEST_SUMMARY = 60
_PANE_LINES = 4


class DifferenceList(QWidget):
    """Each difference with its place and kind; below, mine and theirs of the one that is chosen."""

    chosen = Signal(object)
    """The difference that is chosen now, or None."""
    activated = Signal(object)
    """The difference that was double-clicked or entered."""

    def __init__(self, mine_name: str, theirs_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._differences: tuple[Difference, ...] = ()
        self._readable: list[Difference] = []
        self.rows = RowList(self.tr("不同之处"), [self.tr("位置"), self.tr("不同"), self.tr("内容")])
        self.rows.set_widths(26, 12)
        self.rows.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.rows.itemActivated.connect(lambda *_: self.activated.emit(self.current()))
        self.mine = WordingPane(mine_name)
        self.theirs = WordingPane(theirs_name)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self.mine)
        panes.addWidget(self.theirs)
        panes.setChildrenCollapsible(False)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(self.rows)
        whole.addWidget(panes)
        whole.setStretchFactor(0, 3)
        whole.setStretchFactor(1, 2)
        whole.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)

    def show_differences(self, differences: tuple[Difference, ...], mine: Document, template: Template) -> None:
        """Show these; the choice stays on the same row as far as there is one."""
        row = max(0, self.rows.row())
        self._differences = differences
        self._readable = [with_readable_amounts(difference, template) for difference in differences]
        self.rows.show_rows(
            [
                (label_of(mine, template, difference.place), self._kind(difference), summary(difference))
                for difference in self._readable
            ]
        )
        self.rows.choose(min(row, len(differences) - 1))
        self._show_chosen()

    def current(self) -> Difference | None:
        """The chosen difference."""
        row = self.rows.row()
        return self._differences[row] if 0 <= row < len(self._differences) else None

    def _kind(self, difference: Difference) -> str:
        return {
            "changed": self.tr("内容不同"),
            "added": self.tr("对方多出的行"),
            "removed": self.tr("对方没有的行"),
            "moved": self.tr("位置移动"),
        }[difference.kind]

    def _show_chosen(self) -> None:
        difference = self.current()
        if difference is None:
            self.mine.show_pieces((), "")
            self.theirs.show_pieces((), "")
        else:
            readable = self._readable[self.rows.row()]
            before, after = readable.before, readable.after
            pieces = wording_differences(before or "", after or "")
            self.mine.show_pieces(pieces, self.tr("（空）") if before in (None, "") else "")
            self.theirs.show_pieces(pieces, self.tr("（空）") if after in (None, "") else "", theirs=True)
        self.chosen.emit(difference)


class WordingPane(QWidget):
    """One of the two wordings: what only this one has is underlined or struck out on a ground of its own."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[Wording, ...], str, bool] = ((), "", False)
        title = QLabel(name)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAcceptRichText(False)
        self.text.setFrameShape(QFrame.Shape.StyledPanel)
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * _PANE_LINES)
        title.setBuddy(self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title)
        layout.addWidget(self.text, 1)

    def show_pieces(self, pieces: tuple[Wording, ...], instead: str, *, theirs: bool = False) -> None:
        """Show the pieces of this side; ``instead`` is said where there is nothing."""
        self._shown = (pieces, instead, theirs)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self._draw()

    def _draw(self) -> None:
        pieces, instead, theirs = self._shown
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        if instead:
            quiet = QTextCharFormat()
            quiet.setForeground(theme.color("muted"))
            cursor.insertText(instead, quiet)
            return
        own = "added" if theirs else "removed"
        for piece in pieces:
            if piece.kind in ("same", own):
                cursor.insertText(piece.text, _format(piece.kind))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


def _format(kind: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(theme.color("text"))
    if kind == "removed":
        form.setBackground(theme.color("error_ground"))
        form.setFontStrikeOut(True)
    elif kind == "added":
        form.setBackground(theme.color("ok_ground"))
        form.setFontUnderline(True)
        form.setFontWeight(QFont.Weight.Bold)
    return form


def with_readable_amounts(difference: Difference, template: Template) -> Difference:
    """The difference with its amounts as the money panel shows them, 800,000.00; any other as it is."""
    column = template.column(difference.place.key)
    if difference.place.section != "funding" and (column is None or column.type != "amount"):
        return difference
    before, after = _readable_amount(difference.before), _readable_amount(difference.after)
    return difference if before == after else replace(difference, before=before, after=after)


def _readable_amount(text: str | None) -> str | None:
    amount = stored_amount(text)
    return text if amount is None else format_amount(amount)


def summary(difference: Difference) -> str:
    """Both wordings in one short line."""

    def short(text: str | None) -> str:
        line = " ".join((text or "").split())
        return line if len(line) <= _LONGEST_SUMMARY else line[:_LONGEST_SUMMARY] + "…"

    if difference.kind == "added":
        return short(difference.after)
    if difference.kind == "removed" or (difference.kind == "moved" and difference.before == difference.after):
        return short(difference.before)
    return f"{short(difference.before) or '—'} → {short(difference.after) or '—'}"
