"""The printed tables of the 2021 report beside the report's own text: the same rows, the same figures, nothing more or less."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from app.form.edits import SetValue, apply
from app.form.places import funding_place
from app.printing.build import paper_grid, papers_of
from app.printing.grid import GridTable
from app.printing.layout import layout
from app.work.opening import open_form

FORMS = Path(__file__).parents[1] / "forms"
TABLES = {
    # form, paper, number of the paper's table, the text before and after the table in the report, its head
    "1-2": ("2021-goals", "table", -1, "表1-2项目绩效目标表", "二、绩效评价工作开展情况", "一级指标二级指标三级指标年度指标值"),
    "3-1": ("2021-evaluation", "table", 0, "表3-1绩效评价指标体系权重分布表", "四、绩效评价指标分析", "一级指标二级指标三级指标标杆值完成值权重分得分"),
    "annex": ("2021-evaluation", "annex", 0, "附件：项目支出部门评价指标体系框架", None, "一级指标二级指标三级指标指标解释指标说明标杆值完成值权重分得分"),
}  # fmt: skip


def squeezed(text: str) -> str:
    return "".join(text.split())


def in_report(samples: Path, name: str) -> str:
    """The table in the report's text, without white space and with its head once."""
    _, _, _, before, after, head = TABLES[name]
    text = squeezed((samples / "text" / "2021-report.txt").read_text(encoding="utf-8"))
    body = text.split(before)[1]
    body = body.split(after)[0] if after else body
    return head + body.replace(head, "")


def table_of(name: str) -> GridTable:
    form_name, paper, number, *_ = TABLES[name]
    form = open_form(FORMS / f"{form_name}.jxb")
    grid = paper_grid(form.document, form.template, paper)
    tables = [block for block in grid.blocks if isinstance(block, GridTable)]
    return tables[number]


@pytest.mark.parametrize("name", list(TABLES))
def test_no_character_more_or_less_than_in_the_report(samples: Path, name: str) -> None:
    printed = Counter(squeezed("".join(cell.text for cell in table_of(name).cells)))
    assert printed == Counter(in_report(samples, name))


@pytest.mark.parametrize("name", ["1-2", "3-1"])
def test_the_rows_stand_in_the_same_order(samples: Path, name: str) -> None:
    table, report = table_of(name), in_report(samples, name)
    level3 = 2
    at, missing = 0, []
    for row in range(1, len(table.min_heights_mm)):
        cells = sorted(
            (cell for cell in table.cells if cell.row == row and cell.column >= level3), key=lambda cell: cell.column
        )
        text = squeezed("".join(cell.text for cell in cells))
        found = report.find(text, at)
        if found < 0:
            missing.append(text)
        else:
            at = found + len(text)
    # One row of the report is cut in two by a page break.
    assert missing == ([] if name == "1-2" else ["计生特殊家庭慰问金发放及时率100%100%33"])


def test_the_annex_is_landscape_over_its_pages_with_its_head_on_each() -> None:
    form = open_form(FORMS / "2021-evaluation.jxb")
    pages = layout(paper_grid(form.document, form.template, "annex"))
    assert len(pages) > 3
    for page in pages:
        assert page.width_mm > page.height_mm
        texts = squeezed("".join(mark.text for mark in page.texts))
        assert "指标解释" in texts
        assert "指标说明" in texts


def test_the_paper_of_amounts_comes_only_with_amounts() -> None:
    form = open_form(FORMS / "2021-evaluation.jxb")
    assert [paper.id for paper in papers_of(form.document, form.template)] == ["table", "annex"]
    filled = apply(form.document, SetValue(funding_place("budget"), "1262000.00")).document
    assert [paper.id for paper in papers_of(filled, form.template)] == ["table", "annex", "execution"]


def test_the_figures_of_the_truth_are_all_printed(samples: Path) -> None:
    truth = json.loads((samples / "truth" / "2021-evaluation.json").read_text(encoding="utf-8"))
    table = table_of("annex")
    for row, group in enumerate(truth["groups"], 1):
        cells = {cell.column: squeezed(cell.text) for cell in table.cells if cell.row == row}
        expected = ("level3", "explanation", "rule", "target", "actual", "weight", "score")
        assert [cells[column] for column in range(2, 9)] == [squeezed(str(group[key])) for key in expected]
    assert {cell.text for cell in table.cells if cell.row == len(truth["groups"]) + 1} == {"合计", "100", "95.5"}
