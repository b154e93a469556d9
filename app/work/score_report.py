"""The scores of forms as a report to keep: a page 得分情况 for each form, as PDF, Excel or Word."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from app.printing.score_pages import score_grid, score_pages
from app.work.export_files import write_aside
from app.work.opening import OpenedForm

ENDINGS = (".pdf", ".xlsx", ".docx")


def write_score_report(forms: Sequence[OpenedForm], output: Path) -> None:
    """Write the report of forms with scores. ``output`` has one of ``ENDINGS``. Raises StorageError with one sentence."""
    write_aside(output, lambda stream: _write(forms, stream, output.suffix.lower()))


def _write(forms: Sequence[OpenedForm], stream: io.BytesIO, ending: str) -> None:
    pairs = [(form, grid) for form in forms if (grid := score_grid(form.document, form.template)) is not None]
    grids = [grid for _, grid in pairs]
    if ending == ".xlsx":
        from app.printing.to_xlsx import write_xlsx

        write_xlsx(stream, grids)
    elif ending == ".docx":
        from app.printing.to_docx import write_docx

        write_docx(stream, grids)
    else:
        from app.printing.to_pdf import section_of, write_sections

        sections = [section_of(grid, score_pages(form.document, form.template)) for form, grid in pairs]
        write_sections(stream, sections, title=grids[0].title, author=grids[0].author)
