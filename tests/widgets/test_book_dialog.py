"""Many forms at once from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.editing.settings import Settings
from tests.widgets.panels import FORMS, shown
from widgets.book_dialog import BookDialog

THREE = [FORMS / f"2024-0{number}.jxb" for number in (1, 2, 3)]


def dialog_of(bot: QtBot, tmp_path: Path, files: list[Path]) -> BookDialog:
    dialog = BookDialog(files, Settings(tmp_path / "settings.json"))
    shown(bot, dialog, 700, 600)
    return dialog


def choose(dialog: BookDialog, kind: str) -> None:
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))


@pytest.mark.parametrize("kind", ["book.pdf", "book.xlsx"])
def test_a_book_of_all_forms(qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    dialog = dialog_of(qtbot, tmp_path, THREE)
    choose(dialog, kind)
    target = tmp_path / f"汇总{kind.removeprefix('book')}"
    dialog.make(target)
    qtbot.waitUntil(lambda: not dialog.busy and dialog._start.isEnabled(), timeout=30000)
    assert dialog.written == [target] and target.stat().st_size > 5000
    assert target.name in dialog._note.text()


def test_a_file_for_each_form(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, THREE)
    choose(dialog, "each.docx")
    (tmp_path / "out").mkdir()
    dialog.make(tmp_path / "out")
    qtbot.waitUntil(lambda: not dialog.busy and dialog._start.isEnabled(), timeout=30000)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "2024-01.docx",
        "2024-02.docx",
        "2024-03.docx",
    ]


def test_a_faulty_file_is_told_and_the_rest_is_done(qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "坏的.jxb"
    broken.write_text("{", encoding="utf-8")
    dialog = dialog_of(qtbot, tmp_path, [THREE[0], broken])
    dialog.make(tmp_path / "汇总.pdf")
    qtbot.waitUntil(lambda: not dialog.busy and dialog._start.isEnabled(), timeout=30000)
    assert dialog.written == [tmp_path / "汇总.pdf"]
    assert dialog.said.isVisible() and "坏的" in dialog.said.item(0).text()


def test_folders_give_their_forms_and_nothing_twice(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, THREE)
    dialog.add_files([FORMS])
    names = [path.name for path in dialog.files()]
    assert names[:3] == ["2024-01.jxb", "2024-02.jxb", "2024-03.jxb"]
    assert len(names) == len(set(names)) == len(list(FORMS.glob("*.jxb")))
    dialog.list.item(0).setSelected(True)
    dialog._remove()
    assert "2024-01.jxb" not in [path.name for path in dialog.files()]


def test_a_stopped_book_leaves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, [FORMS])
    dialog.make(tmp_path / "汇总.pdf")
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.busy and dialog._start.isEnabled(), timeout=30000)
    assert dialog.isVisible()
    if not dialog.written:
        assert not (tmp_path / "汇总.pdf").exists()
        assert dialog._note.text() == "已停止"


def test_only_a_book_has_a_title_and_contents(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, THREE)
    choose(dialog, "each.pdf")
    assert not dialog.title.isEnabled() and not dialog.contents.isEnabled()
    choose(dialog, "book.xlsx")
    assert dialog.title.isEnabled() and not dialog.contents.isEnabled()
