"""Words that forms of all kinds have in common: note lines, blank marks, ticks (``resources/importing/words.json``)."""

from __future__ import annotations

from functools import cache

from msgspec import Struct, json

from app.paths import bundled_resources


class Words(Struct, frozen=True):
    """The words of the data file, by what they mark."""

    notes: tuple[str, ...]
    covers: tuple[str, ...]
    headings: tuple[str, ...]
    before_title: tuple[str, ...]
    this_year: tuple[str, ...]
    all_years: tuple[str, ...]
    titles: tuple[str, ...]
    print_marks: tuple[str, ...]
    secrecy: tuple[str, ...]
    continued: tuple[str, ...]
    period: tuple[str, ...]
    operators: tuple[str, ...]
    units: tuple[str, ...]
    ordinals: tuple[str, ...]
    amount_blanks: tuple[str, ...]
    text_blanks: tuple[str, ...]
    unnamed: tuple[str, ...]
    checked: str
    unchecked: str
    operator_words: dict[str, str]
    rate_endings: tuple[str, ...]
    years: tuple[str, ...]
    synonyms: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The words, read once."""
    return json.decode((bundled_resources() / "importing" / "words.json").read_bytes(), type=Words)
