"""The indicator table as CSV, and as HTML for the clipboard, as Excel, WPS and Word take it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from app.form.document import Document, Indicator, as_text
from app.form.template import Template
from app.printing.indicator_rows import TreeRow, tree_rows

_READ_AS_SOMETHING = re.compile(r"[=+\-@\d.０-９]")


def indicator_cells(
    document: Document, template: Template, nodes: Sequence[Indicator] | None = None
) -> list[list[str]]:
    """The head and one row for each indicator: names of all levels filled down, then the value columns, texts as stored.

    ``nodes`` are level-1 nodes to take instead of the whole tree.
    """
    indicators = template.indicators
    head = [level.label for level in indicators.levels] + [column.label for column in indicators.columns]
    shown = document.indicators if nodes is None else tuple(nodes)
    rows = tree_rows(shown, template.depth, print_empty=True)
    return [head, *(_row(row, template) for row in rows)]


def _row(row: TreeRow, template: Template) -> list[str]:
    blank = template.indicators.empty or ""
    names = [blank if node is None else node.name for node in row.path]
    values = [
        blank if row.leaf is None else as_text(row.leaf.values.get(column.key)) or ""
        for column in template.indicators.columns
    ]
    return names + values


def to_csv(document: Document, template: Template) -> str:
    """The indicator table as CSV for Excel and WPS.

    A text that these would take for a number, a date or a formula (``=100%``, ``00123``) has a tab before it, which keeps it text.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for cells in indicator_cells(document, template):
        writer.writerow("\t" + text if _READ_AS_SOMETHING.match(text) and text != "-" else text for text in cells)
    return stream.getvalue()


def write_csv(target: str | Path, document: Document, template: Template) -> None:
    """Write the indicator table as a CSV file in UTF-8 with a mark at its beginning, by which Excel knows it. Raises OSError."""
    with Path(target).open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        file.write(to_csv(document, template))


def to_html(cells: Sequence[Sequence[str]]) -> str:
    """Cells as an HTML table, every cell marked as text, so that Excel and WPS make no formula, number or date of it."""
    style = "mso-number-format:'\\@';border:.5pt solid windowtext;vertical-align:middle;white-space:normal"

    def cell(text: str) -> str:
        shown = "<br>".join(escape(line) for line in text.splitlines()) if text else ""
        return f'<td style="{style}">{shown}</td>'

    rows = "".join("<tr>" + "".join(map(cell, row)) + "</tr>" for row in cells)
    return f'<html><head><meta charset="utf-8"></head><body><table style="border-collapse:collapse">{rows}</table></body></html>'
