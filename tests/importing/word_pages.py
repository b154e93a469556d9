"""Made tables and lines → Word files with pages as offices set them up, for PDFs whose rows are cut by page breaks."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from tests.importing.layouts import Part, Spot, Table, shown

CHOICES: dict[str, tuple[Any, ...]] = {
    "paper": ((210.0, 297.0), (297.0, 210.0), (148.0, 210.0), (182.0, 257.0)),
    "margin_mm": (10.0, 15.0, 20.0, 25.4),
    "size_pt": (9.0, 10.5, 12.0, 14.0, 16.0),
    "spacing": (1.0, 1.0, 1.25, 1.5),
    "row_mm": (0.0, 0.0, 8.0, 15.0),
    "rows_break": (True, True, True, False),
    "head_repeats": (False, False, True),
    "middle": (True, False),
    "centred": (True, False),
    "foot": ("", "", "page_of", "dashes", "plain"),
    "header": ("", "", "上海市卫生健康统计中心"),
    "face": ("Noto Serif CJK SC", "Noto Sans CJK SC"),
    "split": ("", "", "", "again", "blank"),
}


@dataclass(frozen=True)
class Pages:
    """How the pages are set up; each field is one of ``CHOICES``.

    ``split``: the table is cut in two by hand, with the names of merged cells printed again or left blank.
    """

    paper: tuple[float, float] = (210.0, 297.0)
    margin_mm: float = 20.0
    size_pt: float = 10.5
    spacing: float = 1.0
    row_mm: float = 0.0
    rows_break: bool = True
    head_repeats: bool = False
    middle: bool = True
    centred: bool = False
    foot: str = ""
    header: str = ""
    face: str = "Noto Serif CJK SC"
    split: str = ""


def random_pages(seed: int) -> Pages:
    """Pages by chance."""
    chance = random.Random(seed * 7 + 1)
    return Pages(**{each.name: chance.choice(CHOICES[each.name]) for each in fields(Pages)})


def to_word_pages(parts: Sequence[Part], pages: Pages, seed: int = 0) -> bytes:
    """A Word file of one form with these pages."""
    import docx
    from docx.enum.text import WD_BREAK
    from docx.shared import Mm

    chance = random.Random(seed)
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(pages.paper[0]), Mm(pages.paper[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(pages.margin_mm)
    section.header_distance = section.footer_distance = Mm(min(8.0, pages.margin_mm / 2))
    _set_style(document, pages)
    if pages.header:
        section.header.paragraphs[0].text = pages.header
    _foot(section.footer.paragraphs[0], pages.foot)
    widths: dict[int, list[float]] = {}
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        for number, table in enumerate(_halves(part, pages, chance)):
            if number:
                document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
            columns = max([table.width, *(spot.column + spot.columns for spot in table.spots)])
            room = pages.paper[0] - 2 * pages.margin_mm
            pages = replace(pages, head_repeats=False) if number else pages
            _add_table(document, table, pages, widths.setdefault(columns, _widths(columns, room, chance)))
            document.add_paragraph("")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _widths(columns: int, room: float, chance: random.Random) -> list[float]:
    shares = [chance.uniform(0.7, 1.6) for _ in range(columns)]
    shares[0] *= 0.6
    return [share / sum(shares) * room for share in shares]


def _set_style(document: Any, pages: Pages) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.size = Pt(pages.size_pt)
    style.font.name = pages.face
    style.element.rPr.rFonts.set(qn("w:eastAsia"), pages.face)
    style.paragraph_format.line_spacing = pages.spacing
    style.paragraph_format.space_after = Pt(0)


def _foot(paragraph: Any, kind: str) -> None:
    def number(name: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        found = OxmlElement("w:fldSimple")
        found.set(qn("w:instr"), name)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        found.append(run)
        paragraph._p.append(found)

    pieces = {
        "page_of": ("第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页"),
        "dashes": ("- ", "PAGE", " -"),
        "plain": ("PAGE",),
    }
    paragraph.alignment = 1
    for piece in pieces.get(kind, ()):
        number(piece) if piece.isascii() and piece.isalpha() else paragraph.add_run(piece)


def _halves(part: Table, pages: Pages, chance: random.Random) -> Iterator[Table]:
    """The table, or its two halves where it is cut by hand between two rows of the indicators."""
    ends = [row for row in range(part.row // 2, part.row - 1) if not _is_one_cell(part, row)]
    if not pages.split or not ends:
        yield part
        return
    at = chance.choice(ends)
    above = [spot for spot in part.spots if spot.row < at]
    below = [replace(spot, row=spot.row - at) for spot in part.spots if spot.row >= at]
    for spot in list(above):
        if spot.row + spot.rows > at:
            above.remove(spot)
            above.append(replace(spot, rows=at - spot.row))
            content = spot.content if pages.split == "again" else ""
            below.append(Spot(0, spot.column, content, spot.row + spot.rows - at, spot.columns))
    yield Table(part.width, above, at)
    yield Table(part.width, below, part.row - at)


def _is_one_cell(part: Table, row: int) -> bool:
    """Whether a long text or a full-width cell runs over this row: no one cuts a table there by hand."""
    return any(spot.row < row < spot.row + spot.rows and len(shown(spot.content)) > 12 for spot in part.spots)


def _add_table(document: Any, part: Table, pages: Pages, widths: list[float]) -> None:
    from docx.shared import Mm

    table = document.add_table(part.row, len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        if pages.row_mm:
            row.height = Mm(pages.row_mm)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
        if not pages.rows_break:
            _row_property(row, "w:cantSplit")
    for spot in part.spots:
        if spot.row < part.row:
            _fill(table, spot, pages)
    if pages.head_repeats:
        _row_property(table.rows[0], "w:tblHeader")


def _fill(table: Any, spot: Spot, pages: Pages) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL

    cell = table.cell(spot.row, spot.column)
    if spot.rows > 1 or spot.columns > 1:
        cell = cell.merge(table.cell(spot.row + spot.rows - 1, spot.column + spot.columns - 1))
    lines = shown(spot.content).split("\n")
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)
    if pages.middle:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    if pages.centred and len(shown(spot.content)) < 30:
        for paragraph in cell.paragraphs:
            paragraph.alignment = 1


def _row_property(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
