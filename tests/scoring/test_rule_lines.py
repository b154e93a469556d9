"""分档 and 分段 as lines: what is shown reads back as the same rule, and a line that is none is refused by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.scoring.quantity import read_quantity
from app.scoring.rule_lines import UnreadableLineError, lines_of, read_bands, read_grades
from app.scoring.rules import Band, Bands, Grade, Grades


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


@pytest.mark.parametrize("text", ["", "达成", "达成 100-80", "达成 80-120"])
def test_no_grades(text: str) -> None:
    with pytest.raises(UnreadableLineError):
        read_grades(text)


@pytest.mark.parametrize("text", ["", "80%：3分", "许多 ~ 90%：3分", "80% ~ 90%：好"])
def test_no_bands(text: str) -> None:
    with pytest.raises(UnreadableLineError):
        read_bands(text)
