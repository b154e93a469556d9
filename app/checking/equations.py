"""How the equations of the template (资金的勾稽关系) stand in a form: for the money panel and for the findings.

A blank part of a sum counts as 0 only if at least one part is filled. Frozen msgspec structs, not dataclasses: these load before
the window's first paint, and a struct is made twenty times as fast.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from app.form.amount import is_unread, stored_amount
from app.form.document import Document
from app.form.labels import money_label
from app.form.template import AtMost, Sum, Template


class Term(Struct, frozen=True):
    """A money cell in an equation: key, printed label, amount in 元 (None: blank or unread)."""

    key: str
    label: str
    amount: Decimal | None
    unread: bool = False


class EquationState(Struct, frozen=True):
    """How an equation of the template stands.

    ``left`` is the total (of an at-most: the limited amount), ``right`` the parts (the limit). ``state``: ``open`` (too little
    filled to tell), ``unread`` (a cell cannot be read), ``holds``, ``differs`` (a sum), ``exceeds`` (an at-most).
    ``difference`` = left − right in 元. ``completion`` = the one blank cell and the amount that would complete the sum.
    """

    kind: Literal["sum", "at_most"]
    left: Term
    right: tuple[Term, ...]
    state: Literal["open", "unread", "holds", "differs", "exceeds"]
    difference: Decimal | None = None
    completion: tuple[str, Decimal] | None = None


def equation_states(document: Document, template: Template) -> tuple[EquationState, ...]:
    """Every equation of the template with how it stands in the form, in the template's order."""
    return tuple(
        _sum_state(document, template, equation)
        if isinstance(equation, Sum)
        else _limit_state(document, template, equation)
        for equation in template.funding.equations
    )


def _term(document: Document, template: Template, key: str) -> Term:
    value = document.funding.get(key)
    return Term(key, money_label(template, key), stored_amount(value), is_unread(value))


def _sum_state(document: Document, template: Template, equation: Sum) -> EquationState:
    left = _term(document, template, equation.total)
    right = tuple(_term(document, template, key) for key in equation.parts)
    if any(term.unread for term in (left, *right)):
        return EquationState("sum", left, right, "unread")
    filled = [term.amount for term in right if term.amount is not None]
    if left.amount is None or not filled:
        completion = (left.key, sum(filled, Decimal(0))) if filled and left.amount is None else None
        if left.amount is not None and len(right) == 1:
            completion = (right[0].key, left.amount)
        return EquationState("sum", left, right, "open", None, completion)
    difference = left.amount - sum(filled, Decimal(0))
    if difference == 0:
        return EquationState("sum", left, right, "holds", difference)
    blank = [term.key for term in right if term.amount is None]
    completion = (blank[0], difference) if len(blank) == 1 and difference > 0 else None
    return EquationState("sum", left, right, "differs", difference, completion)


def _limit_state(document: Document, template: Template, equation: AtMost) -> EquationState:
    left, limit = _term(document, template, equation.amount), _term(document, template, equation.limit)
    if left.unread or limit.unread:
        return EquationState("at_most", left, (limit,), "unread")
    if left.amount is None or limit.amount is None:
        return EquationState("at_most", left, (limit,), "open")
    difference = left.amount - limit.amount
    return EquationState("at_most", left, (limit,), "exceeds" if difference > 0 else "holds", difference)
