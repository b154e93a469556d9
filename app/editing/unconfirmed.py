"""What a person has yet to confirm (``unconfirmed`` in the file): values carried on from another form, doubtful ones of an import.

They stand among the findings as hints, so that they are marked wherever findings are, F8 leads from one to the next, and the
correction that each offers is its confirmation. They are no matter of the review: neither the command line nor a review sheet
tells them.
"""

from __future__ import annotations

from app.checking.findings import Finding, Fix
from app.editing.session import Session
from app.form.document import Document, Json, as_text
from app.form.edits import ABSENT, Edit, SetValue, Several
from app.form.labels import label_of
from app.form.places import Place, path_of, place_at
from app.form.template import Template

UNCONFIRMED = Place("form", "unconfirmed")
"""Where a form keeps the paths."""

CODE = "unconfirmed"
_SHOWN = 20


def unconfirmed_findings(document: Document, template: Template) -> tuple[Finding, ...]:
    """A hint for each datum that is yet to be confirmed and is still there."""
    entries = _entries(document)
    found = []
    for entry in entries:
        place = place_at(document, entry) if isinstance(entry, str) else None
        if place is not None:
            edit = _without(entries, entry)
            found.append(
                Finding(CODE, "hint", "其他", (place,), _sentence(document, template, place), Fix("确认无误", edit))
            )
    return tuple(found)


def confirm_all(session: Session, text: str) -> bool:
    """Confirm everything; an undo step called ``text``."""
    return session.edit(SetValue(UNCONFIRMED, ABSENT), text)


def confirming(document: Document, edit: SetValue) -> Edit:
    """A change of one value that also confirms it, where it was yet to be confirmed."""
    entries = _entries(document)
    path = path_of(document, edit.place)
    return Several((edit, _without(entries, path))) if path in entries else edit


def _entries(document: Document) -> list[Json]:
    entries = document.meta.get(UNCONFIRMED.key)
    return entries if isinstance(entries, list) else []


def _without(entries: list[Json], entry: Json) -> Edit:
    rest = [other for other in entries if other != entry]
    return SetValue(UNCONFIRMED, rest or ABSENT)


def _sentence(document: Document, template: Template, place: Place) -> str:
    """What is to be confirmed, and where it came from as far as the form remembers."""
    label = label_of(document, template, place)
    origin = document.meta.get("origin")
    file = as_text(origin.get("file")) if isinstance(origin, dict) else None
    source = f"来自“{file}”" if file else "是带入的内容"
    if len(label) > _SHOWN * 3:
        label = label[: _SHOWN * 3] + "…"
    return f"“{label}”{source}，请核对后确认，或改成现在的内容。"
