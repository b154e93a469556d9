"""Offers the unsaved work that a crash or a power cut left behind (恢复), with its time; nothing happens by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.form.document import Document
from app.storage.autosave import RecoveryCopy
from app.storage.errors import StorageError
from app.work.recovered import RecoveredForm, recovered_form
from widgets.compare_view import CompareView, Side
from widgets.messages import choose, warn
from widgets.row_list import RowList


class RecoveryDialog(QDialog):
    """The copies that were left. What is not recovered or discarded is offered again at the next start."""

    recovered = Signal(object)
    """A RecoveredForm that the user wants back. The copy is not discarded here: its work must be safe elsewhere first."""

    def __init__(self, copies: Sequence[RecoveryCopy], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("恢复未保存的内容"))
        self.copies = list(copies)
        sentence = QLabel(
            self.tr("上次绩表没有正常退出，下面的表单有未保存的修改。恢复后会在窗口中打开，保存之前不会改动原文件。")
        )
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        heads = [self.tr("表单"), self.tr("最后记录"), self.tr("原文件")]
        self.rows = RowList(self.tr("可恢复的表单"), heads)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.rows.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
        self.rows.set_widths(24, 18)
        self.rows.itemSelectionChanged.connect(self._offer)
        self.rows.itemActivated.connect(lambda *_: self.recover())
        layout = QVBoxLayout(self)
        layout.addWidget(sentence)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self._buttons())
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.fontMetrics().height() * 20)
        self._fill()
        self.rows.selectAll()

    def selected(self) -> list[RecoveryCopy]:
        """The copies whose rows are selected."""
        return [copy for number, copy in enumerate(self.copies) if self.rows.item(number).isSelected()]

    def recover(self) -> None:
        """Bring the selected forms back."""
        problems: list[str] = []
        for copy in self.selected():
            try:
                form = recovered_form(copy)
            except StorageError as problem:
                problems.append(str(problem))
                continue
            self.copies.remove(copy)
            self.recovered.emit(form)
        self._fill()
        if problems:
            warn(self, "\n\n".join(problems))
        self._finish()

    def compare(self) -> None:
        """Show how a copy differs from what its file holds now."""
        for copy in self.selected()[:1]:
            try:
                self._show_comparison(recovered_form(copy))
            except StorageError as problem:
                warn(self, str(problem))

    def discard(self) -> None:
        """Give the selected copies up, after asking."""
        chosen = self.selected()
        question = self.tr("确定放弃这 {count} 份未保存的内容吗？放弃后无法找回；原文件保持不变。")
        if not chosen or choose(self, question.format(count=len(chosen)), (self.tr("放弃"),)) is None:
            return
        for copy in chosen:
            copy.discard()
            self.copies.remove(copy)
        self._fill()
        self._finish()

    def _show_comparison(self, form: RecoveredForm) -> None:
        saved = form.saved or Document(form.document.template, form.document.year)
        saved_name = self.tr("文件中的内容") if form.saved else self.tr("（还没有保存过）")
        copy_name = self.tr("{time} 的未保存内容").format(time=form.copy.written_at)
        CompareView(Side(saved_name, saved), Side(copy_name, form.document), form.template, None, self).exec()

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        self.take = QPushButton(self.tr("恢复(&R)"))
        self.look = QPushButton(self.tr("比较…(&C)"))
        self.drop = QPushButton(self.tr("放弃(&D)"))
        for button, run in ((self.take, self.recover), (self.look, self.compare), (self.drop, self.discard)):
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(run)
            button.setAutoDefault(False)
        self.take.setDefault(True)
        later = box.addButton(self.tr("以后再说"), QDialogButtonBox.ButtonRole.RejectRole)
        later.setAutoDefault(False)
        box.rejected.connect(self.reject)
        return box

    def _fill(self) -> None:
        self.rows.show_rows([(copy.title, copy.written_at, self._original_words(copy)) for copy in self.copies])
        self.rows.choose(0)
        self._offer()

    def _original_words(self, copy: RecoveryCopy) -> str:
        if copy.original is None:
            return self.tr("还没有保存过")
        if not copy.original.exists():
            return self.tr("{file}（现在找不到）").format(file=copy.original)
        if copy.original_changed():
            return self.tr("{file}（之后被改过）").format(file=copy.original)
        return str(copy.original)

    def _offer(self) -> None:
        chosen = len(self.rows.selectedItems())
        self.take.setEnabled(chosen > 0)
        self.drop.setEnabled(chosen > 0)
        self.look.setEnabled(chosen == 1)

    def _finish(self) -> None:
        if not self.copies:
            self.accept()
