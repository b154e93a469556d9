"""An open form: edits as named steps, typing as one step, saved state, checks that follow."""

from __future__ import annotations

from typing import Any

import pytest

from app.editing.session import Session
from app.form.document import Document
from app.form.edits import RemoveIndicator, SetValue
from app.form.places import field_place, funding_place, indicator_place, text_place, value_at
from app.form.template import Template
from tests.editing.made_up import TEMPLATE, form


@pytest.fixture
def session(qapp: Any) -> Session:
    return Session(form(), TEMPLATE, check=lambda document, template: ())


NAME = field_place("project_name")


def type_text(session: Session, text: str) -> None:
    for end in range(1, len(text) + 1):
        session.set_value(NAME, text[:end], typing=True)


def test_typing_in_one_field_is_one_step_named_after_the_field(session: Session) -> None:
    type_text(session, "水箱清洗")
    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText() == "修改 项目名称"
    session.undo()
    assert value_at(session.document, NAME) is None
    session.redo()
    assert value_at(session.document, NAME) == "水箱清洗"


def test_coming_back_to_a_field_is_a_new_step(session: Session) -> None:
    type_text(session, "水箱")
    session.end_typing()
    session.set_value(NAME, "水箱二", typing=True)
    assert session.undo_stack.count() == 2


def test_typing_in_another_field_is_a_new_step(session: Session) -> None:
    type_text(session, "水箱")
    session.set_value(text_place("annual_goal"), "目", typing=True)
    session.set_value(NAME, "水箱二", typing=True)
    assert session.undo_stack.count() == 3


def test_typing_after_undo_is_a_new_step(session: Session) -> None:
    type_text(session, "水箱")
    session.undo()
    type_text(session, "屋顶")
    assert session.undo_stack.count() == 1
    session.undo()
    assert value_at(session.document, NAME) is None


def test_typed_and_taken_back_by_hand_leaves_no_step(session: Session) -> None:
    session.set_value(NAME, "甲")
    session.set_value(NAME, "甲乙", typing=True)
    session.set_value(NAME, "甲", typing=True)
    assert session.undo_stack.count() == 1
    session.set_value(NAME, "甲丙", typing=True)
    session.set_value(NAME, "甲丙丁", typing=True)
    assert session.undo_stack.count() == 2
    session.undo()
    assert value_at(session.document, NAME) == "甲"


def test_escape_takes_back_what_was_typed_without_a_trace(session: Session) -> None:
    session.set_value(NAME, "甲")
    session.set_value(NAME, "甲乙", typing=True)
    session.set_value(NAME, "甲乙丙", typing=True)
    session.cancel_typing(NAME)
    assert value_at(session.document, NAME) == "甲"
    assert session.undo_stack.count() == 1
    assert not session.undo_stack.canRedo()


def test_escape_without_typing_undoes_nothing(session: Session) -> None:
    session.set_value(NAME, "甲")
    session.cancel_typing(NAME)
    assert value_at(session.document, NAME) == "甲"


def test_an_edit_that_does_not_fit_is_refused_and_changes_nothing(session: Session, qtbot: Any) -> None:
    before = session.document
    with qtbot.waitSignal(session.edit_refused):
        assert not session.edit(RemoveIndicator(-5), "删除")
    assert session.document is before
    assert session.undo_stack.count() == 0


def test_a_read_only_form_says_why_and_stays(session: Session, qtbot: Any) -> None:
    session.read_only = "文件版本较高，只能查看。"
    with qtbot.waitSignal(session.edit_refused) as refused:
        assert not session.set_value(NAME, "甲")
    assert refused.args == ["文件版本较高，只能查看。"]
    assert value_at(session.document, NAME) is None


def test_the_changed_signal_brings_both_documents_and_the_edit(session: Session, qtbot: Any) -> None:
    before = session.document
    with qtbot.waitSignal(session.document_changed) as changed:
        session.set_value(NAME, "甲")
    old, new, edit = changed.args
    assert old is before and new is session.document
    assert edit == SetValue(NAME, "甲")


def test_the_same_value_again_is_no_step(session: Session) -> None:
    session.set_value(funding_place("annual_fiscal"), None)
    assert session.undo_stack.count() == 0


def test_labels_are_the_words_of_the_template(session: Session) -> None:
    level1 = session.document.indicators[0]
    leaf = level1.children[0].children[0]
    assert session.label(funding_place("annual_fiscal")) == "当年财政拨款"
    assert session.label(indicator_place(level1.id, "name")) == "一级指标"
    assert session.label(indicator_place(leaf.id, "name")) == "三级指标"
    assert session.label(indicator_place(leaf.id, "target")) == "指标值"


def test_checks_follow_each_change_once(qapp: Any, qtbot: Any) -> None:
    seen: list[Document] = []

    def check(document: Document, template: Template) -> tuple[()]:
        seen.append(document)
        return ()

    session = Session(form(), TEMPLATE, check=check)
    with qtbot.waitSignal(session.findings_changed):
        pass
    with qtbot.waitSignal(session.findings_changed):
        session.set_value(NAME, "甲")
        session.set_value(NAME, "乙")
    assert len(seen) == 2
    assert seen[-1] is session.document


def test_modified_follows_the_saved_state(session: Session) -> None:
    assert not session.modified
    session.set_value(NAME, "甲")
    assert session.modified
    session.undo()
    assert not session.modified
    session.mark_modified()
    assert session.modified


def test_a_very_large_form_is_checked_in_slices_and_a_key_starts_anew(qapp: Any, qtbot: Any, samples: Any) -> None:
    from app.checking.review import review
    from app.editing import session as module
    from app.work.opening import open_form

    form = open_form(samples.parent / "forms" / "2020-a1.jxb")
    session = Session(form.document, form.template)
    session.check_now()
    session._check_timer.setInterval(module._PAUSE_MS)  # as after a check that took long
    session.set_value(NAME, "甲")
    session._start_check()
    session.set_value(NAME, None)
    assert session._slices is None, "the old document is not checked any further"
    with qtbot.waitSignal(session.findings_changed, timeout=5000):
        pass
    assert session.findings == review(session.document, session.template)
