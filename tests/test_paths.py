"""The folders of the program and of the user."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import paths


@pytest.fixture(autouse=True)
def forget_bundle() -> Iterator[None]:
    paths._bundle.cache_clear()
    yield
    paths._bundle.cache_clear()


def test_a_checkout_has_its_templates_and_resources() -> None:
    assert (paths.bundled_resources() / "fonts" / "FormSong.ttf").is_file()
    assert paths.font_file("FormSans.ttf").is_file()
    assert paths.bundled_templates().parent == Path(paths.__file__).resolve().parents[1]


def test_a_frozen_program_looks_where_it_was_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.bundled_templates() == tmp_path / "templates"
    assert paths.bundled_resources() == tmp_path / "resources"


def test_an_installed_wheel_looks_beside_its_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app" / "templates").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "app")
    assert paths.bundled_templates() == tmp_path / "app" / "templates"


def test_one_variable_moves_all_of_the_users_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBIAO_HOME", str(tmp_path))
    folders = {
        paths.data_folder(),
        paths.config_folder(),
        paths.state_folder(),
        paths.documents_folder(),
    }
    assert len(folders) == 4
    assert all(folder.parent == tmp_path for folder in folders)
    assert paths.user_templates() == tmp_path / "data" / "templates"


def test_without_it_they_are_where_the_system_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JIBIAO_HOME")
    folders = [paths.data_folder(), paths.config_folder(), paths.state_folder()]
    assert all("jibiao" in folder.parts for folder in folders)
    assert paths.documents_folder().is_absolute()
