"""Another form: the year is typed over the proposed one."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.editing.settings import Settings
from widgets.new_form_dialog import NewFormDialog


def test_the_year_is_typed_over(qtbot: QtBot) -> None:
    dialog = NewFormDialog(Settings())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    QTest.keyClicks(dialog.year, "2024")
    assert dialog.year.value() == 2024
    session = dialog.session()
    assert session is not None
    assert session.document.year == 2024
