"""``jibiao export``: forms as PDF, Excel, Word or CSV, together in one file or each in its own."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import OK, UNREADABLE, complain

if TYPE_CHECKING:
    from app.work.export_files import ExportOptions
    from app.work.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files, the output, and how it is printed."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="文件或文件夹", help="要导出的表格（.jxb、.json）或文件夹"
    )
    parser.add_argument(
        "-o", "--output", required=True, type=Path, metavar="输出", help="输出文件（.pdf、.xlsx、.docx、.csv）或文件夹"
    )
    parser.add_argument("--each", action="store_true", help="每张表导出为一个文件，-o 为文件夹")
    parser.add_argument("--kind", choices=("pdf", "xlsx", "docx", "csv"), default="pdf", help="导出到文件夹时的格式")
    parser.add_argument("--indicators", action="store_true", help="CSV 只写指标表（默认写整张表，可以再导入）")
    parser.add_argument(
        "--encoding",
        choices=("utf-8", "gb18030"),
        default="utf-8",
        help="CSV 的文字编码（默认 utf-8；旧系统用 gb18030）",
    )
    add_printing_arguments(parser)


def add_printing_arguments(parser: argparse.ArgumentParser) -> None:
    """The choices that exports and books share."""
    parser.add_argument("--closing", action="store_true", help="印出填表人、审核人、填报日期等落款")
    parser.add_argument("--page-numbers", action="store_true", help="印出“第 n 页 共 m 页”")
    parser.add_argument("--fit", action="store_true", help="能缩至一页时缩至一页（不小于 8 磅）")
    parser.add_argument("--draft", action="store_true", help="加“草稿”标记")
    parser.add_argument("--scores", action="store_true", help="评价表、自评表后面加印得分情况（条形图和失分的指标）")
    parser.add_argument("--unit", choices=("元", "万元"), help="金额单位（默认按表格）")


def options_from(arguments: argparse.Namespace) -> ExportOptions:
    """The export options that the arguments ask for."""
    from app.printing.layout import PrintOptions
    from app.work.export_files import ExportOptions

    printing = PrintOptions(page_numbers=arguments.page_numbers, one_page=arguments.fit, draft=arguments.draft)
    return ExportOptions(printing=printing, closing=arguments.closing, unit=arguments.unit, scores=arguments.scores)


def run(arguments: argparse.Namespace) -> int:
    """Export; unreadable files are told and the rest is exported."""
    from app.work.export_files import export_each, export_into_one, kind_of

    target: Path = arguments.output
    options = replace(options_from(arguments), indicators_only=arguments.indicators, encoding=arguments.encoding)
    to_folder = arguments.each or target.is_dir() or not target.suffix
    if to_folder and kind_of(target) is not None:
        complain(f"使用 --each 时 -o 应为文件夹，而不是文件“{target.name}”。")
        return UNREADABLE
    if (arguments.indicators or arguments.encoding != "utf-8") and (
        arguments.kind if to_folder else kind_of(target)
    ) != "csv":
        complain("--indicators 和 --encoding 只用于 CSV：请把 -o 写成 .csv 文件，或加上 --kind csv。")
        return UNREADABLE
    if to_folder:
        return told(export_each(arguments.paths, target, arguments.kind, options))
    return told(export_into_one(arguments.paths, target, options))


def told(steps: Iterator[Progress]) -> int:
    """Go through a job's steps, say what went wrong and what was written, and give the exit code."""
    code, written = OK, 0
    for step in steps:
        if step.note:
            complain(step.note)
        if step.problem:
            complain(step.problem)
            code = UNREADABLE
        if step.written:
            written += 1
            print(step.written)
    return code if written else UNREADABLE
