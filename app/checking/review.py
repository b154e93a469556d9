"""The review of one form: every check in its topic's module, run over document and template.

Rules are declared in ``rule_list.py``. To add a check: declare its rule, write a generator in its topic's module, and name it below
(``ROW_CHECKS`` in ``row_checks.py`` where the words of one row decide, ``FORM_CHECKS`` where the form as a whole does).

After an edit only what was touched is checked again: the results of a row are kept by its words, those of a text by the text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from dataclasses import replace

from app.checking.completeness import completeness_findings
from app.checking.cost import cost_findings
from app.checking.dates import calendar_findings, date_findings, deadline_findings
from app.checking.duplicates import duplicate_findings
from app.checking.findings import Finding, Fix, Severity
from app.checking.funding import funding_findings, money_findings
from app.checking.goals import goal_findings
from app.checking.required import required_findings
from app.checking.row_checks import row_issues
from app.checking.rows import Form, Issue, Row, Wording, form_of, short
from app.checking.rules import found
from app.checking.scores import score_findings
from app.checking.style import style_findings
from app.checking.texts import text_findings
from app.checking.tree import tree_findings
from app.form.document import Document, Indicator, walk
from app.form.edits import MoveIndicator, SetValue
from app.form.places import Place, indicator_place, path_of
from app.form.template import Template

FormCheck = Callable[[Form], Iterable[Finding]]


def _plain(check: Callable[[Document, Template], Iterable[Finding]]) -> FormCheck:
    """A check that needs nothing but document and template."""
    return lambda form: check(form.document, form.template)


def _row_findings(form: Form) -> Iterator[Finding]:
    seen: set[Wording] = set()
    consequence = ""
    for row in form.rows:
        if row.words in seen:
            continue  # the same row again: duplicate.same tells it
        seen.add(row.words)
        for issue in row_issues(row.words, form.words):
            if issue.code == "placement.not_satisfaction" and not consequence:
                consequence = _without_satisfaction(form)
            yield _bound(form, row, issue, consequence)


FORM_CHECKS: tuple[FormCheck, ...] = (
    _plain(required_findings),
    _plain(funding_findings),
    money_findings,
    _plain(date_findings),
    deadline_findings,
    calendar_findings,
    cost_findings,
    completeness_findings,
    tree_findings,
    _row_findings,
    duplicate_findings,
    text_findings,
    goal_findings,
    style_findings,
    _plain(score_findings),
)

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "hint": 2}

_COVERED: dict[str, frozenset[str]] = {
    # One cause is one finding: where the left one is told at a place, the right ones are not.
    "dates.no_such_day": frozenset(("measure.not_quantified", "dates.deadline_outside", "measure.year_missing")),
    "duplicate.differs": frozenset(("duplicate.near",)),
    "scores.unit_lost": frozenset(("value.unit_missing",)),
    "funding.maybe_wan": frozenset(("cost.over_money", "cost.wan_confused")),
    "funding.sum_differs": frozenset(("cost.over_money", "cost.under_money", "cost.differs_from_money")),
}


def review(document: Document, template: Template, off: Collection[str] = ()) -> tuple[Finding, ...]:
    """All findings of a form, errors first, otherwise in the order of the checks.

    Left out: rules that the template or ``off`` (the user's settings) switches off, and findings that the form itself mutes.
    """
    return _told(all_findings(document, template), document, template, off)


def review_steps(
    document: Document, template: Template, off: Collection[str] = ()
) -> Generator[None, None, tuple[Finding, ...]]:
    """The same review, check by check: a window runs it in slices between the keys of a very large form.

    The findings are the generator's return value.
    """
    form = form_of(document, template)
    yield
    findings: list[Finding] = []
    for check in FORM_CHECKS:
        findings.extend(check(form))
        yield
    return _told(findings, document, template, off)


def _told(
    findings: Iterable[Finding], document: Document, template: Template, off: Collection[str]
) -> tuple[Finding, ...]:
    """The findings without those that are switched off, covered by others or muted, errors first."""
    severities = template.checks.severity
    said = [
        _with_severity(finding, severities.get(finding.code))
        for finding in findings
        if finding.code not in off and severities.get(finding.code) != "off"
    ]
    muted = muted_of(document)
    kept = _without_misplaced(document, _without_covered(said))
    if muted:
        kept = [finding for finding in kept if not is_muted(finding, document, muted)]
    return tuple(sorted(kept, key=lambda finding: _ORDER[finding.severity]))


def all_findings(document: Document, template: Template) -> list[Finding]:
    """What every check says, nothing left out."""
    form = form_of(document, template)
    return [finding for check in FORM_CHECKS for finding in check(form)]


def _bound(form: Form, row: Row, issue: Issue, consequence: str = "") -> Finding:
    """An issue of a row as a finding at the row's node."""
    key = row.column if issue.key == "target" else issue.key
    place = indicator_place(row.node.id, key)
    fix = None if issue.new is None else Fix(issue.label, SetValue(place, issue.new))
    said = {"name": short(row.words.name), "level2": short(row.words.level2), **issue.said}
    home = _home_of(form, issue.said["role"]) if "role" in issue.said else None
    if home is not None:
        said["home"] = short(home.name)
        edit = MoveIndicator(row.node.id, home.id, len(home.children or ()))
        fix = Fix(f"移到“{said['home']}”下", edit)
    if issue.code == "placement.not_satisfaction":
        said["consequence"] = consequence
    elif issue.code.startswith("texts."):
        said["where"] = "指标名称" if issue.key == "name" else f"指标“{said['name']}”的指标值"
    return found(issue.code, (place,), fix, issue.severity, **said)


def _home_of(form: Form, role: str) -> Indicator | None:
    """The level 2 of this form that an indicator of this role belongs under."""
    for top in form.document.indicators:
        for home in top.children or ():
            if home.children is not None and form.words.role2(home.name.strip()) == role:
                return home
    return None


def _without_satisfaction(form: Form) -> str:
    """What a wrong satisfaction indicator means for the form: perhaps it has none at all then."""
    good = any(
        row.is_used
        and row.words.role2 == "satisfaction"
        and not any(issue.code == "placement.not_satisfaction" for issue in row_issues(row.words, form.words))
        for row in form.rows
    )
    return "，请移到合适的二级指标" if good else "，本表因此缺满意度指标，请改设服务对象满意度"


def _with_severity(finding: Finding, severity: str | None) -> Finding:
    if severity is None or severity == "off" or severity == finding.severity:
        return finding
    return replace(finding, severity=severity)  # type: ignore[arg-type]  # the template's grammar allows only severities


def _without_covered(findings: list[Finding]) -> list[Finding]:
    covering = [(_COVERED[finding.code], set(finding.places)) for finding in findings if finding.code in _COVERED]
    if not covering:
        return findings
    return [
        finding
        for finding in findings
        if not any(finding.code in codes and places & set(finding.places) for codes, places in covering)
    ]


def _without_misplaced(document: Document, findings: list[Finding]) -> list[Finding]:
    """An indicator in the level-1 column is told once, not for its blank cells as well."""
    tops = {each.places[0].node for each in findings if each.code == "levels.indicator_as_level1"}
    if not tops:
        return findings
    below = {node.id for top in document.indicators if top.id in tops for _, node in walk(top.children or ())}
    return [each for each in findings if not any(place.node in below for place in each.places)]


def muted_of(document: Document) -> frozenset[tuple[str, str]]:
    """What the form mutes (``muted`` in its file): pairs of code and path; an empty path mutes the rule in the whole form."""
    entries = document.meta.get("muted")
    if not isinstance(entries, list):
        return frozenset()
    return frozenset(
        (str(entry.get("code", "")), str(entry.get("place") or "")) for entry in entries if isinstance(entry, dict)
    )


def is_muted(finding: Finding, document: Document, muted: frozenset[tuple[str, str]]) -> bool:
    """Whether a form mutes a finding, at its first place or everywhere."""
    if (finding.code, "") in muted:
        return True
    return any((finding.code, path_of(document, place)) in muted for place in finding.places[:1])


def verdict(findings: Iterable[Finding]) -> str:
    """The line on top: 2 处错误，3 处提醒，1 条建议; 没有发现问题."""
    counts: dict[Severity, int] = {"error": 0, "warning": 0, "hint": 0}
    for finding in findings:
        counts[finding.severity] += 1
    said: tuple[tuple[Severity, str], ...] = (("error", "处错误"), ("warning", "处提醒"), ("hint", "条建议"))
    parts = [f"{counts[severity]} {name}" for severity, name in said if counts[severity]]
    return "，".join(parts) or "没有发现问题"


def mute_entry(finding: Finding, document: Document, reason: str, everywhere: bool = False) -> dict[str, str]:
    """The entry for ``muted`` in the form's file that silences a finding (everywhere: its rule in the whole form)."""
    place: Place | None = finding.places[0] if finding.places and not everywhere else None
    return {"code": finding.code, "place": path_of(document, place) if place else "", "reason": reason}
