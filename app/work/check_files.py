"""Checking many form files, one after another, and what a program is told of the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.checking.findings import Finding, Fix
from app.checking.review import review
from app.form.document import Document, Json, as_text
from app.form.edits import Absent, Edit, SetValue, Several
from app.form.places import path_of, value_at
from app.storage.errors import StorageError
from app.work.form_files import form_files as form_files  # also found here
from app.work.opening import OpenedForm, open_form


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with its form and findings, or with the sentence why it could not be read."""

    path: Path
    form: OpenedForm | None
    findings: tuple[Finding, ...] = ()
    problem: str | None = None


def check_files(paths: Iterable[Path]) -> Iterator[CheckedFile]:
    """Check each file in turn; an unreadable one gives its sentence and the rest goes on."""
    for path in form_files(paths):
        try:
            form = open_form(path)
        except StorageError as error:
            yield CheckedFile(path, None, (), str(error))
            continue
        yield CheckedFile(path, form, review(form.document, form.template))


def finding_as_plain(document: Document, finding: Finding) -> dict[str, Json]:
    """A finding as ``--json`` prints it: ``place`` is a path, or a list of paths where several disagree."""
    places: list[Json] = [path_of(document, place) for place in finding.places]
    return {
        "code": finding.code,
        "severity": finding.severity,
        "term": finding.term,
        "place": places[0] if len(places) == 1 else places,
        "message": finding.message,
        "fix": None if finding.fix is None else _fix_as_plain(document, finding.fix),
    }


def _fix_as_plain(document: Document, fix: Fix) -> Json:
    changes: list[Json] = [
        {
            "place": path_of(document, edit.place),
            "before": as_text(value_at(document, edit.place)),
            "after": _after(edit),
        }
        for edit in _values_set(fix.edit)
    ]
    return {"label": fix.label, "changes": changes}


def _after(edit: SetValue) -> Json:
    return None if isinstance(edit.value, Absent) else edit.value


def _values_set(edit: Edit) -> Iterator[SetValue]:
    match edit:
        case SetValue():
            yield edit
        case Several():
            for single in edit.edits:
                yield from _values_set(single)
        case _:
            return
