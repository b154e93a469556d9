"""The indicator table as CSV and for the clipboard."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from app.form.document import Document
from app.form.template import Template
from app.printing.to_csv import indicator_cells, to_csv, to_html, write_csv

Form = tuple[Document, Template]


def test_each_indicator_is_a_row_with_its_names_filled_down(form: Callable[[str], Form]) -> None:
    head, first, *_ = indicator_cells(*form("2026-04"))
    assert head == ["一级指标", "二级指标", "三级指标", "年度(/项目)指标值"]
    assert first == ["成本指标", "经济成本指标", "基础设施完善成本成本", "≤80.00(万元)"]


def test_an_empty_level_is_a_row_of_dashes(form: Callable[[str], Form]) -> None:
    assert ["成本指标", "社会成本指标", "-", "-"] in indicator_cells(*form("2024-05"))


def test_csv_opens_in_excel_as_text(with_rows: Callable[..., Form], tmp_path: Path) -> None:
    form = with_rows([("产出指标", "数量指标", '带"引号"，和\n换行', "=100%"), ("产出指标", "数量指标", "乙", "00123")])
    file = tmp_path / "指标.csv"
    write_csv(file, *form)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[1] == ["产出指标", "数量指标", '带"引号"，和\n换行', "\t=100%"]
    assert rows[2][-1].strip() == "00123"


def test_a_dash_stays_a_dash_in_csv(form: Callable[[str], Form]) -> None:
    assert "社会成本指标,-,-" in to_csv(*form("2024-05"))


def test_html_marks_every_cell_as_text_and_user_text_is_no_markup() -> None:
    html = to_html([["<b>甲</b>\n乙", "=100%"]])
    assert "&lt;b&gt;甲&lt;/b&gt;<br>乙" in html
    assert html.count("mso-number-format:'\\@'") == 2
