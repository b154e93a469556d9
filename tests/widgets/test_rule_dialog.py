"""The small form of a scoring rule: every rule of the report survives it, and what is typed becomes a rule."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.form.edits import SetValue
from app.form.places import indicator_place
from app.scoring.form_scores import ScoredIndicator, scored_indicators
from app.scoring.rules import AllOrNothing, Bands, Checklist, Deduction, Grade, Grades
from tests.widgets.panels import session_of, shown
from widgets.rule_dialog import RuleDialog


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return session_of("2021-evaluation")


def items(session: Session) -> tuple[ScoredIndicator, ...]:
    return scored_indicators(session.document, session.template)


def open_on(bot: QtBot, session: Session, kind: type) -> RuleDialog:
    item = next(item for item in items(session) if isinstance(item.found.rule, kind))
    dialog = RuleDialog(session, item)
    shown(bot, dialog, 500, 500)
    return dialog


def write(dialog: RuleDialog, name: str, text: str) -> None:
    line = dialog.rows[name]
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.textEdited.emit(text)


def test_every_rule_of_the_report_comes_back_unchanged(qtbot: QtBot, session: Session) -> None:
    for item in items(session):
        if item.found.rule is not None:
            dialog = RuleDialog(session, item)
            qtbot.addWidget(dialog)
            assert dialog.rule() == item.found.rule, item.node.name
            dialog.accept()
    assert not session.modified


def test_changed_numbers_are_stored_beside_the_sentence_and_undo(qtbot: QtBot, session: Session) -> None:
    dialog = open_on(qtbot, session, Deduction)
    node = dialog._item.node.id
    sentence = dialog._item.node.text("rule")
    write(dialog, "step", "2%")
    write(dialog, "points", "0.5")
    assert "2%" in dialog.said.text()
    dialog.accept()
    item = next(item for item in items(session) if item.node.id == node)
    assert isinstance(item.found.rule, Deduction)
    assert (item.found.origin, item.found.rule.step.text(), str(item.found.rule.points)) == ("stored", "2%", "0.5")
    assert item.node.text("rule") == sentence
    session.undo()
    assert next(item for item in items(session) if item.node.id == node).found.origin == "sentence"


def test_what_cannot_be_read_is_said_and_not_stored(qtbot: QtBot, session: Session) -> None:
    dialog = open_on(qtbot, session, Deduction)
    write(dialog, "step", "许多")
    assert "许多" in dialog.said.text()
    assert not dialog.ok.isEnabled()
    dialog.accept()
    assert dialog.isVisible() and not session.modified


def test_another_kind_and_back_to_the_sentence(qtbot: QtBot, session: Session) -> None:
    dialog = open_on(qtbot, session, Deduction)
    node = dialog._item.node.id
    dialog.kind.setCurrentIndex(dialog.kind.findData("all_or_nothing"))
    dialog.accept()
    item = next(item for item in items(session) if item.node.id == node)
    assert isinstance(item.found.rule, AllOrNothing)
    again = RuleDialog(session, item)
    shown(qtbot, again, 500, 500)
    again._forget()
    assert next(item for item in items(session) if item.node.id == node).found.origin == "sentence"


def test_items_of_a_checklist_stand_one_on_a_line(qtbot: QtBot, session: Session) -> None:
    dialog = open_on(qtbot, session, Checklist)
    box = dialog.rows["items"]
    box.setPlainText("有制度\n\n有记录\n")  # type: ignore[attr-defined]
    rule = dialog.rule()
    assert isinstance(rule, Checklist) and rule.items == ("有制度", "有记录")


def test_grades_and_ranges_are_edited_as_lines(qtbot: QtBot, session: Session) -> None:
    dialog = open_on(qtbot, session, Deduction)
    grades, bands = dialog.rows["grades"], dialog.rows["bands"]
    assert isinstance(grades, QPlainTextEdit) and isinstance(bands, QPlainTextEdit)
    dialog.kind.setCurrentIndex(dialog.kind.findData("grades"))
    grades.setPlainText("达成 80-100\n部分达成 60-80")
    assert dialog.ok.isEnabled()
    assert dialog.rule() == Grades(
        (Grade("达成", Decimal(80), Decimal(100)), Grade("部分达成", Decimal(60), Decimal(80)))
    )
    grades.setPlainText("达成 80")
    assert not dialog.ok.isEnabled()
    assert "达成 80" in dialog.said.text()
    dialog.kind.setCurrentIndex(dialog.kind.findData("bands"))
    bands.setPlainText("90% ~：5分\n~ 90%：60%")
    assert dialog.ok.isEnabled()
    dialog.accept()
    assert isinstance(dialog.rule(), Bands)
    assert session.undo_stack.count() == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "优秀得满分，良好得80%权重分，较差不得分。",
        "达到100%得满分，每降低1%扣0.1分，每超出1%扣0.2分，扣完为止。",
        "11月30日前完成得3分，每延迟一天扣0.5分，扣完为止。",
        "2021年11月底前完成得满分，否则不得分。",
    ],
)
def test_levels_several_losses_and_days_come_back_unchanged(qtbot: QtBot, session: Session, sentence: str) -> None:
    node = items(session)[0].node
    session.edit(SetValue(indicator_place(node.id, "rule"), sentence), "")
    item = next(each for each in items(session) if each.node.id == node.id)
    assert item.found.rule is not None
    dialog = RuleDialog(session, item)
    shown(qtbot, dialog, 500, 500)
    assert dialog.rule() == item.found.rule
    assert dialog.ok.isEnabled() and dialog.said.text()
    before = session.undo_stack.count()
    dialog.accept()
    assert session.undo_stack.count() == before
