"""What the form in front can be compared with: its saved file, its save before that, another open form, another file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.editing.session import Session
from app.storage.document_files import load, load_previous
from app.storage.errors import StorageError
from widgets import form_files
from widgets.compare_view import Side
from widgets.messages import tell, warn

_ROW_HEIGHT = 1.8


def _tr(text: str) -> str:
    return QCoreApplication.translate("CompareChoice", text)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to compare with; ``side`` gives it, or None when the user thinks better of it. Raises StorageError."""

    label: str
    side: Callable[[], Side | None]


def choices(parent: QWidget, session: Session, others: list[Session]) -> list[Choice]:
    """Everything that this form can be compared with now."""
    found: list[Choice] = []
    path = session.path
    if path is not None:
        found.append(Choice(_tr("文件中已保存的内容"), lambda: saved_side(path)))
        found.append(Choice(_tr("上一次保存的内容"), lambda: _previous_side(parent, path)))
    found += [_open_choice(other) for other in others if other is not session]
    found.append(Choice(_tr("其他文件…"), lambda: _file_side(parent)))
    return found


def saved_side(path: Path) -> Side:
    """What the form's file holds now. Raises StorageError."""
    return Side(_tr("文件中已保存的内容"), load(path).document)


def _previous_side(parent: QWidget, path: Path) -> Side | None:
    kept = load_previous(path)
    if kept is None:
        tell(parent, _tr("这份表单还没有上一次保存的副本。"))
        return None
    return Side(_tr("上一次保存的内容"), kept.document)


def _open_choice(other: Session) -> Choice:
    name = form_files.form_name(other)
    return Choice(_tr("已打开的表单：{name}").format(name=name), lambda: Side(name, other.document))


def _file_side(parent: QWidget) -> Side | None:
    files = form_files.ask_open(parent)
    return Side(files[0].name, load(files[0]).document) if files else None


def ask_side(parent: QWidget, session: Session, others: list[Session]) -> Side | None:
    """Let the user choose; None when nothing was chosen or it cannot be read (which is said)."""
    dialog = ChoiceDialog(choices(parent, session, others), parent)
    if not dialog.exec():
        return None
    try:
        return dialog.chosen().side()
    except StorageError as problem:
        warn(parent, str(problem))
        return None


class ChoiceDialog(QDialog):
    """A list of what to compare with; Enter or a double click takes the marked one."""

    def __init__(self, offered: list[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("比较"))
        self._offered = offered
        sentence = QLabel(self.tr("把当前表单与下面哪一份比较？"))
        self.list = QListWidget()
        self.list.setAccessibleName(sentence.text())
        self.list.setWordWrap(True)
        height = round(self.fontMetrics().height() * _ROW_HEIGHT)
        for choice in offered:
            item = QListWidgetItem(choice.label)
            item.setSizeHint(QSize(0, height))
            self.list.addItem(item)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda *_: self.accept())
        box = QDialogButtonBox()
        box.addButton(self.tr("比较"), QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(sentence)
        layout.addWidget(self.list, 1)
        layout.addWidget(box)
        self.resize(self.fontMetrics().averageCharWidth() * 50, self.fontMetrics().height() * 16)

    def chosen(self) -> Choice:
        """The marked one."""
        return self._offered[max(0, self.list.currentRow())]
