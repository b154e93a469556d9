"""Completeness (指标完整): the kinds of indicators that a good form has at least once.

Unconditional kinds come from the template (``required`` in its catalogue); a cost indicator is asked for where the project buys
or builds. Output and benefit are asked for by every rule, the rest is a person's decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.checking.findings import Finding, Severity
from app.checking.lexicons import holding
from app.checking.required import is_required
from app.checking.rows import Form, Row
from app.checking.rules import found
from app.form.document import Indicator, as_text
from app.form.places import TREE, Place, indicator_place
from app.form.template import Name

_COST = frozenset(("cost", "economic_cost", "social_cost", "ecological_cost"))
_CODES = {
    "output": "complete.no_output",
    "benefit": "complete.no_benefit",
    "satisfaction": "complete.no_satisfaction",
}


def completeness_findings(form: Form) -> Iterator[Finding]:
    """``complete.no_output``, ``.no_benefit``, ``.no_satisfaction``, ``.no_kind``, ``.no_cost``, ``.no_quantity_or_quality``."""
    used = form.used
    if not form.template.indicators.catalogue:
        return
    if not used:
        yield found("complete.empty", (TREE,))
        return
    said = False
    for name in form.template.indicators.catalogue:
        if is_required(form.document, name.required) and not _has(form, used, name):
            yield _missing(form, name, 1)
            said = said or form.words.role1(name.name) == "output"
        for child in name.children:
            if is_required(form.document, child.required) and not _has_level2(form, used, child):
                yield _missing(form, child, 2)
    yield from _satisfaction_below(form, used)
    if not said:
        yield from _kinds_of_output(form, used)
    yield from _cost(form, used)


def _satisfaction_below(form: Form, used: Sequence[Row]) -> Iterator[Finding]:
    """Satisfaction as a level 2 of the benefits (2020, 2015): asked for like the level 1 of later forms."""
    if form.template.purpose not in ("declaration", "target"):
        return
    names = form.template.indicators.catalogue
    if any(form.words.role1(name.name) == "satisfaction" for name in names):
        return
    for child in (child for name in names for child in name.children):
        if form.words.role2(child.name) == "satisfaction" and not child.required and not _has_level2(form, used, child):
            yield _missing(form, child, 2)


def _has(form: Form, used: Sequence[Row], name: Name) -> bool:
    role = form.words.role1(name.name)
    wanted = {name.name, *name.aliases}
    return any(
        row.words.level1 in wanted or (role and row.words.role1 == role) or (role and row.words.role2 == role)
        for row in used
    )


def _has_level2(form: Form, used: Sequence[Row], name: Name) -> bool:
    role = form.words.role2(name.name)
    wanted = {name.name, *name.aliases}
    return any(row.words.level2 in wanted or (role and row.words.role2 == role) for row in used)


def _missing(form: Form, name: Name, level: int) -> Finding:
    role = form.words.role1(name.name) if level == 1 else form.words.role2(name.name)
    code = _CODES.get(role, "complete.no_kind")
    is_read = all(row.words.role1 or row.words.role2 for row in form.used)
    # With level names that are not known, an indicator may well be there under another name.
    severity: Severity = "error" if role in ("output", "benefit") and is_read else "warning"
    return found(code, (_place(form, name.name),), None, severity, name=name.name)


def _place(form: Form, name: str) -> Place:
    for top in form.document.indicators:
        if top.name.strip() == name:
            return indicator_place(top.id, "name")
        for child in top.children or ():
            if child.name.strip() == name:
                return indicator_place(child.id, "name")
    return TREE


def _kinds_of_output(form: Form, used: Sequence[Row]) -> Iterator[Finding]:
    """Outputs without any quantity, quality or time: a hint, one for all that lack."""
    offered = [
        (child, form.words.role2(child.name))
        for name in form.template.indicators.catalogue
        for child in name.children
        if form.words.role2(child.name) in ("quantity", "quality", "timeliness")
    ]
    have = {row.words.role2 for row in used}
    lacking = [child.name for child, role in offered if role not in have]
    if not lacking or not have & {"quantity", "quality", "timeliness"}:
        return
    yield found("complete.output_kinds", (_place(form, lacking[0]),), names="、".join(lacking))


def _cost(form: Form, used: Sequence[Row]) -> Iterator[Finding]:
    offered = any(form.words.role1(name.name) == "cost" for name in form.template.indicators.catalogue)
    if not offered or any(row.words.role1 == "cost" or row.words.role2 in _COST for row in used):
        return
    project = as_text(form.document.fields.get("project_name")) or ""
    match = holding(form.words.levels.needs_cost).search(project)
    if match:
        cost = next((top for top in form.document.indicators if form.words.role1(top.name.strip()) == "cost"), None)
        yield found("complete.no_cost", (_cost_place(cost),), project=project, word=match[0])


def _cost_place(cost: Indicator | None) -> Place:
    return TREE if cost is None else indicator_place(cost.id, "name")
