"""Every template, walked datum by datum: what is put into each place is on the paper, in the file and in the checks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.checking.review import review
from app.form.blank import new_document, new_indicator
from app.form.document import ROOT, Document, walk
from app.form.edits import InsertIndicator, SetValue, apply
from app.form.labels import label_of
from app.form.places import Place, field_place, funding_place, indicator_place, path_of, text_place
from app.form.template import Template
from app.paths import bundled_templates
from app.printing.build import paper_grid
from app.printing.grid import GridTable
from app.printing.layout import layout
from app.storage.document_files import load, save
from app.storage.template_files import all_templates, decode_template, own_templates_folder

BUNDLED = sorted(path.stem for path in bundled_templates().glob("*.json") if path.name != "template.schema.json")


def readme_example() -> bytes:
    """The complete example of the grammar's documentation, a form that no Python knows."""
    text = (bundled_templates() / "README.md").read_text(encoding="utf-8")
    return text.split("```json\n")[1].split("```")[0].encode()


def template_named(name: str) -> Template:
    if name == "made-up":
        return decode_template(readme_example(), "README.md")
    template = all_templates().get(name)
    assert template is not None
    return template


def filled(template: Template) -> tuple[Document, dict[Place, str]]:
    """A form with a value of its own at every place, and those values as they are printed."""
    document = new_document(template, template.years.first)
    put: dict[Place, str] = {}
    for index, field in enumerate(template.fields):
        value = f"2031-01-{index + 1:02d}" if field.type == "date" else f"表头值{index}"
        document = apply(document, SetValue(field_place(field.key), value)).document
        put[field_place(field.key)] = value
    for index, cell in enumerate(template.funding.cells):
        value = f"{7000 + index}" if cell.type == "points" else f"{(7000 + index) * 10000}.00"
        document = apply(document, SetValue(funding_place(cell.key), value)).document
        put[funding_place(cell.key)] = value
    for index, text in enumerate(template.texts):
        put[text_place(text.key)] = f"长文本{index}的内容"
        document = apply(document, SetValue(text_place(text.key), f"长文本{index}的内容")).document
    parent = next((node.id for level, node in walk(document.indicators) if level == template.depth - 1), ROOT)
    node = new_indicator(template, "末级指标名")
    document = apply(document, InsertIndicator(parent, 0, node)).document
    put[indicator_place(node.id, "name")] = "末级指标名"
    for index, column in enumerate(template.indicators.columns):
        value = f"{index + 3}" if column.type == "points" else f"指标值{index}"
        document = apply(document, SetValue(indicator_place(node.id, column.key), value)).document
        put[indicator_place(node.id, column.key)] = value
    return document, put


def printed(document: Document, template: Template) -> dict[Place, str]:
    """What all papers of a form show, by place."""
    shown: dict[Place, str] = {}
    for paper in template.papers:
        for page in layout(paper_grid(document, template, paper.id)):
            for mark in page.texts:
                if mark.place is not None:
                    shown[mark.place] = shown.get(mark.place, "") + mark.text
    return shown


@pytest.mark.parametrize("name", [*BUNDLED, "made-up"])
def test_every_datum_is_on_the_paper(name: str) -> None:
    template = template_named(name)
    document, put = filled(template)
    shown = printed(document, template)
    if not any(place.section == "fields" for place in shown):
        # Tables out of a report (2021) print no head at all; where a head is printed, all of it must be.
        put = {place: value for place, value in put.items() if place.section != "fields"}
    for place, value in put.items():
        text = shown.get(place, "")
        if place.section == "funding" or value.startswith("2031"):
            digits = value.removesuffix(".00").lstrip("0").replace("-", "")
            assert digits[:4] in "".join(filter(str.isdigit, text)), (path_of(document, place), value, text)
        else:
            assert value in text, (path_of(document, place), value, text)


@pytest.mark.parametrize("name", [*BUNDLED, "made-up"])
def test_every_place_has_a_label_and_every_blank_required_place_a_finding(name: str) -> None:
    template = template_named(name)
    document, put = filled(template)
    for place in put:
        label = label_of(document, template, place)
        assert label
        assert label != place.key
    blank = new_document(template, template.years.first)
    missing = {
        place for finding in review(blank, template) if finding.code == "required.blank" for place in finding.places
    }
    required = {field_place(field.key) for field in template.fields if field.required is True}
    required |= {text_place(text.key) for text in template.texts if text.required is True}
    assert required <= missing


@pytest.mark.parametrize("name", [*BUNDLED, "made-up"])
def test_every_datum_comes_back_from_the_file(name: str, tmp_path: Path) -> None:
    template = template_named(name)
    if name == "made-up":
        own_templates_folder().mkdir(parents=True)
        (own_templates_folder() / "mine.json").write_bytes(readme_example())
        assert all_templates(fresh=True).get(template.id) is not None
    document, put = filled(template)
    path = tmp_path / "a.jxb"
    save(path, document)
    again = load(path)
    assert again.notes == ()
    plain = json.loads(path.read_text(encoding="utf-8"))
    assert plain.get("template_copy", {}).get("id") == (template.id if name == "made-up" else None)
    for place, value in put.items():
        if place.section != "indicators":
            assert again.document.section(place.section)[place.key] == value


@pytest.mark.parametrize("name", [*BUNDLED, "made-up"])
def test_a_blank_form_prints_all_its_labels(name: str) -> None:
    template = template_named(name)
    blank = new_document(template, template.years.first)
    for paper in template.papers:
        grid = paper_grid(blank, template, paper.id)
        labels = "".join(cell.text for block in grid.blocks if isinstance(block, GridTable) for cell in block.cells)
        marks = "".join(mark.text for page in layout(grid) for mark in page.texts)
        for character in labels:
            assert character.isspace() or character in marks
