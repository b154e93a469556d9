"""``jibiao next-year``: next year's declaration from this year's."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import OK, Refusal
from app.cli.new_form import check_output
from app.storage.document_files import save
from app.storage.template_files import all_templates
from app.work.carry_on import carry_to_next_year
from app.work.next_year import NoYear
from app.work.opening import open_form


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file and the new file."""
    parser.add_argument("path", type=Path, metavar="文件", help="今年的表格（.jxb、.json）")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="文件", help="新文件")


def run(arguments: argparse.Namespace) -> int:
    """Write the new form and print what was moved on and what is to be confirmed."""
    check_output(arguments.output)
    form = open_form(arguments.path)
    try:
        made = carry_to_next_year(form.document, form.template, all_templates(), file=arguments.path.name)
    except NoYear as error:
        raise Refusal(str(error)) from error
    save(arguments.output, made.document)
    unconfirmed = made.document.meta.get("unconfirmed")
    count = len(unconfirmed) if isinstance(unconfirmed, list) else 0
    print(f"{arguments.path} → {arguments.output}（{made.document.year} 年度，{count} 处沿用，待确认）")
    for line in made.report:
        print(f"  {line.text()}")
    return OK
