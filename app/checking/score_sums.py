"""Sums of scores that disagree: weights with the points of their level and the total, rates and the execution score with the
amounts that they are computed from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.checking.findings import Finding, Fix
from app.checking.rules import worded
from app.form.amount import stored_amount
from app.form.document import Document, Indicator
from app.form.edits import SetValue
from app.form.labels import money_label
from app.form.places import funding_place, indicator_place
from app.form.target import read_target
from app.form.template import Template
from app.scoring.form_scores import ScoredIndicator, execution_score, indicators_of, points_in
from app.scoring.quantity import Quantity, plain, to_places
from app.scoring.reached import quantity_of


def column_label(template: Template, key: str) -> str:
    """The printed label of a value column."""
    column = template.column(key)
    return column.label if column else key


def agrees(given: Decimal, computed: Decimal) -> bool:
    """Whether a given score is the computed one, rounded to the places that it is written with (at least one)."""
    places = -int(given.as_tuple().exponent)
    if places <= 0:
        return given == computed
    return abs(given - computed) <= Decimal(5).scaleb(-places - 1)


def weight_findings(document: Document, template: Template) -> Iterator[Finding]:
    """``scores.points_differ``: a level's points against the sum below it, told at the lowest level that is wrong.
    ``scores.total_differs``: all weights (and the execution weight) against the total that the template names."""
    differing = [finding for node in document.indicators for finding in _level_points(node, template)]
    yield from differing
    total = template.scoring.total
    weights = [points_in(leaf.values.get("weight")) for _, leaf in indicators_of(document.indicators)]
    if template.scoring.execution_weight is not None:
        weights.append(points_in(document.funding.get(template.scoring.execution_weight)))
    known = [weight for weight in weights if weight is not None]
    if total is None or differing or not known or len(known) != len(weights):
        return
    found = sum(known, Decimal(0))
    if found != Decimal(total):
        yield worded(
            "scores.total_differs",
            (indicator_place(document.indicators[0].id, "points"),) if document.indicators else (),
            f"{column_label(template, 'weight')}合计为 {plain(found)} 分，应为 {total} 分，"
            f"{'少' if found < Decimal(total) else '多'} {plain(abs(found - Decimal(total)))} 分；请调整各指标的{column_label(template, 'weight')}。",
        )


def _level_points(node: Indicator, template: Template) -> Iterator[Finding]:
    below = [child for child in node.children or () if child.children is not None]
    deeper = [finding for child in below for finding in _level_points(child, template)]
    yield from deeper
    points = points_in(node.values.get("points"))
    if points is None:
        return
    stated = [points_in(child.values.get("points")) for child in below]
    leaves = [points_in(leaf.values.get("weight")) for _, leaf in indicators_of((node,))]
    by_levels = bool(below) and all(value is not None for value in stated) and len(below) == len(node.children or ())
    parts, what = (stated, "下级的分值") if by_levels else (leaves, column_label(template, "weight"))
    known = [value for value in parts if value is not None]
    if not known or len(known) != len(parts) or (deeper and not by_levels):
        return
    found = sum(known, Decimal(0))
    if found != points:
        yield worded(
            "scores.points_differ",
            (indicator_place(node.id, "points"),),
            f"“{node.name}”的分值为 {plain(points)} 分，而{what}合计为 {plain(found)} 分；请改分值或改{what}，使两者相等。",
        )


def rate_findings(item: ScoredIndicator, document: Document, template: Template) -> Iterator[Finding]:
    """``scores.rate_differs``: an indicator named as a ratio of the money block, and its 完成值 is not that ratio."""
    ratio = next((ratio for ratio in template.funding.ratios if ratio.label == item.node.name.strip()), None)
    actual = quantity_of(read_target(item.node.text("actual")))
    if ratio is None or actual is None or actual.unit != "%":
        return
    over, under = (
        stored_amount(document.funding.get(ratio.numerator)),
        stored_amount(document.funding.get(ratio.denominator)),
    )
    if over is None or under is None or under <= 0:
        return
    rate = over / under * 100
    places = max(0, -int(actual.number.as_tuple().exponent))
    if abs(rate - actual.number) <= Decimal(5).scaleb(-places - 1):
        return
    shown = Quantity(to_places(rate, ratio.places), "%").text()
    label = column_label(template, "actual")
    yield worded(
        "scores.rate_differs",
        (indicator_place(item.node.id, "actual"), funding_place(ratio.numerator), funding_place(ratio.denominator)),
        f"“{item.node.name}”的{label}是“{item.node.text('actual')}”，按{money_label(template, ratio.numerator)} ÷ "
        f"{money_label(template, ratio.denominator)}应为 {shown}；请核对金额和{label}。",
        Fix(f"{label}改为 {shown}", SetValue(indicator_place(item.node.id, "actual"), shown)),
    )


def execution_findings(document: Document, template: Template) -> Iterator[Finding]:
    """``scores.execution_differs``: the score of 预算执行率 recomputed from the amounts."""
    key = template.scoring.execution_score
    computed = execution_score(document, template)
    given = points_in(document.funding.get(key)) if key else None
    if key is None or computed is None or given is None or agrees(given, computed.points):
        return
    place = funding_place(key)
    yield worded(
        "scores.execution_differs",
        (place,),
        f"预算执行率的得分是 {plain(given)} 分，按金额应为 {plain(computed.points)} 分（{computed.working}）；请核对金额和得分。",
        Fix(f"得分改为 {plain(computed.points)}", SetValue(place, plain(computed.points))),
    )
