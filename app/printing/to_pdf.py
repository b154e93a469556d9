"""Pages of marks to PDF with reportlab's canvas: fonts embedded and subset, text in reading order, outline, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.printing.faces import GETA, NAMES, rare_font, register_faces
from app.printing.grid import PaperGrid
from app.printing.layout import PLAIN, PrintOptions, layout
from app.printing.marks import FillMark, Page, StampMark, TextMark
from app.printing.measure import MM_PER_PT

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LANGUAGE = "zh-CN"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF's outline; ``page`` counts from 0 within its section."""

    title: str
    page: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that belong together (a form, a table of contents) with their bookmarks."""

    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...] = ()


def write_pdf(target: str | Path | BinaryIO, papers: Sequence[PaperGrid], options: PrintOptions = PLAIN) -> int:
    """Write papers one after the other, each on a new page, with a bookmark for each; gives the number of pages.

    The file's title and author are those of the first paper. Raises OSError where the file cannot be written.
    """
    title = papers[0].title if len(papers) == 1 else ""
    author = papers[0].author if papers else ""
    sections = (section_of(grid, layout(grid, options)) for grid in papers)
    return write_sections(target, sections, title=title, author=author)


def section_of(grid: PaperGrid, pages: tuple[Page, ...], *, level: int = 0) -> Section:
    """A form's pages under one bookmark."""
    return Section(pages, (Bookmark(grid.title, 0, level),) if grid.title else ())


def write_sections(
    target: str | Path | BinaryIO, sections: Iterable[Section], *, title: str = "", author: str = ""
) -> int:
    """Write sections of pages as one PDF; gives the number of pages."""
    canvas = _new_canvas(target, title, author)
    count = 0
    for section in sections:
        marked: dict[int, list[Bookmark]] = {}
        for bookmark in section.bookmarks:
            marked.setdefault(bookmark.page, []).append(bookmark)
        for number, page in enumerate(section.pages):
            for bookmark in marked.get(number, ()):
                key = f"p{count}-{bookmark.level}-{bookmark.title}"
                canvas.bookmarkPage(key, fit="XYZ", left=0, top=page.height_mm / MM_PER_PT, zoom=0)
                canvas.addOutlineEntry(bookmark.title, key, bookmark.level, closed=bookmark.level > 0)
            draw_page(canvas, page)
            canvas.showPage()
            count += 1
    canvas.save()
    return count


def _new_canvas(target: str | Path | BinaryIO, title: str, author: str) -> Canvas:
    from reportlab.pdfgen.canvas import Canvas

    register_faces()
    file = str(target) if isinstance(target, Path) else target
    # initialFontName: otherwise each page begins with Helvetica, which is not embedded. invariant: no dates, no random ids.
    canvas = Canvas(
        file,
        initialFontName=NAMES["song"],  # type: ignore[arg-type]  # the stubs take it for a number
        initialFontSize=10,
        invariant=1,
        pageCompression=1,
        lang=LANGUAGE,
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject("")
    canvas.setCreator("绩表")
    canvas.setProducer("绩表")
    return canvas


def draw_page(canvas: Canvas, page: Page) -> None:
    """Draw a page's marks on the canvas's current page."""
    height = page.height_mm / MM_PER_PT
    canvas.setPageSize((page.width_mm / MM_PER_PT, height))
    for stamp in page.stamps:
        _draw_stamp(canvas, stamp, height)
    for fill in page.fills:
        _draw_fill(canvas, fill, height)
    if page.rules:
        canvas.setLineCap(2)
        canvas.setLineWidth(page.rules[0].weight_mm / MM_PER_PT)
        canvas.lines(
            [
                (
                    rule.x0_mm / MM_PER_PT,
                    height - rule.y0_mm / MM_PER_PT,
                    rule.x1_mm / MM_PER_PT,
                    height - rule.y1_mm / MM_PER_PT,
                )
                for rule in page.rules
            ]
        )
    for mark in page.texts:
        if mark.rare:
            _draw_rare(canvas, mark, height)
        else:
            canvas.setFont(NAMES[mark.face], mark.size_pt)
            x, y = mark.x_mm / MM_PER_PT, height - mark.y_mm / MM_PER_PT
            canvas.drawString(x, y, mark.text, charSpace=mark.spacing_mm / MM_PER_PT)


def _draw_fill(canvas: Canvas, fill: FillMark, height: float) -> None:
    canvas.saveState()
    canvas.setFillGray(fill.grey)
    x, bottom = fill.x_mm / MM_PER_PT, height - (fill.y_mm + fill.height_mm) / MM_PER_PT
    canvas.rect(x, bottom, fill.width_mm / MM_PER_PT, fill.height_mm / MM_PER_PT, stroke=0, fill=1)
    canvas.restoreState()


def _draw_rare(canvas: Canvas, mark: TextMark, height: float) -> None:
    """Draw a character that the face lacks, with what it stands for beside it, so that a copy of the text is right."""
    font = rare_font(mark.text)
    shown = mark.text[0] if font else GETA
    name = font or NAMES[mark.face]
    width = canvas.stringWidth(shown, name, mark.size_pt)
    size = mark.size_pt * min(1.0, mark.width_mm / MM_PER_PT / width) if width else mark.size_pt
    middle = (mark.x_mm + mark.width_mm / 2) / MM_PER_PT
    actual = ("\ufeff" + mark.text).encode("utf-16-be").hex().upper()
    canvas._code.append(f"/Span <</ActualText <{actual}>>> BDC")  # type: ignore[attr-defined]
    canvas.setFont(name, size)
    canvas.drawCentredString(middle, height - mark.y_mm / MM_PER_PT, shown)
    canvas._code.append("EMC")  # type: ignore[attr-defined]


def _draw_stamp(canvas: Canvas, stamp: StampMark, height: float) -> None:
    canvas.saveState()
    canvas.setFillGray(stamp.grey)
    canvas.setFont(NAMES[stamp.face], stamp.size_pt)
    canvas.translate(stamp.x_mm / MM_PER_PT, height - stamp.y_mm / MM_PER_PT)
    canvas.rotate(stamp.angle_deg)
    canvas.drawCentredString(0, -0.38 * stamp.size_pt, stamp.text)
    canvas.restoreState()
