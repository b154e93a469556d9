"""Where an indicator of one form stands in another: level names mapped by the catalogues of the two templates.

A name is the same when it or one of its aliases is, with or without 指标 or 目标 behind it (数量 and 数量指标). Where the new
form has a level-2 name for what was level 1 (成本指标), or a level 1 for what was level 2 (满意度), the indicators go there.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.form.template import Name, Template

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """The names of the levels in the new form. ``sure``: the catalogues say so; otherwise a person should look.
    ``known``: the new form's catalogue has these names."""

    path: Path
    sure: bool
    known: bool


def stem(name: str) -> str:
    """A level name without what only says that it is one: 数量指标 → 数量, 产出目标 → 产出."""
    plain = "".join(name.split())
    for ending in ("指标", "目标"):
        if plain.endswith(ending) and len(plain) > len(ending):
            return plain.removesuffix(ending)
    return plain


def map_levels(path: Path, source: Template, target: Template) -> Mapped:
    """The place of the levels ``path`` (level 1, level 2 … above the indicators) of ``source`` in ``target``."""
    depth = target.depth - 1
    catalogue = target.indicators.catalogue
    exact = _exact(path, catalogue)
    if exact and len(path) == depth:
        return Mapped(path, True, True)
    first = _words(path[:1], source)
    top = next((name for name in catalogue if name.name == path[0]), None) or _find(first, catalogue)
    if len(path) < 2 or depth < 2:
        return _short(path, depth, top)
    second = _words(path[:2], source)
    named = next((name for name in top.children if name.name == path[1]), None) if top else None
    below = named or (_find(second, top.children) if top else None)
    if top and below:
        return Mapped((top.name, below.name, *path[2:depth]), True, True)
    elsewhere = [(one, two) for one in catalogue for two in one.children if second & _own_words(two)]
    if len(elsewhere) == 1:
        one, two = elsewhere[0]
        return Mapped((one.name, two.name, *path[2:depth]), True, True)
    moved = _other_level(set() if top else first, second, catalogue)
    if moved:
        return Mapped((*moved, *path[2:depth]), False, True)
    return Mapped((top.name if top else path[0], path[1], *path[2:depth]), top is not None, False)


def is_in_catalogue(path: Path, template: Template) -> bool:
    """Whether a template's catalogue has exactly these levels."""
    return _exact(path, template.indicators.catalogue)


def _exact(path: Path, names: tuple[Name, ...]) -> bool:
    for step in path:
        found = next((name for name in names if name.name == step), None)
        if found is None:
            return False
        names = found.children
    return True


def _short(path: Path, depth: int, top: Name | None) -> Mapped:
    """A path of one level, or a new form with one level above its indicators."""
    names = (top.name if top else path[0],) if path else ()
    return Mapped(names[:depth], top is not None and len(path) <= depth, top is not None)


def _words(path: Path, template: Template) -> set[str]:
    """All stems that mean the level at the end of a path, by its entry in the catalogue; none for a name of the user's own."""
    names: tuple[Name, ...] = template.indicators.catalogue
    entry: Name | None = None
    for step in path:
        entry = next((name for name in names if name.name == step), None)
        names = entry.children if entry else ()
    return _own_words(entry) if entry else set()


def _own_words(name: Name) -> set[str]:
    return {stem(word) for word in (name.name, *name.aliases)}


def _find(words: set[str], names: tuple[Name, ...]) -> Name | None:
    return next((name for name in names if words & {stem(name.name)}), None) or next(
        (name for name in names if words & _own_words(name)), None
    )


def _other_level(first: set[str], second: set[str], catalogue: tuple[Name, ...]) -> Path | None:
    """成本指标 › 经济成本指标 under 产出指标 › 成本指标, or 效果目标 › 满意度 under 满意度指标 › 服务对象满意度指标."""
    for one in catalogue:
        for two in one.children:
            if first & _own_words(two):
                return one.name, two.name
    for one in catalogue:
        if second & _own_words(one) and one.children:
            return one.name, one.children[0].name
    return None
