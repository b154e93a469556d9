"""Document and template to the grid of a paper: labels of the year, writing of amounts and dates, merged names, empty rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from app.form.document import Document, Indicator, new_id
from app.form.places import Place, field_place, funding_place, indicator_place, text_place
from app.form.template import Template, TotalsPart
from app.printing.build import paper_grid
from app.printing.grid import GridCell, GridLine, GridTable, PaperGrid

Form = tuple[Document, Template]


def cells(grid: PaperGrid) -> list[GridCell]:
    return [cell for block in grid.blocks if isinstance(block, GridTable) for cell in block.cells]


def at(grid: PaperGrid, place: Place) -> str:
    (text,) = {cell.text for cell in cells(grid) if cell.place == place}
    return text


def labels(grid: PaperGrid) -> list[str]:
    return [cell.text for cell in cells(grid) if cell.role in ("label", "head")]


@pytest.mark.parametrize(
    ("name", "title", "year", "wanted"),
    [
        (
            "2024-01",
            "财政项目支出绩效目标申报表",
            "(2024年度)",
            ["项目资金(元)", "项目资金总额", "其中：财政资金", "年度(/项目)指标值"],
        ),
        (
            "2026-01",
            None,
            None,
            ["(2026 年度)", "项目资金总额:", "其中: 当年财政拨款", "年度资金申请总额:", "上年结转资金"],
        ),
        (
            "2020-a1",
            "财政项目支出绩效目标表",
            "（2020年度）",
            ["项目名称：", "2020年绩效目标", "同名项目上年预算执行数（元）：", "三级目标"],
        ),
    ],
)
def test_the_labels_are_those_of_the_year(
    form: Callable[[str], Form], name: str, title: str | None, year: str | None, wanted: list[str]
) -> None:
    grid = paper_grid(*form(name))
    lines = [block.text for block in grid.blocks if isinstance(block, GridLine)]
    assert lines[:2] == [text for text in (title, year) if text]
    assert set(wanted) <= set(labels(grid))


def test_every_datum_stands_in_its_cell(sample_form: Form) -> None:
    document, template = sample_form
    grid = paper_grid(document, template)
    shown = {cell.place: cell for cell in cells(grid)} | {
        line.place: line for line in grid.blocks if isinstance(line, GridLine)
    }
    for field in template.fields:
        text = str(document.fields.get(field.key) or "")
        wanted = text.replace("-", "/") if template.writing.dates == "YYYY/MM/DD" and field.type == "date" else text
        assert shown[field_place(field.key)].text.endswith(wanted)
    for known in template.texts:
        assert shown[text_place(known.key)].text == (document.texts.get(known.key) or "")
    for one in document.indicators:
        for two in one.children or ():
            for leaf in two.children or ():
                assert shown[indicator_place(leaf.id, "name")].text == leaf.name
                assert shown[indicator_place(leaf.id, "target")].text == leaf.values["target"]


@pytest.mark.parametrize(
    ("name", "key", "written"),
    [
        ("2020-a1", "project_total", "6,697,924"),
        ("2024-05", "total", "2700000.00"),
        ("2026-04", "annual", "1,200,000.00"),
        ("2026-04", "annual_other", "0.00"),
        ("2024-05", "annual_other", ""),
    ],
)
def test_amounts_are_written_as_on_the_paper_of_the_year(
    form: Callable[[str], Form], name: str, key: str, written: str
) -> None:
    assert at(paper_grid(*form(name)), funding_place(key)) == written


def test_amounts_in_wan_yuan(form: Callable[[str], Form]) -> None:
    document, template = form("2026-01")
    grid = paper_grid(replace(document, meta={"unit": "万元"}), template)
    assert at(grid, funding_place("annual")) == "13.10"
    assert "项目资金(万元)" in labels(grid)


def test_an_unread_amount_or_date_prints_as_typed(form: Callable[[str], Form]) -> None:
    document, template = form("2024-05")
    odd = replace(document, funding={"annual": "约80万"}, fields={**document.fields, "start_date": "年初"})
    grid = paper_grid(odd, template)
    assert at(grid, funding_place("annual")) == "约80万"
    assert at(grid, field_place("start_date")) == "年初"


def test_dates_are_written_as_on_the_paper_of_the_year(form: Callable[[str], Form]) -> None:
    assert at(paper_grid(*form("2024-05")), field_place("end_date")) == "2025/12/31"
    assert at(paper_grid(*form("2026-01")), field_place("end_date")) == "2026-12-31"


def test_an_empty_level_prints_what_the_form_of_the_year_prints(form: Callable[[str], Form]) -> None:
    empty = (Indicator(new_id(), "成本指标", {}, (Indicator(new_id(), "社会成本指标", {}, ()),)),)
    document, template = form("2024-05")
    texts = [cell.text for cell in cells(paper_grid(replace(document, indicators=empty), template))]
    assert "社会成本指标" in texts and texts.count("-") == 2
    document, template = form("2026-01")
    texts = [cell.text for cell in cells(paper_grid(replace(document, indicators=empty), template))]
    assert "社会成本指标" not in texts and "-" not in texts


def leaf(name: str) -> Indicator:
    return Indicator(new_id(), name, {"target": "1"})


def test_neighbours_of_the_same_name_are_one_cell_on_paper(form: Callable[[str], Form]) -> None:
    document, template = form("2024-05")
    nodes = tuple(
        Indicator(new_id(), one, {}, (Indicator(new_id(), "数量指标", {}, (leaf(f"{one}{number}"),)),))
        for number, one in enumerate(["产出指标", "产出指标", "效益指标"])
    )
    grid = paper_grid(replace(document, indicators=nodes), template)
    levels = [(cell.text, cell.rows) for cell in cells(grid) if cell.role == "level"]
    # The same level-2 name under another level-1 name is another cell.
    assert levels == [("产出指标", 2), ("效益指标", 1), ("数量指标", 2), ("数量指标", 1)]


def test_values_of_a_node_that_stands_too_high_are_not_lost(form: Callable[[str], Form]) -> None:
    document, template = form("2026-01")
    nodes = (Indicator(new_id(), "产出指标", {}, (Indicator(new_id(), "完成率", {"target": "≥95%"}),)),)
    texts = [cell.text for cell in cells(paper_grid(replace(document, indicators=nodes), template))]
    assert {"完成率", "≥95%"} <= set(texts)


def test_nodes_below_the_last_level_are_rows_too(form: Callable[[str], Form]) -> None:
    document, template = form("2026-01")
    deep = Indicator(new_id(), "三级", {"target": "1"}, (Indicator(new_id(), "四级", {"target": "2"}),))
    nodes = (Indicator(new_id(), "产出指标", {}, (Indicator(new_id(), "数量指标", {}, (deep,)),)),)
    texts = [cell.text for cell in cells(paper_grid(replace(document, indicators=nodes), template))]
    assert {"三级", "四级"} <= set(texts)


def test_a_form_without_year_or_fields_prints(form: Callable[[str], Form]) -> None:
    _, template = form("2024-05")
    grid = paper_grid(Document(template.id, None), template)
    assert [block.text for block in grid.blocks if isinstance(block, GridLine)][1] == "(　　年度)"


def test_a_title_of_its_own_replaces_the_templates(form: Callable[[str], Form]) -> None:
    document, template = form("2024-05")
    grid = paper_grid(replace(document, meta={"title": "绩效目标申报表（调整）"}), template)
    assert isinstance(grid.blocks[0], GridLine) and grid.blocks[0].text == "绩效目标申报表（调整）"


def test_cells_cover_their_table_without_gap_or_overlap(sample_form: Form) -> None:
    for block in paper_grid(*sample_form).blocks:
        if isinstance(block, GridTable):
            covered = [
                (row, column)
                for cell in block.cells
                for row in range(cell.row, cell.row + cell.rows)
                for column in range(cell.column, cell.column + cell.columns)
            ]
            rows, columns = len(block.min_heights_mm), len(block.columns_mm)
            assert sorted(covered) == [(row, column) for row in range(rows) for column in range(columns)]


def test_a_totals_row_adds_points(form: Callable[[str], Form]) -> None:
    document, template = form("2024-05")
    paper = template.papers[0]
    parts: list[object] = []
    for part in paper.parts:
        parts.append(part)
        if type(part).__name__ == "IndicatorsPart":
            parts.append(TotalsPart(label="总分", sums=("target",)))
    summed = type(template)(
        **{name: getattr(template, name) for name in template.__struct_fields__ if name != "papers"},
        papers=(
            type(paper)(
                **{name: getattr(paper, name) for name in paper.__struct_fields__ if name != "parts"},
                parts=tuple(parts),
            ),
        ),
    )
    nodes = (
        Indicator(
            new_id(),
            "产出",
            {},
            (
                Indicator(
                    new_id(),
                    "数量",
                    {},
                    (Indicator(new_id(), "甲", {"target": "10"}), Indicator(new_id(), "乙", {"target": "7.5"})),
                ),
            ),
        ),
    )
    texts = [cell.text for cell in cells(paper_grid(replace(document, indicators=nodes), summed))]
    assert texts[-2:] == ["总分", "17.5"]
