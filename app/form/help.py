"""The help sentence that a template has for a place of the tree; fields, texts and money cells show theirs themselves."""

from __future__ import annotations

from app.form.document import Document, trail_to
from app.form.places import Place
from app.form.template import Name, Template


def help_at(document: Document, template: Template, place: Place) -> str:
    """The help of the column, or of the catalogue's name, at a place of the tree; empty when there is none."""
    if place.section != "indicators":
        return ""
    column = template.column(place.key)
    if column is not None:
        return column.help
    names: tuple[Name, ...] = template.indicators.catalogue
    found: Name | None = None
    for _, node in trail_to(document, place.node):
        found = next((name for name in names if node.name.strip() in (name.name, *name.aliases)), None)
        names = found.children if found is not None else ()
    return found.help if found is not None else ""
