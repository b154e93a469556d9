"""About: what the program is, and the licences of what it is made of."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app import paths
from app.editing.icons import program_icon
from widgets.about import about_text
from widgets.responsive import resize_within_screen


def licence_files() -> dict[str, Path]:
    """The licence texts that ship with the program, by the name that a reader sees."""
    resources = paths.bundled_resources()
    found = {path.stem: path for path in sorted((resources / "licences").glob("*.txt"))}
    faces = resources / "fonts" / "OFL.txt"
    if faces.is_file():
        found["SIL OFL 1.1"] = faces
    return found


class AboutDialog(QDialog):
    """Two pages: about, and the licences in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("关于绩表"))
        self.licences = licence_files()
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("许可证"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("许可证全文"))
        pages = QTabWidget()
        pages.addTab(self._about_page(), self.tr("关于"))
        pages.addTab(self._licence_page(), self.tr("许可证"))
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(pages)
        layout.addWidget(buttons)
        em = self.fontMetrics().height()
        resize_within_screen(self, em * 40, em * 24)

    def _about_page(self) -> QWidget:
        page = QWidget()
        em = self.fontMetrics().height()
        picture = QLabel()
        picture.setPixmap(program_icon().pixmap(QSize(em * 4, em * 4), self.devicePixelRatioF()))
        words = QLabel(about_text())
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(em, em, em, em)
        layout.setSpacing(em)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        return page

    def _licence_page(self) -> QWidget:
        page = QWidget()
        self.names.addItems(list(self.licences))
        self.names.setMaximumWidth(self.fontMetrics().height() * 9)
        self.names.currentTextChanged.connect(self._show_licence)
        layout = QHBoxLayout(page)
        layout.addWidget(self.names)
        layout.addWidget(self.text, 1)
        self.names.setCurrentRow(0)
        return page

    def _show_licence(self, name: str) -> None:
        self.text.setPlainText(self.licences[name].read_text(encoding="utf-8"))
