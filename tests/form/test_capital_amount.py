"""Amounts in 大写."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.form.capital_amount import capital_amount


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "零元整"),
        ("800000", "捌拾万元整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("100000001", "壹亿零壹元整"),
        ("1000000000000", "壹万亿元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("-12", "负壹拾贰元整"),
        ("0.005", "壹分"),
    ],
)
def test_capital_amount(value: str, text: str) -> None:
    assert capital_amount(Decimal(value)) == text
