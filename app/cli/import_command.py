"""``jibiao import``: other programs' files to form files, with an account of what was read, put right and left over."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from app.cli import FOUND, OK, UNREADABLE, complain
from app.importing.report import Entry, RecognisedForm
from app.work.import_files import ImportedFile, ImportedForm, counts, file_as_plain, import_files, source_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files or folders, and the folder to write to."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="文件或文件夹", help="Word、Excel、PDF、CSV、文本或网页文件，或文件夹"
    )
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="文件夹", help="写入 .jxb 的文件夹")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    """Import the files. Exit code 0 when all was read, 1 when something was not, 2 for bad arguments."""
    folder: Path = arguments.output
    if folder.exists() and not folder.is_dir():
        complain(f"“{folder}”是一个文件，不是文件夹；请用 -o 指定一个文件夹。")
        return UNREADABLE
    files: list[ImportedFile] = []
    for step in import_files(arguments.paths, folder, workers=_workers(arguments.paths)):
        files.append(step.file)
        if not arguments.json:
            _print_file(step.file)
    if arguments.json:
        print(json.dumps([file_as_plain(file) for file in files], ensure_ascii=False, indent=2))
    if not files:
        complain("文件夹里没有可以导入的文件。")
        return FOUND
    return OK if all(file.all_read for file in files) else FOUND


_MANY = 12
"""So many files are read by several processes; for fewer these take longer to start than they save."""


def _workers(paths: list[Path]) -> int:
    # A frozen program would start itself anew for each process.
    if getattr(sys, "frozen", False) or sum(1 for _ in source_files(paths)) < _MANY:
        return 1
    return min(4, os.cpu_count() or 1)


def _print_file(file: ImportedFile) -> None:
    if file.problem:
        complain(file.problem)
    if file.recognition is None:
        return
    print(f"{file.path}：{len(file.forms)} 张表")
    for warning in file.warnings:
        print(f"  说明  {warning}")
    for form in file.forms:
        _print_form(form)
    for entry in file.leftover:
        _print_entry("页面" if entry.kind == "furniture" else "未用", entry)


def _print_form(imported: ImportedForm) -> None:
    form: RecognisedForm = imported.form
    if imported.problem:
        complain(imported.problem)
    number = counts(form.document, form.template)
    told = f"{number['fields']} 个字段，{number['funding']} 个金额，{number['texts']} 段文字，{number['indicators']} 个指标"
    print(f"  {form.name or '（没有项目名称）'} → {imported.written or '没有写入'}（{form.document.template}；{told}）")
    for kind, said in (("repaired", "修复"), ("doubtful", "不确定"), ("unused", "未用"), ("cover", "封面")):
        for entry in form.entries:
            if entry.kind == kind:
                _print_entry(said, entry)


def _print_entry(said: str, entry: Entry) -> None:
    where = f"（{entry.where}）" if entry.where else ""
    text = f"“{entry.before}”：" if entry.kind in ("unused", "cover", "furniture") else ""
    print(f"    {said}  {text}{entry.sentence}{where}".replace("\n", " "))
