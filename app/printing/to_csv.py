"""Forms, or their indicator tables, as CSV for Excel and WPS; cells as HTML for the clipboard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from app.form.document import Document, as_text
from app.form.template import Template
from app.printing.csv_rows import YEAR_LABEL, Row, guarded, indicator_cells

_TO_BE_QUOTED = re.compile(r"[\s\",;]")


def csv_text(forms: Sequence[Sequence[Row]]) -> str:
    """The rows of one or more forms as CSV, a blank row between two forms; every row has as many fields as the widest.

    Excel and WPS read it by double click, and write it again in the same shape.
    """
    width = max((len(row) for rows in forms for row in rows), default=0)
    lines: list[str] = []
    for number, rows in enumerate(forms):
        lines += [_line([], width)] if number else []
        lines += (_line(row, width) for row in rows)
    return "".join(line + "\r\n" for line in lines)


def _line(row: Row, width: int) -> str:
    return ",".join(map(_field, [*row, *[""] * (width - len(row))]))


def _field(text: str) -> str:
    """A field, in quotes where it holds what CSV or a reader of it could take for a mark of its own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return '"' + text.replace('"', '""') + '"' if _TO_BE_QUOTED.search(text) else text


def indicator_rows(document: Document, template: Template, *, named: bool = False) -> list[Row]:
    """The indicator table alone, as rows of a CSV file; ``named``: under a row with the form's name and year, to tell several
    apart."""
    rows = [[guarded(text) for text in row] for row in indicator_cells(document, template)]
    name = template.field("project_name")
    if named and name is not None:
        year = [YEAR_LABEL, str(document.year)] if document.year is not None else []
        return [[name.label, guarded(as_text(document.fields.get(name.key)) or ""), *year], *rows]
    return rows


def to_html(cells: Sequence[Sequence[str]]) -> str:
    """Cells as an HTML table, every cell marked as text, so that Excel and WPS make no formula, number or date of it."""
    style = "mso-number-format:'\\@';border:.5pt solid windowtext;vertical-align:middle;white-space:normal"

    def cell(text: str) -> str:
        shown = "<br>".join(escape(line) for line in text.splitlines()) if text else ""
        return f'<td style="{style}">{shown}</td>'

    rows = "".join("<tr>" + "".join(map(cell, row)) + "</tr>" for row in cells)
    return f'<html><head><meta charset="utf-8"></head><body><table style="border-collapse:collapse">{rows}</table></body></html>'
