"""Other programs' files → forms → ``.jxb`` files, one for each form, named by its project; nothing is ever overwritten."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.form.document import Document, walk
from app.form.template import Template
from app.importing.errors import Cancelled, SourceError
from app.importing.grid import Grid
from app.importing.recognise import recognise
from app.importing.report import Entry, RecognisedForm, Recognition
from app.importing.sources import read_clipboard, read_source
from app.storage.document_files import EXTENSION, replace_file
from app.storage.json_codec import to_text
from app.storage.template_files import all_templates, carrying

NO_FORM = "没有在文件里找到绩效目标表：认不出表名、栏目标签或指标表头；请检查是否选错了文件，或先整理成常见的表样"
SUFFIXES = (
    ".docx",
    ".docm",
    ".xlsx",
    ".xlsm",
    ".xls",
    ".xlsb",
    ".ods",
    ".pdf",
    ".txt",
    ".csv",
    ".tsv",
    ".htm",
    ".html",
    ".doc",
    ".wps",
    ".et",
    ".rtf",
)
"""The extensions that a folder is searched for; a file named by itself is opened whatever it is called."""
_MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class ImportedForm:
    """A form from a source, and the file that it was written to (None: not written, ``problem`` says why if it should be)."""

    form: RecognisedForm
    written: Path | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """One source file: its forms in order and its account, or the ``problem`` in one sentence."""

    path: Path
    recognition: Recognition | None = None
    forms: tuple[ImportedForm, ...] = ()
    problem: str | None = None

    @property
    def leftover(self) -> tuple[Entry, ...]:
        """The text that belongs to none of the forms."""
        return self.recognition.leftover if self.recognition else ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """The reader's sentences about the file as a whole."""
        return self.recognition.grid.warnings if self.recognition else ()

    @property
    def all_read(self) -> bool:
        """Whether everything in the file was read: forms were found and written, and no text was left over."""
        entries = [entry for form in self.forms for entry in form.form.entries]
        lost = any(entry.kind == "unused" for entry in (*entries, *self.leftover))
        return self.problem is None and bool(self.forms) and not lost and not any(form.problem for form in self.forms)


@dataclass(frozen=True, slots=True)
class ImportStep:
    """A step of an import: ``done`` of ``total`` files are finished, the latest being ``file``."""

    done: int
    total: int
    file: ImportedFile


CancelWish = Callable[[], bool]
"""Tells whether the user wants to stop; asked now and then, also within one file."""


def _go_on() -> bool:
    return False


def bundled_and_own_templates() -> tuple[Template, ...]:
    """The templates that forms are recognised by."""
    return tuple(all_templates().templates.values())


def read_forms(path: Path, templates: Sequence[Template], cancelled: CancelWish = _go_on) -> Recognition:
    """Read all forms in a file. Raises SourceError with a sentence, or Cancelled."""

    def check() -> None:
        if cancelled():
            raise Cancelled

    return recognise(read_source(path, check), templates, check)


def read_pasted(html: str, text: str, templates: Sequence[Template]) -> Recognition:
    """Read all forms in what was copied to the clipboard. Raises SourceError with a sentence."""
    return recognise(read_clipboard(html, text), templates)


def read_file(path: Path, templates: Sequence[Template], cancelled: CancelWish = _go_on) -> ImportedFile:
    """Read a file with nothing written yet; what goes wrong is told in the result. Raises Cancelled only."""
    try:
        found = read_forms(path, templates, cancelled)
    except SourceError as error:
        return ImportedFile(path, problem=f"“{path.name}”：{error}。")
    if not found.forms:
        return ImportedFile(path, found, problem=f"“{path.name}”：{NO_FORM}。")
    return ImportedFile(path, found, tuple(ImportedForm(form) for form in found.forms))


def import_files(
    paths: Iterable[Path],
    folder: Path,
    templates: Sequence[Template] | None = None,
    cancelled: CancelWish = _go_on,
    workers: int = 1,
) -> Iterator[ImportStep]:
    """Read files (and those in folders) and write each form into ``folder``; one step for each file.

    To cancel, stop asking for steps, or let ``cancelled`` say so, which also stops within a file. What was written stays.
    ``workers`` processes read at the same time (with the templates at hand); steps come in the files' order all the same.
    """
    sources = list(source_files(paths))
    reading = _read_in_turn if workers < 2 or templates is not None else _read_side_by_side
    known = templates if templates is not None else bundled_and_own_templates()
    done = 0
    try:
        for read in reading(sources, known, cancelled, workers):
            done += 1
            yield ImportStep(done, len(sources), write_forms(read, folder))
    except Cancelled:
        return


def _read_in_turn(
    sources: Sequence[Path], known: Sequence[Template], cancelled: CancelWish, workers: int
) -> Iterator[ImportedFile]:
    del workers
    for path in sources:
        yield read_file(path, known, cancelled)


def _read_side_by_side(
    sources: Sequence[Path], known: Sequence[Template], cancelled: CancelWish, workers: int
) -> Iterator[ImportedFile]:
    """Read in several processes; the ids of the forms' nodes are of those processes, so the forms are for writing only."""
    del known
    with ProcessPoolExecutor(workers) as pool:
        waiting = [pool.submit(_read_alone, path) for path in sources]
        try:
            for future in waiting:
                if cancelled():
                    raise Cancelled
                yield future.result()
        finally:
            for future in waiting:
                future.cancel()


def _read_alone(path: Path) -> ImportedFile:
    """Read a file in a process of its own."""
    return read_file(path, bundled_and_own_templates())


def write_forms(file: ImportedFile, folder: Path) -> ImportedFile:
    """Write the forms of a read file into a folder."""
    return ImportedFile(
        file.path, file.recognition, tuple(_write(form.form, file.path, folder) for form in file.forms), file.problem
    )


def _write(form: RecognisedForm, source: Path, folder: Path) -> ImportedForm:
    target = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _reserve(folder, file_name(form.name or source.stem))
        text = to_text(carrying(form.document, all_templates()))
        replace_file(target, text.encode("utf-8"))
    except OSError as error:
        _forget(target, folder)
        return ImportedForm(form, None, f"“{target}”无法写入：{error.strerror or '系统错误'}；请换一个文件夹。")
    return ImportedForm(form, target)


def _reserve(folder: Path, stem: str) -> Path:
    """Make an empty file of a free name, so that no other program can take the name in between."""
    number = 1
    while True:
        target = folder / (f"{stem}{EXTENSION}" if number == 1 else f"{stem} ({number}){EXTENSION}")
        with contextlib.suppress(FileExistsError):
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            return target
        number += 1


def _forget(target: Path, folder: Path) -> None:
    """Take a reserved name back where nothing could be written to it."""
    if target != folder:
        with contextlib.suppress(OSError):
            if target.stat().st_size == 0:
                target.unlink()


_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{name}{number}" for name in ("COM", "LPT") for number in range(1, 10))}


def file_name(name: str) -> str:
    """A project's name as the name of a file on any system, without extension."""
    plain = re.sub(r"[<>:\"/\\|?*\x00-\x1f\x7f]", " ", name)
    plain = re.sub(r"\s+", " ", plain).strip(" .")[:_MAX_NAME].strip(" .")
    while len(plain.encode()) > 200:
        plain = plain[:-1]
    if not plain or plain.split(".")[0].upper() in _RESERVED:
        return f"绩效目标表 {plain}".strip()
    return plain


def source_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, and those of known kinds in folders, in the order of their names."""
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())
            yield from (each for each in inside if not each.name.startswith(("~$", ".")))
        else:
            yield path


def counts(document: Document, template: Template) -> dict[str, int]:
    """How many fields, amounts, texts and indicators of a form are filled."""
    depth = template.depth
    return {
        "fields": sum(value is not None for value in document.fields.values()),
        "funding": sum(value is not None for value in document.funding.values()),
        "texts": sum(value is not None for value in document.texts.values()),
        "indicators": sum(level == depth for level, _ in walk(document.indicators)),
    }


def file_as_plain(file: ImportedFile) -> dict[str, Any]:
    """The account of a file for programs."""
    grid: Grid | None = file.recognition.grid if file.recognition else None
    return {
        "file": str(file.path),
        "kind": grid.kind if grid else None,
        "error": file.problem,
        "warnings": list(file.warnings),
        "forms": [form_as_plain(form) for form in file.forms],
        "unused": [_entry(entry, None) for entry in file.leftover if entry.kind != "furniture"],
        "furniture": [_entry(entry, None) for entry in file.leftover if entry.kind == "furniture"],
    }


def form_as_plain(imported: ImportedForm) -> dict[str, Any]:
    """The account of a form for programs."""
    form = imported.form
    listed = {
        name: [_entry(entry, form) for entry in form.entries if entry.kind in kinds]
        for name, kinds in (("repairs", ("repaired",)), ("doubts", ("doubtful",)), ("unused", ("unused", "cover")))
    }
    return {
        "file": str(imported.written) if imported.written else None,
        "error": imported.problem,
        "template": form.document.template,
        "year": form.document.year,
        "name": form.name,
        "counts": counts(form.document, form.template),
        **listed,
    }


def _entry(entry: Entry, form: RecognisedForm | None) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "message": entry.sentence,
        "where": entry.where,
        "place": form.place_path(entry) if form else None,
        "before": entry.before,
        "after": entry.after,
    }
    if entry.readings:
        plain["readings"] = list(entry.readings)
    return plain
