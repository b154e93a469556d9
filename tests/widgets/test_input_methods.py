"""Input methods: a composition is never stored half-way nor cut off, and saving takes it in."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.form.document import as_text
from app.form.places import Place, field_place, funding_place, text_place, value_at
from tests.widgets.panels import blank_session, shown
from widgets.funding_panel import FundingPanel
from widgets.goals_panel import GoalsPanel
from widgets.header_panel import HeaderPanel

FIELDS = [
    (HeaderPanel, field_place("project_name")),
    (HeaderPanel, field_place("project_nature")),
    (GoalsPanel, text_place("annual_goal")),
    (FundingPanel, funding_place("annual")),
]


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize(("make", "place"), FIELDS)
def test_a_composition_is_stored_when_it_is_committed(qtbot: QtBot, make: type, place: Place) -> None:
    session = blank_session("shanghai-2024")
    panel = make(session)
    shown(qtbot, panel, 900, 400)
    assert panel.show_place(place)
    field = QApplication.focusWidget()
    assert field is not None
    for preedit in ("b", "ba", "bas"):
        compose(field, preedit)
        assert value_at(session.document, place) is None
    session.check_now()
    compose(field, "", "八十万")
    panel.commit_pending()
    assert as_text(value_at(session.document, place)) == "八十万"
    assert session.undo_stack.count() == 1
    session.undo()
    assert value_at(session.document, place) is None


@pytest.mark.parametrize(("make", "place"), FIELDS[:3])
def test_what_happens_elsewhere_does_not_disturb_a_composition(qtbot: QtBot, make: type, place: Place) -> None:
    session = blank_session("shanghai-2024")
    panel = make(session)
    shown(qtbot, panel, 900, 400)
    panel.show_place(place)
    field = QApplication.focusWidget()
    assert field is not None
    compose(field, "", "甲")
    compose(field, "yi")
    session.set_value(field_place("competent_department"), "别处的改动")
    session.check_now()
    compose(field, "", "乙")
    assert as_text(value_at(session.document, place)) == "甲乙"
