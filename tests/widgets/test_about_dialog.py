"""The About dialog names Qt and shows every licence in full."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.widgets.panels import shown
from widgets.about_dialog import AboutDialog


def test_names_qt_and_its_licence(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    shown(qtbot, dialog, 600, 400)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"Qt {qVersion()}" in words and "LGPL" in words


def test_every_licence_is_shown_in_full(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    shown(qtbot, dialog, 600, 400)
    assert len(dialog.licences) >= 3
    for row, path in enumerate(dialog.licences.values()):
        dialog.names.setCurrentRow(row)
        assert dialog.text.toPlainText() == path.read_text(encoding="utf-8")
