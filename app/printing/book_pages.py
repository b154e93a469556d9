"""What stands before the forms of a book: the line of the 汇总表, the table of all forms with totals, the contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.form.amount import format_amount
from app.printing.breaking import break_lines, width_of
from app.printing.build import SIZES_MM
from app.printing.draw import CENTRE_EM
from app.printing.grid import GridCell, GridLine, GridTable, PaperGrid
from app.printing.marks import AreaMark, Page, TextMark
from app.printing.measure import em_mm

MARGINS_MM = (20.0, 18.0, 20.0, 18.0)
_SIZE_PT = 11.0
_HEADING_PT = 16.0
_ROW_MM = 8.4
_LINE_MM = 5.4
_NUMBER_MM = 14.0
_LEADER = "…"


@dataclass(frozen=True, slots=True)
class BookEntry:
    """A form in a book: what the table of all forms lists of it. Amounts in 元; None: blank or unread (then ``…_text`` has it)."""

    name: str
    nature: str
    unit: str
    whole: Decimal | None = None
    annual: Decimal | None = None
    whole_text: str = ""
    annual_text: str = ""
    pages: int = 1


@dataclass(frozen=True, slots=True)
class BookHeadings:
    """The labels of the two amounts, as the forms have them."""

    whole: str = "项目总额"
    annual: str = "年度金额"


def total_of(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """The sum of the amounts that are there; None where there is none."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def opening_line(text: str) -> GridLine:
    """The line that a 汇总表 begins with."""
    return GridLine(text, "center", "sans", 16.0, 0.0, 5.0, None, "title")


def summary_grid(title: str, entries: Sequence[BookEntry], headings: BookHeadings) -> PaperGrid:
    """The table of all forms: name, nature, unit, amounts in 元 and their totals."""
    cells: list[GridCell] = []
    heads = ("序号", "项目名称", "项目性质", "单位", f"{headings.whole}\n（元）", f"{headings.annual}\n（元）")
    cells += (GridCell(0, at, text, role="head", align="center") for at, text in enumerate(heads))
    for row, entry in enumerate(entries, 1):
        cells.append(GridCell(row, 0, str(row), align="center"))
        cells.append(GridCell(row, 1, entry.name))
        cells.append(GridCell(row, 2, entry.nature, align="center"))
        cells.append(GridCell(row, 3, entry.unit, align="center"))
        cells.append(_amount(row, 4, entry.whole, entry.whole_text))
        cells.append(_amount(row, 5, entry.annual, entry.annual_text))
    last = len(entries) + 1
    cells.append(GridCell(last, 0, "合计", columns=4, role="label", align="center"))
    cells.append(_amount(last, 4, total_of([entry.whole for entry in entries]), ""))
    cells.append(_amount(last, 5, total_of([entry.annual for entry in entries]), ""))
    table = GridTable((11.0, 50.0, 23.0, 34.0, 28.0, 28.0), (_ROW_MM,) * (last + 1), tuple(cells), (0, 1))
    width, height = SIZES_MM["A4"]
    return PaperGrid(width, height, MARGINS_MM, (opening_line(title), table), title)


def _amount(row: int, column: int, amount: Decimal | None, text: str) -> GridCell:
    if amount is None:
        return GridCell(row, column, text, role="amount", align="right", size_pt=9.5)
    shown = format_amount(amount)
    places = len(shown.partition(".")[2])
    return GridCell(
        row,
        column,
        shown,
        role="amount",
        align="right",
        size_pt=9.5,
        number=amount,
        number_format="#,##0." + "0" * places,
    )


def contents_length(titles: Sequence[str]) -> int:
    """How many pages the contents take."""
    return len(contents_pages(titles, [0] * len(titles)))


def contents_pages(titles: Sequence[str], numbers: Sequence[int], opening: str = "") -> tuple[Page, ...]:
    """The table of contents: each title with a leader and its page number; ``opening`` stands above it all.

    Each title's area has its number in the list as its cell, so that a click on it can go to its page.
    """
    width, height = SIZES_MM["A4"]
    top, right, bottom, left = MARGINS_MM
    inner = width - left - right
    em = em_mm(_SIZE_PT)
    y = top + 4.0
    pages: list[list[TextMark]] = [[]]
    areas: list[list[AreaMark]] = [[]]
    for line in break_lines(opening, "sans", int(inner / em_mm(_HEADING_PT) * 1000)) if opening else ():
        pages[0].append(_centred(line.text, left, inner, y))
        y += 9.0
    pages[0].append(_centred("目　录", left, inner, y + 2.0))
    y += 16.0
    indent = width_of("song", f"{len(titles)}．") / 1000 * em
    for order, (title, number) in enumerate(zip(titles, numbers, strict=True), 1):
        before = f"{order}．"
        own = width_of("song", before) / 1000 * em
        lines = break_lines(title, "song", int((inner - indent - _NUMBER_MM) / em * 1000))
        if y + len(lines) * _LINE_MM > height - bottom and len(pages[-1]) > 1:
            pages.append([])
            areas.append([])
            y = top + em
        marks = pages[-1]
        areas[-1].append(AreaMark(left, y - em, inner, len(lines) * _LINE_MM, None, order - 1))
        marks.append(TextMark(left + indent - own, y, own, before, "song", _SIZE_PT))
        for line in lines:
            natural = line.width / 1000 * em
            marks.append(TextMark(left + indent, y, natural, line.text, "song", _SIZE_PT, start=line.start))
            y += _LINE_MM
        end = left + indent + lines[-1].width / 1000 * em
        marks += _leader(end, left + inner, y - _LINE_MM, str(number), em)
        y += _ROW_MM - _LINE_MM
    return tuple(Page(width, height, tuple(marks), (), tuple(here)) for marks, here in zip(pages, areas, strict=True))


def _centred(text: str, left: float, inner: float, y: float) -> TextMark:
    size = _HEADING_PT
    natural = width_of("sans", text) / 1000 * em_mm(size)
    return TextMark(left + (inner - natural) / 2, y + CENTRE_EM * em_mm(size), natural, text, "sans", size)


def _leader(start: float, end: float, y: float, number: str, em: float) -> list[TextMark]:
    """Dots up to the page number at the right; the dots of all lines stand below each other."""
    own = width_of("song", number) / 1000 * em
    marks = [TextMark(end - own, y, own, number, "song", _SIZE_PT)]
    step = width_of("song", _LEADER) / 1000 * em
    room = end - max(own, em * 1.5) - 0.8 - (start + 0.8)
    count = int(room / step)
    if count > 0:
        right = end - max(own, em * 1.5) - 0.8
        marks.insert(0, TextMark(right - count * step, y, count * step, _LEADER * count, "song", _SIZE_PT))
    return marks
