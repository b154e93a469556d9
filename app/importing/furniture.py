"""What belongs to the paper and not to a form: page numbers, headers and footers, the marks of an official document.

Nothing of it is lost: the account lists it as furniture (or, above a form, as text of the cover). Text that merely has no place
in a form is no furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.importing.grid import FURNITURE, squeezed
from app.importing.labels import Vocabulary, label_unit
from app.importing.report import Entry
from app.importing.rows import Row
from app.importing.segments import title_in, year_in
from app.importing.words import words as general_words

RUNNING = ("页眉", "页脚")
"""The parts of a source that are printed on every page."""
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_PAGE = re.compile(
    rf"[-—–·~]*第{_NUMBER}页[,/|]?(?:[(]?共?{_NUMBER}页[)]?)?[-—–·~]*|共{_NUMBER}页[,/|]?(?:第{_NUMBER}页)?"
    rf"|[-—–~·]+\d{{1,4}}[-—–~·]+|page\d{{1,4}}(?:of\d{{1,4}}|/\d{{1,4}})?|{_NUMBER}/{_NUMBER}页",
    re.IGNORECASE,
)
_LINE_PAGE = re.compile(r"\d{1,3}/\d{1,3}|第?\d{1,3}页?")
_ATTACHMENT = re.compile(r"附(?:件|表|录)?[:：]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})?(?:[-—之.]\d{1,3})*[:：.、]?")
_DOCUMENT_NUMBER = re.compile(r".{1,14}[〔\[(【]\d{4}[〕\])】]第?\d{1,5}号")
_DOCUMENT_HEAD = re.compile(r".{2,30}文件|关于.{2,60}的(?:通知|函|批复|请示|报告|公告|意见)")
_DATE = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\d{1,2}:\d{2}(?::\d{2})?)?"


def is_page_number(text: str, *, is_line: bool = False) -> bool:
    """Whether a text is a page number (第 1 页 共 3 页, - 1 -); a bare number or 1/3 only on a line of its own, outside tables."""
    plain = squeezed(text)
    return bool(_PAGE.fullmatch(plain) or (is_line and _LINE_PAGE.fullmatch(plain)))


def is_print_mark(text: str) -> bool:
    """Whether a text says when, by whom or from where a sheet was printed (打印日期：2024-03-01)."""
    label, colon, _ = squeezed(text).partition(":")
    marks = {squeezed(word) for word in general_words().print_marks}
    return label in marks or (not colon and any(re.fullmatch(re.escape(mark) + _DATE, label) for mark in marks))


def is_paper_mark(text: str) -> bool:
    """Whether a text above a form is one of the paper: 附件1, a document's head or number, a mark of secrecy, a date alone."""
    plain = squeezed(text)
    if len(plain) > 70:
        return False
    if any(plain.startswith(squeezed(mark)) and len(plain) < 16 for mark in general_words().secrecy):
        return True
    if is_page_number(text, is_line=True) or is_print_mark(text) or re.fullmatch(_DATE, plain):
        return True
    return any(pattern.fullmatch(plain) for pattern in (_ATTACHMENT, _DOCUMENT_NUMBER, _DOCUMENT_HEAD))


def take_furniture(rows: Sequence[Row], vocabularies: Sequence[Vocabulary]) -> tuple[list[Row], list[Entry]]:
    """The rows without page numbers, headers and footers, and the account of these. A header that names the form, its year,
    its unit or a field is read like a line above the table.
    """
    kept: list[Row] = []
    taken: list[Entry] = []
    for number, row in enumerate(rows):
        if row.part in RUNNING and _tells_of_form(row, vocabularies):
            body = next((other.part for other in rows[number:] if other.part not in (*RUNNING, FURNITURE)), "")
            kept.append(replace(row, part=body))
        elif row.part in (*RUNNING, FURNITURE):
            taken.extend(_entries(row, "页眉、页脚、页码或换页后重复的表头，不属于表的内容"))
        elif len(row.items) == 1 and squeezed(row.items[0].text).strip("()") in _continued():
            taken.extend(_entries(row, "续表的标记，不属于表的内容"))
        elif all(is_page_number(item.text) for item in row.items):
            taken.extend(_entries(row, "页码，不属于表的内容"))
        else:
            kept.append(row)
    return kept, taken


def _continued() -> set[str]:
    return {squeezed(word).strip("()") for word in general_words().continued}


def _tells_of_form(row: Row, vocabularies: Sequence[Vocabulary]) -> bool:
    for item in row.items:
        text = item.text.strip()
        if title_in(text, vocabularies) or label_unit(text) is not None:
            return True
        if year_in(text) is not None and len(squeezed(text)) < 12:
            return True
        if any(each.inline.match(text) for each in vocabularies):
            return True
    return False


def _entries(row: Row, sentence: str) -> list[Entry]:
    return [Entry("furniture", sentence, item.text, None, item.keys, item.cell.where) for item in row.items]
