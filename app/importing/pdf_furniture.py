"""What stands on every page of a PDF beside the form: page numbers, headers and footers, told apart from the text.

A page number is known by its writing, another line by standing at the same height of most pages with the same words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.importing.grid import FURNITURE, Block, Cell, clean_text, is_blank, squeezed
from app.importing.pdf_page import PageParts
from app.importing.pdf_text import Line

_PAGE_NUMBER = re.compile(
    r"[-—–·~]*(?:第?\d{1,4}页?[,/|·]?(?:共?\d{1,4}页?)?|page\d{1,4}(?:(?:of|/)\d{1,4})?|共\d{1,4}页[,/]?第\d{1,4}页)[-—–·~]*",
    re.IGNORECASE,
)
_NUMBER_WITHIN = re.compile(r"第\d{1,4}页|共\d{1,4}页|\d{1,4}/\d{1,4}$|-\d{1,4}-")
_EDGE = 0.16
"""The share of a page's height at its top and bottom in which headers and footers stand."""
_NUMBER_EDGE = 0.09
_LONGEST = 40
_SAME_HEIGHT = 3.0
_TITLE = re.compile(r"绩效.{0,6}表|年度")


def take_furniture(pages: Sequence[PageParts]) -> list[Block]:
    """Take headers, footers, page numbers and watermarks out of the pages' lines; give them as blocks of their own."""
    beside = {
        id(line)
        for page in pages
        for line in page.lines
        if _is_page_number(line, page) or (len(pages) > 1 and _is_repeated(line, page, pages))
    }
    taken: list[Block] = []
    for page in pages:
        taken.extend(furniture(line.text, page.number) for line in page.lines if id(line) in beside)
        page.lines = [line for line in page.lines if id(line) not in beside]
        if not is_blank(page.aslant):
            taken.append(furniture(page.aslant, page.number))
    return taken


def furniture(text: str, page: int) -> Block:
    """A text that belongs to the page and not to the form."""
    plain = clean_text(text)
    return Block("line", (Cell(0, 0, plain, where=f"第{page}页“{plain[:12]}”"),), FURNITURE)


def _is_page_number(line: Line, page: PageParts) -> bool:
    at_edge = line.bottom < page.height * _NUMBER_EDGE or line.top > page.height * (1 - _NUMBER_EDGE)
    plain = squeezed(line.text)
    if at_edge and len(plain) < _LONGEST and re.search(r"第\d{1,4}页", plain):
        return True
    return (at_edge or _is_outmost(line, page)) and bool(_PAGE_NUMBER.fullmatch(plain))


def _is_outmost(line: Line, page: PageParts) -> bool:
    """Whether a line near the edge of the page has nothing beyond it."""
    others = [*(other for other in page.lines if other is not line)]
    tops = [*(other.top for other in others), *(piece.box[1] for piece in page.pieces)]
    bottoms = [*(other.bottom for other in others), *(piece.box[3] for piece in page.pieces)]
    first = line.bottom < page.height * _EDGE and all(line.top <= top for top in tops)
    last = line.top > page.height * (1 - _EDGE) and all(line.bottom >= bottom for bottom in bottoms)
    # 第1页 or - 1 - may stand anywhere at the edge; a bare number there may be a text's.
    return (first or last) and not squeezed(line.text).isdigit()


def _is_repeated(line: Line, page: PageParts, pages: Sequence[PageParts]) -> bool:
    """Whether a line stands at the same height with the same words on most pages.

    A title may head each form of a book, so it is never taken; a line like 单位：万元 tells something where it stands first.
    """
    if not (line.bottom < page.height * _EDGE or line.top > page.height * (1 - _EDGE)) or _TITLE.search(line.text):
        return False
    if any(piece.box[1] < line.top and line.bottom < piece.box[3] for piece in page.pieces):
        return False
    words = _words(line)
    with_it = [other for other in pages if any(_is_same(line, words, each) for each in other.lines)]
    plain = squeezed(line.text)
    if ":" in plain and not _NUMBER_WITHIN.search(plain) and page.number == min(other.number for other in with_it):
        return False
    return len(with_it) > max(1, len(pages) // 2)


def _is_same(line: Line, words: str, other: Line) -> bool:
    return abs(line.top - other.top) < _SAME_HEIGHT and words == _words(other)


def _words(line: Line) -> str:
    return _NUMBER_WITHIN.sub("#", squeezed(line.text))
