"""PDF files with text → grid: cells from the ruling lines, tables that run over pages joined, other text as lines."""

from __future__ import annotations

import io
import logging
import zlib
from typing import TYPE_CHECKING

from app.importing.errors import DAMAGED, ENCRYPTED, SCANNED, SourceError
from app.importing.grid import Grid
from app.importing.limits import MAX_PAGES, MAX_TEXT, CancelCheck, never_cancelled
from app.importing.pdf_furniture import take_furniture
from app.importing.pdf_page import PageParts, parts_of, take_overflow
from app.importing.pdf_tables import blocks_of, join_pages
from app.importing.pdf_text import overlap

if TYPE_CHECKING:
    from pdfplumber.page import Page

KIND = " PDF "


def read_pdf(data: bytes, name: str, check: CancelCheck = never_cancelled) -> Grid:
    """Read a PDF. Raises SourceError when it is none, encrypted, a scan, or beyond all bounds."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    # Its remarks on odd files are for programmers, and would land on the user's screen.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    logging.getLogger("pdfplumber").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _read_pages(pdf.pages, name, check)
    except PdfminerException as error:
        locked = any(
            isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__, error.__context__)
        )
        raise SourceError(ENCRYPTED if locked else DAMAGED.format(kind=KIND)) from error
    except _pdf_errors() as error:
        raise SourceError(DAMAGED.format(kind=KIND)) from error


def _pdf_errors() -> tuple[type[Exception], ...]:
    """What pdfminer raises on damaged files: it checks little, so this is whatever goes wrong first."""
    import binascii
    import struct

    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException

    return (
        PSException,
        MalformedPDFException,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        NotImplementedError,
        RecursionError,
        MemoryError,
        OSError,
        EOFError,
        zlib.error,
        struct.error,
        binascii.Error,
    )


def _read_pages(pages: list[Page], name: str, check: CancelCheck) -> Grid:
    if len(pages) > MAX_PAGES:
        raise SourceError(f"PDF 共 {len(pages)} 页，超过 {MAX_PAGES} 页，不像绩效目标表；请只保留需要的页再导入")
    read: list[PageParts] = []
    characters = scanned = unreadable = 0
    for number, page in enumerate(pages, 1):
        check()
        parts = parts_of(page, number)
        read.append(parts)
        characters += len(parts.chars)
        unreadable += sum(char.text.startswith("(cid:") for char in parts.chars)
        scanned += not parts.chars and bool(page.images)
        if characters > MAX_TEXT // 10:
            raise SourceError("PDF 里的文字过多，不像绩效目标表；请只保留需要的页再导入")
        page.close()
    if not characters and scanned:
        raise SourceError(SCANNED)
    if unreadable * 5 > characters:
        raise SourceError("这个 PDF 的字体没有附带文字信息，读出来的都是乱码；请向填表人索要 Word 或 Excel 文件再导入")
    warnings = []
    if scanned:
        warnings.append(f"有 {scanned} 页是扫描的图片，没有文字，没有读取")
    if unreadable:
        warnings.append(f"有 {unreadable} 个字在 PDF 里没有文字信息，读不出，请对照原件补上")
    beside = take_furniture(read)
    for parts in read:
        take_overflow(parts)
    blocks = [*blocks_of(join_pages(read)), *beside]
    return Grid(name, "pdf", tuple(blocks), tuple(warnings), tuple(_doubts(read)))


def _doubts(pages: list[PageParts]) -> list[str]:
    """What puts the whole reading in doubt."""
    doubts = []
    overlapping = [page.number for page in pages if overlap(page.chars)]
    if overlapping:
        doubts.append(
            f"第 {'、'.join(map(str, overlapping))} 页有文字互相重叠（多半是行高不够），读出的内容可能混在一起，请对照原件逐项核对"
        )
    if not any(page.pieces for page in pages):
        doubts.append("PDF 里没有表格线，是按文字的位置分行读的，请对照原件逐项核对")
    return doubts
