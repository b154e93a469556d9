"""A whole form scored: for every indicator its rule, the computed score with its working, and the score given by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from app.form.amount import stored_amount
from app.form.document import Document, Indicator, Json
from app.form.target import TargetKind, read_target
from app.form.template import Template
from app.scoring.direction import less_is_better
from app.scoring.quantity import plain, to_places
from app.scoring.read_rule import Reading, read_rule
from app.scoring.rule_json import RuleError, rule_from_json
from app.scoring.rules import Rule
from app.scoring.score import Facts, Scores, scores_of

Origin = Literal["stored", "sentence", "template", "none"]


@dataclass(frozen=True, slots=True)
class FoundRule:
    """The rule of an indicator: stored under ``scoring``, read from its sentence, or the template's usual one. ``unread``
    says what could not be read where there is a sentence and no rule."""

    rule: Rule | None
    origin: Origin
    unread: str = ""


@dataclass(frozen=True, slots=True)
class ScoredIndicator:
    """An indicator with everything about its score. ``path`` holds the nodes above it. ``scores`` is None where there is no
    rule or no weight."""

    path: tuple[Indicator, ...]
    node: Indicator
    found: FoundRule
    weight: Decimal | None
    given: Decimal | None
    scores: Scores | None

    @property
    def computed(self) -> Decimal | None:
        """The computed points by 标杆值."""
        return self.scores.by_target.points if self.scores else None


@dataclass(frozen=True, slots=True)
class ExecutionScore:
    """预算执行率 as a score of its own (自评表): the rate as a share (1 = 100%), its points, and the working."""

    rate: Decimal
    weight: Decimal
    points: Decimal
    working: str


# A sentence is read again at every keystroke elsewhere in the form.
# A key press changes one indicator: the others' scores are known.
_scores = lru_cache(maxsize=4096)(scores_of)


@lru_cache(maxsize=4096)
def _read(sentence: str) -> Reading:
    return read_rule(sentence)


def rule_for(indicator: Indicator, template: Template) -> FoundRule:
    """The rule that an indicator is scored by."""
    stored = indicator.values.get("scoring")
    if stored is not None:
        try:
            return FoundRule(rule_from_json(stored), "stored")
        except RuleError as error:
            return FoundRule(None, "stored", str(error))
    sentence = indicator.text("rule")
    if sentence and sentence.strip():
        reading = _read(sentence)
        return FoundRule(reading.rule, "sentence", reading.unread)
    usual = template.scoring.quantitative if _is_number(indicator) else template.scoring.qualitative
    if usual:
        return FoundRule(_read(usual).rule, "template")
    return FoundRule(None, "none")


def _is_number(indicator: Indicator) -> bool:
    target = read_target(indicator.text("target"))
    return target.kind in (TargetKind.NUMBER, TargetKind.DEADLINE) and (
        target.number is not None or target.deadline is not None
    )


def ticks_of(indicator: Indicator) -> tuple[bool, ...] | None:
    """The ticked items of a checklist, None where nothing was ticked yet."""
    ticks = indicator.values.get("ticks")
    if not isinstance(ticks, list):
        return None
    return tuple(tick is True for tick in ticks)


def indicators_of(
    nodes: tuple[Indicator, ...], above: tuple[Indicator, ...] = ()
) -> Iterator[tuple[tuple[Indicator, ...], Indicator]]:
    """Every indicator of the last level with the nodes above it, in order."""
    for node in nodes:
        if node.children is None:
            yield above, node
        else:
            yield from indicators_of(node.children, (*above, node))


def scored_indicators(document: Document, template: Template) -> tuple[ScoredIndicator, ...]:
    """All indicators of a form, scored; empty for a form whose template has no column for points."""
    if template.column("weight") is None and template.column("score") is None:
        return ()
    return tuple(_scored(document, template, path, node) for path, node in indicators_of(document.indicators))


def _scored(document: Document, template: Template, path: tuple[Indicator, ...], node: Indicator) -> ScoredIndicator:
    found = rule_for(node, template)
    weight, given = points_in(node.values.get("weight")), points_in(node.values.get("score"))
    scores = None
    if found.rule is not None and weight is not None and weight >= 0:
        small = less_is_better(node.name, (above.name for above in path))
        facts = Facts(node.text("target"), node.text("actual"), weight, ticks_of(node), document.year_number, small)
        scores = _scores(found.rule, facts)
    return ScoredIndicator(path, node, found, weight, given, scores)


def points_in(value: Json) -> Decimal | None:
    """Stored points (a decimal string) as a number, None when blank or unread."""
    return stored_amount(value.strip()) if isinstance(value, str) else None


def execution_score(document: Document, template: Template) -> ExecutionScore | None:
    """The score of 预算执行率 from the amounts, where the template has one and the amounts are there.

    财预〔2020〕10号: 全年执行数 ÷ 全年预算数 × 分值, at most the 分值.
    """
    scoring = template.scoring
    ratio = next((each for each in template.funding.ratios if each.key == scoring.execution_rate), None)
    if ratio is None or scoring.execution_weight is None:
        return None
    spent, planned = (
        stored_amount(document.funding.get(ratio.numerator)),
        stored_amount(document.funding.get(ratio.denominator)),
    )
    weight = points_in(document.funding.get(scoring.execution_weight)) or points_in(scoring.default_execution_weight)
    if spent is None or not planned or planned < 0 or weight is None:
        return None
    rate = spent / planned
    points = min(max(rate, Decimal(0)), Decimal(1)) * weight
    rounded = to_places(points, 2)
    sign = "=" if rounded == points else "≈"
    percent = to_places(rate * 100, 2)
    return ExecutionScore(
        rate, weight, rounded, f"执行率 {percent}%，× {plain(weight)} {sign} {plain(rounded)}，最高 {plain(weight)} 分"
    )
