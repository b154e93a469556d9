"""Arithmetic in a money cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.form.arithmetic import work_out


@pytest.mark.parametrize(
    ("typed", "unit", "yuan"),
    [
        ("30000*12+5000", "元", "365000.00"),
        ("＝３００００×１２＋５０００", "元", "365000.00"),
        ("1,000.50 + 2,000", "元", "3000.50"),
        ("80万/2", "元", "400000.00"),
        ("80万元-5万", "万元", "750000.00"),
        ("3*12", "万元", "360000.00"),
        ("12*3万+1", "万元", "370000.00"),
        ("（1+2）*3", "元", "9.00"),
        ("-5+8", "元", "3.00"),
        ("10-(-5)", "元", "15.00"),
        ("5000*12=", "元", "60000.00"),
    ],
)
def test_work_out(typed: str, unit: str, yuan: str) -> None:
    worked = work_out(typed, unit)  # type: ignore[arg-type]
    assert worked is not None
    assert str(worked.value) == yuan
    assert not worked.rounded


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "800000",
        "-5",
        "800,000.00",
        "80万",
        "约80万",
        "5/0",
        "1+",
        "(1+2",
        "3万*2万",
        "5/2元",
        "见附件+1",
        "1)+2",
        "9**9",
    ],
)
def test_no_arithmetic(typed: str) -> None:
    assert work_out(typed) is None


def test_division_is_rounded_to_fen_and_says_so() -> None:
    worked = work_out("100/3")
    assert worked is not None
    assert (worked.value, worked.rounded) == (Decimal("33.33"), True)


@given(st.text("0123456789+-*/().,=万元亿× ", max_size=30))
def test_any_text_is_worked_out_or_refused(text: str) -> None:
    worked = work_out(text)
    assert worked is None or worked.value.is_finite()
