"""Checking form files beside each other (``check --across``): findings between them, and the totals of their money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.checking.across import AcrossFinding, NamedForm, Total, across, totals
from app.form.amount import stored_text
from app.form.document import Json, as_text
from app.form.places import path_of
from app.work.check_files import CheckedFile
from app.work.opening import OpenedForm


@dataclass(frozen=True, slots=True)
class CheckedAcross:
    """The forms that could be read, what disagrees between them, and the sums of their amounts."""

    forms: tuple[OpenedForm, ...]
    findings: tuple[AcrossFinding, ...]
    totals: tuple[Total, ...]


def check_across(checked: Iterable[CheckedFile]) -> CheckedAcross:
    """Compare the forms of files that were checked one by one (``check_files``)."""
    return compare_forms([each.form for each in checked if each.form is not None])


def compare_forms(forms: Sequence[OpenedForm]) -> CheckedAcross:
    """Compare opened forms."""
    named = [NamedForm(form_name(form), form.document, form.template) for form in forms]
    return CheckedAcross(tuple(forms), across(named), totals(named))


def form_name(form: OpenedForm) -> str:
    """How a form is called among others: its project's name, else its file's."""
    return (as_text(form.document.fields.get("project_name")) or "").strip() or form.path.stem


def across_as_plain(result: CheckedAcross) -> dict[str, Json]:
    """The entry that ``check --across --json`` prints after those of the files: ``file`` is null, each finding names the
    ``files`` of its places one for one; ``totals`` are decimal strings in 元."""
    return {
        "file": None,
        "template": None,
        "findings": [_finding_as_plain(result.forms, finding) for finding in result.findings],
        "totals": [
            {"key": each.key, "label": each.label, "amount": stored_text(each.amount), "forms": str(each.forms)}
            for each in result.totals
        ],
    }


def _finding_as_plain(forms: Sequence[OpenedForm], finding: AcrossFinding) -> Json:
    places: list[Json] = [path_of(forms[spot.form].document, spot.place) for spot in finding.spots]
    files: list[Json] = [str(forms[spot.form].path) for spot in finding.spots]
    return {
        "code": finding.code,
        "severity": finding.severity,
        "term": finding.term,
        "place": places,
        "files": files,
        "message": finding.message,
        "fix": None,
    }
