"""A money cell: any usual writing in, separators out, the other unit and worked-out arithmetic told beside it.

Text is read when the field is left, never while typing. What cannot be read stays in the cell, marked.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.editing import theme
from app.form.amount import (
    Unit,
    format_amount,
    in_unit,
    is_unread,
    read_amount,
    stored_amount,
    stored_text,
    typed_to_stored,
)
from app.form.document import Json, as_text
from widgets.line_editor import LineEditor
from widgets.marks import plain_tooltip

if TYPE_CHECKING:
    from app.form.arithmetic import Worked

_PLAIN = "0123456789.,"
"""An amount of nothing else is no arithmetic."""


def in_words(value: Decimal, unit: Unit) -> str:
    """An amount in 元 as ``80 万元`` or ``800,000.00 元``, no needless decimals in 万元."""
    number = (
        format_amount(in_unit(value, unit), places=2) if unit == "元" else format_amount(in_unit(value, unit), places=0)
    )
    return f"{number} {unit}"


class AmountEditor(LineEditor):
    """A line for an amount in 元, shown in 元 or 万元."""

    several_pasted = Signal(object)
    """A list of texts: several cells were pasted from a spreadsheet."""

    takes_late = True

    overflow_changed = Signal(str)
    """What is to stand under the cell because there is no room for it inside; empty when there is."""

    def __init__(self, unit: Unit = "元", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit: Unit = unit
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._overflow = ""
        self.textEdited.connect(self._place_aside)

    @property
    def unit(self) -> Unit:
        """The unit in which the cell shows amounts, and reads those without a sign of their own."""
        return self._unit

    def set_unit(self, unit: Unit) -> None:
        """Show in another unit; what is stored stays."""
        self.commit()
        self._unit = unit
        self.show_value(self._stored)

    def show_value(self, stored: Json) -> None:
        """Show a stored amount."""
        super().show_value(stored)
        self._place_aside()

    def to_shown(self, stored: Json) -> str:
        """With separators and at least two places; an unread amount as typed; nothing for blank."""
        value = stored_amount(stored)
        return as_text(stored) or "" if value is None else format_amount(in_unit(value, self._unit))

    def to_stored(self, text: str) -> Json:
        """The amount in 元 as the file writes it, arithmetic worked out; None for blank; else as typed."""
        worked = self._worked(text)
        return stored_text(worked.value) if worked else typed_to_stored(text, self._unit)

    def problem(self) -> str:
        """Why the stored amount cannot be read."""
        if self.isModified() or not is_unread(self._stored):
            return ""
        return read_amount(as_text(self._stored)).problem or self.tr("不是规范的金额，请重新填写")

    def aside(self) -> str:
        """The other unit of the amount, or the result of arithmetic that was typed and not yet taken."""
        if self.isModified():
            worked = self._worked(self.text())
            if worked:
                sign = "≈" if worked.rounded else "="
                return f"{sign} {in_words(worked.value, self._unit)}"
            value = read_amount(self.text(), self._unit).value
        else:
            value = stored_amount(self._stored)
        if value is None:
            return ""
        return f"= {in_words(value, '万元' if self._unit == '元' else '元')}"

    def _worked(self, text: str) -> Worked | None:
        if not text.strip(_PLAIN):
            return None
        from app.form.arithmetic import work_out

        return work_out(text, self._unit)

    def capital(self) -> str:
        """The 大写 of the amount; empty when there is none."""
        from app.form.capital_amount import capital_amount

        value = stored_amount(self.to_stored(self.text()) if self.isModified() else self._stored)
        return "" if value is None else capital_amount(value)

    def copy_capital(self) -> None:
        """Put the 大写 on the clipboard."""
        QGuiApplication.clipboard().setText(self.capital())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Several cells of a spreadsheet are no amount of one cell: they are told."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self.isReadOnly():
            cells = QGuiApplication.clipboard().text().rstrip("\r\n").replace("\t", "\n").splitlines()
            if len(cells) > 1:
                self.several_pasted.emit(cells)
                return
        super().keyPressEvent(event)

    def show_tooltip(self, event: QHelpEvent) -> bool:
        """The 大写 beside the help."""
        capital = self.capital()
        if not capital:
            return False
        words = self.tr("大写：{capital}").format(capital=capital)
        QToolTip.showText(event.globalPos(), plain_tooltip("\n".join(filter(None, (self.whatsThis(), words)))), self)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, and the 大写 with its wording."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        capital = self.capital()
        if capital:
            menu.addSeparator()
            menu.addAction(self.tr("复制大写：{capital}").format(capital=capital), self.copy_capital)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """With Tab the whole amount is selected, ready to be typed over."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be more room now, or less."""
        super().resizeEvent(event)
        self._place_aside()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in grey at the left what stands beside the amount."""
        super().paintEvent(event)
        aside = self.aside()
        if aside and not self._overflow:
            painter = QPainter(self)
            painter.setPen(theme.color("muted"))
            painter.setFont(self._aside_font())
            room = self.rect().adjusted(self._margin(), 0, -self._margin(), 0)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), aside)
            painter.end()

    def overflow(self) -> str:
        """What is to stand under the cell."""
        return self._overflow

    def _margin(self) -> int:
        return self.fontMetrics().averageCharWidth()

    def _aside_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _place_aside(self) -> None:
        """Inside the cell where there is room beside the amount, else under it."""
        aside = self.aside()
        wide = QFontMetrics(self._aside_font()).horizontalAdvance(aside)
        room = self.width() - self.fontMetrics().horizontalAdvance(self.text()) - 4 * self._margin()
        overflow = aside if wide > room else ""
        if overflow != self._overflow:
            self._overflow = overflow
            self.overflow_changed.emit(overflow)
        self.update()

    def _finish(self) -> None:
        super()._finish()
        shown = self.to_shown(self._stored)
        if shown != self.text():
            self.setText(shown)
        self._place_aside()
        self.update()


class PointsEditor(LineEditor):
    """A cell for points (分值, 得分) in the money block: a plain number."""

    takes_late = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def to_stored(self, text: str) -> Json:
        """The number without what only the eye needs; else as typed."""
        read = read_amount(text.strip().removesuffix("分"))
        if read.value is None:
            return text or None
        return format(read.value, "f")

    def problem(self) -> str:
        """Why it is no number."""
        if self.isModified() or not is_unread(self._stored):
            return ""
        return self.tr("“{text}”不是数字").format(text=as_text(self._stored))
