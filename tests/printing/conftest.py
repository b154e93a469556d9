"""Forms for the tests of printing: the real sample forms, forms of any length, and what must hold on any page."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from app.form.document import Document, Indicator, new_id
from app.form.template import Template
from app.printing.grid import GridCell, GridLine, PaperGrid
from app.printing.marks import AreaMark, Page, TextMark
from app.printing.measure import measure_table
from app.storage.document_files import load
from app.storage.template_files import all_templates

FORMS = Path(__file__).parents[1] / "forms"
NAMES = sorted(file.stem for file in FORMS.glob("*.jxb") if not file.stem.startswith("2021"))
MM_PER_PT = 25.4 / 72


def load_form(name: str) -> tuple[Document, Template]:
    document = load(FORMS / f"{name}.jxb").document
    template = all_templates().get(document.template)
    assert template is not None
    return document, template


def tree(rows: list[tuple[str, str, str, str]]) -> tuple[Indicator, ...]:
    """A tree from rows of level 1, level 2, level 3, value."""
    levels: dict[str, dict[str, list[Indicator]]] = {}
    for one, two, three, value in rows:
        levels.setdefault(one, {}).setdefault(two, []).append(Indicator(new_id(), three, {"target": value}))

    def node(name: str, children: list[Indicator]) -> Indicator:
        return Indicator(new_id(), name, {}, tuple(children))

    return tuple(node(one, [node(two, leaves) for two, leaves in below.items()]) for one, below in levels.items())


@pytest.fixture(scope="session", params=NAMES)
def sample_form(request: pytest.FixtureRequest) -> tuple[Document, Template]:
    """Each sample form of 2020, 2024 and 2026 with its template."""
    return load_form(request.param)


@pytest.fixture(scope="session")
def form() -> Callable[[str], tuple[Document, Template]]:
    """A sample form by name, with its template."""
    return load_form


@pytest.fixture(scope="session")
def with_rows() -> Callable[..., tuple[Document, Template]]:
    """A sample form with other indicators (level 1, 2, 3, value) and texts."""

    def make(
        rows: list[tuple[str, str, str, str]], *, name: str = "2024-05", **texts: str
    ) -> tuple[Document, Template]:
        document, template = load_form(name)
        return replace(document, indicators=tree(rows), texts={**document.texts, **texts}), template

    return make


def bare(text: str) -> str:
    """A text without white space and what nobody sees."""
    return re.sub(r"[\s\u200b-\u200f\ufeff\x00-\x1f\x7f]", "", text)


def shown_cells(grid: PaperGrid) -> list[GridCell | GridLine]:
    """The cells and lines of a paper by their numbers on the marks."""
    found: list[GridCell | GridLine] = []
    for block in grid.blocks:
        if isinstance(block, GridLine):
            found.append(block)
        else:
            found += sorted(block.cells, key=lambda cell: (cell.row, cell.column))
    return found


def _box(mark: TextMark) -> tuple[float, float, float, float]:
    em = mark.size_pt * MM_PER_PT
    return mark.x_mm, mark.y_mm - 0.88 * em, mark.x_mm + mark.width_mm, mark.y_mm + 0.12 * em


def assert_texts_once(grid: PaperGrid, pages: tuple[Page, ...]) -> None:
    """Every cell's text is there exactly once, in order; a repeated label and a repeated head once on each of their pages."""
    repeated_rows: dict[int, bool] = {}
    in_head: set[int] = set()  # a merged cell that leaves the head keeps an empty place in it; a tall head may be cut
    number = 0
    for block in grid.blocks:
        if isinstance(block, GridLine):
            number += 1
            continue
        for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
            if block.head_rows[0] <= cell.row < block.head_rows[1]:
                in_head.add(number)
            repeated_rows[number] = cell.repeated or block.head_rows[0] <= cell.row < block.head_rows[1]
            number += 1
    for number, cell in enumerate(shown_cells(grid)):
        on_pages = [
            "".join(mark.text for mark in page.texts if mark.cell == number)
            for page in pages
            if any(area.cell == number for area in page.areas)
        ]
        wanted = bare(cell.text)
        whole = bare("".join(on_pages))
        if repeated_rows.get(number) and len(on_pages) > 1 and whole != wanted:
            shown = [text for text in on_pages if text or number not in in_head]
            assert shown and all(bare(text) == wanted for text in shown), (wanted, on_pages)
        else:
            assert whole == wanted, (cell, on_pages)


def assert_nothing_overlaps(pages: tuple[Page, ...]) -> None:
    for page in pages:
        boxes = sorted((_box(mark) for mark in page.texts), key=lambda box: box[1])
        for at, (x0, _, x1, bottom) in enumerate(boxes):
            for u0, top, u1, _ in boxes[at + 1 :]:
                if top >= bottom - 0.01:
                    break
                assert x1 <= u0 + 0.01 or u1 <= x0 + 0.01, "two texts overlap"


def assert_inside_cells(grid: PaperGrid, pages: tuple[Page, ...]) -> None:
    top, right, bottom, left = grid.margins_mm
    for page in pages:
        areas: dict[int, AreaMark] = {area.cell: area for area in page.areas}
        for mark in page.texts:
            if mark.cell < 0:
                continue
            area = areas[mark.cell]
            x0, y0, x1, y1 = _box(mark)
            assert area.x_mm - 0.01 <= x0 and x1 <= area.x_mm + area.width_mm + 0.01, mark
            assert area.y_mm - 0.01 <= y0 and y1 <= area.y_mm + area.height_mm + 0.01, mark
        for area in page.areas:
            assert area.y_mm >= top - 0.01 and area.y_mm + area.height_mm <= page.height_mm - bottom + 0.01, area
            assert area.x_mm >= left - 0.01 and area.x_mm + area.width_mm <= page.width_mm - right + 0.01, area


def assert_borders_whole(grid: PaperGrid, pages: tuple[Page, ...]) -> None:
    """Cells on a page neither overlap nor leave gaps, and each side of each lies on one unbroken line."""
    lines = {number for number, cell in enumerate(shown_cells(grid)) if isinstance(cell, GridLine)}
    for page in pages:
        for area in page.areas:
            if area.cell in lines:
                continue
            x0, x1 = area.x_mm, area.x_mm + area.width_mm
            y0, y1 = area.y_mm, area.y_mm + area.height_mm
            for y in (y0, y1):
                assert any(
                    abs(rule.y0_mm - y) < 0.01
                    and rule.y0_mm == rule.y1_mm
                    and rule.x0_mm <= x0 + 0.01
                    and rule.x1_mm >= x1 - 0.01
                    for rule in page.rules
                ), (area, y)
            for x in (x0, x1):
                assert any(
                    abs(rule.x0_mm - x) < 0.01
                    and rule.x0_mm == rule.x1_mm
                    and rule.y0_mm <= y0 + 0.01
                    and rule.y1_mm >= y1 - 0.01
                    for rule in page.rules
                ), (area, x)
        cells = sorted((area for area in page.areas if area.cell not in lines), key=lambda area: area.y_mm)
        for at, one in enumerate(cells):
            for other in cells[at + 1 :]:
                if other.y_mm >= one.y_mm + one.height_mm - 0.01:
                    break
                assert one.x_mm + one.width_mm <= other.x_mm + 0.01 or other.x_mm + other.width_mm <= one.x_mm + 0.01


def assert_heads_repeated(grid: PaperGrid, pages: tuple[Page, ...]) -> None:
    number = 0
    for block in grid.blocks:
        if isinstance(block, GridLine):
            number += 1
            continue
        cells = sorted(block.cells, key=lambda cell: (cell.row, cell.column))
        first, end = block.head_rows
        heads = {number + at for at, cell in enumerate(cells) if first <= cell.row and cell.row + cell.rows <= end}
        body = {number + at for at, cell in enumerate(cells) if cell.row >= end}
        number += len(cells)
        page_mm = grid.height_mm - grid.margins_mm[0] - grid.margins_mm[2]
        if sum(measure_table(block, 0, page_mm).heights_mm[first:end]) > page_mm / 2:
            continue  # such a head is not repeated, or need not stay with what follows
        for page in pages:
            here = {area.cell for area in page.areas}
            if heads and here & body:
                assert heads <= here, "a page goes on with a table without its head"
            if here & heads:
                assert here & body, "a head stands alone on a page"


def assert_good_pages(grid: PaperGrid, pages: tuple[Page, ...]) -> None:
    assert_texts_once(grid, pages)
    assert_nothing_overlaps(pages)
    assert_inside_cells(grid, pages)
    assert_borders_whole(grid, pages)
    assert_heads_repeated(grid, pages)


@pytest.fixture(scope="session")
def good() -> SimpleNamespace:
    """What must hold on any page."""
    return SimpleNamespace(pages=assert_good_pages, bare=bare, cells=shown_cells, accumulate=accumulate)
