"""The funding panel on a session: cells, equations, completion, the unit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.form.places import Place, funding_place
from tests.widgets.panels import blank_session, session_of, shown, template, type_into
from widgets.amount_edit import AmountEditor
from widgets.equation_row import EquationRow
from widgets.funding_panel import UNIT, FundingPanel


def panel_of(bot: QtBot, session: Session, width: int = 460) -> FundingPanel:
    panel = FundingPanel(session)
    shown(bot, panel, width)
    return panel


def cell(panel: FundingPanel, key: str) -> AmountEditor:
    assert panel.show_place(funding_place(key))
    focused = panel.focusWidget()
    assert isinstance(focused, AmountEditor)
    return focused


def rows(panel: FundingPanel) -> list[EquationRow]:
    return panel.findChildren(EquationRow)


def test_typing_is_one_named_step_that_undoes(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    editor = cell(panel, "annual_fiscal")
    type_into(editor, "78万")
    assert session.document.funding["annual_fiscal"] == "780000.00"
    assert editor.text() == "780,000.00"
    assert session.undo_stack.count() == 1
    assert "当年财政拨款" in session.undo_stack.undoText()
    session.undo()
    assert editor.text() == "800,000.00"


def test_equation_says_what_differs_and_completes_the_one_blank_cell(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    session.set_value(funding_place("annual"), "820000.00")
    session.set_value(funding_place("annual_other"), "0.00")
    row = rows(panel)[0]
    assert "20,000.00 元" in row.verdict and "多于" in row.verdict
    assert row.completion_button.isVisible()
    row.completion_button.click()
    assert session.document.funding["annual_carryover"] == "20000.00"
    assert row.verdict == "相等"
    assert not row.completion_button.isVisible()
    session.undo()
    assert session.document.funding["annual_carryover"] is None


def test_at_most_tells_by_how_much_it_is_exceeded(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    session.set_value(funding_place("total"), "700000.00")
    assert [row.verdict for row in rows(panel)][-1] == "超过 100,000.00 元"


def test_unread_amount_stays_marked_with_its_reason(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    editor = cell(panel, "total")
    type_into(editor, "约80万")
    assert session.document.funding["total"] == "约80万"
    assert editor.text() == "约80万"
    field = panel._cells["total"].field
    assert "约80万" in field.note.text() and field.note.isVisible()
    session.check_now()
    assert field.mark.severity == "error"
    assert "约80万" in editor.accessibleDescription()


def test_unit_switch_changes_what_is_shown_never_what_is_stored(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    editor = cell(panel, "annual")
    before = dict(session.document.funding)
    panel.choose_unit("万元")
    assert editor.text() == "80.00"
    assert dict(session.document.funding) == before
    assert session.document.meta[UNIT.key] == "万元"
    session.undo()
    assert editor.text() == "800,000.00"


def test_commit_pending_takes_the_cell_with_the_cursor(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    type_into(cell(panel, "total"), "90万", leave=False)
    assert session.document.funding["total"] is None
    panel.commit_pending()
    assert session.document.funding["total"] == "900000.00"


@pytest.mark.parametrize("width", [240, 340, 460, 900, 1600])
@pytest.mark.parametrize("template_id", ["shanghai-2020", "shanghai-2024", "shanghai-2026", "mof-2020-self-evaluation"])
def test_every_cell_of_every_template_is_there_and_never_scrolls_sideways(
    qtbot: QtBot, template_id: str, width: int
) -> None:
    panel = panel_of(qtbot, blank_session(template_id), width)
    for declared in template(template_id).funding.cells:
        assert panel.show_place(funding_place(declared.key))
        widget = panel._cells[declared.key]
        assert widget.isVisible() and widget.editor.accessibleName()
        right = widget.editor.mapTo(panel, widget.editor.rect().topRight()).x()
        assert 0 < right < panel.width()
    assert not panel.show_place(Place("funding", "no_such_cell"))


def test_ratio_is_computed_from_the_cells(qtbot: QtBot) -> None:
    session = blank_session("mof-2020-self-evaluation")
    panel = panel_of(qtbot, session)
    ratio = session.template.funding.ratios[0]
    session.set_value(funding_place(ratio.denominator), "800000.00")
    session.set_value(funding_place(ratio.numerator), "600000.00")
    assert panel._ratios[0].accessibleName() == f"{ratio.label} 75.00%"


def test_a_column_of_a_spreadsheet_is_pasted_downwards_as_one_step(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    editor = cell(panel, "annual")
    QGuiApplication.clipboard().setText("1,200,000\r\n100万\r\n\r\n20万\r\n")
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    funding = session.document.funding
    keys = ("annual", "annual_fiscal", "annual_carryover", "annual_other")
    assert [funding[key] for key in keys] == ["1200000.00", "1000000.00", None, "200000.00"]
    assert editor.text() == "1,200,000.00"
    assert session.undo_stack.count() == 1
    session.undo()
    assert session.document.funding["annual"] == "800000.00"


def test_more_pasted_cells_than_there_are_below_stay_in_the_cell(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    editor = cell(panel, "annual_other")
    QGuiApplication.clipboard().setText("5\t6\t7")
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    panel.commit_pending()
    assert session.document.funding["annual_other"] == "5；6；7"
    assert editor.problem()


def test_equations_follow_each_key_and_the_form_only_when_the_cell_is_left(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    editor = cell(panel, "annual_fiscal")
    editor.selectAll()
    QTest.keyClicks(editor, "780000")
    row = rows(panel)[0]
    assert "20,000.00 元" in row.verdict
    assert session.document.funding["annual_fiscal"] == "800000.00"
    assert session.undo_stack.count() == 0
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert row.verdict == "相等"
    editor.selectAll()
    QTest.keyClicks(editor, "-")
    assert row.verdict == "相等"


def test_in_one_column_the_amounts_stand_under_each_other(qtbot: QtBot) -> None:
    """同名项目上年预算执行数 is longer than the other labels; its amount is not pushed aside."""
    panel = panel_of(qtbot, session_of("2020-a1"), 330)
    editors = panel.findChildren(AmountEditor)
    assert len(editors) == 4
    assert len({editor.mapTo(panel, editor.rect().topLeft()).x() for editor in editors}) == 1
    assert len({editor.mapTo(panel, editor.rect().topLeft()).y() for editor in editors}) == 4
