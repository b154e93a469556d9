"""Recovery copies as forms ready for work, and which of the copies left behind are worth offering."""

from __future__ import annotations

from dataclasses import dataclass

from app.form.document import Document, same_content
from app.form.template import Template
from app.storage.autosave import RecoveryCopy, left_copies
from app.storage.document_files import load
from app.storage.errors import StorageError
from app.storage.template_files import all_templates, template_of


@dataclass(frozen=True, slots=True)
class RecoveredForm:
    """The form in a recovery copy. ``saved`` is what its own file holds now; None when there is no readable file."""

    copy: RecoveryCopy
    document: Document
    template: Template
    notes: tuple[str, ...]
    saved: Document | None


def recovered_form(copy: RecoveryCopy) -> RecoveredForm:
    """Read a recovery copy and its form's own file. Raises StorageError with one sentence; touches neither file."""
    loaded = copy.load()
    template, note = template_of(loaded.document, all_templates())
    notes = loaded.notes if note is None else (*loaded.notes, note)
    return RecoveredForm(copy, loaded.document, template, notes, saved_document(copy))


def saved_document(copy: RecoveryCopy) -> Document | None:
    """What the form's own file holds now; None when it was never saved or cannot be read."""
    if copy.original is None:
        return None
    try:
        return load(copy.original).document
    except StorageError:
        return None


def copies_to_offer() -> list[RecoveryCopy]:
    """The copies that crashed programs left, newest first, without those whose content is in the file already.

    A program can be killed between saving and dropping the copy; asking about such a copy would only frighten. A damaged copy
    is offered: a person decides about it.
    """
    return [copy for copy in left_copies() if not _is_saved(copy)]


def _is_saved(copy: RecoveryCopy) -> bool:
    try:
        content = copy.load().document
    except StorageError:
        return False
    saved = saved_document(copy)
    if saved is None or not same_content(content, saved):
        return False
    copy.discard()
    return True
