"""A sentence above the form that stays until it is closed: read-only, oddities of the file, a recovery."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.editing import theme
from app.editing.icons import icon


class NoticeBar(QWidget):
    """The sentence, buttons if there is something to do, and a cross."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.label = QLabel(sentence)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        close = QToolButton()
        close.setAutoRaise(True)
        close.setIcon(icon("close"))
        close.setToolTip(self.tr("不再显示"))
        close.setAccessibleName(self.tr("不再显示"))
        close.clicked.connect(self.hide)
        step = self.fontMetrics().height() // 2
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(step, step // 2, step, step // 2)
        self._layout.addWidget(self.label, 1)
        self._layout.addWidget(close)
        self._colour()

    def add_button(self, text: str, run: Callable[[], object]) -> QPushButton:
        """Something to do about it."""
        button = QPushButton(text)
        button.clicked.connect(lambda: run())
        self._layout.insertWidget(self._layout.count() - 1, button)
        return button

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self._colour()

    def _colour(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, theme.color("warning_ground"))
        self.setPalette(palette)
