"""A self-evaluation (自评表) made from a declaration: goals and targets copied, points spread, the values left to be filled in.

Weights (分值) are a proposal: each level's points spread evenly over its indicators; they are named under ``unconfirmed``.
"""

from __future__ import annotations

from dataclasses import replace

from app.form.document import Document, Indicator, Json
from app.form.edits import SetValue, Several, apply
from app.form.places import funding_place, indicator_place, path_of
from app.form.template import Template
from app.scoring.form_scores import indicators_of
from app.scoring.weights import even_weights
from app.work.convert import Converted, convert, with_unconfirmed


def self_evaluation(document: Document, source: Template, target: Template, *, file: str | None = None) -> Converted:
    """The self-evaluation of a declaration, in the template ``target``."""
    used = replace(document, indicators=tuple(_used(node) for node in document.indicators if _is_used(node)))
    converted = convert(used, source, target, kind="self_evaluation", file=file, unplaced="keep")
    made = replace(
        converted.document,
        indicators=tuple(_with_columns(node, target) for node in converted.document.indicators if _is_used(node)),
    )
    scoring = target.scoring
    if scoring.execution_weight and scoring.default_execution_weight and not made.funding.get(scoring.execution_weight):
        weight = SetValue(funding_place(scoring.execution_weight), scoring.default_execution_weight)
        made = apply(made, weight).document
    edit = even_weights(made) if target.column("weight") else None
    if isinstance(edit, Several):
        made = apply(made, edit).document
        leaves = [leaf.id for _, leaf in indicators_of(made.indicators)]
        made = with_unconfirmed(made, [path_of(made, indicator_place(leaf, "weight")) for leaf in leaves])
    return Converted(made, converted.report)


def _is_used(node: Indicator) -> bool:
    """Whether there is an indicator at or below a node: a self-evaluation has no rows for unused levels."""
    return node.children is None or any(_is_used(child) for child in node.children)


def _used(node: Indicator) -> Indicator:
    if node.children is None:
        return node
    return replace(node, children=tuple(_used(child) for child in node.children if _is_used(child)))


def _with_columns(node: Indicator, target: Template) -> Indicator:
    """The columns of the new form, blank where the declaration had none."""
    if node.children is not None:
        return replace(node, children=tuple(_with_columns(child, target) for child in node.children))
    blank: dict[str, Json] = {column.key: None for column in target.indicators.columns}
    return replace(node, values={**blank, **node.values})
