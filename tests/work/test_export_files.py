"""Exporting many forms: into one file, one file each, with faulty files told and the rest done."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pdfplumber
import pytest

from app.storage.errors import StorageError
from app.work.export_files import export_each, export_forms, export_into_one
from app.work.opening import open_form

FORMS = Path(__file__).parents[1] / "forms"


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    file = tmp_path / "坏.jxb"
    file.write_text('{"format": "jibiao", ', encoding="utf-8")
    return file


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "docx", "csv"])
def test_forms_go_into_one_file_of_the_kind_that_its_name_says(tmp_path: Path, ending: str) -> None:
    target = tmp_path / "新文件夹" / f"全部.{ending}"
    steps = list(export_into_one([FORMS / "2024-05.jxb", FORMS / "2026-01.jxb"], target))
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]
    assert steps[-1].written == target
    assert target.stat().st_size > 500


def test_a_faulty_file_is_told_and_the_rest_done(tmp_path: Path, damaged: Path) -> None:
    target = tmp_path / "全部.pdf"
    steps = list(export_into_one([damaged, FORMS / "2024-05.jxb"], target))
    assert "坏.jxb" in (steps[0].problem or "")
    with pdfplumber.open(io.BytesIO(target.read_bytes())) as file:
        assert len(file.pages) == 1


def test_nothing_is_written_when_nothing_could_be_read(tmp_path: Path, damaged: Path) -> None:
    *_, last = export_into_one([damaged], tmp_path / "全部.pdf")
    assert last.problem == "没有可以导出的表格。"
    assert not (tmp_path / "全部.pdf").exists()


def test_each_form_gets_a_file_and_none_is_overwritten(tmp_path: Path) -> None:
    other = tmp_path / "b"
    other.mkdir()
    (other / "2024-05.jxb").write_bytes((FORMS / "2024-05.jxb").read_bytes())
    steps = list(export_each([FORMS / "2024-05.jxb", other], tmp_path / "out", "docx"))
    assert all(step.problem is None for step in steps)
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["2024-05(2).docx", "2024-05.docx"]


def test_an_unknown_ending_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="扩展名"):
        export_forms([open_form(FORMS / "2024-05.jxb")], tmp_path / "表.odt")


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "全部.pdf").mkdir()
    *_, last = export_into_one([FORMS / "2024-05.jxb"], tmp_path / "全部.pdf")
    assert "全部.pdf" in (last.problem or "")


def test_a_workbook_of_many_forms_has_a_sheet_for_each(tmp_path: Path) -> None:
    target = tmp_path / "全部.xlsx"
    export_forms([open_form(FORMS / f"{name}.jxb") for name in ("2024-05", "2024-05", "2026-01")], target)
    assert len(set(openpyxl.load_workbook(target).sheetnames)) == 3


def test_characters_that_cannot_be_printed_are_named_before_the_file_is_written(tmp_path: Path) -> None:
    odd = tmp_path / "表.jxb"
    text = (FORMS / "2024-05.jxb").read_text("utf-8").replace("普陀区家庭医生签约质量提升项目", "\U000e0041\ue000项目")
    odd.write_text(text, encoding="utf-8")
    target = tmp_path / "表.pdf"
    notes = [(step.note, target.exists()) for step in export_into_one([odd], target) if step.note]
    assert len(notes) == 1
    assert "U+E000" in (notes[0][0] or "") and not notes[0][1]
