"""The manual (使用手册) and the page of shortcuts (快捷键), shown from files that ship with the program: no browser, no network."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QKeySequence, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app import paths
from widgets.actions import ACTIONS, MENUS, translated

_ROW_HEIGHT = 1.7
_MANUAL = 0
_SHORTCUTS = 1
_FILLING_IN = 1
"""The number of the chapter 填写指标 in the manual."""
_COLUMNS = 3
"""So many columns of shortcuts fit on one page."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  # the name that lupdate looks for
    """Mark a text for translation; it is translated where it is shown."""
    del context
    return text


_T = QT_TRANSLATE_NOOP
_T("Keys", "在指标单元格中")
_CELL_KEYS: tuple[tuple[str, str], ...] = (
    (_T("Keys", "直接输入"), _T("Keys", "替换所选单元格的内容")),
    ("F2", _T("Keys", "在原有内容后继续修改")),
    ("Tab", _T("Keys", "到右边一格；在一组的最后一格新增一行；有建议时采用建议")),
    ("Shift+Tab", _T("Keys", "到左边一格")),
    ("Enter", _T("Keys", "到下一行")),
    ("Shift+Enter", _T("Keys", "到上一行")),
    ("Alt+Enter", _T("Keys", "在单元格内换行")),
    ("Esc", _T("Keys", "取消刚才在这一格的输入")),
    ("F1", _T("Keys", "这一栏怎样填写")),
)
"""The keys while a cell is edited; they belong to the tree itself, not to an action."""


def manual_folder() -> Path:
    """Where the manual and its pictures are."""
    return paths.bundled_resources() / "help"


class HelpView(QDialog):
    """The manual beside its headings, and the shortcuts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("使用帮助"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.manual = ManualBrowser(manual_folder())
        self.manual.setAccessibleName(self.tr("使用手册"))
        self.headings = QListWidget()
        self.headings.setAccessibleName(self.tr("目录"))
        self.headings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.headings.currentRowChanged.connect(self._go_to)
        self.shortcuts = QTextBrowser()
        self.shortcuts.setAccessibleName(self.tr("快捷键"))
        self.shortcuts.setHtml(shortcut_page())
        pages = QSplitter(Qt.Orientation.Horizontal)
        pages.addWidget(self.headings)
        pages.addWidget(self.manual)
        pages.setStretchFactor(1, 1)
        pages.setChildrenCollapsible(False)
        self.tabs = QTabWidget()
        self.tabs.addTab(pages, self.tr("使用手册"))
        self.tabs.addTab(self.shortcuts, self.tr("快捷键"))
        box = QDialogButtonBox()
        box.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        layout.addWidget(box)
        em = self.fontMetrics().height()
        self.resize(em * 56, em * 38)
        pages.setSizes([em * 14, em * 42])
        self._list_headings()

    def show_manual(self) -> None:
        """The manual from its beginning."""
        self.tabs.setCurrentIndex(_MANUAL)
        self.headings.setFocus()

    def show_filling_in(self) -> None:
        """The manual's chapter on the tree: where the cursor was in a column without a help sentence of its own."""
        self.show_manual()
        self.headings.setCurrentRow(_FILLING_IN)

    def show_shortcuts(self) -> None:
        """The page of shortcuts."""
        self.tabs.setCurrentIndex(_SHORTCUTS)
        self.shortcuts.setFocus()

    def _list_headings(self) -> None:
        height = round(self.fontMetrics().height() * _ROW_HEIGHT)
        for title in self.manual.headings():
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(0, height))
            self.headings.addItem(item)

    def _go_to(self, row: int) -> None:
        if row >= 0:
            self.manual.show_heading(row)


class ManualBrowser(QTextBrowser):
    """A Markdown file with pictures that are never wider than the page."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.anchorClicked.connect(_open_link)
        self._text = (folder / "manual.md").read_text(encoding="utf-8")
        self._shown_width = 0
        self.document().setDocumentMargin(self.fontMetrics().height())
        self.setMarkdown(self._text)

    def headings(self) -> list[str]:
        """The titles of the chapters, in order."""
        return re.findall(r"^## (.+)$", self._text, re.MULTILINE)

    def show_heading(self, number: int) -> None:
        """Scroll so that a chapter begins at the top."""
        found = -1
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == 2:
                found += 1
                if found == number:
                    self.moveCursor(QTextCursor.MoveOperation.End)
                    self.setTextCursor(QTextCursor(block))
                    self.ensureCursorVisible()
                    return
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture, scaled to the page."""
        name = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        image = QImage(str(self._folder / name.path()))
        room = self._room()
        if not image.isNull() and image.width() > room:
            ratio = self.devicePixelRatioF()
            image = image.scaledToWidth(round(room * ratio), Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width."""
        super().resizeEvent(event)
        if abs(self._room() - self._shown_width) > self.fontMetrics().height():
            self._shown_width = self._room()
            place = self.verticalScrollBar().value()
            self.document().clear()
            self.setMarkdown(self._text)
            self.verticalScrollBar().setValue(place)

    def _room(self) -> int:
        slack = self.fontMetrics().height()  # pictures are scaled anew only when the width has changed by so much
        return max(1, self.viewport().width() - round(2 * self.document().documentMargin()) - slack)


def _open_link(target: QUrl) -> None:
    """The manual only links to pages on the web; those open in the system's browser."""
    if target.scheme() in ("http", "https"):
        QDesktopServices.openUrl(target)


def shortcut_page() -> str:
    """All shortcuts on one page of HTML, a table for each menu, made from the list of actions."""
    tables: list[tuple[int, str]] = []
    for menu in MENUS:
        specs = [spec for spec in ACTIONS if spec.menu == menu and spec.shortcuts]
        rows = [(" / ".join(map(_native, spec.shortcuts)), translated(spec.text).rstrip("…")) for spec in specs]
        if rows:
            title = re.sub(r"\(&.\)", "", translated(menu)).replace("&", "")
            tables.append((len(rows), _table(title, rows)))

    def words(text: str) -> str:
        return QCoreApplication.translate("Keys", text)

    cells = [(words(key), words(text)) for key, text in _CELL_KEYS]
    tables.append((len(cells), _table(words("在指标单元格中"), cells)))
    columns = (f"<td valign='top' width='{100 // _COLUMNS}%'>{column}</td>" for column in _columns(tables))
    return f"<table width='100%' cellpadding='6'><tr>{''.join(columns)}</tr></table>"


def _columns(tables: list[tuple[int, str]]) -> list[str]:
    """The tables in order, shared among the columns so that these are about equally long."""
    whole = sum(rows for rows, _ in tables)
    columns = [""] * _COLUMNS
    above = 0
    for rows, table in tables:
        columns[min(_COLUMNS - 1, (above + rows // 2) * _COLUMNS // whole)] += table
        above += rows
    return columns


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><td><b>{escape(key)}</b></td><td>{escape(text)}</td></tr>" for key, text in rows)
    return f"<h3>{escape(title)}</h3><table cellpadding='3' cellspacing='0'>{cells}</table>"
