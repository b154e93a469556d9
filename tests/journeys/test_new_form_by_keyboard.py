"""A new form from nothing, by the keyboard alone: head, twelve indicators, money, texts, saved, exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.form.document import walk
from app.form.places import funding_place, text_place, value_at
from app.storage.document_files import load
from tests.journeys.hands import focused, type_text
from widgets.cell_editor import CellEditor
from widgets.main_window import MainWindow
from widgets.new_form_dialog import NewFormDialog

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
pytestmark = [
    pytest.mark.window,
    # Suggestions pop up; without a display a popup can neither be raised nor take the keyboard.
    pytest.mark.qt_log_ignore("plugin does not support", extend=True),
]

HEAD = ["健康科普项目", "经常性项目", "特定目标类", "市卫生健康委员会", "市健康促进中心", "2026-01-01", "2026-12-31"]
ROWS = [(f"科普活动{number}", f"≥{number}场") for number in range(1, 13)]


def editor(window: MainWindow) -> CellEditor:
    view = window.current_view()
    assert view is not None
    return next(cell for cell in view.tree.viewport().findChildren(CellEditor) if cell.isVisible())


def begin(window: MainWindow, qtbot: Any) -> None:
    """Ctrl+N, the year 2026, Enter."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewFormDialog)
        dialog.year.setFocus()
        dialog.year.selectAll()
        qtbot.keyClicks(dialog.year, "2026")
        qtbot.keyClick(dialog.year, KEY.Key_Return)
        if dialog.isVisible():
            dialog.accept()

    QTimer.singleShot(0, answer)
    qtbot.keyClick(window, KEY.Key_N, CONTROL)
    qtbot.waitUntil(lambda: window.isAncestorOf(QApplication.focusWidget() or QWidget()))


def fill_head(qtbot: Any) -> None:
    for text in HEAD:
        field = focused()
        type_text(field, text)
        qtbot.keyClick(field, KEY.Key_Tab)


def fill_tree(window: MainWindow, qtbot: Any) -> None:
    """Find 数量指标 with the arrow keys, then type row after row: Tab in the last cell makes the next one."""
    view = window.current_view()
    assert view is not None
    qtbot.keyClick(window, KEY.Key_1, CONTROL)
    tree = view.tree
    for _ in range(60):
        if tree.currentIndex().siblingAtColumn(0).data() == "数量指标":
            break
        qtbot.keyClick(tree, KEY.Key_Down)
    qtbot.keyClick(tree, KEY.Key_Insert)
    for number, (name, target) in enumerate(ROWS):
        type_text(editor(window), name)
        qtbot.keyClick(editor(window), KEY.Key_Tab)
        type_text(editor(window), target)
        qtbot.keyClick(editor(window), KEY.Key_Return if number == len(ROWS) - 1 else KEY.Key_Tab)


def test_a_form_from_nothing_by_keyboard_alone(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(window, qtbot)
    view = window.current_view()
    assert view is not None
    session = view.session
    assert session.template.id == "shanghai-2026"
    fill_head(qtbot)
    assert [value_at(session.document, p) for p in _head_places(session)] == HEAD
    fill_tree(window, qtbot)
    made = [(node.name, node.text("target")) for level, node in walk(session.document.indicators) if level == 3]
    assert made == ROWS

    qtbot.keyClick(window, KEY.Key_3, CONTROL)
    for text in ("", "", "", "12万", "120000"):
        field = focused()
        type_text(field, text)
        qtbot.keyClick(field, KEY.Key_Tab)
    assert value_at(session.document, funding_place("annual")) == "120000.00"
    assert value_at(session.document, funding_place("annual_fiscal")) == "120000.00"

    qtbot.keyClick(window, KEY.Key_2, CONTROL)
    qtbot.keyClick(focused(), KEY.Key_Tab)
    type_text(focused(), "全年开展科普活动 78 场。")
    assert value_at(session.document, text_place("annual_goal")) == "全年开展科普活动 78 场。"

    file, pdf = tmp_path / "健康科普.jxb", tmp_path / "健康科普.pdf"
    targets = iter((str(file), str(pdf)))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (next(targets), ""))
    window.settings.set("open_exported", False)
    qtbot.keyClick(window, KEY.Key_S, CONTROL)
    assert not session.modified
    assert [node.name for level, node in walk(load(file).document.indicators) if level == 3] == [n for n, _ in ROWS]
    qtbot.keyClick(window, KEY.Key_E, CONTROL)
    assert pdf.read_bytes().startswith(b"%PDF")


def _head_places(session: Any) -> list[Any]:
    from app.form.places import field_place

    return [field_place(field.key) for field in session.template.fields]
