"""What the name of an indicator says of its values: whether it is a rate, and which direction it asks for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from app.checking.lexicons import Direction, Units, either, ending, holding

Wanted = Literal["higher", "lower", "likely_higher", "likely_lower", ""]


def is_rate(name: str, units: Units) -> bool:
    """Whether a name is one of a rate (合格率, 占比), not 频率 or 效率."""
    return bool(ending(units.rate).search(name)) and not ending(units.not_rate).search(name)


def wanted(name: str, direction: Direction) -> Wanted:
    """Which direction a name asks for; empty when words cannot tell."""
    if is_higher_better(name, direction):
        return "higher"
    if _is_bad(name, direction):
        return "lower"
    if ending(direction.lower.likely).search(name) and not holding(direction.turned).search(name):
        return "likely_lower"
    return "likely_higher" if ending(direction.higher.likely).search(name) else ""


def is_higher_better(name: str, direction: Direction) -> bool:
    """Whether a name certainly wants a high value; not 重复参保率, whose 重复 turns the meaning."""
    match = ending(direction.higher.certain).search(name)
    return match is not None and not name[: match.start()].endswith(direction.spoiled)


def _is_bad(name: str, direction: Direction) -> bool:
    """Whether a name ends with something unwanted; words before it may turn it round (受理投诉, 防范事故)."""
    if _spans(direction.handled, direction.durations).search(name):
        return True  # 应急响应时间, 受理时限: the shorter the better, whatever stands before
    bad = ending(direction.lower.certain).search(name)
    bad = bad or _bad_counts(direction.bad_events, direction.event_counts).search(name)
    if bad is None:
        return False
    before = name[: bad.start()]
    return not before.endswith(direction.denied) and not holding(direction.turned).search(before)


@lru_cache(maxsize=8)
def _bad_counts(events: tuple[str, ...], counts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{either(events)})(?:发生)?(?:{either(counts)})$")


@lru_cache(maxsize=8)
def _spans(handled: tuple[str, ...], durations: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{either(handled)})(?:{either(durations)})$")
