"""Whole imports (file to form with its account) against just reading the same file with the library for it."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ratios import Ratio

SAMPLES = Path(__file__).resolve().parents[2] / "tests" / "samples"
BATCH = 200


def _docx(data: bytes) -> int:
    import docx

    document = docx.Document(io.BytesIO(data))
    return sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells)


def _openpyxl(data: bytes) -> int:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    return sum(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row)


def _calamine(data: bytes) -> int:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def _pdfplumber(data: bytes) -> int:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return sum(len(page.extract_tables()) for page in pdf.pages)


def _xlrd(data: bytes) -> int:
    import xlrd

    book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    return sum(sheet.nrows for sheet in book.sheets())


def _import(name: str, data: bytes) -> Callable[[], object]:
    from app.importing.recognise import recognise
    from app.importing.sources import read_bytes
    from app.work.import_files import bundled_and_own_templates

    known = bundled_and_own_templates()
    return lambda: recognise(read_bytes(data, name), known)


def _batch_s(workers: int) -> float:
    """The time for a batch of real files, written as form files."""
    import tempfile

    from app.work.import_files import import_files

    files = sorted([*(SAMPLES / "office").glob("20*.*"), *(SAMPLES / "text").glob("20*-0*.txt")])
    paths = [files[number % len(files)] for number in range(BATCH)]
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        done = sum(step.file.all_read for step in import_files(paths, Path(folder), workers=workers))
        spent = time.perf_counter() - begin
    if done != BATCH:
        raise RuntimeError(f"only {done} of {BATCH} files were read whole")
    return spent


def measure() -> list[Ratio]:
    """One form of each kind against its library, and a batch."""
    from ratios import Ratio, median_ms

    works: list[tuple[str, str, Callable[[bytes], object], str, float | None]] = [
        (".docx against python-docx reading its cells", "office/2024-03.docx", _docx, "", 2.0),
        (".xlsx against openpyxl reading its cells", "office/2024-03.xlsx", _openpyxl, "", 2.0),
        (".xlsx against calamine, which gives values without formats", "office/2024-03.xlsx", _calamine, "", None),
        (".xls against xlrd", "office/2024-02.xls", _xlrd, "", None),
        (".pdf against pdfplumber finding its tables", "office/2024-03.pdf", _pdfplumber, "", 1.5),
    ]
    found = []
    for name, sample, library, note, limit in works:
        data = (SAMPLES / sample).read_bytes()
        whole = median_ms(_import(sample, data))
        alone = median_ms(partial(library, data))
        found.append(Ratio(name, whole / alone, limit, note=note or f"{whole:.1f} ms against {alone:.1f} ms"))
    text = (SAMPLES / "text" / "2024-03.txt").read_bytes()
    found.append(Ratio("a pasted table, whole", median_ms(_import("表.txt", text)), 50.0, "ms"))
    batch, side_by_side = _batch_s(1), _batch_s(2)
    found.append(Ratio(f"{BATCH} files of all kinds, written as form files", batch, None, "s", note="one process"))
    found.append(
        Ratio("the same on two cores, speed-up", batch / side_by_side, 1.3, at_least=True, note=f"{side_by_side:.1f} s")
    )
    found.append(Ratio("a file of the batch, mean", batch / BATCH * 1000, 150.0, "ms"))
    return found
