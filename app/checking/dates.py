"""Dates: the head's readable, in order and around the form's year; deadlines in values within the project."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from app.checking.findings import Finding, Fix
from app.checking.rows import Form, short
from app.checking.rules import found, worded
from app.form.dates import stored_date
from app.form.document import Document, as_text
from app.form.edits import SetValue, Several
from app.form.labels import clean_label, label_of
from app.form.places import YEAR, Place, field_place, indicator_place, text_place
from app.form.target import TargetKind
from app.form.template import Field, Template


def date_findings(document: Document, template: Template) -> Iterator[Finding]:
    """``dates.unread``, ``dates.order``, ``dates.year_outside``, ``dates.year_unread``."""
    fields = [field for field in template.fields if field.type == "date"]
    for field in fields:
        value = as_text(document.fields.get(field.key))
        if value and value.strip() and stored_date(value) is None:
            yield worded(
                "dates.unread",
                (field_place(field.key),),
                f"“{clean_label(field.label)}”填写的“{value}”不是能识别的日期，请写成 2024-01-01 这样的年月日。",
            )
    if document.year is not None and document.year_number is None and str(document.year).strip():
        yield worded(
            "dates.year_unread",
            (YEAR,),
            f"“年度”填写的“{document.year}”不是年份，请写成四位数字，例如 2024。",
        )
    if len(fields) >= 2:
        yield from _period_findings(document, fields[0], fields[1])


def _period_findings(document: Document, first: Field, last: Field) -> Iterator[Finding]:
    start, end = stored_date(document.fields.get(first.key)), stored_date(document.fields.get(last.key))
    year = document.year_number
    places = (field_place(first.key), field_place(last.key))
    if start and end and start > end:
        yield worded(
            "dates.order",
            places,
            f"“{clean_label(first.label)}” {start.isoformat()} 晚于“{clean_label(last.label)}” {end.isoformat()}，请核对两个日期。",
            Fix(
                "对调两个日期",
                Several((SetValue(places[0], end.isoformat()), SetValue(places[1], start.isoformat()))),
            ),
        )
    elif start and end and year and not start.year <= year <= end.year:
        yield worded(
            "dates.year_outside",
            (YEAR, *places),
            f"表格年度 {year} 不在项目起止日期 {start.isoformat()} 至 {end.isoformat()} 之内，请核对年度或日期。",
        )


def deadline_findings(form: Form) -> Iterator[Finding]:
    """``dates.deadline_outside``: a deadline in a value before the project's start or after its end (a month means its last day).

    ``dates.deadline_other_year``: within the project, but with a year before the form's own (left from last year's form).
    """
    start, end, year = stored_date(form.start), stored_date(form.end), form.document.year_number
    for row in form.rows:
        target = row.words.target
        last = target.deadline
        if target.kind is not TargetKind.DEADLINE or last is None or target.year_implied or not row.is_used:
            continue
        place = (indicator_place(row.node.id, "target"),)
        said = {"name": short(row.words.name), "value": short(row.words.value)}
        if start and end and start <= end and not start <= last <= max(end, _month_end(end)):
            period = f"{start.isoformat()} 至 {end.isoformat()}"
            side = "晚于项目完成日期" if last > end else "早于项目开始日期"
            yield found("dates.deadline_outside", (*place, *_period_places(form)), side=side, period=period, **said)
        elif year and last.year < year:
            yield found("dates.deadline_other_year", place, year=str(year), **said)


_DAY = re.compile(r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*)?(?<!\d)(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]")
_MONTH = re.compile(r"(?:19|20)\d\d\s*年\s*(?:1[3-9]|[2-9]\d|0{1,2})\s*月")


@lru_cache(maxsize=8192)
def no_such_day(text: str) -> str:
    """The first day in a text that no calendar has (11月31日, 2023年2月29日, 2024年13月); empty when all are right."""
    if "月" not in text:
        return ""
    plain = text.translate(_HALF_WIDTH)
    for match in _DAY.finditer(plain):
        month, day = int(match["month"]), int(match["day"])
        # Without a year, 29 February may be right.
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(int(match["year"] or 2024), month)[1]:
            return match[0]
    month_of_year = _MONTH.search(plain)
    return month_of_year[0] if month_of_year else ""


_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def calendar_findings(form: Form) -> Iterator[Finding]:
    """``dates.no_such_day`` in values and long texts."""
    for row in form.rows:
        day = no_such_day(row.words.value)
        if day:
            where = f"指标“{short(row.words.name)}”的指标值“{short(row.words.value)}”"
            yield found("dates.no_such_day", (indicator_place(row.node.id, row.column),), where=where, text=day)
    for key, stored in form.document.texts.items():
        day = no_such_day(as_text(stored) or "")
        if day:
            place = text_place(key)
            label = label_of(form.document, form.template, place)
            yield found("dates.no_such_day", (place,), where=f"“{label}”", text=day)


def _month_end(day: date) -> date:
    """The last day of a month: a project that ends on 12-15 has nothing against 12月."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _period_places(form: Form) -> tuple[Place, ...]:
    return tuple(field_place(field.key) for field in form.template.fields if field.type == "date")[1:2]
