"""A template that weighs a rule which does not exist: it is used all the same, and file, place and reason are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.checking.severities import severity_faults
from app.cli import run
from app.form.blank import new_document
from app.paths import bundled_templates
from app.storage.document_files import save
from app.storage.template_files import all_templates, own_templates_folder
from app.work.opening import open_form


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIBIAO_HOME", str(tmp_path / "home"))
    folder = own_templates_folder()
    folder.mkdir(parents=True)
    source: dict[str, Any] = json.loads((bundled_templates() / "shanghai-2024.json").read_text(encoding="utf-8"))
    source |= {"id": "made-up-district", "family": "made-up"}
    source["checks"] = {"severity": {"dates.order": "warning", "dates.oder": "off"}}
    (folder / "我的.json").write_text(json.dumps(source), encoding="utf-8")
    return folder


WORDS = ("“我的.json”", "checks.severity.dates.oder", "没有代码为“dates.oder”的检查规则", "是不是“dates.order”")


def test_opening_a_form_tells_the_code_that_names_no_rule(own: Path, tmp_path: Path) -> None:
    template = all_templates(fresh=True).templates["made-up-district"]
    save(tmp_path / "a.jxb", new_document(template, 2024))
    opened = open_form(tmp_path / "a.jxb")
    assert opened.template.checks.severity["dates.order"] == "warning"
    (note,) = opened.notes
    assert all(word in note for word in WORDS), note
    (own / "我的.json").unlink()
    all_templates(fresh=True)
    (carried,) = open_form(tmp_path / "a.jxb").notes
    assert "随表携带的模板" in carried and "checks.severity.dates.oder" in carried


def test_the_command_lists_it(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    all_templates(fresh=True)
    assert run(["templates", "--json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert all(word in problem for word in WORDS), problem


def test_every_bundled_template_names_only_known_rules() -> None:
    assert [fault for each in all_templates().templates.values() for fault in severity_faults(each)] == []
