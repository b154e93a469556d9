"""Money cells: what is typed, what is stored, what is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.panels import shown, type_into
from widgets.amount_edit import AmountEditor, PointsEditor


@pytest.fixture
def cell(qtbot: QtBot) -> AmountEditor:
    editor = AmountEditor()
    shown(qtbot, editor, 300, 30)
    return editor


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("800,000.00", "800000.00"),
        ("８０万元", "800000.00"),
        ("80万", "800000.00"),
        ("800000元", "800000.00"),
        ("30000*12+5000", "365000.00"),
        ("0", "0.00"),
        ("约80万", "约80万"),
    ],
)
def test_any_usual_writing_is_taken_when_the_cell_is_left(
    qtbot: QtBot, cell: AmountEditor, typed: str, stored: str
) -> None:
    with qtbot.waitSignal(cell.finished) as told:
        type_into(cell, typed)
    assert told.args == [stored]


def test_nothing_is_taken_while_typing(qtbot: QtBot, cell: AmountEditor) -> None:
    with qtbot.assertNotEmitted(cell.finished), qtbot.assertNotEmitted(cell.typed):
        type_into(cell, "80万", leave=False)


def test_emptied_cell_is_blank_and_not_zero(qtbot: QtBot, cell: AmountEditor) -> None:
    cell.show_value("800000.00")
    with qtbot.waitSignal(cell.finished) as told:
        type_into(cell, "")
    assert told.args == [None]


def test_shown_with_separators_and_further_places_kept(cell: AmountEditor) -> None:
    cell.show_value("1234567.895")
    assert cell.text() == "1,234,567.895"
    cell.show_value(None)
    assert cell.text() == ""


def test_unread_text_stays_and_says_why(cell: AmountEditor) -> None:
    cell.show_value("约80万")
    assert cell.text() == "约80万"
    assert "约80万" in cell.problem()


def test_the_other_unit_stands_beside_and_the_stored_amount_stays(cell: AmountEditor) -> None:
    cell.show_value("800000.00")
    assert cell.aside() == "= 80 万元"
    cell.set_unit("万元")
    assert (cell.text(), cell.aside()) == ("80.00", "= 800,000.00 元")


def test_in_wan_a_plain_number_is_wan_and_a_sign_beats_the_switch(qtbot: QtBot, cell: AmountEditor) -> None:
    cell.set_unit("万元")
    with qtbot.waitSignal(cell.finished) as told:
        type_into(cell, "80")
    assert told.args == ["800000.00"]
    with qtbot.waitSignal(cell.finished) as told:
        type_into(cell, "5000元")
    assert told.args == ["5000.00"]


def test_arithmetic_is_shown_before_it_is_taken(cell: AmountEditor) -> None:
    type_into(cell, "30000*12+5000", leave=False)
    assert cell.aside() == "= 365,000.00 元"
    type_into(cell, "100/3", leave=False)
    assert cell.aside() == "≈ 33.33 元"


def test_escape_takes_back(qtbot: QtBot, cell: AmountEditor) -> None:
    cell.show_value("800000.00")
    type_into(cell, "12", leave=False)
    with qtbot.assertNotEmitted(cell.finished):
        QTest.keyClick(cell, Qt.Key.Key_Escape)
        cell.commit()
    assert cell.text() == "800,000.00"


def test_capital_goes_to_the_clipboard(cell: AmountEditor) -> None:
    cell.show_value("800000.00")
    cell.copy_capital()
    assert QGuiApplication.clipboard().text() == "捌拾万元整"


def test_what_does_not_fit_inside_is_told_for_below(qtbot: QtBot, cell: AmountEditor) -> None:
    cell.resize(90, 30)
    cell.show_value("12345678.90")
    assert cell.overflow() == "= 1,234.56789 万元"
    cell.resize(500, 30)
    assert cell.overflow() == ""


def test_points_are_plain_numbers(qtbot: QtBot) -> None:
    editor = PointsEditor()
    shown(qtbot, editor, 100, 30)
    with qtbot.waitSignal(editor.finished) as told:
        type_into(editor, "９.５分")
    assert told.args == ["9.5"]
