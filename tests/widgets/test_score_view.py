"""The score view on the evaluation report: total, bars, working, ticks, and points taken over as undo steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.form.places import indicator_place
from app.scoring.form_scores import scored_indicators
from app.scoring.rules import Checklist, Deduction
from tests.widgets.panels import session_of, shown
from widgets import score_export
from widgets.score_detail import TickItem
from widgets.score_view import ScoreView, has_scores


def view_of(bot: QtBot, session: Session) -> ScoreView:
    view = ScoreView(session)
    shown(bot, view, 1000, 800)
    return view


def select(view: ScoreView, node: int) -> None:
    assert view.show_place(indicator_place(node, "score"))


def test_total_grade_and_a_row_for_each_indicator(qtbot: QtBot) -> None:
    view = view_of(qtbot, session_of("2021-evaluation"))
    assert view.total.text().split() == ["95.5", "/", "100", "分", "优"]
    assert view.table.topLevelItemCount() == 39
    assert view.bars.accessibleName().count("；") == 4 + 10 - 1


def test_every_column_is_within_the_table_and_the_first_row_is_explained(qtbot: QtBot) -> None:
    session = session_of("2021-evaluation")
    view = ScoreView(session)
    shown(qtbot, view, 840, 640)
    assert view.table.header().length() <= view.table.viewport().width()
    first = scored_indicators(session.document, session.template)[0].node
    assert first.name in view.detail._title.text()
    assert view.table.currentItem() is view.table.topLevelItem(0)


@pytest.mark.parametrize("width", [300, 420, 900])
def test_no_button_stands_beyond_the_edge(qtbot: QtBot, width: int) -> None:
    view = ScoreView(session_of("2021-evaluation"))
    view.spread.setText("Spread the weights evenly over points")
    shown(qtbot, view, width, 600)
    for widget in (view.total, view.take_all, view.spread, view.export):
        assert widget.mapTo(view, QPoint(0, 0)).x() >= 0
        assert widget.mapTo(view, QPoint(widget.width(), 0)).x() <= view.width()
        assert widget.width() >= widget.sizeHint().width()


def test_follows_the_form(qtbot: QtBot) -> None:
    session = session_of("2021-evaluation")
    view = view_of(qtbot, session)
    item = scored_indicators(session.document, session.template)[0]
    session.set_value(indicator_place(item.node.id, "score"), "0")
    assert view.total.text().startswith("91.5")
    session.undo()
    assert view.total.text().startswith("95.5")


def test_a_bar_leads_to_its_level(qtbot: QtBot) -> None:
    session = session_of("2021-evaluation")
    view = view_of(qtbot, session)
    with qtbot.waitSignal(view.place_chosen) as told:
        spot = QPoint(60, view.bars._line() // 2)
        QTest.mouseClick(view.bars, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert told.args == [indicator_place(session.document.indicators[0].id)]
    with qtbot.waitSignal(view.place_chosen) as told:
        QTest.keyClick(view.bars, Qt.Key.Key_Down)
        QTest.keyClick(view.bars, Qt.Key.Key_Return)
    assert told.args == [indicator_place(session.document.indicators[0].children[0].id)]  # type: ignore[index]


def test_items_are_ticked_by_hand_and_then_there_is_a_score(qtbot: QtBot) -> None:
    session = session_of("2021-evaluation")
    view = view_of(qtbot, session)
    scored = scored_indicators(session.document, session.template)
    item = next(item for item in scored if isinstance(item.found.rule, Checklist))
    select(view, item.node.id)
    assert "待勾选" in view.detail._working.text()
    boxes = view.detail.findChildren(QCheckBox)
    for number in range(len(boxes)):
        view.detail.findChildren(QCheckBox)[-len(boxes) :][number].click()
        qtbot.wait(1)
    after = {item.node.id: item for item in scored_indicators(session.document, session.template)}[item.node.id]
    assert after.computed == item.weight
    assert "计算得分" in view.detail._working.text()


def test_ticking_with_the_keyboard_keeps_its_place_and_no_word_is_cut(qtbot: QtBot) -> None:
    session = session_of("2021-evaluation")
    view = view_of(qtbot, session)
    scored = scored_indicators(session.document, session.template)
    item = next(item for item in scored if isinstance(item.found.rule, Checklist))
    select(view, item.node.id)
    first = view.detail.findChildren(TickItem)[0]
    assert first.minimumSizeHint().width() < first.fontMetrics().horizontalAdvance(first.words)
    first.box.setFocus()
    QTest.keyClick(first.box, Qt.Key.Key_Space)
    qtbot.wait(1)
    assert view.detail.findChildren(TickItem)[0] is first
    assert first.box.isChecked()
    session.undo()
    assert not first.box.isChecked()
    select(view, next(other for other in scored if isinstance(other.found.rule, Deduction)).node.id)
    qtbot.wait(1)
    assert not view.detail.findChildren(TickItem)


def test_whole_steps_can_become_proportional(qtbot: QtBot) -> None:
    session = session_of("2021-evaluation")
    view = view_of(qtbot, session)
    scored = scored_indicators(session.document, session.template)
    item = next(item for item in scored if isinstance(item.found.rule, Deduction))
    select(view, item.node.id)
    assert view.detail._steps.isVisible()
    view.detail._steps.setCurrentIndex(view.detail._steps.findData("proportional"))
    view.detail._steps.activated.emit(view.detail._steps.currentIndex())
    after = {item.node.id: item for item in scored_indicators(session.document, session.template)}[item.node.id]
    assert isinstance(after.found.rule, Deduction) and after.found.rule.steps == "proportional"
    session.undo()
    assert "scoring" not in session.document.indicators[0].values


def test_computed_points_are_taken_for_one_and_for_all_blank_ones(qtbot: QtBot) -> None:
    session = session_of("2021-evaluation")
    before = scored_indicators(session.document, session.template)
    computable = [item for item in before if item.computed is not None]
    for item in computable[:3]:
        session.set_value(indicator_place(item.node.id, "score"), None)
    view = view_of(qtbot, session)
    select(view, computable[0].node.id)
    view.detail.take_button.click()
    steps = session.undo_stack.count()
    view.take_all.click()
    after = {item.node.id: item for item in scored_indicators(session.document, session.template)}
    assert all(after[item.node.id].given == item.computed for item in computable[:3])
    assert session.undo_stack.count() == steps + 1
    assert not view.take_all.isEnabled()


def test_weights_are_spread_evenly(qtbot: QtBot) -> None:
    session = session_of("2021-evaluation")
    view = view_of(qtbot, session)
    view.spread.click()
    after = scored_indicators(session.document, session.template)
    assert sum(item.weight or 0 for item in after) == 100
    session.undo()
    assert not session.modified


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".docx"])
def test_scores_are_exported_as_a_report(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    view = view_of(qtbot, session_of("2021-evaluation"))
    monkeypatch.setattr(score_export, "ask_target", lambda *_: tmp_path / f"得分{ending}")
    view.export.click()
    assert (tmp_path / f"得分{ending}").stat().st_size > 1000


def test_forms_without_scores_have_no_score_view() -> None:
    assert has_scores(session_of("2021-evaluation"))
    assert not has_scores(session_of("2024-01"))
