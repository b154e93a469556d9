"""A form file that cannot be read any more: its earlier save comes back by a button, and the damaged file stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from app.form.edits import SetValue, apply
from app.form.places import field_place, value_at
from app.storage.document_files import load, save
from widgets import form_files, unopened_files
from widgets.main_window import MainWindow

pytestmark = pytest.mark.window
FORM = Path(__file__).parents[1] / "forms" / "2024-03.jxb"
NAME = field_place("project_name")


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A file cut short, saved once before."""
    path = tmp_path / "表.jxb"
    shutil.copy(FORM, path)
    document = load(path).document
    save(path, apply(document, SetValue(NAME, "后来的名称")).document)
    path.write_bytes(path.read_bytes()[:200])
    return path


def test_the_earlier_save_of_a_damaged_file_opens_unsaved_under_its_name(
    window: MainWindow, damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = damaged.read_bytes()
    asked: list[tuple[str, tuple[str, ...]]] = []

    def answer(parent: object, text: str, answers: tuple[str, ...], detail: str = "") -> int:
        asked.append((text, answers))
        return 0

    monkeypatch.setattr(unopened_files, "choose", answer)
    window.open_files([damaged])
    ((sentence, answers),) = asked
    assert "无法打开“表.jxb”" in sentence
    assert answers == ("恢复上一次保存",)
    view = window.current_view()
    assert view is not None
    session = view.session
    assert value_at(session.document, NAME) == value_at(load(FORM).document, NAME)
    assert (session.path, session.modified) == (None, True)
    assert form_files.form_name(session) == "表"
    assert form_files.suggested_file(session, ".jxb") == damaged
    assert damaged.read_bytes() == before


def test_without_an_earlier_save_none_is_promised(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(form_files, "warn", lambda parent, text: said.append(text))
    path = tmp_path / "坏.jxb"
    path.write_text("{", encoding="utf-8")
    window.open_files([path])
    assert len(said) == 1
    assert "无法打开“坏.jxb”" in said[0]
    assert "恢复" not in said[0]
    assert window.current_view() is None


def test_a_message_about_a_file_of_the_command_line_waits_for_the_window(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    seen: list[bool] = []
    monkeypatch.setattr(form_files, "warn", lambda parent, text: seen.append(window.isVisible()))
    window.open_files([tmp_path / "没有.jxb"])
    assert seen == []
    window.show()
    qtbot.waitUntil(lambda: seen == [True])
