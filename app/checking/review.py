"""The review of one form: every check in its topic's module, run over document and template.

To add a check: write a generator of findings in its topic's module and name it in ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.checking.dates import date_findings
from app.checking.findings import Finding
from app.checking.funding import funding_findings
from app.checking.required import required_findings
from app.checking.scores import score_findings
from app.form.document import Document
from app.form.template import Template

Check = Callable[[Document, Template], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (required_findings, funding_findings, date_findings, score_findings)


def review(document: Document, template: Template) -> tuple[Finding, ...]:
    """All findings of a form, errors first, otherwise in the order of the checks."""
    severities = template.checks.severity
    order = {"error": 0, "warning": 1, "hint": 2}
    found = [
        _with_severity(finding, severities.get(finding.code))
        for check in CHECKS
        for finding in check(document, template)
        if severities.get(finding.code) != "off"
    ]
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))


def _with_severity(finding: Finding, severity: str | None) -> Finding:
    if severity is None or severity == "off" or severity == finding.severity:
        return finding
    from dataclasses import replace

    return replace(finding, severity=severity)  # type: ignore[arg-type]  # the template's grammar allows only severities
