"""Books: opening line, table of all forms with totals, contents with the right page numbers, outline, 汇总 sheet."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pdfplumber
import pytest

from app.printing.layout import PrintOptions, layout
from app.work.book import BookOptions, make_book
from app.work.book_entries import book_title, entry_of
from app.work.export_files import ExportOptions, grids_of
from app.work.opening import open_form

FORMS = Path(__file__).parents[1] / "forms"
OF_2026 = sorted(FORMS.glob("2026-*.jxb"))
ALL = sorted(FORMS.glob("20*.jxb"))


def book(paths: list[Path], target: Path, options: BookOptions | None = None) -> bytes:
    *_, last = make_book(paths, target, options or BookOptions())
    assert last.problem is None and last.written == target
    return target.read_bytes()


def pages_of(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        return ["".join(char["text"] for char in page.chars) for page in file.pages]


def test_it_opens_with_unit_and_year() -> None:
    assert book_title([open_form(path) for path in OF_2026]) == "上海市卫生健康统计中心 2026 年度项目绩效目标汇总表"
    assert book_title([open_form(path) for path in ALL]).endswith("2020—2026 年度项目绩效目标汇总表")


def test_the_table_lists_all_forms_with_totals(tmp_path: Path) -> None:
    first = pages_of(book(OF_2026, tmp_path / "书.pdf"))[0]
    assert first.startswith("上海市卫生健康统计中心 2026 年度项目绩效目标汇总表")
    for path in OF_2026:
        assert entry_of(open_form(path)).name[:8] in first.replace(" ", "")
    assert f"{Decimal('131000') + Decimal('544400') + Decimal('1007375') + Decimal('1200000'):,.2f}" in first


def test_the_contents_tell_the_page_on_which_each_form_begins(tmp_path: Path) -> None:
    options = BookOptions(export=ExportOptions(printing=PrintOptions(page_numbers=True)))
    pages = pages_of(book(ALL, tmp_path / "书.pdf", options))
    contents = pages[1]
    for order, path in enumerate(ALL, 1):
        name = entry_of(open_form(path)).name
        found = re.search(rf"{order}．{re.escape(name)}…+(\d+?)(?={order + 1}．|第)", contents)
        assert found is not None, name
        page = pages[int(found[1]) - 1]
        first = layout(grids_of(open_form(path))[0])[0].texts[0].text
        assert page.startswith(first)
        assert page.endswith(f"第 {found[1]} 页 共 {len(pages)} 页")


def test_the_outline_has_every_form(tmp_path: Path) -> None:
    with pdfplumber.open(io.BytesIO(book(OF_2026, tmp_path / "书.pdf"))) as file:
        titles = [title for _, title, *_ in file.doc.get_outlines()]
    assert titles == ["汇总", "目录", *(entry_of(open_form(path)).name for path in OF_2026)]


def test_without_table_and_contents_the_line_stands_above_the_first_form(tmp_path: Path) -> None:
    pages = pages_of(book(OF_2026, tmp_path / "书.pdf", BookOptions(table=False, contents=False)))
    assert pages[0].startswith("上海市卫生健康统计中心 2026 年度项目绩效目标汇总表财政项目支出绩效目标申报表")
    assert pages[1].startswith("财政项目支出")


def test_the_workbook_has_a_summary_with_numbers_and_links(tmp_path: Path) -> None:
    book(OF_2026, tmp_path / "书.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "书.xlsx")
    assert workbook.sheetnames[0] == "汇总"
    assert len(workbook.sheetnames) == 1 + len(OF_2026)
    sheet = workbook["汇总"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][:4] == ["1", "网络安全保障项目", "其他经常性项目", "上海市卫生健康统计中心"]
    assert (rows[-1][0], rows[-1][5]) == ("合计", 2882775)
    assert sheet["B3"].hyperlink.location == "'网络安全保障项目'!A1"


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_a_cancelled_book_leaves_nothing(tmp_path: Path, ending: str) -> None:
    steps = make_book(OF_2026, tmp_path / f"书.{ending}")
    for _ in range(5):
        next(steps)
    steps.close()
    assert not list(tmp_path.glob("书*"))


def test_faulty_files_are_told_and_left_out(tmp_path: Path) -> None:
    steps = list(make_book([tmp_path / "没有.jxb", *OF_2026], tmp_path / "书.pdf"))
    assert [step.path.name for step in steps if step.problem and step.path] == ["没有.jxb"]
    assert steps[-1].written is not None
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].total


def test_another_kind_of_file_is_told(tmp_path: Path) -> None:
    *_, last = make_book(OF_2026, tmp_path / "书.docx")
    assert ".xlsx" in (last.problem or "")


def test_a_click_in_the_contents_goes_to_the_form(tmp_path: Path) -> None:
    with pdfplumber.open(io.BytesIO(book(OF_2026, tmp_path / "书.pdf"))) as file:
        targets = [note["data"]["Dest"][0].objid for note in file.pages[1].annots]
        assert targets == [page.page_obj.pageid for page in file.pages[2:] if "项目名称" in page.extract_text()[:120]]
