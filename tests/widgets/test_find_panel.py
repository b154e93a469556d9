"""Find and replace as a clerk uses it: matches with a preview, one or all, over all forms, undone in one step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.editing.session import Session
from app.form.document import same_content
from app.form.places import field_place, text_place, value_at
from app.form.search import Match
from tests.editing.made_up import TEMPLATE, larger_form
from tests.journeys.hands import type_text
from widgets.find_panel import FindPanel, Forms
from widgets.match_list import around

GOAL = text_place("annual_goal")
NAME = field_place("project_name")


@pytest.fixture
def sessions(qapp: Any) -> list[Session]:
    forms = [Session(larger_form(), TEMPLATE, check=lambda document, template: ()) for _ in range(3)]
    for number, session in enumerate(forms):
        session.set_value(NAME, f"水箱项目{number}")
        session.set_value(GOAL, "年内完成水箱清洗，水箱水质合格。")
        session.undo_stack.setClean()
    return forms


@pytest.fixture
def panel(sessions: list[Session], qtbot: Any) -> Iterator[FindPanel]:
    panel = FindPanel(Forms(lambda: sessions[0], lambda: sessions, lambda: None))
    qtbot.addWidget(panel)
    panel.open()
    yield panel


def look_for(panel: FindPanel, text: str, replacement: str = "") -> None:
    type_text(panel.wanted, text)
    panel.search()
    type_text(panel.replacement, replacement)


def shown(panel: FindPanel) -> list[tuple[str, ...]]:
    rows = panel.list.rows
    items = [rows.topLevelItem(number) for number in range(rows.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(4)) for item in items if item is not None]


def test_matches_are_shown_with_place_and_preview(panel: FindPanel) -> None:
    look_for(panel, "水箱", "水池")
    assert panel.count.text() == "4 处"
    assert shown(panel) == [
        ("水箱项目0", "项目名称", "【水箱】项目0", "【水池】项目0"),
        ("水箱项目0", "年度总体目标", "年内完成【水箱】清洗，水箱水质合格。", "年内完成【水池】清洗，水箱水质合格。"),
        ("水箱项目0", "年度总体目标", "…内完成水箱清洗，【水箱】水质合格。", "…内完成水箱清洗，【水池】水质合格。"),
        ("水箱项目0", "产出指标 › 数量指标 › 水箱清洗", "【水箱】清洗", "【水池】清洗"),
    ]


def test_long_texts_are_cut_around_the_match(panel: FindPanel) -> None:
    text = "一" * 40 + "水箱" + "二" * 40
    line = around(Match(NAME, 40, 42, text), "水池")
    assert line == "…" + "一" * 8 + "【水池】" + "二" * 14 + "…"


def test_enter_goes_from_match_to_match(panel: FindPanel, sessions: list[Session], qtbot: Any) -> None:
    places: list[Any] = []
    panel.place_chosen.connect(lambda session, place: places.append((session, place)))
    look_for(panel, "水箱")
    for _ in range(5):
        qtbot.keyClick(panel.wanted, Qt.Key.Key_Return)
    assert [place for _, place in places[:3]] == [NAME, GOAL, GOAL]
    assert places[3][1].section == "indicators"
    assert places[4] == (sessions[0], NAME)
    qtbot.keyClick(panel.wanted, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert places[5] == places[3]


def test_replacing_one_goes_on_behind_it_even_when_it_holds_the_text_again(
    panel: FindPanel, sessions: list[Session]
) -> None:
    look_for(panel, "水箱", "大水箱水箱")
    panel.replace_current()
    panel.replace_current()
    document = sessions[0].document
    assert value_at(document, NAME) == "大水箱水箱项目0"
    assert value_at(document, GOAL) == "年内完成大水箱水箱清洗，水箱水质合格。"
    assert sessions[0].undo_stack.undoText() == "替换“水箱”"
    sessions[0].undo()
    assert value_at(sessions[0].document, GOAL) == "年内完成水箱清洗，水箱水质合格。"


def test_replacing_all_is_one_step_in_each_form(panel: FindPanel, sessions: list[Session], qtbot: Any) -> None:
    before = [session.document for session in sessions]
    panel.everywhere.setChecked(True)
    look_for(panel, "水箱", "水池")
    assert panel.count.text() == "3 份表单中有 12 处"
    with qtbot.waitSignal(panel.said) as said:
        qtbot.mouseClick(panel.replace_all, Qt.MouseButton.LeftButton)
    assert said.args == ["已替换 12 处，可撤销。"]
    for session in sessions:
        assert value_at(session.document, GOAL) == "年内完成水池清洗，水池水质合格。"
    assert shown(panel) == []
    for session, old in zip(sessions, before, strict=True):
        session.undo()
        assert same_content(session.document, old)
        assert not session.modified


def test_matches_without_a_tick_stay(panel: FindPanel, sessions: list[Session]) -> None:
    look_for(panel, "水箱", "水池")
    panel.list.rows.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)  # type: ignore[union-attr]
    panel.replace_everything()
    assert value_at(sessions[0].document, GOAL) == "年内完成水箱清洗，水池水质合格。"
    assert value_at(sessions[0].document, NAME) == "水池项目0"


def test_read_only_forms_are_named_and_left_alone(panel: FindPanel, sessions: list[Session], qtbot: Any) -> None:
    panel.everywhere.setChecked(True)
    sessions[1].read_only = "只读"
    look_for(panel, "水箱", "水池")
    with qtbot.waitSignal(panel.said) as said:
        panel.replace_everything()
    assert said.args == ["已替换 8 处，可撤销。只读的表单没有改动：水箱项目1。"]
    assert value_at(sessions[1].document, NAME) == "水箱项目1"


def test_full_and_half_width_are_one_unless_told_apart(panel: FindPanel, sessions: list[Session]) -> None:
    sessions[0].set_value(GOAL, "合格率９５％，满意率95%")
    look_for(panel, "95%")
    panel.everywhere.setChecked(False)
    assert panel.count.text() == "3 处"
    panel.exact_width.setChecked(True)
    assert panel.count.text() == "2 处"


def test_the_list_follows_the_form(panel: FindPanel, sessions: list[Session], qtbot: Any) -> None:
    look_for(panel, "水箱")
    sessions[0].set_value(NAME, "热线")
    qtbot.waitUntil(lambda: panel.count.text() == "3 处")


def test_escape_puts_it_away(panel: FindPanel, qtbot: Any) -> None:
    qtbot.keyClick(panel.wanted, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_at_first_the_forms_keep_most_of_a_small_window(panel: FindPanel) -> None:
    """Of the 700 pixels that a window may be high at least."""
    assert panel.sizeHint().height() < 700 * 0.4
    panel.resize(900, panel.sizeHint().height())
    assert panel.list.height() > 4 * panel.list.fontMetrics().height(), "heads and some rows are seen"
