"""Placement of levels (一级、二级指标类型): a level-2 name in the level-1 column, 时效指标 under 效益指标, a missing level."""

from __future__ import annotations

from collections.abc import Iterator

from app.checking.findings import Finding, Fix
from app.checking.lexicons import without_spaces
from app.checking.rows import UNFILLED_NAMES, Form, is_unfilled, short
from app.checking.rules import found
from app.form.document import Indicator, walk
from app.form.edits import InsertIndicator, MoveIndicator, RemoveIndicator, Several
from app.form.places import indicator_place
from app.form.template import Name, Template


def tree_findings(form: Form) -> Iterator[Finding]:
    """``levels.missing``, ``levels.in_level1``, ``levels.indicator_as_level1``, ``levels.under_wrong_level1``, ``levels.unknown``."""
    depth = form.template.depth
    if depth < 3 or not form.template.indicators.catalogue:
        return
    for top in form.document.indicators:
        problem = _level1_problem(form, top)
        if problem is not None:
            yield problem
            continue
        for child in top.children or ():
            wrong = _level2_problem(form, top, child)
            if wrong is not None:
                yield wrong


def _level1_problem(form: Form, top: Indicator) -> Finding | None:
    name = top.name.strip()
    place = (indicator_place(top.id, "name"),)
    if not name or name in UNFILLED_NAMES:
        if used := _used_names(top):
            return found("levels.missing", place, name=used[0], levels=_blank_levels(top))
        return None
    if form.words.role1(name) or _in_catalogue(form.template, name):
        return None
    role2 = form.words.role2(name)
    if role2:
        return found("levels.in_level1", place, _home_fix(form, top, role2), name=short(name))
    if top.children is None or (not top.children and top.values) or _used_names(top) == [name]:
        return found("levels.indicator_as_level1", place, name=short(name), value=_own_value(top))
    if _only_blank_level2(top):
        return found("levels.indicator_as_level1", place, name=short(name), value=_own_value(top))
    return found("levels.unknown", place, name=short(name), level="一级指标", known=_known(form.template))


def _used_names(node: Indicator) -> list[str]:
    return [
        below.name.strip()
        for _, below in walk(node.children or ())
        if below.children is None and not is_unfilled(below.name.strip())
    ]


def _blank_levels(top: Indicator) -> str:
    blank2 = all(not child.name.strip() for child in top.children or () if child.children is not None)
    return "一级、二级指标" if blank2 else "一级指标"


def _only_blank_level2(top: Indicator) -> bool:
    """An unknown name in the level-1 column whose rows have no level-2 name: an indicator that slipped to the left."""
    return bool(top.children) and all(
        not child.name.strip() for child in top.children or () if child.children is not None
    )


def _own_value(node: Indicator) -> str:
    for below in (node, *(each for _, each in walk(node.children or ()))):
        value = below.text("target")
        if value:
            return short(value)
    # The value may have slipped into the column of names as well.
    return next((short(name) for name in _used_names(node) if name != node.name.strip()), "")


def _in_catalogue(template: Template, name: str) -> bool:
    plain = without_spaces(name)
    return any(plain in (known.name, *known.aliases) for known in template.indicators.catalogue)


def _known(template: Template) -> str:
    return "、".join(name.name for name in template.indicators.catalogue)


def _level2_problem(form: Form, top: Indicator, child: Indicator) -> Finding | None:
    name, level1 = child.name.strip(), top.name.strip()
    place = (indicator_place(child.id, "name"),)
    if child.children is None:
        return None
    if not name or name in UNFILLED_NAMES:
        if used := _used_names(child):
            return found("levels.missing", place, name=used[0], levels="二级指标")
        return None
    home = _catalogue_home(form, level1, name)
    if home == level1:
        return None
    role1, role2 = form.words.role1(level1), form.words.role2(name)
    homes = form.words.levels.homes.get(role2, ())
    right = home or _level1_named(form.template, form, homes)
    is_right = role1 == form.words.role1(right) if right else role1 in homes
    if role1 in homes and not _home_node(form, right, "")[0]:
        return None  # the form follows a catalogue that has this level 2 here, as 成本指标 under 产出指标 (2015, 2020)
    if role1 and role2 and not is_right:
        used = _used_names(child)
        if not used:
            return None
        return found(
            "levels.under_wrong_level1",
            place,
            _move_fix(form, child, right),
            name=short(name),
            level1=short(level1),
            home=right or "别的一级指标",
            indicators="、".join(f"“{short(each)}”" for each in used[:3]),
        )
    if role2 or form.template.indicators.levels[1].names == "free" or not _used_names(child):
        return None
    return found("levels.unknown", place, name=short(name), level="二级指标", known=_known_below(form.template, level1))


def _known_below(template: Template, level1: str) -> str:
    for known in template.indicators.catalogue:
        if known.name == level1:
            return "、".join(child.name for child in known.children)
    return ""


def _catalogue_home(form: Form, level1: str, level2: str) -> str | None:
    """The level-1 name under which the catalogue has this level-2 name: the present one first, None when nowhere."""
    plain = without_spaces(level2)

    def has(name: Name) -> bool:
        return any(plain in (child.name, *child.aliases) for child in name.children)

    homes = [known for known in form.template.indicators.catalogue if has(known)]
    here = [known for known in homes if without_spaces(level1) in (known.name, *known.aliases)]
    if here:
        return level1
    return homes[0].name if homes else None


def _level1_named(template: Template, form: Form, homes: tuple[str, ...]) -> str | None:
    """The level 1 of this form that a level 2 belongs under: the first of its homes that the catalogue has."""
    for home in homes:
        for known in template.indicators.catalogue:
            if form.words.role1(known.name) == home:
                return known.name
    return None


def _home_node(form: Form, level1: str | None, level2: str) -> tuple[Indicator | None, Indicator | None]:
    """The form's own level-1 node of that name, and its level-2 node that has the same name and no indicators yet."""
    for top in form.document.indicators:
        if level1 and top.name.strip() == level1:
            empty = next(
                (each for each in top.children or () if each.name.strip() == level2 and not _used_names(each)), None
            )
            return top, empty
    return None, None


def _move_fix(form: Form, child: Indicator, level1: str | None) -> Fix | None:
    """Move a level 2 with all its indicators under the right level 1, in the place of an empty one of the same name."""
    top, empty = _home_node(form, level1, child.name.strip())
    if top is None:
        return None
    label = f"移到“{top.name.strip()}”下"
    if empty is None:
        return Fix(label, MoveIndicator(child.id, top.id, len(top.children or ())))
    index = (top.children or ()).index(empty)
    return Fix(label, Several((RemoveIndicator(empty.id), MoveIndicator(child.id, top.id, index))))


def _home_fix(form: Form, top: Indicator, role2: str) -> Fix | None:
    """A level-2 name in the level-1 column goes under its level 1, where its indicators are its children already."""
    home = _level1_named(form.template, form, form.words.levels.homes.get(role2, ()))
    target, empty = _home_node(form, home, top.name.strip())
    if target is None or not top.children or any(child.children is not None for child in top.children):
        return None
    label = f"移到“{target.name.strip()}”下"
    at = len(target.children or ()) if empty is None else (target.children or ()).index(empty)
    remove = () if empty is None else (RemoveIndicator(empty.id),)
    return Fix(label, Several((*remove, RemoveIndicator(top.id), InsertIndicator(target.id, at, top))))
