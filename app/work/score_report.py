"""The scores of forms as a report to keep: a page 得分情况 for each form, as PDF, Excel or Word."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from app.printing.score_pages import score_grid
from app.work.export_files import write_aside
from app.work.opening import OpenedForm

ENDINGS = (".pdf", ".xlsx", ".docx")


def write_score_report(forms: Sequence[OpenedForm], output: Path) -> None:
    """Write the report of forms with scores. ``output`` has one of ``ENDINGS``. Raises StorageError with one sentence."""
    write_aside(output, lambda stream: _write(forms, stream, output.suffix.lower()))


def _write(forms: Sequence[OpenedForm], stream: io.BytesIO, ending: str) -> None:
    grids = [grid for form in forms if (grid := score_grid(form.document, form.template)) is not None]
    match ending:
        case ".xlsx":
            from app.printing.to_xlsx import write_xlsx

            write_xlsx(stream, grids)
        case ".docx":
            from app.printing.to_docx import write_docx

            write_docx(stream, grids)
        case _:
            from app.printing.to_pdf import write_pdf

            write_pdf(stream, grids)
