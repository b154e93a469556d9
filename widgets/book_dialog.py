"""Many forms at once: one PDF book, one workbook, or a file for each, with progress; faulty files are listed, the rest is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import paths
from app.editing.icons import icon
from app.editing.settings import Settings
from app.editing.steps_job import StepsJob
from widgets.form_files import target_named
from widgets.marks import QuietLabel, plain_tooltip
from widgets.responsive import resize_within_screen

if TYPE_CHECKING:
    from app.work.progress import Progress

Kind = Literal["book.pdf", "book.xlsx", "each.pdf", "each.xlsx", "each.docx"]
_PATH = Qt.ItemDataRole.UserRole


class BookDialog(QDialog):
    """Chooses the forms and what is made of them, and makes it."""

    def __init__(self, files: Iterable[Path], settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("汇总与批量导出"))
        self._settings = settings
        self._job: StepsJob | None = None
        self.written: list[Path] = []
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("要汇总的表单，可拖动排序"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.kind = QComboBox()
        for value, words in (
            ("book.pdf", self.tr("一本 PDF（汇总册）")),
            ("book.xlsx", self.tr("一个 Excel 工作簿（含汇总表）")),
            ("each.pdf", self.tr("每份表单一个 PDF")),
            ("each.xlsx", self.tr("每份表单一个 Excel")),
            ("each.docx", self.tr("每份表单一个 Word")),
        ):
            self.kind.addItem(words, value)
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("自动：单位、年度 + 项目绩效目标汇总表"))
        self.table = QCheckBox(self.tr("汇总表（名称、性质、金额与合计）"))
        self.contents = QCheckBox(self.tr("目录（带页码）"))
        for box in (self.table, self.contents):
            box.setChecked(True)
        self.bar = QProgressBar()
        self.bar.hide()
        self.said = QListWidget()
        self.said.setAccessibleName(self.tr("结果"))
        self.said.setWordWrap(True)
        self.said.hide()
        self._note = QuietLabel()
        self._note.setWordWrap(True)
        self._build()
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.add_files(files)
        self._show_kind()
        em = self.fontMetrics().height()
        resize_within_screen(self, em * 38, em * 34)

    def add_files(self, files: Iterable[Path]) -> None:
        """Put forms at the end of the list; a folder gives the forms in it."""
        from app.work.form_files import form_files

        known = set(self.files())
        for path in form_files(files):
            if path not in known:
                item = QListWidgetItem(icon("paper", "muted"), path.stem, self.list)
                item.setData(_PATH, path)
                item.setToolTip(plain_tooltip(str(path)))
                known.add(path)
        self._count()

    def files(self) -> list[Path]:
        """The forms in their order."""
        return [self.list.item(row).data(_PATH) for row in range(self.list.count())]

    def make(self, target: Path) -> None:
        """Make it, at the target file (a book) or in the target folder (a file for each)."""
        files, kind = self.files(), cast(Kind, self.kind.currentData())
        steps = self._steps(kind, files, target)
        self.written = []
        self.said.clear()
        self.said.hide()
        self._job = StepsJob(steps, self)
        self._job.stepped.connect(self._show_step)
        self._job.finished.connect(self._finish)
        self.bar.setRange(0, 0)
        self.bar.show()
        self._enable(False)
        self._job.start()

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._job is not None and self._job.isRunning()

    def reject(self) -> None:
        """The button says 停止 while something is made, else 关闭."""
        if self.busy and self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop first."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()
        super().closeEvent(event)

    def _steps(self, kind: Kind, files: Sequence[Path], target: Path) -> Callable[[], Iterator[Progress]]:
        title, table, contents = self.title.text().strip() or None, self.table.isChecked(), self.contents.isChecked()
        settings = self._settings

        def start() -> Iterator[Progress]:
            from app.editing.page_setup import print_options
            from app.work.book import BookOptions, make_book
            from app.work.export_files import ExportOptions, export_each

            options = ExportOptions(
                print_options(settings), closing=settings.on("closing_lines"), remarks=settings.on("remarks")
            )
            if kind.startswith("book"):
                yield from make_book(files, target, BookOptions(title, table, contents, options))
            else:
                ending = cast(Literal["pdf", "xlsx", "docx"], kind.removeprefix("each."))
                yield from export_each(files, target, ending, options)

        return start

    # -- what is seen ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        add = QHBoxLayout()
        for words, action in (
            (self.tr("添加文件…"), self._ask_files),
            (self.tr("添加文件夹…"), self._ask_folder),
            (self.tr("移除"), self._remove),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, act=action: act())
            add.addWidget(button)
        add.addStretch()
        form = QFormLayout()
        form.addRow(self.tr("做成"), self.kind)
        form.addRow(self.tr("标题"), self.title)
        form.addRow(self.table)
        form.addRow(self.contents)
        self._start = QPushButton(icon("book"), self.tr("开始…"))
        self._start.setDefault(True)
        self._start.clicked.connect(self._ask_target)
        self._open = QPushButton(icon("folder"), self.tr("打开所在文件夹"))
        self._open.setAutoDefault(False)
        self._open.clicked.connect(self._open_folder)
        self._open.hide()
        self._close = QPushButton(self.tr("关闭"))
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._note, 1)
        for button in (self._open, self._start, self._close):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list, 2)
        layout.addLayout(add)
        layout.addLayout(form)
        layout.addWidget(self.bar)
        layout.addWidget(self.said, 1)
        layout.addLayout(buttons)

    def _show_kind(self) -> None:
        book = str(self.kind.currentData()).startswith("book")
        self.title.setEnabled(book)
        self.table.setEnabled(book)
        self.contents.setEnabled(self.kind.currentData() == "book.pdf")

    def _count(self) -> None:
        count = self.list.count()
        self._note.setText(self.tr("{count} 份表单").format(count=count))
        self._start.setEnabled(count > 0)

    def _enable(self, on: bool) -> None:
        for widget in (self.list, self.kind, self._start):
            widget.setEnabled(on)
        self._close.setText(self.tr("关闭") if on else self.tr("停止"))

    def _show_step(self, step: Progress) -> None:
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        if step.path is not None:
            self._note.setText(step.path.name)
        if step.written is not None:
            self.written.append(step.written)
        for sentence, name in ((step.problem, "error"), (step.note, "warning")):
            if sentence:
                QListWidgetItem(icon(name, name), sentence, self.said)
                self.said.show()

    def _finish(self) -> None:
        self.bar.hide()
        self._enable(True)
        self._open.setVisible(bool(self.written))
        job = self._job
        if job is not None and job.cancelled:
            self._note.setText(self.tr("已停止"))
        elif len(self.written) == 1:
            self._note.setText(self.tr("已写入 {name}").format(name=self.written[0].name))
        else:
            self._note.setText(self.tr("已写入 {count} 个文件").format(count=len(self.written)))

    # -- what is asked ---------------------------------------------------------------------------------------------

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self, self.tr("添加文件"), self._folder(), self.tr("绩表文件 (*.jxb *.json)")
        )
        self.add_files(Path(name) for name in chosen)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("添加文件夹"), self._folder())
        if chosen:
            self.add_files([Path(chosen)])

    def _remove(self) -> None:
        for item in self.list.selectedItems():
            self.list.takeItem(self.list.row(item))
        self._count()

    def _ask_target(self) -> None:
        kind = str(self.kind.currentData())
        if kind.startswith("each"):
            chosen = QFileDialog.getExistingDirectory(self, self.tr("导出到文件夹"), self._folder())
        else:
            ending = kind.removeprefix("book")
            names = {".pdf": self.tr("PDF 文件 (*.pdf)"), ".xlsx": self.tr("Excel 工作簿 (*.xlsx)")}
            suggested = str(Path(self._folder()) / (self.tr("汇总") + ending))
            chosen, _ = QFileDialog.getSaveFileName(self, self.tr("汇总为"), suggested, names[ending])
            if chosen:
                chosen = str(target_named(self, Path(chosen), ending, (ending,)) or "")
        if chosen:
            self.make(Path(chosen))

    def _folder(self) -> str:
        files = self.files()
        return str(files[0].parent if files else paths.documents_folder())

    def _open_folder(self) -> None:
        if self.written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written[0].parent)))
