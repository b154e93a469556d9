"""A form whose template is not at hand is not called faultless: nothing could be checked."""

from __future__ import annotations

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.form.plain import plain_template
from tests.widgets.panels import session_of, shown
from widgets.findings_panel import FindingsPanel


def test_a_form_without_its_template_is_said_to_be_unchecked(qtbot: QtBot) -> None:
    document = replace(session_of("2024-03").document, template="unknown-form")
    session = Session(document, plain_template(document, {}), check=lambda *_: ())
    panel = FindingsPanel(session)
    shown(qtbot, panel)
    session.check_now()
    assert panel.verdict == "没有这张表的模板，未作检查"
    assert panel._mark.severity == "unchecked"
