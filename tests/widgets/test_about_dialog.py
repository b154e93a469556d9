"""The About dialog names Qt and shows every licence in full."""

from __future__ import annotations

import tomllib
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.widgets.panels import shown
from widgets.about import about_text
from widgets.about_dialog import AboutDialog, licence_files


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


def test_the_programs_own_licence_is_among_them() -> None:
    root = Path(__file__).parents[2]
    assert licence_files()["MIT"].read_text(encoding="utf-8") == (root / "LICENSE").read_text(encoding="utf-8")


def test_says_the_version_where_nothing_is_installed() -> None:
    """A frozen program has no metadata to ask."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"绩表 {project['version']}：" in about_text()
