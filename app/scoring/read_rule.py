"""From a scoring sentence (指标说明) to a rule, or to the part of it that cannot be read.

Every word that speaks of points must have been understood before a rule is given: a sentence that is read only in part
gives no rule, because a rule that leaves a condition out would compute a wrong score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from app.scoring import wording
from app.scoring.quantity import Quantity, read_number, read_quantity, squeezed
from app.scoring.read_levels import read_levels
from app.scoring.read_lists import read_bands, read_checklist, read_grades, speaks_of_items
from app.scoring.rules import (
    AllOrNothing,
    Comparison,
    Deduction,
    Deductions,
    Grade,
    Grades,
    Product,
    Ratio,
    Rule,
    Side,
    Steps,
    Threshold,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence gave: a rule, or in ``unread`` the part that could not be understood or the reason, for people."""

    rule: Rule | None
    unread: str = ""


@dataclass(slots=True)
class _Parts:
    """The pieces found in a sentence so far; ``rest`` is the text with a § where each piece was."""

    rest: str
    full: re.Match[str] | None = None
    full_by: re.Match[str] | None = None
    full_when: re.Match[str] | None = None
    deductions: list[re.Match[str]] = field(default_factory=list)
    cutoff: re.Match[str] | None = None
    formula: re.Match[str] | None = None
    other_day: str = ""
    otherwise: bool = False
    until_zero: bool = False
    by_part: bool = False
    round_up: bool = False
    proportion: bool = False
    at_most: Decimal | None = None

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first match of a pattern, taken out of the rest."""
        match = re.search(pattern, self.rest)
        if match:
            self.rest = f"{self.rest[: match.start()]}§{self.rest[match.end() :]}"
        return match


_LONGEST = 800
"""No rule is that long; a text that is would only take long to search through at every keystroke."""


def read_rule(sentence: str) -> Reading:
    """Read a scoring sentence. Blank gives no rule and no complaint."""
    if not sentence.strip():
        return Reading(None)
    if speaks_of_items(sentence):
        checklist, reason = read_checklist(sentence)
        return Reading(checklist, reason)
    clauses = list(_scoring_clauses(sentence))
    levels = read_levels(clauses or re.split("[。;]", squeezed(sentence).rstrip("。;")))
    if levels:
        return Reading(levels)
    if not clauses:
        return Reading(None, "没有写怎样计分")
    if sum(map(len, clauses)) > _LONGEST:
        return Reading(None, f"说到计分的文字超过 {_LONGEST} 字")
    bands = read_bands(clauses)
    if bands:
        return Reading(bands)
    text = ";".join(clauses)
    month = re.search(r"\d{1,2}月份?(?:之|以)?前", text)
    if month:
        return Reading(None, f"看不出“{month[0]}”是到月初还是月底，请写明哪一天")
    grades, text = read_grades(text)
    if grades and not _speaks_of_points(text):
        return Reading(Grades(grades))
    parts = _parts_of(text)
    if _speaks_of_points(parts.rest):
        return Reading(None, _leftover(parts.rest))
    strange = _strange_number(parts) or _strange_date(parts)
    if strange:
        return Reading(None, f"看不懂“{strange}”")
    return _rule_from(parts, grades)


def _scoring_clauses(sentence: str) -> Iterator[str]:
    """The clauses that say something about points, squeezed; definitions, lists and years are left out."""
    text = squeezed(re.sub(r"[①-⑳]", "", sentence))
    text = re.sub(r"\d{4}年度?(?!\d{1,2}月)", "", text)
    text = re.sub(r"(?i)min\(([^(),]+(?:\([^()]*\))?[^(),]*),1\)", r"\1", text)
    # 截至12月31日,支出率达到95%: the day on which the number is taken.
    text = re.sub(rf"(?:截至|截止到?)(?:{wording.DATE}),?(?=[^,;。]*\d)", "", text)
    # 完成率=实际完成数/计划数×100%, : what the name of a rate means, said in passing.
    text = re.sub(r"(?:^|(?<=[,;。]))(?![^,;。=]*得分)[^,;。=]{2,30}=[^,;。=]*[×*]100%,", "", text)
    grades_open = False
    for clause in re.split(r"[。;]", text):
        if re.fullmatch(wording.DEFINITION, clause):
            continue
        grades_open = "档" in clause
        if grades_open or re.search(wording.SPEAKS_OF_POINTS, clause):
            yield re.sub(r"^(?:\(?\d+[.、)](?!\d)|评分标准:|评分规则:|计分方法:|计分标准:|评价标准:)+", "", clause)


def _speaks_of_points(text: str) -> bool:
    return re.search(wording.SPEAKS_OF_POINTS, text) is not None


def _strange_number(parts: _Parts) -> str:
    """A percentage that is left over and is neither the threshold nor the cutoff: some condition was not understood."""
    threshold = _threshold(parts)
    known = {quantity.number for quantity in (threshold.quantity if threshold else None, _cutoff(parts)) if quantity}
    for match in re.finditer(r"(\d+(?:\.\d+)?)%", parts.rest):
        if read_number(match[1]) not in known:
            return match[0]
    return ""


def _strange_date(parts: _Parts) -> str:
    """A date that is left over, or a month that may mean its first day or its last."""
    if parts.other_day:
        return parts.other_day
    date = re.search(r"(?:\d{4}年)?\d{1,2}月(?:份?前|\d{1,2}[日号]|底|末)", parts.rest)
    return date[0] if date else ""


def _leftover(rest: str) -> str:
    pieces = [piece for piece in re.split(r"[§;,]", rest) if _speaks_of_points(piece)]
    return f"看不懂“{'，'.join(pieces)}”"


def _parts_of(text: str) -> _Parts:
    """Take the known pieces out, the most particular first."""
    parts = _Parts(text)
    parts.round_up = parts.take(wording.ROUND_UP) is not None
    parts.take(wording.CAP)
    parts.formula = parts.take(wording.FORMULA)
    while deduction := parts.take(wording.DEDUCTION):
        parts.deductions.append(deduction)
    if parts.deductions:
        parts.by_part = parts.take(wording.BY_PART) is not None
    until_zero = parts.take(wording.UNTIL_ZERO)
    parts.until_zero = until_zero is not None
    at_most = parts.take(wording.AT_MOST)
    if at_most:
        parts.at_most = read_number(at_most["number"])
    elif until_zero and until_zero["all"]:
        parts.at_most = read_number(until_zero["all"])  # 扣完 3 分为止
    parts.full_by = parts.take(wording.FULL_BY)
    if parts.full_by is not None:
        later = parts.take(wording.LATER)
        if later and parts.full_by["date"] != (later["date"] or later["over"]):
            parts.other_day = later["date"] or later["over"]  # what lies between the two days is not said
        parts.otherwise = later is not None
    parts.full = parts.take(wording.FULL_AT) if parts.full_by is None else None
    parts.cutoff = parts.take(wording.CUTOFF) or parts.take(wording.CUTOFF_UNDER)
    parts.proportion = parts.take(wording.PROPORTION) is not None
    parts.otherwise = parts.take(wording.OTHERWISE) is not None or parts.otherwise
    if parts.full is None and parts.full_by is None:
        parts.full_when = parts.take(wording.FULL_WHEN)
    return parts


def _rule_from(parts: _Parts, grades: tuple[Grade, ...]) -> Reading:
    if grades and parts.formula is None:
        return Reading(None, "分了档，又写了别的计分办法")
    condition = parts.full_when["condition"] if parts.full_when else ""
    if condition.startswith("每"):
        return Reading(None, f"看不懂条件“{condition}”，没有列出各项")
    if parts.full_by and (parts.formula or parts.proportion):
        return Reading(None, f"看不出超过“{parts.full_by['date']}”怎样按比例计分")
    if re.search(r"\d", condition) and not (parts.deductions and re.search("均|全部|所有|都", condition)):
        return Reading(None, f"看不懂条件“{condition}”")
    if len(parts.deductions) > 1:
        return _deductions(parts)
    if parts.deductions:
        return _deduction(parts, parts.deductions[0])
    if parts.formula:
        return _formula(parts, parts.formula, grades)
    if parts.proportion:
        if parts.otherwise:
            return Reading(None, "既写按比例计分，又写不得分")
        return Reading(Ratio(_threshold(parts), False, _cutoff(parts), _full_points(parts)))
    if (parts.full or parts.full_by or parts.full_when) and (parts.otherwise or _cutoff_is_threshold(parts)):
        small = (
            parts.full_when is not None
            and re.search("不超过|不高于|不大于|以内|控制在|小于|低于|未超", condition) is not None
        )
        return Reading(AllOrNothing(_threshold(parts), _full_points(parts), small))
    return Reading(None, "没有写未达标时怎样计分")


def _threshold(parts: _Parts, side: Side = "below") -> Threshold | None:
    if parts.full_by is not None:
        return Threshold("≤", Quantity(Decimal(0)), parts.full_by["date"])
    match = parts.full
    if match is None:
        return None
    suffix = match["suffix"]
    # 发生数为 0 means none at all; otherwise a bare number is a goal on the side that costs nothing.
    none = not read_number(match["number"])
    comparison: Comparison = "≤" if side == "above" or none else "≥"
    if match["comparison"]:
        comparison = wording.COMPARISONS[match["comparison"]]
    elif any(word in suffix for word in ("以下", "内")):
        comparison = "≤"
    elif "以上" in suffix:
        comparison = "≥"
    return Threshold(comparison, _quantity(match))


def _quantity(match: re.Match[str]) -> Quantity:
    return Quantity(read_number(match["number"]), match["unit"])


def _cutoff(parts: _Parts) -> Quantity | None:
    return _quantity(parts.cutoff) if parts.cutoff else None


def _cutoff_is_threshold(parts: _Parts) -> bool:
    """达到 90% 得满分，低于 90% 不得分: the second half only says 否则."""
    threshold = _threshold(parts)
    return threshold is not None and _cutoff(parts) == threshold.quantity


def _full_points(parts: _Parts) -> Decimal | None:
    match = parts.full or parts.full_by or parts.full_when
    return read_number(match["points"]) if match and match["points"] else None


def _deduction(parts: _Parts, match: re.Match[str]) -> Reading:
    rule = _one_deduction(parts, match)
    if isinstance(rule, str):
        return Reading(None, rule)
    threshold = _threshold(parts, rule.side)
    if threshold and threshold.date and rule.side != "above":
        return Reading(None, f"“{threshold.date}”与“{match[0]}”说的不是一件事")
    if threshold and threshold.comparison in {"below": "≤<", "above": "≥>"}.get(rule.side, ""):
        return Reading(None, f"“{parts.full[0] if parts.full else threshold.text()}”与“{match[0]}”方向相反")
    return Reading(
        replace(
            rule,
            threshold=threshold,
            cutoff=_cutoff(parts),
            at_most=parts.at_most,
            full_points=_full_points(parts),
        )
    )


def _deductions(parts: _Parts) -> Reading:
    """Several ways to lose points: each side once, and nothing else that would belong to only one of them."""
    found: list[Deduction] = []
    for match in parts.deductions:
        rule = _one_deduction(parts, match)
        if isinstance(rule, str):
            return Reading(None, rule)
        found.append(rule)
    sides = [rule.side for rule in found]
    if len(set(sides)) < len(sides) or "either" in sides or parts.at_most is not None or parts.cutoff is not None:
        return Reading(None, "写了不止一种扣分办法，看不出怎样合在一起")
    threshold = _threshold(parts, next((side for side in sides if side != "each"), "each"))
    if threshold is not None and {"below", "above"} <= set(sides):
        if threshold.date:
            return Reading(None, f"看不懂“{threshold.date}”以前为什么扣分")
        threshold = replace(threshold, comparison="=")  # 达到 100% 得满分, and more than that costs points too
    return Reading(Deductions(tuple(found), threshold, _full_points(parts)))


def _one_deduction(parts: _Parts, match: re.Match[str]) -> Deduction | str:
    """What one 每……扣…… says by itself, or why it cannot be read."""
    if parts.formula or parts.proportion or parts.otherwise:
        return "既写逐步扣分，又写了别的计分办法"
    side = _side(parts, match)
    step = _quantity(match) if match["number"] else Quantity(Decimal(1), match["only_unit"])
    if side is None or step.number <= 0:
        return f"看不懂“{match[0]}”"
    share = match["share"] or match["share_first"]
    steps: Steps = "begun" if parts.round_up else "proportional" if parts.by_part else "whole"
    points = read_number(share or match["points"])
    return Deduction(step, points, side, of_weight=share is not None, until_zero=parts.until_zero, steps=steps)


_PERCENTS = ("%", "个百分点", "百分点")


def _side(parts: _Parts, match: re.Match[str]) -> Side | None:
    """Which way the steps go: by the verb, else by the words before 每."""
    rest = match["rest"]
    for side in ("below", "above", "either"):
        if match[side]:
            short = len(rest) <= 4 and not re.search(r"[且或不未\d]", rest)
            return side if rest in ("", "的", "时", "以内") or (short and match["unit"] == "个") else None
    if match["each"] or rest:
        return "each" if match["unit"] not in _PERCENTS and (rest or match["each"] != "有") else None
    if re.search("低于|未达到|未达|不足|不到", parts.rest):
        return "below"
    if re.search("偏离|偏差", parts.rest):
        return "either"
    if re.search("超过|超出|高于|逾期|延迟", parts.rest):
        return "above"
    return None if match["unit"] in _PERCENTS else "each"


_REACHED = re.compile("完成|实际|达成|率$|度$|得分")
_WANTED = re.compile("目标|计划|标杆|指标值|预期|预算|应")


def _formula(parts: _Parts, match: re.Match[str], grades: tuple[Grade, ...]) -> Reading:
    points = read_number(match["points"]) if match["points"] else _full_points(parts)
    of, by = match["of"], match["by"]
    threshold, cutoff = _threshold(parts), _cutoff(parts)
    if by is None:
        if not _REACHED.search(of) or (_WANTED.search(of) and not re.search("完成|实际|执行|率|度", of)):
            return Reading(None, f"看不懂“{match[0]}”")
        return Reading(Product(threshold, grades, cutoff, points))
    if grades:
        return Reading(None, "分了档，又写了别的计分办法")
    divisor = read_quantity(by)
    if divisor and divisor.number > 0 and (threshold is None or threshold.quantity == divisor):
        return Reading(Ratio(threshold or Threshold("≥", divisor), False, cutoff, points))
    if re.search("实际|完成", of) and _WANTED.search(by) and not re.search("实际", by):
        return Reading(Ratio(threshold, False, cutoff, points))
    if _WANTED.search(of) and re.search("实际|完成", by) and not re.search("实际", of):
        return Reading(Ratio(threshold, True, cutoff, points))
    return Reading(None, f"看不懂“{match[0]}”")
