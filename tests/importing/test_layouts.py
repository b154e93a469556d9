"""Known forms laid out anew by chance, through real files: what comes out must be the form again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.importing.grid import Grid
from app.importing.recognise import recognise
from app.importing.report import Recognition
from app.importing.sources import read_bytes, read_clipboard
from tests.importing import writers
from tests.importing.layouts import Layout, Part, lay_out, notes_of, random_layout
from tests.importing.truth import IDS, compare, items_of, templates, truth_items

KINDS = ("xlsx", "docx", "tsv", "html", "csv")
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
MANY = settings(max_examples=4000, deadline=None, suppress_health_check=list(HealthCheck))


def grid_of(forms: list[list[Part]], kind: str, seed: int) -> Grid:
    """The forms as a file of this kind, read again."""
    match kind:
        case "xlsx":
            return read_bytes(writers.to_xlsx(forms, sheets=bool(seed % 2), top=seed % 3, left=seed % 4), "表.xlsx")
        case "docx":
            return read_bytes(writers.to_docx(forms, nested=seed % 5 == 0), "表.docx")
        case "tsv":
            return read_clipboard("", writers.to_tsv(forms))
        case "html":
            return read_clipboard(writers.to_html(forms), "")
        case _:
            return read_bytes(writers.to_csv(forms), "表.csv")


def check(form_ids: list[str], layouts: list[Layout], found: Recognition) -> None:
    assert len(found.forms) == len(form_ids)
    for form_id, layout, form in zip(form_ids, layouts, found.forms, strict=True):
        score = compare(truth_items(form_id), items_of(form.document), loose=False)
        assert not score.wrong, (form_id, layout, score.wrong[:4])
        if layout.notes:
            assert form.document.meta["remarks"][: len(notes_of(layout))] == notes_of(layout)


def one(seed: int, kind: str) -> None:
    form_id, layout = IDS[seed % len(IDS)], random_layout(seed)
    check([form_id], [layout], recognise(grid_of([lay_out(form_id, layout, seed)], kind, seed), templates()))


@FEW
@given(st.integers(0, 10**6), st.sampled_from(KINDS))
def test_a_form_laid_out_anew_is_read(seed: int, kind: str) -> None:
    one(seed, kind)


@pytest.mark.long
@MANY
@given(st.integers(0, 10**6), st.sampled_from(KINDS))
def test_a_form_laid_out_anew_is_read_long(seed: int, kind: str) -> None:
    one(seed, kind)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=4), st.sampled_from(("xlsx", "docx", "html")))
def test_several_forms_in_one_file(seeds: list[int], kind: str) -> None:
    form_ids = [IDS[seed % len(IDS)] for seed in seeds]
    layouts = [Layout(**{**_as_dict(random_layout(seed)), "title": "above", "cover": ""}) for seed in seeds]
    forms = [lay_out(form_id, layout, seed) for form_id, layout, seed in zip(form_ids, layouts, seeds, strict=True)]
    found = recognise(grid_of(forms, kind, seeds[0]), templates())
    assert len(found.forms) == len(form_ids)
    for form_id, form in zip(form_ids, found.forms, strict=True):
        score = compare(truth_items(form_id), items_of(form.document), loose=False)
        assert not score.wrong, (form_id, score.wrong[:4])


def _as_dict(layout: Layout) -> dict[str, object]:
    return {name: getattr(layout, name) for name in Layout.__dataclass_fields__}


def test_a_cover_line_belongs_to_no_form() -> None:
    layout = Layout(cover="unit")
    found = recognise(grid_of([lay_out("2026-01", layout)], "docx", 1), templates())
    covers = [entry for form in found.forms for entry in form.entries if entry.kind == "cover"]
    assert [entry.before for entry in covers] == ["上海市某某中心 2026 年度项目绩效目标汇总表"]
    assert "title" not in found.forms[0].document.meta
