"""What belongs to the paper: page numbers, headers and footers, the head of an official document."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordFile

from app.importing.furniture import is_page_number, is_paper_mark
from app.importing.recognise import recognise
from app.importing.report import Recognition
from app.importing.sources import read_bytes, read_clipboard
from tests.importing.truth import templates

HEAD = ["财政项目支出绩效目标申报表", "(2024年度)", "项目名称\t管网巡检", "项目性质\t经常性项目"]
TABLE = ["一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t巡检次数\t≥3次"]


def read(*lines: str) -> Recognition:
    return recognise(read_clipboard("", "\n".join(lines)), templates())


@pytest.mark.parametrize(
    "text",
    [
        "第 1 页 共 3 页",
        "第1页，共3页",
        "- 1 -",
        "—2—",
        "第一页",
        "共 3 页 第 1 页",
        "Page 1 of 3",
        "1/3页",
        "第1页/共3页",
    ],
)
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["3", "1/3", "-", "第1期", "≥3页", "-1", "100-200", "第1页有误"])
def test_what_may_be_a_value_is_no_page_number(text: str) -> None:
    assert not is_page_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "附件1",
        "附件 2-1：",
        "上海市财政局文件",
        "沪财绩〔2024〕12号",
        "关于报送绩效目标的通知",
        "机密★1年",
        "2024年3月1日",
    ],
)
def test_marks_of_the_paper(text: str) -> None:
    assert is_paper_mark(text)


def test_nothing_of_the_paper_counts_as_unread() -> None:
    found = read(
        "附件1", "上海市财政局文件", "沪财绩〔2024〕12号", "单位：元", *HEAD, "第 1 页 共 3 页", *TABLE, "\t\t维修次数\t≥5次",
        "- 2 -", "填表人：张三", "打印日期：2024-03-01 10:22",
    )  # fmt: skip
    [form] = found.forms
    assert not [entry for entry in found.entries() if entry.kind == "unused"]
    assert form.document.meta["remarks"] == ["填表人：张三"]
    assert [entry.before for entry in form.of_kind("cover")] == ["附件1", "上海市财政局文件", "沪财绩〔2024〕12号"]
    told = [entry.before for entry in found.entries() if entry.kind == "furniture"]
    assert sorted(told) == sorted(["第 1 页 共 3 页", "- 2 -", "打印日期：2024-03-01 10:22"])


def test_text_without_a_place_is_still_unread() -> None:
    found = read(*HEAD, "分管领导批示\t请抓紧落实", *TABLE)
    assert "请抓紧落实" in [entry.before for entry in found.entries() if entry.kind == "unused"]


def test_a_title_printed_again_begins_no_new_form() -> None:
    found = read(*HEAD, *TABLE, "第1页", HEAD[0], HEAD[1], TABLE[0], "\t质量指标\t合格率\t≥95%")
    [form] = found.forms
    [outputs] = form.document.indicators
    assert [level.name for level in outputs.children or ()] == ["数量指标", "质量指标"]


def word_file(header: str, footer: str) -> bytes:
    file = WordFile()
    file.sections[0].header.paragraphs[0].text = header
    file.sections[0].footer.paragraphs[0].text = footer
    table = file.add_table(0, 4)
    for line in ("项目名称\t管网巡检\t项目性质\t经常性项目", *TABLE):
        for cell, text in zip(table.add_row().cells, line.split("\t"), strict=True):
            cell.text = text
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def test_headers_and_footers_of_word_are_furniture() -> None:
    found = recognise(read_bytes(word_file("上海市卫生健康统计中心", "内部资料 注意保存"), "表.docx"), templates())
    assert {entry.kind for entry in found.leftover} == {"furniture"}


def test_a_header_that_names_the_form_is_read() -> None:
    data = word_file("财政项目支出绩效目标申报表（2025年度）", "第 1 页")
    found = recognise(read_bytes(data, "表.docx"), templates())
    assert found.forms[0].document.year == 2025
    assert not found.forms[0].of_kind("doubtful")
