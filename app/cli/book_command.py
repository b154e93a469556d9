"""``jibiao book``: all forms of a folder as one 汇总 — a PDF book or a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.export_command import add_printing_arguments, options_from, told


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Folder or files, the output, and what stands before the forms."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="文件夹或文件", help="要汇总的文件夹或表格")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="输出", help="输出文件（.pdf 或 .xlsx）")
    parser.add_argument("--title", metavar="文字", help="首行文字（默认：单位、年度 + 项目绩效目标汇总表）")
    parser.add_argument("--no-table", action="store_true", help="不要汇总表")
    parser.add_argument("--no-contents", action="store_true", help="不要目录")
    add_printing_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the book; unreadable files are told and left out."""
    from app.work.book import BookOptions, make_book

    options = BookOptions(
        title=arguments.title,
        table=not arguments.no_table,
        contents=not arguments.no_contents,
        export=options_from(arguments),
    )
    return told(make_book(arguments.paths, arguments.output, options))
