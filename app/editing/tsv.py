"""Tables as spreadsheets put them on the clipboard: cells between tabs, rows on lines, cells with line breaks in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_NEEDS_QUOTES = re.compile(r'[\t\r\n]|^"')


def read_tsv(text: str) -> list[list[str]]:
    """The rows of a pasted table. A quote that is never closed is an ordinary character; an empty last line is none."""
    rows: list[list[str]] = [[]]
    position = 0
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    while position <= len(text):
        cell, position = _read_cell(text, position)
        rows[-1].append(cell)
        if position >= len(text):
            break
        if text[position] == "\n":
            rows.append([])
        position += 1
    if rows and rows[-1] == [""] and len(rows) > 1:
        rows.pop()
    return rows


def write_tsv(rows: Iterable[Sequence[str]]) -> str:
    """Rows for the clipboard; spreadsheets read them back cell by cell."""
    return "\n".join("\t".join(_write_cell(cell) for cell in row) for row in rows)


def _read_cell(text: str, start: int) -> tuple[str, int]:
    """The cell that begins at ``start`` and the position of the tab, line break or end behind it."""
    if text[start : start + 1] == '"':
        quoted = _read_quoted(text, start)
        if quoted is not None:
            return quoted
    end = min((at for at in (text.find("\t", start), text.find("\n", start)) if at >= 0), default=len(text))
    return text[start:end], end


def _read_quoted(text: str, start: int) -> tuple[str, int] | None:
    match = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)').match(text, start)
    return None if match is None else (match[1].replace('""', '"'), match.end())


def _write_cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell
