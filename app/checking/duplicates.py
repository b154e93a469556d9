"""Duplicates (指标重复): the same indicator twice in a form, with equal or with different values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from app.checking.findings import Finding, Fix, Severity
from app.checking.rows import Form, Row, short
from app.checking.rules import found
from app.form.edits import RemoveIndicator
from app.form.places import Place, indicator_place


def duplicate_findings(form: Form) -> Iterator[Finding]:
    """``duplicate.same``, ``duplicate.differs``, ``duplicate.near``."""
    firsts: dict[str, Row] = {}
    again: dict[str, list[Row]] = {}
    for row in form.used:
        name = plain_name(row.words.name)
        first = firsts.setdefault(name, row)
        if first is not row:
            again.setdefault(name, [first]).append(row)
    for rows in again.values():
        yield from _same_name(rows)
    cores: dict[str, Row] = {}
    near: dict[str, list[Row]] = {}
    core_of = _core_names(form.words.texts.fillers)
    for name, row in firsts.items():
        first = cores.setdefault(core_of(name), row)
        if first is not row:
            near.setdefault(core_of(name), [first]).append(row)
    for rows in near.values():
        if len({row.words.role2 for row in rows}) == 1:
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


@lru_cache(maxsize=8)
def _core_names(fillers: tuple[str, ...]) -> Callable[[str], str]:
    """``core_name`` with these fillers, and what it has found kept by name alone."""

    @lru_cache(maxsize=16384)
    def core_of(name: str) -> str:
        return core_name(name, fillers)

    return core_of


def core_name(name: str, fillers: tuple[str, ...]) -> str:
    """A name without the words that say nothing (确保, 实现)."""
    for filler in fillers:
        if name.startswith(filler) and len(name) > len(filler) + 2:
            return name[len(filler) :]
    return name
