"""A self-evaluation (自评表) made from a declaration: goals and targets copied, points spread, the values left to be filled in.

Weights (分值) are a proposal: each level's points spread evenly over its indicators; they are named under ``unconfirmed``.
"""

from __future__ import annotations

from msgspec.structs import replace

from app.form.document import Document, Indicator, Json, as_list
from app.form.edits import SetValue, Several, apply
from app.form.places import funding_place, indicator_place, path_of, value_at
from app.form.template import Template, catalogue_names
from app.scoring.weights import even_weights
from app.work.convert import Converted, convert, with_unconfirmed


def self_evaluation(document: Document, source: Template, target: Template, *, file: str | None = None) -> Converted:
    """The self-evaluation of a declaration, in the template ``target``."""
    converted = convert(document, source, target, kind="self_evaluation", file=file, unplaced="keep", used_only=True)
    made = replace(
        converted.document, indicators=tuple(_with_columns(node, target) for node in converted.document.indicators)
    )
    scoring = target.scoring
    if scoring.execution_weight and scoring.default_execution_weight and not made.funding.get(scoring.execution_weight):
        weight = SetValue(funding_place(scoring.execution_weight), scoring.default_execution_weight)
        made = apply(made, weight).document
    edit = even_weights(made) if target.column("weight") else None
    if isinstance(edit, Several):
        made = apply(made, edit).document
        spread = [each.place for each in edit.edits if isinstance(each, SetValue)]
        made = with_unconfirmed(made, [path_of(made, place) for place in spread])
    return Converted(made, converted.report)


def _with_columns(node: Indicator, target: Template) -> Indicator:
    """The columns of the new form, blank where the declaration had none."""
    if node.children is not None:
        return replace(node, children=tuple(_with_columns(child, target) for child in node.children))
    blank: dict[str, Json] = {column.key: None for column in target.indicators.columns}
    return replace(node, values={**blank, **node.values})


def without_proposals(document: Document, source: Template, target: Template) -> Document:
    """A self-evaluation without what the program itself put there and nobody confirmed or changed, as far as ``target`` has no
    place for it: weights as they were spread, points of the catalogue, the usual weight of 预算执行率, blank columns."""
    weights = _spread_weights(document) if target.column("weight") is None else frozenset[int]()
    columns = frozenset(column.key for column in source.indicators.columns if target.column(column.key) is None)
    points = {} if any(level.points for level in target.indicators.levels) else _catalogue_points(source)

    def plain(node: Indicator) -> Indicator:
        values = {
            key: value
            for key, value in node.values.items()
            if not (key in columns and value is None)
            and not (key == "weight" and node.id in weights)
            and not (key == "points" and node.children is not None and points.get(node.name) == value)
        }
        children = None if node.children is None else tuple(plain(child) for child in node.children)
        return replace(node, values=values, children=children)

    key, usual = source.scoring.execution_weight, source.scoring.default_execution_weight
    funding = dict(document.funding)
    if key and target.money(key) is None and funding.get(key) == usual:
        funding[key] = None
    marks = [path_of(document, indicator_place(node, "weight")) for node in weights]
    known = [entry for entry in as_list(document.meta.get("unconfirmed")) if entry not in marks]
    meta = dict(document.meta)
    if marks:
        meta.pop("unconfirmed")
        meta |= {"unconfirmed": known} if known else {}
    return replace(document, funding=funding, meta=meta, indicators=tuple(plain(node) for node in document.indicators))


def _spread_weights(document: Document) -> frozenset[int]:
    """The indicators whose weight is still the one that was proposed and is still to be confirmed."""
    edit = even_weights(document)
    marked = as_list(document.meta.get("unconfirmed"))
    return frozenset(
        each.place.node
        for each in (edit.edits if isinstance(edit, Several) else ())
        if isinstance(each, SetValue)
        and value_at(document, each.place) == each.value
        and path_of(document, each.place) in marked
    )


def _catalogue_points(template: Template) -> dict[str, str | None]:
    return {name.name: name.points for _, name in catalogue_names(template.indicators.catalogue)}
