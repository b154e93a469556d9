"""Placement of an indicator (二级指标类型): does what it measures belong under the name above it?

Certain only where the words say something else: a name that merely lacks the expected words is no error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.checking.findings import Severity
from app.checking.lexicons import Lexicons, Own, ending, holding, names_only_people
from app.checking.rows import Issue, Wording, is_unfilled, short
from app.form.target import Target, TargetKind

_OUTPUT = frozenset(("quantity", "quality", "timeliness"))
_BENEFIT = frozenset(("economic", "social", "ecological"))
_ACCEPTED = re.compile("(?:验收|工程|设备|采购|印刷|培训|施工)(?:质量)?(?:合格率|通过率|优良率)$")
_HANDLED = re.compile("(?:处理|办理|办结|调处|回访|调解)满意[度率]$")
_TIME_UNITS = re.compile("天|日|小时|分钟|秒|月|年|周|季度|工作日")


def placement_issues(words: Wording, target: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """All ``placement.*`` about one row; at most one, the most telling."""
    if is_unfilled(words.name) or not words.role2:
        return
    checks = (_under_satisfaction, _elsewhere, _under_timeliness, _under_benefit, _rate_of_output, _output_as_benefit)
    for check in checks:
        issue = check(words, target, lexicons)
        if issue is not None:
            yield issue
            return


def _said(words: Wording, **more: str) -> dict[str, str]:
    return {"value": short(words.value), "level2": words.level2, "level1": words.level1, **more}


def _is_foreign(name: str, own: Own) -> bool:
    return bool(holding(own.foreign).search(name))


def _under_satisfaction(words: Wording, target: Target, lexicons: Lexicons) -> Issue | None:
    own = lexicons.placement.satisfaction
    if words.role2 != "satisfaction" or holding(own.own).search(words.name) or holding(own.own).search(words.value):
        return None
    if target.is_percent and names_only_people(words.bare_name, lexicons.units):
        return None  # 家长 ≥90%: their satisfaction is meant, value.name_unclear asks for the word
    certain = _is_foreign(words.name, own)
    return Issue("placement.not_satisfaction", "name", _said(words), severity="error" if certain else "warning")


def _under_timeliness(words: Wording, target: Target, lexicons: Lexicons) -> Issue | None:
    own = lexicons.placement.timeliness
    if words.role2 != "timeliness" or _speaks_of_time(words, target, own):
        return None
    # 完成率, 办结率 … are common under 时效: whether they speak of time a person decides.
    in_name, in_value = (bool(holding(own.maybe).search(text)) for text in (words.name, words.value))
    certain = not in_name and not in_value and _is_foreign(words.name, own)
    severity: Severity = "error" if certain else "hint" if in_name else "warning"
    return Issue("placement.no_time", "name", _said(words), severity=severity)


def _speaks_of_time(words: Wording, target: Target, own: Own) -> bool:
    if target.kind is TargetKind.DEADLINE or target.vague or _TIME_UNITS.search(target.unit):
        return True
    if any(part.kind is TargetKind.DEADLINE or _TIME_UNITS.search(part.unit) for part in target.parts):
        return True
    plain = re.sub("老年|青年|少年|成年|青少年|学年|日间|日常|节日|时代|时尚|定期体检", "", words.name)
    return bool(holding(own.own).search(plain)) or bool(
        re.search("及时|按时|按期|准时|时间|每[年月周日天季]|[/每]次", words.value)
    )


def _under_benefit(words: Wording, _: Target, lexicons: Lexicons) -> Issue | None:
    own = {"ecological": lexicons.placement.ecological, "economic": lexicons.placement.economic}.get(words.role2)
    if own is None or holding(own.own).search(words.name) or holding(own.own).search(words.value):
        return None
    if not _is_foreign(words.name, own):
        return None
    # 生态 words are many but plain; 经济 is wider, so a person decides there.
    return Issue(
        "placement.not_ecological" if words.role2 == "ecological" else "placement.not_economic", "name", _said(words)
    )


def _rate_of_output(words: Wording, target: Target, lexicons: Lexicons) -> Issue | None:
    """补贴发放及时率, 工程验收合格率 under a benefit: how well the output was made, not what came of it."""
    if words.role2 not in _BENEFIT or "timeliness" not in words.roles or not target.is_percent:
        return None
    if ending(lexicons.placement.time_like).search(words.bare_name):
        return Issue("placement.elsewhere", "name", _said(words, home="时效指标", role="timeliness"))
    if _ACCEPTED.search(words.bare_name):
        return Issue("placement.elsewhere", "name", _said(words, home="质量指标", role="quality"))
    return None


def _output_as_benefit(words: Wording, _: Target, lexicons: Lexicons) -> Issue | None:
    if words.role2 not in _BENEFIT or ("output" not in words.roles and not words.roles & _OUTPUT):
        return None
    if not _patterns(lexicons.placement.output_like.patterns).search(words.bare_name):
        return None
    return Issue("placement.output_as_benefit", "name", _said(words))


@lru_cache(maxsize=8)
def _patterns(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def _elsewhere(words: Wording, target: Target, lexicons: Lexicons) -> Issue | None:
    """A name that belongs under another level 2 of this form: 满意度 under 社会效益, 完成时间 under 数量."""
    placement, name = lexicons.placement, words.bare_name
    if words.role2 in ("management", "influence"):
        return None
    if (
        words.role2 != "satisfaction"
        and "satisfaction" in words.roles
        and ending(placement.satisfaction_like).search(name)
        and not _HANDLED.search(name)
    ):
        return Issue("placement.satisfaction_elsewhere", "name", _said(words, home="满意度指标", role="satisfaction"))
    if words.role2 in ("quantity", "quality") and "timeliness" in words.roles:
        timely = ending(placement.time_like).search(name)
        if timely and (target.kind is TargetKind.DEADLINE or target.is_percent or target.vague):
            return Issue("placement.elsewhere", "name", _said(words, home="时效指标", role="timeliness"))
        if target.kind is TargetKind.DEADLINE and not target.year_implied:
            return Issue("placement.elsewhere", "name", _said(words, home="时效指标", role="timeliness"))
    if words.role2 == "quantity" and "quality" in words.roles and ending(placement.quality_like).search(name):
        return Issue("placement.elsewhere", "name", _said(words, home="质量指标", role="quality"))
    under_cost = _elsewhere_than_cost(words, target, lexicons)
    if under_cost is not None:
        return under_cost
    is_money = target.unit[-1:] == "元" or target.kind is TargetKind.REFERENCE
    if (
        words.role2 in (*_OUTPUT, "social", "ecological")
        and is_money
        and _has_cost(words)
        and ending(placement.cost_like).search(name)
    ):
        return Issue("placement.elsewhere", "name", _said(words, home="成本指标", role="economic_cost"))
    return None


def _elsewhere_than_cost(words: Wording, target: Target, lexicons: Lexicons) -> Issue | None:
    """What is no cost under 经济成本: 培训合格率, 工作完成及时率, 培训人数."""
    if words.role2 not in ("economic_cost", "cost") or target.kind is not TargetKind.NUMBER:
        return None
    placement, name = lexicons.placement, words.bare_name
    homes: tuple[tuple[str, str, re.Pattern[str]], ...]
    if target.is_percent:
        homes = (
            ("quality", "质量指标", ending(placement.quality_like)),
            ("timeliness", "时效指标", ending(placement.time_like)),
        )
    else:
        homes = (("quantity", "数量指标", ending(tuple(lexicons.units.counts))),)
    for role, home, words_of_home in homes:
        if role in words.roles and words_of_home.search(name) and "元" not in target.unit:
            return Issue("placement.elsewhere", "name", _said(words, home=home, role=role))
    return None


def _has_cost(words: Wording) -> bool:
    return bool(words.roles & {"cost", "economic_cost"})
