"""Settings: every declared option, read through its type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.editing.settings import GROUPS, SETTINGS, Setting, Settings, Value, used_value


def another(setting: Setting) -> Value:
    """A value that is not the default."""
    match setting.kind:
        case "yes_no":
            return not setting.default
        case "choice":
            return next(choice.value for choice in setting.choices if choice.value != setting.default)
        case "codes":
            return ("target.direction",)
        case "text":
            return "某单位"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_comes_back_from_the_file_with_its_type(setting: Setting, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(path)
    assert settings.get(setting.key) == setting.default
    settings.set(setting.key, another(setting))
    assert Settings(path).get(setting.key) == another(setting)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
@pytest.mark.parametrize("stored", [None, 1, "false", ["x", 1], {}, "no such choice"])
def test_odd_values_in_the_file_give_a_value_of_the_declared_type(setting: Setting, stored: object) -> None:
    value = used_value(setting, stored)
    assert type(value) is type(setting.default)


def test_declarations_are_complete() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.label and setting.group in GROUPS
        assert (setting.kind == "choice") == bool(setting.choices)
        if setting.choices:
            assert setting.default in {choice.value for choice in setting.choices}


def test_a_change_is_told_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.set("theme", "dark")
    settings.set("theme", "dark")
    assert told == ["theme"]


def test_what_another_version_stored_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"of_tomorrow": [1]}', encoding="utf-8")
    Settings(path).set("theme", "dark")
    assert json.loads(path.read_text(encoding="utf-8")) == {"of_tomorrow": [1], "theme": "dark"}


@pytest.mark.parametrize("content", ["", "[]", "{", "\x00"])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    assert Settings(path).text("theme") == "system"
