"""All sample forms in all their files against the truth: every item equal, and nothing wrong that is not told as doubtful."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.importing.recognise import recognise
from app.importing.sources import read_source
from tests.importing.truth import IDS, SAMPLES, Score, compare, items_of, templates, truth_items

FILES = tuple(
    path
    for form_id in IDS
    for path in sorted([*(SAMPLES / "office").glob(f"{form_id}.*"), *(SAMPLES / "text").glob(f"{form_id}.*")])
)


def is_loose(path: Path) -> bool:
    """PDF, and text that came out of a PDF, are compared without white space."""
    return path.suffix == ".pdf" or (path.suffix == ".txt" and path.stem.startswith("2020"))


def read(path: Path) -> tuple[Score, set[str | None]]:
    found = recognise(read_source(path), templates())
    assert len(found.forms) == 1, f"{path.name}: {len(found.forms)} forms"
    form = found.forms[0]
    score = compare(truth_items(path.stem), items_of(form.document), loose=is_loose(path))
    return score, {form.place_path(entry) for entry in form.of_kind("doubtful")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_item_is_read(path: Path) -> None:
    score, _ = read(path)
    assert not score.wrong, score.wrong[:5]


def test_the_table_of_all_files(capsys: pytest.CaptureFixture[str]) -> None:
    """Prints form × kind → right/total (seen with ``pytest -s``)."""
    kinds = (".docx", ".xlsx", ".xls", ".pdf", ".txt")
    totals = dict.fromkeys(kinds, (0, 0))
    lines = ["form      " + "".join(f"{kind:>10}" for kind in kinds)]
    for form_id in IDS:
        cells = []
        for kind in kinds:
            path = next((each for each in FILES if each.stem == form_id and each.suffix == kind), None)
            if path is None:
                cells.append(f"{'–':>10}")
                continue
            score, _ = read(path)
            totals[kind] = (totals[kind][0] + score.right, totals[kind][1] + score.total)
            cells.append(f"{score.right}/{score.total}".rjust(10))
        lines.append(f"{form_id:<10}" + "".join(cells))
    lines.append(f"{'all':<10}" + "".join(f"{right}/{total}".rjust(10) for right, total in totals.values()))
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    for kind, (right, total) in totals.items():
        assert total and right >= total * (0.99 if kind == ".pdf" else 1), kind


def test_the_template_is_the_newest_not_later_than_the_year() -> None:
    for path in FILES:
        form = recognise(read_source(path), templates()).forms[0]
        assert form.template.id == f"shanghai-{path.stem[:4]}"
        assert form.document.year == int(path.stem[:4])


def test_where_an_import_comes_from_is_kept() -> None:
    form = recognise(read_source(SAMPLES / "office" / "2024-01.docx"), templates()).forms[0]
    assert form.document.meta["origin"] == {
        "kind": "docx",
        "file": "2024-01.docx",
        "template": "shanghai-2024",
        "year": "2024",
    }


def test_notes_under_the_table_become_remarks() -> None:
    form = recognise(read_source(SAMPLES / "office" / "2026-02.docx"), templates()).forms[0]
    assert form.document.meta["remarks"] == ["填表人：        审核人：        填报日期：2026年1月15日"]
