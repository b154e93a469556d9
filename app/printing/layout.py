"""From a paper's grid to its pages: measure, break into pages, draw as marks; page numbers, header, footer, 草稿, 缩至一页."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.printing.advances import text_width
from app.printing.collecting import collection_paused
from app.printing.draw import CENTRE_EM, draw_area, draw_bar, draw_rules, draw_texts
from app.printing.grid import Align, GridCell, GridLine, GridTable, PaperGrid
from app.printing.marks import Page, StampMark, TextMark
from app.printing.measure import (
    CLOSER,
    NORMAL,
    MeasuredCell,
    MeasuredLine,
    MeasuredTable,
    Spacing,
    em_mm,
    measure_line,
    measure_table,
)
from app.printing.paginate import Part, paginate

LEAST_SIZE_PT = 8.0
"""Type is never made smaller than this to fit a page."""

NEXT_TO_NOTHING = 0.2
"""Lines and rows stand closer to save a last page which holds no more than this part of a page …"""

FEW_PAGES = 4
"""… of a form of few pages: in a long one nobody minds."""

_EDGE_SIZE_PT = 9.0


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """What is printed around the form itself.

    ``header`` and ``footer`` are plain text in the margins. ``draft`` writes 草稿 across each page. ``one_page`` makes the type
    a little smaller (never below ``LEAST_SIZE_PT``) where that brings the whole paper on one page.
    ``first_page`` and ``page_total`` number the pages of a book on.
    """

    page_numbers: bool = False
    header: str = ""
    footer: str = ""
    draft: bool = False
    one_page: bool = False
    first_page: int = 1
    page_total: int | None = None


PLAIN = PrintOptions()


def layout(grid: PaperGrid, options: PrintOptions = PLAIN) -> tuple[Page, ...]:
    """The pages of a paper. Rows and lines stand a little closer where that saves a last page with next to nothing on it."""
    with collection_paused():
        return _laid_out(grid, options)


def _laid_out(grid: PaperGrid, options: PrintOptions) -> tuple[Page, ...]:
    pages = _drawn(grid, _spaced(grid)[0])
    if options.one_page and len(pages) > 1:
        smaller = fit_one_page(grid)
        pages = _drawn(smaller, _paginated(smaller, NORMAL)) if smaller else pages
    if options in (PLAIN, _FITTING):
        return pages
    total = options.page_total or options.first_page + len(pages) - 1
    return tuple(
        decorated(page, grid.margins_mm, options, options.first_page + at, total) for at, page in enumerate(pages)
    )


def spacing_of(grid: PaperGrid) -> Spacing:
    """How close rows and lines of a paper stand, for writers that do not take our pages."""
    return _spaced(grid)[1]


def _spaced(grid: PaperGrid) -> tuple[list[list[Part]], Spacing]:
    parts = _paginated(grid, NORMAL)
    if 1 < len(parts) <= FEW_PAGES and _on_last_page_mm(grid, parts[-1]) <= _next_to_nothing_mm(grid):
        closer = ((_paginated(grid, spacing), spacing) for spacing in CLOSER)
        return next((found for found in closer if len(found[0]) < len(parts)), (parts, NORMAL))
    return parts, NORMAL


def _on_last_page_mm(grid: PaperGrid, last: list[Part]) -> float:
    """How much stands on the last page, repeated heads not counted."""
    heads = 0.0
    for block in grid.blocks:
        if isinstance(block, GridTable):
            heads = sum(block.min_heights_mm[block.head_rows[0] : block.head_rows[1]])
    return max((part.top_mm + part.height_mm for part in last), default=0.0) - grid.margins_mm[0] - heads


def _next_to_nothing_mm(grid: PaperGrid) -> float:
    return NEXT_TO_NOTHING * (grid.height_mm - grid.margins_mm[0] - grid.margins_mm[2])


_FITTING = PrintOptions(one_page=True)


def fit_one_page(grid: PaperGrid) -> PaperGrid | None:
    """The same paper in the largest smaller type that brings it on one page; None where even the least does not."""
    base = max((block.size_pt for block in _cells_and_lines(grid)), default=LEAST_SIZE_PT)
    for percent in range(98, 50, -2):
        smaller = scaled(grid, percent / 100)
        if len(_paginated(smaller, NORMAL)) == 1:
            return smaller
        if base * percent / 100 <= LEAST_SIZE_PT:
            break
    return None


def scaled(grid: PaperGrid, factor: float) -> PaperGrid:
    """A paper with its type and least row heights made smaller; no type goes below ``LEAST_SIZE_PT``."""

    def size(points: float) -> float:
        return min(points, max(LEAST_SIZE_PT, round(points * factor * 4) / 4))

    def smaller(block: GridLine | GridTable) -> GridLine | GridTable:
        if isinstance(block, GridLine):
            return replace(
                block,
                size_pt=size(block.size_pt),
                before_mm=block.before_mm * factor,
                after_mm=block.after_mm * factor,
            )
        cells = tuple(replace(cell, size_pt=size(cell.size_pt)) for cell in block.cells)
        return replace(block, cells=cells, min_heights_mm=tuple(least * factor**2 for least in block.min_heights_mm))

    return replace(grid, blocks=tuple(map(smaller, grid.blocks)))


def _cells_and_lines(grid: PaperGrid) -> list[GridCell | GridLine]:
    found: list[GridCell | GridLine] = []
    for block in grid.blocks:
        found.extend([block] if isinstance(block, GridLine) else block.cells)
    return found


def _paginated(grid: PaperGrid, spacing: Spacing) -> list[list[Part]]:
    top, right, bottom, left = grid.margins_mm
    width = grid.width_mm - left - right
    foot = grid.height_mm - bottom
    measured: list[MeasuredLine | MeasuredTable] = []
    number = 0
    for block in grid.blocks:
        if isinstance(block, GridLine):
            measured.append(measure_line(block, number, width, spacing))
            number += 1
        else:
            measured.append(measure_table(block, number, foot - top, spacing))
            number += len(block.cells)
    return paginate(measured, top, foot)


def _drawn(grid: PaperGrid, pages: list[list[Part]]) -> tuple[Page, ...]:
    _, right, _, left = grid.margins_mm
    return tuple(_page(grid, parts, left, grid.width_mm - left - right) for parts in pages)


def _page(grid: PaperGrid, parts: list[Part], left_mm: float, width_mm: float) -> Page:
    parts.sort(key=lambda part: part.of.number)
    texts: list[TextMark] = []
    for part in parts:
        texts += draw_texts(part, left_mm, width_mm)
    areas = [draw_area(part, left_mm, width_mm) for part in parts]
    bordered = [area for area, part in zip(areas, parts, strict=True) if isinstance(part.of, MeasuredCell)]
    fills = tuple(
        fill
        for area, part in zip(areas, parts, strict=True)
        if isinstance(part.of, MeasuredCell) and part.of.cell.bar is not None
        for fill in draw_bar(area, part.of.cell.bar)
    )
    return Page(grid.width_mm, grid.height_mm, tuple(texts), tuple(draw_rules(bordered)), tuple(areas), fills=fills)


def decorated(
    page: Page, margins_mm: tuple[float, float, float, float], options: PrintOptions, number: int, total: int
) -> Page:
    """A page with its number (第 n 页 共 m 页), header, footer and 草稿, in its margins (top, right, bottom, left)."""
    top, right, bottom, left = margins_mm
    texts = list(page.texts)
    width = page.width_mm - left - right
    middle_above, middle_below = top / 2, page.height_mm - bottom / 2
    if options.header:
        texts.append(_edge_text(options.header, left, width, middle_above, "center"))
    if options.footer:
        align: Align = "left" if options.page_numbers else "center"
        texts.append(_edge_text(options.footer, left, width, middle_below, align))
    if options.page_numbers:
        align = "right" if options.footer else "center"
        texts.append(_edge_text(f"第 {number} 页 共 {total} 页", left, width, middle_below, align))
    stamps = (*page.stamps, _draft(page)) if options.draft else page.stamps
    return replace(page, texts=tuple(texts), stamps=stamps)


def _edge_text(text: str, left: float, width: float, middle_mm: float, align: Align) -> TextMark:
    em = em_mm(_EDGE_SIZE_PT)
    natural = text_width("song", text) / 1000 * em
    room = width - natural
    x = left + (room / 2 if align == "center" else room if align == "right" else 0.0)
    return TextMark(x, middle_mm + CENTRE_EM * em, natural, text, "song", _EDGE_SIZE_PT)


def _draft(page: Page) -> StampMark:
    return StampMark(page.width_mm / 2, page.height_mm / 2, "草  稿", "sans", 120.0, 45.0, 0.88)
