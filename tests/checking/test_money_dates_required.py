"""The first checks: equations, limits, required places, dates; and what must stay silent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.checking.dates import date_findings
from app.checking.equations import equation_states
from app.checking.findings import Finding
from app.checking.funding import funding_findings
from app.checking.required import required_findings
from app.form.document import Document
from app.form.edits import Edit, SetValue, Several, apply
from app.form.places import YEAR, Place, field_place, funding_place, text_place
from app.form.template import Template
from app.storage.document_files import load
from app.storage.template_files import all_templates, template_of
from tests.make_forms import FORMS


def opened(name: str, *changes: tuple[Place, str | None]) -> tuple[Document, Template]:
    document = load(FORMS / f"{name}.jxb").document
    template, _ = template_of(document, all_templates())
    edit: Edit = Several(tuple(SetValue(place, value) for place, value in changes))
    return apply(document, edit).document, template


def codes(document: Document, template: Template) -> list[str]:
    return [finding.code for finding in found(document, template)]


def found(document: Document, template: Template) -> list[Finding]:
    return [
        *funding_findings(document, template),
        *date_findings(document, template),
        *required_findings(document, template),
    ]


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in FORMS.glob("20*.jxb") if not path.stem.startswith("2021"))
)
def test_real_forms_have_no_wrong_sum_and_no_wrong_date(name: str) -> None:
    assert [code for code in codes(*opened(name)) if code != "required.blank"] == []


def test_a_broken_sum_names_the_amounts_and_the_difference() -> None:
    document, template = opened("2026-01", (funding_place("annual"), "231000.00"))
    (finding,) = found(document, template)
    assert finding.code == "funding.sum_differs"
    assert finding.severity == "error"
    assert finding.places[0] == funding_place("annual")
    for said in ("年度资金申请总额", "231,000.00", "131,000.00", "100,000.00", "当年财政拨款"):
        assert said in finding.message
    assert finding.fix is not None
    mended = apply(document, finding.fix.edit).document
    assert mended.funding["annual"] == "131000.00"
    assert codes(mended, template) == []


def test_one_blank_part_can_be_completed() -> None:
    document, template = opened(
        "2024-01", (funding_place("annual_fiscal"), "500000.00"), (funding_place("annual_carryover"), "0.00")
    )
    state = equation_states(document, template)[0]
    assert state.state == "differs"
    assert state.difference == Decimal(300000)
    assert state.completion == ("annual_other", Decimal(300000))
    (finding,) = found(document, template)
    assert finding.fix is not None
    assert codes(apply(document, finding.fix.edit).document, template) == []


def test_a_blank_total_can_be_completed_but_is_no_wrong_sum() -> None:
    document, template = opened("2026-01", (funding_place("annual"), None))
    state = equation_states(document, template)[0]
    assert state.state == "open"
    assert state.completion == ("annual", Decimal(131000))
    assert codes(document, template) == ["required.blank"]


def test_a_year_above_the_whole_project() -> None:
    document, template = opened(
        "2024-06", (funding_place("annual"), "5000000.00"), (funding_place("annual_fiscal"), "5000000.00")
    )
    (finding,) = found(document, template)
    assert finding.code == "funding.exceeds_limit"
    assert finding.places == (funding_place("annual"), funding_place("total"))
    assert "350,000.00" in finding.message


def test_an_unread_amount_is_one_finding_and_never_counts_as_zero() -> None:
    document, template = opened("2026-01", (funding_place("annual_fiscal"), "约13万"))
    assert codes(document, template) == ["funding.unread"]
    (finding,) = found(document, template)
    assert "约13万" in finding.message
    assert "当年财政拨款" in finding.message
    assert equation_states(document, template)[0].state == "unread"


def test_two_cells_of_one_label_are_told_apart() -> None:
    document, template = opened("2024-06", (funding_place("total_other"), "约1万"))
    (finding,) = found(document, template)
    assert "其他资金（整个项目）" in finding.message


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ([(field_place("start_date"), "明年初")], "dates.unread", "明年初"),
        ([(field_place("start_date"), "2025-01-01")], "dates.order", "2025-01-01"),
        ([(YEAR, "2030")], "dates.year_outside", "2030"),
        ([(YEAR, "明年")], "dates.year_unread", "明年"),
        ([(field_place("project_name"), None)], "required.blank", "项目名称"),
        ([(text_place("annual_goal"), "  ")], "required.blank", "年度总体目标"),
    ],
)
def test_one_mistake_is_one_finding(changes: list[tuple[Place, str | None]], code: str, said: str) -> None:
    document, template = opened("2024-01", *changes)
    (finding,) = found(document, template)
    assert finding.code == code
    assert said in finding.message


def test_a_staged_project_must_fill_the_whole_amount_a_regular_one_not() -> None:
    assert codes(*opened("2024-01")) == []
    document, template = opened("2024-06", (funding_place("total"), None), (funding_place("total_fiscal"), None))
    (finding,) = found(document, template)
    assert finding.severity == "warning"
    assert "阶段性项目" in finding.message


def test_2020_limits() -> None:
    document, template = opened(
        "2020-a1",
        (funding_place("project_current_year"), "6697925.00"),
        (funding_place("previous_year_executed"), "7000000.00"),
    )
    assert codes(document, template) == ["funding.exceeds_limit", "funding.exceeds_limit"]
