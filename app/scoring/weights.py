"""Weights (权重分, 分值) spread evenly over the indicators of a level, so that the sum is exactly the level's points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from app.form.document import Document, Indicator
from app.form.edits import Edit, SetValue, Several
from app.form.places import indicator_place
from app.scoring.form_scores import indicators_of, points_in
from app.scoring.quantity import plain


def spread_evenly(points: Decimal, count: int, places: int = 1) -> tuple[Decimal, ...]:
    """A level's points spread over ``count`` indicators, rounded to ``places``, the rest on the first ones: the sum is exact.

    50 over 3 is 16.7, 16.7, 16.6.
    """
    if count <= 0:
        return ()
    unit = Decimal(1).scaleb(-max(places, -int(points.as_tuple().exponent)))
    units = int((points / unit).to_integral_value(ROUND_HALF_UP))
    each, more = divmod(units, count)
    return tuple((each + (1 if index < more else 0)) * unit for index in range(count))


def even_weights(document: Document) -> Edit | None:
    """The edit that spreads the points of each level evenly: of the lowest level that has points, over the indicators below
    it. None where no level has points or none has an indicator."""
    edits = tuple(edit for node in document.indicators for edit in _spread(node))
    return Several(edits) if edits else None


def _spread(node: Indicator) -> Iterator[SetValue]:
    below = [child for child in node.children or () if child.children is not None]
    if below and any(points_in(child.values.get("points")) is not None for child in below):
        for child in below:
            yield from _spread(child)
        return
    points = points_in(node.values.get("points"))
    leaves = [leaf for _, leaf in indicators_of((node,))]
    if points is None:
        return
    for leaf, weight in zip(leaves, spread_evenly(points, len(leaves)), strict=True):
        yield SetValue(indicator_place(leaf.id, "weight"), plain(weight))
