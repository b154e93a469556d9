"""The 审核意见 sheet: the findings of one form, or of a folder with a table of all forms before them, as PDF, Excel or Word."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.checking.across import AcrossFinding
from app.checking.findings import SEVERITY_NAMES, TERMS, Finding
from app.checking.review import review, verdict
from app.checking.rubric import Prediction, plain, predict
from app.checking.rules import rule_of
from app.form.amount import format_amount
from app.form.document import as_text
from app.form.labels import label_of, node_path
from app.printing.grid import Align, GridCell, GridLine, GridTable, PaperGrid
from app.storage.errors import StorageError
from app.work.check_across import CheckedAcross, compare_forms, form_name
from app.work.check_files import CheckedFile
from app.work.export_files import write_aside
from app.work.form_files import form_files
from app.work.opening import OpenedForm, open_forms
from app.work.progress import Progress

ENDINGS = (".pdf", ".xlsx", ".docx")
_A4_MM = (210.0, 297.0)
_MARGINS_MM = (18.0, 16.0, 18.0, 16.0)
_Columns = tuple[tuple[str, float, Align], ...]
"""Heads of a table with width in mm and alignment."""
_FINDING_COLUMNS: _Columns = (
    ("序号", 11.0, "center"),
    ("程度", 13.0, "center"),
    ("审核用语", 28.0, "center"),
    ("位置", 40.0, "left"),
    ("意见", 86.0, "left"),
)
_SCORE_COLUMNS: _Columns = (
    ("类别", 24.0, "center"),
    ("项目", 36.0, "center"),
    ("分值", 16.0, "center"),
    ("预计", 16.0, "center"),
    ("失分的意见", 86.0, "left"),
)
_FORM_COLUMNS: _Columns = (
    ("序号", 11.0, "center"),
    ("项目名称", 77.0, "left"),
    ("错误", 16.0, "center"),
    ("提醒", 16.0, "center"),
    ("建议", 16.0, "center"),
    ("预计得分", 42.0, "center"),
)
_TOTAL_COLUMNS: _Columns = (("金额", 88.0, "left"), ("合计（元）", 50.0, "right"), ("填写的表", 40.0, "center"))
_ACROSS_COLUMNS: _Columns = (
    ("序号", 11.0, "center"),
    ("程度", 13.0, "center"),
    ("审核用语", 30.0, "center"),
    ("意见", 124.0, "left"),
)
_TITLE = "绩效目标审核意见汇总"
_CLOSING = "审核人：　　　　　　　　　　审核日期：　　　　　　　　　　"


@dataclass(frozen=True, slots=True)
class ReviewedForm:
    """A form with its findings, and the predicted score of a declaration (None for an evaluation, which has real scores)."""

    form: OpenedForm
    findings: tuple[Finding, ...]
    prediction: Prediction | None


def reviewed(form: OpenedForm, off: Collection[str] = ()) -> ReviewedForm:
    """Review a form; ``off`` are the codes that the settings switch off."""
    return reviewed_with(form, review(form.document, form.template, off))


def reviewed_with(form: OpenedForm, findings: tuple[Finding, ...]) -> ReviewedForm:
    """A form with findings that are known already."""
    is_goal = form.template.purpose in ("declaration", "target")
    return ReviewedForm(form, findings, predict(findings) if is_goal else None)


def review_grid(each: ReviewedForm) -> PaperGrid:
    """The sheet of one form: its head, the verdict, the findings by term and place, the predicted score."""
    name = form_name(each.form)
    blocks: list[GridLine | GridTable] = [
        GridLine("绩效目标审核意见", "center", "sans", 16.0, 0.0, 3.0, role="title"),
        GridLine(f"项目名称：{name}", "left", "song", 11.0),
        *(GridLine(line, "left", "song", 10.5) for line in _head_lines(each.form)),
        GridLine(f"审核结论：{verdict(each.findings)}", "left", "sans", 11.0, 1.0, 1.5),
    ]
    if each.prediction:
        blocks.append(GridLine(each.prediction.line, "left", "song", 10.0, 0.0, 2.5))
    if each.findings:
        blocks.append(_finding_table(each))
    if each.findings and each.prediction:
        blocks.append(GridLine("预计得分的构成（估计）", "left", "sans", 10.5, 4.0, 1.5))
        blocks.append(_score_table(each.prediction))
    blocks.append(GridLine(_CLOSING, "right", "song", 10.5, 6.0, role="closing"))
    return PaperGrid(*_A4_MM, _MARGINS_MM, tuple(blocks), f"{name} 审核意见", _unit(each.form))


def _unit(form: OpenedForm) -> str:
    fields = form.document.fields
    return as_text(fields.get("implementing_unit")) or as_text(fields.get("applicant_unit")) or ""


def _head_lines(form: OpenedForm) -> Iterator[str]:
    unit, year = _unit(form), form.document.year
    parts = [f"单位：{unit}" if unit else "", f"年度：{year}" if year else "", f"表格：{form.template.name}"]
    yield "　　".join(part for part in parts if part)


def by_term(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order of a review sheet: errors first, then by the reviewers' terms."""
    order = {"error": 0, "warning": 1, "hint": 2}
    return sorted(findings, key=lambda each: (order[each.severity], TERMS.index(each.term)))


def _finding_table(each: ReviewedForm) -> GridTable:
    rows = [
        (SEVERITY_NAMES[finding.severity], finding.term, _place(each.form, finding), _advice(finding))
        for finding in by_term(each.findings)
    ]
    return _table(_FINDING_COLUMNS, [(str(at), *row) for at, row in enumerate(rows, 1)])


def _place(form: OpenedForm, finding: Finding) -> str:
    """Where a finding stands, short: 服务对象满意度指标 › 健康指导率, 年度资金申请总额."""
    place = finding.places[0]
    if place.section != "indicators":
        return label_of(form.document, form.template, place)
    names = node_path(form.document, place.node).split(" › ")
    return " › ".join(names[-2:]) or form.template.indicators.label


def _advice(finding: Finding) -> str:
    fix = f"\n可改：{finding.fix.label}" if finding.fix else ""
    source = rule_of(finding.code).source
    return f"{finding.message}{fix}" + (f"\n依据：{source}" if "〕" in source else "")


def _table(columns: _Columns, rows: Sequence[Sequence[str]]) -> GridTable:
    cells = [GridCell(0, at, text, role="head", align="center") for at, (text, *_) in enumerate(columns)]
    for row, texts in enumerate(rows, 1):
        cells += (GridCell(row, at, text, align=columns[at][2], size_pt=10.0) for at, text in enumerate(texts))
    widths = tuple(width for _, width, _ in columns)
    return GridTable(widths, (8.0,) * (len(rows) + 1), tuple(cells), (0, 1))


def _score_table(prediction: Prediction) -> GridTable:
    rows = [
        (
            item.group,
            item.name,
            plain(item.points),
            plain(item.score),
            "\n".join(f"−{plain(lost.points)}　{rule_of(lost.finding.code).title}" for lost in item.lost if lost.points)
            or "—",
        )
        for item in prediction.items
    ]
    return _table(_SCORE_COLUMNS, rows)


def summary_grid(title: str, forms: Sequence[ReviewedForm], result: CheckedAcross) -> PaperGrid:
    """The first sheet of a folder: all forms with their counts, the totals of money, and what disagrees between forms."""
    counts = [
        [sum(finding.severity == severity for finding in each.findings) for severity in SEVERITY_NAMES]
        for each in forms
    ]
    rows = [
        (
            str(at),
            form_name(each.form),
            *map(str, count),
            _predicted(each.prediction),
        )
        for at, (each, count) in enumerate(zip(forms, counts, strict=True), 1)
    ]
    sums = [str(sum(column)) for column in zip(*counts, strict=True)]
    rows.append(("", f"合计 {len(forms)} 张表", *sums, ""))
    blocks: list[GridLine | GridTable] = [
        GridLine(title, "center", "sans", 16.0, 0.0, 4.0, role="title"),
        _table(_FORM_COLUMNS, rows),
        GridLine("预计得分为估计，仅供参考，不代表审核结果。", "left", "song", 9.5, 1.5, 1.5),
    ]
    money = [(total.label, format_amount(total.amount), f"{total.forms} 张") for total in result.totals if total.forms]
    if money:
        blocks.append(GridLine("金额合计", "left", "sans", 11.0, 3.0, 1.5))
        blocks.append(_table(_TOTAL_COLUMNS, money))
    if result.findings:
        blocks.append(GridLine("各表之间", "left", "sans", 11.0, 3.0, 1.5))
        blocks.append(_across_table(result.findings))
    return PaperGrid(*_A4_MM, _MARGINS_MM, tuple(blocks), title)


def _predicted(prediction: Prediction | None) -> str:
    return "—" if prediction is None else f"{plain(prediction.score)} 分（{prediction.grade}）"


def _across_table(findings: Sequence[AcrossFinding]) -> GridTable:
    rows = [(str(at), SEVERITY_NAMES[each.severity], each.term, each.message) for at, each in enumerate(findings, 1)]
    return _table(_ACROSS_COLUMNS, rows)


def write_review_sheet(
    paths: Iterable[Path], target: Path, off: Collection[str] = (), title: str = _TITLE
) -> Iterator[Progress]:
    """Review the forms of files and folders and write one file of sheets; several forms get a first sheet that lists them.

    ``target`` has one of ``ENDINGS``. Unreadable files are told and left out; the last step names the file written.
    """
    files = list(form_files(paths))
    steps = len(files) + 1
    forms: list[OpenedForm] = []
    found: list[ReviewedForm] = []
    for step in open_forms(files, forms, steps):
        yield step
        if step.problem is None:
            found.append(reviewed(forms[-1], off))
    yield _written(found, target, steps, title)


def write_sheet(checked: Iterable[CheckedFile], target: Path) -> Iterator[Progress]:
    """Write the sheets of files that were checked already (``check --sheet``); one step, with the problem if there is one."""
    forms = [reviewed_with(each.form, each.findings) for each in checked if each.form is not None]
    yield _written(forms, target, 1)


def _written(forms: Sequence[ReviewedForm], target: Path, steps: int, title: str = _TITLE) -> Progress:
    if target.suffix.lower() not in ENDINGS:
        kinds = "请使用 .pdf、.xlsx 或 .docx 作为扩展名"
        return Progress(steps, steps, target, f"不能导出为“{target.name}”：{kinds}。")
    if not forms:
        return Progress(steps, steps, target, "没有可以审核的表格。")
    try:
        write_sheets(forms, target, title)
    except StorageError as error:
        return Progress(steps, steps, target, str(error))
    return Progress(steps, steps, target, None, target)


def write_sheets(forms: Sequence[ReviewedForm], target: Path, title: str = _TITLE) -> None:
    """Write the sheets of reviewed forms. Raises StorageError with one sentence."""
    grids = [review_grid(each) for each in forms]
    names = [form_name(each.form) for each in forms]
    if len(forms) > 1:
        grids.insert(0, summary_grid(title, forms, compare_forms([each.form for each in forms])))
        names.insert(0, "汇总")
    write_aside(target, lambda stream: _write(grids, names, stream, target.suffix.lower()))


def _write(grids: Sequence[PaperGrid], names: Sequence[str], stream: io.BytesIO, ending: str) -> None:
    if ending == ".xlsx":
        from app.printing.to_xlsx import write_xlsx

        write_xlsx(stream, grids, names)
    elif ending == ".docx":
        from app.printing.to_docx import write_docx

        write_docx(stream, grids)
    else:
        from app.printing.to_pdf import write_pdf

        write_pdf(stream, grids)
