"""The review after an import: the source with colours for what was used where, the form beside it, and the account below.

Each form is a session: corrections made here are undo steps of the form that is taken over. The source is never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.editing.icons import icon
from app.editing.session import Session
from widgets.form_files import form_name
from widgets.import_page import ImportPage
from widgets.marks import QuietLabel, plain_tooltip
from widgets.responsive import resize_within_screen, share_width

if TYPE_CHECKING:
    from app.work.import_files import ImportedFile

_PAGE = Qt.ItemDataRole.UserRole
_COUNTED = ("read", "repaired", "doubtful", "unused")


class ImportReview(QDialog):
    """Shows what was read from other programs' files, one line for each form; what stays ticked is taken over."""

    def __init__(self, files: Sequence[ImportedFile], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("导入结果"))
        self._pages: list[ImportPage] = []
        self.stack = QStackedWidget()
        self.table = self._make_table()
        for file in files:
            self._add_file(file)
        self.table.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.table.itemChanged.connect(lambda _item, _column: self._count())
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.stack)
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addLayout(self._make_buttons())
        em = self.fontMetrics().height()
        lines = min(8, self.table.topLevelItemCount() + 1)
        split.setSizes([em * 2 * lines, em * 40])
        resize_within_screen(self, em * 76, em * 48)
        self._select_first()
        self._count()

    def sessions(self) -> list[Session]:
        """The ticked forms, corrected as they were here, in order; each counts as changed, for it has no file yet."""
        taken = [page.session for item, page in self._rows() if item.checkState(0) == Qt.CheckState.Checked]
        for session in taken:
            session.mark_modified()
        return taken

    def _make_table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setAccessibleName(self.tr("导入的表单"))
        table.setHeaderLabels(
            [
                self.tr("表单"),
                self.tr("表样"),
                self.tr("读取"),
                self.tr("修复"),
                self.tr("不确定"),
                self.tr("未用到"),
                self.tr("文件"),
            ]
        )
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        share_width(table, {0: 5, 1: 5, 6: 4}, {2: 4, 3: 4, 4: 4, 5: 4})
        return table

    def _add_file(self, file: ImportedFile) -> None:
        if file.problem or file.recognition is None:
            item = QTreeWidgetItem(self.table, [file.problem or "", "", "", "", "", "", file.path.name])
            item.setIcon(0, icon("error", "error"))
            item.setToolTip(0, plain_tooltip(file.problem or ""))
            return
        for number, imported in enumerate(file.forms):
            # Text that belongs to none of the forms is told once, with the first one.
            leftover = file.recognition.leftover if number == 0 else ()
            page = ImportPage(imported.form, file.recognition.grid, leftover)
            counts = page.counts()
            figures = [str(counts[kind] or "") for kind in _COUNTED]
            name = form_name(page.session)
            item = QTreeWidgetItem(self.table, [name, imported.form.template.name, *figures, file.path.name])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked)
            if counts["doubtful"]:
                item.setIcon(4, icon("warning", "error"))
            item.setToolTip(6, plain_tooltip(str(file.path)))
            item.setData(0, _PAGE, len(self._pages))
            self._pages.append(page)
            self.stack.addWidget(page)

    def _rows(self) -> list[tuple[QTreeWidgetItem, ImportPage]]:
        items = (self.table.topLevelItem(row) for row in range(self.table.topLevelItemCount()))
        return [(item, self._pages[item.data(0, _PAGE)]) for item in items if item and item.data(0, _PAGE) is not None]

    def _show(self, item: QTreeWidgetItem | None) -> None:
        number = item.data(0, _PAGE) if item is not None else None
        self.stack.setVisible(number is not None)
        if number is not None:
            self.stack.setCurrentIndex(number)

    def _select_first(self) -> None:
        rows = self._rows()
        self.stack.setVisible(bool(rows))
        if rows:
            self.table.setCurrentItem(rows[0][0])

    def _make_buttons(self) -> QHBoxLayout:
        self._said = QuietLabel()
        self._take = QPushButton(icon("ok", "ok"), "")
        self._take.setDefault(True)
        self._take.clicked.connect(self.accept)
        leave = QPushButton(self.tr("不导入"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._said, 1)
        row.addWidget(self._take)
        row.addWidget(leave)
        return row

    def _count(self) -> None:
        ticked = sum(item.checkState(0) == Qt.CheckState.Checked for item, _ in self._rows())
        self._take.setText(self.tr("接受 {count} 份表单").format(count=ticked))
        self._take.setEnabled(ticked > 0)
        doubts = sum(page.counts()["doubtful"] for _, page in self._rows())
        unused = sum(page.counts()["unused"] for _, page in self._rows())
        repaired = sum(page.counts()["repaired"] for _, page in self._rows())
        said = [
            self.tr("修复 {count} 处").format(count=repaired) if repaired else "",
            self.tr("{count} 处不确定，请核对").format(count=doubts) if doubts else "",
            self.tr("{count} 处文字没有用到").format(count=unused) if unused else "",
        ]
        self._said.setText("，".join(filter(None, said)) or self.tr("全部读出，没有疑问"))
