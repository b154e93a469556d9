"""Forms beside each other on a sheet."""

from __future__ import annotations

import io

from openpyxl import Workbook

from app.importing.recognise import recognise
from app.importing.report import RecognisedForm
from app.importing.sources import read_bytes
from tests.importing.truth import templates

ROWS = [
    ["财政项目支出绩效目标申报表", "", "", ""],
    ["（2024年度）", "", "", ""],
    ["项目名称", "{name}", "项目性质", "经常性项目"],
    ["主管部门", "市水务局", "实施单位", "{unit}"],
    ["项目资金（元）", "年度资金申请总额", "{money}", ""],
    ["年度总体目标", "完成{name}。", "", ""],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "{name}次数", "≥3次"],
    ["", "质量指标", "合格率", "≥95%"],
]
MERGED = [(1, 1, 4), (2, 1, 4), (5, 3, 4), (6, 2, 4)]


def workbook(starts: list[tuple[int, int]], *, shared_title: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    for number, (top, left) in enumerate(starts):
        facts = {"name": f"管网巡检{number}", "unit": f"第{number}水务所", "money": f"{number + 1}00000"}
        rows = ROWS[2:] if shared_title else ROWS
        for down, row in enumerate(rows):
            for across, text in enumerate(row):
                if text:
                    sheet.cell(top + down, left + across, text.format(**facts))
        for row_number, first, last in MERGED:
            at = top + row_number - 1 - (2 if shared_title else 0)
            if at >= top:
                sheet.merge_cells(start_row=at, end_row=at, start_column=left + first - 1, end_column=left + last - 1)
    if shared_title:
        end = max(left for _, left in starts) + 3
        sheet.cell(1, 1, ROWS[0][0])
        sheet.cell(2, 1, ROWS[1][0])
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=end)
        sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=end)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def forms_in(data: bytes) -> tuple[RecognisedForm, ...]:
    found = recognise(read_bytes(data, "表.xlsx"), templates())
    assert not [entry.before for entry in found.entries() if entry.kind in ("unused", "doubtful")]
    return found.forms


def check(forms: tuple[RecognisedForm, ...], count: int) -> None:
    assert [form.name for form in forms] == [f"管网巡检{number}" for number in range(count)]
    for number, form in enumerate(forms):
        document = form.document
        assert (document.year, document.fields["implementing_unit"]) == (2024, f"第{number}水务所")
        assert document.funding["annual"] == f"{number + 1}00000.00"
        assert document.texts["annual_goal"] == f"完成管网巡检{number}。"
        [outputs] = document.indicators
        assert [leaf.name for level in outputs.children or () for leaf in level.children or ()] == [
            f"管网巡检{number}次数",
            "合格率",
        ]


def test_two_forms_beside_each_other() -> None:
    check(forms_in(workbook([(1, 1), (1, 6)])), 2)


def test_without_a_blank_column_between_and_not_at_the_same_height() -> None:
    check(forms_in(workbook([(1, 2), (3, 6)])), 2)


def test_three_beside_each_other_and_two_below() -> None:
    check(forms_in(workbook([(1, 1), (1, 6), (1, 11), (12, 1), (12, 6)])), 5)


def test_one_title_over_both_is_the_title_of_each() -> None:
    check(forms_in(workbook([(3, 1), (3, 6)], shared_title=True)), 2)
