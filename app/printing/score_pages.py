"""The page 得分情况 of a scored form: the total and the grade, the points of each level as bars, and where points were lost.

The same grid goes to the page, the printer, Excel and Word; the bars are not in the last two.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.form.document import Document
from app.form.labels import node_path
from app.form.places import Place, indicator_place
from app.form.template import Template
from app.printing.grid import Align, GridCell, GridLine, GridTable, PaperGrid
from app.printing.wording import Wording, plain_number
from app.scoring.form_scores import ScoredIndicator, scored_indicators
from app.scoring.grades import LevelScore, Overview, overview
from app.scoring.quantity import to_places

MARGINS_MM = (18.0, 16.0, 18.0, 16.0)
_LEVEL_COLUMNS = (
    ("名称", 60.0),
    ("分值", 18.0),
    ("得分", 18.0),
    ("失分", 18.0),
    ("得分率", 20.0),
    ("得分与分值", 44.0),
)
_LOST_WIDTHS = (44.0, 22.0, 22.0, 13.0, 13.0, 64.0)


def score_grid(document: Document, template: Template) -> PaperGrid | None:
    """The page as a grid, for Excel and Word too; None for a form without scores."""
    found = overview(document, template)
    if found is None:
        return None
    wording = Wording(document, template, template.writing, template.unit)
    name = wording.field_text("project_name")
    lines = [GridLine("得分情况", "center", "sans", 16.0, 0.0, 2.0, role="title")]
    if name:
        lines.append(GridLine(wording.fill("{fields.project_name}（{year}年度）"), "center", "song", 12.0, 0.0, 3.0))
    lines += [GridLine(text, "left", "song", 11.0, 0.0, 1.5) for text in _told(found)]
    blocks: list[GridLine | GridTable] = [*lines, _level_table(found)]
    lost = [item for item in scored_indicators(document, template) if _lost(item)]
    if lost:
        blocks.append(GridLine("失分的指标", "left", "sans", 11.0, 4.0, 1.5))
        blocks.append(_lost_table(document, template, lost))
    unit = wording.field_text("implementing_unit")
    return PaperGrid(210.0, 297.0, MARGINS_MM, tuple(blocks), f"{name} 得分情况".strip(), unit)


def _told(found: Overview) -> Iterator[str]:
    total = f"综合得分 {plain_number(found.got)} 分（满分 {plain_number(found.possible)} 分）"
    if not found.complete:
        yield f"{total}，还有指标没有填分值或得分"
    else:
        yield f"{total}，等级 {found.grade}" if found.grade else total
    for label, rate in found.rates:
        yield f"{label} {_percent(rate)}"


def _percent(share: Decimal) -> str:
    text = to_places(share * 100, 2)
    return f"{plain_number(text)}%"


def _rows(found: Overview) -> Iterator[tuple[LevelScore, int]]:
    """Each printed row with its indent: level 1, the levels below it, then the execution rate."""
    for level in found.levels:
        yield level, 0
        for below in level.below:
            yield below, 1
    if found.execution is not None:
        yield found.execution, 0


def _level_table(found: Overview) -> GridTable:
    rows = [(level.name or "未填", indent, level.possible, level.got, _place(level)) for level, indent in _rows(found)]
    rows.append(("合计", 0, found.possible, found.got, None))
    cells = [_head(at, text) for at, (text, _) in enumerate(_LEVEL_COLUMNS)]
    for row, (name, indent, possible, got, place) in enumerate(rows, 1):
        share = _percent(got / possible) if possible > 0 else ""
        cells.append(GridCell(row, 0, "　" * indent + name, role="label", align="left", place=place))
        cells += (_number(row, at, number, place) for at, number in ((1, possible), (2, got), (3, possible - got)))
        cells.append(GridCell(row, 4, share, align="center", place=place))
        bar = min(max(got / possible, Decimal(0)), Decimal(1)) if possible > 0 else None
        cells.append(GridCell(row, 5, "", place=place, bar=bar))
    widths = tuple(width for _, width in _LEVEL_COLUMNS)
    return GridTable(widths, (8.0,) * (len(rows) + 1), tuple(cells), (0, 1))


def _place(level: LevelScore) -> Place | None:
    return None if level.node is None else indicator_place(level.node.id)


def _head(column: int, text: str) -> GridCell:
    return GridCell(0, column, text, role="head", align="center")


def _number(row: int, column: int, number: Decimal | None, place: Place | None) -> GridCell:
    text = "" if number is None else plain_number(number)
    return GridCell(
        row, column, text, role="amount", align="center", place=place, number=number, number_format="General"
    )


def _lost(item: ScoredIndicator) -> bool:
    return item.given is not None and item.weight is not None and item.given < item.weight


def _lost_table(document: Document, template: Template, lost: list[ScoredIndicator]) -> GridTable:
    labels = {"target": "指标值", "actual": "完成值"} | {
        column.key: column.label for column in template.indicators.columns
    }
    heads = ["失分的指标", labels["target"], labels["actual"], "分值", "得分", "计算过程和原因"]
    cells = [_head(at, text) for at, text in enumerate(heads)]
    for row, item in enumerate(lost, 1):
        place = indicator_place(item.node.id, "score")
        cells.append(GridCell(row, 0, item.node.name or node_path(document, item.node.id), place=place))
        values: tuple[tuple[int, str, Align], ...] = (
            (1, item.node.text("target") or "", "center"),
            (2, item.node.text("actual") or "", "center"),
            (5, "\n".join(_why(item)), "left"),
        )
        cells += (GridCell(row, at, text, align=align, place=place) for at, text, align in values)
        cells += (_number(row, at, number, place) for at, number in ((3, item.weight), (4, item.given)))
    return GridTable(_LOST_WIDTHS, (8.0,) * (len(lost) + 1), tuple(cells), (0, 1))


def _why(item: ScoredIndicator) -> Iterator[str]:
    """The working where it gives the score, and the reason as written."""
    if item.scores is not None and item.computed == item.given:
        yield item.scores.by_target.working
    reason = (item.node.text("reason") or "").strip()
    if reason:
        yield reason
