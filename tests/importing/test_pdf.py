"""PDFs as other programs make them: sideways, bold by drawing twice, letter-spaced, with page numbers and watermarks."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.form.document import Document
from app.form.template import Template
from app.importing.recognise import recognise
from app.importing.report import Recognition
from app.importing.sources import read_bytes, read_source
from tests.importing.doubts import told
from tests.importing.drawn_pdf import Drawing, draw
from tests.importing.truth import SAMPLES, templates, truth_items
from tests.make_forms import form_from_truth

FORMS = ("2020-a2", "2024-06", "2026-04")
DRAWINGS = {
    "landscape, stored sideways": Drawing(landscape=True, turned=90),
    "text drawn sideways": Drawing(turned=90, by_text=True),
    "upside down": Drawing(turned=180),
    "drawn twice": Drawing(again=0.4),
    "drawn twice, further apart": Drawing(again=0.9),
    "labels letter-spaced": Drawing(spaced=3.0),
}


def read(form_id: str, drawing: Drawing) -> Recognition:
    return recognise(read_bytes(draw(*form(form_id), drawing), "表.pdf"), templates())


def form(form_id: str) -> tuple[Document, Template]:
    document = form_from_truth(form_id)
    return document, next(each for each in templates() if each.id == document.template)


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_however_it_is_drawn_all_is_read_and_nothing_in_doubt(form_id: str, drawing: Drawing) -> None:
    found = read(form_id, drawing)
    (only,) = found.forms
    result = told(truth_items(form_id), only)
    assert not result.wrong and not result.false and not result.whole
    assert not [entry.before for entry in found.entries() if entry.kind == "unused"]


@pytest.mark.parametrize(
    ("foot", "first"),
    [("第 {page} 页 共 {pages} 页", "第 1 页 共"), ("- {page} -", "- 1 -"), ("某某中心 第{page}页", "某某中心")],
)
def test_page_numbers_and_footers_are_told_as_furniture(foot: str, first: str) -> None:
    found = read("2026-04", Drawing(foot=foot, watermark="内部资料"))
    told_of = [entry.before for entry in found.leftover if entry.kind == "furniture"]
    assert any(text.startswith(first) for text in told_of) and "内部资料" in told_of
    assert {entry.kind for entry in found.leftover} == {"furniture"}


def test_a_form_without_lines_is_in_doubt_as_a_whole() -> None:
    (only,) = read("2026-01", Drawing(ruled=False)).forms
    assert any("没有表格线" in entry.sentence for entry in only.of_kind("doubtful"))


def broken_samples() -> list[Path]:
    """PDFs that LibreOffice made of Word files, rows cut by the page breaks; named by form and a number."""
    return sorted((SAMPLES / "broken_pdf").glob("*.pdf"))


@pytest.mark.parametrize("path", broken_samples(), ids=lambda path: path.stem)
def test_rows_cut_by_page_breaks_are_read_or_in_doubt(path: Path) -> None:
    form_id = path.stem.rpartition("_")[0]
    (only,) = recognise(read_source(path), templates()).forms
    result = told(truth_items(form_id), only)
    assert not result.silent
    assert len(result.wrong) <= result.total * 0.01


def test_there_are_broken_samples() -> None:
    assert len(broken_samples()) >= 4


@pytest.mark.parametrize("form_id", FORMS)
def test_what_goes_wrong_without_lines_is_in_doubt_by_itself(form_id: str) -> None:
    (only,) = read(form_id, Drawing(ruled=False)).forms
    result = told(truth_items(form_id), only)
    assert len(result.silent) <= result.total * 0.04, result.silent
