"""Other engines on the same forms and faces: typst, WeasyPrint, fpdf2, LibreOffice, each where it is installed.

They are no dependencies of the program; those that are missing are left out. A folder of packages that holds them can be named
in JIBIAO_BENCH_PACKAGES. Run as a script it is the child process: engine, number of forms, one file or many.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT)]
if os.environ.get("JIBIAO_BENCH_PACKAGES"):
    sys.path.append(os.environ["JIBIAO_BENCH_PACKAGES"])

from app.paths import font_file  # noqa: E402
from app.printing.grid import GridCell, GridLine, GridTable, PaperGrid  # noqa: E402

if TYPE_CHECKING:
    from ratios import Ratio

FAMILIES = {"song": "Form Song SC", "sans": "Form Sans SC"}
TOGETHER, APART, BOOK = 100, 20, 1000
ROUNDS, SLOW_ROUNDS = 5, 2
SLOW = ("weasyprint", "fpdf2", "libreoffice")


def _papers(count: int) -> list[PaperGrid]:
    return _printing().grids(count)  # type: ignore[no-any-return]


def _printing() -> Any:
    """The module beside this one, which has the forms and the platypus side."""
    if "benchmark_printing" not in sys.modules:
        spec = importlib.util.spec_from_file_location("benchmark_printing", HERE / "printing.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["benchmark_printing"] = module
        spec.loader.exec_module(module)
    return sys.modules["benchmark_printing"]


def ours(papers: list[PaperGrid], target: Path) -> None:
    """The program."""
    from app.printing.to_pdf import write_pdf

    write_pdf(target, papers)


def platypus(papers: list[PaperGrid], target: Path) -> None:
    """reportlab's own tables."""
    target.write_bytes(_printing().platypus_pdf(papers))


def typst(papers: list[PaperGrid], target: Path) -> None:
    """typst, with its own tables."""

    def text(shown: GridCell | GridLine) -> str:
        quoted = json.dumps(shown.text, ensure_ascii=False)
        return f'text(font: "{FAMILIES[shown.face]}", size: {shown.size_pt}pt, {quoted})'

    def cell(shown: GridCell) -> str:
        align = {"justify": "left"}.get(shown.align, shown.align)
        return (
            f"table.cell(x: {shown.column}, y: {shown.row}, colspan: {shown.columns}, rowspan: {shown.rows},"
            f" align: {align} + horizon, {text(shown)})"
        )

    lines = ['#set text(lang: "zh", region: "cn")']
    for at, paper in enumerate(papers):
        top, right, bottom, left = paper.margins_mm
        margins = f"(top: {top}mm, right: {right}mm, bottom: {bottom}mm, left: {left}mm)"
        if at == 0:
            lines.append(f"#set page(width: {paper.width_mm}mm, height: {paper.height_mm}mm, margin: {margins})")
        else:
            lines.append("#pagebreak()")
        for block in paper.blocks:
            if isinstance(block, GridLine):
                lines.append(f"#align({'left' if block.align == 'justify' else block.align}, {text(block)})")
                continue
            first, end = block.head_rows
            if any(one.row < end < one.row + one.rows for one in block.cells):
                first = end = 0  # typst refuses heads that a merged cell leaves
            heads = [cell(one) for one in block.cells if first <= one.row < end]
            body = [cell(one) for one in block.cells if not first <= one.row < end]
            head = f"table.header({', '.join(heads)})," if heads else ""
            columns = ", ".join(f"{width}mm" for width in block.columns_mm)
            lines.append(f"#block(above: 0pt, table(columns: ({columns},), stroke: 0.5pt, {head}{', '.join(body)}))")
    target.write_bytes(_typst_compiler().compile("\n".join(lines).encode()))


@lru_cache(maxsize=1)
def _typst_compiler() -> Any:
    """One compiler for a process, so that fonts are read once."""
    engine: Any = importlib.import_module("typst")
    return engine.Compiler(font_paths=[str(font_file("FormSong.ttf").parent)], ignore_system_fonts=True)


def weasyprint(papers: list[PaperGrid], target: Path) -> None:
    """WeasyPrint, with HTML tables."""
    html: Any = importlib.import_module("weasyprint").HTML
    faces = "".join(
        f"@font-face{{font-family:'{FAMILIES[face]}';src:url('{font_file(name).as_uri()}')}}"
        for face, name in (("song", "FormSong.ttf"), ("sans", "FormSans.ttf"))
    )
    top, right, bottom, left = papers[0].margins_mm
    page = f"@page{{size:{papers[0].width_mm}mm {papers[0].height_mm}mm;margin:{top}mm {right}mm {bottom}mm {left}mm}}"
    table = "table{border-collapse:collapse;width:100%;table-layout:fixed}td{border:.5pt solid}.p{break-before:page}"

    def style(shown: GridCell | GridLine) -> str:
        return f"font:{shown.size_pt}pt '{FAMILIES[shown.face]}';text-align:{shown.align}"

    def row(block: GridTable, number: int) -> str:
        cells = sorted((cell for cell in block.cells if cell.row == number), key=lambda cell: cell.column)
        return (
            "<tr>"
            + "".join(
                f'<td rowspan={cell.rows} colspan={cell.columns} style="{style(cell)}">{escape(cell.text)}</td>'
                for cell in cells
            )
            + "</tr>"
        )

    parts = []
    for paper in papers:
        parts.append("<section class=p>")
        for block in paper.blocks:
            if isinstance(block, GridLine):
                parts.append(f'<p style="{style(block)}">{escape(block.text)}</p>')
            else:
                columns = "".join(f'<col style="width:{width}mm">' for width in block.columns_mm)
                rows = "".join(row(block, number) for number in range(len(block.min_heights_mm)))
                parts.append(f"<table><colgroup>{columns}</colgroup>{rows}</table>")
        parts.append("</section>")
    html(string=f"<style>{faces}{page}{table}</style>{''.join(parts)}").write_pdf(str(target))


def fpdf2(papers: list[PaperGrid], target: Path) -> None:
    """fpdf2, with its own tables."""
    pdf: Any = importlib.import_module("fpdf").FPDF(format="A4")
    pdf.add_font("song", fname=str(font_file("FormSong.ttf")))
    pdf.add_font("sans", fname=str(font_file("FormSans.ttf")))
    for paper in papers:
        top, right, bottom, left = paper.margins_mm
        pdf.set_margins(left, top, right)
        pdf.set_auto_page_break(True, bottom)
        pdf.add_page()
        for block in paper.blocks:
            if isinstance(block, GridLine):
                pdf.set_font(block.face, size=block.size_pt)
                pdf.multi_cell(0, 8, block.text, align=block.align[0].upper(), new_x="LMARGIN", new_y="NEXT")
                continue
            pdf.set_font("song", size=10.5)
            with pdf.table(col_widths=block.columns_mm, first_row_as_headings=False, line_height=5) as table:
                for number in range(len(block.min_heights_mm)):
                    row = table.row()
                    for cell in sorted((one for one in block.cells if one.row == number), key=lambda one: one.column):
                        align = cell.align[0].upper()
                        row.cell(cell.text, colspan=cell.columns, rowspan=cell.rows, align=align)
    pdf.output(str(target))


def libreoffice(papers: list[PaperGrid], target: Path) -> None:
    """openpyxl writes the workbook, LibreOffice prints it."""
    from app.printing.to_xlsx import write_xlsx

    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / f"{target.stem}.xlsx"
        write_xlsx(book, papers)
        words = [
            "soffice",
            f"-env:UserInstallation={(Path(folder) / 'home').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run([*words, "--outdir", str(target.parent), str(book)], check=True, capture_output=True)


ENGINES: dict[str, Callable[[list[PaperGrid], Path], None]] = {
    "ours": ours,
    "platypus": platypus,
    "typst": typst,
    "weasyprint": weasyprint,
    "fpdf2": fpdf2,
    "libreoffice": libreoffice,
}


def available(engine: str) -> bool:
    """Whether an engine is there."""
    if engine in ("ours", "platypus"):
        return True
    if engine == "libreoffice":
        return shutil.which("soffice") is not None
    return importlib.util.find_spec({"fpdf2": "fpdf"}.get(engine, engine)) is not None


def lost_characters(papers: list[PaperGrid], pdf: Path) -> int:
    """How many characters of the papers are nowhere on the pages of the PDF."""
    import pdfplumber

    with pdfplumber.open(pdf) as file:
        found = Counter(
            char["text"]
            for page in file.pages
            for char in page.chars
            if not char["text"].isspace() and char["top"] >= 0 and char["bottom"] <= page.height
        )
    wanted: Counter[str] = Counter()
    for paper in papers:
        for block in paper.blocks:
            for cell in [block] if isinstance(block, GridLine) else block.cells:
                wanted.update(character for character in cell.text if not character.isspace())
    return sum((wanted - found).values())


def run_child(engine: str, count: int, apart: bool) -> dict[str, float]:
    """Run an engine in a fresh process; gives seconds from start to end, milliseconds a form inside, peak memory in MB."""
    begin = time.perf_counter()
    words = [sys.executable, str(Path(__file__).resolve()), engine, str(count), "apart" if apart else "together"]
    child = subprocess.run(words, capture_output=True, text=True, check=False)
    whole = (time.perf_counter() - begin) * 1000
    if child.returncode:
        raise RuntimeError(f"{engine}: {child.stderr.strip().splitlines()[-1:]}")
    return {**json.loads(child.stdout.splitlines()[-1]), "whole_ms": whole}


def child(engine: str, count: int, apart: bool) -> None:
    """What the fresh process does. 0 forms: one with texts that are longer than a page."""
    papers = _papers(count) if count else [_printing().paper_grid(*_printing().long_texts())]
    make = ENGINES[engine]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.pdf"
        begin = time.perf_counter()
        if apart:
            for paper in papers:
                make([paper], target)
        else:
            make(papers, target)
        inside = (time.perf_counter() - begin) * 1000
        lost = lost_characters(papers, target) if count in (0, 14) and not apart else -1
    print(json.dumps({"form_ms": inside / len(papers), "memory_mb": _peak_mb(), "lost": lost}))


def _peak_mb() -> float:
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def measure() -> list[Ratio]:
    """One form in a fresh process, many in one file, many in files of their own, memory, characters lost.

    The engines take turns, so that others' work on the machine meets them all; of each the best round counts.
    """
    from ratios import Ratio

    there = [engine for engine in ENGINES if available(engine)]
    results = [Ratio(f"{engine}: not installed", 0.0, unit="") for engine in ENGINES if engine not in there]
    times: dict[str, list[tuple[float, float, float]]] = {engine: [] for engine in there}
    for at in range(ROUNDS):
        for engine in there:
            if engine not in SLOW or at < SLOW_ROUNDS:
                times[engine].append(_round(engine))
    for engine in there:
        fresh, together, apart = map(min, zip(*times[engine], strict=True))
        results += [
            Ratio(f"{engine}: one form in a fresh process", fresh, unit="ms"),
            Ratio(f"{engine}: a form, many in one file", together, unit="ms"),
            Ratio(f"{engine}: a form, each in its own file", apart, unit="ms"),
            Ratio(f"{engine}: characters lost of the 14 real forms", run_child(engine, 14, False)["lost"], unit=""),
            Ratio(f"{engine}: characters lost of a form with texts longer than a page", _lost_of_long(engine), unit=""),
        ]
    books = [run_child("ours", BOOK, False) for _ in range(2)]
    results += [
        Ratio(f"ours: a form in a book of {BOOK}", min(book["form_ms"] for book in books), unit="ms"),
        Ratio(f"ours: peak memory of a book of {BOOK}", books[0]["memory_mb"], 150, "MB"),
    ]
    return results


def _lost_of_long(engine: str) -> float:
    """How much is lost of long texts; -1 where the engine gives up."""
    try:
        return run_child(engine, 0, False)["lost"]
    except RuntimeError as error:
        print(error)
        return -1.0


def _round(engine: str) -> tuple[float, float, float]:
    """One form in a fresh process, then a form of many in one file, and of many in files of their own; in milliseconds."""
    slow = engine in SLOW
    return (
        run_child(engine, 1, False)["whole_ms"],
        run_child(engine, 10 if slow else TOGETHER, False)["form_ms"],
        run_child(engine, 4 if slow else APART, True)["form_ms"],
    )


if __name__ == "__main__":
    child(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "apart")
