"""Workbooks and Word files as LibreOffice shows and saves them: one page wide, nothing cut, text still text."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pdfplumber
import pytest

from app.form.document import Document
from app.form.template import Template
from app.printing.build import paper_grid
from app.printing.grid import PaperGrid
from app.printing.to_docx import write_docx
from app.printing.to_xlsx import write_xlsx

Form = tuple[Document, Template]
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Path], str], list[Path]]:
    """Let LibreOffice save files in another format; gives the new files."""
    home = tmp_path_factory.mktemp("office-home")
    folder = tmp_path_factory.mktemp("office-out")

    def run(files: list[Path], ending: str) -> list[Path]:
        words = ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", ending]
        subprocess.run([*words, "--outdir", folder, *files], check=True, capture_output=True, timeout=300)
        return [folder / f"{file.stem}.{ending}" for file in files]

    return run


def characters(pdf: Path) -> Counter[str]:
    with pdfplumber.open(pdf) as file:
        return Counter(char["text"] for page in file.pages for char in page.chars if not char["text"].isspace())


def wanted(grid: PaperGrid, good: SimpleNamespace) -> Counter[str]:
    return Counter("".join(re.sub(r"\s", "", cell.text) for cell in good.cells(grid)))


def test_the_workbook_prints_one_page_wide_and_whole(
    form: Callable[[str], Form], convert: Callable[[list[Path], str], list[Path]], good: SimpleNamespace, tmp_path: Path
) -> None:
    grids = {
        name: paper_grid(*form(name)) for name in ("2020-a1", "2020-a2", "2024-05", "2024-08", "2026-01", "2026-04")
    }
    files = []
    for name, grid in grids.items():
        files.append(tmp_path / f"{name}.xlsx")
        write_xlsx(files[-1], [grid])
    for (name, grid), pdf in zip(grids.items(), convert(files, "pdf"), strict=True):
        assert not wanted(grid, good) - characters(pdf), name
        with pdfplumber.open(pdf) as file:
            assert len(file.pages) <= 5, name
            for page in file.pages:
                assert page.width < page.height
                assert min(char["x0"] for char in page.chars) > 15 / 25.4 * 72
                assert max(char["x1"] for char in page.chars) < page.width - 15 / 25.4 * 72
                # A label across a page break would be drawn half on each page.
                assert all(page.height - 17 / 25.4 * 72 > char["bottom"] for char in page.chars)


def test_a_text_longer_than_a_page_prints_whole_from_the_workbook(
    with_rows: Callable[..., Form],
    convert: Callable[[list[Path], str], list[Path]],
    good: SimpleNamespace,
    tmp_path: Path,
) -> None:
    text = "".join(f"第{at}条：健康促进活动覆盖14个街镇，服务≥27000人次；" for at in range(120))[:3000]
    rows = [("产出指标", "数量指标", "名", "≥1次"), ("产出指标", "数量指标", text, "≥1次")]
    grid = paper_grid(*with_rows(rows, annual_goal=text, overall_goal="总目标。" * 170))
    file = tmp_path / "long.xlsx"
    write_xlsx(file, [grid])
    (pdf,) = convert([file], "pdf")
    assert not wanted(grid, good) - characters(pdf)
    with pdfplumber.open(pdf) as pages:
        assert len(pages.pages) > 4
        for page in pages.pages:
            assert all(page.height - 17 / 25.4 * 72 > char["bottom"] for char in page.chars)


def test_the_word_file_prints_whole(
    form: Callable[[str], Form], convert: Callable[[list[Path], str], list[Path]], good: SimpleNamespace, tmp_path: Path
) -> None:
    grids = {name: paper_grid(*form(name)) for name in ("2020-a1", "2024-05", "2026-04")}
    files = []
    for name, grid in grids.items():
        files.append(tmp_path / f"{name}.docx")
        write_docx(files[-1], [grid])
    for (name, grid), pdf in zip(grids.items(), convert(files, "pdf"), strict=True):
        assert not wanted(grid, good) - characters(pdf), name
        with pdfplumber.open(pdf) as file:
            heads = [page.extract_text().replace(" ", "").count("三级") for page in file.pages]
            assert len(file.pages) <= 5
            assert heads[-1] >= 1, "the head is not repeated on the last page"


def test_text_is_still_text_after_libreoffice_saved_it(
    with_rows: Callable[..., Form], convert: Callable[[list[Path], str], list[Path]], tmp_path: Path
) -> None:
    odd = ["=100%", "-", "+5", "00123", "2024-01-01", "=1+1", "1e5", "@A1"]
    file = tmp_path / "text.xlsx"
    write_xlsx(
        file, [paper_grid(*with_rows([("产出指标", "数量指标", f"第{at}项", text) for at, text in enumerate(odd)]))]
    )
    (saved,) = convert([file], "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(saved.read_bytes())).worksheets[0]
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [text for text in odd if text not in values] == []
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert 900000 in values
