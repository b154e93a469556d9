"""The log file: where it goes, what it leaves out, and what happens when it cannot be written."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import logs


@pytest.fixture(autouse=True)
def closed_afterwards() -> Iterator[None]:
    yield
    logs.stop_log()


def test_messages_go_to_the_state_folder(own_folders: Path) -> None:
    file = logs.start_log()
    logging.getLogger("app.storage").info("document.saved indicators=%d", 12)
    logging.getLogger("widgets.main_window").info("window.shown")
    assert file == own_folders / "state" / "jibiao.log"
    written = file.read_text(encoding="utf-8")
    assert "app.storage document.saved indicators=12" in written
    assert "widgets.main_window window.shown" in written


def test_what_users_typed_is_left_out_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    file = logs.start_log()
    logging.getLogger("app.form").debug("typed 某某项目")
    monkeypatch.setenv("JIBIAO_LOG", "debug")
    logs.start_log()
    logging.getLogger("app.form").debug("again")
    assert file is not None
    assert [line.split()[-1] for line in file.read_text(encoding="utf-8").splitlines()] == ["again"]


def test_the_file_stays_small(own_folders: Path) -> None:
    logs.start_log()
    for _ in range(2500):
        logging.getLogger("app").info("x" * 400)
    files = sorted((own_folders / "state").iterdir())
    assert [file.name for file in files] == ["jibiao.log", "jibiao.log.1", "jibiao.log.2"]
    assert all(file.stat().st_size <= 256 * 1024 for file in files)


def test_a_folder_that_cannot_be_made_does_not_stop_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("JIBIAO_HOME", str(tmp_path / "file"))
    assert logs.start_log() is None
