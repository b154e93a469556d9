"""Scores that disagree (得分、权重分、评分规则): with the rule, with the points of their level, with what the texts say.

Each cause is told once. What cannot be computed is never a finding: a checklist without ticks, a sentence that cannot be
read, a value that is still blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.checking.findings import Finding, Fix
from app.checking.rules import worded
from app.checking.score_sums import agrees, column_label, execution_findings, rate_findings, weight_findings
from app.form.document import Document, Indicator
from app.form.edits import Edit, SetValue, Several
from app.form.places import Place, indicator_place
from app.form.target import Target, TargetKind, read_target
from app.form.template import Template
from app.scoring.direction import less_is_better
from app.scoring.form_scores import (
    ScoredIndicator,
    scored_indicators,
)
from app.scoring.quantity import plain, quantities_in, to_places
from app.scoring.reached import comparable, quantity_of
from app.scoring.rules import full_points_of, threshold_of


def score_findings(document: Document, template: Template) -> Iterator[Finding]:
    """Every finding about weights, points and scores of a form whose template has such columns."""
    scored = scored_indicators(document, template)
    if not scored:
        return
    yield from weight_findings(document, template)
    for item in scored:
        yield from _kept_findings(item, document, template)
        yield from rate_findings(item, document, template)
    yield from execution_findings(document, template)


_kept: dict[Indicator, tuple[Template, int | None, tuple[Finding, ...]]] = {}
_MOST_KEPT = 4000


def _kept_findings(item: ScoredIndicator, document: Document, template: Template) -> tuple[Finding, ...]:
    """The findings of an indicator, kept as long as its node, the template and the year are the same objects: after an edit
    only what was touched is checked again."""
    known = _kept.get(item.node)
    if known is not None and known[0] is template and known[1] == document.year_number:
        return known[2]
    findings = tuple(_indicator_findings(item, template))
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    _kept[item.node] = (template, document.year_number, findings)
    return findings


def _indicator_findings(item: ScoredIndicator, template: Template) -> Iterator[Finding]:
    yield from _bounds(item, template)
    if template.column("reason") is not None:
        yield from _reason(item, template)
        yield from _far_above(item, template)
    threshold = list(_threshold(item, template))
    yield from threshold
    if not threshold:
        yield from _computed(item, template)
    yield from _full_points(item, template)
    yield from _explanation(item, template)
    yield from _kind(item, template)
    yield from _lost_unit(item, template)


def _places(item: ScoredIndicator, *columns: str) -> tuple[Place, ...]:
    """The cells of an indicator in these columns."""
    return tuple(indicator_place(item.node.id, column) for column in columns)


def _bounds(item: ScoredIndicator, template: Template) -> Iterator[Finding]:
    given, weight = item.given, item.weight
    if given is None or weight is None or Decimal(0) <= given <= weight:
        return
    place, other = _places(item, "score", "weight")
    score, full = column_label(template, "score"), column_label(template, "weight")
    if given < 0:
        message = f"“{item.node.name}”的{score}为 {plain(given)} 分，不能小于 0；请改正。"
        yield worded("scores.below_zero", (place,), message)
        return
    message = f"“{item.node.name}”的{score} {plain(given)} 分超过{full} {plain(weight)} 分；请核对这两个数。"
    yield worded("scores.above_weight", (place, other), message)


def _reason(item: ScoredIndicator, template: Template) -> Iterator[Finding]:
    """``scores.reason_missing`` (财预〔2020〕10号: 未完成的要说明原因和改进措施)."""
    if item.given is None or item.weight is None or item.given >= item.weight:
        return
    if (item.node.text("reason") or "").strip():
        return
    yield worded(
        "scores.reason_missing",
        _places(item, "reason"),
        f"“{item.node.name}”得 {plain(item.given)} 分，低于满分 {plain(item.weight)} 分，"
        f"但“{column_label(template, 'reason')}”没有填写；请写明原因和改进措施。",
    )


def _far_above(item: ScoredIndicator, template: Template) -> Iterator[Finding]:
    """``scores.far_above`` (财预〔2020〕10号: 完成值高于指标值较多的，要分析原因): only where more is better, and without a reason."""
    limit = template.scoring.far_above
    target, actual = read_target(item.node.text("target")), read_target(item.node.text("actual"))
    wanted, reached = quantity_of(target), quantity_of(actual)
    if limit is None or wanted is None or reached is None or not comparable(wanted, reached) or wanted.number <= 0:
        return
    more_is_better = target.operator in ("≥", ">") or (
        target.operator in ("", "=") and not less_is_better(item.node.name, (above.name for above in item.path))
    )
    if target.kind is not TargetKind.NUMBER or not more_is_better or (item.node.text("reason") or "").strip():
        return
    share = reached.base().number / wanted.base().number * 100
    if share <= Decimal(limit):
        return
    yield worded(
        "scores.far_above",
        _places(item, "reason", "actual"),
        f"“{item.node.name}”的{column_label(template, 'actual')}“{actual.text}”是{column_label(template, 'target')}“{target.text}”的 "
        f"{plain(to_places(share, 0))}%，超过 {limit}%；请在“{column_label(template, 'reason')}”里说明原因。",
    )


def _threshold(item: ScoredIndicator, template: Template) -> Iterator[Finding]:
    """``scores.threshold_differs``: the sentence asks for another value than 标杆值; names both scores and the given one."""
    rule, scores = item.found.rule, item.scores
    threshold = threshold_of(rule) if rule is not None else None
    if threshold is None or scores is None or scores.by_sentence is None:
        return
    target, sentence = column_label(template, "target"), column_label(template, "rule")
    by_target, by_sentence = scores.by_target.points, scores.by_sentence.points
    told = ""
    if by_target is not None and by_sentence is not None:
        told = f"：按{target}得 {plain(by_target)} 分，按{sentence}得 {plain(by_sentence)} 分"
        if item.given is not None:
            told += f"，现给 {plain(item.given)} 分"
    yield worded(
        "scores.threshold_differs",
        _places(item, "target", "rule"),
        f"“{item.node.name}”的{target}是“{item.node.text('target') or ''}”，{sentence}里却是“{threshold.text()}”"
        f"{told}；请核对哪一个对，改成一致。",
    )


def _computed(item: ScoredIndicator, template: Template) -> Iterator[Finding]:
    """``scores.score_differs``: the given score is not what the rule gives."""
    if item.scores is None or item.given is None:
        return
    score, given = item.scores.by_target, item.given
    places = _places(item, "score")
    label = column_label(template, "score")
    if score.points is not None:
        if agrees(given, score.points):
            return
        fix = Fix(f"{label}改为 {plain(score.points)}", SetValue(places[0], plain(score.points)))
        message = (
            f"“{item.node.name}”的{label}是 {plain(given)} 分，按评分规则应为 {plain(score.points)} 分（{score.working}）；"
            "请核对完成值和得分。"
        )
        # The template's usual way is no rule that this form has agreed to.
        yield worded(
            "scores.score_differs", places, message, fix, "warning" if item.found.origin == "template" else None
        )
        return
    if score.low is not None and score.high is not None and not score.low <= given <= score.high:
        message = f"“{item.node.name}”的{label}是 {plain(given)} 分，而{score.working}；请核对完成值和得分。"
        yield worded("scores.score_differs", places, message, severity="warning")


def _full_points(item: ScoredIndicator, template: Template) -> Iterator[Finding]:
    """``scores.full_points_differ``: the sentence names other full points (得 3 分) than the weight."""
    named = full_points_of(item.found.rule) if item.found.rule is not None else None
    if named is None or item.weight is None or named == item.weight:
        return
    yield worded(
        "scores.full_points_differ",
        _places(item, "weight", "rule"),
        f"“{item.node.name}”的{column_label(template, 'weight')}是 {plain(item.weight)} 分，"
        f"{column_label(template, 'rule')}里的满分却是 {plain(named)} 分；请改成一致。",
    )


def _explanation(item: ScoredIndicator, template: Template) -> Iterator[Finding]:
    """``scores.explanation_differs``: a number of the same unit in 指标解释, and none of them is 标杆值."""
    text = item.node.text("explanation")
    target = read_target(item.node.text("target"))
    wanted = quantity_of(target) if target.kind is TargetKind.NUMBER and target.plain else None
    if not text or wanted is None or not wanted.unit:
        return
    alike = [found for found in quantities_in(text) if found.base().unit == wanted.base().unit]
    if not alike or any(found.base().number == wanted.base().number for found in alike):
        return
    if not re.search("标杆|目标|达到|不低于|不少于|不超过|控制|完成|≥|≤|标准", text):
        return
    label = column_label(template, "target")
    yield worded(
        "scores.explanation_differs",
        _places(item, "target", "explanation"),
        f"“{item.node.name}”的{label}是“{target.text}”，{column_label(template, 'explanation')}里却写“{alike[0].text()}”；"
        "请核对哪一个对，改成一致。",
    )


_WORDS = (TargetKind.GRADE, TargetKind.BOOLEAN, TargetKind.TEXT)


def _kind(item: ScoredIndicator, template: Template) -> Iterator[Finding]:
    """``scores.kind_differs``: a number was reached where a wording was asked for, or the other way round, or another unit."""
    target, actual = read_target(item.node.text("target")), read_target(item.node.text("actual"))
    reason = _difference(target, actual)
    if reason is None:
        return
    yield worded(
        "scores.kind_differs",
        _places(item, "target", "actual"),
        f"“{item.node.name}”的{column_label(template, 'target')}“{target.text}”与{column_label(template, 'actual')}“{actual.text}”{reason}；"
        "请改成同一种写法，或写明怎样换算。",
    )


def _difference(target: Target, actual: Target) -> str | None:
    if target.kind in _WORDS and actual.kind is TargetKind.NUMBER and actual.plain:
        # 及时 and 无事故发生 say in words what a number can answer.
        return None if target.vague or target.equivalent else "不是同一类（一个是文字，一个是数）"
    if target.kind is TargetKind.NUMBER and target.plain and actual.kind in (TargetKind.GRADE, TargetKind.BOOLEAN):
        return "不是同一类（一个是数，一个是文字）"
    if target.kind is TargetKind.NUMBER and target.plain and actual.kind is TargetKind.NUMBER and actual.plain:
        wanted, reached = quantity_of(target), quantity_of(actual)
        if wanted and reached and wanted.unit and reached.unit and not comparable(wanted, reached):
            return "单位不同"
    return None


def _lost_unit(item: ScoredIndicator, template: Template) -> Iterator[Finding]:
    """``scores.unit_lost``: 标杆值 1000/人 beside a sentence with 1000 元/人."""
    threshold = threshold_of(item.found.rule) if item.found.rule is not None else None
    unit = threshold.quantity.unit if threshold is not None else ""
    head, slash, rest = unit.partition("/")
    if not head or not slash:
        return
    lost = [key for key in ("target", "actual") if _lacks_head(read_target(item.node.text(key)), rest)]
    if not lost:
        return
    edits: tuple[Edit, ...] = tuple(
        SetValue(indicator_place(item.node.id, key), (item.node.text(key) or "").replace("/", f"{head}/", 1))
        for key in lost
    )
    labels = "和".join(f"{column_label(template, key)}“{item.node.text(key)}”" for key in lost)
    yield worded(
        "scores.unit_lost",
        _places(item, *lost),
        f"“{item.node.name}”的{labels}少写了单位“{head}”，{column_label(template, 'rule')}里是“{unit}”；建议补上。",
        Fix(f"补上“{head}”", Several(edits)),
    )


def _lacks_head(target: Target, rest: str) -> bool:
    return target.kind is TargetKind.NUMBER and target.plain and target.unit == f"/{rest}"
