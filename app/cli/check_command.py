"""``jibiao check``: the findings of forms, for people or as JSON for programs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from app.checking.across import total_line
from app.checking.findings import SEVERITY_NAMES
from app.checking.lexicons import lexicons
from app.checking.rubric import predict
from app.cli import FOUND, OK, UNREADABLE, complain
from app.form.plain import PLAIN_FAMILY
from app.work.check_across import CheckedAcross, across_as_plain, check_across
from app.work.check_files import CheckedFile, check_files, finding_as_plain
from app.work.form_files import NO_FORMS
from app.work.opening import OpenedForm


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files or folders."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="文件或文件夹", help="要检查的表格（.jxb、.json）或文件夹"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--across", action="store_true", help="还核对各表之间：合计、重复的项目和效果、雷同的文字")
    parser.add_argument("--sheet", type=Path, metavar="文件", help="把审核意见写成一个文件（.pdf、.xlsx 或 .docx）")


def run(arguments: argparse.Namespace) -> int:
    """Print the findings. Exit code 1 when an error was found, 2 when a file could not be read."""
    checked = list(check_files(arguments.paths))
    between = check_across(checked) if arguments.across else None
    if arguments.json:
        plain = [_as_plain(file) for file in checked] + ([across_as_plain(between)] if between else [])
        print(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        for file in checked:
            _print_file(file)
        if between:
            _print_across(between)
    problems = [file.problem for file in checked if file.problem]
    if arguments.sheet:
        from app.work.review_sheet import write_sheet  # brings the printing, which a plain check does without

        problems += [step.problem for step in write_sheet(checked, arguments.sheet) if step.problem]
    if not checked:
        problems.append(NO_FORMS)
    for problem in (*lexicons().problems, *problems):
        complain(problem)
    if problems:
        return UNREADABLE
    return FOUND if any(finding.severity == "error" for file in checked for finding in file.findings) else OK


def _as_plain(file: CheckedFile) -> dict[str, Any]:
    if file.form is None:
        return {"file": str(file.path), "template": None, "findings": [], "error": file.problem}
    document = file.form.document
    plain: dict[str, Any] = {
        "file": str(file.path),
        "template": document.template,
        "findings": [finding_as_plain(document, finding) for finding in file.findings],
    }
    notes = _notes(file.form)
    return {**plain, "notes": notes} if notes else plain


def _notes(form: OpenedForm) -> list[str]:
    """What was odd in the file itself, and why it can only be viewed."""
    return [*form.notes, *([form.read_only] if form.read_only else [])]


def _print_across(between: CheckedAcross) -> None:
    print(f"各表之间：{len(between.findings)} 处意见" if between.findings else "各表之间：没有发现问题")
    for finding in between.findings:
        print(f"  {SEVERITY_NAMES[finding.severity]}  [{finding.term}] {finding.message}（{finding.code}）")
    for total in between.totals:
        if total.forms:
            print(f"  合计  {total_line(total)}")


def _print_file(file: CheckedFile) -> None:
    if file.form is None:
        return
    print(f"{file.path}：{verdict(file)}")
    for note in _notes(file.form):
        print(f"  说明  {note}")
    for finding in file.findings:
        print(f"  {SEVERITY_NAMES[finding.severity]}  [{finding.term}] {finding.message}（{finding.code}）")
    known = file.form.template.family != PLAIN_FAMILY
    if known and file.form.template.purpose in ("declaration", "target"):
        print(f"  {predict(file.findings).line}")


def verdict(file: CheckedFile) -> str:
    """The verdict line: 2 处错误，3 处提醒."""
    counts = [
        (name, sum(1 for finding in file.findings if finding.severity == key)) for key, name in SEVERITY_NAMES.items()
    ]
    told = "，".join(f"{count} 处{name}" for name, count in counts if count)
    return told or "没有发现问题"
