"""What is seen while no form is open: 新建, 打开, the files opened lately, and examples."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import paths
from app.editing.icons import icon, program_icon
from app.editing.recent import RecentFiles
from widgets import form_files
from widgets.marks import QuietLabel, plain_tooltip

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

_PATH = Qt.ItemDataRole.UserRole
_EXAMPLES = "examples"


class _FileList(QListWidget):
    """Files to open with a click or Enter; Delete takes one off the list where that is allowed."""

    chosen = Signal(object)
    dropped_off = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.viewport().setAutoFillBackground(False)
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        self.setSpacing(side // 6)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(_PATH)))

    def add(self, path: Path, words: str, icon_name: str) -> None:
        """Add a file."""
        item = QListWidgetItem(icon(icon_name, "muted"), words, self)
        item.setData(_PATH, path)
        item.setToolTip(plain_tooltip(str(path)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete forgets."""
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(item.data(_PATH))
        elif item is not None and event.key() == Qt.Key.Key_Delete:
            self.dropped_off.emit(item.data(_PATH))
        else:
            super().keyPressEvent(event)


class StartPage(QWidget):
    """The first page of the window."""

    new_chosen = Signal()
    open_chosen = Signal()
    file_chosen = Signal(object)
    """The path of a form to open."""
    example_chosen = Signal(object)
    """The path of an example, to be opened as a new form that has no file yet."""

    def __init__(self, recent: RecentFiles | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = recent or RecentFiles()
        self.recent_list = _FileList(self.tr("最近的表单"))
        self.recent_list.chosen.connect(self.file_chosen)
        self.recent_list.dropped_off.connect(self._forget)
        self.examples = _FileList(self.tr("示例"))
        self.examples.chosen.connect(self.example_chosen)
        self._none = QuietLabel(self.tr("还没有打开过表单。"))
        em = self.fontMetrics().height()
        column = QVBoxLayout()
        column.setSpacing(em)
        column.addStretch(1)
        column.addLayout(self._title(em))
        column.addLayout(self._buttons(em))
        column.addSpacing(em)
        column.addLayout(self._lists(em), 6)
        column.addWidget(self._hint())
        column.addStretch(1)
        whole = QHBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(column, 4)
        whole.addStretch(1)

    def refresh(self) -> None:
        """Read the lists anew."""
        self.recent_list.clear()
        for path in self._recent.files():
            self.recent_list.add(path, _described(path), "paper")
        self._none.setVisible(self.recent_list.count() == 0)
        if self.examples.count() == 0:
            folder = paths.bundled_resources() / _EXAMPLES
            for path in sorted(folder.glob("*.jxb")) if folder.is_dir() else ():
                self.examples.add(path, path.stem, "example")

    def showEvent(self, event: QShowEvent) -> None:
        """Files may have come and gone."""
        super().showEvent(event)
        self.refresh()

    def _title(self, em: int) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(program_icon().pixmap(QSize(em * 3, em * 3), self.devicePixelRatioF()))
        name = QLabel(self.tr("绩表"))
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        font.setBold(True)
        name.setFont(font)
        what = QuietLabel(self.tr("财政项目支出绩效目标申报表：填写、核对、打印，全部在本机完成"))
        what.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(what)
        row = QHBoxLayout()
        row.setSpacing(em)
        row.addWidget(picture)
        row.addLayout(words, 1)
        return row

    def _buttons(self, em: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em)
        self.new_button = QPushButton(icon("new"), self.tr("新建表单"))
        self.open_button = QPushButton(icon("open"), self.tr("打开…"))
        self.new_button.clicked.connect(lambda: self.new_chosen.emit())
        self.open_button.clicked.connect(lambda: self.open_chosen.emit())
        for button in (self.new_button, self.open_button):
            button.setMinimumHeight(em * 5 // 2)
            button.setIconSize(QSize(em * 3 // 2, em * 3 // 2))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        return row

    def _lists(self, em: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em * 2)
        for heading, view, stretch in (
            (self.tr("最近"), self.recent_list, 3),
            (self.tr("示例"), self.examples, 2),
        ):
            column = QVBoxLayout()
            column.setSpacing(em // 3)
            title = QLabel(heading)
            font = title.font()
            font.setBold(True)
            title.setFont(font)
            title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            column.addWidget(title)
            if view is self.recent_list:
                column.addWidget(self._none)
            column.addWidget(view, 1)
            row.addLayout(column, stretch)
        return row

    def _hint(self) -> QLabel:
        hint = QuietLabel(self.tr("也可以把表单、Word、Excel 或 PDF 文件拖到窗口里。"), small=True)
        hint.setWordWrap(True)
        return hint

    def _forget(self, path: Path) -> None:
        self._recent.remove(path)
        self.refresh()


def _described(path: Path) -> str:
    """A file's name, when it was changed, and its folder."""
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
    except OSError:
        changed = "—"
    return f"{path.stem}    {changed}    {path.parent}"


def start_page_of(window: MainWindow) -> StartPage:
    """The start page of a window: what is chosen on it opens in that window."""
    page = StartPage(window.recent)
    page.new_chosen.connect(window.new_form)
    page.open_chosen.connect(window.open_form)
    page.file_chosen.connect(lambda path: window.open_files([path]))
    page.example_chosen.connect(lambda path: _open_example(window, path))
    return page


def _open_example(window: MainWindow, path: Path) -> None:
    """An example is a form without a file of its own: saving asks where."""
    from app.storage.errors import StorageError

    try:
        session = form_files.open_session(path)
    except StorageError as problem:
        form_files.say_unreadable(window, [str(problem)])
        return
    session.path, session.stamp = None, None
    window.add_session(session)
