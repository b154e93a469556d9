"""Dates and periods inside a text (``2024年11月底前``, ``第四季度``, ``2020.1``) → their first and last day.

People write deadlines in many ways; a month or a quarter as a deadline means its *last* day (12月底 is 12-31, not 12-01).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period as written. ``first`` and ``last`` bound it; both are None while its year is unknown."""

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    year_written: bool
    month: int | None = None
    """The month of the last day, known even without a year."""
    day: int | None = None
    """The last day within its month, known even without a year (29 February counts as 28)."""


_DIGITS = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_MENTION = re.compile(
    r"""
    (?<![\d.])(?P<y1>(?:19|20)\d\d)(?:\s*年\s*(?P<m1>1[0-2]|0?[1-9])\s*月\s*(?P<d1>3[01]|[12]\d|0?[1-9])\s*[日号]
        |(?P<sep>[-/.])(?P<m1b>1[0-2]|0?[1-9])(?P=sep)(?P<d1b>3[01]|[12]\d|0?[1-9])(?!\d))
  | (?<![\d.])(?P<y2>(?:19|20)\d\d)\s*(?:年\s*(?P<m2>1[0-2]|0?[1-9])\s*月(?:份)?|[-/.](?P<m2b>1[0-2]|0?[1-9])(?:\s*月)?(?![\d.%/]|-(?!(?:19|20)\d\d)|\s*[万亿元]))
        (?P<part2>底|末|初|上旬|中旬|下旬)?
  | (?<![\d.])(?P<y3>(?:19|20)\d\d)\s*年?\s*(?:第?(?P<q3>[一二三四1-4])季度|(?P<half3>上半年|下半年))
  | (?<![\d.])(?P<y4>(?:19|20)\d\d)\s*(?:年\s*(?:度内?|底|末|内|中|初)?)
  | (?<![\d.年])(?P<m5>1[0-2]|0?[1-9])\s*月\s*(?P<d5>3[01]|[12]\d|0?[1-9])\s*[日号]
  | (?<![\d.年个])(?P<m6>1[0-2]|0?[1-9])\s*月(?:份)?(?P<part6>底|末|初|上旬|中旬|下旬)?(?![数均租])
  | 第(?P<q7>[一二三四1-4])季度 | (?P<half7>上半年|下半年) | (?P<end7>年底|年末|年内|年度内|当年内?|本年度?内?|全年内)
    """,
    re.VERBOSE,
)


def find_dates(text: str, year: int | None = None) -> tuple[DateMention, ...]:
    """Every date or period in a text, in order. ``year`` is taken for those without a year of their own.

    A bare ``2024年`` is the period of that year. Numbers that merely look alike (12个月, 〔2021〕5号) are not dates.
    """
    if not _may_hold_a_date(text):
        return ()
    plain = text.translate(_DIGITS)
    found = []
    carried = year
    for match in _MENTION.finditer(plain):
        mention = _mention(match, text, carried)
        if mention is None:
            continue
        found.append(mention)
        if mention.year_written and mention.last is not None:
            # "2024年6月前…，11月前…": the second deadline is of the year written before it.
            carried = mention.last.year
    return tuple(found)


def _may_hold_a_date(text: str) -> bool:
    return "年" in text or "月" in text or "季度" in text or "20" in text or "２０" in text


def _mention(match: re.Match[str], text: str, year: int | None) -> DateMention | None:
    group = match.groupdict()
    written = group["y1"] or group["y2"] or group["y3"] or group["y4"]
    own_year = int(written) if written else year
    bounds = _bounds(group, own_year or 2023)  # any year that is no leap year gives month and day
    if bounds is None:
        return None
    first, last = bounds
    return DateMention(
        text=text[match.start() : match.end()],
        start=match.start(),
        end=match.end(),
        first=first if own_year else None,
        last=last if own_year else None,
        year_written=written is not None,
        month=last.month,
        day=last.day,
    )


def _bounds(group: dict[str, str | None], year: int) -> tuple[date, date] | None:
    month_text = group["m1"] or group["m1b"] or group["m5"]
    if month_text:
        day, month = int(group["d1"] or group["d1b"] or group["d5"] or 1), int(month_text)
        if day > monthrange(year, month)[1]:
            return None
        return date(year, month, day), date(year, month, day)
    month_text = group["m2"] or group["m2b"] or group["m6"]
    if month_text:
        return _part_of_month(year, int(month_text), group["part2"] or group["part6"] or "")
    quarter = group["q3"] or group["q7"]
    if quarter:
        last_month = _QUARTERS[quarter] * 3
        return date(year, last_month - 2, 1), _month_end(year, last_month)
    half = group["half3"] or group["half7"]
    if half == "上半年":
        return date(year, 1, 1), date(year, 6, 30)
    if half == "下半年":
        return date(year, 7, 1), date(year, 12, 31)
    return date(year, 1, 1), date(year, 12, 31)


def _part_of_month(year: int, month: int, part: str) -> tuple[date, date]:
    if part in ("初", "上旬"):
        return date(year, month, 1), date(year, month, 10)
    if part == "中旬":
        return date(year, month, 11), date(year, month, 20)
    return date(year, month, 1), _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
