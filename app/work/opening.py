"""Opening a form for work: the document, its template, and the sentences about what was odd."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.form.document import Document
from app.form.template import Template
from app.storage.document_files import Loaded, Stamp, load, load_previous
from app.storage.errors import StorageError
from app.storage.template_files import all_templates, bundled_template, template_of

if TYPE_CHECKING:
    from app.work.progress import Progress


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


def open_forms(files: Sequence[Path], forms: list[OpenedForm], total: int) -> Iterator[Progress]:
    """Open files one after another and put them into ``forms``: the first steps of a job of ``total`` steps. One that cannot
    be read is told and left out."""
    from app.work.progress import Progress  # jobs begin long after the first form is on the screen

    for done, path in enumerate(files, 1):
        problem = None
        try:
            forms.append(open_form(path))
        except StorageError as error:
            problem = str(error)
        yield Progress(done, total, path, problem)


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
