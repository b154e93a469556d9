"""The list of actions: each can be done, no two share a key, every picture is there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction

from app.editing.settings import Settings
from widgets.actions import ACTIONS, MENUS, translated
from widgets.main_window import MainWindow
from widgets.menus import _AT_THE_END, _TOOL_BAR

FORM = Path(__file__).parent.parent / "forms" / "2024-01.jxb"


@pytest.fixture
def window(qapp: Any, qtbot: Any, tmp_path: Path) -> MainWindow:
    window = MainWindow(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    return window


def test_every_action_is_in_the_window_or_in_the_tree(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "a.jxb"
    file.write_bytes(FORM.read_bytes())
    window.open_files([file])
    view = window.current_view()
    assert view is not None
    made = window.actions_by_key.keys() | view.tree.own_actions.keys()
    assert made == {spec.key for spec in ACTIONS}


def test_no_two_actions_of_one_place_share_a_key() -> None:
    for owners in (("tree",), tuple({spec.owner for spec in ACTIONS} - {"tree"})):
        keys = Counter(keys for spec in ACTIONS if spec.owner in owners for keys in spec.shortcuts)
        assert [key for key, count in keys.items() if count > 1] == []


def test_the_menus_show_every_action_of_the_window(window: MainWindow) -> None:
    shown: set[QAction] = set()
    for menu_action in window.menuBar().actions():
        menu = menu_action.menu()
        shown |= set(menu.actions())  # type: ignore[attr-defined]  # a QMenu
    for spec in ACTIONS:
        if spec.owner != "tree":
            assert window.actions_by_key[spec.key] in shown, spec.key
            assert spec.menu in MENUS


def test_the_tool_bar_knows_its_actions(window: MainWindow) -> None:
    for key in (*_TOOL_BAR, *_AT_THE_END):
        assert not key or key in window.actions_by_key


def test_without_a_form_only_what_needs_none_can_be_done(window: MainWindow) -> None:
    for spec in ACTIONS:
        if spec.owner != "tree":
            action = window.actions_by_key[spec.key]
            assert action.isEnabled() is (not spec.needs_form), translated(spec.text)


def test_tips_name_the_key(window: MainWindow) -> None:
    assert "Ctrl+S" in window.actions_by_key["save"].toolTip()
    assert window.actions_by_key["save_as"].iconText() == "另存为"
