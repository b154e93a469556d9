"""Page setup: how the settings say that papers are printed, and the pages that come of it."""

from __future__ import annotations

from typing import Literal, cast

from app.editing.settings import Settings
from app.form.document import Document
from app.form.template import Template
from app.printing.build import paper_grid, paper_of, papers_of, with_page
from app.printing.grid import PaperGrid
from app.printing.layout import PrintOptions, layout
from app.printing.marks import Page

SETUP_KEYS = (
    "paper_size",
    "paper_orientation",
    "paper_margins",
    "page_numbers",
    "closing_lines",
    "remarks",
    "fit_one_page",
    "draft_mark",
)
"""The settings that page setup is made of."""

_MARGINS_MM: dict[str, tuple[float, float, float, float]] = {
    "narrow": (12.0, 12.0, 12.0, 12.0),
    "wide": (25.0, 25.0, 25.0, 25.0),
    "binding": (18.0, 14.0, 18.0, 28.0),
}


def print_options(settings: Settings) -> PrintOptions:
    """What is printed around the form."""
    return PrintOptions(
        page_numbers=settings.on("page_numbers"),
        draft=settings.on("draft_mark"),
        one_page=settings.on("fit_one_page"),
    )


def printed_grid(document: Document, template: Template, paper_id: str | None, settings: Settings) -> PaperGrid:
    """A paper of the form on the page that the settings ask for."""
    grid = paper_grid(
        document, template, paper_id, closing=settings.on("closing_lines"), remarks=settings.on("remarks")
    )
    size, orientation = settings.text("paper_size"), settings.text("paper_orientation")
    margins = _MARGINS_MM.get(settings.text("paper_margins"))
    if size == "template" and orientation == "template" and margins is None:
        return grid
    paper = paper_of(template, paper_id)
    return with_page(
        grid,
        size=cast(Literal["A4", "A3"], paper.size if size == "template" else size),
        orientation=cast(
            Literal["portrait", "landscape"], paper.orientation if orientation == "template" else orientation
        ),
        margins_mm=margins,
    )


def printed_grids(document: Document, template: Template, settings: Settings) -> tuple[PaperGrid, ...]:
    """Every paper of the form."""
    return tuple(printed_grid(document, template, paper.id, settings) for paper in papers_of(document, template))


def printed_pages(document: Document, template: Template, paper_id: str | None, settings: Settings) -> tuple[Page, ...]:
    """The pages of a paper as they are printed."""
    return layout(printed_grid(document, template, paper_id, settings), print_options(settings))
