"""pyproject.toml lists the packages one by one: none may be forgotten."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_package_folder_is_listed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {
        ".".join(file.parent.relative_to(ROOT).parts)
        for top in ("app", "widgets")
        for file in (ROOT / top).rglob("*.py")
    }
    assert sorted(settings["packages"]) == sorted(folders | {"app.resources", "app.templates"})


def test_every_package_folder_says_what_it_is_for() -> None:
    folders = {file.parent for top in ("app", "widgets") for file in (ROOT / top).rglob("*.py")}
    for folder in folders:
        assert (folder / "__init__.py").read_text(encoding="utf-8").startswith('"""'), folder
