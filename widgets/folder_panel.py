"""The forms of a folder at the left of the window: filtered, sorted, kept fresh, with their sums below."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.editing.folder_model import FORM_ROLE, FolderModel, in_ten_thousands
from app.editing.folder_reader import FolderReader
from app.editing.icons import icon
from app.work.folder_forms import FolderForm
from widgets.dock_buttons import dress_dock
from widgets.folder_delegate import FolderDelegate
from widgets.marks import QuietLabel, plain_tooltip
from widgets.responsive import ElidedLabel

_WAIT_MS = 150


class FolderPanel(QDockWidget):
    """The list of one folder's forms."""

    file_chosen = Signal(object)
    """The path of a form to open."""
    folder_changed = Signal(object)
    """The folder that is shown now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("文件夹"))
        self.setObjectName("folder")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        dress_dock(self)
        self.folder: Path | None = None
        self.model = FolderModel(self)
        self.reader = FolderReader(self)
        self.reader.arrived.connect(lambda folder, forms: self._take(folder, forms))
        self.reader.gone.connect(lambda folder, paths: self.model.drop(paths) if folder == self.folder else None)
        self.reader.finished.connect(lambda _folder: self._show_sums())
        self._build()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(lambda: self._keep_choice(lambda: self.model.filter(self.search.text())))
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.model.totals_changed.connect(self._show_sums)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.destroyed.connect(self.reader.close)
        self.visibilityChanged.connect(self._pause)
        self._show_sums()

    def show_folder(self, folder: Path) -> None:
        """Show the forms of a folder."""
        if folder == self.folder:
            return
        self.folder = folder
        self.where.setText(folder.name or str(folder))
        self.where.setToolTip(plain_tooltip(str(folder)))
        self.model.clear()
        self.reader.read(folder)
        self.folder_changed.emit(folder)

    def show_open(self, states: dict[Path, str]) -> None:
        """Which of the files are open in the window (``open``), and which of them have unsaved changes (``unsaved``)."""
        self.model.show_open(states)

    def choose_folder(self) -> None:
        """Let the user choose another folder."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("选择文件夹"), str(self.folder or ""))
        if chosen:
            self.show_folder(Path(chosen))

    def close_reader(self) -> None:
        """The window closes: stop reading."""
        self.reader.close()

    def _build(self) -> None:
        content = QWidget()
        step = self.fontMetrics().height() // 2
        self.where = ElidedLabel()
        change = QPushButton(icon("folder"), self.tr("更换…"))
        change.setToolTip(self.tr("选择另一个文件夹"))
        change.clicked.connect(self.choose_folder)
        head = QHBoxLayout()
        head.addWidget(self.where, 1)
        head.addWidget(change)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("筛选：名称、年度、性质"))
        self.search.setAccessibleName(self.tr("筛选"))
        self.search.setClearButtonEnabled(True)
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("排序"))
        for key, words in self._orders():
            self.order.addItem(words, key)
        self.order.currentIndexChanged.connect(
            lambda _row: self._keep_choice(lambda: self.model.sort_by(self.order.currentData()))
        )
        self.list = _List()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FolderDelegate(self.list))
        self.list.setAccessibleName(self.tr("文件夹中的表单"))
        self.sums = QuietLabel(small=True)
        self.sums.setWordWrap(True)
        self.sums.setContentsMargins(step, step // 2, step, step // 2)
        top = QGridLayout()
        top.setContentsMargins(step, step // 2, step, step // 2)
        top.addLayout(head, 0, 0)
        top.addWidget(self.search, 1, 0)
        top.addWidget(self.order, 2, 0)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.sums)
        self.setWidget(content)

    def _orders(self) -> tuple[tuple[str, str], ...]:
        return (
            ("name", self.tr("按名称排序")),
            ("year", self.tr("按年度排序")),
            ("nature", self.tr("按项目性质排序")),
            ("whole", self.tr("按项目总额排序")),
            ("annual", self.tr("按年度金额排序")),
            ("verdict", self.tr("按审核结果排序")),
            ("changed", self.tr("按修改时间排序")),
        )

    def _take(self, folder: Path, forms: list[FolderForm]) -> None:
        if folder == self.folder:
            self._keep_choice(lambda: self.model.take(forms))

    def _keep_choice(self, change: object) -> None:
        """Do something that lays the list out anew; the chosen form stays chosen and where it was."""
        current = self.list.currentIndex().data(FORM_ROLE)
        scrolled = self.list.verticalScrollBar().value()
        if callable(change):
            change()
        row = self.model.row_of(current.path) if isinstance(current, FolderForm) else -1
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self.list.verticalScrollBar().setValue(scrolled)

    def _choose(self, index: QModelIndex) -> None:
        form = index.data(FORM_ROLE)
        if isinstance(form, FolderForm):
            self.file_chosen.emit(form.path)

    def _show_sums(self) -> None:
        sums = self.model.totals()
        parts = [self.tr("{count} 份表单").format(count=sums.forms)]
        for amount, words in (
            (sums.whole, self.tr("项目总额合计 {amount}")),
            (sums.annual, self.tr("年度合计 {amount}")),
        ):
            if amount != Decimal(0):
                parts.append(words.format(amount=in_ten_thousands(amount)))
        if sums.with_errors:
            parts.append(self.tr("{count} 份有错误").format(count=sums.with_errors))
        self.sums.setText("，".join(parts))

    def _pause(self, visible: bool) -> None:
        """A hidden list is not kept fresh."""
        if not visible and not self.isVisible():
            self.reader.read(None)
        elif visible and self.folder is not None and self.reader.folder is None:
            self.reader.read(self.folder)


class _List(QListView):
    """The list itself: never scrolls sideways; Enter opens."""

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
