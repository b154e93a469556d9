"""``jibiao score``: rules understood, scores computed with their working, and what disagrees."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from app.checking.findings import SEVERITY_NAMES
from app.cli import FOUND, OK, UNREADABLE, complain
from app.scoring.form_scores import ScoredIndicator
from app.scoring.grades import Overview
from app.scoring.quantity import plain
from app.storage.errors import StorageError
from app.work.form_files import NO_FORMS
from app.work.score_files import ScoredFile, percent, rule_words, score_files, scored_as_plain
from app.work.score_report import ENDINGS, write_score_report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files or folders."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="文件或文件夹", help="评价表或自评表（.jxb、.json）或文件夹"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("-o", "--output", type=Path, metavar="文件", help="把得分情况写成 .pdf、.xlsx 或 .docx")


def run(arguments: argparse.Namespace) -> int:
    """Print the scores. Exit code 1 when scores disagree for certain, 2 when a file could not be read or has no scores."""
    output: Path | None = arguments.output
    if output is not None and output.suffix.lower() not in ENDINGS:
        complain(f"不能写成“{output.name}”，请使用 {'、'.join(ENDINGS)} 作为扩展名。")
        return UNREADABLE
    scored = list(score_files(arguments.paths))
    if output is not None and not _written(scored, output):
        return UNREADABLE
    if arguments.json:
        print(json.dumps([scored_as_plain(file) for file in scored], ensure_ascii=False, indent=2))
    else:
        for file in scored:
            _print_file(file)
    problems = [file.problem for file in scored if file.problem] if scored else [NO_FORMS]
    for problem in problems:
        complain(problem)
    if problems:
        return UNREADABLE
    return FOUND if any(finding.severity == "error" for file in scored for finding in file.findings) else OK


def _written(scored: list[ScoredFile], output: Path) -> bool:
    """Write the report; says so and gives False when it could not be written or there is nothing to write."""
    forms = [file.form for file in scored if file.form is not None and file.overview is not None]
    if not forms:
        complain("没有有得分的表格，没有写出报告。")
        return False
    try:
        write_score_report(forms, output)
    except StorageError as error:
        complain(str(error))
        return False
    return True


def _print_file(file: ScoredFile) -> None:
    if file.form is None or file.overview is None:
        return
    print(f"{file.path}：{_total(file.overview)}")
    for level in file.overview.levels:
        print(f"  {level.name}  {plain(level.got)} / {plain(level.possible)}")
    for label, rate in file.overview.rates:
        print(f"  {label}  {percent(rate)}")
    for item in file.indicators:
        _print_indicator(item)
    if file.execution is not None:
        print(f"  预算执行率的得分  应为 {plain(file.execution.points)} 分（{file.execution.working}）")
    for finding in file.findings:
        print(f"  {SEVERITY_NAMES[finding.severity]}  {finding.message}（{finding.code}）")


def _total(found: Overview) -> str:
    total = f"得分 {plain(found.got)} / {plain(found.possible)}"
    if not found.complete:
        return f"{total}（有指标还没有填分值或得分）"
    return f"{total}，{found.grade}" if found.grade else total


def _print_indicator(item: ScoredIndicator) -> None:
    given = "未给分" if item.given is None else f"给 {plain(item.given)} 分"
    print(f"  · {item.node.name}：{given}；{rule_words(item)}")
    if item.scores is not None:
        print(f"      {item.scores.by_target.working}")
        if item.scores.by_sentence is not None:
            print(f"      按指标说明：{item.scores.by_sentence.working}")
