"""Forms to PDF, Excel, Word and CSV files: many into one file, or one file for each; what cannot be read is told, the rest done."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.form.amount import Unit
from app.printing.build import paper_grid, papers_of
from app.printing.csv_rows import EMPTY, Row, form_rows
from app.printing.grid import PaperGrid
from app.printing.layout import PLAIN, PrintOptions
from app.printing.rare_characters import unprintable_sentence
from app.printing.score_pages import score_grid
from app.printing.to_csv import csv_text, indicator_rows
from app.printing.to_docx import write_docx
from app.printing.to_pdf import write_pdf
from app.printing.to_xlsx import write_xlsx
from app.storage.document_files import replace_file
from app.storage.errors import StorageError, cannot_write
from app.work.form_files import form_files
from app.work.opening import OpenedForm, open_form, open_forms
from app.work.progress import Progress

Kind = Literal["pdf", "xlsx", "docx", "csv"]
Encoding = Literal["utf-8", "gb18030"]
KINDS: tuple[Kind, ...] = ("pdf", "xlsx", "docx", "csv")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How forms are exported. ``papers``: the ids of the papers wanted, none = all that the form has.

    ``closing`` prints the closing lines (填表人 …), ``remarks`` those that came with an imported form. ``scores`` adds the page
    得分情况 behind the papers of a form that is scored (never in CSV). Of CSV alone: ``indicators_only`` writes the indicator table
    without the rest of the form, ``encoding`` is ``utf-8`` (with a mark, by which Excel knows it) or ``gb18030`` for old systems.
    """

    printing: PrintOptions = PLAIN
    papers: tuple[str, ...] = ()
    closing: bool = False
    remarks: bool = True
    unit: Unit | None = None
    scores: bool = False
    indicators_only: bool = False
    encoding: Encoding = "utf-8"


STANDARD = ExportOptions()


def kind_of(target: Path) -> Kind | None:
    """The kind of file that a name asks for, None for any other (a folder)."""
    ending = target.suffix.lower().removeprefix(".")
    return next((kind for kind in KINDS if kind == ending), None)


def grids_of(form: OpenedForm, options: ExportOptions = STANDARD) -> list[PaperGrid]:
    """The papers of a form."""
    grids = _papers(form, options)
    scores = score_grid(form.document, form.template) if options.scores else None
    return grids if scores is None else [*grids, scores]


def _papers(form: OpenedForm, options: ExportOptions, *, empty: str | None = None) -> list[PaperGrid]:
    printed = papers_of(form.document, form.template)
    chosen = [paper for paper in form.template.papers if paper.id in options.papers]
    return [
        paper_grid(
            form.document,
            form.template,
            paper.id,
            closing=options.closing,
            remarks=options.remarks,
            unit=options.unit,
            empty=empty,
        )
        for paper in (chosen if options.papers else printed)
    ]


def _csv_of(forms: Sequence[OpenedForm], options: ExportOptions) -> bytes:
    """Forms one after another as a CSV file."""
    text = csv_text([_csv_rows(form, options, several=len(forms) > 1) for form in forms])
    return text.encode("gb18030" if options.encoding == "gb18030" else "utf-8-sig", "replace")


def _csv_rows(form: OpenedForm, options: ExportOptions, *, several: bool) -> list[Row]:
    if options.indicators_only:
        return indicator_rows(form.document, form.template, named=several)
    papers = _papers(form, options, empty=EMPTY)
    return form_rows(form.document, form.template, papers, whole=not options.papers, unit=options.unit)


def export_forms(forms: Sequence[OpenedForm], target: Path, options: ExportOptions = STANDARD) -> None:
    """Write forms into one file of the kind that the target's name asks for. Raises StorageError with one sentence."""
    kind = kind_of(target)
    if kind is None:
        raise StorageError(f"不能导出为“{target.name}”：请使用 .pdf、.xlsx、.docx 或 .csv 作为扩展名。")
    if kind == "csv":
        write_aside(target, lambda stream: stream.write(_csv_of(forms, options)))
        return
    grids = [grid for form in forms for grid in grids_of(form, options)]
    match kind:
        case "pdf":
            write_aside(target, lambda stream: write_pdf(stream, grids, options.printing))
        case "xlsx":
            write_aside(target, lambda stream: write_xlsx(stream, grids, options=options.printing))
        case "docx":
            write_aside(target, lambda stream: write_docx(stream, grids, options.printing))


def write_aside(target: Path, write: Callable[[io.BytesIO], object]) -> None:
    """Write a file as a whole or not at all. Raises UnwritableFile with one sentence."""
    stream = io.BytesIO()
    write(stream)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, stream.getvalue())
    except OSError as error:
        raise cannot_write(target, error) from error


def unprintable(forms: Sequence[OpenedForm], options: ExportOptions = STANDARD) -> str | None:
    """The sentence about characters that no face here has, to be told before a PDF is made; None where there are none."""
    return unprintable_sentence(grid for form in forms for grid in grids_of(form, options))


def export_into_one(paths: Iterable[Path], target: Path, options: ExportOptions = STANDARD) -> Iterator[Progress]:
    """Export all forms (of files and folders) into one file; the last step names it. Unreadable files are told and left out."""
    files = list(form_files(paths))
    forms: list[OpenedForm] = []
    yield from open_forms(files, forms, len(files) + 1)
    if not forms:
        yield Progress(len(files) + 1, len(files) + 1, target, "没有可以导出的表格。")
        return
    note = unprintable(forms, options) if kind_of(target) == "pdf" else None
    if note:
        yield Progress(len(files), len(files) + 1, target, note=note)
    yield _written(len(files) + 1, len(files) + 1, target, lambda: export_forms(forms, target, options))


def export_each(
    paths: Iterable[Path], folder: Path, kind: Kind = "pdf", options: ExportOptions = STANDARD
) -> Iterator[Progress]:
    """Export each form into a file of its own in a folder, named as the form's file."""
    files = list(form_files(paths))
    taken: set[str] = set()
    for done, path in enumerate(files, 1):
        target = _free_name(folder, path.stem, kind, taken)
        try:
            form = open_form(path)
        except StorageError as error:
            yield Progress(done, len(files), path, str(error))
            continue

        note = unprintable([form], options) if kind == "pdf" else None
        if note:
            yield Progress(done - 1, len(files), path, note=note)

        def write(opened: OpenedForm = form, into: Path = target) -> None:
            export_forms([opened], into, options)

        yield _written(done, len(files), target, write)


def _written(done: int, total: int, target: Path, write: Callable[[], None]) -> Progress:
    try:
        write()
    except StorageError as error:
        return Progress(done, total, target, str(error))
    return Progress(done, total, target, None, target)


def _free_name(folder: Path, stem: str, kind: Kind, taken: set[str]) -> Path:
    """Forms of the same name from several folders must not overwrite each other."""
    name, number = stem, 2
    while name.lower() in taken:
        name, number = f"{stem}({number})", number + 1
    taken.add(name.lower())
    return folder / f"{name}.{kind}"
