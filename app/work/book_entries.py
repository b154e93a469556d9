"""What a book tells of its forms before them: its title, and for each form the line in the table of all forms."""

from __future__ import annotations

from collections.abc import Sequence

from app.form.amount import stored_amount
from app.form.document import as_text
from app.form.template import AtMost, Template
from app.printing.book_pages import BookEntry, BookHeadings
from app.work.opening import OpenedForm

_UNITS = ("implementing_unit", "applicant_unit", "competent_department")
_NATURES = ("project_nature", "project_category")


def shared_unit(forms: Sequence[OpenedForm]) -> str:
    """The unit that all forms share (the implementing one, else the department), empty when they differ."""
    return next((shared for key in _UNITS if (shared := _shared(forms, key))), "")


def book_title(forms: Sequence[OpenedForm]) -> str:
    """The line that a 汇总表 begins with: the unit that all forms share, if there is one, and their year or years."""
    unit = shared_unit(forms)
    years = sorted({str(form.document.year) for form in forms if form.document.year is not None})
    span = years[0] if len(years) == 1 else f"{years[0]}—{years[-1]}" if years else ""
    when = f" {span} 年度" if span and unit else f"{span} 年度" if span else ""
    return f"{unit}{when}项目绩效目标汇总表"


def _shared(forms: Sequence[OpenedForm], key: str) -> str:
    values = {as_text(form.document.fields.get(key)) or "" for form in forms}
    return values.pop() if len(values) == 1 else ""


def main_amounts(template: Template) -> tuple[str | None, str | None]:
    """The keys of the two amounts that stand for a form: the whole project's and this year's, as its equations compare them."""
    for equation in template.funding.equations:
        if isinstance(equation, AtMost):
            return equation.limit, equation.amount
    totals = [equation.total for equation in template.funding.equations if not isinstance(equation, AtMost)]
    return None, totals[0] if totals else None


def entry_of(form: OpenedForm, pages: int = 1) -> BookEntry:
    """What the table of all forms lists of a form."""
    fields, funding = form.document.fields, form.document.funding
    whole, annual = main_amounts(form.template)
    values = [funding.get(key) if key else None for key in (whole, annual)]
    name = as_text(fields.get("project_name")) or form.path.stem
    return BookEntry(
        name,
        next(filter(None, (as_text(fields.get(key)) for key in _NATURES)), ""),
        next(filter(None, (as_text(fields.get(key)) for key in _UNITS)), ""),
        stored_amount(values[0]),
        stored_amount(values[1]),
        as_text(values[0]) or "",
        as_text(values[1]) or "",
        pages,
    )


def headings_of(forms: Sequence[OpenedForm]) -> BookHeadings:
    """The labels of the two amounts, where all forms have the same."""
    labels: tuple[set[str], set[str]] = (set(), set())
    for form in forms:
        for key, found in zip(main_amounts(form.template), labels, strict=True):
            cell = form.template.money(key) if key else None
            if cell is not None:
                found.add(cell.label)
    plain = BookHeadings()
    whole, annual = (found.pop() if len(found) == 1 else "" for found in labels)
    return BookHeadings(whole or plain.whole, annual or plain.annual)
