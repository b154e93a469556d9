"""The settings dialog: one page for each group of the declared settings, made from ``app.editing.settings.SETTINGS``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.editing.settings import GROUPS, SETTINGS, Setting, Settings, Value
from widgets.marks import QuietLabel, plain_tooltip

_CODE = Qt.ItemDataRole.UserRole


def translated(text: str) -> str:
    """A declared word of the settings in the window's language."""
    return QCoreApplication.translate("Settings", text) if text else ""


@dataclass(frozen=True, slots=True)
class _Editor:
    """The widget of a setting, and how to ask it for the value."""

    setting: Setting
    widget: QWidget
    value: Callable[[], Value]


class SettingsDialog(QDialog):
    """Shows the settings; what was changed is used and written with OK only."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("设置"))
        self._settings = settings
        self.editors: dict[str, _Editor] = {}
        self.pages = QTabWidget()
        for group in GROUPS:
            self.pages.addTab(self._page(group), translated(group))
        buttons = QDialogButtonBox()
        ok = buttons.addButton(self.tr("确定"), QDialogButtonBox.ButtonRole.AcceptRole)
        ok.setDefault(True)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages, 1)
        layout.addWidget(buttons)
        em = self.fontMetrics().height()
        self.resize(em * 32, em * 26)

    def accept(self) -> None:
        """Use what was chosen."""
        for key, editor in self.editors.items():
            self._settings.set(key, editor.value())
        super().accept()

    def _page(self, group: str) -> QWidget:
        page = QWidget()
        settings = [setting for setting in SETTINGS if setting.group == group]
        if any(setting.kind == "codes" for setting in settings):
            layout = QVBoxLayout(page)
            for setting in settings:
                editor = self._add(setting)
                for words in (translated(setting.label), translated(setting.help)):
                    if words:
                        layout.addWidget(self._wrapped(words))
                layout.addWidget(editor.widget, 1)
            return page
        form = QFormLayout(page)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for setting in settings:
            editor = self._add(setting)
            label = translated(setting.label)
            form.addRow("" if setting.kind == "yes_no" else label, editor.widget)
            note = translated(setting.help)
            if setting.needs_restart:
                note = (note + self.tr("下次启动时生效。")).strip()
            if note:
                form.addRow("", self._wrapped(note))
        return page

    def _wrapped(self, words: str) -> QLabel:
        label = QuietLabel(words, small=True)
        label.setWordWrap(True)
        return label

    def _add(self, setting: Setting) -> _Editor:
        editor = self._make(setting)
        editor.widget.setAccessibleName(translated(setting.label))
        editor.widget.setAccessibleDescription(translated(setting.help))
        self.editors[setting.key] = editor
        return editor

    def _make(self, setting: Setting) -> _Editor:
        key = setting.key
        match setting.kind:
            case "yes_no":
                box = QCheckBox(translated(setting.label))
                box.setChecked(self._settings.on(key))
                return _Editor(setting, box, box.isChecked)
            case "choice":
                combo = QComboBox()
                for choice in setting.choices:
                    combo.addItem(translated(choice.label), choice.value)
                combo.setCurrentIndex(combo.findData(self._settings.text(key)))
                return _Editor(setting, combo, lambda: str(combo.currentData()))
            case "text":
                line = QLineEdit(self._settings.text(key))
                return _Editor(setting, line, lambda: line.text().strip())
            case "codes":
                rules = _rule_list(self._settings.codes(key))
                return _Editor(setting, rules, lambda: _switched_off(rules, self._settings.codes(key)))


def _rule_list(off: tuple[str, ...]) -> QListWidget:
    """Every rule of the review with a box; an unticked one is switched off."""
    from app.checking.rules import all_rules

    view = QListWidget()
    view.setWordWrap(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for rule in all_rules():
        item = QListWidgetItem(rule.title, view)
        item.setData(_CODE, rule.code)
        item.setToolTip(plain_tooltip(f"{rule.why}\n{rule.source}"))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked if rule.code in off else Qt.CheckState.Checked)
    return view


def _switched_off(view: QListWidget, before: tuple[str, ...]) -> tuple[str, ...]:
    """The codes without a tick, and those of rules that only another version knows."""
    items = [view.item(row) for row in range(view.count())]
    known = {item.data(_CODE) for item in items}
    unticked = [str(item.data(_CODE)) for item in items if item.checkState() == Qt.CheckState.Unchecked]
    return (*unticked, *(code for code in before if code not in known))
