"""Made tables and lines → real files in memory: .xlsx, .docx, tab-separated text, CSV and HTML."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from datetime import date

from tests.importing.layouts import Content, Day, Number, Part, Spot, Table


def shown(content: Content) -> str:
    """What a person sees of a content."""
    return content if isinstance(content, str) else content.shown


def to_xlsx(forms: Sequence[Sequence[Part]], *, sheets: bool = False, top: int = 0, left: int = 0) -> bytes:
    """A workbook: the forms below each other on one sheet, or each on its own."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    row = 1 + top
    for number, parts in enumerate(forms):
        if number and sheets:
            sheet = book.create_sheet(f"表{number + 1}")
            row = 1 + top
        for part in parts:
            table = part if isinstance(part, Table) else Table(6, [Spot(0, 0, part, 1, 6)], 1)
            for spot in table.spots:
                at = (row + spot.row, 1 + left + spot.column)
                cell = sheet.cell(*at)
                _fill(cell, spot.content)
                if spot.rows > 1 or spot.columns > 1:
                    sheet.merge_cells(
                        start_row=at[0],
                        start_column=at[1],
                        end_row=at[0] + spot.rows - 1,
                        end_column=at[1] + spot.columns - 1,
                    )
            row += table.row
        row += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(cell: object, content: Content) -> None:
    from openpyxl.cell import Cell

    assert isinstance(cell, Cell)
    if isinstance(content, Number):
        cell.value = float(content.value)
        cell.number_format = content.number_format
    elif isinstance(content, Day):
        cell.value = date.fromisoformat(content.iso)
        cell.number_format = "yyyy/m/d"
    elif content:
        cell.value = content
        cell.data_type = "s"


def to_docx(forms: Sequence[Sequence[Part]], *, nested: bool = False) -> bytes:
    """A Word file with real merged cells; ``nested`` puts each table into the single cell of another one."""
    import docx

    document = docx.Document()
    for parts in forms:
        for part in parts:
            if isinstance(part, str):
                document.add_paragraph(part)
                continue
            spots = [spot for spot in part.spots if spot.row < part.row]
            width = max([part.width, *(spot.column + spot.columns for spot in spots)])
            if nested:
                outer = document.add_table(1, 1)
                table = outer.cell(0, 0).add_table(part.row, width)
            else:
                table = document.add_table(part.row, width)
            for spot in spots:
                cell = table.cell(spot.row, spot.column)
                if spot.rows > 1 or spot.columns > 1:
                    cell = cell.merge(table.cell(spot.row + spot.rows - 1, spot.column + spot.columns - 1))
                lines = shown(spot.content).split("\n")
                cell.text = lines[0]
                for line in lines[1:]:
                    cell.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _matrix(part: Part) -> list[list[str]]:
    if isinstance(part, str):
        return [[part]]
    width = max([part.width, *(spot.column + 1 for spot in part.spots)])
    rows = [[""] * width for _ in range(part.row)]
    for spot in part.spots:
        rows[spot.row][spot.column] = shown(spot.content)
    return rows


def to_tsv(forms: Sequence[Sequence[Part]]) -> str:
    """What Excel puts on the clipboard: merged cells are their first cell and blanks."""
    lines = []
    for parts in forms:
        for part in parts:
            for row in _matrix(part):
                lines.append("\t".join(_quoted(text) for text in row))
        lines.append("")
    return "\r\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if "\n" in text or "\t" in text else text


def to_csv(forms: Sequence[Sequence[Part]]) -> bytes:
    """A CSV file as Excel saves it on a Chinese PC."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for parts in forms:
        for part in parts:
            writer.writerows(_matrix(part))
    return stream.getvalue().encode("gb18030")


def to_html(forms: Sequence[Sequence[Part]]) -> str:
    """A clipboard fragment of a browser or of Word."""
    out = ["<html><head><style>td{border:1px solid}</style></head><body><!--StartFragment-->"]
    for parts in forms:
        for part in parts:
            if isinstance(part, str):
                out.append(f"<p class=MsoNormal>{html.escape(part)}</p>")
                continue
            out.append("<table border=1>")
            for row in range(part.row):
                out.append("<tr>")
                for spot in sorted((s for s in part.spots if s.row == row), key=lambda s: s.column):
                    text = html.escape(shown(spot.content)).replace("\n", "<br>")
                    out.append(f'<td rowspan="{spot.rows}" colspan="{spot.columns}"><p>{text}<o:p></o:p></p></td>')
                out.append("</tr>")
            out.append("</table>")
    out.append("<!--EndFragment--></body></html>")
    return "".join(out)
