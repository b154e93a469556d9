"""The head fields: every type of field, folding, findings beside the field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.form.places import YEAR, field_place
from app.storage.template_files import all_templates
from tests.widgets.panels import blank_session, session_of, shown, type_into
from widgets.field_editors import ChoiceEditor, DateEditor
from widgets.header_panel import HeaderPanel


def panel_of(bot: QtBot, session: Session, width: int = 1000) -> HeaderPanel:
    panel = HeaderPanel(session)
    shown(bot, panel, width, 200)
    return panel


def editor(panel: HeaderPanel, key: str) -> QWidget:
    return panel._group.fields[field_place(key)].widget


def test_typing_goes_to_the_form_at_once_and_is_one_step(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    field = editor(panel, "project_name")
    type_into(field, "abc", leave=False)
    assert session.document.fields["project_name"] == "abc"
    assert session.undo_stack.count() == 1
    session.undo()
    assert field.text() == session.document.fields["project_name"] == "卫管中心专项工作经费"  # type: ignore[attr-defined]


def test_escape_takes_the_typing_back(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    field = editor(panel, "project_name")
    type_into(field, "abc", leave=False)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert session.document.fields["project_name"] == "卫管中心专项工作经费"
    assert not session.modified


@pytest.mark.parametrize(
    ("typed", "stored", "text"),
    [("2024年3月5日", "2024-03-05", "2024-03-05"), ("2024/3/5", "2024-03-05", "2024-03-05"), ("年底", "年底", "年底")],
)
def test_dates_are_read_when_the_field_is_left(qtbot: QtBot, typed: str, stored: str, text: str) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    field = editor(panel, "end_date")
    assert isinstance(field, DateEditor)
    type_into(field, typed, leave=False)
    assert session.document.fields["end_date"] == "2024-12-31"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert session.document.fields["end_date"] == stored
    assert field.text() == text
    assert bool(field.problem()) == (stored == "年底")


def test_lists_are_offered_and_anything_else_is_accepted(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    field = editor(panel, "project_nature")
    assert isinstance(field, ChoiceEditor)
    assert [field.itemText(i) for i in range(field.count())] == list(
        session.template.field("project_nature").suggestions
    )  # type: ignore[union-attr]
    line = field.lineEdit()
    assert line is not None
    type_into(line, "own kind")
    assert session.document.fields["project_nature"] == "own kind"
    field.textActivated.emit("阶段性项目")
    assert session.document.fields["project_nature"] == "阶段性项目"


def test_the_wheel_over_a_list_changes_nothing(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    field = editor(panel, "project_nature")
    spot = QPointF(field.rect().center())
    none = Qt.MouseButton.NoButton
    turn = QWheelEvent(
        spot, field.mapToGlobal(spot), QPoint(), QPoint(0, -120), none, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, turn)
    assert session.document.fields["project_nature"] == "经常性项目"
    assert not session.modified


def test_folds_to_a_summary_and_opens_for_a_place(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    panel.set_folded(True)
    assert "卫管中心专项工作经费" in panel._summary.text()
    assert not editor(panel, "project_name").isVisible()
    assert panel.show_place(field_place("project_name"))
    assert not panel.folded
    assert editor(panel, "project_name").isVisible()


def test_findings_stand_beside_their_field(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    type_into(editor(panel, "project_name"), "")
    assert session.document.fields["project_name"] is None
    session.check_now()
    field = panel._group.fields[field_place("project_name")]
    assert field.mark.severity == "error"
    assert "项目名称" in field.mark.toolTip()


def test_user_text_is_no_markup_in_tooltips(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    type_into(editor(panel, "end_date"), "<b>x</b>")
    session.check_now()
    assert "&lt;b&gt;" in panel._group.fields[field_place("end_date")].mark.toolTip()


@pytest.mark.parametrize("template_id", sorted(all_templates().templates))
@pytest.mark.parametrize("width", [500, 900, 1500])
def test_every_field_of_every_template_can_be_typed(qtbot: QtBot, template_id: str, width: int) -> None:
    session = blank_session(template_id)
    panel = panel_of(qtbot, session, width)
    for declared in session.template.fields:
        place = field_place(declared.key)
        assert panel.show_place(place)
        widget = panel.focusWidget()
        assert widget is not None
        type_into(widget, "2024-05-06")
        assert session.document.fields[declared.key] == "2024-05-06", declared.key
    assert panel.show_place(YEAR)


def test_read_only_forms_cannot_be_typed_into(qtbot: QtBot) -> None:
    whole = session_of("2024-01")
    session = Session(whole.document, whole.template, read_only="只读")
    panel = panel_of(qtbot, session)
    for key in ("project_name", "project_nature", "end_date"):
        widget = editor(panel, key)
        type_into(widget if not isinstance(widget, ChoiceEditor) else widget.lineEdit(), "x")
    assert session.document is whole.document
    assert editor(panel, "project_name").text() == "卫管中心专项工作经费"  # type: ignore[attr-defined]
