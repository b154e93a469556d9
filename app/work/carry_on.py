"""Carrying a form on: which template it goes to, and the one call for window and command alike."""

from __future__ import annotations

from app.form.document import Document
from app.form.template import Template
from app.storage.template_files import TemplateShelf
from app.work.convert import Converted, convert
from app.work.next_year import NoYear, next_year
from app.work.self_evaluation import self_evaluation, without_proposals
from app.work.way_back import came_from

_PLANS = ("declaration", "target")


def carry_to(document: Document, source: Template, target: Template, *, file: str | None = None) -> Converted:
    """Convert a form to ``target``; a declaration that goes to a self-evaluation is prepared for being filled in, and what was
    only proposed there does not come back."""
    if target.purpose == "self_evaluation" and source.purpose in _PLANS:
        return self_evaluation(document, source, target, file=file)
    if came_from(document, target.id):
        document = without_proposals(document, source, target)
    return convert(document, source, target, file=file)


def carry_to_next_year(
    document: Document, source: Template, shelf: TemplateShelf, *, file: str | None = None
) -> Converted:
    """Next year's declaration, in the newest template of the family for that year.

    A self-evaluation goes back to the kind of form that it was made from. Raises NoYear.
    """
    year = document.year_number
    if year is None:
        raise NoYear("这张表没有填写年度，不能生成下一年度的表；请先填写四位年份。")
    plan = source if source.purpose in _PLANS else _plan_of(document, shelf)
    if plan is None:
        raise NoYear(f"“{source.name}”不是申报表，不能直接生成下一年度的申报表；请用原来的申报表。")
    return next_year(document, source, shelf.newest(plan.family, year + 1) or plan, file=file)


def _plan_of(document: Document, shelf: TemplateShelf) -> Template | None:
    origin = document.meta.get("origin")
    named = origin.get("template") if isinstance(origin, dict) else None
    plan = shelf.get(named) if isinstance(named, str) else None
    return plan if plan is not None and plan.purpose in _PLANS else None
