"""Forms and indicator tables as CSV, and cells for the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from app.form.document import Document, Indicator
from app.form.template import Template
from app.printing.build import paper_grid, papers_of
from app.printing.csv_rows import EMPTY, UNNAMED, form_rows, guarded, indicator_cells
from app.printing.to_csv import csv_text, indicator_rows, to_html

Form = tuple[Document, Template]


def rows_in(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def whole(form: Form) -> list[list[str]]:
    document, template = form
    papers = [paper_grid(document, template, paper.id, empty=EMPTY) for paper in papers_of(document, template)]
    return rows_in(csv_text([form_rows(document, template, papers)]))


def test_each_indicator_is_a_row_with_its_names_filled_down(form: Callable[[str], Form]) -> None:
    head, first, *_ = indicator_cells(*form("2026-04"))
    assert head == ["一级指标", "二级指标", "三级指标", "年度(/项目)指标值"]
    assert first == ["成本指标", "经济成本指标", "基础设施完善成本成本", "≤80.00(万元)"]


def test_an_empty_level_is_a_row_of_dashes(form: Callable[[str], Form]) -> None:
    assert ["成本指标", "社会成本指标", "-", "-"] in indicator_cells(*form("2024-05"))
    assert "社会成本指标,-,-" in csv_text([indicator_rows(*form("2024-05"))])


def test_the_indicator_table_opens_in_excel_as_text(with_rows: Callable[..., Form]) -> None:
    form = with_rows([("产出指标", "数量指标", '带"引号"，和\n换行', "=100%"), ("产出指标", "数量指标", "乙", "00123")])
    rows = rows_in(csv_text([indicator_rows(*form)]))
    assert rows[1] == ["产出指标", "数量指标", '带"引号"，和\n换行', "\t=100%"]
    assert rows[2][-1] == "\t00123"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+5", "-5", "@甲", " =A1", "＝1+1", "00123", "１２", "2024-01-01", "1/2", "(5)", "¥5", "TRUE", "Mar 5"],
)
def test_nothing_of_the_users_becomes_a_formula_a_number_or_a_date(text: str) -> None:
    assert guarded(text) == "\t" + text


@pytest.mark.parametrize("text", ["-", "≥95(%)", "项目名称", "Word文档", "—", ""])
def test_a_text_that_excel_leaves_alone_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_a_whole_form_has_title_year_head_money_texts_and_indicators(form: Callable[[str], Form]) -> None:
    rows = whole(form("2024-05"))
    assert rows[0][0] == "财政项目支出绩效目标申报表"
    assert rows[1][0] == "(2024年度)"
    joined = ["".join(row) for row in rows]
    assert any(line.startswith("项目名称普陀区家庭医生签约质量提升项目") for line in joined)
    assert "2700000.00" in "".join(joined)
    assert any(line.endswith("社会成本指标--") for line in joined)
    assert len({len(row) for row in rows}) == 1


def test_amounts_and_points_are_numbers_for_excel(form: Callable[[str], Form]) -> None:
    document, template = form("2026-04")
    document = replace(document, funding={**document.funding, "annual": "1234567.50", "annual_other": "约80万"})
    cells = [cell for row in whole((document, template)) for cell in row]
    assert "1,234,567.50" in cells
    assert "约80万" in cells


def test_a_number_with_more_digits_than_excel_keeps_is_text(form: Callable[[str], Form]) -> None:
    document, template = form("2024-05")
    document = replace(document, funding={**document.funding, "annual": "12345678901234567.89"})
    assert "\t12345678901234567.89" in [cell for row in whole((document, template)) for cell in row]


def test_what_no_paper_shows_has_a_row_of_its_own(form: Callable[[str], Form]) -> None:
    rows = whole(form("2021-evaluation"))
    assert [row[:2] for row in rows[1:4]] == [
        ["年度", "2021"],
        ["项目名称", "卫生健康事务"],
        ["实施单位", "深圳市福田区沙头街道办事处"],
    ]


def test_a_level_without_indicators_has_its_row_and_one_without_a_name_says_so(form: Callable[[str], Form]) -> None:
    document, template = form("2026-01")
    leaf = Indicator(1, "", {"target": "≥1(次)"})
    tree = (
        Indicator(2, "产出指标", {}, (Indicator(3, "质量指标", {}, ()), Indicator(4, "数量指标", {}, (leaf,)))),
        Indicator(5, "", {}, (Indicator(6, "", {}, (Indicator(7, "共享", {"target": "是"}),)),)),
    )
    rows = whole((replace(document, indicators=tree), template))
    names = [[cell for cell in row if cell] for row in rows[-3:]]
    assert names == [
        ["产出指标", "质量指标", "-", "-"],
        ["产出指标", "数量指标", UNNAMED, "≥1(次)"],
        [UNNAMED, UNNAMED, "共享", "是"],
    ]


def test_html_marks_every_cell_as_text_and_user_text_is_no_markup() -> None:
    html = to_html([["<b>甲</b>\n乙", "=100%"]])
    assert "&lt;b&gt;甲&lt;/b&gt;<br>乙" in html
    assert html.count("mso-number-format:'\\@'") == 2
