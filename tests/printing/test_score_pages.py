"""The page 得分情况: figures, bars as long as the points, lost points with their working."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.form.document import Document, walk
from app.form.edits import SetValue, apply
from app.form.places import indicator_place
from app.form.template import Template
from app.printing.grid import GridTable
from app.printing.layout import layout
from app.printing.marks import Page
from app.printing.score_pages import score_grid
from app.work.opening import OpenedForm, open_form
from app.work.score_report import write_score_report

FORMS = Path(__file__).parents[1] / "forms"


@pytest.fixture(name="report")
def opened_report() -> OpenedForm:
    return open_form(FORMS / "2021-evaluation.jxb")


def score_pages(document: Document, template: Template) -> tuple[Page, ...]:
    grid = score_grid(document, template)
    return () if grid is None else layout(grid)


def rows(table: GridTable) -> list[list[str]]:
    found = [[""] * len(table.columns_mm) for _ in table.min_heights_mm]
    for cell in table.cells:
        found[cell.row][cell.column] = cell.text
    return found


def test_the_figures(report: OpenedForm) -> None:
    grid = score_grid(report.document, report.template)
    assert grid is not None
    texts = [block.text for block in grid.blocks if not isinstance(block, GridTable)]
    assert "综合得分 95.5 分（满分 100 分），等级 优" in texts
    levels, lost = (rows(block) for block in grid.blocks if isinstance(block, GridTable))
    assert len(levels) == 1 + 4 + 10 + 1
    assert levels[-1][:5] == ["合计", "100", "95.5", "4.5", "95.5%"]
    assert ["　项目效益", "20", "15.5", "4.5", "77.5%"] in [row[:5] for row in levels]
    assert [row[0] for row in lost[1:]] == [
        "基层工作人员的心理健康服务技能水平提高程度", "居民健康素养水平", "科学育儿及孕前优生宣传受惠面"
    ]  # fmt: skip
    assert lost[2][5] == "65% − 60% = 5 个百分点，5 × 0.5 = 2.5，5 − 2.5 = 2.5"


def test_the_bars_are_as_long_as_the_points(report: OpenedForm) -> None:
    (page,) = score_pages(report.document, report.template)
    possible, got = page.fills[::2], page.fills[1::2]
    assert len(possible) == len(got) == 15
    shares = [round(one.width_mm / whole.width_mm, 4) for one, whole in zip(got, possible, strict=True)]
    assert shares == [1.0] * 12 + [0.775, 0.775, 0.955]
    for fill in page.fills:
        inside = [
            area for area in page.areas
            if area.x_mm <= fill.x_mm and fill.x_mm + fill.width_mm <= area.x_mm + area.width_mm
            and area.y_mm <= fill.y_mm and fill.y_mm + fill.height_mm <= area.y_mm + area.height_mm
        ]  # fmt: skip
        assert len(inside) == 1


def test_an_unfinished_form_has_no_grade_and_no_bar_without_points(report: OpenedForm) -> None:
    document = report.document
    for _, node in walk(document.indicators):
        if node.children is None:
            document = apply(document, SetValue(indicator_place(node.id, "weight"), None)).document
    grid = score_grid(document, report.template)
    assert grid is not None
    assert any("还有指标没有填" in getattr(block, "text", "") for block in grid.blocks)
    assert all(page.fills == () for page in score_pages(document, report.template))


def test_a_declaration_has_no_such_page() -> None:
    form = open_form(FORMS / "2024-01.jxb")
    assert score_pages(form.document, form.template) == ()


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".docx"])
def test_the_report_is_written(report: OpenedForm, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"得分{ending}"
    write_score_report([report, report], output)
    head = output.read_bytes()[:4]
    assert head == (b"%PDF" if ending == ".pdf" else b"PK\x03\x04")
