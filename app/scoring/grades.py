"""Totals, the overall grade (优 良 中 差) by the bands of the template, and the overview of points by level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.form.amount import stored_amount
from app.form.document import Document, Indicator
from app.form.template import Template
from app.scoring.form_scores import indicators_of, points_in

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class LevelScore:
    """The points of a level name: ``possible`` is the sum of the weights below it, ``got`` the sum of the scores, ``points``
    what the level itself says it is worth (None: nothing). ``complete``: every indicator below has a weight and a score."""

    node: Indicator | None
    name: str
    possible: Decimal
    got: Decimal
    points: Decimal | None
    complete: bool
    below: tuple[LevelScore, ...] = ()

    @property
    def lost(self) -> Decimal:
        """The points that were not got."""
        return self.possible - self.got


@dataclass(frozen=True, slots=True)
class Overview:
    """The form's points: in all, by level 1 and 2, of the execution rate, and the grade (None while the form is incomplete or
    has no bands). ``rates`` are the computed figures of the money block, as (label, share)."""

    levels: tuple[LevelScore, ...]
    execution: LevelScore | None
    possible: Decimal
    got: Decimal
    complete: bool
    grade: str | None
    rates: tuple[tuple[str, Decimal], ...]


def overview(document: Document, template: Template) -> Overview | None:
    """The overview of a form with scores; None for a form whose template has no column of scores."""
    if template.column("score") is None or template.column("weight") is None:
        return None
    levels = tuple(_level(node) for node in document.indicators)
    execution = _execution(document, template)
    counted = (*levels, *(() if execution is None else (execution,)))
    possible = sum((level.possible for level in counted), _ZERO)
    got = sum((level.got for level in counted), _ZERO)
    complete = bool(counted) and all(level.complete for level in counted) and possible > 0
    grade = grade_of(got, possible, template) if complete else None
    return Overview(levels, execution, possible, got, complete, grade, tuple(_rates(document, template)))


def grade_of(got: Decimal, possible: Decimal, template: Template) -> str | None:
    """The grade of a total, counted on 100 points; None where the template has no bands or no band fits."""
    if possible <= 0:
        return None
    of_hundred = got * 100 / possible
    bands = sorted(template.scoring.bands, key=lambda band: Decimal(band.at_least), reverse=True)
    return next((band.grade for band in bands if of_hundred >= Decimal(band.at_least)), None)


def _level(node: Indicator) -> LevelScore:
    leaves = [leaf for _, leaf in indicators_of((node,))]
    weights = [points_in(leaf.values.get("weight")) for leaf in leaves]
    scores = [points_in(leaf.values.get("score")) for leaf in leaves]
    below = tuple(_level(child) for child in node.children or () if child.children is not None)
    return LevelScore(
        node,
        node.name,
        sum((weight for weight in weights if weight is not None), _ZERO),
        sum((score for score in scores if score is not None), _ZERO),
        points_in(node.values.get("points")),
        all(number is not None for number in (*weights, *scores)),
        below,
    )


def _execution(document: Document, template: Template) -> LevelScore | None:
    scoring = template.scoring
    if scoring.execution_weight is None or scoring.execution_score is None:
        return None
    weight = points_in(document.funding.get(scoring.execution_weight))
    score = points_in(document.funding.get(scoring.execution_score))
    ratio = next((ratio for ratio in template.funding.ratios if ratio.key == scoring.execution_rate), None)
    name = ratio.label if ratio else "执行率"
    return LevelScore(None, name, weight or _ZERO, score or _ZERO, weight, weight is not None and score is not None)


def _rates(document: Document, template: Template) -> Iterable[tuple[str, Decimal]]:
    for ratio in template.funding.ratios:
        over = stored_amount(document.funding.get(ratio.numerator))
        under = stored_amount(document.funding.get(ratio.denominator))
        if over is not None and under is not None and under > 0:
            yield ratio.label, over / under
