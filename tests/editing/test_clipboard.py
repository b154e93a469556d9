"""What other programs find on the clipboard after a copy, and that the program ends without a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.editing.clipboard import copy_table
from app.editing.tsv import read_tsv

ROWS = [["产出指标", "=100%"], ["含\t制表符\n换行", "<b>00123</b>"]]


def test_text_and_html_are_both_there(qtbot: QtBot) -> None:
    copy_table(ROWS)
    data = QGuiApplication.clipboard().mimeData()
    assert read_tsv(data.text()) == ROWS
    assert data.html().count("mso-number-format:'\\@'") == 4
    assert "&lt;b&gt;00123&lt;/b&gt;" in data.html()


def test_the_program_ends_well_after_a_copy() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "application = QApplication([])\n"
        "from app.editing.clipboard import copy_table\n"
        "for _ in range(3): copy_table([['a', 'b']])\n"
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0
