"""Pages of marks: what is drawn where, in millimetres from the page's top left corner.

PDF, printer and screen only draw these marks; they never measure. Each mark knows the place of the datum that it shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.form.places import Place
from app.printing.grid import Face


@dataclass(frozen=True, slots=True)
class TextMark:
    """One run of text: ``x_mm`` its left end, ``y_mm`` its baseline, ``width_mm`` its advance at ``size_pt``.

    ``start`` is the offset of the run's first character in the text of its cell, so that what is drawn can be held against
    what was to be drawn. ``cell`` numbers the cells of the paper (-1: page number, header …). ``spacing_mm`` is added behind
    each character (justified lines; in ``width_mm`` counted for all but the last). ``rare``: one character, with its
    selectors, that the face lacks; it stands centred in ``width_mm`` in whatever face has it.
    """

    x_mm: float
    y_mm: float
    width_mm: float
    text: str
    face: Face
    size_pt: float
    place: Place | None = None
    start: int = 0
    cell: int = -1
    spacing_mm: float = 0.0
    rare: bool = False


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A straight border line, ``weight_mm`` thick."""

    x0_mm: float
    y0_mm: float
    x1_mm: float
    y1_mm: float
    weight_mm: float


@dataclass(frozen=True, slots=True)
class AreaMark:
    """The area of a cell (or of a part of it on this page): never drawn, used to find the datum under a click and to highlight it."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    place: Place | None
    cell: int = -1


@dataclass(frozen=True, slots=True)
class StampMark:
    """A word across the page behind everything (草稿): centred at ``x_mm``, ``y_mm``, turned, in a light grey (0 black, 1 white)."""

    x_mm: float
    y_mm: float
    text: str
    face: Face
    size_pt: float
    angle_deg: float
    grey: float


@dataclass(frozen=True, slots=True)
class FillMark:
    """A filled rectangle behind rules and text (a bar of an overview) in a grey (0 black, 1 white)."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    grey: float


@dataclass(frozen=True, slots=True)
class Page:
    """A laid-out page."""

    width_mm: float
    height_mm: float
    texts: tuple[TextMark, ...]
    rules: tuple[RuleMark, ...]
    areas: tuple[AreaMark, ...]
    stamps: tuple[StampMark, ...] = ()
    fills: tuple[FillMark, ...] = ()
