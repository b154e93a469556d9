"""Reads the parts of a scoring sentence that are lists: items that each earn a part (n 项各占 1/n), grades (档) and bands (分段)."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from app.scoring import wording
from app.scoring.quantity import NUMBER, UNIT, Quantity, read_number
from app.scoring.rules import Band, Bands, Checklist, Grade

_COUNT = r"[一二两三四五六七八九十\d]+"
_EACH = (
    rf"(?:以上|上述)?(?:(?P<count>{_COUNT})(?:项|条|点|方面)(?:要点|内容|指标|标准)?)?[,，]?"
    rf"(?:(?:每项|各项|各|每)占?(?:1/(?P<part>\d+)|(?P<part_of>{_COUNT})分之一|(?P<share>\d+(?:\.\d+)?)[%％])的?{wording.WEIGHT}"
    rf"|(?:每项|各项)占?{wording.WEIGHT}的?1/(?P<part_after>\d+)"
    rf"|(?:每项|每个要点|各|各项)(?:得|占|计)?(?P<points>{NUMBER})分"
    rf"|每?(?:符合|满足|达到|做到)(?:其中)?(?:一|1)项(?:要求|标准)?的?[,，]?得"
    rf"(?:1/(?P<part_met>\d+)的?{wording.WEIGHT}|(?P<points_met>{NUMBER})分))"
)
_MARKS = r"[①-⑳]|[(（]\d{1,2}[)）]|(?<![\d.])\d{1,2}[.、．](?!\d)"
_ITEM_OFF = (
    rf"(?:有)?(?:任意|任何|其中)?(?:每有?|如有)?(?:一|1)(?:项|处|条)(?:内容|要求)?(?:不符合?|不满足|未达到?|不达标|缺失|未做到)(?:要求|标准)?的?[,，]?(?:则)?"
    rf"扣(?:除|减)?(?:该项|本项|相应|对应|其)?的?(?:相应|对应)?的?(?:{wording.WEIGHT}|分值|分数|权重分|得分)(?:[,，]扣完为止)?"
)
"""一项不符扣相应分值: the item earns nothing, as ticks have it."""
# What may stand behind the sharing clause without saying anything new about points.
_AFTER = re.compile(
    rf"[,，。;；]*(?:(?:不)?(?:符合|满足|达到)(?:要求|标准)?的?[,，]?(?:则)?(?:得该项权重分|得分|得该项分值|得满分|得相应{wording.WEIGHT}"
    rf"|不得分|不得该项分|得该项分)|{_ITEM_OFF}|(?:否则|反之)不得分|全部符合得满分|[,，。;；])*"
)


_OWN_POINTS = re.compile(
    rf"[,，]?(?:(?:可)?(?:得|计|占)(?P<points>{NUMBER})分|[(（](?P<bracketed>{NUMBER})分[)）])[;；。,，]*$"
)
"""An item that ends with what it earns: ……，得 1 分； or ……（2 分）；"""


def speaks_of_items(sentence: str) -> bool:
    """Whether the sentence shares the points out among items: …项各占 1/n, or items that each name their points."""
    if re.search(_MARKS, sentence) is None:
        return False
    text = "".join(sentence.split())
    return re.search(_EACH, text) is not None or len(_own_points(text)[0]) >= 2


def read_checklist(sentence: str) -> tuple[Checklist | None, str]:
    """The items of a sentence that shares points out, or the reason why they cannot be read."""
    text = "".join(sentence.split())
    clauses = list(re.finditer(_EACH, text))
    if not clauses:
        items, points, after = _own_points(text)
        if not _AFTER.fullmatch(after):
            return None, f"看不懂“{after}”"
        return Checklist(items, points), ""
    clause = clauses[-1]
    if len(clauses) > 1 or not _AFTER.fullmatch(text[clause.end() :]):
        return None, f"看不懂“{text[clause.start() :]}”"
    items = _items(text[: clause.start()])
    if any(re.search(r"\d分|扣|得分", item) for item in items):
        return None, "各项要点另有分值"
    if not items:
        return None, "没有列出要点"
    for stated in (clause["count"], clause["part"], clause["part_of"], clause["part_met"], clause["part_after"]):
        if stated and read_number(stated) != len(items):
            return None, f"列出 {len(items)} 项要点，却写“{clause[0].strip('，,')}”"
    if clause["share"] and Decimal(clause["share"]) * len(items) != 100:
        return None, f"列出 {len(items)} 项要点，每项 {clause['share']}% 合计不是 100%"
    earned = clause["points"] or clause["points_met"]
    return Checklist(items, (read_number(earned),) * len(items) if earned else ()), ""


def _items(text: str) -> tuple[str, ...]:
    pieces = re.split(_MARKS, text)[1:]
    return tuple(piece.strip("；;。，, ") for piece in pieces if piece.strip("；;。，, "))


def _own_points(text: str) -> tuple[tuple[str, ...], tuple[Decimal, ...], str]:
    """Items that each end with their points, those points, and what follows the last item; nothing where one has none."""
    pieces = re.split(_MARKS, text)[1:]
    if len(pieces) < 2:
        return (), (), text
    last = re.match(rf".*?(?:(?:得|计|占){NUMBER}分|[(（]{NUMBER}分[)）])[;；。,，]*", pieces[-1])
    if last is None:
        return (), (), text
    after = pieces[-1][last.end() :]
    found = [_OWN_POINTS.search(piece) for piece in (*pieces[:-1], last[0])]
    items = tuple(
        piece[: match.start()].strip("；;。，, ")
        for piece, match in zip((*pieces[:-1], last[0]), found, strict=True)
        if match
    )
    if len(items) != len(pieces) or not all(items) or any(re.search(r"\d分|扣|得分|不得", item) for item in items):
        return (), (), text
    points = tuple(read_number(match["points"] or match["bracketed"]) for match in found if match)
    return items, points, after


_PERCENT = rf"(?:{NUMBER})%"
_RANGE = rf"(?P<one>{NUMBER})%(?:\((?:不)?含\))?[-~—至到](?P<two>{NUMBER})%(?:\((?:不)?含\))?"
_NAMED_GRADE = rf"(?P<name>[^、,;:()]+?)\({_RANGE}\)"
_GRADE_INTRO = r"^.*?(?:划分为|分为)"
_RANGES = rf"(?:分别)?按照?[^;]*?(?P<ranges>(?:{_RANGE.replace('?P<one>', '?:').replace('?P<two>', '?:')}、?){{2,}})[^;]*?(?:合理)?(?:确定|给予|赋|计)?(?:分值|得分|计分)?"


def read_grades(text: str) -> tuple[tuple[Grade, ...], str]:
    """The grades (档) named with their ranges, best first, and the text without them; no grades leave the text as it is."""
    named = list(re.finditer(_NAMED_GRADE, text))
    if len(named) >= 2:
        grades = tuple(_grade(re.sub(_GRADE_INTRO, "", match["name"]), match) for match in named)
        start = text.rfind(";", 0, named[0].start()) + 1
        tail = re.match(rf"[、,]?(?:共)?(?:{_COUNT}档)?(?:[,;]|$)", text[named[-1].end() :])
        end = named[-1].end() + (tail.end() if tail else 0)
        return _in_order(grades, text, f"{text[:start]}{text[end:]}")
    listed = re.search(rf"分为(?P<names>[^,;]*?)(?:{_COUNT})(?:个)?档(?:次)?,?{_RANGES}", text)
    if listed is None:
        return (), text
    names = listed["names"].split("、")
    ranges = list(re.finditer(_RANGE, listed["ranges"]))
    if len(names) != len(ranges):
        return (), text
    grades = tuple(_grade(name, match) for name, match in zip(names, ranges, strict=True))
    start = text.rfind(";", 0, listed.start()) + 1
    return _in_order(grades, text, f"{text[:start]}{text[listed.end() :].lstrip(',;')}")


def _grade(name: str, match: re.Match[str]) -> Grade:
    low, high = sorted((read_number(match["one"]), read_number(match["two"])))
    return Grade(name, low, high)


def _in_order(grades: tuple[Grade, ...], text: str, without: str) -> tuple[tuple[Grade, ...], str]:
    """Grades only when each begins where the better one ends; else nothing was read."""
    steps = itertools.pairwise(grades)
    fits = grades[0].high == 100 and all(upper.low == lower.high and lower.low < lower.high for upper, lower in steps)
    return (grades, without) if fits else ((), text)


_BAND_EARNS = (
    rf"(?:的|时|者|之间|之间的)*,?(?:则|可)?(?:(?P<nothing>{wording.ZERO})|(?:得|计|给|记)?(?P<full>满分|全分)"
    rf"|(?:得|计|给|记)(?P<points>{NUMBER})分|(?:得|计|给|记)(?:{wording.WEIGHT}的?(?P<share>{NUMBER})%|(?P<share_first>{NUMBER})%的?{wording.WEIGHT}))"
)
_BETWEEN = (
    rf"(?P<low>{NUMBER})(?P<low_unit>{UNIT})(?P<low_in>\(含\)|\(不含\))?"
    rf"(?:[-~—至到]|(?P<low_mark>[≤<])[^,;\d≤<]{{1,20}}(?P<high_mark>[≤<]))(?P<high>{NUMBER})(?P<high_unit>{UNIT})(?P<high_in>\(含\)|\(不含\))?"
)
_BOTH = (
    rf"(?:<|小于|低于|不足)(?P<below>{NUMBER})(?P<below_unit>{UNIT})(?:且|并|、|,)?(?:≥|大于等于|不低于|达到)(?P<from>{NUMBER})(?P<from_unit>{UNIT})"
    rf"|(?:≥|大于等于|不低于|达到)(?P<from_first>{NUMBER})(?P<from_first_unit>{UNIT})(?:且|并|、|,)?(?:<|小于|低于|不足)"
    rf"(?P<below_last>{NUMBER})(?P<below_last_unit>{UNIT})"
)
_OPEN = (
    rf"(?P<sign>≥|>|≤|<|大于等于|大于|不低于|高于|超过|达到|达|小于等于|小于|不足|不到|低于)?(?P<bound>{NUMBER})(?P<bound_unit>{UNIT})"
    r"(?P<suffix>(?:\(含\)|及|\(不含\))?(?:以上|以下)(?:\(含\)|\(不含\))?)?"
)
_BAND = re.compile(rf"[^;\d≥≤<>]*?[,:]?(?:在|为|处于|介于)?(?:{_BOTH}|{_BETWEEN}|{_OPEN}){_BAND_EARNS}")
_LOWER_SIGNS = frozenset(("≥", "大于等于", "不低于", "达到", "达"))
_UPPER_SIGNS = frozenset(("<", "小于", "不足", "不到", "低于"))


def read_bands(clauses: list[str]) -> Bands | None:
    """Bands when all clauses are ranges with what they earn, at least three of them, and they meet without a gap."""
    pieces = [piece for clause in clauses for piece in _split_bands(clause)]
    bands = [_band(piece) for piece in pieces]
    read = [band for band in bands if band is not None]
    if len(read) < 3 or len(read) != len(bands):
        return None
    ordered = sorted(read, key=lambda band: Decimal("-Infinity") if band.low is None else band.low.base().number)
    joined = all(lower.high == upper.low for lower, upper in itertools.pairwise(ordered))
    return Bands(tuple(reversed(ordered))) if joined and ordered[-1].high is None else None


def _split_bands(clause: str) -> list[str]:
    """A clause cut behind each thing earned (得 3 分，…), where one clause holds several bands."""
    return [
        piece
        for piece in re.split(
            rf"(?<=分),(?!则|得|不得)|(?<=分值),|(?<=权重),|(?<=权重分),|(?<={'满分'}),|(?<=%),(?=[^,;]*(?:得|计))",
            clause,
        )
        if piece
    ]


def _band(text: str) -> Band | None:
    match = _BAND.fullmatch(text)
    if match is None:
        return None
    points = Decimal(0) if match["nothing"] else read_number(match["points"]) if match["points"] else None
    stated_share = match["share"] or match["share_first"]
    share = Decimal(100) if match["full"] else read_number(stated_share) if stated_share else None
    ends = _ends(match)
    return None if ends is None else Band(ends[0], ends[1], points, share)


def _ends(match: re.Match[str]) -> tuple[Quantity | None, Quantity | None] | None:
    """(low, high) of a band; None when an end belongs to the other side than ours (low in, high out)."""
    if match["from"] or match["from_first"]:
        start, end = ("from", "below") if match["from"] else ("from_first", "below_last")
        return (
            Quantity(read_number(match[start]), match[f"{start}_unit"]),
            Quantity(read_number(match[end]), match[f"{end}_unit"]),
        )
    if match["low"]:
        unit = match["low_unit"] or match["high_unit"]
        low, high = (
            Quantity(read_number(match["low"]), unit),
            Quantity(read_number(match["high"]), match["high_unit"] or unit),
        )
        if (
            match["low_in"] == "(不含)"
            or match["high_in"] == "(含)"
            or match["low_mark"] == "<"
            or match["high_mark"] == "≤"
        ):
            # An upper end that belongs to the band is ours only where it cannot be passed.
            return (low, None) if high.number == 100 and high.unit == "%" and match["low_in"] != "(不含)" else None
        return (low, None) if high.number == 100 and high.unit == "%" else (low, high)
    bound = Quantity(read_number(match["bound"]), match["bound_unit"])
    sign, suffix = match["sign"], match["suffix"] or ""
    if sign in _UPPER_SIGNS or (
        sign is None and "以下" in suffix and "含" not in suffix.replace("不含", "") and "及" not in suffix
    ):
        return None, bound
    if sign in _LOWER_SIGNS or (sign is None and "以上" in suffix and "不含" not in suffix):
        return bound, None
    return None
