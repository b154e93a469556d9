"""Findings put in the order of a list: by the reviewers' term, by severity, by the place in the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.form.document import Document, walk
from app.form.places import Place
from app.form.template import Template

if TYPE_CHECKING:
    from app.checking.findings import Finding, Severity

# The checks load after the first paint: whatever needs them is imported where it is used.

_SECTIONS = ("form", "fields", "funding", "texts", "indicators")
_GRAVITY = ("error", "warning", "hint")
_Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one term: its worst severity, and how many the form has, listed or not."""

    term: str
    severity: Severity
    count: int


def grouped(
    findings: Sequence[Finding], document: Document, template: Template, most: int
) -> tuple[tuple[Group, tuple[Finding, ...]], ...]:
    """The ``most`` gravest findings by term; terms by their worst finding, then in the order that reviewers have them."""
    from app.checking.findings import TERMS

    counts = Counter(finding.term for finding in findings)
    together: dict[str, list[Finding]] = {}
    for finding in in_order(findings, document, template, most):
        together.setdefault(finding.term, []).append(finding)
    groups = [(Group(term, members[0].severity, counts[term]), tuple(members)) for term, members in together.items()]
    groups.sort(key=lambda each: (_GRAVITY.index(each[0].severity), TERMS.index(each[0].term)))
    return tuple(groups)


def in_order(findings: Sequence[Finding], document: Document, template: Template, most: int) -> tuple[Finding, ...]:
    """The ``most`` gravest findings, errors first, each severity from the top of the form to its end."""
    gravest = sorted(findings, key=lambda finding: _GRAVITY.index(finding.severity))[:most]
    place = _order_of_places(document, template)
    return tuple(
        sorted(
            gravest,
            key=lambda finding: (
                _GRAVITY.index(finding.severity),
                place(finding.places[0]) if finding.places else (-1, 0, 0),
            ),
        )
    )


def _order_of_places(document: Document, template: Template) -> Callable[[Place], _Key]:
    """What sorts places as the form has them; what the form does not know comes first in its section."""
    keys = {
        "fields": [field.key for field in template.fields],
        "funding": [cell.key for cell in template.funding.cells],
        "texts": [text.key for text in template.texts],
        "indicators": ["name", *(column.key for column in template.indicators.columns)],
    }
    positions = {(section, key): number for section, all_keys in keys.items() for number, key in enumerate(all_keys)}
    nodes = {node.id: number for number, (_, node) in enumerate(walk(document.indicators))}

    def key(place: Place) -> _Key:
        node = nodes.get(place.node, -1) if place.section == "indicators" else -1
        return _SECTIONS.index(place.section), node, positions.get((place.section, place.key), -1)

    return key
