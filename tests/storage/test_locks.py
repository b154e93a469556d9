"""Two people and one form: each sees the other's mark, stale marks can be taken over, and no save is written over silently."""

from __future__ import annotations

import itertools
import json
import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.form.document import Document
from app.form.edits import SetValue, apply
from app.form.places import field_place
from app.storage import locks
from app.storage.document_files import Loaded, load, save
from app.storage.errors import ChangedOnDisk
from app.storage.locks import STALE_S, OpenMark, Owner, mark_path, read_mark, saving, take_mark


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "share" / "a.jxb"
    path.parent.mkdir()
    save(path, Document("t", 2024, fields={"project_name": "原"}))
    return path


def test_the_second_sees_who_has_it_open(form: Path) -> None:
    ours = take_mark(form)
    assert isinstance(ours, OpenMark)
    other = take_mark(form)
    assert isinstance(other, Owner)
    assert not other.stale
    assert other.user in other.sentence
    assert "只读" in other.sentence
    ours.release()
    assert isinstance(take_mark(form), OpenMark)


def test_a_mark_of_a_program_that_is_gone_is_stale_and_can_be_taken_over(form: Path) -> None:
    first = take_mark(form)
    assert isinstance(first, OpenMark)
    said = json.loads(first.path.read_bytes())
    said["pid"] = 2**22 + 1
    first.path.write_text(json.dumps(said), encoding="utf-8")
    owner = take_mark(form)
    assert isinstance(owner, Owner)
    assert owner.stale
    assert "接管" in owner.sentence
    assert isinstance(take_mark(form, take_over=True), OpenMark)
    assert not first.touch()
    first.release()
    assert read_mark(mark_path(form)) is not None


def test_a_mark_that_nobody_touched_is_stale(form: Path) -> None:
    ours = take_mark(form)
    assert isinstance(ours, OpenMark)
    past = time.time() - STALE_S - 1
    os.utime(ours.path, (past, past))
    owner = take_mark(form)
    assert isinstance(owner, Owner)
    assert owner.stale
    assert ours.touch()
    again = take_mark(form)
    assert isinstance(again, Owner)
    assert not again.stale


def test_a_damaged_mark_is_still_a_mark(form: Path) -> None:
    mark_path(form).write_bytes(b"\x00\xff")
    owner = take_mark(form)
    assert isinstance(owner, Owner)
    assert "未知用户" in owner.sentence


@pytest.mark.parametrize(
    "order", sorted(set(itertools.permutations(["甲", "甲", "甲", "乙", "乙", "乙"]))), ids="".join
)
def test_every_interleaving_of_open_edit_save(form: Path, order: tuple[str, ...]) -> None:
    """Each of two programs opens, edits and saves; in every order the second save is refused or has seen the first."""
    opened: dict[str, Loaded] = {}
    edited: dict[str, Document] = {}
    saved: list[str] = []
    for who in order:
        if who not in opened:
            opened[who] = load(form)
        elif who not in edited:
            edited[who] = apply(opened[who].document, SetValue(field_place(who), who)).document
        else:
            try:
                save(form, edited[who], opened[who].stamp)
                saved.append(who)
            except ChangedOnDisk:
                assert saved
    on_disk = load(form).document.fields
    for who in saved:
        assert on_disk.get(who) == who, "a save was written over silently"


def _race(path: str, who: str, start: float, results: multiprocessing.Queue[tuple[str, bool]]) -> None:
    loaded = load(Path(path))
    document = apply(loaded.document, SetValue(field_place(who), who)).document
    time.sleep(max(0.0, start - time.time()))
    try:
        save(Path(path), document, loaded.stamp)
        results.put((who, True))
    except ChangedOnDisk:
        results.put((who, False))


def test_two_programs_that_save_at_the_same_moment(form: Path) -> None:
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[tuple[str, bool]] = context.Queue()
    start = time.time() + 2.0
    programs = [context.Process(target=_race, args=(str(form), who, start, results)) for who in ("甲", "乙", "丙")]
    for program in programs:
        program.start()
    told = dict(results.get(timeout=60) for _ in programs)
    for program in programs:
        program.join()
    assert sum(told.values()) == 1
    fields = load(form).document.fields
    assert [who for who in told if who in fields] == [who for who, done in told.items() if done]
    assert [file.name for file in form.parent.iterdir()] == ["a.jxb"]


@pytest.mark.skipif(sys.platform == "win32", reason="there a killed program is gone at once")
def test_a_killed_program_that_nobody_has_buried_is_gone(form: Path) -> None:
    ours = take_mark(form)
    assert isinstance(ours, OpenMark)
    killed = subprocess.Popen(["sleep", "60"])
    said = json.loads(ours.path.read_bytes())
    ours.path.write_text(json.dumps({**said, "pid": killed.pid}), encoding="utf-8")
    owner = take_mark(form)
    assert isinstance(owner, Owner) and not owner.stale
    killed.kill()
    deadline = time.monotonic() + 10
    while not owner.stale and time.monotonic() < deadline:
        time.sleep(0.05)
        owner = take_mark(form)
        assert isinstance(owner, Owner)
    assert owner.stale
    killed.wait()


@pytest.mark.parametrize("minutes", [-60, 60])
def test_a_server_with_another_clock(form: Path, monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    """A mark made this moment is respected, and one that a crash left is not, whatever our own clock says."""
    here = time.time
    monkeypatch.setattr(time, "time", lambda: here() + 60 * minutes)
    monkeypatch.setattr(locks, "_SAVING_WAIT_S", 0.1)
    with saving(form), pytest.raises(TimeoutError, match="正在保存"), saving(form):
        pass
    left = form.with_name(f".~{form.name}.saving")
    left.touch()
    os.utime(left, (here() - 60, here() - 60))
    with saving(form):
        pass
    assert [path for path in form.parent.iterdir() if path.name.startswith(".~")] == []
