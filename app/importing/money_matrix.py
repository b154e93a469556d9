"""A money block of rows × columns (自评表: 年度资金总额 … × 年初预算数 …) → claims, by the template's row and column names.

Labels alone cannot tell its cells apart: each row label stands for as many amounts as there are columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.form.template import FundingColumn, Template
from app.importing.grid import squeezed
from app.importing.labels import Meaning, Vocabulary, label_unit, spellings
from app.importing.placing import Claim
from app.importing.rows import Item, Row

_BLANKS = frozenset(("", "-", "—", "－", "–", "/", "——"))


@dataclass(slots=True)
class Matrix:
    """What the matrix rows gave: a claim for each filled cell, the labels, figures that the program computes itself, texts that
    have no place, and the rows without all these."""

    claims: list[Claim] = field(default_factory=list)
    labels: list[Item] = field(default_factory=list)
    computed: list[Item] = field(default_factory=list)
    stray: list[Item] = field(default_factory=list)
    rest: list[Row] = field(default_factory=list)


def take_matrix(rows: Sequence[Row], words: Vocabulary) -> Matrix:
    """Take the money matrix out of the rows; without one in the template or in the rows, they all stay."""
    template = words.template
    found = Matrix()
    heads: list[tuple[Item, FundingColumn | None]] = []
    head_block, unit = -1, None
    for row in rows:
        named = _heads(row, template) if template.funding.rows else []
        if sum(column is not None for _, column in named) >= 2:
            heads, head_block = named, row.block
            found.labels += [item for item, _ in named]
            taken = {item for item, _ in named}
            others = [item for item in row.items if item not in taken]
            unit = next((read for item in others if (read := label_unit(item.text))), unit)
            found.labels += others
            continue
        if heads and row.block == head_block and _read_row(row, heads, unit, template, found):
            continue
        if heads and row.items:
            heads = []
        found.rest.append(row)
    return found


def _heads(row: Row, template: Template) -> list[tuple[Item, FundingColumn | None]]:
    """The items of a row that name columns of the matrix, or computed ratios (None)."""
    columns = {spelling: column for column in template.funding.columns for spelling in spellings(column.heading)[:1]}
    ratios = {spellings(ratio.label)[0] for ratio in template.funding.ratios if spellings(ratio.label)}
    named: list[tuple[Item, FundingColumn | None]] = []
    for item in row.items:
        known = next((columns[each] for each in spellings(item.text) if each in columns), None)
        if known is not None:
            named.append((item, known))
        elif any(each in ratios for each in spellings(item.text)):
            named.append((item, None))
    return named


def _row_number(item: Item, template: Template) -> int | None:
    """Which row of the matrix a label names."""
    wanted = set(spellings(item.text))
    for number, label in enumerate(template.funding.rows):
        keys = [cells.cells[number] for cells in template.funding.columns if cells.cells[number]]
        aliases = [alias for cell in template.funding.cells if cell.key in keys for alias in cell.aliases]
        if any(wanted & set(spellings(text)) for text in (label, *aliases)):
            return number
    return None


def _read_row(
    row: Row, heads: list[tuple[Item, FundingColumn | None]], unit: str | None, template: Template, found: Matrix
) -> bool:
    """Read one row of the matrix; False when it is none."""
    first = next((at for at, item in enumerate(row.items) if _row_number(item, template) is not None), None)
    if first is None or row.items[first].column >= heads[0][0].column:
        return False
    number = _row_number(row.items[first], template)
    if number is None:
        return False
    found.labels += row.items[: first + 1]
    for item in row.items[first + 1 :]:
        head = next((pair for pair in heads if pair[0].column <= item.column < pair[0].cell.end), None)
        if head is None:
            found.stray.append(item)
            continue
        column = head[1]
        key = column.cells[number] if column is not None else None
        if column is None:
            found.computed.append(item)
        elif key is None:
            (found.labels if squeezed(item.text) in _BLANKS else found.stray).append(item)
        else:
            found.claims.append(Claim(Meaning("money", key), row.items[first], [item], unit))
    return True
