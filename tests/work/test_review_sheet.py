"""The 审核意见 sheet as PDF and Excel, for one form and for a folder; findings between forms for programs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.checking.findings import SEVERITY_NAMES
from app.work.check_across import across_as_plain, check_across
from app.work.check_files import check_files
from app.work.opening import open_form
from app.work.progress import Progress
from app.work.review_sheet import by_term, review_grid, reviewed, write_review_sheet
from tests.make_forms import FORMS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four real forms and a file that is none."""
    target = tmp_path / "forms"
    target.mkdir()
    for name in ("2024-03", "2024-05", "2024-06", "2026-04"):
        shutil.copy(FORMS / f"{name}.jxb", target)
    (target / "坏.jxb").write_text("{", encoding="utf-8")
    return target


def pdf_text(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        lines = [page.extract_text() for page in pdf.pages]
        cells = [cell or "" for page in pdf.pages for table in page.extract_tables() for row in table for cell in row]
    return "".join("|".join([*lines, *cells]).split())


def sheet_text(path: Path) -> dict[str, str]:
    from openpyxl import load_workbook

    book = load_workbook(path)
    texts = {
        sheet.title: "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
        for sheet in book.worksheets
    }
    book.close()
    return texts


def run(paths: list[Path], target: Path) -> list[Progress]:
    return list(write_review_sheet(paths, target))


def test_the_sheet_of_one_form_says_every_finding(tmp_path: Path) -> None:
    target = tmp_path / "意见.pdf"
    steps = run([FORMS / "2024-06.jxb"], target)
    assert steps[-1].written == target
    text = pdf_text(target)
    each = reviewed(open_form(FORMS / "2024-06.jxb"))
    assert len(each.findings) >= 4
    for finding in each.findings:
        assert finding.message.replace(" ", "") in text
        assert finding.term in text
        assert SEVERITY_NAMES[finding.severity] in text
    assert "审核结论：2处错误，2处提醒，1条建议" in text
    assert "仅供参考" in text and "审核人：" in text


def test_a_folder_gets_a_first_sheet_and_tells_what_it_could_not_read(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "意见.xlsx"
    steps = run([folder], target)
    assert [step.path.name for step in steps if step.problem and step.path] == ["坏.jxb"]
    texts = sheet_text(target)
    assert len(texts) == 5
    first = next(iter(texts.values()))
    assert "合计 4 张表" in first and "同一效果重复计入" in first
    assert "7,939,800.00" not in first and "4,450,000.00" in first, "the year's amounts of the four forms"
    assert any("巡检台次" in text for text in texts.values())


def test_findings_stand_by_weight_and_term() -> None:
    ordered = by_term(reviewed(open_form(FORMS / "2024-06.jxb")).findings)
    assert [each.severity for each in ordered] == sorted(
        (each.severity for each in ordered), key=["error", "warning", "hint"].index
    )


def test_an_evaluation_has_no_predicted_score() -> None:
    each = reviewed(open_form(FORMS / "2021-evaluation.jxb"))
    assert each.prediction is None
    assert "预计" not in "".join(getattr(block, "text", "") for block in review_grid(each).blocks)


def test_rules_switched_off_in_the_settings_are_not_on_the_sheet() -> None:
    form = open_form(FORMS / "2026-01.jxb")
    assert "measure.perfect" in [finding.code for finding in reviewed(form).findings]
    assert "measure.perfect" not in [finding.code for finding in reviewed(form, {"measure.perfect"}).findings]


@pytest.mark.parametrize("name", ["意见.txt", "意见"])
def test_other_kinds_of_files_are_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    steps = run([FORMS / "2026-01.jxb"], tmp_path / name)
    assert steps[-1].problem and ".pdf、.xlsx" in steps[-1].problem
    assert not (tmp_path / name).exists()


def test_an_empty_folder_gives_no_sheet(tmp_path: Path) -> None:
    steps = run([tmp_path], tmp_path / "意见.pdf")
    assert steps[-1].problem == "没有可以审核的表格。"


def test_findings_between_files_for_programs(folder: Path) -> None:
    result = check_across(check_files([folder]))
    plain = across_as_plain(result)
    (finding,) = plain["findings"]  # type: ignore[misc]
    assert isinstance(finding, dict)
    assert finding["code"] == "across.same_effect"
    assert [Path(str(file)).stem for file in finding["files"]] == ["2024-03", "2024-05"]  # type: ignore[union-attr]
    assert finding["place"] == ["indicators[3].children[0].children[0].target"] * 2
    amounts = {each["key"]: each["amount"] for each in plain["totals"]}  # type: ignore[union-attr, index, call-overload]
    assert amounts["annual"] == "4450000.00"
