"""What the program exports it reads again: equal forms from Excel, Word and PDF, equal indicators from CSV."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from app.form.document import same_content, walk
from app.form.edits import SetValue, apply
from app.form.places import indicator_place, text_place
from app.importing.recognise import recognise
from app.importing.sources import read_source
from app.work.export_files import export_forms
from app.work.opening import open_form
from tests.importing.truth import IDS, compare, items_of, templates

FORMS = Path(__file__).parent.parent / "forms"


@pytest.mark.parametrize("form_id", IDS)
@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv", "pdf"])
def test_an_exported_form_is_read_again(form_id: str, kind: str, tmp_path: Path) -> None:
    opened = open_form(FORMS / f"{form_id}.jxb")
    target = tmp_path / f"表.{kind}"
    export_forms([opened], target)
    found = recognise(read_source(target), templates())
    assert len(found.forms) == 1
    form = found.forms[0]
    expected, read = items_of(opened.document), items_of(form.document)
    if kind == "csv":
        expected = {key: value for key, value in expected.items() if key[0] == "indicators"}
        read = {key: value for key, value in read.items() if key[0] == "indicators"}
    else:
        assert not form.of_kind("doubtful")
        assert form.template.id == opened.template.id
    assert not form.of_kind("unused")
    assert not compare(expected, read, loose=kind == "pdf").wrong


@pytest.mark.parametrize("joint", ["", "\n", " "])
def test_texts_that_a_workbook_divides_are_read_as_one(joint: str, tmp_path: Path) -> None:
    opened = open_form(FORMS / "2024-05.jxb")
    sentences = [f"第{at}条：组织健康促进活动，覆盖14个街镇，服务居民≥27000人次；" for at in range(90)]
    goal = joint.join(sentences)
    document = apply(opened.document, SetValue(text_place("annual_goal"), goal)).document
    leaf = next(node for level, node in walk(document.indicators) if level == 3)
    document = apply(document, SetValue(indicator_place(leaf.id, "name"), "".join(sentences)[:3000])).document
    target = tmp_path / "表.xlsx"
    export_forms([structs.replace(opened, document=document)], target)
    (form,) = recognise(read_source(target), templates()).forms
    assert form.document.texts["annual_goal"] == goal
    assert not compare(items_of(document), items_of(form.document), loose=False).wrong


def test_two_imports_of_one_file_are_equal() -> None:
    path = Path(__file__).parent.parent / "samples" / "office" / "2024-03.xlsx"
    first, second = (recognise(read_source(path), templates()).forms[0].document for _ in range(2))
    assert same_content(first, second)
