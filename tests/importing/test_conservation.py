"""Nothing in a source may vanish: the text of each non-empty cell is in the form, in a remark, in the unused list, or a label."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.form.document import Document, walk
from app.importing.grid import Block, Cell, Grid, cells_of, is_blank
from app.importing.recognise import recognise
from app.importing.report import Recognition
from app.importing.sources import read_source
from tests.importing.layouts import lay_out, random_layout
from tests.importing.test_layouts import grid_of
from tests.importing.truth import IDS, SAMPLES, templates

FEW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
MANY = settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))

WORDS = [
    "项目名称", "项目名称：甲", "年度总体目标", "项目资金（元）", "年度资金申请总额", "100.00", "=100%", "-", "/", "一级指标", "二级指标",
    "三级指标", "年度(/项目)指标值", "产出指标", "数量指标", "时效指标", "满意度指标", "培训次数", "≥3次", "绩效指标", "填报说明：无",
    "财政项目支出绩效目标申报表", "（2024年度）", "其他资金", "单位：万元", "张三", "甲\n乙", "<p>文</p>", "1", "覆盖率", "计划开始日期", "2024年",
    "附件1", "某某汇总表", "序号", "备注", "指标", "满意度", "\u200b", "  ",
]  # fmt: skip


def everything_in(document: Document) -> str:
    """All text that a form holds, without white space."""
    texts: list[str] = [str(document.year)]
    for section in (document.fields, document.funding, document.texts):
        texts += [str(value) for value in section.values() if value is not None]
    for _, node in walk(document.indicators):
        texts += [node.name, *(str(value) for value in node.values.values() if value is not None)]
    texts += [str(remark) for remark in document.meta.get("remarks", [])]
    texts.append(str(document.meta.get("title", "")))
    return re.sub(r"\s", "", "\n".join(texts))


def check_conserved(grid: Grid, found: Recognition) -> None:
    told = {key for entry in found.entries() for key in entry.cells}
    for key, cell in cells_of(grid):
        assert is_blank(cell.text) or key in told, f"nothing is told of {cell.text!r} ({cell.where})"
    for form in found.forms:
        held = everything_in(form.document)
        for entry in form.entries:
            if entry.kind == "read" and entry.after and entry.place is not None and entry.place.key != "title":
                assert re.sub(r"\s", "", entry.after) in held, (entry.kind, entry.after)
            if entry.kind in ("read", "repaired") and entry.after is None:
                assert not re.search(r"\w{3,}", entry.before), f"{entry.before!r} became nothing"


@st.composite
def random_grids(draw: st.DrawFn) -> Grid:
    blocks = []
    for number in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            text = draw(st.sampled_from(WORDS) | st.text(max_size=12))
            blocks.append(Block("line", (Cell(0, 0, text),)))
            continue
        cells = {}
        for _ in range(draw(st.integers(1, 30))):
            row, column = draw(st.integers(0, 9)), draw(st.integers(0, 5))
            text = draw(st.sampled_from(WORDS) | st.text(max_size=6))
            span = draw(st.sampled_from((1, 1, 1, 2, 3)))
            cells[row, column] = Cell(
                row, column, text, span, draw(st.sampled_from((1, 1, 2))), cut=draw(st.booleans())
            )
        blocks.append(Block("table", tuple(cells.values()), str(number), draw(st.booleans())))
    return Grid("试.xlsx", draw(st.sampled_from(("xlsx", "docx", "pdf", "text"))), tuple(blocks))


def conserved_somewhere(grid: Grid) -> None:
    check_conserved(grid, recognise(grid, templates()))


@FEW
@given(random_grids())
def test_any_grid_is_conserved(grid: Grid) -> None:
    conserved_somewhere(grid)


@pytest.mark.long
@MANY
@given(random_grids())
def test_any_grid_is_conserved_long(grid: Grid) -> None:
    conserved_somewhere(grid)


@FEW
@given(st.integers(0, 10**6), st.sampled_from(("xlsx", "docx", "tsv", "html", "csv")))
def test_a_spoilt_form_is_conserved(seed: int, kind: str) -> None:
    """Cells taken away, doubled, moved and filled with other text: still nothing vanishes."""
    chance = random.Random(seed)
    grid = grid_of([lay_out(IDS[seed % len(IDS)], random_layout(seed), seed)], kind, seed)
    blocks = []
    for block in grid.blocks:
        cells = [cell for cell in block.cells if chance.random() > 0.05]
        for index, cell in enumerate(cells):
            if chance.random() < 0.06:
                cells[index] = replace(cell, text=chance.choice(WORDS))
            elif chance.random() < 0.04:
                cells[index] = replace(cell, column=cell.column + 1)
        blocks.append(replace(block, cells=tuple(cells)))
    spoilt = replace(grid, blocks=tuple(blocks))
    check_conserved(spoilt, recognise(spoilt, templates()))


def test_the_samples_are_conserved() -> None:
    for path in sorted((SAMPLES / "office").iterdir()):
        grid = read_source(path)
        check_conserved(grid, recognise(grid, templates()))


def test_no_text_is_counted_as_unused_and_used() -> None:
    grid = read_source(SAMPLES / "office" / "2024-05.docx")
    kinds = Counter(entry.kind for entry in recognise(grid, templates()).entries())
    assert kinds["unused"] == 0
    assert kinds["read"] > 30


def test_a_label_cut_by_a_page_and_printed_again_is_told() -> None:
    """Found by the long run: a cell marked as cut that no step took for its own."""
    cells = (
        Cell(0, 0, "项目名称"),
        Cell(9, 0, "项目名称", 2, 1, cut=True),
        Cell(8, 2, "年度资金申请总额"),
        Cell(3, 1, "绩效指标"),
        Cell(4, 3, "甲"),
    )
    conserved_somewhere(Grid("试.xlsx", "docx", (Block("table", cells, "", True),)))
