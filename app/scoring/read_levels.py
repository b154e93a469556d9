"""Reads levels in words (等次) from a scoring sentence: 优秀得满分，良好得80%，一般得60%，较差不得分; 健全得3分、基本健全1.5分、不健全不得分.

Only sentences whose every part is a word with what it earns are read; a number in a condition belongs to the ranges (分段).
"""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from app.scoring import wording
from app.scoring.quantity import NUMBER, read_number
from app.scoring.rules import OTHER_LEVEL, Level, Levels

_HALF = rf"(?:{wording.WEIGHT})?的?(?:一半|二分之一|1/2)(?:的?(?:{wording.WEIGHT}|分数))?"
_EARNS = (
    rf"(?:(?P<nothing>{wording.ZERO})|(?:得|计|给|记)?(?P<full>满分|全分)|(?:得|计|给|记)(?P<half>{_HALF})"
    rf"|(?:得|计|给|记)(?:{wording.WEIGHT}的?)?(?P<share>{NUMBER})%(?:的?{wording.WEIGHT})?|(?:得|计|给|记)?(?P<points>{NUMBER})分)"
)
_WORDS = r"(?:[^\d%,;、§/。得]|得到)+?"
_LEVEL = re.compile(rf"(?P<name>{_WORDS}(?:、{_WORDS})*?)(?:的|时|者)?,?(?:则|可){{0,2}}{_EARNS}(?:[,;、/]+|$)")
_INTRO = re.compile(r"^(?:[^:]*:|.*?(?:评定?|等级|结果|评价|情况)为)")
_LONGEST = 400
_ELSE = frozenset(("否则", "否", "反之", "其他", "其余", "其它", "其他情况", "其余情况"))
_NUMERIC = re.compile("每|扣|比例|目标值|标杆值|计划值|指标值|预算数|低于|高于|超过|大于|小于|以上|以下")
# fmt: off
MODIFIERS = (
    "基本", "比较", "较为", "较", "很", "非常", "一般", "部分", "大部分", "尚", "欠", "不够", "不太", "不", "未", "无", "没有", "有所",
    "略有", "稍有", "明显", "显著", "全部", "完全", "全面", "按时", "按期", "及时", "提前", "延期", "逾期", "推迟", "超期",
)
"""Words before a grade word that make another grade of it (基本健全, 不健全)."""
_GRADE_WORDS = frozenset((
    "优秀", "优良", "优", "良好", "良", "中等", "中", "一般", "合格", "达标", "及格", "差", "好", "显著", "明显", "特级", "一级", "二级",
    "三级", "四级", "甲级", "乙级", "丙级", "一等", "二等", "三等", "一等奖", "二等奖", "三等奖", "其他",
))
# fmt: on


def read_levels(clauses: list[str]) -> Levels | None:
    """Levels when all clauses together are words with what they earn, one of them a part of the points."""
    text = ";".join(clauses)
    if len(text) > _LONGEST:
        return None
    found, at = [], 0
    while at < len(text):
        match = _LEVEL.match(text, at)
        if match is None:
            return None
        found.append(match)
        at = match.end()
    levels = sorted((_level(match) for match in found), key=_earned, reverse=True)
    names = _cores([level.name for level in levels])
    if not _is_one_scale(names, [_earned(level) for level in levels]):
        return None
    return Levels(tuple(Level(name, level.points, level.share) for name, level in zip(names, levels, strict=True)))


def _is_one_scale(names: list[str], earned: list[Decimal]) -> bool:
    """Whether the names grade one thing, each earning less than the one before, and one of them a part of the points.

    有制度得1分，有执行得1分 names two things that are added; 达标得满分，否则不得分 has no part.
    """
    if len(names) < 2 or len(set(earned)) < len(earned) or not any(earned[1:]) or OTHER_LEVEL in names[:-1]:
        return False
    if any(not name or _NUMERIC.search(name) for name in names):
        return False
    return all(name in _GRADE_WORDS or name.startswith(MODIFIERS) for name in names[1:])


def _earned(level: Level) -> Decimal:
    """What puts the levels in order; full points come first beside numbers of points."""
    if level.share == 100:
        return Decimal("Infinity")
    return (level.points if level.points is not None else level.share) or Decimal(0)


def _level(match: re.Match[str]) -> Level:
    name = _INTRO.sub("", match["name"])
    if match["nothing"]:
        return Level(name, Decimal(0))
    if match["points"]:
        return Level(name, read_number(match["points"]))
    share = Decimal(100) if match["full"] else Decimal(50) if match["half"] else read_number(match["share"])
    return Level(name, None, share)


def _cores(names: list[str]) -> list[str]:
    """The names without the thing that is graded: 制度健全, 基本健全, 不健全 → 健全, 基本健全, 不健全."""
    plain = [OTHER_LEVEL if name in _ELSE else name for name in names]
    graded = [name for name in plain if name != OTHER_LEVEL]
    alike = itertools.takewhile(lambda letters: len(set(letters)) == 1, zip(*graded, strict=False))
    thing = "".join(letters[0] for letters in alike) if len(graded) > 1 else ""
    # 基本健全 and 基本不健全 share a modifier, not a thing.
    while thing and (thing.endswith(MODIFIERS) or thing in graded):
        thing = thing[:-1]
    plain = [name.removeprefix(thing) if name != OTHER_LEVEL else name for name in plain]
    best = plain[0]
    if best in _GRADE_WORDS:
        return plain
    words = {
        other.removeprefix(modifier) for other in plain[1:] for modifier in MODIFIERS if other.startswith(modifier)
    }
    for word in sorted({*words, *(_GRADE_WORDS if _GRADE_WORDS.issuperset(plain[1:]) else ())}, key=len, reverse=True):
        before = best.removesuffix(word)
        if word and before and before != best and not any(modifier in before for modifier in MODIFIERS):
            return [word, *plain[1:]]
    return plain
