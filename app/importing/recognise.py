"""Grid → forms, each with the account of what was read, put right, in doubt, or left over.

Works from the templates' own labels, aliases and catalogues alone: a new template can be imported without new code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.form.template import Template
from app.importing.form_reader import FormReader
from app.importing.forms_in_rows import take_overviews, unroll
from app.importing.fragments import expand
from app.importing.furniture import take_furniture
from app.importing.grid import CellKey, Grid, cells_of, is_blank
from app.importing.joined_papers import join_papers
from app.importing.labels import vocabulary
from app.importing.limits import CancelCheck, never_cancelled
from app.importing.outline_indicators import lay_out_outline
from app.importing.page_breaks import mend
from app.importing.plain_indicators import lay_out
from app.importing.report import Entry, RecognisedForm, Recognition
from app.importing.rows import Row, rows_of
from app.importing.segments import Segment, split_forms
from app.importing.side_by_side import unfold
from app.importing.template_choice import choose_template


def recognise(grid: Grid, templates: Sequence[Template], check: CancelCheck = never_cancelled) -> Recognition:
    """Find all forms of any of the ``templates`` in a grid. Text that belongs to no form is in ``leftover``."""
    vocabularies = [vocabulary(template) for template in templates]
    rows, leftover = take_furniture(list(rows_of(grid)), vocabularies)
    rows, overviews = take_overviews(rows, vocabularies)
    leftover.extend(overviews)
    rows = unroll(unfold(rows, vocabularies), vocabularies)
    forms: list[RecognisedForm] = []
    segments = split_forms(rows, templates, sheets=grid.kind in ("xlsx", "xls"))
    for segment in segments:
        check()
        form = _form(segment, templates, grid) if segment.is_started else None
        if form is None:
            leftover.extend(_unused(segment.rows))
        else:
            forms.append(form)
    joined = join_papers(forms)
    told = {key for entry in (*leftover, *(entry for form in joined for entry in form.entries)) for key in entry.cells}
    return Recognition(grid, joined, (*leftover, *_untold(grid, told)))


def _untold(grid: Grid, told: set[CellKey]) -> Iterator[Entry]:
    """The law of import: whatever no step has told of is told here, so that no text can vanish silently."""
    sentence = "这段文字没有对应的栏目，没有用到"
    for key, cell in cells_of(grid):
        if key not in told and not is_blank(cell.text):
            yield Entry("unused", sentence, cell.text, None, (key,), cell.where)


def _form(segment: Segment, templates: Sequence[Template], grid: Grid) -> RecognisedForm | None:
    choice = choose_template(segment.rows, templates, grid.name)
    if choice is None:
        return None
    words = vocabulary(choice.template)
    rows = lay_out_outline(lay_out(mend(segment.rows, words), words), words)
    rows = expand(rows, words)
    return FormReader(choice, words, grid).read(rows)


def _unused(rows: Sequence[Row]) -> list[Entry]:
    entries = []
    for row in rows:
        for item in row.items:
            sentence = "这段文字不在任何一张表里，没有用到"
            entries.append(Entry("unused", sentence, item.text, None, item.keys, item.cell.where))
    return entries
