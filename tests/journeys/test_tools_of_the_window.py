"""Finding over many forms, comparing with an earlier save, and the list of a folder, in a real window."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.editing.folder_model import FORM_ROLE, OPEN_ROLE
from app.form.document import walk
from app.form.places import field_place, indicator_place, text_place, value_at
from tests.journeys.hands import focused, type_text
from widgets import compare_choice
from widgets.compare_view import CompareView
from widgets.find_panel import FindPanel
from widgets.folder_panel import FolderPanel
from widgets.help_view import HelpView
from widgets.main_window import MainWindow

pytestmark = pytest.mark.window
FORMS = Path(__file__).parents[1] / "forms"
NAME = field_place("project_name")
GOAL = text_place("annual_goal")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "2024"
    folder.mkdir()
    for name in ("2024-03", "2024-05", "2024-07"):
        shutil.copy(FORMS / f"{name}.jxb", folder)
    return folder


def find_panel(window: MainWindow) -> FindPanel:
    window.actions_by_key["find_replace"].trigger()
    panel = window.findChild(FindPanel)
    assert panel is not None
    return panel


def test_replacing_in_all_open_forms_with_the_keyboard(window: MainWindow, folder: Path, qtbot: Any) -> None:
    window.open_files(sorted(folder.iterdir()))
    panel = find_panel(window)
    qtbot.waitUntil(lambda: focused() is panel.wanted)
    panel.everywhere.setChecked(True)
    type_text(panel.wanted, "家庭医生")
    panel.search()
    forms = [view.session for view in window.views()]
    before = [session.document for session in forms]
    found = len({id(row) for row in panel._found})
    assert found > 3
    qtbot.keyClick(panel.wanted, Qt.Key.Key_Return)
    first = panel.list.current()
    assert first is not None
    assert window.current_view().session is first.session  # type: ignore[union-attr]
    type_text(panel.replacement, "家医")
    qtbot.mouseClick(panel.replace_all, Qt.MouseButton.LeftButton)
    assert panel.count.text() == "没有找到"
    changed = [new for new, old in zip(forms, before, strict=True) if new.document is not old]
    assert changed
    for session in changed:
        assert session.undo_stack.count() == 1
        session.undo()
    qtbot.waitUntil(lambda: panel.count.text() != "没有找到")


def test_the_selected_word_is_what_is_looked_for(window: MainWindow, folder: Path) -> None:
    window.open_files([folder / "2024-05.jxb"])
    view = window.current_view()
    assert view is not None
    view.go_to(NAME)
    focused().selectAll()  # type: ignore[attr-defined]
    panel = find_panel(window)
    assert panel.wanted.text() == value_at(view.session.document, NAME)


def test_comparing_with_the_earlier_save_and_taking_one_point_over(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    window.open_files([folder / "2024-05.jxb"])
    session = window.current_view().session  # type: ignore[union-attr]
    old_name, old_goal = value_at(session.document, NAME), value_at(session.document, GOAL)
    session.set_value(NAME, "新的名称")
    session.set_value(GOAL, "新的目标")
    window.save()

    def choose_previous(dialog: compare_choice.ChoiceDialog) -> int:
        (row,) = (i for i in range(dialog.list.count()) if dialog.list.item(i).text() == "上一次保存的内容")
        dialog.list.setCurrentRow(row)
        return 1

    monkeypatch.setattr(compare_choice.ChoiceDialog, "exec", choose_previous)
    window.actions_by_key["compare"].trigger()
    comparison = window.findChild(CompareView)
    assert comparison is not None
    assert comparison.list.rows.topLevelItemCount() == 2
    comparison.list.rows.setCurrentItem(comparison.list.rows.topLevelItem(1))
    qtbot.mouseClick(comparison.take_one, Qt.MouseButton.LeftButton)
    assert value_at(session.document, GOAL) == old_goal
    assert value_at(session.document, NAME) == "新的名称" != old_name
    session.undo()
    assert value_at(session.document, GOAL) == "新的目标"


def test_the_folder_list_opens_forms_and_knows_which_are_unsaved(window: MainWindow, folder: Path, qtbot: Any) -> None:
    window.open_files([folder / "2024-05.jxb"])
    window.actions_by_key["show_folder"].trigger()
    panel = window.findChild(FolderPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
    assert window.actions_by_key["show_folder"].isChecked()

    def states() -> dict[str, str]:
        rows = [panel.model.index(row) for row in range(panel.model.rowCount())]
        return {row.data(FORM_ROLE).path.stem: row.data(OPEN_ROLE) for row in rows}

    assert states() == {"2024-03": "", "2024-05": "open", "2024-07": ""}
    panel.list.setCurrentIndex(panel.model.index(panel.model.row_of(folder / "2024-07.jxb")))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    session = window.current_view().session  # type: ignore[union-attr]
    assert session.path == folder / "2024-07.jxb"
    session.set_value(NAME, "改过的名称")
    assert states()["2024-07"] == "unsaved"
    window.save()
    qtbot.waitUntil(lambda: panel.model.index(panel.model.row_of(folder / "2024-07.jxb")).data() == "改过的名称")
    assert states()["2024-07"] == "open"
    window.actions_by_key["show_folder"].trigger()
    assert not panel.isVisible()


def test_f1_tells_how_to_fill_in_a_cell_and_else_opens_the_manual(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("widgets.marks.show_help", lambda widget, text: said.append(text))
    window.open_files([folder / "2024-05.jxb"])
    view = window.current_view()
    assert view is not None
    leaf = next(node for level, node in walk(view.session.document.indicators) if level == 3)
    view.go_to(indicator_place(leaf.id, "target"))
    window.actions_by_key["show_manual"].trigger()
    assert "符号+数值+单位" in said[0]
    assert window.findChild(HelpView) is None
    monkeypatch.setattr("app.form.help.help_at", lambda *_: "")
    window.actions_by_key["show_manual"].trigger()
    manual = window.findChild(HelpView)
    assert manual is not None
    assert manual.headings.currentItem().text() == "二、填写指标"
    manual.close()
    view.go_to(NAME)
    window.actions_by_key["show_manual"].trigger()
    assert manual.isVisible()


def test_the_first_message_of_the_status_bar_moves_nothing(window: MainWindow) -> None:
    before = window.pages.geometry()
    window.say("已保存")
    QApplication.processEvents()
    assert window.pages.geometry() == before
    assert window.statusBar().currentMessage() == "已保存"


def test_the_folder_list_is_there_again_at_the_next_start(window: MainWindow, folder: Path, qtbot: Any) -> None:
    window.open_files([folder / "2024-05.jxb"])
    window.actions_by_key["show_folder"].trigger()
    window.close()
    second = MainWindow(window.settings)
    qtbot.addWidget(second)
    second.show()
    qtbot.waitUntil(lambda: second.findChild(FolderPanel) is not None)
    panel = second.findChild(FolderPanel)
    assert panel is not None
    assert panel.folder == folder
    assert second.actions_by_key["show_folder"].isChecked()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
