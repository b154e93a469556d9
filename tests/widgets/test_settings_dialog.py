"""The settings dialog shows and takes every declared setting."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from app.editing.settings import SETTINGS, Setting, Settings
from tests.widgets.panels import shown
from widgets.settings_dialog import SettingsDialog


def change(dialog: SettingsDialog, setting: Setting) -> object:
    """Choose something else than the default; gives what should be stored."""
    widget = dialog.editors[setting.key].widget
    if isinstance(widget, QCheckBox):
        widget.setChecked(not setting.default)
        return not setting.default
    if isinstance(widget, QComboBox):
        widget.setCurrentIndex(1)
        return setting.choices[1].value
    if isinstance(widget, QLineEdit):
        widget.setText(" 某单位 ")
        return "某单位"
    assert isinstance(widget, QListWidget)
    item = widget.item(2)
    item.setCheckState(Qt.CheckState.Unchecked)
    return (item.data(Qt.ItemDataRole.UserRole),)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_is_shown_named_and_taken(qtbot: QtBot, tmp_path: Path, setting: Setting) -> None:
    settings = Settings(tmp_path / "settings.json")
    dialog = SettingsDialog(settings)
    shown(qtbot, dialog)
    assert dialog.editors[setting.key].widget.accessibleName() == setting.label
    wanted = change(dialog, setting)
    dialog.accept()
    assert Settings(tmp_path / "settings.json").get(setting.key) == wanted


def test_cancel_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    dialog = SettingsDialog(settings)
    shown(qtbot, dialog)
    for setting in SETTINGS:
        change(dialog, setting)
    dialog.reject()
    assert all(settings.get(setting.key) == setting.default for setting in SETTINGS)


def test_rules_of_another_version_stay_switched_off(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("checks_off", ("rule.of_tomorrow",))
    dialog = SettingsDialog(settings)
    shown(qtbot, dialog)
    dialog.accept()
    assert settings.codes("checks_off") == ("rule.of_tomorrow",)
