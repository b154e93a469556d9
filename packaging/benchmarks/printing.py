"""Paper: laying out a form, and exporting 200 forms against reportlab's own tables (platypus) on the same content.

Both sides get the same grids of cells and the same faces, and take turns in one process.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.form.document import Document, Indicator, new_id  # noqa: E402
from app.form.template import Template  # noqa: E402
from app.paths import font_file  # noqa: E402
from app.printing.breaking import balanced_lines, break_lines  # noqa: E402
from app.printing.build import paper_grid  # noqa: E402
from app.printing.grid import GridCell, GridLine, GridTable, PaperGrid  # noqa: E402
from app.printing.layout import layout  # noqa: E402
from app.printing.to_pdf import write_pdf  # noqa: E402
from app.storage.document_files import load  # noqa: E402
from app.storage.template_files import all_templates  # noqa: E402

if TYPE_CHECKING:
    from ratios import Ratio

FORMS = 200
SEPARATE = 40
MM = 72 / 25.4


def sample_forms() -> list[tuple[Document, Template]]:
    """The real forms of the tests, with their templates."""
    forms = []
    for file in sorted((ROOT / "tests" / "forms").glob("20*.jxb")):
        document = load(file).document
        template = all_templates().get(document.template)
        if template is not None and not file.stem.startswith("2021"):
            forms.append((document, template))
    return forms


def grids(count: int) -> list[PaperGrid]:
    """So many papers of the real forms, again and again."""
    return [paper_grid(*form) for form in islice(cycle(sample_forms()), count)]


def long_form(indicators: int) -> tuple[Document, Template]:
    """A form with so many indicators."""
    document, template = sample_forms()[-1]
    leaves = [Indicator(new_id(), f"第{at}项工作完成情况", {"target": f"≥{at}个"}) for at in range(indicators)]
    level_2 = [Indicator(new_id(), f"二级指标{at}", {}, tuple(leaves[at : at + 20])) for at in range(0, indicators, 20)]
    tree = (Indicator(new_id(), "产出指标", {}, tuple(level_2)),)
    return Document(document.template, document.year, document.fields, document.funding, document.texts, tree), template


def long_texts() -> tuple[Document, Template]:
    """A form with a goal and an indicator of 3,000 characters each."""
    document, template = sample_forms()[-1]
    text = "".join(f"第{at}条：健康促进活动覆盖14个街镇，服务≥27000人次；" for at in range(120))[:3000]
    leaves = (Indicator(new_id(), text, {"target": "≥1次"}), Indicator(new_id(), "其他工作", {"target": "是"}))
    tree = (Indicator(new_id(), "产出指标", {}, (Indicator(new_id(), "数量指标", {}, leaves),)),)
    texts = {**document.texts, "annual_goal": text}
    return Document(document.template, document.year, document.fields, document.funding, texts, tree), template


def platypus_story(grid: PaperGrid) -> list[object]:
    """The same paper as reportlab's own tables."""
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph

    names = {"song": "BenchSong", "sans": "BenchSans"}
    if "BenchSong" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("BenchSong", str(font_file("FormSong.ttf"))))
        pdfmetrics.registerFont(TTFont("BenchSans", str(font_file("FormSans.ttf"))))
    aligned = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}

    def paragraph(shown: GridCell | GridLine) -> object:
        style = ParagraphStyle(
            "cell",
            fontName=names[shown.face],
            fontSize=shown.size_pt,
            leading=shown.size_pt * 1.36,
            alignment=aligned[shown.align],  # type: ignore[arg-type]  # an int is what it takes
            wordWrap="CJK",
        )
        return Paragraph(escape(shown.text).replace("\n", "<br/>"), style)

    def table(block: GridTable) -> object:
        rows: list[list[object]] = [[""] * len(block.columns_mm) for _ in block.min_heights_mm]
        commands: list[tuple[object, ...]] = [
            ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
        for cell in block.cells:
            rows[cell.row][cell.column] = paragraph(cell)
            last = (cell.column + cell.columns - 1, cell.row + cell.rows - 1)
            if last != (cell.column, cell.row):
                commands.append(("SPAN", (cell.column, cell.row), last))
        widths = [width * MM for width in block.columns_mm]
        return LongTable(
            rows, colWidths=widths, repeatRows=block.head_rows[1], style=cast("Any", commands), splitInRow=1
        )

    return [table(block) if isinstance(block, GridTable) else paragraph(block) for block in grid.blocks]


def platypus_pdf(papers: list[PaperGrid]) -> bytes:
    """Papers as one PDF by platypus."""
    from reportlab.platypus import PageBreak, SimpleDocTemplate

    stream = io.BytesIO()
    top, right, bottom, left = (margin * MM for margin in papers[0].margins_mm)
    document = SimpleDocTemplate(
        stream,
        pagesize=(papers[0].width_mm * MM, papers[0].height_mm * MM),
        topMargin=top,
        rightMargin=right,
        bottomMargin=bottom,
        leftMargin=left,
    )
    story: list[object] = []
    for paper in papers:
        story += [*platypus_story(paper), PageBreak()]
    document.build(cast("Any", story))
    return stream.getvalue()


def our_pdf(papers: list[PaperGrid]) -> bytes:
    """Papers as one PDF by the program."""
    stream = io.BytesIO()
    write_pdf(stream, papers)
    return stream.getvalue()


def measure() -> list[Ratio]:
    """Layout warm, growth with the indicators, and both ways of exporting against platypus."""
    from ratios import Ratio, in_turn

    worst = max(_best_ms(partial(layout, paper_grid(*form))) for form in sample_forms())
    both = max(_best_ms(partial(_layout_warm, *form)) for form in sample_forms())
    thousand, ten_thousand = (paper_grid(*long_form(count)) for count in (1_000, 10_000))
    in_turns = in_turn([lambda: _cold_ms(thousand), lambda: _cold_ms(ten_thousand)], rounds=6)
    growth = [min(times) for times in in_turns]
    many, few = grids(FORMS), grids(SEPARATE)
    our_pdf(few), platypus_pdf(few)
    together = in_turn([lambda: _ms(our_pdf, many), lambda: _ms(platypus_pdf, many)], rounds=3)
    apart = in_turn([lambda: _each(our_pdf, few), lambda: _each(platypus_pdf, few)], rounds=3)
    ours, theirs = min(together[0]), min(together[1])
    ours_apart, theirs_apart = min(apart[0]), min(apart[1])
    note = f"{ours / FORMS:.2f} and {theirs / FORMS:.2f} ms a form"
    note_apart = f"{ours_apart / SEPARATE:.2f} and {theirs_apart / SEPARATE:.2f} ms a form"
    return [
        Ratio("layout of the longest real form, warm", worst, 2.0, "ms", note=f"{both:.2f} ms from the document on"),
        Ratio("layout of 10,000 indicators to 1,000", growth[1] / growth[0], 11.0, note=f"{growth[1]:.0f} ms"),
        Ratio(f"{FORMS} forms in one PDF, to platypus", theirs / ours, 3.0, at_least=True, note=note),
        Ratio(
            f"{SEPARATE} forms in files of their own, to platypus",
            theirs_apart / ours_apart,
            1.8,
            at_least=True,
            note=note_apart,
        ),
    ]


def _best_ms(work: Callable[[], object], rounds: int = 25) -> float:
    """The best of some rounds: what a layout takes when nothing else keeps the machine busy."""
    import time

    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return min(times)


def _layout_warm(document: Document, template: Template) -> None:
    layout(paper_grid(document, template))


def _cold_ms(grid: PaperGrid) -> float:
    """Lay out with nothing remembered from before, and no garbage of others to clear away; processor time, not the clock's."""
    import gc
    import time

    break_lines.cache_clear()
    balanced_lines.cache_clear()
    gc.collect()
    begin = time.process_time()
    layout(grid)
    return (time.process_time() - begin) * 1000


def _ms(make: object, papers: list[PaperGrid]) -> float:
    import time

    begin = time.perf_counter()
    make(papers)  # type: ignore[operator]
    return (time.perf_counter() - begin) * 1000


def _each(make: object, papers: list[PaperGrid]) -> float:
    return sum(_ms(make, [paper]) for paper in papers)
