"""The program is killed while somebody types and saves: no file is damaged, and at most the last 5 s are missing."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.form.document import Document
from app.storage.autosave import left_copies
from app.storage.document_files import load

ROOT = Path(__file__).parents[2]
FORM = ROOT / "tests" / "forms" / "2024-03.jxb"
MOST_S = 5.0
AT_ONCE = 6
Lives = Callable[[random.Random], float]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")


@dataclass
class Typist:
    """A running program that types, with folders of its own; it is killed ``life_s`` after its first key."""

    folder: Path
    program: subprocess.Popen[bytes]
    life_s: float
    killed_at: float = 0.0

    @property
    def log(self) -> list[tuple[str, int, float]]:
        file = self.folder / "log"
        # The last line may be cut short by the kill.
        lines = file.read_text().split("\n")[:-1] if file.exists() else []
        return [(word, int(number), float(at)) for word, number, at in (line.split() for line in lines)]

    def run_to_its_end(self) -> None:
        deadline = time.time() + 120
        while not self.log:
            assert self.program.poll() is None, (self.folder / "errors").read_text()
            assert time.time() < deadline
            time.sleep(0.05)
        time.sleep(max(0.0, self.log[0][2] + self.life_s - time.time()))
        assert self.program.poll() is None, (self.folder / "errors").read_text()
        self.program.kill()
        self.killed_at = time.time()
        self.program.wait()


def start(folder: Path, seed: int, life_s: float) -> Typist:
    folder.mkdir()
    shutil.copy(FORM, folder / "form.jxb")
    environment = {
        **os.environ,
        "JIBIAO_HOME": str(folder / "home"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tests.journeys.typist", str(folder / "form.jxb"), str(folder / "log"), str(seed)]
    with (folder / "errors").open("wb") as errors:
        program = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=errors, stderr=errors)
    return Typist(folder, program, life_s)


@contextmanager
def typists(folder: Path, count: int, chance: random.Random, life_s: Lives) -> Iterator[list[Typist]]:
    running = [start(folder / str(n), 2 * chance.randrange(10**6) + n % 2, life_s(chance)) for n in range(count)]
    try:
        yield running
    finally:
        for typist in running:
            typist.program.kill()
            typist.program.wait()


def keys_in(document: Document) -> int:
    """The last key that is in the project's name (each key typed its own number)."""
    return max((int(number) for number in re.findall(r"(\d+)，", str(document.fields["project_name"]))), default=0)


def check(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBIAO_HOME", str(typist.folder / "home"))
    loaded = load(typist.folder / "form.jxb")
    assert loaded.notes == ()
    assert keys_in(loaded.document) >= max((n for word, n, _ in typist.log if word == "saved"), default=0)
    copies = [copy.load().document for copy in left_copies()]
    safe = max(map(keys_in, (loaded.document, *copies)))
    old_enough = [n for word, n, at in typist.log if word == "typed" and at < typist.killed_at - MOST_S]
    assert safe >= max(old_enough, default=0)


def kill(count: int, life_s: Lives, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(20241010)
    for begin in range(0, count, AT_ONCE):
        batch = folder / f"batch-{begin}"
        batch.mkdir()
        with typists(batch, min(AT_ONCE, count - begin), chance, life_s) as running:
            for typist in sorted(running, key=lambda each: each.life_s):
                typist.run_to_its_end()
        for typist in running:
            check(typist, monkeypatch)
        shutil.rmtree(batch)


def test_killed_at_some_moments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kill(4, lambda chance: chance.uniform(6.0, 9.0), tmp_path, monkeypatch)


@pytest.mark.long
def test_killed_at_three_hundred_moments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kill(300, lambda chance: chance.uniform(0.1, 12.0), tmp_path, monkeypatch)
