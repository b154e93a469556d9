"""``jibiao export``: forms as PDF, each on a new page."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import OK, UNREADABLE, complain
from app.printing.build import paper_grid
from app.printing.grid import PaperGrid
from app.printing.to_pdf import write_pdf
from app.storage.errors import StorageError, cannot_write
from app.work.form_files import form_files
from app.work.opening import open_form


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files and the output."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="文件或文件夹", help="要导出的表格（.jxb、.json）或文件夹"
    )
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.pdf", help="输出文件")


def run(arguments: argparse.Namespace) -> int:
    """Write the PDF; unreadable files are told and the rest is exported."""
    grids: list[PaperGrid] = []
    code = OK
    for path in form_files(arguments.paths):
        try:
            form = open_form(path)
        except StorageError as error:
            complain(str(error))
            code = UNREADABLE
            continue
        grids += [paper_grid(form.document, form.template, paper.id) for paper in form.template.papers]
    if not grids:
        complain("没有可以导出的表格。")
        return UNREADABLE
    if arguments.output.suffix.lower() != ".pdf":
        complain(f"不能导出为“{arguments.output.name}”，请使用 .pdf 作为扩展名。")
        return UNREADABLE
    try:
        write_pdf(arguments.output, grids)
    except OSError as error:
        complain(str(cannot_write(arguments.output, error)))
        return UNREADABLE
    return code
