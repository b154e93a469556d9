"""The exact data of the sample forms as a flat list of items, and how a read form compares with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.form.document import Document, Indicator
from app.form.template import Template
from app.storage.template_files import all_templates

SAMPLES = Path(__file__).parent.parent / "samples"
IDS = tuple(path.stem for path in sorted((SAMPLES / "truth").glob("20*.json")) if not path.stem.startswith("2021"))


@cache
def templates() -> tuple[Template, ...]:
    """All bundled templates."""
    return tuple(all_templates().templates.values())


@cache
def truth(form_id: str) -> dict[str, Any]:
    """The truth file of a form."""
    return json.loads((SAMPLES / "truth" / f"{form_id}.json").read_text(encoding="utf-8"))


@cache
def _keys() -> dict[str, dict[str, str]]:
    return json.loads((SAMPLES / "keys.json").read_text(encoding="utf-8"))


Items = dict[tuple[str, ...], str | None]


def truth_items(form_id: str) -> Items:
    """What a form holds: each field, amount, text, and each indicator's path, name and value."""
    data, keys = truth(form_id), _keys()
    items: Items = {("year",): str(data["year"])}
    for label, value in data["fields"].items():
        items["fields", keys["fields"][label]] = value
    for key, value in data["funding"].items():
        items["funding", key] = value
    for label, value in data["narratives"].items():
        items["texts", keys["texts"][label]] = value
    rows = [(row["level1"], row["level2"], row["level3"], row["value"]) for row in data["indicators"]]
    for number, row in enumerate(rows):
        if row[2:] == ("-", "-"):
            row = (*row[:2], None, None)
        for column, text in zip(("level1", "level2", "level3", "value"), row, strict=True):
            items["indicators", str(number), column] = text
    return items


def items_of(document: Document) -> Items:
    """The same items of a read form."""
    items: Items = {("year",): str(document.year)}
    for section in ("fields", "funding", "texts"):
        for key, value in document.section(section).items():
            items[section, key] = value if value is None else str(value)
    for number, row in enumerate(_rows(document.indicators)):
        for column, text in zip(("level1", "level2", "level3", "value"), row, strict=True):
            items["indicators", str(number), column] = text
    return items


def _rows(nodes: tuple[Indicator, ...]) -> list[tuple[str | None, ...]]:
    rows: list[tuple[str | None, ...]] = []
    for one in nodes:
        for two in one.children or ():
            if not two.children:
                rows.append((one.name, two.name, None, None))
            for three in two.children or ():
                rows.append((one.name, two.name, three.name, three.text("target")))
        if not one.children:
            rows.append((one.name, None, None, None))
    return rows


def squeezed(text: str | None) -> str | None:
    """A text without white space; a blank one is None."""
    return re.sub(r"\s+", "", text) or None if text is not None else None


@dataclass(frozen=True)
class Score:
    """How many items of the truth a read form has right; ``wrong`` lists the others as (item, expected, read)."""

    right: int
    total: int
    wrong: tuple[tuple[tuple[str, ...], str | None, str | None], ...]


def compare(expected: Items, read: Items, *, loose: bool) -> Score:
    """Compare item by item; ``loose`` without white space. An item that the truth does not know counts as wrong."""
    wrong = []
    for key in dict.fromkeys((*expected, *read)):
        left, right = expected.get(key), read.get(key)
        if loose:
            left, right = squeezed(left), squeezed(right)
        if left != right:
            wrong.append((key, left, right))
    total = len(dict.fromkeys((*expected, *read)))
    return Score(total - len(wrong), total, tuple(wrong))
