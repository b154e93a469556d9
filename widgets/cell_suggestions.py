"""Suggestions in the cells of the indicator tree: names of the catalogue and of earlier forms, units behind a number."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.editing.learned_words import LearnedWords
from app.editing.session import Session
from app.form.document import trail_to
from app.form.places import Place
from app.form.template import catalogue_names
from widgets.suggester import Suggester


def suggest_in_cell(session: Session, editor: QLineEdit | QPlainTextEdit, place: Place) -> None:
    """Offer suggestions in an editor that was opened on a place of the tree; nothing for other columns."""
    words, template = LearnedWords(), session.template
    if place.key in ("", "name"):
        trail = trail_to(session.document, place.node)
        above = trail[-2][1].name if len(trail) > 1 else ""
        level = len(trail)
        if level < template.depth:
            names = [name.name for at, name in catalogue_names(template.indicators.catalogue) if at == level]
            Suggester(editor, lambda _typed: names)
        else:
            Suggester(editor, lambda _typed: words.names(template, above))
        return
    column = template.column(place.key)
    if column is not None and column.type == "target":
        Suggester(editor, words.values, only_chosen=True)
