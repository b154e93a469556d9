"""``jibiao new``: a blank form of a template."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import OK, UNREADABLE, complain, refusal_of
from app.form.blank import new_document
from app.storage.document_files import save
from app.storage.errors import StorageError
from app.storage.template_files import all_templates


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Template, year and file."""
    parser.add_argument("--template", required=True, metavar="ID", help="模板编号，见 jibiao templates")
    parser.add_argument("--year", required=True, type=int, metavar="N", help="年度，例如 2024")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="新文件，例如 新项目.jxb")


def run(arguments: argparse.Namespace) -> int:
    """Write the blank form; a file that is there already is not written over."""
    shelf = all_templates()
    template = shelf.get(arguments.template)
    if template is None:
        complain(f"没有编号为“{arguments.template}”的模板，可用的有：{'、'.join(shelf.templates)}。")
        return UNREADABLE
    if not 1900 <= arguments.year <= 9999:
        complain(f"年度“{arguments.year}”不是四位年份，例如 2024。")
        return UNREADABLE
    refusal = refusal_of(arguments.output)
    if refusal:
        complain(refusal)
        return UNREADABLE
    try:
        save(arguments.output, new_document(template, arguments.year))
    except StorageError as error:
        complain(str(error))
        return UNREADABLE
    return OK
