"""The tabs of the open forms."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.widgets.panels import session_of, shown
from widgets.form_tabs import FormTabs
from widgets.form_view import FormView


def test_forty_forms_can_be_told_apart(qtbot: QtBot) -> None:
    tabs = FormTabs()
    for number in range(40):
        session = session_of("2024-01")
        session.path = None
        tabs.addTab(FormView(session), f"项目申报表{number:02}")
    shown(qtbot, tabs, 1024, 600)
    bar = tabs.tabBar()
    for number in (0, 7, 39):
        close = bar.tabButton(number, bar.ButtonPosition.RightSide)
        room = bar.tabRect(number).width() - close.width() - bar.fontMetrics().height()
        seen = bar.fontMetrics().elidedText(bar.tabText(number), bar.elideMode(), room)
        assert seen.endswith(f"{number:02}") and len(seen) > 4
    assert bar.elideMode() == Qt.TextElideMode.ElideMiddle
