"""Rows → the rows of each form in them, in order.

A form begins with its title, or where its first head field comes a second time, or on a new sheet. Lines that lead up to a
title (附件2, a cover line) go with the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from app.form.template import Template
from app.importing.grid import HIDDEN, squeezed
from app.importing.labels import Vocabulary, name_key, spellings, vocabulary
from app.importing.rows import Row
from app.importing.words import words

_ASIDE = {"脚注", "尾注", "批注", "文本框", HIDDEN}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[(（]|度)")
_MAX_TITLE = 34


@dataclass(slots=True)
class Segment:
    """Rows that belong together: one form, or text that belongs to none."""

    rows: list[Row] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    has_indicators: bool = False
    data_labels: int = 0

    @property
    def is_started(self) -> bool:
        """Whether anything of a form was seen in it."""
        return bool(self.labels) or self.has_indicators or self.data_labels >= 3


def title_in(text: str, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether a text is, or holds, the title of a form (but speaks of no collection of forms)."""
    if len(text) > 2 * _MAX_TITLE:
        return False
    plain = name_key(text)
    general = _general_title(plain)
    if len(plain) > _MAX_TITLE or not (
        general or any(title in plain for each in vocabularies for title in each.titles)
    ):
        return False
    return not is_note(text) and not any(word in plain for word in words().covers)


def _general_title(plain: str) -> bool:
    """Whether a text ends as the titles of such forms do in any office (某省省级项目支出绩效目标表（2025年度）)."""
    bare = re.sub(r"[(（【\[][^()（）【】\[\]]*[)）】\]]$", "", plain)
    return bare.endswith(words().titles)


@cache
def _note_starts() -> re.Pattern[str]:
    starts = sorted({squeezed(note).lstrip("(") for note in words().notes}, key=len, reverse=True)
    return re.compile(rf"[*★※(]*(?:{'|'.join(map(re.escape, starts))})(?:$|[:;,.、)(0-9_])")


def is_note(text: str) -> bool:
    """Whether a text begins as notes and signature lines do."""
    return bool(_note_starts().match(squeezed(text[:40])))


def year_in(text: str) -> int | None:
    """The year (年度) that a title or year line names."""
    match = _YEAR.search(squeezed(text))
    return int(match[1]) if match else None


def is_title(row: Row, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether a row holds nothing but the title of a form or its year."""
    return all(
        title_in(item.text, vocabularies) or (year_in(item.text) is not None and len(squeezed(item.text)) < 12)
        for item in row.items
    )


def is_header(row: Row, each: Vocabulary) -> bool:
    """Whether a row is the head of the indicator table: two level labels, or one and the label of a value column."""
    levels = columns = 0
    texts = [item.text for item in row.items]
    if row.is_line:
        texts = texts[0].split()
    for text in texts:
        kinds = {meaning.kind for meaning in each.meanings(text)}
        levels += "level" in kinds
        columns += "column" in kinds and "level" not in kinds
    return levels >= 2 or (levels == 1 and columns >= 1)


def identity_in(row: Row, each: Vocabulary) -> str | None:
    """The label of a template's first head field where the row has it (with a value in its cell or not).

    Which label, not only which field: 填报单位 above a table and 项目单位 in it are one field of one form.
    """
    if not each.template.fields:
        return None
    first = each.template.fields[0]
    for item in row.items:
        for meaning in each.meanings(item.text):
            if meaning.kind == "field" and meaning.key == first.key and len(squeezed(item.text)) > 2:
                return name_key(item.text)
        match = each.inline.match(item.text.strip())
        if match and any(meaning.key == first.key for meaning in each.meanings(match["label"])):
            return name_key(match["label"])
    return None


def data_labels_in(row: Row, each: Vocabulary) -> int:
    """How many labels of data a row has."""
    kinds = ("field", "money", "text")
    return sum(any(meaning.kind in kinds for meaning in each.meanings(item.text)) for item in row.items)


def split_forms(rows: Sequence[Row], templates: Sequence[Template], *, sheets: bool) -> list[Segment]:
    """Split rows into segments. ``sheets``: a new part is a new sheet, which begins something new."""
    vocabularies = [vocabulary(template) for template in templates]
    known = frozenset(spelling for each in vocabularies for spelling in each.labels)
    segments = [Segment()]
    aside: list[Segment] = []
    previous: Row | None = None
    for row in rows:
        if row.part in _ASIDE:
            aside.append(Segment([row]))
            continue
        current = segments[-1]
        if not _may_matter(row, known):
            # Most cells of a large workbook that is no form end here.
            if sheets and previous is not None and row.part != previous.part:
                segments.append(Segment())
            segments[-1].rows.append(row)
            previous = row
            continue
        title = any(title_in(item.text, vocabularies) for item in row.items)
        title = title and not any(word in squeezed(item.text) for item in row.items for word in words().continued)
        identity = {key for each in vocabularies if (key := identity_in(row, each))}
        header = any(is_header(row, each) for each in vocabularies)
        if _begins(current, row, previous, title, identity, header, sheets):
            fresh = Segment(_leading_lines(current, [] if title else vocabularies))
            segments.append(fresh)
            current = fresh
        current.rows.append(row)
        current.labels |= identity
        current.has_indicators |= header
        if not current.is_started:
            current.data_labels += max((data_labels_in(row, each) for each in vocabularies), default=0)
        previous = row
    return [segment for segment in (*_joined(segments, vocabularies), *aside) if segment.rows]


def _joined(segments: Sequence[Segment], vocabularies: Sequence[Vocabulary]) -> list[Segment]:
    """The segments with those that only go on with the form before them added to it: its title is printed again on a further
    page, or its indicators stand under a title of their own.
    """
    found: list[Segment] = []
    for segment in segments:
        before = found[-1] if found else None
        if before is not None and before.is_started and _goes_on(before, segment, vocabularies):
            before.rows += segment.rows
            before.has_indicators |= segment.has_indicators
        else:
            found.append(segment)
    return found


def _goes_on(before: Segment, segment: Segment, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether a segment holds no data of a form of its own, but indicators."""
    if not segment.has_indicators or not segment.rows:
        return False
    identities = {_row_text(row) for row in segment.rows if any(identity_in(row, each) for each in vocabularies)}
    if identities - {_row_text(row) for row in before.rows}:
        return False
    rows = [row for row in segment.rows if not row.is_line and _row_text(row) not in identities]
    heads = [number for number, row in enumerate(rows) if any(is_header(row, each) for each in vocabularies)]
    ahead = rows[: heads[0]] if heads else rows
    if any(data_labels_in(row, each) for row in ahead for each in vocabularies):
        return False
    titles = {_row_text(row) for row in segment.rows if any(title_in(item.text, vocabularies) for item in row.items)}
    again = bool(titles) and titles <= {_row_text(row) for row in before.rows}
    return (again and segment.rows[0].part == before.rows[0].part) or not before.has_indicators


def _row_text(row: Row) -> str:
    return squeezed("|".join(item.text for item in row.items))


def _may_matter(row: Row, known: frozenset[str]) -> bool:
    """Whether a row can hold a title, a label or a head: everything else need not be looked at again and again."""
    if row.is_line:
        return True
    for item in row.items:
        text = item.text
        if "表" in text or ":" in text or "：" in text:
            return True
        if any(spelling in known for spelling in spellings(text)):
            return True
    return False


def _begins(
    current: Segment, row: Row, previous: Row | None, title: bool, identity: set[str], header: bool, sheets: bool
) -> bool:
    """Whether a row begins something new."""
    new_sheet = sheets and previous is not None and row.part != previous.part
    if new_sheet:
        # The indicators of a form may stand on a sheet of their own.
        return not (header and current.is_started and not current.has_indicators)
    if title and current.is_started:
        return True
    repeated = bool(identity & current.labels)
    return repeated and (
        current.has_indicators or previous is None or row.block != previous.block or len(current.rows) > 4
    )


def _is_head_row(row: Row, each: Vocabulary) -> bool:
    first = row.items[0].text
    return len(squeezed(first)) > 3 and any(meaning.kind == "field" for meaning in each.meanings(first))


def _leading_lines(current: Segment, vocabularies: Sequence[Vocabulary]) -> list[Row]:
    """Take the last rows off a form that lead up to the next one: cover lines, and where that has no title (then
    ``vocabularies`` are given) its first head fields.
    """
    taken: list[Row] = []
    while current.rows and len(taken) < 4:
        last = current.rows[-1]
        text = squeezed(last.items[0].text)
        single = len(last.items) == 1
        leads = any(word in text for word in words().covers) or text.startswith(
            tuple(map(squeezed, words().before_title))
        )
        cover = single and leads and len(text) < 50 and (text.startswith("附") or not is_note(text))
        # A head field after the indicators is the first of the next form (申报单位名称 before 项目名称).
        head = current.has_indicators and any(_is_head_row(last, each) for each in vocabularies)
        if not (cover or head):
            break
        taken.insert(0, current.rows.pop())
    return taken
