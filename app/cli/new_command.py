"""``jibiao new``: a blank form of a template."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import OK, Refusal
from app.cli.new_form import check_output, wanted_template
from app.form.blank import new_document
from app.storage.document_files import save


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Template, year and file."""
    parser.add_argument("--template", required=True, metavar="编号", help="模板编号，见 jibiao templates")
    parser.add_argument("--year", required=True, type=int, metavar="年度", help="年度，例如 2024")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="文件", help="新文件，例如 新项目.jxb")


def run(arguments: argparse.Namespace) -> int:
    """Write the blank form; a file that is there already is not written over."""
    template = wanted_template(arguments.template)
    if not 1900 <= arguments.year <= 9999:
        raise Refusal(f"年度“{arguments.year}”不是四位年份，例如 2024。")
    check_output(arguments.output)
    save(arguments.output, new_document(template, arguments.year))
    return OK
