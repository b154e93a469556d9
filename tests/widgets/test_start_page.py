"""The start page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.editing.recent import RecentFiles
from tests.widgets.panels import shown
from widgets.main_window import MainWindow
from widgets.start_page import StartPage


def page_of(bot: QtBot, tmp_path: Path, *names: str) -> StartPage:
    recent = RecentFiles(tmp_path / "recent.json")
    for name in names:
        recent.add(tmp_path / name)
    page = StartPage(recent)
    shown(bot, page, 900, 600)
    return page


def test_recent_files_are_offered_and_a_click_opens(qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(qtbot, tmp_path, "甲.jxb", "乙.jxb")
    assert [page.recent_list.item(row).text().split()[0] for row in range(2)] == ["乙", "甲"]
    with qtbot.waitSignal(page.file_chosen) as told:
        rect = page.recent_list.visualItemRect(page.recent_list.item(1))
        QTest.mouseClick(
            page.recent_list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center()
        )
    assert told.args == [tmp_path / "甲.jxb"]


def test_delete_takes_a_file_off_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(qtbot, tmp_path, "甲.jxb")
    page.recent_list.setCurrentRow(0)
    QTest.keyClick(page.recent_list, Qt.Key.Key_Delete)
    assert page.recent_list.count() == 0
    assert page._none.isVisible()


def test_buttons_and_examples_tell(qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(qtbot, tmp_path)
    with qtbot.waitSignals([page.new_chosen, page.open_chosen]):
        page.new_button.click()
        page.open_button.click()
    assert page.examples.count() > 0
    page.examples.setCurrentRow(0)
    with qtbot.waitSignal(page.example_chosen) as told:
        QTest.keyClick(page.examples, Qt.Key.Key_Return)
    assert told.args is not None and told.args[0].is_file()


def test_an_example_opens_as_a_form_that_has_no_file(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    assert window.start is not None
    window.start.examples.setCurrentRow(0)
    QTest.keyClick(window.start.examples, Qt.Key.Key_Return)
    view = window.current_view()
    assert view is not None
    assert view.session.path is None and view.session.document.indicators
