"""A money block of rows × columns → claims, by the template's row and column names.

Either the form is made so (自评表: 年度资金总额 … × 年初预算数 …), or another office laid its amounts out so (合计, 其中：财政资金 … ×
中期资金总额, 年度资金总额). Labels alone cannot tell the cells apart: each row label stands for as many amounts as there are columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.form.template import FundingColumn, Template
from app.importing.claims import Claim
from app.importing.grid import squeezed
from app.importing.labels import Meaning, Vocabulary, label_unit, spellings
from app.importing.rows import Item, Row

_BLANKS = frozenset(("", "-", "—", "－", "–", "/", "——"))
_WHOLE = ("合计", "总计", "小计", "资金总额", "总额", "金额合计", "资金合计")


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
    """Take the money matrix out of the rows; without one in the rows, they all stay."""
    template = words.template
    found = Matrix()
    heads: list[tuple[Item, FundingColumn | None]] = []
    head_block, unit = -1, None
    for number, row in enumerate(rows):
        named = _heads(row, template)
        if sum(column is not None for _, column in named) >= 2 and _is_head(row, named, rows[number + 1 :], template):
            heads, head_block = named, row.block
            found.labels += [item for item, _ in named]
            taken = {item for item, _ in named}
            others = [item for item in row.items if item not in taken]
            unit = next((read for item in row.items if (read := label_unit(item.text))), unit)
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
    if not template.funding.rows:
        columns |= {
            spelling: column for column in template.funding.columns for spelling in _total_names(column, template)
        }
    ratios = {spellings(ratio.label)[0] for ratio in template.funding.ratios if spellings(ratio.label)}
    named: list[tuple[Item, FundingColumn | None]] = []
    for item in row.items:
        known = next((columns[each] for each in spellings(item.text) if each in columns), None)
        if known is not None:
            named.append((item, known))
        elif any(each in ratios for each in spellings(item.text)):
            named.append((item, None))
    return named


def _total_names(column: FundingColumn, template: Template) -> list[str]:
    """What the total of a column is called: in a table of another office that is the column's head."""
    cell = template.money(column.cells[0]) if column.cells and column.cells[0] else None
    return [spelling for text in (cell.label, *cell.aliases) for spelling in spellings(text)] if cell else []


def _is_head(
    row: Row, named: Sequence[tuple[Item, FundingColumn | None]], below: Sequence[Row], template: Template
) -> bool:
    """Whether a row that names totals is the head of a matrix: no amount beside them, and amounts under them in labelled rows."""
    if template.funding.rows:
        return True
    first = named[0][0].column
    taken = {item for item, _ in named}
    after = below[0] if below else None
    if (
        len({column.cells for _, column in named if column is not None}) < 2
        or after is None
        or after.block != row.block
    ):
        return False
    if any(item.column > first and item not in taken for item in row.items):
        return False
    labels = [item for item in after.items if _row_number(item, template) is not None]
    under = [item for item in after.items if any(_covers(head, item) for head, _ in named)]
    return len(labels) == 1 and labels[0].column < first and bool(under)


def _covers(head: Item, item: Item) -> bool:
    return head.column <= item.column < head.cell.end


def _row_number(item: Item, template: Template) -> int | None:
    """Which row of the matrix a label names."""
    wanted = set(spellings(item.text))
    depth = max((len(column.cells) for column in template.funding.columns), default=0)
    for number in range(len(template.funding.rows) or depth):
        keys = [cells.cells[number] for cells in template.funding.columns if cells.cells[number : number + 1]]
        cells = [cell for cell in template.funding.cells if cell.key in keys]
        texts = [alias for cell in cells for alias in cell.aliases]
        if template.funding.rows:
            texts.append(template.funding.rows[number])
        else:
            texts += [*(cell.label for cell in cells), *(_WHOLE if number == 0 else ())]
        if any(wanted & set(spellings(text)) for text in texts):
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
        head = next((pair for pair in heads if _covers(pair[0], item)), None)
        if head is None:
            found.stray.append(item)
            continue
        column = head[1]
        key = column.cells[number] if column is not None and number < len(column.cells) else None
        if column is None:
            found.computed.append(item)
        elif key is None:
            (found.labels if squeezed(item.text) in _BLANKS else found.stray).append(item)
        else:
            found.claims.append(Claim(Meaning("money", key), row.items[first], [item], unit))
    return True
