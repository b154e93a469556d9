"""Take the pictures of docs/papers.md anew: each sample form as we print it, beside the file that an office laid out.

    .venv/bin/python packaging/make_paper_pictures.py [NAME…]

Ours is at the left, the office's own PDF at the right, at 100 dpi, a little of the empty margins cut off. Look at them before
committing.
"""

from __future__ import annotations

import importlib
import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.form.document import Document, Indicator, new_id  # noqa: E402
from app.form.template import Template  # noqa: E402
from app.paths import font_file  # noqa: E402
from app.printing.build import paper_grid, papers_of  # noqa: E402
from app.printing.layout import PrintOptions  # noqa: E402
from app.printing.to_pdf import write_pdf  # noqa: E402
from app.storage.document_files import load  # noqa: E402
from app.storage.template_files import all_templates  # noqa: E402
from app.work.book import make_book  # noqa: E402

PICTURES = ROOT / "docs" / "pictures" / "papers"
FORMS = ROOT / "tests" / "forms"
OFFICE = ROOT / "tests" / "samples" / "office"
SELF_EVALUATION = ROOT / "resources" / "examples"
DPI = 100
_MARGIN_MM = 8.0
"""So much of each page's edge is cut off: nothing stands there."""

_GAP = 12
_CAPTION = 26
_GREYS = 16
_GROUND = 208
_ABREAST = 4
"""So many pages stand side by side; of a form with more, so many of ours above so many of the office's."""

_STRESS_PAGES = (1, 9, 14, 22)


def main(names: Sequence[str]) -> None:
    """Take the pictures that are named, or all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for file in sorted(FORMS.glob("20*.jxb")):
        if not names or file.stem in names:
            office = OFFICE / f"{file.stem}.pdf"
            _save(file.stem, _pages(our_pdf(*load_form(file))), _pages(office.read_bytes()) if office.exists() else [])
    if not names or "stress" in names:
        pages = _pages(our_pdf(*stress_form(), PrintOptions(page_numbers=True)))
        print(f"stress: {len(pages)} pages")
        _save("stress", [pages[min(number, len(pages)) - 1] for number in _STRESS_PAGES])
    if not names or "book" in names:
        _save("book", _pages(book_pdf())[:3])


def load_form(file: Path) -> tuple[Document, Template]:
    """A form with its template."""
    document = load(file).document
    template = all_templates().get(document.template)
    if template is None:
        raise ValueError(f"no template for {file.name}")
    return document, template


def our_pdf(document: Document, template: Template, options: PrintOptions | None = None) -> bytes:
    """All papers of a form as the program prints them."""
    stream = io.BytesIO()
    grids = [paper_grid(document, template, paper.id) for paper in papers_of(document, template)]
    write_pdf(stream, grids, options or PrintOptions())
    return stream.getvalue()


def stress_form() -> tuple[Document, Template]:
    """A form of about forty pages: texts over pages, a merged label over many, a long word, an indicator of 3,000 characters."""
    document, template = load_form(FORMS / "2024-05.jxb")
    sentence = "组织开展健康教育与健康促进活动，覆盖全区14个街镇，服务居民≥27000人次，经费≤13.10(万元)。"
    long_word = "abcdefghijklmnopqrstuvwxyz0123456789ABCD"
    rows = [Indicator(new_id(), f"第{at}项工作按计划完成的情况", {"target": f"≥{at}个"}) for at in range(1, 701)]
    rows[150] = Indicator(new_id(), (sentence * 70)[:3000], {"target": "=100(%)"})
    rows[300] = Indicator(new_id(), f"系统编号{long_word}接入情况", {"target": "是"})
    level_2 = [
        Indicator(new_id(), name, {}, tuple(rows[at : at + 175]))
        for name, at in (("数量指标", 0), ("质量指标", 175), ("时效指标", 350), ("可持续影响指标", 525))
    ]
    tree = (
        Indicator(new_id(), "产出指标", {}, tuple(level_2[:3])),
        Indicator(new_id(), "效益指标", {}, (level_2[3],)),
    )
    texts = {**document.texts, "overall_goal": (sentence * 70)[:3000], "annual_goal": (sentence * 20)}
    return replace(document, indicators=tree, texts=texts), template


def book_pdf() -> bytes:
    """The forms of 2026 as a book."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "book.pdf"
        for _ in make_book(sorted(FORMS.glob("2026-*.jxb")), target):
            pass
        return target.read_bytes()


def _pages(pdf: bytes) -> list[Image.Image]:
    document: Any = importlib.import_module("pypdfium2").PdfDocument(pdf)
    margin = round(_MARGIN_MM / 25.4 * DPI)
    pages = []
    for page in document:
        image = page.render(scale=DPI / 72).to_pil().convert("L")
        pages.append(image.crop((margin, margin, image.width - margin, image.height - margin)))
    return pages


def _save(name: str, ours: Sequence[Image.Image], theirs: Sequence[Image.Image] = ()) -> None:
    """Put pages side by side, ours first, or below each other where there are many; in few greys, which keep hairlines."""
    rows = [[*ours, *theirs]] if len(ours) + len(theirs) <= _ABREAST else [ours[:_ABREAST], theirs[:_ABREAST]]
    strips = [_strip(row, len(ours) if len(rows) == 1 else 0 if at else len(row)) for at, row in enumerate(rows) if row]
    sheet = Image.new("L", (max(one.width for one in strips), sum(one.height for one in strips)), _GROUND)
    top = 0
    for strip in strips:
        sheet.paste(strip, (0, top))
        top += strip.height
    file = PICTURES / f"{name}.png"
    sheet.quantize(_GREYS).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {len(ours)} and {len(theirs)} pages, {file.stat().st_size // 1000} kB")


def _strip(pages: Sequence[Image.Image], ours: int) -> Image.Image:
    """A row of pages, the first ``ours`` of which are our own."""
    strip = Image.new(
        "L", (_GAP + sum(page.width + _GAP for page in pages), pages[0].height + _CAPTION + _GAP), _GROUND
    )
    font = ImageFont.truetype(str(font_file("FormSong.ttf")), 16)
    left = _GAP
    for at, page in enumerate(pages):
        caption = "绩表" if at == 0 and ours else "办公软件里的同一张表" if at == ours else ""
        ImageDraw.Draw(strip).text((left, 4), caption, fill=0, font=font)
        strip.paste(page, (left, _CAPTION))
        left += page.width + _GAP
    return strip


if __name__ == "__main__":
    main(sys.argv[1:])
