"""What the program exports it reads again: equal forms from Excel, Word and PDF, equal indicators from CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.form.document import same_content
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


def test_two_imports_of_one_file_are_equal() -> None:
    path = Path(__file__).parent.parent / "samples" / "office" / "2024-03.xlsx"
    first, second = (recognise(read_source(path), templates()).forms[0].document for _ in range(2))
    assert same_content(first, second)
