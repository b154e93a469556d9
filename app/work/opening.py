"""Opening a form for work: the document, its template, and the sentences about what was odd."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from app.form.document import Document
from app.form.template import Template
from app.storage.document_files import Loaded, Stamp, load, load_previous
from app.storage.errors import StorageError
from app.storage.template_files import all_templates, bundled_template, template_of


class OpenedForm(Struct, frozen=True):
    """A form from a file, ready for work. ``read_only`` says why it must not be changed (None: it may)."""

    path: Path
    document: Document
    template: Template
    notes: tuple[str, ...]
    read_only: str | None
    stamp: Stamp


def open_form(path: Path) -> OpenedForm:
    """Open a form file with its template. Raises StorageError with one sentence."""
    return _opened(path, load(path))


def open_earlier_save(path: Path) -> OpenedForm | None:
    """The form as it was before the last save of this file, which may be damaged by now; None when there is no such copy."""
    try:
        loaded = load_previous(path)
    except StorageError:
        return None
    return None if loaded is None else _opened(path, loaded)


def _opened(path: Path, loaded: Loaded) -> OpenedForm:
    bundled = bundled_template(loaded.document.template)
    template, note = (bundled, None) if bundled else template_of(loaded.document, all_templates())
    notes = loaded.notes if note is None else (*loaded.notes, note)
    if template.checks.severity and bundled is None:
        from app.work.template_notes import template_notes  # brings the rules, which most openings do without

        notes = (*notes, *template_notes(template, all_templates()))
    return OpenedForm(path, loaded.document, template, notes, loaded.read_only, loaded.stamp)
