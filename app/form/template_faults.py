"""What the strict decoding of a template cannot see: keys that name nothing, grids that do not close, levels that do not exist.

Each fault is the path inside the template file and the reason in Chinese.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.form.template import (
    AtMost,
    Condition,
    GridPart,
    IndicatorsPart,
    Paper,
    PaperCell,
    Required,
    Sum,
    Template,
    TotalsPart,
    catalogue_names,
)

Fault = tuple[str, str]


def template_faults(template: Template) -> list[Fault]:
    """All faults of a template, as (path inside the file, reason)."""
    return [
        *_repeated_keys(template),
        *_funding(template),
        *_next_year(template),
        *_conditions(template),
        *_tree(template),
        *(
            fault
            for index, paper in enumerate(template.papers)
            for fault in _paper(template, paper, f"papers[{index}]")
        ),
        *([] if template.papers else [("papers", "至少要有一张可打印的表")]),
    ]


def _repeated_keys(template: Template) -> Iterator[Fault]:
    for path, keys in (
        ("fields", [field.key for field in template.fields]),
        ("texts", [text.key for text in template.texts]),
        ("funding.cells", [cell.key for cell in template.funding.cells]),
        ("indicators.columns", [column.key for column in template.indicators.columns]),
        ("papers", [paper.id for paper in template.papers]),
    ):
        for key, count in Counter(keys).items():
            if count > 1:
                yield path, f"键 {key} 出现了 {count} 次"


def _funding(template: Template) -> Iterator[Fault]:
    funding = template.funding
    known = {cell.key for cell in funding.cells}
    for index, column in enumerate(funding.columns):
        for key in column.cells:
            if key is not None and key not in known:
                yield f"funding.columns[{index}]", f"没有名为 {key} 的资金项"
        if funding.rows and len(column.cells) != len(funding.rows):
            yield f"funding.columns[{index}]", f"有 {len(column.cells)} 项，而行名有 {len(funding.rows)} 个"
    for index, equation in enumerate(funding.equations):
        for key in equation_keys(equation):
            if key not in known:
                yield f"funding.equations[{index}]", f"没有名为 {key} 的资金项"
    for index, ratio in enumerate(funding.ratios):
        for key in (ratio.numerator, ratio.denominator):
            if key not in known:
                yield f"funding.ratios[{index}]", f"没有名为 {key} 的资金项"


def _next_year(template: Template) -> Iterator[Fault]:
    known = {"keep", "blank", *(cell.key for cell in template.funding.cells)}
    for index, cell in enumerate(template.funding.cells):
        if cell.next_year not in known:
            yield f"funding.cells[{index}].next_year", f"没有名为 {cell.next_year} 的资金项"


def equation_keys(equation: Sum | AtMost) -> tuple[str, ...]:
    """The money cells that an equation joins, the total or limit first."""
    match equation:
        case Sum():
            return (equation.total, *equation.parts)
        case AtMost():
            return (equation.limit, equation.amount)


def _conditions(template: Template) -> Iterator[Fault]:
    known = {field.key for field in template.fields}
    declared: list[tuple[str, Required]] = [
        *((f"fields[{index}]", field.required) for index, field in enumerate(template.fields)),
        *((f"texts[{index}]", text.required) for index, text in enumerate(template.texts)),
        *((f"funding.cells[{index}]", cell.required) for index, cell in enumerate(template.funding.cells)),
    ]
    for path, required in declared:
        if isinstance(required, Condition) and required.field not in known:
            yield f"{path}.required", f"没有名为 {required.field} 的表头字段"


def _tree(template: Template) -> Iterator[Fault]:
    if not template.indicators.levels:
        yield "indicators.levels", "至少要有一级"
    for level, name in catalogue_names(template.indicators.catalogue):
        if level >= template.depth:
            yield "indicators.catalogue", f"“{name.name}”在第 {level} 级，而目录只能到第 {template.depth - 1} 级"


def _paper(template: Template, paper: Paper, path: str) -> Iterator[Fault]:
    for index, part in enumerate(paper.parts):
        where = f"{path}.parts[{index}]"
        match part:
            case GridPart():
                yield from _grid(template, part, where)
            case IndicatorsPart():
                yield from _indicator_table(template, part, where)
            case TotalsPart():
                for key in part.sums:
                    if template.column(key) is None:
                        yield f"{where}.sums", f"没有名为 {key} 的指标列"
            case _:
                pass


def _indicator_table(template: Template, part: IndicatorsPart, where: str) -> Iterator[Fault]:
    for index, column in enumerate(part.columns):
        if (column.level is None) == (column.column is None):
            yield f"{where}.columns[{index}]", "要么写 level，要么写 column"
        elif column.level is not None and not 1 <= column.level <= template.depth:
            yield f"{where}.columns[{index}]", f"没有第 {column.level} 级"
        elif column.column is not None and template.column(column.column) is None:
            yield f"{where}.columns[{index}]", f"没有名为 {column.column} 的指标列"


def _grid(template: Template, part: GridPart, where: str) -> Iterator[Fault]:
    width = len(part.widths)
    filled: Counter[tuple[int, int]] = Counter()
    for row, cells in enumerate(part.rows):
        column = 0
        for index, cell in enumerate(cells):
            yield from _cell(template, cell, f"{where}.rows[{row}][{index}]")
            while filled[row, column]:
                column += 1
            filled.update((row + down, column + right) for down in range(cell.rows) for right in range(cell.columns))
            column += cell.columns
    for row in range(len(part.rows)):
        gaps = [column + 1 for column in range(width) if filled[row, column] != 1]
        if gaps or any(column >= width for line, column in filled if line == row and filled[line, column]):
            yield f"{where}.rows[{row}]", f"这一行的单元格没有恰好占满 {width} 列"
    if any(row >= len(part.rows) for row, column in filled if filled[row, column]):
        yield f"{where}.rows", "有单元格跨过了最后一行"


def _cell(template: Template, cell: PaperCell, where: str) -> Iterator[Fault]:
    contents = [
        name for name in ("label", "heading", "field", "money", "text", "ratio") if getattr(cell, name) is not None
    ]
    if len(contents) > 1:
        yield where, f"一个单元格只能有一种内容，这里有 {'、'.join(contents)}"
    named = (
        ("field", cell.field, template.fields),
        ("money", cell.money, template.funding.cells),
        ("text", cell.text, template.texts),
        ("ratio", cell.ratio, template.funding.ratios),
    )
    for name, key, parts in named:
        if key is not None and all(part.key != key for part in parts):
            yield where, f"没有名为 {key} 的 {name}"
