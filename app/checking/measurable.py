"""Measurability (细化、量化): words that name no time and no amount, several targets in one cell, targets that nobody reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from app.checking.lexicons import Lexicons, holding
from app.checking.rows import Issue, Wording, is_unfilled, short
from app.form.target import Target, TargetKind, write_target

_IMPROVED = re.compile("提升|提高|改善|增强|增加|减少|降低|减轻|促进|推动|推进|加强|优化")
_QUALITATIVE_ROLES = frozenset(("management", "influence", "social_cost", "ecological_cost", ""))
_MEASURED = re.compile(r"\s*[≥≤><=＞＜＝≧≦]{1,2}\s*\d|\s*\d+(?:\.\d+)?\s*[:：∶×xX*]\s*\d")
"""A sign before a number is a measure, also where the rest is not understood (≥1:3, ≥4.5分（5分制）); so are 1:13.5 and 7×24小时."""


def measurable_issues(words: Wording, target: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """``measure.vague_time``, ``measure.no_base``, ``measure.year_missing``, ``measure.not_quantified``, ``measure.split``."""
    if is_unfilled(words.name):
        return
    said = {"value": short(words.value)}
    if target.vague and words.role2 not in _QUALITATIVE_ROLES:
        yield Issue("measure.vague_time", "target", said)
    elif target.kind is TargetKind.CHANGE and target.number is None:
        yield Issue("measure.no_base", "target", said)
    elif target.kind is TargetKind.DEADLINE and target.year_implied and words.multi_year:
        yield from _year_missing(words, said)
    elif target.kind is TargetKind.SEVERAL:
        several = sum(part.number is not None for part in target.parts)
        if several >= 2:
            yield Issue("measure.split", "target", {**said, "count": str(several)})
    else:
        yield from _not_quantified(words, target, lexicons, said)


def _year_missing(words: Wording, said: dict[str, str]) -> Iterator[Issue]:
    month = re.search(r"[0-9０-９]{1,2}\s*月", words.value)
    new = None
    if month and words.year:
        new = f"{words.value[: month.start()]}{words.year}年{words.value[month.start() :]}"
    yield Issue("measure.year_missing", "target", said, new, f"改为 {new}")


def _not_quantified(words: Wording, target: Target, lexicons: Lexicons, said: dict[str, str]) -> Iterator[Issue]:
    if target.kind is TargetKind.NUMBER and words.role2 == "satisfaction":
        if target.is_percent and target.number == Decimal(100) and "满意" in words.name:
            usual = write_target(replace(target, operator="≥", number=Decimal(90)), target.style)
            yield Issue("measure.perfect", "target", said, usual if target.plain else None, f"改为 {usual}")
        return
    if words.role2 in _QUALITATIVE_ROLES or target.equivalent or _MEASURED.match(words.value):
        return
    is_words = target.kind in (TargetKind.TEXT, TargetKind.GRADE, TargetKind.BOOLEAN) and not target.vague
    if not is_words:
        return
    if holding(lexicons.units.judged).fullmatch(words.value.strip()) and words.role2 != "quantity":
        return
    if words.role2 == "satisfaction" and words.bare_name.endswith(("满意度", "满意率")):
        if target.kind is not TargetKind.BOOLEAN:
            yield Issue("measure.not_quantified", "target", {**said, "how": "满意度应写出百分比或分数，例如“≥90%”"})
    elif words.role2 in ("economic_cost", "cost"):
        how = "成本指标应写出金额或别的上限"
        yield Issue("measure.not_quantified", "target", {**said, "how": how}, severity="hint")
    elif words.role2 == "quantity":
        yield Issue("measure.not_quantified", "target", {**said, "how": "数量指标应写出数量和单位"})
    elif target.kind is TargetKind.TEXT and "".join(words.name.split()) != "".join(words.value.split()):
        how = "请改为数值，或写明可以判断的标准"
        yield Issue("measure.not_quantified", "target", {**said, "how": how}, severity="hint")
    elif target.kind is TargetKind.GRADE and _IMPROVED.search(words.value):
        how = "请写明提升多少，或写明可以判断的标准"
        yield Issue("measure.not_quantified", "target", {**said, "how": how}, severity="hint")
