"""Single cells of an indicator table: marks that say nothing, texts without a name, values by the type of their column."""

from __future__ import annotations

from app.form.template import Column
from app.importing.grid import squeezed
from app.importing.labels import Vocabulary, name_key
from app.importing.values import Value, to_long_text, to_value
from app.importing.words import words as general_words

_DASHES = ("-", "—", "－", "–", "")


def item_key(words: Vocabulary) -> str:
    """The key of the column that holds the indicators' target values."""
    return next((column.key for column in words.template.indicators.columns if column.type == "target"), "")


def is_blank_mark(text: str, words: Vocabulary) -> bool:
    """Whether a cell only says that there is no indicator: a dash, or what the form itself prints there if that is no word."""
    indicators = words.template.indicators
    printed = {indicators.empty} & set(general_words().text_blanks)
    return name_key(text) in {name_key(mark or "") for mark in (*indicators.blanks, *_DASHES, *printed)}


def is_unnamed(text: str) -> bool:
    """Whether a cell says that a level or an indicator still lacks its name (（未填）)."""
    return squeezed(text).strip("()[]【】") in general_words().unnamed


def cell_value(text: str, column: Column | None, wrapped: bool) -> Value:
    """The value of a cell. A text keeps its paragraphs unless its lines may be ``wrapped`` at the edge of a narrow column."""
    if column is not None and column.type == "text" and not wrapped:
        return to_long_text([text], wrapped=False)
    return to_value(text)


def is_rest(text: str) -> bool:
    """Whether a text cannot be a value of its own: it begins with a closing mark or is only a sign or a unit in brackets."""
    plain = squeezed(text)
    if not plain or plain[0].isdigit():
        return False
    return plain[0] in "%)]},。，、；;" or (
        plain[0] == "(" and plain[-1] == ")" and not any(c.isdigit() for c in plain)
    )


def shortened(text: str, length: int = 24) -> str:
    """A text for a sentence: on one line, cut where it is long."""
    plain = text.replace("\n", " ")
    return plain if len(plain) <= length else plain[: length - 1] + "…"
