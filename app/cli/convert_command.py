"""``jibiao convert``: a form in another template, with a report of what went where."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import OK
from app.cli.new_form import check_output, wanted_template
from app.storage.document_files import save
from app.work.carry_on import carry_to
from app.work.opening import open_form


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, the template and the new file."""
    parser.add_argument("path", type=Path, metavar="文件", help="要转换的表格（.jxb、.json）")
    parser.add_argument("--to", required=True, metavar="编号", help="新的模板编号，见 jibiao templates")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="文件", help="新文件")


def run(arguments: argparse.Namespace) -> int:
    """Write the new form and print the report; a file that is there already is not written over."""
    target = wanted_template(arguments.to)
    check_output(arguments.output)
    form = open_form(arguments.path)
    converted = carry_to(form.document, form.template, target, file=arguments.path.name)
    save(arguments.output, converted.document)
    year = form.document.year_number
    print(f"{arguments.path} → {arguments.output}（{target.name}）")
    if year is not None and not target.fits_year(year):
        print(f"  注意  这个模板不是 {year} 年度用的，年度没有改动。")
    for line in converted.report:
        print(f"  {line.text()}")
    return OK
