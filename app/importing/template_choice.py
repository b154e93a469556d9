"""Which template a form is of: the one whose labels and title fit best, of those the newest not later than the form's year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.form.dates import read_date
from app.form.template import Template
from app.importing.grid import squeezed
from app.importing.labels import Meaning, Vocabulary, name_key, vocabulary
from app.importing.rows import Item, Row
from app.importing.segments import is_header, is_note, title_in, year_in
from app.importing.words import words as general_words

_CLOSE = 0.85
"""Templates that fit at least this well, compared with the best, are all candidates."""
_LEAST = 4.0
_ABSENT = 0.7
"""How much a column of the template's table counts against it where the head row does not have it."""
_YEAR_ROWS = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """The template of a form, its year, and what is not certain about them (empty: certain)."""

    template: Template
    year: int | None
    doubt: str = ""


def choose_template(rows: Sequence[Row], templates: Sequence[Template], file_name: str) -> Choice | None:
    """The template for the rows of one form; None when they hold too little of any."""
    scores = [(_fit(rows, vocabulary(template)), template) for template in templates]
    best = max((score for score, _ in scores), default=0.0)
    if best < _LEAST:
        return None
    near = [template for score, template in scores if score >= best * _CLOSE]
    closest = max(near, key=lambda each: _score_of(scores, each))
    # A declaration is never read as an evaluation for its year's sake, nor the other way round.
    near = [template for template in near if template.purpose == closest.purpose]
    year = written_year(rows)
    doubt = ""
    if year is None:
        year = _year_of_dates(rows) or year_in(file_name)
        if year is not None:
            doubt = f"表上没有写年度，按起始日期或文件名判断为 {year} 年"
    if year is None:
        template = max(near, key=lambda each: (each.years.first, _score_of(scores, each)))
        return Choice(template, None, "表上没有写年度，请补上年度")
    fitting = [template for template in near if template.years.first <= year]
    if fitting:
        newest = max(template.years.first for template in fitting)
        same = [template for template in fitting if template.years.first == newest]
        return Choice(max(same, key=lambda each: _score_of(scores, each)), year, doubt)
    return Choice(min(near, key=lambda each: each.years.first), year, doubt)


def _score_of(scores: Sequence[tuple[float, Template]], template: Template) -> float:
    return next(score for score, each in scores if each is template)


def _fit(rows: Sequence[Row], words: Vocabulary) -> float:
    """How much of a template's wording stands in the rows."""
    found: dict[tuple[str, str, int], float] = {}
    titles = 0.0
    for row in rows:
        for item in row.items:
            for meaning in _meanings(item.text, row, words):
                key = (meaning[0], meaning[1], meaning[2])
                found[key] = max(found.get(key, 0.0), meaning[3])
            for level in range(words.name_levels):
                name = words.canonical(level, item.text)
                if name is not None:
                    found["name", name, level] = 0.6 if words.is_exact(level, item.text) else 0.2
            if title_in(item.text, [words]):
                exact = name_key(words.template.title) in name_key(item.text)
                titles = max(titles, 3.0 if exact else 1.0)
    header = any(is_header(row, words) for row in rows)
    # A table without the columns of results is hardly a form of results.
    absent = sum(("column", column.key, 0) not in found for column in words.template.indicators.columns)
    return sum(found.values()) + titles + (2.0 - _ABSENT * absent if header else 0.0)


def _meanings(text: str, row: Row, words: Vocabulary) -> list[tuple[str, str, int, float]]:
    texts = [text, *text.split()] if row.is_line else [text]
    if len(texts) > 12:
        texts = texts[:1]
    found: list[tuple[str, str, int, float]] = []
    for each in texts:
        # 年度资金总额 names several cells of a form that has it in several columns: it is one label all the same.
        for meaning in _once(words.meanings(each)):
            if meaning.kind in ("field", "money", "text", "level", "column"):
                found.append((meaning.kind, meaning.key, meaning.level, 1.0 if not meaning.alias else 0.7))
    for match in words.inline.finditer(text) if len(text) < 400 else ():
        for meaning in words.meanings(match["label"]):
            found.append((meaning.kind, meaning.key, meaning.level, 1.0 if not meaning.alias else 0.7))
    return found


def _once(meanings: Sequence[Meaning]) -> list[Meaning]:
    """The meanings of a label without all but the first of its amounts."""
    amounts = [meaning for meaning in meanings if meaning.kind == "money"]
    return [meaning for meaning in meanings if meaning not in amounts[1:]]


def written_year(rows: Sequence[Row]) -> int | None:
    """The year that the title, the year line or the heading of the indicators names."""
    for row in rows[:_YEAR_ROWS]:
        for item in row.items:
            plain = squeezed(item.text)
            if len(plain) <= 40 and ("年度" in plain or "绩效" in plain) and not is_note(item.text):
                year = year_in(item.text)
                if year is not None and not _is_value(row, item.column):
                    return year
    for row in rows[: _YEAR_ROWS * 2]:
        labelled = labelled_year(row)
        if labelled is not None:
            return labelled[0]
    for row in rows:
        for item in row.items:
            plain = squeezed(item.text)
            if len(plain) <= 16 and len(row.items) == 1 and ("绩效目标" in plain or "绩效指标" in plain):
                year = year_in(item.text)
                if year is not None:
                    return year
    return None


def labelled_year(row: Row) -> tuple[int, tuple[Item, ...]] | None:
    """The year in a row such as ``预算年度 | 2024``, with its items."""
    labels = {squeezed(word) for word in general_words().years}
    for number, item in enumerate(row.items):
        name, colon, inside = squeezed(item.text).partition(":")
        if name not in labels:
            continue
        after = row.items[number + 1] if number + 1 < len(row.items) else None
        value = inside if colon and inside else squeezed(after.text) if after is not None else ""
        if re.fullmatch(r"(?:19|20)\d\d年?度?", value):
            return int(value[:4]), (item,) if inside or after is None else (item, after)
    return None


def _is_value(row: Row, column: int) -> bool:
    """Whether a text stands right of another: the title and the year line begin their row."""
    return any(item.column < column for item in row.items)


def _year_of_dates(rows: Sequence[Row]) -> int | None:
    """The year in which the first date of the head falls, when only one year is named there."""
    years = set()
    for row in rows[: _YEAR_ROWS * 2]:
        for item in row.items:
            day = read_date(item.cell.date or item.text)
            if day is not None:
                years.add(day.year)
    return max(years) if len(years) == 1 else None
