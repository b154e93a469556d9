"""The forms of a folder in short: what each is called, its amounts, and the verdict of the checks (体检结果)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from app.form.amount import stored_amount
from app.form.document import as_text
from app.storage.errors import StorageError
from app.work.form_files import forms_in
from app.work.opening import OpenedForm, open_form

_NATURES = ("project_nature", "project_category")

Signature = tuple[int, int]
"""Time of change in ns and size: what tells that a file has to be read again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many findings of each weight the checks have."""

    errors: int
    warnings: int
    hints: int

    @property
    def severity(self) -> str:
        """The worst of them, ``ok`` for none."""
        if self.errors:
            return "error"
        if self.warnings:
            return "warning"
        return "hint" if self.hints else "ok"


@dataclass(frozen=True, slots=True)
class FolderForm:
    """A form file in short. Amounts are in 元, None where blank or unread; ``problem`` says why a file cannot be read."""

    path: Path
    signature: Signature
    name: str
    year: str = ""
    nature: str = ""
    whole: Decimal | None = None
    annual: Decimal | None = None
    verdict: Verdict | None = None
    problem: str | None = None


def signatures(folder: Path) -> dict[Path, Signature]:
    """The form files of a folder as they are now; empty when the folder is gone."""
    found: dict[Path, Signature] = {}
    try:
        for path in forms_in(folder):
            state = path.stat()
            found[path] = (state.st_mtime_ns, state.st_size)
    except OSError:
        return found
    return found


def in_short(path: Path, signature: Signature) -> FolderForm:
    """Read a form file without checking it."""
    from app.work.book_entries import main_amounts

    try:
        form = open_form(path)
    except StorageError as error:
        return FolderForm(path, signature, path.stem, problem=str(error))
    fields, funding = form.document.fields, form.document.funding
    whole, annual = (stored_amount(funding.get(key)) if key else None for key in main_amounts(form.template))
    name = (as_text(fields.get("project_name")) or "").strip() or path.stem
    nature = next(filter(None, (as_text(fields.get(key)) for key in _NATURES)), "")
    year = "" if form.document.year is None else str(form.document.year)
    return FolderForm(path, signature, name, year, nature, whole, annual)


def with_verdict(short: FolderForm, off: Collection[str] = ()) -> FolderForm:
    """Check the form as well, without the rules in ``off``; unchanged when it cannot be read."""
    if short.problem is not None:
        return short
    try:
        return replace(short, verdict=verdict_of(open_form(short.path), off))
    except StorageError as error:
        return replace(short, problem=str(error))


def verdict_of(form: OpenedForm, off: Collection[str] = ()) -> Verdict:
    """What the checks say of a form, without the rules in ``off``."""
    from app.checking.review import review

    severities = [finding.severity for finding in review(form.document, form.template, off)]
    return Verdict(*(severities.count(severity) for severity in ("error", "warning", "hint")))


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over some forms; ``without_amount`` counts forms with no readable amount of the year."""

    forms: int
    whole: Decimal
    annual: Decimal
    with_errors: int
    without_amount: int


def totals(forms: list[FolderForm]) -> Totals:
    """Add up what the line below a list of forms shows."""
    return Totals(
        len(forms),
        sum((form.whole for form in forms if form.whole is not None), Decimal(0)),
        sum((form.annual for form in forms if form.annual is not None), Decimal(0)),
        sum(1 for form in forms if form.problem or (form.verdict and form.verdict.errors)),
        sum(1 for form in forms if form.annual is None),
    )
