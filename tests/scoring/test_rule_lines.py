"""分档 and 分段 as lines: what is shown reads back as the same rule, and a line that is none is refused by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.scoring.quantity import Quantity, read_quantity
from app.scoring.rule_lines import (
    UnreadableLineError,
    lines_of,
    read_bands,
    read_deductions,
    read_grades,
    read_levels,
)
from app.scoring.rules import Band, Bands, Deduction, Deductions, Grade, Grades, Level, Levels


def test_grades_read_back() -> None:
    rule = Grades((Grade("全部或基本达成", Decimal(80), Decimal(100)), Grade("未达成", Decimal(0), Decimal("79.5"))))
    assert lines_of(rule) == "全部或基本达成 80-100\n未达成 0-79.5"
    assert read_grades(lines_of(rule)) == rule


def test_bands_read_back() -> None:
    ninety, eighty = read_quantity("90%"), read_quantity("80%")
    rule = Bands(
        (Band(ninety, None, Decimal(5)), Band(eighty, ninety, Decimal(3)), Band(None, eighty, None, Decimal(0)))
    )
    assert lines_of(rule) == "90% ~ ：5分\n80% ~ 90%：3分\n~ 80%：0%"
    assert read_bands(lines_of(rule)) == rule


def test_levels_read_back() -> None:
    rule = Levels((Level("健全", Decimal(3)), Level("基本健全", None, Decimal(50))))
    assert lines_of(rule) == "健全 3分\n基本健全 50%"
    assert read_levels(lines_of(rule)) == rule


def test_several_deductions_read_back() -> None:
    one = Quantity(Decimal(1), "%")
    rule = Deductions((Deduction(one, Decimal("0.1"), "below"), Deduction(one, Decimal("0.2"), "above")))
    assert lines_of(rule) == "每降低 1% 扣 0.1 分，扣完为止\n每超出 1% 扣 0.2 分，扣完为止"
    assert read_deductions(lines_of(rule)) == rule.parts


@pytest.mark.parametrize("text", ["", "健全", "健全 三分"])
def test_no_levels(text: str) -> None:
    with pytest.raises(UnreadableLineError):
        read_levels(text)


@pytest.mark.parametrize("text", ["", "每降低 1%", "每降低 1% 扣 1 分\n每减少 1人 扣 1 分"])
def test_no_deductions(text: str) -> None:
    with pytest.raises(UnreadableLineError):
        read_deductions(text)


@pytest.mark.parametrize("text", ["", "达成", "达成 100-80", "达成 80-120"])
def test_no_grades(text: str) -> None:
    with pytest.raises(UnreadableLineError):
        read_grades(text)


@pytest.mark.parametrize("text", ["", "80%：3分", "许多 ~ 90%：3分", "80% ~ 90%：好"])
def test_no_bands(text: str) -> None:
    with pytest.raises(UnreadableLineError):
        read_bands(text)
