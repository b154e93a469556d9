"""Direction (指标方向): 投诉率 ≥5% and 满意度 ≤90% point the wrong way; a cost has an upper limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.checking.lexicons import Lexicons
from app.checking.names import is_rate, wanted
from app.checking.rows import Issue, Wording, short
from app.form.target import Target, TargetKind
from app.form.target_words import OPERATOR

_LEADING_OPERATOR = re.compile(rf"\s*(?:[＞＜＝]+|{OPERATOR})")
_MOST_PERCENT = 50
"""A limit that a rate of faults is hardly given: ≤95% is meant for its contrary."""
_COST_ROLES = frozenset(("economic_cost", "social_cost", "ecological_cost", "cost"))
_SAVED = re.compile("节约|节省|降低|减少|下降|压减|节能|收益|回收|执行|支付|到位|率$")


def direction_issues(words: Wording, target: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """``direction.reversed`` (certain), ``direction.doubtful``, ``direction.cost_floor``."""
    if target.kind is not TargetKind.NUMBER or target.number is None:
        return
    said = {"value": short(words.value)}
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
    how = f"请改用“{operator}”" if operator else "请核对名称和指标值"
    return Issue(code, "target", {**said, "good": good, "how": how}, new, f"改为 {new}")
