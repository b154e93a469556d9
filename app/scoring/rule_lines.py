"""Rules of several parts as lines that a person writes: the grades (分档), the ranges (分段), the items (逐项) of a rule.

``达成预期指标 80-100`` is a grade with its range in percent of the weight; ``80% ~ 90%：3分`` a range of 完成值 (the lower end
belongs to it) with its points, ``~ 80%：60%`` one with its share of the weight.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from app.scoring.quantity import Quantity, plain, read_quantity
from app.scoring.rules import Band, Bands, Checklist, Grade, Grades, Rule

_GRADE = re.compile(
    r"(?P<name>.*?\S)\s+(?P<low>\d+(?:\.\d+)?)\s*%?\s*[-–—~至]\s*(?P<high>\d+(?:\.\d+)?)\s*%?", re.ASCII
)
_BAND = re.compile(r"(?P<low>[^~:]*)~(?P<high>[^~:]*):\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<sign>分|%)", re.ASCII)


class UnreadableLineError(ValueError):
    """A line that is no part of a rule; ``str()`` is the line."""


def lines_of(rule: Rule) -> str:
    """The parts of a rule, a line each; empty for a rule of one part."""
    match rule:
        case Grades():
            return "\n".join(f"{grade.name} {plain(grade.low)}-{plain(grade.high)}" for grade in rule.grades)
        case Bands():
            return "\n".join(map(_band_line, rule.bands))
        case Checklist():
            return "\n".join(rule.items)
    return ""


def _band_line(band: Band) -> str:
    low, high = ("" if end is None else end.text() for end in (band.low, band.high))
    earned = f"{plain(band.points)}分" if band.points is not None else f"{plain(band.share or Decimal(0))}%"
    return f"{low} ~ {high}：{earned}".strip()


def read_grades(text: str) -> Grades:
    """Grades from lines. Raises UnreadableLineError; so does a text without any."""
    grades = []
    for line in _lines(text):
        match = _GRADE.fullmatch(line)
        if match is None or Decimal(match["low"]) >= Decimal(match["high"]) or Decimal(match["high"]) > 100:
            raise UnreadableLineError(line)
        grades.append(Grade(match["name"], Decimal(match["low"]), Decimal(match["high"])))
    return Grades(tuple(grades))


def read_bands(text: str) -> Bands:
    """Ranges from lines. Raises UnreadableLineError; so does a text without any."""
    bands = []
    for line in _lines(text):
        match = _BAND.fullmatch(unicodedata.normalize("NFKC", line))
        if match is None:
            raise UnreadableLineError(line)
        number, points = Decimal(match["number"]), match["sign"] == "分"
        low, high = _end(match["low"], line), _end(match["high"], line)
        bands.append(Band(low, high, number if points else None, None if points else number))
    return Bands(tuple(bands))


def _end(text: str, line: str) -> Quantity | None:
    if not text.strip():
        return None
    quantity = read_quantity(text.strip())
    if quantity is None:
        raise UnreadableLineError(line)
    return quantity


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        raise UnreadableLineError("")
    return lines
