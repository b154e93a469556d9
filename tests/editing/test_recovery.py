"""Unsaved work is in a recovery copy some moments after it was typed, and in none once it is saved or given up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.editing.recovery import RecoveryKeeper
from app.editing.session import Session
from app.form.edits import SetValue
from app.form.places import field_place, funding_place
from app.storage import autosave
from tests.editing.made_up import TEMPLATE, form

NAME = field_place("project_name")


@pytest.fixture
def session(qapp: Any) -> Session:
    return Session(form(), TEMPLATE, check=lambda document, template: ())


@pytest.fixture
def keeper(qapp: Any) -> Iterator[RecoveryKeeper]:
    keeper = RecoveryKeeper(every_ms=20)
    yield keeper
    keeper.close()


def copies(home: Path) -> list[dict[str, Any]]:
    return [json.loads(file.read_text("utf-8")) for file in (home / "data" / "recovery").rglob("*.json")]


def name_in(copy: dict[str, Any]) -> object:
    return json.loads(copy["form"])["fields"].get("project_name")


def test_what_was_typed_is_in_a_copy_without_being_asked_for(
    session: Session, keeper: RecoveryKeeper, qtbot: Any, own_folders: Path
) -> None:
    keeper.watch(session, lambda: "我的表")
    with qtbot.waitSignal(keeper.kept):
        session.set_value(NAME, "水箱清洗", typing=True)
    (copy,) = copies(own_folders)
    assert name_in(copy) == "水箱清洗"
    assert copy["title"] == "我的表"
    assert copy["original"] is None
    with qtbot.waitSignal(keeper.kept):
        session.set_value(NAME, "水箱清洗与消毒", typing=True)
    assert [name_in(copy) for copy in copies(own_folders)] == ["水箱清洗与消毒"]


def test_text_still_in_an_editor_is_in_the_copy_though_not_in_the_document(
    session: Session, keeper: RecoveryKeeper, own_folders: Path
) -> None:
    place = funding_place("annual_fiscal")
    keeper.watch(session, lambda: "我的表", lambda: (SetValue(place, "800000.00"),))
    keeper.keep_now()
    assert json.loads(copies(own_folders)[0]["form"])["funding"]["annual_fiscal"] == "800000.00"
    assert not session.modified
    assert place.key not in session.document.funding


def test_saving_and_undoing_to_the_saved_state_drop_the_copy(
    session: Session, keeper: RecoveryKeeper, own_folders: Path, tmp_path: Path
) -> None:
    keeper.watch(session, lambda: "我的表")
    session.set_value(NAME, "甲")
    keeper.keep_now()
    assert copies(own_folders)
    session.save(tmp_path / "甲.jxb")
    keeper.wait()
    assert copies(own_folders) == []
    session.set_value(NAME, "乙")
    keeper.keep_now()
    assert copies(own_folders)[0]["original"] == str(tmp_path / "甲.jxb")
    session.undo()
    keeper.wait()
    assert copies(own_folders) == []


def test_a_closed_form_leaves_no_copy(session: Session, keeper: RecoveryKeeper, own_folders: Path) -> None:
    keeper.watch(session, lambda: "我的表")
    session.set_value(NAME, "甲")
    keeper.keep_now()
    keeper.forget(session)
    keeper.wait()
    assert copies(own_folders) == []


def test_nothing_is_written_for_a_form_without_changes(
    session: Session, keeper: RecoveryKeeper, own_folders: Path
) -> None:
    keeper.watch(session, lambda: "我的表")
    keeper.keep_now()
    assert not (own_folders / "data").exists()


def test_a_full_disk_is_told_once_and_tried_again(
    session: Session, keeper: RecoveryKeeper, qtbot: Any, monkeypatch: pytest.MonkeyPatch, own_folders: Path
) -> None:
    said: list[str] = []
    keeper.failed.connect(said.append)
    whole = autosave.document_files.replace_file

    def full(target: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(autosave.document_files, "replace_file", full)
    keeper.watch(session, lambda: "我的表")
    session.set_value(NAME, "甲")
    qtbot.waitUntil(lambda: len(said) == 1)
    qtbot.wait(100)
    assert len(said) == 1
    assert "尽快保存" in said[0]
    monkeypatch.setattr(autosave.document_files, "replace_file", whole)
    qtbot.waitUntil(lambda: len(copies(own_folders)) == 1)


def test_the_regular_end_leaves_nothing(session: Session, keeper: RecoveryKeeper, own_folders: Path) -> None:
    keeper.watch(session, lambda: "我的表")
    session.set_value(NAME, "甲")
    keeper.keep_now()
    keeper.close()
    assert autosave.left_copies() == []
    assert copies(own_folders) == []
