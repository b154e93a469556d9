"""The forms of a folder as a Qt list: filtered and sorted here, since ten thousand rows are too many for a proxy in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCollator,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.form.amount import format_amount, in_unit
from app.work.folder_forms import FolderForm, Totals, totals

FORM_ROLE = int(Qt.ItemDataRole.UserRole)
"""The FolderForm of a row."""
OPEN_ROLE = FORM_ROLE + 1
"""``""``, ``open`` or ``unsaved``."""
_WORST_FIRST = {"error": 0, "warning": 1, "hint": 2, "ok": 3}


def _tr(text: str) -> str:
    return QCoreApplication.translate("FolderModel", text)


def _by_amount(amount: Decimal | None) -> tuple[bool, Decimal]:
    return amount is None, -(amount or Decimal(0))


def _by_verdict(form: FolderForm) -> int:
    if form.problem is not None:
        return -1
    return _WORST_FIRST[form.verdict.severity] if form.verdict else len(_WORST_FIRST)


ORDERS: dict[str, Callable[[FolderForm], Any]] = {
    "name": lambda _form: 0,
    "year": lambda form: (form.year == "", form.year),
    "nature": lambda form: form.nature,
    "whole": lambda form: _by_amount(form.whole),
    "annual": lambda form: _by_amount(form.annual),
    "verdict": _by_verdict,
    "changed": lambda form: -form.signature[0],
}
"""How the list can be sorted; forms that are equal then stand by their names."""


class FolderModel(QAbstractListModel):
    """The list that the folder panel shows."""

    totals_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms: dict[Path, FolderForm] = {}
        self._names: dict[Path, Any] = {}
        self._shown: list[FolderForm] = []
        self._open: dict[Path, str] = {}
        self._words: list[str] = []
        self._order = "name"
        self._collator = QCollator(QLocale("zh_CN"))
        self._collator.setNumericMode(True)

    def clear(self) -> None:
        """Another folder is going to be shown."""
        self._forms, self._names = {}, {}
        self._show()

    def take(self, forms: Iterable[FolderForm]) -> None:
        """Put in what was read. Rows only move when something changed that they are sorted or filtered by."""
        moved = False
        for form in forms:
            old = self._forms.get(form.path)
            self._forms[form.path] = form
            if old is None or old.name != form.name:
                self._names[form.path] = self._collator.sortKey(form.name)
            moved = moved or old is None or replace(form, verdict=None) != replace(old, verdict=None)
        if moved or self._order == "verdict":
            self._show()
        else:
            self._renew()

    def drop(self, paths: Iterable[Path]) -> None:
        """Take out what is gone."""
        for path in paths:
            self._forms.pop(path, None)
            self._names.pop(path, None)
        self._show()

    def filter(self, text: str) -> None:
        """Show the forms that have all these words in name, file, year or nature."""
        self._words = text.casefold().split()
        self._show()

    def sort_by(self, order: str) -> None:
        """Sort by one of ORDERS."""
        self._order = order
        self._show()

    def show_open(self, states: dict[Path, str]) -> None:
        """Which files are open in the window, ``open`` or ``unsaved``."""
        if states != self._open:
            self._open = states
            if self._shown:
                self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1), [OPEN_ROLE])

    def totals(self) -> Totals:
        """The sums over what is shown."""
        return totals(self._shown)

    def row_of(self, path: Path) -> int:
        """The row of a file, -1 when it is not shown."""
        return next((row for row, form in enumerate(self._shown) if form.path == path), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """One row for each form shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """The name, the whole form, or the sentence for screen readers and the tooltip."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        form = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return form.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return "；".join(filter(None, (form.name, details(form), verdict_words(form))))
            case _ if role == FORM_ROLE:
                return form
            case _ if role == OPEN_ROLE:
                return self._open.get(form.path, "")
        return None

    def _show(self) -> None:
        by = ORDERS[self._order]
        self.beginResetModel()
        found = [form for form in self._forms.values() if self._matches(form)]
        found.sort(key=lambda form: self._names[form.path])
        found.sort(key=by)
        self._shown = found
        self.endResetModel()
        self.totals_changed.emit()

    def _renew(self) -> None:
        """The same rows in the same order, with new verdicts."""
        self._shown = [self._forms[form.path] for form in self._shown]
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        self.totals_changed.emit()

    def _matches(self, form: FolderForm) -> bool:
        if not self._words:
            return True
        text = f"{form.name} {form.path.stem} {form.year} {form.nature}".casefold()
        return all(word in text for word in self._words)


def in_ten_thousands(amount: Decimal) -> str:
    """An amount as ``80 万元``, with the places it has."""
    return f"{format_amount(in_unit(amount, '万元'), places=0)} {_tr('万元')}"


def details(form: FolderForm) -> str:
    """The grey line of a form: year, amounts, nature; a narrow list cuts the nature first."""
    if form.problem is not None:
        return form.problem
    amounts = []
    if form.annual is not None:
        amounts.append(_tr("年度 {amount}").format(amount=in_ten_thousands(form.annual)))
    if form.whole is not None:
        amounts.append(_tr("总额 {amount}").format(amount=in_ten_thousands(form.whole)))
    return " · ".join(filter(None, (form.year, *amounts, form.nature)))


def verdict_words(form: FolderForm) -> str:
    """What the checks say, in words."""
    if form.problem is not None:
        return _tr("无法读取")
    if form.verdict is None:
        return _tr("正在检查")
    counts = (
        (form.verdict.errors, _tr("{count} 处错误")),
        (form.verdict.warnings, _tr("{count} 处提醒")),
        (form.verdict.hints, _tr("{count} 条建议")),
    )
    said = [words.format(count=count) for count, words in counts if count]
    return "，".join(said) or _tr("没有审核意见")
