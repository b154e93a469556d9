"""README and licences: what they name must exist, and nothing may be left out."""

import re
from pathlib import Path

import pytest

from app.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def test_every_library_that_ships_has_its_licence_named() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    named = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    packages = set(re.findall(r"(?m)^([a-z0-9-]+)==", lock))
    assert len(packages) > 15
    assert {package for package in packages if not re.search(rf"\b{package}\b", named)} == set()


@pytest.mark.parametrize("name", ["LGPL-3.txt", "GPL-3.txt"])
def test_the_licence_of_qt_travels_with_the_program(name: str) -> None:
    assert "GNU" in (ROOT / "resources" / "licences" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", ["README.md", "docs/licences.md"])
def test_links_lead_somewhere(document: str) -> None:
    file = ROOT / document
    links = re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (file.parent / link).exists()]
    assert missing == []


def test_the_readme_begins_in_chinese_and_goes_on_in_english() -> None:
    chinese, _, english = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n---\n")
    assert len(re.findall(r"[\u4e00-\u9fff]", chinese)) > 300
    assert "packaging/dev.py test" in chinese and "packaging/dev.py test" in english


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`jibiao {command}" in (ROOT / "README.md").read_text(encoding="utf-8")
