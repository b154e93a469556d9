"""The checks of single rows: what the words of one indicator say by themselves.

After an edit only rows that were touched are checked again: results are kept by the words of the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from app.checking.direction import direction_issues
from app.checking.lexicons import Lexicons
from app.checking.measurable import measurable_issues
from app.checking.placement import placement_issues
from app.checking.rows import Issue, Wording
from app.checking.rules import rule_of
from app.checking.texts import wording_issues
from app.checking.values import (
    count_issues,
    kind_issues,
    missing_issues,
    name_issues,
    percent_issues,
    rate_issues,
    share_issues,
    unit_issues,
)
from app.form.target import Target

RowCheck = Callable[[Wording, Target, Lexicons], Iterable[Issue]]

ROW_CHECKS: tuple[RowCheck, ...] = (
    missing_issues,
    rate_issues,
    percent_issues,
    count_issues,
    unit_issues,
    kind_issues,
    share_issues,
    direction_issues,
    measurable_issues,
    placement_issues,
    wording_issues,
    name_issues,
)


# The words of a row decide, so every form and every later review gives the same answer to the same words.
@lru_cache(maxsize=65536)
def row_issues(words: Wording, lexicons: Lexicons) -> tuple[Issue, ...]:
    """The issues of one row."""
    target = words.target
    issues = [issue for check in ROW_CHECKS for issue in check(words, target, lexicons)]
    return tuple(_without_echoes(issues))


def _without_echoes(issues: list[Issue]) -> list[Issue]:
    """At most one issue about whether name and value match: the first one is the plainest."""
    kept: list[Issue] = []
    for issue in issues:
        topic = issue.code.partition(".")[0]
        if topic == "value" and any(other.code.startswith("value.") for other in kept):
            continue
        if issue.code in ("measure.not_quantified", "value.name_generic") and kept:
            continue
        kept.append(issue)
    return kept


@lru_cache(maxsize=65536)
def is_faulty(words: Wording, lexicons: Lexicons) -> bool:
    """Whether a row has more than a hint against it: its style matters only after that is mended."""
    return any((issue.severity or rule_of(issue.code).severity) != "hint" for issue in row_issues(words, lexicons))
