"""Pages of marks to PDF with reportlab's canvas: fonts embedded and subset, text in reading order, outline, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.printing.breaking import width_of
from app.printing.draw import CENTRE_EM
from app.printing.embedding import UsedFonts
from app.printing.grid import Face, GridLine, PaperGrid
from app.printing.layout import PLAIN, PrintOptions, layout
from app.printing.marks import AreaMark, FillMark, Page, StampMark, TextMark
from app.printing.measure import MM_PER_PT

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LANGUAGE = "zh-CN"
GETA = "〓"
"""What printers set where they lack a character."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF's outline; ``page`` counts from 0 within its section, ``top_mm`` from the page's top."""

    title: str
    page: int = 0
    level: int = 0
    top_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """An area on a page of a section (from 0) that leads to a page of the file (from 1) which has a bookmark."""

    page: int
    area: AreaMark
    target: int


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that belong together (a form, a table of contents) with their bookmarks and links."""

    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    links: tuple[Link, ...] = ()


def write_pdf(target: str | Path | BinaryIO, papers: Sequence[PaperGrid], options: PrintOptions = PLAIN) -> int:
    """Write papers one after the other, each on a new page, with a bookmark for each; gives the number of pages.

    The file's title and author are those of the first paper. Raises OSError where the file cannot be written.
    """
    title = papers[0].title if len(papers) == 1 else ""
    author = papers[0].author if papers else ""
    sections = (section_of(grid, layout(grid, options)) for grid in papers)
    return write_sections(target, sections, title=title, author=author)


def section_of(grid: PaperGrid, pages: tuple[Page, ...], *, level: int = 0) -> Section:
    """A form's pages under one bookmark, with one below it for each block that has a label of its own (绩效指标 …)."""
    if not grid.title:
        return Section(pages)
    blocks = _block_labels(grid)
    below: dict[int, Bookmark] = {}
    for number, page in enumerate(pages):
        for area in page.areas:
            if area.cell in blocks and area.cell not in below:
                below[area.cell] = Bookmark(blocks[area.cell], number, level + 1, area.y_mm)
    return Section(pages, (Bookmark(grid.title, 0, level), *below.values()))


def _block_labels(grid: PaperGrid) -> dict[int, str]:
    """The labels that run down their block, and the headings as wide as the table, by the numbers of their cells."""
    found: dict[int, str] = {}
    number = 0
    for block in grid.blocks:
        if isinstance(block, GridLine):
            number += 1
            continue
        for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
            wide = cell.role == "head" and cell.columns == len(block.columns_mm) > 1
            if cell.text and (wide or (cell.role == "label" and cell.rows > 1)):
                found[number] = cell.text
            number += 1
    return found


def write_sections(
    target: str | Path | BinaryIO, sections: Iterable[Section], *, title: str = "", author: str = ""
) -> int:
    """Write sections of pages as one PDF; gives the number of pages."""
    canvas = _new_canvas(target, title, author)
    fonts = UsedFonts(canvas._doc.delayedFonts)  # type: ignore[attr-defined]
    count = 0
    for section in sections:
        marked: dict[int, list[Bookmark]] = {}
        for bookmark in section.bookmarks:
            marked.setdefault(bookmark.page, []).append(bookmark)
        for number, page in enumerate(section.pages):
            for order, bookmark in enumerate(marked.get(number, ())):
                key = f"{_page_key(count + 1)}-{order}" if order else _page_key(count + 1)
                top = (page.height_mm - bookmark.top_mm) / MM_PER_PT
                canvas.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
                canvas.addOutlineEntry(_encodable(bookmark.title), key, bookmark.level, closed=bookmark.level > 0)
            canvas.setPageSize((page.width_mm / MM_PER_PT, page.height_mm / MM_PER_PT))
            canvas._code.append(page_commands(page, fonts))  # type: ignore[attr-defined]
            for link in section.links:
                if link.page == number:
                    canvas.linkRect("", _page_key(link.target), _rectangle(link.area, page), Border="[0 0 0]")
            canvas.showPage()
            count += 1
    canvas.save()
    return count


def _encodable(text: str) -> str:
    """A name without half characters (one of the two surrogates of 😀), which a PDF cannot hold outside its pages."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _page_key(number: int) -> str:
    return f"page-{number}"


def _rectangle(area: AreaMark, page: Page) -> tuple[float, float, float, float]:
    left, right = area.x_mm / MM_PER_PT, (area.x_mm + area.width_mm) / MM_PER_PT
    top = (page.height_mm - area.y_mm) / MM_PER_PT
    return left, top - area.height_mm / MM_PER_PT, right, top


def _new_canvas(target: str | Path | BinaryIO, title: str, author: str) -> Canvas:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # text armour from the days of seven-bit mail: slower and a quarter larger

    class BareCanvas(Canvas):
        """A canvas whose pages do not each begin with Helvetica, which would not be embedded."""

        def _make_preamble(self) -> None:
            self._preamble = ""

    # invariant: no dates and no random ids, so that the same forms give the same bytes.
    file = str(target) if isinstance(target, Path) else target
    canvas = BareCanvas(file, invariant=1, pageCompression=1, lang=LANGUAGE)
    canvas.setTitle(_encodable(title))
    canvas.setAuthor(_encodable(author))
    canvas.setSubject("")
    canvas.setCreator("绩表")
    canvas.setProducer("绩表")
    return canvas


def page_commands(page: Page, fonts: UsedFonts) -> str:
    """What draws a page's marks: first what lies behind, then the rules, then all texts."""
    height = page.height_mm / MM_PER_PT
    commands = [_stamp_commands(stamp, fonts, height) for stamp in page.stamps]
    commands += [_fill_commands(fill, height) for fill in page.fills]
    if page.rules:
        commands.append(f"2 J {page.rules[0].weight_mm / MM_PER_PT:.3f} w")
        commands += [
            f"{rule.x0_mm / MM_PER_PT:.2f} {height - rule.y0_mm / MM_PER_PT:.2f} m"
            f" {rule.x1_mm / MM_PER_PT:.2f} {height - rule.y1_mm / MM_PER_PT:.2f} l"
            for rule in page.rules
        ]
        commands.append("S")
    commands.append("BT")
    state: tuple[Face, float, float] | None = None
    for mark in page.texts:
        if mark.rare:
            commands += _rare_commands(mark, fonts, height)
            state = None
            continue
        used = fonts.face(mark.face)
        wanted = (mark.face, mark.size_pt, mark.spacing_mm)
        if wanted != state:
            commands.append(f"/{used.name} {mark.size_pt:g} Tf {mark.spacing_mm / MM_PER_PT:.3f} Tc")
            state = wanted
        commands.append(
            f"1 0 0 1 {mark.x_mm / MM_PER_PT:.2f} {height - mark.y_mm / MM_PER_PT:.2f} Tm {used.encode(mark.text)} Tj"
        )
    commands.append("ET")
    return "\n".join(commands)


def _fill_commands(fill: FillMark, height: float) -> str:
    left, bottom = fill.x_mm / MM_PER_PT, height - (fill.y_mm + fill.height_mm) / MM_PER_PT
    return f"{fill.grey} g {left:.2f} {bottom:.2f} {fill.width_mm / MM_PER_PT:.2f} {fill.height_mm / MM_PER_PT:.2f} re f 0 g"


def _rare_commands(mark: TextMark, fonts: UsedFonts, height: float) -> list[str]:
    """Draw a character that the face lacks; it is found and copied as itself.

    It comes as text from a face that can be embedded, else as a shape over unseen text, else 〓 stands for it.
    """
    used, shown, shape = fonts.rare(mark.text[0]), mark.text[0], None
    if used is None:
        shape = fonts.rare_shape(shown)
        used, shown = fonts.face(mark.face), GETA
    width = (shape[2] if shape else used.face.width(used.face.glyph(shown))) / 1000
    room = mark.width_mm / MM_PER_PT
    size = min(mark.size_pt, room / width) if width else mark.size_pt
    x = mark.x_mm / MM_PER_PT + (room - width * size) / 2
    y = height - mark.y_mm / MM_PER_PT
    unseen = 3 if shape else 0
    commands = [
        f"/{used.name} {size:.2f} Tf 0 Tc {unseen} Tr 1 0 0 1 {x:.2f} {y:.2f} Tm {used.encode_as(shown, mark.text)} Tj 0 Tr"
    ]
    if shape:
        path, scale, _ = shape
        commands.append(f"ET q {scale * size:.6f} 0 0 {scale * size:.6f} {x:.2f} {y:.2f} cm {path} f Q BT")
    return commands


def _stamp_commands(stamp: StampMark, fonts: UsedFonts, height: float) -> str:
    used = fonts.face(stamp.face)
    half = width_of(stamp.face, stamp.text) / 2000 * stamp.size_pt
    turned = radians(stamp.angle_deg)
    matrix = f"{cos(turned):.4f} {sin(turned):.4f} {-sin(turned):.4f} {cos(turned):.4f}"
    middle = f"{stamp.x_mm / MM_PER_PT:.2f} {height - stamp.y_mm / MM_PER_PT:.2f}"
    text = f"BT /{used.name} {stamp.size_pt:g} Tf {-half:.2f} {-CENTRE_EM * stamp.size_pt:.2f} Td {used.encode(stamp.text)} Tj ET"
    return f"q {stamp.grey} g {matrix} {middle} cm {text} Q"
