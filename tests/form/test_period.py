"""Dates inside texts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.form.period import find_dates


@pytest.mark.parametrize(
    ("text", "last_days"),
    [
        ("开始实施时间 2020.1 完成时间 2020.11", [date(2020, 1, 31), date(2020, 11, 30)]),
        ("2014年1月完成时间 2016年12月", [date(2014, 1, 31), date(2016, 12, 31)]),
        ("2024年6月前完成初稿，11月前完成终稿", [date(2024, 6, 30), date(2024, 11, 30)]),
        ("2023年6月前完成初稿，11月前完成终稿", [date(2023, 6, 30), date(2023, 11, 30)]),
        ("2024-12-31", [date(2024, 12, 31)]),
        ("12月底", [date(2024, 12, 31)]),
        ("2024年10月中旬", [date(2024, 10, 20)]),
    ],
)
def test_dates_in_texts(text: str, last_days: list[date]) -> None:
    assert [mention.last for mention in find_dates(text, 2024)] == last_days


@pytest.mark.parametrize(
    "text", ["12个月", "=12.00(月)", "沪卫信息〔2021〕5号", "2020.5%", "2018.5万元", "租用月份数", "2月30日", "20240次"]
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert not [mention for mention in find_dates(text, 2024) if mention.year_written or "年" in text]


def test_without_a_year_month_and_day_are_known() -> None:
    (mention,) = find_dates("11月底前")
    assert (mention.last, mention.month, mention.day, mention.year_written) == (None, 11, 30, False)


@given(st.text(max_size=60))
def test_mentions_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for mention in find_dates(text, 2024):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        end = mention.end
