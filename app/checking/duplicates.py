"""Duplicates (指标重复): the same indicator twice in a form, with equal or with different values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from app.checking.findings import Finding, Fix, Severity
from app.checking.rows import Form, Row, short
from app.checking.rules import found
from app.form.edits import RemoveIndicator
from app.form.places import Place, indicator_place


def duplicate_findings(form: Form) -> Iterator[Finding]:
    """``duplicate.same``, ``duplicate.differs``, ``duplicate.near``."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in form.rows:
        if row.is_used:
            groups[plain_name(row.words.name)].append(row)
    near: dict[str, list[Row]] = defaultdict(list)
    for name, rows in groups.items():
        if len(rows) > 1:
            yield from _same_name(rows)
        near[core_name(name, form.words.texts.fillers)].append(rows[0])
    for rows in near.values():
        if len(rows) > 1 and len({row.words.role2 for row in rows}) == 1:
            first, second = rows[0], rows[1]
            yield found("duplicate.near", _places(rows), name=first.words.name, other=second.words.name)


def _same_name(rows: list[Row]) -> Iterator[Finding]:
    """One finding for a name however often it comes; rows under different levels are told as well."""
    values = list(dict.fromkeys("".join(row.words.value.split()) for row in rows))
    name = short(rows[0].words.name)
    if len(values) > 1:
        said = "、".join(f"“{short(value)}”" for value in values if value)
        # Under one level 2 there can be one value only; under two a person decides.
        severity: Severity | None = None if len({row.words.level2 for row in rows}) == 1 else "warning"
        yield found("duplicate.differs", _places(rows), None, severity, name=name, values=said or "空白")
        return
    last = rows[-1]
    fix = (
        Fix("删去重复的一行", RemoveIndicator(last.node.id))
        if dict(last.node.values) == dict(rows[0].node.values)
        else None
    )
    yield found("duplicate.same", _places(rows), fix, name=name, value=short(rows[0].words.value), count=str(len(rows)))


def _places(rows: list[Row]) -> tuple[Place, ...]:
    return tuple(indicator_place(row.node.id, "name") for row in rows)


_NOISE = re.compile(r"[\s，,。、；;：:（）()“”\"']")


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """A name without spaces and punctuation, for comparing."""
    return _NOISE.sub("", name)


@lru_cache(maxsize=16384)
def core_name(name: str, fillers: tuple[str, ...]) -> str:
    """A name without the words that say nothing (确保, 实现)."""
    for filler in fillers:
        if name.startswith(filler) and len(name) > len(filler) + 2:
            return name[len(filler) :]
    return name
