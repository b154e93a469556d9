"""Money: the equations of the template, and amounts that cannot be read.

A blank part of a sum counts as 0 only if at least one part is filled; an unread amount is told by itself and makes no sum wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from app.checking.equations import EquationState, equation_states
from app.checking.findings import Finding, Fix
from app.checking.rules import found, worded
from app.form.amount import WAN, format_amount, is_unread, stored_amount, stored_text
from app.form.document import Document, as_text
from app.form.edits import SetValue, Several
from app.form.labels import money_label
from app.form.places import funding_place, indicator_place
from app.form.template import Template

if TYPE_CHECKING:
    from app.checking.rows import Form


def funding_findings(document: Document, template: Template) -> Iterator[Finding]:
    """``funding.unread``, ``funding.sum_differs``, ``funding.exceeds_limit``."""
    for key, value in document.funding.items():
        if is_unread(value):
            yield worded(
                "funding.unread",
                (funding_place(key),),
                f"“{money_label(template, key)}”填写的“{as_text(value)}”不是能识别的金额，请改为数字，例如 800000.00 或 80万元；没有金额请留空。",
            )
    states = equation_states(document, template)
    for state in states:
        if state.state == "differs":
            yield _sum_differs(state)
        elif state.state == "exceeds" and not _is_told(state, states):
            yield _exceeds(state)


def _is_told(state: EquationState, states: tuple[EquationState, ...]) -> bool:
    """Whether the wrong sum of the limited amount is the cause: its parts keep to a limit that its own sum confirms."""
    limit = state.right[0]
    confirmed = any(other.state == "holds" and other.kind == "sum" and other.left.key == limit.key for other in states)
    return confirmed and any(
        other.state == "differs" and other.left.key == state.left.key and _parts(other) <= (limit.amount or 0)
        for other in states
    )


def _parts(state: EquationState) -> Decimal:
    return sum((term.amount for term in state.right if term.amount is not None), Decimal(0))


def _sum_differs(state: EquationState) -> Finding:
    total = state.left.amount or Decimal(0)
    difference = state.difference or Decimal(0)
    parts = [term for term in state.right if term.amount is not None]
    added = sum((term.amount for term in parts if term.amount is not None), Decimal(0))
    said = " + ".join(f"{term.label} {format_amount(term.amount or Decimal(0))}" for term in parts)
    relation = "多" if difference > 0 else "少"
    fix = None
    if state.completion:
        key, amount = state.completion
        label = next(term.label for term in state.right if term.key == key)
        fix = Fix(f"{label}填 {format_amount(amount)}", SetValue(funding_place(key), stored_text(amount)))
    elif len(parts) == len(state.right):
        fix = Fix(
            f"{state.left.label}改为 {format_amount(added)}",
            SetValue(funding_place(state.left.key), stored_text(added)),
        )
    return worded(
        "funding.sum_differs",
        tuple(funding_place(term.key) for term in (state.left, *parts)),
        f"“{state.left.label}” {format_amount(total)} 元与 {said} 之和 {format_amount(added)} 元不一致，总额{relation} "
        f"{format_amount(abs(difference))} 元，请核对。",
        fix,
    )


def _exceeds(state: EquationState) -> Finding:
    limit = state.right[0]
    return worded(
        "funding.exceeds_limit",
        (funding_place(state.left.key), funding_place(limit.key)),
        f"“{state.left.label}” {format_amount(state.left.amount or Decimal(0))} 元超过了“{limit.label}” "
        f"{format_amount(limit.amount or Decimal(0))} 元，多 {format_amount(state.difference or Decimal(0))} 元，请核对。",
    )


def money_findings(form: Form) -> Iterator[Finding]:
    """``funding.negative``; ``funding.maybe_wan``: this year's money is the figure of a cost that is written in 万元."""
    for key, value in form.document.funding.items():
        amount = stored_amount(value)
        cell = form.template.money(key)
        if amount is not None and amount < 0 and (cell is None or cell.type == "amount"):
            label = money_label(form.template, key)
            yield found("funding.negative", (funding_place(key),), label=label, amount=format_amount(amount))
    yield from _maybe_wan(form)


def _maybe_wan(form: Form) -> Iterator[Finding]:
    # Not at the top: the money panel wants the equations at once, and the rows bring all the word lists with them.
    from app.checking.rows import short

    for key in form.words.levels.year_money:
        amount = stored_amount(form.document.funding.get(key))
        if amount is None or not 0 < amount < 10_000:
            continue
        for row in form.rows:
            target = row.words.target
            if row.words.role1 == "cost" and target.unit == "万元" and target.number == amount:
                yield found(
                    "funding.maybe_wan",
                    (funding_place(key), indicator_place(row.node.id, row.column)),
                    _from_wan(form),
                    label=money_label(form.template, key),
                    amount=format_amount(amount),
                    name=short(row.words.name),
                    value=short(row.words.value),
                )
                return


def _from_wan(form: Form) -> Fix:
    """Every money cell below 10,000 元 taken as 万元."""
    small = {key: stored_amount(value) for key, value in form.document.funding.items()}
    edits = tuple(
        SetValue(funding_place(key), stored_text(amount * WAN))
        for key, amount in small.items()
        if amount is not None and 0 < abs(amount) < WAN
    )
    return Fix("小额金额按万元换算为元", Several(edits))
