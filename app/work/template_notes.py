"""What a usable template says in vain: sentences with file, path inside it and reason, for opening forms and ``jibiao templates``."""

from __future__ import annotations

from app.checking.severities import severity_faults
from app.form.template import Template
from app.storage.template_files import TemplateShelf, own_templates_folder


def template_notes(template: Template, shelf: TemplateShelf) -> tuple[str, ...]:
    """A sentence for each fault of a template that does not keep it from being used."""
    faults = tuple(severity_faults(template))
    if not faults:
        return ()
    file = _file_of(template, shelf)
    return tuple(f"模板“{file}”有误，位置 {path}：{reason}。" for path, reason in faults)


def shelf_notes(shelf: TemplateShelf) -> tuple[str, ...]:
    """The same for all templates at hand that are not the program's own."""
    own = (entry.template for entry in shelf.entries.values() if not entry.bundled)
    return tuple(note for template in own for note in template_notes(template, shelf))


def _file_of(template: Template, shelf: TemplateShelf) -> str:
    """The name of the file in the user's folder that a template was read from; a form may carry it instead."""
    entry = shelf.entries.get(template.id)
    if entry is None:
        return "随表携带的模板"
    for path in own_templates_folder().glob("*.json"):
        try:
            if path.read_bytes() == entry.source:
                return path.name
        except OSError:
            continue
    return template.id
