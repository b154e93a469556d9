"""The real forms: each file loads, equals its truth item by item, and saves byte-identical."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from app.form.document import Indicator, as_text, same_content
from app.storage.document_files import load, save
from app.storage.schema import json_schema
from app.storage.template_files import all_templates, template_of
from tests.make_forms import FORMS, KEYS, TEMPLATES, form_from_truth, truth

DECLARATIONS = [name for name in TEMPLATES if not name.startswith("2021")]


def rows(nodes: tuple[Indicator, ...]) -> list[tuple[str, str, str, str]]:
    """The printed rows of a three-level tree, an empty level 2 as dashes."""
    found = []
    for first in nodes:
        for second in first.children or ():
            if not second.children:
                found.append((first.name, second.name, "-", "-"))
            found += [
                (first.name, second.name, third.name, third.text("target") or "") for third in second.children or ()
            ]
    return found


def grouped(items: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    """Rows with those of one level-1 and level-2 name together, in the order in which the names first come."""
    firsts = list(dict.fromkeys(item[0] for item in items))
    seconds = list(dict.fromkeys(item[:2] for item in items))
    return sorted(items, key=lambda item: (firsts.index(item[0]), seconds.index(item[:2])))


@pytest.mark.parametrize("name", DECLARATIONS)
def test_a_real_form_equals_its_truth(name: str) -> None:
    data, loaded = truth(name), load(FORMS / f"{name}.jxb")
    document = loaded.document
    assert loaded.notes == ()
    assert loaded.read_only is None
    assert document.year == data["year"]
    assert {label: as_text(document.fields[KEYS["fields"][label]]) for label in data["fields"]} == data["fields"]
    assert dict(document.funding) == data["funding"]
    assert {label: document.texts[KEYS["texts"][label]] for label in data["narratives"]} == data["narratives"]
    expected = [(row["level1"], row["level2"], row["level3"], row["value"]) for row in data["indicators"]]
    assert rows(document.indicators) == grouped(expected)
    assert sorted(rows(document.indicators)) == sorted(expected)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_real_form_saves_byte_identical(name: str, tmp_path: Path) -> None:
    path = FORMS / f"{name}.jxb"
    copy = tmp_path / path.name
    save(copy, load(path).document)
    assert copy.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_real_form_follows_the_published_schema(name: str) -> None:
    jsonschema.validate(json.loads((FORMS / f"{name}.jxb").read_text(encoding="utf-8")), json_schema())


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_files_are_what_the_script_makes(name: str) -> None:
    assert same_content(load(FORMS / f"{name}.jxb").document, form_from_truth(name))


@pytest.mark.parametrize("name", DECLARATIONS)
def test_a_real_form_has_the_keys_that_its_template_declares(name: str) -> None:
    document = load(FORMS / f"{name}.jxb").document
    template, note = template_of(document, all_templates())
    assert note is None
    assert set(document.fields) == {field.key for field in template.fields}
    assert set(document.funding) == {cell.key for cell in template.funding.cells}
    assert set(document.texts) == {text.key for text in template.texts}
