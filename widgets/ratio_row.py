"""A figure that is computed from two money cells and never stored, as 执行率, with a bar."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.editing import theme
from app.editing.session import Session
from app.form.amount import stored_amount
from app.form.template import Ratio
from widgets.marks import QuietLabel


class RatioRow(QWidget):
    """The label, a bar and the percentage of a ratio."""

    def __init__(self, session: Session, ratio: Ratio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ratio = ratio
        self._value: Decimal | None = None
        label = QLabel(ratio.label)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._figure = QuietLabel(tone="text")
        self._bar = _Bar()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._figure)

    def refresh(self) -> None:
        """Compute it from the present document."""
        funding = self._session.document.funding
        above = stored_amount(funding.get(self._ratio.numerator))
        below = stored_amount(funding.get(self._ratio.denominator))
        self._value = None if above is None or not below else above / below * 100
        words = "—" if self._value is None else f"{self._value:.{self._ratio.places}f}%"
        self._figure.setText(words)
        self._bar.show_share(None if self._value is None else float(self._value / 100))
        self.setAccessibleName(f"{self._ratio.label} {words}")


class _Bar(QWidget):
    """A thin bar, filled by a share of 0 to 1."""

    def __init__(self) -> None:
        super().__init__()
        self._share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(max(4, self.fontMetrics().height() // 3))

    def show_share(self, share: float | None) -> None:
        """Show another share; None for none."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and filling."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        if self._share:
            painter.setBrush(theme.color("ok" if self._share <= 1 else "error"))
            filled = self.rect()
            filled.setWidth(round(self.width() * min(1.0, max(0.0, self._share))))
            painter.drawRoundedRect(filled, radius, radius)
        painter.end()
