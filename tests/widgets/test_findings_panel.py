"""The findings: verdict, jumping, fixing, folding."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.form.places import field_place, funding_place
from tests.widgets.panels import session_of, shown
from widgets.findings_panel import FindingsPanel


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
    assert told.args == [session.findings[0].places[0]]
    with qtbot.waitSignal(panel.place_chosen):
        QTest.keyClick(panel.view, Qt.Key.Key_Return)


def test_next_goes_round(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    gone: list[object] = []
    panel.place_chosen.connect(gone.append)
    for _ in range(len(session.findings) + 1):
        panel.go_to_next()
    assert gone[0] == gone[-1] == session.findings[0].places[0]


def test_fix_is_one_step_that_undoes(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    steps = session.undo_stack.count()
    row = next(i for i, f in enumerate(session.findings) if f.code == "funding.sum_differs")
    panel.view.setCurrentIndex(panel.view.model().index(row, 0))
    QTest.keyClick(panel.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.document.funding["annual_carryover"] == "20000.00"
    assert session.undo_stack.count() == steps + 1
    session.check_now()
    assert all(finding.code != "funding.sum_differs" for finding in session.findings)


def test_a_click_on_the_fix_takes_it(qtbot: QtBot) -> None:
    session = faulty()
    panel = panel_of(qtbot, session)
    row = next(i for i, f in enumerate(session.findings) if f.code == "funding.sum_differs")
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
