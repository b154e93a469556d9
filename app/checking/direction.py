"""Direction (指标方向): 投诉率 ≥5% and 满意度 ≤90% point the wrong way; a cost has an upper limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from app.checking.lexicons import Direction, Lexicons, ending, holding
from app.checking.rows import Issue, Wording, short
from app.checking.values import is_rate
from app.form.target import Target, TargetKind
from app.form.target_words import OPERATOR

Wanted = Literal["higher", "lower", "likely_higher", "likely_lower", ""]
_LEADING_OPERATOR = re.compile(rf"\s*(?:[＞＜＝]+|{OPERATOR})")
_MOST_PERCENT = 50
"""A limit that a rate of faults is hardly given: ≤95% is meant for its contrary."""
_COST_ROLES = frozenset(("economic_cost", "social_cost", "ecological_cost", "cost"))
_SAVED = re.compile("节约|节省|降低|减少|下降|压减|节能|收益|回收|执行|支付|到位|率$")


def wanted(name: str, direction: Direction) -> Wanted:
    """Which direction a name asks for; empty when words cannot tell."""
    if ending(direction.higher.certain).search(name):
        return "higher"
    if _is_bad(name, direction):
        return "lower"
    if ending(direction.lower.likely).search(name) and not holding(direction.turned).search(name):
        return "likely_lower"
    return "likely_higher" if ending(direction.higher.likely).search(name) else ""


def _is_bad(name: str, direction: Direction) -> bool:
    """Whether a name ends with something unwanted; words before it may turn it round (受理投诉, 防范事故)."""
    bad = ending(direction.lower.certain).search(name)
    bad = bad or _bad_counts(direction.bad_events, direction.event_counts).search(name)
    return bad is not None and not holding(direction.turned).search(name[: bad.start()])


@lru_cache(maxsize=8)
def _bad_counts(events: tuple[str, ...], counts: tuple[str, ...]) -> re.Pattern[str]:
    def either(words: tuple[str, ...]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    return re.compile(f"(?:{either(events)})(?:发生)?(?:{either(counts)})$")


def direction_issues(words: Wording, target: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """``direction.reversed`` (certain), ``direction.doubtful``, ``direction.cost_floor``."""
    if target.kind is not TargetKind.NUMBER or target.number is None:
        return
    said = {"value": short(words.value), "name": words.bare_name}
    if words.role2 in _COST_ROLES and _is_cost_floor(words, target):
        yield _turned("direction.cost_floor", words, target, "≤", said)
        return
    want = wanted(words.bare_name, lexicons.direction)
    up, down = target.operator in ("≥", ">"), target.operator in ("≤", "<")
    if want == "higher" and down:
        yield _turned("direction.doubtful" if target.number == 100 else "direction.reversed", words, target, "≥", said)
    elif want == "lower" and (up or _is_full(words, target, lexicons)):
        new = "≤" if up and target.number != 0 else "=" if up else ""
        yield _turned("direction.reversed", words, target, new, said)
    elif want == "lower" and down and target.is_percent and target.number >= _MOST_PERCENT:
        yield _turned("direction.doubtful", words, target, "", said)
    elif (want == "likely_higher" and down) or (want == "likely_lower" and up):
        yield _turned("direction.doubtful", words, target, "≥" if down else "≤", said)


def _is_cost_floor(words: Wording, target: Target) -> bool:
    return target.operator in ("≥", ">") and target.unit[-1:] == "元" and not _SAVED.search(words.bare_name)


def _is_full(words: Wording, target: Target, lexicons: Lexicons) -> bool:
    """故障率 =100% or 故障率 100%."""
    return target.is_percent and target.number == Decimal(100) and is_rate(words.bare_name, lexicons.units)


def _turned(code: str, words: Wording, target: Target, operator: str, said: dict[str, str]) -> Issue:
    good = "越低越好" if operator != "≥" else "越高越好"
    if code == "direction.cost_floor":
        good = "应有上限"
    new = None
    if operator and target.operator:
        new, count = _LEADING_OPERATOR.subn(operator, words.value, count=1)
        new = new if count and _LEADING_OPERATOR.match(words.value) else None
    return Issue(code, "target", {**said, "good": good}, new, f"改为 {new}")
