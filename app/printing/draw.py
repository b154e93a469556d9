"""Parts of cells to marks: where each line of text stands in its part, and the borders around the parts, each drawn once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from app.printing.breaking import Line, split_runs
from app.printing.grid import Align, GridCell, GridLine
from app.printing.marks import AreaMark, FillMark, RuleMark, TextMark
from app.printing.measure import PAD_X_MM, MeasuredCell, MeasuredLine, em_mm
from app.printing.paginate import Part

RULE_MM = 0.18
"""Weight of every border line (about 0.5 pt)."""

CENTRE_EM = 0.38
"""The middle of a hanzi above its baseline, in em."""

MOST_SPREAD_EM = 0.12
"""A justified line is spread by at most so much between two characters; a shorter one stays ragged."""


def draw_texts(part: Part, left_mm: float, width_mm: float) -> list[TextMark]:
    """The text of a part; ``left_mm`` and ``width_mm`` are those of the page's table area."""
    marks: list[TextMark] = []
    of = part.of
    shown: GridCell | GridLine
    align = of.align if isinstance(of, MeasuredCell) else of.line.align
    if isinstance(of, MeasuredCell):
        shown, left, width = of.cell, left_mm + of.x_mm + PAD_X_MM, of.width_mm - 2 * PAD_X_MM
        top = part.top_mm + _text_top(part, of)
    else:
        shown, left, width, top = of.line, left_mm, width_mm, part.top_mm
    em = em_mm(shown.size_pt)
    baseline = top + of.leading_mm / 2 + CENTRE_EM * em
    for line in of.lines[part.first : part.end]:
        if line.text:
            _draw_line(marks, line, shown, align, of.number, left, width, baseline)
        baseline += of.leading_mm
    return marks


def _text_top(part: Part, of: MeasuredCell) -> float:
    """How far below the top of its part a text begins."""
    if of.cell.valign == "top" or not (part.whole or of.repeated):
        return of.pad_mm
    return (part.height_mm - (part.end - part.first) * of.leading_mm) / 2


def _draw_line(
    marks: list[TextMark],
    line: Line,
    shown: GridCell | GridLine,
    align: Align,
    number: int,
    left: float,
    width: float,
    y_mm: float,
) -> None:
    size = shown.size_pt
    scale = em_mm(size) / 1000
    natural = line.width * scale
    spacing = 0.0
    if align == "justify" and not line.last and line.plain and len(line.text) > 1:
        wanted = (width - natural) / (len(line.text) - 1)
        spacing = wanted if 0 < wanted <= MOST_SPREAD_EM * 1000 * scale else 0.0
    x = left + _indent(align, width - natural)
    if line.plain:
        shown_width = natural + spacing * (len(line.text) - 1)
        marks.append(
            TextMark(x, y_mm, shown_width, line.text, shown.face, size, shown.place, line.start, number, spacing)
        )
        return
    for run in split_runs(line.text, shown.face):
        run_width = run.width * scale
        start = line.start + run.offset
        marks.append(
            TextMark(x, y_mm, run_width, run.text, shown.face, size, shown.place, start, number, 0.0, run.rare)
        )
        x += run_width


def _indent(align: Align, room: float) -> float:
    if align == "center":
        return room / 2
    return room if align == "right" else 0.0


def draw_area(part: Part, left_mm: float, width_mm: float) -> AreaMark:
    """The area that a part takes."""
    of = part.of
    if isinstance(of, MeasuredLine):
        return AreaMark(left_mm, part.top_mm, width_mm, part.height_mm, of.line.place, of.number)
    return AreaMark(left_mm + of.x_mm, part.top_mm, of.width_mm, part.height_mm, of.cell.place, of.number)


_BAR_MM, _BAR_INSET_MM = 3.2, 2.0
_WHOLE_GREY, _FILLED_GREY = 0.88, 0.35


def draw_bar(area: AreaMark, share: Decimal) -> list[FillMark]:
    """A light bar over the cell's width, and on it a dark one as far as ``share`` (0 … 1) says."""
    width = area.width_mm - 2 * _BAR_INSET_MM
    left, top = area.x_mm + _BAR_INSET_MM, area.y_mm + (area.height_mm - _BAR_MM) / 2
    bars = [FillMark(left, top, width, _BAR_MM, _WHOLE_GREY)]
    if share > 0:
        bars.append(FillMark(left, top, float(share) * width, _BAR_MM, _FILLED_GREY))
    return bars


def draw_rules(areas: Iterable[AreaMark]) -> list[RuleMark]:
    """The borders of the areas: lines that meet or overlap become one, so that none is drawn twice or has a gap."""
    across: dict[float, set[tuple[float, float]]] = {}
    down: dict[float, set[tuple[float, float]]] = {}
    for area in areas:
        x0, x1 = round(area.x_mm, 3), round(area.x_mm + area.width_mm, 3)
        y0, y1 = round(area.y_mm, 3), round(area.y_mm + area.height_mm, 3)
        across.setdefault(y0, set()).add((x0, x1))
        across.setdefault(y1, set()).add((x0, x1))
        down.setdefault(x0, set()).add((y0, y1))
        down.setdefault(x1, set()).add((y0, y1))
    rules = [RuleMark(a, y, b, y, RULE_MM) for y in sorted(across) for a, b in _joined(across[y])]
    rules += [RuleMark(x, a, x, b, RULE_MM) for x in sorted(down) for a, b in _joined(down[x])]
    return rules


def _joined(pieces: set[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1] + 0.002:
            if end > joined[-1][1]:
                joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
