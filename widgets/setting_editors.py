"""One widget for each kind of setting: what is used → what is shown, and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.editing.settings import Setting, Settings, Value
from widgets.marks import plain_tooltip

_CODE = Qt.ItemDataRole.UserRole


def translated(text: str) -> str:
    """A declared word of the settings in the window's language."""
    return QCoreApplication.translate("Settings", text) if text else ""


class SettingEditor(QObject):
    """The widget of a setting, and how to ask it for the value."""

    changed = Signal()

    def __init__(self, setting: Setting, widget: QWidget, value: Callable[[], Value]) -> None:
        super().__init__(widget)
        self.setting = setting
        self.widget = widget
        self.value = value
        widget.setAccessibleName(translated(setting.label))
        widget.setAccessibleDescription(translated(setting.help))
        widget.setToolTip(plain_tooltip(translated(setting.help)))


def make_setting_editor(setting: Setting, settings: Settings) -> SettingEditor:
    """The editor for a declared setting, showing the value in use."""
    key = setting.key
    match setting.kind:
        case "yes_no":
            box = QCheckBox(translated(setting.label))
            box.setChecked(settings.on(key))
            editor = SettingEditor(setting, box, box.isChecked)
            box.toggled.connect(lambda _on: editor.changed.emit())
        case "choice":
            combo = QComboBox()
            for choice in setting.choices:
                combo.addItem(translated(choice.label), choice.value)
            combo.setCurrentIndex(combo.findData(settings.text(key)))
            editor = SettingEditor(setting, combo, lambda: str(combo.currentData()))
            combo.currentIndexChanged.connect(lambda _index: editor.changed.emit())
        case "text":
            line = QLineEdit(settings.text(key))
            editor = SettingEditor(setting, line, lambda: line.text().strip())
            line.editingFinished.connect(editor.changed)
        case "codes":
            rules = _rule_list(settings.codes(key))
            editor = SettingEditor(setting, rules, lambda: _switched_off(rules, settings.codes(key)))
            rules.itemChanged.connect(lambda _item: editor.changed.emit())
    return editor


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
