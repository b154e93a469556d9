"""Rules of several parts as lines that a person writes: the grades (分档), the ranges (分段), the items (逐项) of a rule.

``优秀 100%`` or ``健全 3分`` is a level in words with what it earns; ``每降低 1% 扣 0.1 分`` one way to lose points of several;
``达成预期指标 80-100`` is a grade with its range in percent of the weight; ``80% ~ 90%：3分`` a range of 完成值 (the lower end
belongs to it) with its points, ``~ 80%：60%`` one with its share of the weight.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from app.scoring.quantity import Quantity, plain, read_quantity
from app.scoring.read_rule import read_rule
from app.scoring.rules import Band, Bands, Checklist, Deduction, Deductions, Grade, Grades, Level, Levels, Rule
from app.scoring.sentences import label_of
from app.scoring.wording import DATE

_GRADE = re.compile(
    r"(?P<name>.*?\S)\s+(?P<low>\d+(?:\.\d+)?)\s*%?\s*[-–—~至]\s*(?P<high>\d+(?:\.\d+)?)\s*%?", re.ASCII
)
_LEVEL = re.compile(r"(?P<name>.*?\S)\s+(?P<number>\d+(?:\.\d+)?)\s*(?P<sign>分|%)", re.ASCII)
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
        case Levels():
            return "\n".join(f"{level.name} {_earned(level)}" for level in rule.levels)
        case Deductions():
            return "\n".join(map(label_of, rule.parts))
        case Checklist():
            return "\n".join(rule.items)
    return ""


def _band_line(band: Band) -> str:
    low, high = ("" if end is None else end.text() for end in (band.low, band.high))
    return f"{low} ~ {high}：{_earned(band)}".strip()


def _earned(part: Band | Level) -> str:
    return f"{plain(part.points)}分" if part.points is not None else f"{plain(part.share or Decimal(0))}%"


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


def read_levels(text: str) -> Levels:
    """Levels in words from lines. Raises UnreadableLineError; so does a text without any."""
    levels = []
    for line in _lines(text):
        match = _LEVEL.fullmatch(line)
        if match is None:
            raise UnreadableLineError(line)
        number, points = Decimal(match["number"]), match["sign"] == "分"
        levels.append(Level(match["name"], number if points else None, None if points else number))
    return Levels(tuple(levels))


def is_rule_date(text: str) -> bool:
    """Whether a text is a day that a rule can name (12月31日, 2021年11月底)."""
    return re.fullmatch(DATE, text, re.ASCII) is not None


def read_deductions(text: str) -> tuple[Deduction, ...]:
    """Several ways to lose points from lines, each side once. Raises UnreadableLineError; so does a text without any."""
    parts: list[Deduction] = []
    for line in _lines(text):
        rule = read_rule(f"达到标杆值，得满分；{line}").rule
        if not isinstance(rule, Deduction) or rule.side in [part.side for part in parts]:
            raise UnreadableLineError(line)
        parts.append(rule)
    return tuple(parts)


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
