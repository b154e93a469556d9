"""Values carried on from another form stand among the findings until they are confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from app.editing.session import Session
from app.editing.unconfirmed import CODE, confirm_all
from app.form.document import Document
from app.form.places import path_of, place_at, value_at
from app.storage import json_codec
from app.storage.template_files import all_templates
from app.work.carry_on import carry_to_next_year
from tests.widgets.panels import session_of


@pytest.fixture
def carried(qapp: Any) -> Session:
    """Next year's form of a real one."""
    before = session_of("2024-02")
    made = carry_to_next_year(before.document, before.template, all_templates(), file="去年.jxb")
    template = all_templates().get(made.document.template)
    assert template is not None
    session = Session(made.document, template)
    session.check_now()
    return session


def waiting(session: Session) -> list[str]:
    return [path_of(session.document, f.places[0]) for f in session.findings if f.code == CODE]


def test_each_is_a_hint_that_names_its_source(carried: Session) -> None:
    assert waiting(carried) == carried.document.meta["unconfirmed"] != []
    finding = next(finding for finding in carried.findings if finding.code == CODE)
    assert finding.severity == "hint" and "去年.jxb" in finding.message


def test_confirming_one_takes_it_off_and_undoes(carried: Session) -> None:
    before = waiting(carried)
    finding = next(finding for finding in carried.findings if finding.code == CODE)
    assert carried.apply_fix(finding)
    carried.check_now()
    assert waiting(carried) == before[1:]
    carried.undo()
    carried.check_now()
    assert waiting(carried) == before


def test_confirming_all_leaves_no_trace_in_the_file(carried: Session) -> None:
    assert confirm_all(carried, "全部确认")
    carried.check_now()
    assert waiting(carried) == []
    assert "unconfirmed" not in carried.document.meta


def test_what_is_gone_waits_no_more(qapp: Any) -> None:
    plain = session_of("2024-01")
    document = plain.document
    odd = Document(
        document.template, 2024, document.fields, document.funding, document.texts, document.indicators,
        {"unconfirmed": ["indicators[99].target", 3, "fields.project_name"]},
    )  # fmt: skip
    session = Session(odd, plain.template)
    session.check_now()
    assert waiting(session) == ["fields.project_name"]


def test_what_a_person_writes_needs_no_confirmation(carried: Session) -> None:
    before = waiting(carried)
    place = place_at(carried.document, before[-1])
    assert place is not None
    saved = json_codec.to_text(carried.document)
    for typed in ("≥", "≥9", "≥95", "≥95%"):
        assert carried.set_value(place, typed, typing=True)
    carried.end_typing()
    carried.check_now()
    assert waiting(carried) == before[:-1]
    assert carried.undo_stack.count() == 1
    carried.undo()
    assert json_codec.to_text(carried.document) == saved
    carried.redo()
    assert value_at(carried.document, place) == "≥95%"
