"""The ways in which offices lay a form out (``Layout``), and the made tables and cells."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Number:
    """A number that a spreadsheet stores, with its format; other files show ``shown``."""

    value: Decimal
    number_format: str
    shown: str


@dataclass(frozen=True)
class Day:
    """A date that a spreadsheet stores as such."""

    iso: str
    shown: str


Content = str | Number | Day


@dataclass(frozen=True)
class Spot:
    """A cell of a made table."""

    row: int
    column: int
    content: Content
    rows: int = 1
    columns: int = 1


@dataclass
class Table:
    """A made table while it grows downwards."""

    width: int
    spots: list[Spot] = field(default_factory=list)
    row: int = 0

    def add(self, *cells: tuple[Content, int], rows: int = 1) -> None:
        """A row of (content, columns) cells; the last one is stretched to the table's width."""
        column = 0
        for number, (content, columns) in enumerate(cells):
            if number == len(cells) - 1:
                columns = max(1, self.width - column)
            self.spots.append(Spot(self.row, column, content, rows, columns))
            column += columns
        self.row += rows


Part = Table | str

CHOICES: dict[str, tuple[Any, ...]] = {
    "head": ("three", "three", "two", "one", "over", "inline", "lines"),
    "labels": ("plain", "plain", "colon", "half_colon", "spaced", "broken", "numbered", "starred", "alias", "noted"),
    "dates": ("iso", "slashes", "short", "chinese", "dots", "cell"),
    "title": ("above", "inside", "one_line", "no_title", "year_first"),
    "money": ("official", "official", "list", "year_first", "inline"),
    "unit": ("元", "元", "元", "万元", "line_wan", "label_wan"),
    "amounts": ("plain", "commas", "cell", "general", "yuan", "wan"),
    "blank": ("", "", "-", "/", "—"),
    "texts": ("official", "official", "left", "inline", "rows", "tags", "stacked"),
    "names": ("merged", "merged", "repeated", "first"),
    "block": ("yes", "yes", "no", "level1_left", "heading_row"),
    "columns": ("plain", "plain", "plain", "ordinal", "remarks", "value_first", "three_parts"),
    "empty": ("-", "-", "", "—", "－"),
    "notes": ("", "", "filled_by", "instructions", "row"),
    "order": ("official", "official", "texts_first", "indicators_first"),
    "blank_rows": (False, False, True),
    "percent": ("text", "cell"),
    "level_names": ("plain", "plain", "broken", "spaced", "short"),
    "wrap_names": (False, False, False, True),
    "cut_level": (False, False, False, True),
    "misplaced": (False, False, False, True),
    "repeat_head": (False, False, False, True),
    "sections": (False, False, True),
    "period": (False, False, False, True),
    "boxes": (False, False, False, True),
    "cover": ("", "", "unit", "annex"),
    "cut_text": (False, False, False, True),
    "cut_block": (False, False, False, True),
}


@dataclass(frozen=True)
class Layout:
    """One way to lay out a form; each field is one of ``CHOICES``."""

    head: str = "three"
    labels: str = "plain"
    dates: str = "iso"
    title: str = "above"
    money: str = "official"
    unit: str = "元"
    amounts: str = "plain"
    blank: str = ""
    texts: str = "official"
    names: str = "merged"
    block: str = "yes"
    columns: str = "plain"
    empty: str = "-"
    notes: str = ""
    order: str = "official"
    blank_rows: bool = False
    percent: str = "text"
    level_names: str = "plain"
    wrap_names: bool = False
    cut_level: bool = False
    misplaced: bool = False
    repeat_head: bool = False
    sections: bool = False
    period: bool = False
    boxes: bool = False
    cover: str = ""
    cut_text: bool = False
    cut_block: bool = False


def random_layout(seed: int) -> Layout:
    """A layout by chance."""
    chance = random.Random(seed)
    return Layout(**{each.name: chance.choice(CHOICES[each.name]) for each in fields(Layout)})


def shown(content: Content) -> str:
    return content if isinstance(content, str) else content.shown
