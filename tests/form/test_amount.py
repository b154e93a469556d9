"""Amounts: any usual writing in, a plain decimal in 元 stored, blank different from 0, unreadable text kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.form.amount import (
    format_amount,
    in_unit,
    is_unread,
    read_amount,
    stored_amount,
    stored_text,
    typed_to_stored,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("800000", "800000.00"),
        ("800,000.00", "800000.00"),
        ("８０万元", "800000.00"),
        ("80万", "800000.00"),
        ("800000元", "800000.00"),
        ("¥ 1,234.5", "1234.50"),
        ("￥80", "80.00"),
        ("８００，０００．００", "800000.00"),
        ("1.2亿", "120000000.00"),
        ("13.10 万元", "131000.00"),
        ("0", "0.00"),
        ("0.001", "0.001"),
        ("-5", "-5.00"),
        ("800000元整", "800000.00"),
        ("800 000.00", "800000.00"),
        ("1 234 567 元", "1234567.00"),
        ("", None),
        ("   ", None),
    ],
)
def test_usual_writings_are_read(typed: str, stored: str | None) -> None:
    assert typed_to_stored(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "约80万",
        "1,23",
        "80万左右",
        "八十万",
        "1.2.3",
        "12a",
        "1e5",
        "½",
        "NaN",
        "80 80万元元",
        "5 6 7",
        "1\n2",
        "80 万 5",
    ],
)
def test_what_cannot_be_read_is_kept_as_typed_and_told(typed: str) -> None:
    assert typed_to_stored(typed) == typed
    assert is_unread(typed)
    assert stored_amount(typed) is None
    problem = read_amount(typed).problem
    assert problem is not None
    assert typed in problem


def test_a_sign_in_the_text_beats_the_unit_that_is_shown() -> None:
    assert read_amount("80", "万元").value == Decimal(800000)
    assert read_amount("80元", "万元").value == Decimal(80)


def test_blank_is_not_zero() -> None:
    assert stored_amount(None) is None
    assert not is_unread(None)
    assert not is_unread(" ")
    assert stored_amount("0.00") == 0


def test_a_file_with_separators_counts_as_unread() -> None:
    assert is_unread("800,000.00")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_no_digit_is_lost_on_the_way_through_the_file(value: Decimal) -> None:
    stored = stored_text(value)
    assert stored_amount(stored) == value
    assert len(stored.partition(".")[2]) >= 2
    assert read_amount(format_amount(value)).value == value
    assert in_unit(value, "万元") * 10000 == value


def test_print_as_the_forms_write() -> None:
    assert format_amount(Decimal("6697924.00"), trim=True) == "6,697,924"
    assert format_amount(Decimal("6697924.50"), trim=True) == "6,697,924.50"
    assert format_amount(Decimal("800000"), grouping=False) == "800000.00"
    assert format_amount(Decimal("131000")) == "131,000.00"
    assert format_amount(Decimal("0")) == "0.00"
    assert format_amount(Decimal("1.23456")) == "1.23456"
    assert format_amount(Decimal("100"), trim=True) == "100"


@pytest.mark.parametrize("digits", ["9" * 40, "1234567890123456789012345678.91", "0." + "0" * 40 + "1"])
def test_no_digit_is_rounded_away(digits: str) -> None:
    """Decimal's own arithmetic rounds at 28 digits, silently."""
    stored = typed_to_stored(digits)
    value = Decimal(digits)
    assert Decimal(stored or "") == value
    assert format_amount(Decimal(digits)).replace(",", "").rstrip("0").rstrip(".") == format(value, "f")
    in_wan = typed_to_stored(f"{digits}万")
    assert in_unit(Decimal(in_wan or ""), "万元") == value


@pytest.mark.parametrize("typed", ["①50000", "5²", "½", "⑴300"])
def test_digits_that_are_marks_are_no_part_of_the_amount(typed: str) -> None:
    assert typed_to_stored(typed) == typed
    assert read_amount(typed).problem is not None
