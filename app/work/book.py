"""Many forms as one book: a PDF with opening line, table of forms, contents and outline, or a workbook with a 汇总 sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.printing.book_pages import MARGINS_MM, BookEntry, contents_length, contents_pages, opening_line, summary_grid
from app.printing.grid import PaperGrid
from app.printing.layout import PrintOptions, decorated, layout
from app.printing.marks import Page
from app.printing.rare_characters import RareCharacter, rare_characters, sentence_about
from app.printing.to_pdf import Bookmark, Link, Section, write_sections
from app.printing.to_xlsx import add_sheet, link_to_sheet, new_workbook
from app.storage.errors import StorageError
from app.work.book_entries import book_title, entry_of, headings_of, shared_unit
from app.work.export_files import STANDARD, ExportOptions, grids_of, write_aside
from app.work.form_files import form_files
from app.work.opening import OpenedForm, open_forms
from app.work.progress import Progress

SUMMARY_NAME = "汇总"
CONTENTS_NAME = "目录"


@dataclass(frozen=True, slots=True)
class BookOptions:
    """What a book has before its forms. ``title`` None: unit and year of the forms, as in a 汇总表."""

    title: str | None = None
    table: bool = True
    contents: bool = True
    export: ExportOptions = STANDARD


PLAIN_BOOK = BookOptions()


def make_book(paths: Iterable[Path], target: Path, options: BookOptions = PLAIN_BOOK) -> Iterator[Progress]:
    """Make a book of all forms in files and folders, a PDF or (by the target's ending) a workbook.

    Unreadable files are told and left out; nothing is written before the last step, so a cancelled job leaves nothing.
    """
    files = list(form_files(paths))
    steps = 2 * len(files) + 1
    forms: list[OpenedForm] = []
    yield from open_forms(files, forms, steps)
    if not forms:
        yield Progress(steps, steps, target, "没有可以汇总的表格。")
        return
    ending = target.suffix.lower()
    if ending not in (".pdf", ".xlsx"):
        yield Progress(steps, steps, target, f"不能汇总为“{target.name}”：请使用 .pdf 或 .xlsx 作为扩展名。")
        return
    done = len(files)
    try:
        maker = _pdf_steps(forms, target, options) if ending == ".pdf" else _workbook_steps(forms, target, options)
        for path, note in maker:
            done = min(done + 1, steps - 1)
            yield Progress(done, steps, path, note=note)
    except StorageError as error:
        yield Progress(steps, steps, target, str(error))
        return
    yield Progress(steps, steps, target, None, target)


def _pdf_steps(forms: Sequence[OpenedForm], target: Path, options: BookOptions) -> Iterator[tuple[Path, str | None]]:
    """Lay out all forms to know their pages, then write the book in one go."""
    title = book_title(forms) if options.title is None else options.title
    printing = replace(options.export.printing, page_numbers=False, header="", footer="", draft=False)
    counts: list[int] = []
    rare: list[RareCharacter] = []
    for at, form in enumerate(forms):
        grids = _form_grids(form, options, title, at)
        counts.append(sum(len(layout(grid, printing)) for grid in grids))
        rare += (character for grid in grids for character in rare_characters(grid))
        yield form.path, sentence_about(rare) if at == len(forms) - 1 else None
    entries = [entry_of(form, count) for form, count in zip(forms, counts, strict=True)]
    front = _front(title, entries, forms, options)
    total = sum(len(section.pages) for section in front) + sum(counts)

    def sections() -> Iterator[Section]:
        number = 1
        for section in front:
            yield _numbered(section, options.export.printing, number, total)
            number += len(section.pages)
        for at, (form, entry) in enumerate(zip(forms, entries, strict=True)):
            pages: list[Page] = []
            for grid in _form_grids(form, options, title, at):
                numbered = replace(options.export.printing, first_page=number + len(pages), page_total=total)
                pages += layout(grid, numbered)
            yield Section(tuple(pages), (Bookmark(entry.name),))
            number += len(pages)

    write_aside(target, lambda stream: write_sections(stream, sections(), title=title, author=shared_unit(forms)))


def _form_grids(form: OpenedForm, options: BookOptions, title: str, at: int) -> list[PaperGrid]:
    """The papers of a form; where nothing stands before the forms, the first one bears the book's opening line."""
    grids = grids_of(form, options.export)
    if at == 0 and title and grids and not options.table and not options.contents:
        grids[0] = replace(grids[0], blocks=(opening_line(title), *grids[0].blocks))
    return grids


def _front(
    title: str, entries: Sequence[BookEntry], forms: Sequence[OpenedForm], options: BookOptions
) -> list[Section]:
    """The table of all forms and the contents, with the page on which each form begins."""
    sections: list[Section] = []
    if options.table:
        sections.append(Section(layout(summary_grid(title, entries, headings_of(forms))), (Bookmark(SUMMARY_NAME),)))
    if options.contents:
        names = [entry.name for entry in entries]
        page = sum(len(section.pages) for section in sections) + contents_length(names) + 1
        numbers: list[int] = []
        for entry in entries:
            numbers.append(page)
            page += entry.pages
        opening = "" if options.table else title
        pages = contents_pages(names, numbers, opening)
        links = tuple(Link(at, area, numbers[area.cell]) for at, one in enumerate(pages) for area in one.areas)
        sections.append(Section(pages, (Bookmark(CONTENTS_NAME),), links))
    return sections


def _numbered(section: Section, printing: PrintOptions, first: int, total: int) -> Section:
    pages = tuple(decorated(page, MARGINS_MM, printing, first + at, total) for at, page in enumerate(section.pages))
    return replace(section, pages=pages)


def _workbook_steps(
    forms: Sequence[OpenedForm], target: Path, options: BookOptions
) -> Iterator[tuple[Path, str | None]]:
    title = book_title(forms) if options.title is None else options.title
    entries = [entry_of(form) for form in forms]
    workbook = new_workbook()
    summary = add_sheet(workbook, summary_grid(title, entries, headings_of(forms)), SUMMARY_NAME)
    first_row = 3  # below the title and the head
    for at, (form, entry) in enumerate(zip(forms, entries, strict=True)):
        for number, grid in enumerate(grids_of(form, options.export)):
            sheet = add_sheet(workbook, grid, entry.name, options.export.printing)
            if number == 0:
                link_to_sheet(summary.cell(first_row + at, 2), sheet.title)
        yield form.path, None
    write_aside(target, workbook.save)
