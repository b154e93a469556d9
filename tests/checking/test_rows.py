"""Single rows as people write them: right ones give no error and hardly a warning, wrong ones give the one finding.

The rows are in ``right_rows.txt`` and ``wrong_rows.txt``: a clerk's or reviewer's example is one more line there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.checking.row_checks import row_issues
from app.checking.rows import form_of
from app.checking.rules import rule_of
from tests.checking.make_clean import form, template_for, with_row

HERE = Path(__file__).parent


def lines(name: str) -> list[list[str]]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]


def issues_of(level2: str, name: str, value: str) -> list[tuple[str, str]]:
    """(severity, code) of what is said about one row in an otherwise clean form."""
    document = form(with_row(level2, name, value))
    read = form_of(document, template_for(document))
    row = next(
        each for each in read.rows if (each.words.level2, each.words.name, each.words.value) == (level2, name, value)
    )
    return [(issue.severity or rule_of(issue.code).severity, issue.code) for issue in row_issues(row.words, read.words)]


def test_right_rows_have_no_error() -> None:
    rows = lines("right_rows.txt")
    assert len(rows) > 400
    assert [row for row in rows if any(severity == "error" for severity, _ in issues_of(*row))] == []


def test_hardly_any_right_row_has_a_warning() -> None:
    rows = lines("right_rows.txt")
    warned = [row for row in rows if any(severity == "warning" for severity, _ in issues_of(*row))]
    assert len(warned) <= len(rows) // 60, warned


def test_wrong_rows_have_the_one_finding() -> None:
    rows = lines("wrong_rows.txt")
    assert len(rows) > 180
    found = {"|".join(row): [code for _, code in issues_of(*row[:3])] for row in rows}
    assert {row: codes for row, codes in found.items() if codes != [row.rpartition("|")[2]]} == {}


@pytest.mark.parametrize("value", ["≥1:3", "≥4.5分（5分制）", "＞＝1.2∶1", "1:13.5"])
def test_a_sign_before_a_number_is_never_called_unmeasured(value: str) -> None:
    assert issues_of("经济效益指标", "投入产出比", value) == []
