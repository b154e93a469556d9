"""The marks of open forms: kept fresh, released, followed to a new name, and told when somebody takes them."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.editing.open_marks import OpenMarks, claim
from app.editing.session import Session
from app.storage.locks import STALE_S, OpenMark, Owner, mark_path, read_mark, take_mark
from tests.editing.made_up import TEMPLATE, form


@pytest.fixture
def marks(qapp: Any) -> Iterator[OpenMarks]:
    marks = OpenMarks(every_ms=20)
    yield marks
    marks.close()


def opened(path: Path) -> Session:
    session = Session(form(), TEMPLATE, check=lambda document, template: ())
    session.save(path)
    return session


def of_a_colleague(path: Path) -> None:
    mark_path(path).write_text(
        json.dumps({"user": "王", "host": "pc-7", "pid": 1, "since": "2024-10-08 09:00", "token": "x"}), "utf-8"
    )


def test_a_mark_is_fresh_while_the_form_is_open_and_gone_afterwards(
    tmp_path: Path, marks: OpenMarks, qtbot: Any
) -> None:
    session = opened(tmp_path / "a.jxb")
    got = claim(tmp_path / "a.jxb")
    assert isinstance(got, OpenMark)
    marks.hold(session, got)
    past = time.time() - STALE_S - 1
    os.utime(got.path, (past, past))
    qtbot.waitUntil(lambda: got.path.stat().st_mtime > past + STALE_S)
    marks.release(session)
    assert read_mark(mark_path(tmp_path / "a.jxb")) is None
    marks.look()
    marks.wait()
    assert read_mark(mark_path(tmp_path / "a.jxb")) is None


def test_a_form_saved_under_another_name_takes_its_mark_along(tmp_path: Path, marks: OpenMarks) -> None:
    session = opened(tmp_path / "a.jxb")
    marks.hold(session, claim(tmp_path / "a.jxb"))
    session.save(tmp_path / "b.jxb")
    assert read_mark(mark_path(tmp_path / "a.jxb")) is None
    assert read_mark(mark_path(tmp_path / "b.jxb")) is not None


def test_a_colleague_who_takes_over_is_named(tmp_path: Path, marks: OpenMarks, qtbot: Any) -> None:
    session = opened(tmp_path / "a.jxb")
    marks.hold(session, claim(tmp_path / "a.jxb"))
    with qtbot.waitSignal(marks.lost) as told:
        of_a_colleague(tmp_path / "a.jxb")
    assert told.args[0] is session
    assert "王（pc-7）" in told.args[1]
    marks.release(session)
    assert read_mark(mark_path(tmp_path / "a.jxb")) is not None


def test_a_mark_that_somebody_tidied_away_is_made_again(tmp_path: Path, marks: OpenMarks, qtbot: Any) -> None:
    session = opened(tmp_path / "a.jxb")
    marks.hold(session, claim(tmp_path / "a.jxb"))
    mark_path(tmp_path / "a.jxb").unlink()
    qtbot.waitUntil(lambda: read_mark(mark_path(tmp_path / "a.jxb")) is not None)


def test_the_owner_closing_the_form_is_told(tmp_path: Path, marks: OpenMarks, qtbot: Any) -> None:
    session = opened(tmp_path / "a.jxb")
    of_a_colleague(tmp_path / "a.jxb")
    got = claim(tmp_path / "a.jxb")
    assert isinstance(got, Owner)
    marks.hold(session, got)
    assert marks.owner(session) is got
    marks.look()
    marks.wait()
    with qtbot.waitSignal(marks.freed) as told:
        mark_path(tmp_path / "a.jxb").unlink()
    assert told.args == [session, True]


def test_the_own_mark_left_by_a_crash_is_replaced_without_asking(tmp_path: Path) -> None:
    path = tmp_path / "a.jxb"
    opened(path)
    mine = take_mark(path)
    assert isinstance(mine, OpenMark)
    said = json.loads(mine.path.read_bytes()) | {"pid": 2**22 + 1}
    mine.path.write_text(json.dumps(said), "utf-8")
    assert isinstance(claim(path), OpenMark)


def test_a_stale_mark_of_somebody_else_is_not_replaced_without_asking(tmp_path: Path) -> None:
    path = tmp_path / "a.jxb"
    opened(path)
    of_a_colleague(path)
    past = time.time() - STALE_S - 1
    os.utime(mark_path(path), (past, past))
    got = claim(path)
    assert isinstance(got, Owner)
    assert got.stale
    assert isinstance(claim(path, take_over=True), OpenMark)
