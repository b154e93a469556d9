"""Dates in every usual writing, never forced."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.form.dates import format_date, read_date, stored_date, typed_to_stored


@pytest.mark.parametrize(
    "typed",
    [
        "2024-01-05",
        "2024/1/5",
        "2024/01/05",
        "2024年1月5日",
        "2024年01月05日",
        "2024.1.5",
        "２０２４－１－５",
        "20240105",
        "2024-01-05 00:00:00",
        " 2024 / 1 / 5 ",
    ],
)
def test_usual_writings(typed: str) -> None:
    assert typed_to_stored(typed) == "2024-01-05"


@pytest.mark.parametrize("typed", ["2024-13-01", "明年初", "2024年", "2023-02-29", "1/5/2024", "2024-1"])
def test_others_are_kept(typed: str) -> None:
    assert read_date(typed) is None
    assert typed_to_stored(typed) == typed
    assert stored_date(typed) is None
    assert format_date(typed, "YYYY/MM/DD") == typed


def test_blank() -> None:
    assert typed_to_stored("  ") is None
    assert format_date(None, "YYYY-MM-DD") == ""


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["YYYY-MM-DD", "YYYY/MM/DD", "YYYY/M/D", "YYYY年M月D日"]))
def test_what_is_printed_reads_back(day: date, writing: str) -> None:
    assert read_date(format_date(day.isoformat(), writing)) == day
