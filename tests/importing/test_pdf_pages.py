"""PDFs that LibreOffice makes of Word files whose rows are cut by page breaks in random ways: what is wrong is in doubt."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from app.importing.recognise import recognise
from app.importing.sources import read_source
from app.printing.build import paper_grid, with_page
from app.printing.to_xlsx import write_xlsx
from tests.importing.doubts import Told, told
from tests.importing.layouts import lay_out, random_layout
from tests.importing.truth import IDS, templates, truth_items
from tests.importing.word_pages import random_pages, to_word_pages
from tests.make_forms import form_from_truth

pytestmark = [
    pytest.mark.long,
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
NUMBER = 120


def to_pdf(files: list[Path], folder: Path) -> list[Path]:
    home = folder / "home"
    words = ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "pdf"]
    for start in range(0, len(files), 40):
        subprocess.run(
            [*words, "--outdir", folder, *files[start : start + 40]], check=True, capture_output=True, timeout=900
        )
    return [folder / f"{file.stem}.pdf" for file in files]


def results(files: list[Path], folder: Path) -> list[Told]:
    found = []
    for path in to_pdf(files, folder):
        form_id = IDS[int(path.stem) % len(IDS)]
        forms = recognise(read_source(path), templates()).forms
        assert len(forms) == 1, path.stem
        found.append(told(truth_items(form_id), forms[0]))
    return found


def test_word_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is wrong without a doubt, but for what LibreOffice itself leaves out or prints in another row."""
    files = []
    for seed in range(2000, 2000 + NUMBER):
        parts = lay_out(IDS[seed % len(IDS)], random_layout(seed), seed)
        files.append(tmp_path / f"{seed}.docx")
        files[-1].write_bytes(to_word_pages(parts, random_pages(seed), seed))
    found = results(files, tmp_path)
    total, wrong, silent, false = (
        sum(each.total for each in found),
        *(sum(len(getattr(each, name)) for each in found) for name in ("wrong", "silent", "false")),
    )
    with capsys.disabled():
        print(f"\nitems {total} wrong {wrong} not in doubt {silent} right but in doubt {false}")
    assert wrong <= total * 0.005
    assert silent <= total * 0.001
    assert false <= total * 0.005


def test_excel_pages(tmp_path: Path) -> None:
    """Our own workbooks, printed by LibreOffice on one page or several, come back whole and without a doubt."""
    files = []
    for number, form_id in enumerate(IDS):
        document = form_from_truth(form_id)
        template = next(each for each in templates() if each.id == document.template)
        files.append(tmp_path / f"{number}.xlsx")
        write_xlsx(files[-1], [with_page(paper_grid(document, template), orientation="landscape")])
    assert not [each for each in results(files, tmp_path) if each.wrong or each.false or each.whole]
