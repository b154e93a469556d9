"""Next year's declaration from this year's: year, dates and amounts moved on, everything that was simply kept marked until a
person confirms it (``unconfirmed``). Nothing is retyped, and nothing is changed inside a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from app.form.dates import stored_date
from app.form.document import Document, Indicator, Json, as_text
from app.form.places import Place, field_place, funding_place, indicator_place, path_of, text_place
from app.form.template import Template
from app.scoring.form_scores import indicators_of
from app.work.convert import Converted, MappingLine, Unplaced, convert


class NoYear(ValueError):
    """The form has no year that can be moved on; ``str()`` says so in Chinese."""


def next_year(document: Document, source: Template, target: Template, *, file: str | None = None) -> Converted:
    """The declaration of the year after. ``target`` is the template for that year (perhaps the same). Raises NoYear."""
    year = document.year_number
    if year is None:
        raise NoYear("这张表没有填写年度，不能生成下一年度的表；请先填写四位年份。")
    # From a self-evaluation only the plan goes on: last year's results have no place in a declaration.
    results_only = source.purpose in ("self_evaluation", "evaluation")
    unplaced: Unplaced = "drop" if results_only else "remarks"
    converted = convert(document, source, target, kind="next_year", file=file, unplaced=unplaced)
    results = frozenset(column.key for column in source.indicators.columns if target.column(column.key) is None)
    drop = results | {"scoring", "ticks"} if results else frozenset[str]()
    nodes = tuple(_without(node, drop, target) for node in converted.document.indicators)
    made = replace(converted.document, year=year + 1, indicators=nodes)
    fields, dates = _moved_dates(made, target, year)
    made = replace(made, fields=fields, funding=_moved_amounts(document, made, source, target))
    # The reasons and marks of last year were about last year's values.
    meta = {key: value for key, value in made.meta.items() if key not in ("muted", "unconfirmed")}
    paths: list[Json] = [path_of(made, place) for place in _kept(made, target)]
    if paths:
        meta["unconfirmed"] = paths
    return Converted(replace(made, meta=meta), (*converted.report, *dates))


def _without(node: Indicator, drop: frozenset[str], target: Template) -> Indicator:
    """The node without last year's results (完成值, 得分 …), and without points where the new form has none."""
    points = {"points"} if drop and not any(level.points for level in target.indicators.levels) else set[str]()
    values = {key: value for key, value in node.values.items() if key not in drop | points}
    children = None if node.children is None else tuple(_without(child, drop, target) for child in node.children)
    return replace(node, values=values, children=children)


def _moved_dates(document: Document, template: Template, year: int) -> tuple[dict[str, Json], tuple[MappingLine, ...]]:
    """A period within the year moves on by one; the dates of a project of several years stay."""
    fields = dict(document.fields)
    keys = [field.key for field in template.fields if field.type == "date"]
    dates = {key: read for key in keys if (read := stored_date(fields.get(key))) is not None}
    lines: list[MappingLine] = []
    if dates and all(read.year == year for read in dates.values()):
        for key, read in dates.items():
            moved = _year_later(read).isoformat()
            field = template.field(key)
            lines.append(MappingLine(field.label if field else key, moved, "顺延一年"))
            fields[key] = moved
    return fields, tuple(lines)


def _year_later(day: date) -> date:
    """The same day a year later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _moved_amounts(before: Document, made: Document, source: Template, target: Template) -> dict[str, Json]:
    """The amounts that next year starts with, as the cells of the template say."""
    funding = dict(made.funding)
    for cell in target.funding.cells:
        if cell.next_year == "blank":
            funding[cell.key] = None
        elif cell.next_year != "keep":
            # Taken from this year's form as it was, also where the template of next year is another one.
            value = (
                before.funding.get(cell.next_year) if source.money(cell.next_year) else made.funding.get(cell.next_year)
            )
            funding[cell.key] = value
    return funding


def _kept(document: Document, template: Template) -> Iterator[Place]:
    """What was simply kept from last year and is not blank: texts, amounts, targets, and dates that did not move."""
    year = document.year_number or 0
    for field in template.fields:
        read = stored_date(document.fields.get(field.key))
        if field.type == "date" and read is not None and read.year != year:
            yield field_place(field.key)
    for cell in template.funding.cells:
        if as_text(document.funding.get(cell.key)):
            yield funding_place(cell.key)
    for text in template.texts:
        if (as_text(document.texts.get(text.key)) or "").strip():
            yield text_place(text.key)
    for _, leaf in indicators_of(document.indicators):
        if (leaf.text("target") or "").strip():
            yield indicator_place(leaf.id, "target")
