"""The list of files opened lately."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.editing.recent import RecentFiles


def test_newest_first_each_once_and_not_too_many(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path / "recent.json")
    for number in range(20):
        recent.add(tmp_path / f"{number}.jxb")
    recent.add(tmp_path / "15.jxb")
    names = [path.name for path in RecentFiles(tmp_path / "recent.json").files()]
    assert names[:3] == ["15.jxb", "19.jxb", "18.jxb"]
    assert len(names) == len(set(names)) == 12


def test_forgotten_files_are_gone(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path / "recent.json")
    recent.add(tmp_path / "a.jxb")
    recent.remove(tmp_path / "a.jxb")
    assert recent.files() == []


@pytest.mark.parametrize("content", ["", "{}", "[1, null]", "\x00"])
def test_a_damaged_list_is_an_empty_one(tmp_path: Path, content: str) -> None:
    (tmp_path / "recent.json").write_text(content, encoding="utf-8")
    assert RecentFiles(tmp_path / "recent.json").files() == []


def test_a_name_that_is_no_text_is_remembered(tmp_path: Path) -> None:
    """Names of sticks written elsewhere may be GBK; they come as half surrogates."""
    recent = RecentFiles(tmp_path / "recent.json")
    recent.add(tmp_path / "\udcd6\udcd0.jxb")
    assert [path.name for path in RecentFiles(tmp_path / "recent.json").files()] == ["\udcd6\udcd0.jxb"]
