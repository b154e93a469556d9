"""The look of the three papers, mark by mark; ``pytest tests/printing --accept`` writes it anew after it was looked at."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.form.document import Document
from app.form.places import path_of
from app.form.template import Template
from app.printing.build import paper_grid
from app.printing.layout import layout

EXPECTED = Path(__file__).parents[1] / "expected" / "marks"


def picture(document: Document, template: Template) -> str:
    """All marks of a form as text, sizes to a hundredth of a millimetre."""

    def mm(*values: float) -> str:
        return " ".join(f"{value:.2f}" for value in values)

    lines: list[str] = []
    for number, page in enumerate(layout(paper_grid(document, template)), 1):
        lines.append(f"page {number} {mm(page.width_mm, page.height_mm)}")
        for mark in page.texts:
            place = path_of(document, mark.place) if mark.place else "-"
            text = json.dumps(mark.text, ensure_ascii=False)
            lines.append(f"text {mm(mark.x_mm, mark.y_mm, mark.width_mm)} {mark.face} {mark.size_pt} {place} {text}")
        lines += [f"rule {mm(rule.x0_mm, rule.y0_mm, rule.x1_mm, rule.y1_mm)}" for rule in page.rules]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ["2020-a1", "2024-05", "2026-04"])
def test_the_paper_looks_as_it_was_accepted(
    form: Callable[[str], tuple[Document, Template]], name: str, accept: bool
) -> None:
    shown = picture(*form(name))
    file = EXPECTED / f"{name}.txt"
    if accept:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == file.read_text("utf-8"), "the paper has changed: look at it, then run with --accept"
