"""No text is cut in finding, comparing, recovering, the folder's list and help, in both languages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.storage.autosave import RecoveryCopy
from tests.journeys.test_no_text_cut import cut_texts, language
from tests.widgets.panels import FORMS, session_of
from widgets.compare_choice import ChoiceDialog, choices
from widgets.compare_view import CompareView, Side
from widgets.find_panel import FindPanel, Forms
from widgets.folder_panel import FolderPanel
from widgets.help_view import HelpView
from widgets.recovery_dialog import RecoveryDialog

__all__ = ["language"]
_MANY = "上海市普陀区卫生健康委员会下属事业单位专项工作经费申报表"


def _find(folder: Path) -> QWidget:
    session = session_of("2024-05")
    panel = FindPanel(Forms(lambda: session, lambda: [session], lambda: None))
    panel.everywhere.setChecked(True)
    panel.open("满意")
    return panel


def _compare(folder: Path) -> QWidget:
    session = session_of("2024-05")
    return CompareView(
        Side(_MANY, session.document), Side("上一次保存", session_of("2024-03").document), session.template, session
    )


def _choice(folder: Path) -> QWidget:
    session = session_of("2024-05")
    session.path = folder / "2024-05.jxb"
    return ChoiceDialog(choices(QWidget(), session, [session]))


def _recovery(folder: Path) -> QWidget:
    file = folder / "2024-05.jxb"
    copies = [RecoveryCopy(file, original, _MANY, "2026-10-12 16:42:10", None) for original in (file, None)]
    return RecoveryDialog(copies)


def _folder(folder: Path) -> QWidget:
    panel = FolderPanel()
    panel.show_folder(folder)
    panel.reader.wait()
    return panel


def _help(folder: Path) -> QWidget:
    view = HelpView()
    view.show_shortcuts()
    return view


@pytest.mark.parametrize("make", [_find, _compare, _choice, _recovery, _folder, _help])
def test_no_text_is_cut(make: Callable[[Path], QWidget], language: str, tmp_path: Path, qtbot: QtBot) -> None:
    shutil.copy(FORMS / "2024-05.jxb", tmp_path)
    widget = make(tmp_path)
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    qtbot.wait(50)
    # As narrow as the layout allows.
    widget.resize(widget.minimumSizeHint().width(), max(widget.height(), 600))
    qtbot.wait(50)
    assert list(cut_texts(widget)) == []
    if isinstance(widget, FolderPanel):
        widget.close_reader()
