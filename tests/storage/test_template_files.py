"""Templates: every bundled one is sound; a faulty one is told with file, path and reason; forms carry those that are not bundled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from app.form.blank import new_document
from app.form.document import Document, Indicator, new_id
from app.form.template import Template
from app.paths import bundled_templates
from app.storage.document_files import load, save
from app.storage.template_files import (
    FaultyTemplate,
    all_templates,
    decode_template,
    own_templates_folder,
    read_shelf,
    template_of,
)


def made_up() -> dict[str, Any]:
    source: dict[str, Any] = json.loads((bundled_templates() / "shanghai-2024.json").read_text(encoding="utf-8"))
    source["id"] = "made-up-district"
    source["family"] = "made-up"
    return source


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIBIAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_every_bundled_template_is_sound_and_follows_the_schema(home: Path) -> None:
    shelf = all_templates(fresh=True)
    assert shelf.problems == ()
    assert {"shanghai-2020", "shanghai-2024", "shanghai-2026"} <= set(shelf.templates)
    schema = json.loads((bundled_templates() / "template.schema.json").read_text(encoding="utf-8"))
    for path in bundled_templates().glob("*.json"):
        if path.name != "template.schema.json":
            plain = json.loads(path.read_text(encoding="utf-8"))
            assert plain["id"] == path.stem
            jsonschema.validate(plain, schema)


def test_the_schema_is_the_grammar() -> None:
    import runpy

    made = runpy.run_path(str(Path(__file__).parents[2] / "packaging" / "make_template_schema.py"))["schema_text"]()
    assert (bundled_templates() / "template.schema.json").read_text(encoding="utf-8") == made


def test_the_example_in_the_readme_is_a_sound_template() -> None:
    text = (bundled_templates() / "README.md").read_text(encoding="utf-8")
    example = text.split("```json\n")[1].split("```")[0]
    template = decode_template(example.encode(), "README.md")
    assert template.papers


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.update(colour="red"), ["colour"]),
        (lambda t: t.pop("title"), ["title"]),
        (lambda t: t["fields"][0].update(type="number"), ["fields[0].type", "number"]),
        (lambda t: t["funding"]["equations"][0]["parts"].append("nowhere"), ["funding.equations[0]", "nowhere"]),
        (lambda t: t["papers"][0]["parts"][2]["rows"][0].pop(), ["papers[0].parts[2].rows[0]", "占满"]),
        (lambda t: t["fields"].append(t["fields"][0]), ["fields", "project_name"]),
        (
            lambda t: t["papers"][0]["parts"][2]["rows"][0][1].update(field="nowhere"),
            ["papers[0].parts[2].rows[0][1]", "nowhere"],
        ),
    ],
)
def test_a_faulty_template_names_file_path_and_reason(change: Any, said: list[str]) -> None:
    source = made_up()
    change(source)
    with pytest.raises(FaultyTemplate) as caught:
        decode_template(json.dumps(source).encode(), "我的.json")
    assert "我的.json" in str(caught.value)
    for word in said:
        assert word in str(caught.value)


def test_a_template_that_is_no_json_says_the_line(tmp_path: Path) -> None:
    with pytest.raises(FaultyTemplate, match="第 2 行"):
        decode_template(b'{"format": "jibiao-template",\n oops}', "坏.json")


def test_own_templates_are_found_and_faulty_ones_told(home: Path) -> None:
    folder = own_templates_folder()
    folder.mkdir(parents=True)
    (folder / "mine.json").write_text(json.dumps(made_up()), encoding="utf-8")
    (folder / "bad.json").write_text("{}", encoding="utf-8")
    (folder / "taken.json").write_bytes((bundled_templates() / "shanghai-2024.json").read_bytes())
    shelf = all_templates(fresh=True)
    assert shelf.get("made-up-district") is not None
    assert any("bad.json" in problem for problem in shelf.problems)
    assert any("taken.json" in problem for problem in shelf.problems)


def test_a_form_carries_a_template_that_is_not_bundled(home: Path, tmp_path: Path) -> None:
    folder = own_templates_folder()
    folder.mkdir(parents=True)
    (folder / "mine.json").write_text(json.dumps(made_up()), encoding="utf-8")
    template = all_templates(fresh=True).get("made-up-district")
    assert isinstance(template, Template)
    path = tmp_path / "a.jxb"
    save(path, new_document(template, 2024))
    (folder / "mine.json").unlink()
    shelf = all_templates(fresh=True)
    assert shelf.get("made-up-district") is None
    found, note = template_of(load(path).document, shelf)
    assert note is None
    assert found.id == "made-up-district"
    before = path.read_bytes()
    save(path, load(path).document)
    assert path.read_bytes() == before


def test_an_unknown_template_gives_a_plain_view_with_every_key(home: Path) -> None:
    document = Document(
        "nowhere-2099",
        2099,
        fields={"project_name": "甲", "strange": "乙"},
        funding={"annual": "1.00"},
        texts={"essay": "长"},
        indicators=(Indicator(new_id(), "一", {}, (Indicator(new_id(), "二", {"target": "≥1", "odd": "x"}, None),)),),
    )
    template, note = template_of(document, all_templates(fresh=True))
    assert note is not None
    assert "nowhere-2099" in note
    assert {field.key for field in template.fields} == {"project_name", "strange"}
    assert template.field("project_name").label == "项目名称"  # type: ignore[union-attr]
    assert template.depth == 2
    assert {column.key for column in template.indicators.columns} == {"target", "odd"}


def test_the_newest_template_not_later_than_the_year(home: Path) -> None:
    shelf = all_templates(fresh=True)
    family = shelf.templates["shanghai-2024"].family
    for year, expected in (
        (2024, "shanghai-2024"),
        (2025, "shanghai-2024"),
        (2026, "shanghai-2026"),
        (2030, "shanghai-2026"),
    ):
        found = shelf.newest(family, year)
        assert found is not None
        assert found.id == expected


def test_a_faulty_carried_template_falls_back_to_the_plain_view(home: Path, tmp_path: Path) -> None:
    document = Document("x-y", 2024, fields={"a_b": "甲"}, meta={"template_copy": {"format": "jibiao-template"}})
    template, note = template_of(document, read_shelf(tmp_path, tmp_path))
    assert note is not None
    assert "随表携带的模板" in note
    assert template.field("a_b") is not None
