"""One equation of the money block in words: both sides, whether it holds, and what differs by how much."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.checking.equations import EquationState, Term
from app.editing import theme
from app.editing.icons import icon
from app.form.amount import Unit, format_amount, in_unit
from app.form.places import funding_place
from widgets.marks import QuietLabel

_LOOKS = {
    "holds": ("ok", "ok", "ok_ground"),
    "differs": ("differs", "error", "error_ground"),
    "exceeds": ("error", "error", "error_ground"),
    "unread": ("warning", "warning", "warning_ground"),
    "open": ("open-state", "muted", "alternate"),
}
"""State → icon, tone of the verdict, ground."""

_WORD_JOINER = "\u2060"


def amount_words(amount: Decimal | None, unit: Unit) -> str:
    """An amount in the shown unit; — for a blank one."""
    return "—" if amount is None else format_amount(in_unit(amount, unit))


def equation_words(state: EquationState, unit: Unit) -> str:
    """The two sides of an equation: ``年度资金申请总额 800,000.00 = 当年财政拨款 800,000.00 + 上年结转资金 —``."""

    def side(term: Term) -> str:
        label = _WORD_JOINER.join(term.label)
        return f"{label}\u00a0{'?' if term.unread else amount_words(term.amount, unit)}"

    relation = "=" if state.kind == "sum" else "≤"
    if state.state == "differs":
        relation = "≠"
    elif state.state == "exceeds":
        relation = ">"
    return f"{side(state.left)} {relation} " + " + ".join(side(term) for term in state.right)


class EquationRow(QFrame):
    """An equation with its state in words, icon and colour, and the button that completes it."""

    completion_chosen = Signal(str, object)
    """The key of the blank cell, and the Decimal in 元 that completes the sum."""
    place_chosen = Signal(object)
    """The total's place: the row was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: EquationState | None = None
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._verdict = QuietLabel()
        self._verdict.setWordWrap(True)
        self._button = QPushButton(icon("fix", "accent"), "")
        self._button.clicked.connect(self._choose)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._words)
        text.addWidget(self._verdict)
        text.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        side = self.fontMetrics().height()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(side * 2, side // 5, side // 2, side // 5)
        layout.addLayout(text)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The words can be selected and copied. Not before: a label with selectable words lays them out as a document, 2 ms each."""
        super().enterEvent(event)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_state(self, state: EquationState, unit: Unit) -> None:
        """Show how the equation stands."""
        self._state = state
        self._words.setText(equation_words(state, unit) + ("\u00a0\u00a0✓" if state.state == "holds" else ""))
        verdict = self._verdict_words(state, unit)
        self._verdict.setText(verdict)
        # What holds says so at the end of its line; only what needs a hand takes a line more.
        self._verdict.setVisible(bool(verdict) and state.state != "holds")
        self._verdict.set_tone(_LOOKS[state.state][1])
        self._show_completion(state, unit)
        self.setAccessibleName(f"{self._words.text().replace(_WORD_JOINER, '')} {verdict}")
        self.update()

    @property
    def completion_button(self) -> QPushButton:
        """The button that fills the one blank cell."""
        return self._button

    @property
    def verdict(self) -> str:
        """What is said about the equation; empty while there is too little to tell."""
        return self._verdict.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the icon of the state."""
        if self._state is not None:
            name, tone, ground = _LOOKS[self._state.state]
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            radius = self.fontMetrics().height() / 4
            painter.drawRoundedRect(self.rect(), radius, radius)
            side = self.fontMetrics().height()
            icon(name, tone).paint(painter, side // 2, self._words.y() + 1, side, side)
            painter.end()
        super().paintEvent(event)

    def _verdict_words(self, state: EquationState, unit: Unit) -> str:
        difference = state.difference or Decimal(0)
        amount = f"{amount_words(abs(difference), unit)} {unit}"
        match state.state:
            case "holds":
                return self.tr("相等") if state.kind == "sum" else self.tr("没有超过")
            case "differs":
                total = state.left.label
                words = (
                    self.tr("相差 {amount}：{total}多于各项之和")
                    if difference > 0
                    else self.tr("相差 {amount}：{total}少于各项之和")
                )
                return words.format(amount=amount, total=total)
            case "exceeds":
                return self.tr("超过 {amount}").format(amount=amount)
            case "unread":
                return self.tr("有金额不能识别，改好后再核对")
            case "open":
                return ""

    def _show_completion(self, state: EquationState, unit: Unit) -> None:
        self._button.setVisible(state.completion is not None)
        if state.completion is None:
            return
        key, amount = state.completion
        label = next(term.label for term in (state.left, *state.right) if term.key == key)
        self._button.setText(self.tr("{label}填 {amount}").format(label=label, amount=amount_words(amount, unit)))

    def _choose(self) -> None:
        if self._state is not None and self._state.completion is not None:
            key, amount = self._state.completion
            self.completion_chosen.emit(key, amount)
            self.place_chosen.emit(funding_place(key))
