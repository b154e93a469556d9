"""Document + template + the name of a paper → ``PaperGrid``: the only step of printing that knows forms and templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from app.form.amount import Unit, stored_amount, unit_of
from app.form.document import Document, as_text
from app.form.places import Place, field_place, funding_place, text_place
from app.form.template import (
    ClosingPart,
    GridPart,
    IndicatorsPart,
    LinePart,
    Paper,
    PaperCell,
    Template,
    TotalsPart,
)
from app.printing.grid import GridCell, GridLine, GridTable, PaperGrid
from app.printing.indicator_rows import indicator_table, with_totals
from app.printing.wording import TITLE, Wording, ratio_text, wording_place

SIZES_MM = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
"""Paper sizes, width × height upright."""

_UNIT_FIELDS = ("applicant_unit", "implementing_unit", "competent_department")
_CLOSING_GAP_MM = 2.5


def paper_of(template: Template, paper_id: str | None = None) -> Paper:
    """The paper of a template by its id; without one, or where there is none of that id, its first."""
    return next((paper for paper in template.papers if paper.id == paper_id), template.papers[0])


def papers_of(document: Document, template: Template) -> tuple[Paper, ...]:
    """The papers that a form prints when none is chosen: all, but an optional one only with something on it."""
    return tuple(paper for paper in template.papers if not paper.optional or _has_data(document, paper))


def _has_data(document: Document, paper: Paper) -> bool:
    cells = [cell for part in paper.parts if isinstance(part, GridPart) for row in part.rows for cell in row]
    values = [document.funding.get(cell.money) for cell in cells if cell.money]
    values += [document.texts.get(cell.text) for cell in cells if cell.text]
    return any((as_text(value) or "").strip() for value in values)


def paper_grid(
    document: Document,
    template: Template,
    paper_id: str | None = None,
    *,
    closing: bool = False,
    remarks: bool = True,
    unit: Unit | None = None,
    empty: str | None = None,
) -> PaperGrid:
    """A paper of a form, ready to be laid out or written.

    ``closing`` prints the closing lines of the template (填表人 …), ``remarks`` those that came with the form. Amounts are in
    ``unit``, else in the form's own, else in the template's. ``empty``: what a level without indicators shows
    instead of what the template says, also where the official paper leaves it out.
    """
    paper = paper_of(template, paper_id)
    wording = Wording(document, template, paper.writing or template.writing, unit or unit_of(document, template))
    short, long = SIZES_MM[paper.size]
    width, height = (short, long) if paper.orientation == "portrait" else (long, short)
    inner = width - paper.margins_mm[1] - paper.margins_mm[3]
    blocks: list[GridLine | GridTable] = []
    latest: IndicatorsPart | None = None
    for part in paper.parts:
        match part:
            case LinePart():
                blocks.append(_line(wording, part))
            case GridPart():
                blocks.append(_table(wording, part, inner, paper.size_pt))
            case IndicatorsPart():
                latest = part
                blocks.append(indicator_table(wording, part, inner, paper.size_pt, empty=empty))
            case TotalsPart():
                last = blocks[-1] if blocks else None
                if latest is not None and isinstance(last, GridTable):
                    blocks[-1] = with_totals(wording, last, latest, part, paper.size_pt)
            case ClosingPart() if closing:
                blocks.append(_closing(wording.fill(part.text), part, _is_table(blocks)))
            case _:
                pass
    if remarks:
        for remark in _remarks(document):
            blocks.append(_closing(remark, None, _is_table(blocks)))
    title = " ".join(
        filter(None, (wording.field_text("project_name"), wording.title if len(template.papers) == 1 else paper.name))
    )
    author = next(filter(None, map(wording.field_text, _UNIT_FIELDS)), "")
    return PaperGrid(width, height, paper.margins_mm, tuple(blocks), title, author)


def with_page(
    grid: PaperGrid,
    *,
    size: Literal["A4", "A3"] = "A4",
    orientation: Literal["portrait", "landscape"] = "portrait",
    margins_mm: tuple[float, float, float, float] | None = None,
) -> PaperGrid:
    """The same paper on another page: its tables become as wide as that page, their columns in proportion."""
    margins = margins_mm or grid.margins_mm
    short, long = SIZES_MM[size]
    width, height = (short, long) if orientation == "portrait" else (long, short)
    factor = (width - margins[1] - margins[3]) / (grid.width_mm - grid.margins_mm[1] - grid.margins_mm[3])
    blocks = tuple(
        replace(block, columns_mm=tuple(column * factor for column in block.columns_mm))
        if isinstance(block, GridTable)
        else block
        for block in grid.blocks
    )
    return replace(grid, width_mm=width, height_mm=height, margins_mm=margins, blocks=blocks)


def _is_table(blocks: Sequence[GridLine | GridTable]) -> bool:
    return bool(blocks) and isinstance(blocks[-1], GridTable)


def _remarks(document: Document) -> list[str]:
    remarks = document.meta.get("remarks")
    return [text for remark in remarks if (text := as_text(remark))] if isinstance(remarks, list) else []


def _line(wording: Wording, part: LinePart) -> GridLine:
    place = wording_place(part.text)
    return GridLine(
        wording.fill(part.text),
        part.align,
        part.face,
        part.size_pt,
        part.before_mm,
        part.after_mm,
        place,
        "title" if place == TITLE else "line",
    )


def _closing(text: str, part: ClosingPart | None, after_table: bool) -> GridLine:
    align, size = (part.align, part.size_pt) if part else ("left", 10.5)
    return GridLine(text, align, "song", size, _CLOSING_GAP_MM if after_table else 0.0, 1.0, None, "closing")


def _table(wording: Wording, part: GridPart, width_mm: float, size_pt: float) -> GridTable:
    total = sum(part.widths)
    columns = tuple(width / total * width_mm for width in part.widths)
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row, content in enumerate(part.rows):
        column = 0
        for cell in content:
            while (row, column) in taken:
                column += 1
            cells.append(_cell(wording, cell, row, column, size_pt))
            if cell.rows > 1:
                taken.update(
                    (row + down, column + over) for down in range(1, cell.rows) for over in range(cell.columns)
                )
            column += cell.columns
    return GridTable(columns, (part.min_height_mm,) * len(part.rows), tuple(cells))


def _cell(wording: Wording, cell: PaperCell, row: int, column: int, size_pt: float) -> GridCell:
    """A cell of a grid part; alignment as official forms have it unless the template says otherwise."""
    plain = GridCell(
        row,
        column,
        "",
        cell.rows,
        cell.columns,
        "value",
        cell.align or "center",
        cell.valign or "middle",
        cell.face or "song",
        cell.size_pt or size_pt,
    )
    if cell.label is not None or cell.heading is not None:
        text = cell.label if cell.label is not None else cell.heading or ""
        return replace(
            plain,
            text=wording.fill(text),
            role="label" if cell.label is not None else "head",
            place=wording_place(text),
            repeated=cell.label is not None,
        )
    if cell.field is not None:
        return replace(plain, text=wording.field_text(cell.field), place=field_place(cell.field))
    if cell.money is not None:
        return _money(wording, cell, cell.money, plain)
    if cell.text is not None:
        text = as_text(wording.document.texts.get(cell.text)) or ""
        return replace(plain, text=text, place=text_place(cell.text), align=cell.align or "justify")
    if cell.ratio is not None:
        return replace(plain, text=_ratio(wording, cell.ratio))
    return plain


def _money(wording: Wording, cell: PaperCell, key: str, plain: GridCell) -> GridCell:
    value = wording.document.funding.get(key)
    known = wording.template.money(key)
    place: Place = funding_place(key)
    if known is not None and known.type == "points":
        number = stored_amount(value)
        form = None if number is None else "General"
        return replace(plain, text=as_text(value) or "", place=place, number=number, number_format=form)
    number = wording.number(value)
    return replace(
        plain,
        text=wording.amount_text(value),
        role="amount",
        align=cell.align or "right",
        place=place,
        number=number,
        number_format=None if number is None else wording.number_format(number),
    )


def _ratio(wording: Wording, key: str) -> str:
    ratio = next((one for one in wording.template.funding.ratios if one.key == key), None)
    if ratio is None:
        return ""
    funding = wording.document.funding
    return ratio_text(
        stored_amount(funding.get(ratio.numerator)), stored_amount(funding.get(ratio.denominator)), ratio.places
    )
