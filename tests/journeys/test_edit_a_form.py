"""From a real form to the screen, the file and the paper: one clerk's way through the window."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.editing.session import Session
from app.form.document import same_content, walk
from app.form.places import funding_place, indicator_place, value_at
from app.storage.document_files import load
from tests.journeys.hands import type_text
from widgets.cell_editor import CellEditor
from widgets.equation_row import EquationRow
from widgets.form_view import FormView
from widgets.long_text import LongTextEditor
from widgets.main_window import MainWindow

KEY = Qt.Key
pytestmark = pytest.mark.window


def type_amount(qtbot: Any, view: FormView, key: str, text: str) -> None:
    """Go to a money cell and type over it, as after a click."""
    assert view.go_to(funding_place(key))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClick(field, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(field, text)
    qtbot.keyClick(field, KEY.Key_Tab)


def node(session: Session, name: str) -> int:
    return next(item.id for _, item in walk(session.document.indicators) if item.name == name)


def cell_editor(view: FormView) -> QWidget:
    return next(e for e in view.tree.viewport().findChildren(CellEditor) if e.isVisible())


def codes(session: Session) -> list[str]:
    session.check_now()
    return [finding.code for finding in session.findings]


def change_money(qtbot: Any, view: FormView) -> None:
    """Break the equation of the year, see it, and complete it by one click."""
    session = view.session
    type_amount(qtbot, view, "annual_fiscal", "60万")
    assert value_at(session.document, funding_place("annual_fiscal")) == "600000.00"
    assert session.undo_stack.undoText() == "修改 当年财政拨款"
    assert "funding.sum_differs" in codes(session)
    rows = view.funding.findChildren(EquationRow)
    broken = next(row for row in rows if "300,000.00" in row.verdict)
    assert "相差" in broken.verdict
    type_amount(qtbot, view, "annual_other", "100,000.00")
    assert value_at(session.document, funding_place("annual_other")) == "100000.00"
    assert broken.completion_button.isVisible()
    qtbot.mouseClick(broken.completion_button, Qt.MouseButton.LeftButton)
    assert value_at(session.document, funding_place("annual_carryover")) == "200000.00"
    assert "funding.sum_differs" not in codes(session)


def change_tree(qtbot: Any, view: FormView) -> None:
    """Add an indicator by the keyboard, move it, and paste three rows from Excel."""
    session, tree = view.session, view.tree
    view.go_to(indicator_place(node(session, "调研报告"), "name"))
    qtbot.keyClick(tree, KEY.Key_Insert)
    qtbot.keyClicks(cell_editor(view), "survey")
    qtbot.keyClick(cell_editor(view), KEY.Key_Tab)
    qtbot.keyClicks(cell_editor(view), ">=3")
    qtbot.keyClick(cell_editor(view), KEY.Key_Return)
    added = node(session, "survey")
    view.go_to(indicator_place(added, "name"))
    qtbot.keyClick(tree, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    level2 = next(item for _, item in walk(session.document.indicators) if item.name == "数量指标")
    assert [child.name for child in level2.children or ()] == ["survey", "调研报告"]
    QGuiApplication.clipboard().setText('设备巡检\t≥12次\r\n健康讲座\t"①6期\n②每期100人"\r\n印制手册\t2500本\r\n')
    qtbot.keyClick(tree, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert session.undo_stack.undoText() == "粘贴 3 行"
    pasted = next(item for _, item in walk(session.document.indicators) if item.name == "健康讲座")
    assert pasted.values["target"] == "①6期\n②每期100人"


def test_a_form_goes_all_the_way(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "家庭医生.jxb"
    shutil.copy(Path(__file__).parent.parent / "forms" / "2024-05.jxb", file)
    original = load(file).document
    window.open_files([file])
    view = window.current_view()
    assert view is not None
    session = view.session
    assert codes(session) and "funding.sum_differs" not in codes(session)

    change_money(qtbot, view)
    change_tree(qtbot, view)
    assert window.isWindowModified()

    final = session.document
    while session.undo_stack.canUndo():
        window.undo()
    assert same_content(session.document, original)
    assert not window.isWindowModified()
    while session.undo_stack.canRedo():
        window.redo()
    assert same_content(session.document, final)

    window.save()
    assert not window.isWindowModified()
    window.close_form()
    assert window.current_view() is None
    window.open_files([file])
    reopened = window.current_view()
    assert reopened is not None
    assert same_content(reopened.session.document, final)

    pdf = tmp_path / "家庭医生.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(pdf), ""))
    window.settings.set("open_exported", False)
    window.exchange.export_form()
    assert "印制手册" in text_of(pdf)


def text_of(pdf: Path) -> str:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return "".join((page.extract_text() or "") for page in document.pages)


def test_a_file_opened_twice_shows_its_tab(window: MainWindow, tmp_path: Path) -> None:
    forms = Path(__file__).parent.parent / "forms"
    window.open_files([forms / "2024-01.jxb", forms / "2020-a1.jxb", forms / "2024-01.jxb"])
    assert len(window.views()) == 2
    view = window.current_view()
    assert view is not None and view.session.path is not None
    assert view.session.path.name == "2024-01.jxb"


def test_undo_belongs_to_the_tab_in_front_and_goes_where_it_changed(window: MainWindow, qtbot: Any) -> None:
    forms = Path(__file__).parent.parent / "forms"
    window.open_files([forms / "2024-01.jxb", forms / "2024-02.jxb"])
    one, other = window.views()
    type_amount(qtbot, other, "annual", "1")
    window.tabs.setCurrentWidget(one)
    assert not window.actions_by_key["undo"].isEnabled()
    window.tabs.setCurrentWidget(other)
    assert window.actions_by_key["undo"].text() == "撤销 修改 年度资金申请总额"
    other.show_tab(1)
    window.undo()
    assert not other.session.modified
    focused = QApplication.focusWidget()
    assert focused is not None and other.funding.isAncestorOf(focused)


def test_closing_asks_and_keeps_what_was_not_saved(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.jxb"
    shutil.copy(Path(__file__).parent.parent / "forms" / "2024-01.jxb", file)
    window.open_files([file])
    view = window.current_view()
    assert view is not None
    type_amount(qtbot, view, "annual", "1")
    asked: list[str] = []

    def answer(parent: QWidget, text: str, answers: tuple[str, ...], detail: str = "") -> int | None:
        asked.append(text)
        return None if len(asked) == 1 else 0

    monkeypatch.setattr("widgets.form_files.choose", answer)
    window.close_form()
    assert window.current_view() is view, "cancelled"
    window.close_form()
    assert window.current_view() is None
    assert "a" in asked[0]
    assert value_at(load(file).document, funding_place("annual")) == "1.00"


def test_a_damaged_file_is_told_and_left_alone(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "坏.jxb"
    file.write_text('{"format": "jibiao",\n "version": 1,,}', encoding="utf-8")
    said: list[str] = []
    monkeypatch.setattr("widgets.form_files.warn", lambda parent, text: said.append(text))
    window.open_files([file])
    assert "坏.jxb" in said[0] and "2" in said[0]
    assert window.current_view() is None
    assert file.read_text(encoding="utf-8") == '{"format": "jibiao",\n "version": 1,,}'


def test_a_file_dropped_anywhere_is_opened(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    from PySide6.QtCore import QMimeData, QPoint, QUrl
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    forms = Path(__file__).parent.parent / "forms"
    for name in ("2024-01", "2024-02"):
        shutil.copy(forms / f"{name}.jxb", tmp_path / f"{name}.jxb")
    window.open_files([tmp_path / "2024-01.jxb"])
    view = window.current_view()
    assert view is not None
    view.show_texts()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "2024-02.jxb"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    editor = QApplication.focusWidget()
    assert isinstance(editor, LongTextEditor)
    assert not editor.canInsertFromMimeData(mime)
    before = view.session.document
    # Qt offers the drag to the widget under the mouse and then to those that it lies in.
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(editor.viewport(), enter)
    assert enter.isAccepted(), "by the window"
    QApplication.sendEvent(window, QDropEvent(QPoint(5, 5), copy, mime, left, none))
    assert len(window.views()) == 2
    assert view.session.document is before


def test_a_folder_is_listed(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    from widgets.folder_panel import FolderPanel

    folder = tmp_path / "2024年"
    folder.mkdir()
    for name in ("2024-01", "2024-02"):
        shutil.copy(Path(__file__).parent.parent / "forms" / f"{name}.jxb", folder / f"{name}.jxb")
    window.open_files([folder])
    panel = window.findChild(FolderPanel)
    assert panel is not None and panel.isVisible()
    qtbot.waitUntil(lambda: panel.folder == folder and panel.model.rowCount() == 2)
    assert window.current_view() is None
