"""Papers drawn as other programs draw them, for tests: sideways, with doubled or spaced letters, without lines, with furniture."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

from app.form.document import Document
from app.form.template import Template
from app.paths import bundled_resources
from app.printing.build import paper_grid, with_page
from app.printing.layout import layout
from app.printing.marks import Page, TextMark

_PT = 72 / 25.4


@dataclass(frozen=True)
class Drawing:
    """How a paper is drawn. ``turned``: the page is stored sideways (``by_text``: its text is drawn sideways instead);
    ``again``: each text is drawn a second time, moved by so many points; ``spaced``: points between letters.
    """

    landscape: bool = False
    turned: int = 0
    by_text: bool = False
    again: float = 0.0
    spaced: float = 0.0
    ruled: bool = True
    foot: str = ""
    watermark: str = ""


def draw(document: Document, template: Template, drawing: Drawing) -> bytes:
    """The form's paper as a PDF."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("FormSong", bundled_resources() / "fonts" / "FormSong.ttf"))
    grid = paper_grid(document, template)
    if drawing.landscape:
        grid = with_page(grid, orientation="landscape")
    pages = layout(grid)
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for number, page in enumerate(pages, 1):
        width, height = page.width_mm * _PT, page.height_mm * _PT
        sideways = drawing.turned in (90, 270)
        canvas.setPageSize((height, width) if sideways else (width, height))
        _turn(canvas, drawing, width, height)
        _marks(canvas, page, drawing, height)
        if drawing.foot:
            canvas.setFont("FormSong", 9)
            canvas.drawCentredString(width / 2, 20, drawing.foot.format(page=number, pages=len(pages)))
        if drawing.watermark:
            canvas.setFont("FormSong", 40)
            canvas.rotate(35)
            canvas.drawString(200, 50, drawing.watermark)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _turn(canvas, drawing: Drawing, width: float, height: float) -> None:  # type: ignore[no-untyped-def]
    if not drawing.turned:
        return
    if not drawing.by_text:
        canvas.setPageRotation(drawing.turned)
    # Seen with the page's own rotation undone, the drawing is turned the other way.
    if drawing.turned == 90:
        canvas.translate(height, 0)
        canvas.rotate(90)
    elif drawing.turned == 270:
        canvas.translate(0, width)
        canvas.rotate(270)
    else:
        canvas.translate(width, height)
        canvas.rotate(180)


def _marks(canvas, page: Page, drawing: Drawing, height: float) -> None:  # type: ignore[no-untyped-def]
    if drawing.ruled:
        canvas.setLineWidth(0.5)
        for rule in page.rules:
            canvas.line(rule.x0_mm * _PT, height - rule.y0_mm * _PT, rule.x1_mm * _PT, height - rule.y1_mm * _PT)
    for mark in page.texts:
        for shift in (0.0, drawing.again) if drawing.again else (0.0,):
            _text(canvas, replace(mark, x_mm=mark.x_mm + shift / _PT), drawing, height)


def _text(canvas, mark: TextMark, drawing: Drawing, height: float) -> None:  # type: ignore[no-untyped-def]
    short = len(mark.text) < 5
    text = canvas.beginText(mark.x_mm * _PT, height - mark.y_mm * _PT)
    text.setFont("FormSong", mark.size_pt)
    text.setCharSpace(drawing.spaced if drawing.spaced and short else mark.spacing_mm * _PT)
    text.textOut(mark.text)
    canvas.drawText(text)
