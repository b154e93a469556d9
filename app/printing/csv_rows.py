"""A whole form as the rows of a CSV file: the grid of its papers without merged cells, so that import reads an equal form.

What merged cells say on paper stands here in each row that they run down (level names) or once, followed by blank cells
(labels, texts). Data that none of the papers shows (the year of some evaluations) get rows of their own under the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.form.amount import Unit, unit_of
from app.form.document import Document, Indicator, as_text, walk
from app.form.places import YEAR, Place, field_place, funding_place, text_place
from app.form.template import Template
from app.printing.grid import GridCell, GridLine, GridTable, PaperGrid
from app.printing.indicator_rows import TreeRow, tree_rows
from app.printing.wording import Wording

UNNAMED = "（未填）"
"""What stands for a level or an indicator without a name: a blank cell would belong to the name above it."""

YEAR_LABEL = "年度"

EMPTY = "-"
"""What stands in the cells of a level without indicators, whatever the official paper prints there: import knows it."""

_GUARD = "\t"
_READ_AS_SOMETHING = re.compile(
    r"\s*(?:[=+\-@＝＋－＠\d.０-９$¥￥]|[(（][\d.,０-９]+[)）]\s*$|(?:true|false)\s*$|[a-z]{3,9}[ .\-/]*\d)",
    re.IGNORECASE,
)
_MOST_DIGITS = 15
"""Excel keeps so many digits of a number."""

Row = list[str]


def guarded(text: str) -> str:
    """A text that Excel or WPS would take for a formula, a number or a date (``=100%``, ``00123``), with the tab before it that
    keeps it text; import takes the tab away again."""
    return _GUARD + text if text != "-" and _READ_AS_SOMETHING.match(text) else text


def form_rows(
    document: Document, template: Template, papers: Sequence[PaperGrid], *, whole: bool = True, unit: Unit | None = None
) -> list[Row]:
    """The rows of a form, one paper after another with a blank row between.

    ``whole``: also what the papers do not show; amounts there are in ``unit``, as the papers' are.
    """
    rows: list[Row] = []
    unseen = list(_unseen(document, template, papers, unit)) if whole else []
    for number, paper in enumerate(papers):
        leading = next((at for at, block in enumerate(paper.blocks) if not isinstance(block, GridLine)), 0)
        rows += [[]] if number else []
        rows += _block_rows(paper.blocks[:leading])
        if not number:
            rows += unseen
        rows += _block_rows(paper.blocks[leading:])
    if whole and _has_unseen_columns(document, template, papers):
        rows += [[], *([guarded(text) for text in row] for row in indicator_cells(document, template))]
    return rows


def _block_rows(blocks: Sequence[GridLine | GridTable]) -> Iterator[Row]:
    before: GridLine | GridTable | None = None
    for block in blocks:
        if isinstance(block, GridLine):
            # A blank row above tells notes under a table from a further row of it.
            yield from [[]] if isinstance(before, GridTable) and block.role == "closing" else []
            yield [guarded(block.text)]
        else:
            yield from _table_rows(block)
        before = block


def _table_rows(table: GridTable) -> list[Row]:
    rows = [[""] * len(table.columns_mm) for _ in table.min_heights_mm]
    for cell in table.cells:
        text = _cell_text(cell)
        for row in range(cell.row, cell.row + (cell.rows if cell.role == "level" else 1)):
            rows[row][cell.column] = text
    return rows


def _cell_text(cell: GridCell) -> str:
    if cell.number is not None and len(cell.number.as_tuple().digits) <= _MOST_DIGITS:
        return cell.text
    place = cell.place
    unnamed = place is not None and (place.section, place.key) == ("indicators", "name") and not cell.text.strip()
    return UNNAMED if unnamed else guarded(cell.text)


def _shown(papers: Sequence[PaperGrid]) -> set[Place]:
    blocks = [block for paper in papers for block in paper.blocks]
    cells = [cell for block in blocks for cell in (block.cells if isinstance(block, GridTable) else (block,))]
    return {cell.place for cell in cells if cell.place is not None}


def _unseen(document: Document, template: Template, papers: Sequence[PaperGrid], unit: Unit | None) -> Iterator[Row]:
    """Label and value of each datum that is filled in but that none of the papers shows."""
    shown = _shown(papers)
    wording = Wording(document, template, template.writing, unit or unit_of(document, template))
    if document.year is not None and YEAR not in shown:
        yield [YEAR_LABEL, str(document.year)]
    for field in template.fields:
        if field_place(field.key) not in shown and (text := wording.field_text(field.key)).strip():
            yield [field.label, guarded(text)]
    for cell in template.funding.cells:
        value = document.funding.get(cell.key)
        if funding_place(cell.key) in shown or not (as_text(value) or "").strip():
            continue
        if cell.type == "points":
            yield [cell.label, as_text(value) or ""]
        else:
            yield [f"{cell.label}（{wording.unit}）", wording.amount_text(value)]
    for long in template.texts:
        text = as_text(document.texts.get(long.key)) or ""
        if text_place(long.key) not in shown and text.strip():
            yield [long.label, guarded(text)]


def _has_unseen_columns(document: Document, template: Template, papers: Sequence[PaperGrid]) -> bool:
    """Whether an indicator has something in a column of the template that none of the papers has."""
    shown = {place.key for place in _shown(papers) if place.section == "indicators"}
    keys = [column.key for column in template.indicators.columns if column.key not in shown]
    return any((as_text(node.values.get(key)) or "").strip() for _, node in walk(document.indicators) for key in keys)


def indicator_cells(
    document: Document, template: Template, nodes: Sequence[Indicator] | None = None
) -> list[list[str]]:
    """The indicator table alone: the head and one row for each indicator, names of all levels filled down, texts as stored.

    ``nodes`` are level-1 nodes to take instead of the whole tree.
    """
    indicators = template.indicators
    head = [level.label for level in indicators.levels] + [column.label for column in indicators.columns]
    shown = document.indicators if nodes is None else tuple(nodes)
    return [head, *(_tree_row(row, template) for row in tree_rows(shown, template.depth, print_empty=True))]


def _tree_row(row: TreeRow, template: Template) -> list[str]:
    names = [EMPTY if node is None else _name(node) for node in row.path]
    values = [
        EMPTY if row.leaf is None else as_text(row.leaf.values.get(column.key)) or ""
        for column in template.indicators.columns
    ]
    return names + values


def _name(node: Indicator) -> str:
    return node.name if node.name.strip() else UNNAMED
