"""The findings: verdict, jumping, fixing, folding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from app.checking.findings import TERMS, Finding, Severity
from app.editing import mending
from app.editing.session import Session
from app.form.document import walk
from app.form.places import Place, field_place, funding_place, indicator_place
from tests.widgets.panels import session_of, shown
from widgets import review_export
from widgets.finding_actions import explanation, fill_all_menu, fill_row_menu
from widgets.finding_list import FINDING, MOST_SHOWN
from widgets.findings_panel import FindingsPanel
from widgets.prediction_dialog import PredictionDialog


def faulty() -> Session:
    """A form with an equation that one blank cell would complete, and a date that is none."""
    session = session_of("2024-01")
    session.set_value(funding_place("annual"), "820000.00")
    session.set_value(funding_place("annual_other"), "0.00")
    session.set_value(field_place("end_date"), "年底")
    session.check_now()
    return session


def panel_of(bot: QtBot, session: Session) -> FindingsPanel:
    panel = FindingsPanel(session)
    shown(bot, panel, 360, 400)
    return panel


def row_of(panel: FindingsPanel, wanted: Callable[[Finding], bool]) -> int:
    """The row of the first finding in sight that is wanted."""
    return next(row for row, finding in panel._model.finding_rows() if wanted(finding))


def listed(panel: FindingsPanel) -> list[str]:
    """The rows from top to bottom: the terms of heads in 【】, the sentences of findings."""
    model = panel.view.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [f"【{row.data()}】" if row.data(FINDING) is None else row.data() for row in rows]


def said(severity: Severity, term: str, place: Place, message: str) -> Finding:
    return Finding("test.made_up", severity, term, (place,), message)


def mixed(first: int = 0, end: int = 6) -> tuple[Session, list[Finding]]:
    """A form with findings of three terms, out of order; and the list that the next check finds."""
    form = session_of("2024-01")
    nodes = [node.id for _, node in walk(form.document.indicators) if not node.children]
    top, bottom = indicator_place(nodes[0], "target"), indicator_place(nodes[-1], "target")
    findings = [
        said("error", TERMS[3], bottom, "错在后"),
        said("error", TERMS[3], indicator_place(nodes[0], "name"), "错在前"),
        said("warning", TERMS[1], bottom, "提醒在后"),
        said("warning", TERMS[1], top, "提醒在前"),
        said("hint", TERMS[3], field_place("project_name"), "建议"),
        said("warning", TERMS[0], funding_place("annual"), "资金提醒"),
    ][first:end]
    session = Session(form.document, form.template, check=lambda *_: tuple(findings))
    session.check_now()
    return session, findings


HEADS = [f"【{TERMS[3]}】", f"【{TERMS[0]}】", f"【{TERMS[1]}】"]
LISTED = [HEADS[0], "错在前", "错在后", "建议", HEADS[1], "资金提醒", HEADS[2], "提醒在前", "提醒在后"]


def test_findings_stand_by_term_severity_and_place(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, mixed()[0])
    assert listed(panel) == LISTED
    head = panel.view.model().index(0, 0)
    told = head.data(Qt.ItemDataRole.AccessibleTextRole)
    assert TERMS[3] in told and "3 条" in told and "错误" in told and "已展开" in told


def test_three_findings_are_a_plain_list_that_says_the_term(qtbot: QtBot) -> None:
    session, _ = mixed(1, 4)
    panel = panel_of(qtbot, session)
    assert listed(panel) == ["错在前", "提醒在前", "提醒在后"]
    assert panel._model.where(session.findings[0]).startswith(TERMS[3])


def test_keys_and_f8_walk_the_findings_as_they_stand(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, mixed()[0])
    sentences = [row for row in LISTED if row not in HEADS]
    walked = []
    for _ in sentences:
        QTest.keyClick(panel.view, Qt.Key.Key_Down)
        walked.append(panel.view.currentIndex().data())
    assert walked == sentences
    QTest.keyClick(panel.view, Qt.Key.Key_Up)
    QTest.keyClick(panel.view, Qt.Key.Key_Up)
    assert panel.view.currentIndex().data() == "资金提醒"
    QTest.keyClick(panel.view, Qt.Key.Key_Home)
    QTest.keyClick(panel.view, Qt.Key.Key_Up)
    assert panel.view.currentIndex().data() == "错在前"
    QTest.keyClick(panel.view, Qt.Key.Key_PageUp)
    assert panel.view.currentIndex().data() == "错在前"
    panel.go_to_next(-1)
    assert panel.view.currentIndex().data() == sentences[-1]
    for sentence in sentences:
        panel.go_to_next()
        assert panel.view.currentIndex().data() == sentence


def test_a_group_folds_by_click_and_keys_and_f8_passes_it(qtbot: QtBot) -> None:
    session, findings = mixed()
    panel = panel_of(qtbot, session)
    view = panel.view
    QAbstractItemModelTester(panel._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert listed(panel) == [HEADS[0], *LISTED[4:]]
    assert view.currentIndex().data() == TERMS[3]
    panel.go_to_next()
    assert view.currentIndex().data() == "资金提醒"
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.currentIndex().data() == TERMS[3]  # a folded head is a stop, so that it can be opened
    del findings[5:]
    session.check_now()
    assert listed(panel) == [HEADS[0], HEADS[2], "提醒在前", "提醒在后"]  # it stays folded, and chosen
    assert view.currentIndex().data() == TERMS[3]
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert listed(panel)[:4] == LISTED[:4]
    for row in (0, 1):  # the heads, by mouse
        view.doItemsLayout()
        spot = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert listed(panel) == [HEADS[0], HEADS[2]]
    panel.go_to_next()  # all folded: they are opened
    assert view.currentIndex().data() == "错在前"


def action(menu: QMenu, begins: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(begins))


def test_verdict_counts_in_words(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    errors = sum(finding.severity == "error" for finding in session.findings)
    assert panel.verdict.startswith(f"{errors} 处错误")
    session.findings = ()
    session.findings_changed.emit()
    assert panel.verdict == "没有发现问题"


def test_model_is_sound(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, faulty())
    QAbstractItemModelTester(panel._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel._session.set_value(funding_place("annual"), "800000.00")
    panel._session.check_now()


def test_a_click_and_enter_go_to_the_field(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    with qtbot.waitSignal(panel.place_chosen) as told:
        rect = panel.view.visualRect(panel.view.model().index(0, 0))
        QTest.mouseClick(
            panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.topLeft() + QPoint(60, 10)
        )  # fmt: skip
    assert told.args == [panel._model.finding_rows()[0][1].places[0]]
    with qtbot.waitSignal(panel.place_chosen):
        QTest.keyClick(panel.view, Qt.Key.Key_Return)


def test_next_goes_round(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    gone: list[object] = []
    panel.place_chosen.connect(gone.append)
    for _ in range(len(session.findings) + 1):
        panel.go_to_next()
    assert gone[0] == gone[-1] and set(gone) == {finding.places[0] for finding in session.findings}


def test_fix_is_one_step_that_undoes(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    steps = session.undo_stack.count()
    row = row_of(panel, lambda finding: finding.code == "funding.sum_differs")
    panel.view.setCurrentIndex(panel.view.model().index(row, 0))
    QTest.keyClick(panel.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.document.funding["annual_carryover"] == "20000.00"
    assert session.undo_stack.count() == steps + 1
    session.check_now()
    assert all(finding.code != "funding.sum_differs" for finding in session.findings)


def test_a_click_on_the_fix_takes_it(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    row = row_of(panel, lambda finding: finding.code == "funding.sum_differs")
    rect = panel.view.visualRect(panel.view.model().index(row, 0))
    spot = QPoint(rect.left() + 60, rect.bottom() - 12)
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert session.document.funding["annual_carryover"] == "20000.00"


def test_folded_it_still_counts(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, faulty())
    panel.set_folded(True)
    assert not panel.view.isVisible()
    assert "错误" in panel.verdict


def test_show_place_selects_without_moving_the_cursor(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, faulty())
    with qtbot.assertNotEmitted(panel.place_chosen):
        assert panel.show_place(field_place("end_date"))
        assert not panel.show_place(field_place("project_name"))


def test_the_selected_finding_explains_itself(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    index = panel.view.model().index(0, 0)
    low = panel.view.visualRect(index).height()
    panel.view.setCurrentIndex(index)
    qtbot.waitUntil(lambda: panel.view.visualRect(index).height() > low)
    assert "依据" in explanation(index.data(FINDING))


def test_a_muted_finding_is_gone_with_its_reason_in_the_form_until_undone(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    finding = next(finding for finding in session.findings if finding.code == "dates.unread")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("口头约定", True))
    menu = QMenu(panel)
    fill_row_menu(menu, session, finding, panel)
    menu.actions()[-2].trigger()
    session.check_now()
    assert finding not in session.findings
    assert session.document.meta["muted"] == [
        {"code": "dates.unread", "place": "fields.end_date", "reason": "口头约定"}
    ]
    session.undo()
    session.check_now()
    assert finding in session.findings
    assert "muted" not in session.document.meta


def test_muted_findings_come_back_at_will(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    before = session.findings
    mending.mute(session, before[0], "", "忽略", everywhere=True)
    menu = QMenu(panel)
    fill_all_menu(menu, session, menu, lambda _place: None)
    action(menu, "恢复").trigger()
    session.check_now()
    assert session.findings == before


def test_style_is_mended_as_one_step(qtbot: QtBot) -> None:
    session = session_of("2021-goals")
    session.check_now()
    wanted = [finding for finding in session.findings if finding.code.startswith("style.") and finding.fix]
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_all_menu(menu, session, menu, lambda _place: None)
    action(menu, "统一写法").trigger()
    session.check_now()
    assert wanted
    assert not [finding for finding in session.findings if finding.code.startswith("style.") and finding.fix]
    assert session.undo_stack.count() == 1


def test_predicted_score_traces_each_lost_point_to_a_finding(qtbot: QtBot) -> None:
    session = session_of("2024-06")
    session.check_now()
    dialog = PredictionDialog(session)
    shown(qtbot, dialog, 500, 500)
    rows = [dialog.items.topLevelItem(number) for number in range(dialog.items.topLevelItemCount())]
    below = [row.child(number) for row in rows if row is not None for number in range(row.childCount())]
    assert {child.text(0) for child in below} <= {finding.message for finding in session.findings}
    assert below
    with qtbot.waitSignal(dialog.place_chosen) as told:
        dialog.items.itemActivated.emit(below[0], 0)
    assert told.args is not None and told.args[0] in [place for f in session.findings for place in f.places]


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".docx"])
def test_review_sheet_is_written(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    target = tmp_path / f"意见{ending}"
    monkeypatch.setattr(review_export, "ask_target", lambda *_: target)
    assert review_export.export_review(panel, session) == target
    assert target.stat().st_size > 1000


def test_review_sheet_that_cannot_be_written_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    (tmp_path / "file").write_text("no folder")
    said: list[str] = []
    monkeypatch.setattr(review_export, "warn", lambda _parent, sentence: said.append(sentence))
    monkeypatch.setattr(review_export, "ask_target", lambda *_: tmp_path / "file" / "意见.pdf")
    assert review_export.export_review(panel, session) is None
    assert len(said) == 1


def test_of_thousands_the_first_are_listed_and_the_rest_counted(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    one = session.findings[0]
    session.findings = (one,) * (MOST_SHOWN + 3000)
    session.findings_changed.emit()
    assert panel.view.model().rowCount() == MOST_SHOWN + 1  # and the head of their group
    assert str(MOST_SHOWN + 3000) in panel.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert panel._rest.isVisible() and "3000" in panel._rest.text()
    assert panel.verdict.startswith(f"{MOST_SHOWN + 3000} 处")
    session.check_now()
    assert not panel._rest.isVisible()


def test_a_place_with_line_breaks_in_its_name_stands_on_one_line(qtbot: QtBot) -> None:
    session = faulty()
    session.set_value(field_place("end_date"), "年底")
    finding = next(each for each in session.findings if each.places)
    children = session.document.indicators[0].children
    assert children is not None
    named = indicator_place(children[0].id, "name")
    session.set_value(named, "多行\n名称")
    model = panel_of(qtbot, session)._model
    assert "多行 名称" in model.where(replace(finding, places=(named,)))
