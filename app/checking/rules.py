"""The rules of the review, one list: code, severity, reviewers' term, sentence, and why (with the rule it comes from).

Sentences have placeholders that the checks fill. To add a rule: declare it in ``app/checking/rule_list.py``, then write the check in
its topic's module.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.checking.findings import TERMS, Finding, Fix, Severity
from app.form.places import Place


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. ``title`` is its short name for settings; ``why`` explains it to a clerk; ``source`` is the official rule or practice."""

    code: str
    severity: Severity
    term: str
    title: str
    sentence: str
    why: str
    source: str

    def __post_init__(self) -> None:
        if self.term not in TERMS:
            raise ValueError(f"{self.code}: {self.term}")


def found(
    code: str,
    places: tuple[Place, ...],
    fix: Fix | None = None,
    severity: Severity | None = None,
    /,
    **said: str,
) -> Finding:
    """A finding by its rule: the rule's sentence filled with what was found. ``severity`` weighs this case otherwise."""
    rule = rule_of(code)
    return Finding(code, severity or rule.severity, rule.term, places, rule.sentence.format_map(said), fix)


def worded(
    code: str, places: tuple[Place, ...], message: str, fix: Fix | None = None, severity: Severity | None = None
) -> Finding:
    """A finding by its rule with a sentence of its own, where the check says more than the rule's sentence can hold."""
    rule = rule_of(code)
    return Finding(code, severity or rule.severity, rule.term, places, message, fix)


def rule_of(code: str) -> Rule:
    """The rule with this code. Raises KeyError."""
    return _by_code()[code]


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of topics."""
    return tuple(_by_code().values())


_known: dict[str, Rule] = {}


def _by_code() -> dict[str, Rule]:
    if not _known:
        from app.checking.rule_list import RULES

        _known.update((rule.code, rule) for rule in RULES)
    return _known
