"""What a datum looks like on paper: wordings with placeholders, amounts and dates in the paper's writing and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from app.form.amount import Unit, format_amount, in_unit, stored_amount
from app.form.dates import format_date
from app.form.document import Document, Json, as_text
from app.form.places import YEAR, Place, field_place
from app.form.template import Template, Writing

TITLE = Place("form", "title")
BLANK_YEAR = "　　"
"""What stands in the year line while the year is not known."""

_PLACEHOLDER = re.compile(r"\{(year|title|unit|fields\.[a-z][a-z0-9_]*)\}")
_TWO_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Wording:
    """How one paper of one document writes things."""

    document: Document
    template: Template
    writing: Writing
    unit: Unit

    def fill(self, text: str) -> str:
        """A wording with its placeholders filled; what is blank leaves nothing (the year: a gap to write it into)."""
        return _PLACEHOLDER.sub(lambda match: self._placeholder(match[1]), text) if "{" in text else text

    def _placeholder(self, name: str) -> str:
        if name == "year":
            return str(self.document.year) if self.document.year is not None else BLANK_YEAR
        if name == "title":
            return self.title
        if name == "unit":
            return self.unit
        return self.field_text(name.removeprefix("fields."))

    @property
    def title(self) -> str:
        """The form's title: its own, else the template's."""
        return as_text(self.document.meta.get("title")) or self.template.title

    def field_text(self, key: str) -> str:
        """A head field as printed."""
        value = self.document.fields.get(key)
        field = self.template.field(key)
        return self.date_text(value) if field is not None and field.type == "date" else as_text(value) or ""

    def date_text(self, value: Json) -> str:
        """A date in the paper's writing; an unread one as typed."""
        return format_date(value, self.writing.dates) or as_text(value) or ""

    def amount_text(self, value: Json) -> str:
        """An amount in the paper's unit and writing; an unread one as typed, a blank one empty."""
        number = self.number(value)
        if number is None:
            return as_text(value) or ""
        return format_amount(number, grouping=self.writing.grouping, places=self.writing.places, trim=self.writing.trim)

    def number(self, value: Json) -> Decimal | None:
        """An amount in the paper's unit, None where it is blank or unread."""
        amount = stored_amount(value)
        return None if amount is None else in_unit(amount, self.unit)

    def number_format(self, number: Decimal) -> str:
        """The Excel format that writes ``number`` as the paper does."""
        text = format_amount(number, grouping=self.writing.grouping, places=self.writing.places, trim=self.writing.trim)
        places = len(text.partition(".")[2])
        return ("#,##0" if self.writing.grouping else "0") + ("." + "0" * places if places else "")


def wording_place(text: str) -> Place | None:
    """The datum that a wording shows (its first placeholder), for a click on it."""
    match = _PLACEHOLDER.search(text)
    if match is None or match[1] == "unit":
        return None
    if match[1] == "year":
        return YEAR
    return TITLE if match[1] == "title" else field_place(match[1].removeprefix("fields."))


def ratio_text(numerator: Decimal | None, denominator: Decimal | None, places: int) -> str:
    """A ratio in percent, empty where it cannot be computed."""
    if numerator is None or not denominator:
        return ""
    return f"{numerator / denominator * 100:.{places}f}%"


def plain_number(number: Decimal) -> str:
    """Points and the like: no more decimals than there are."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
