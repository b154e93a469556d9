"""Small parts beside a field: the mark of its findings, and the line with the reason under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QToolTip, QWidget

from app.editing import theme
from app.editing.icons import severity_icon

if TYPE_CHECKING:
    from app.checking.findings import Finding

_SMALL = 0.9
_ORDER = ("error", "warning", "hint")


def plain_tooltip(text: str) -> str:
    """A tooltip that shows the text as it is, wrapped: Qt would otherwise guess that it is markup."""
    if not text:
        return ""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{plain}</qt>"


def worst(findings: Sequence[Finding]) -> str:
    """The most severe of some findings' severities; empty when there are none."""
    return min((finding.severity for finding in findings), key=_ORDER.index, default="")


class FindingMark(QWidget):
    """The icon beside a field that has findings; it keeps its room when there are none, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the worst severity; the sentences are in the tooltip."""
        self._severity = worst(findings)
        text = "\n".join(finding.message for finding in findings)
        self.setToolTip(plain_tooltip(text))
        self.setAccessibleName(text)
        self.update()

    def show_severity(self, severity: str) -> None:
        """Show an icon (``ok`` and ``unchecked`` too) without sentences."""
        self._severity = severity
        self.setToolTip("")
        self.update()

    @property
    def severity(self) -> str:
        """What is shown: ``error``, ``warning``, ``hint`` or nothing."""
        return self._severity

    def sizeHint(self) -> QSize:
        """As large as a letter of the window's font."""
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon of the severity."""
        del event
        if self._severity:
            painter = QPainter(self)
            severity_icon(self._severity).paint(painter, self.rect())
            painter.end()


class QuietLabel(QLabel):
    """A label in a tone of the theme (grey by default), smaller where ``small``; always plain text."""

    def __init__(
        self, text: str = "", *, tone: str = "muted", small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._small = small
        if small:
            self._shrink()
        self.set_tone(tone)

    def set_tone(self, tone: str) -> None:
        """Use another tone."""
        if tone != self._tone:
            self._tone = tone
            self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the size of the window's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self._colour()
            if self._small:
                self._shrink()

    def _shrink(self) -> None:
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        self.setFont(font)

    def _colour(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color(self._tone))
        self.setPalette(palette)


def show_help(widget: QWidget, text: str) -> None:
    """Show a help sentence right under a field."""
    QToolTip.showText(widget.mapToGlobal(QPoint(0, widget.height())), plain_tooltip(text), widget, widget.rect(), 15000)
