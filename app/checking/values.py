"""Name ↔ value (指标与指标值): is there a value, and does it go with the name?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from app.checking.findings import Severity
from app.checking.lexicons import Lexicons, Units, ending, holding, names_only_people, without_spaces
from app.checking.names import is_higher_better, is_rate
from app.checking.rows import Issue, Wording, is_unfilled, short
from app.form.target import Target, TargetKind, write_target
from app.form.target_words import NUMBER

_HUNDRED = Decimal(100)
_PRICED = re.compile("标准|补助|补贴|单价|成本|金额|工资|薪酬|金$|费$|费用|奖励")
_SHARE = re.compile(
    "[率比度性]|覆盖|完成|达标|落实|保障|执行|进度|百分|占|情况|到位|实现|增|升|降|减|全面|普及|验收|合格|准确|及时"
)
_AVAILABLE = re.compile("(?:运行|可用|在线|开机|正常|无故障|服务|开放)时[间长]$")
_SATISFACTION = ("满意度", "满意率")
_IMPROVED = re.compile("提升|提高|改善|增强|完善|持续|增加|减少|降低|减轻|上升|下降")


def missing_issues(words: Wording, target: Target, _: Lexicons) -> Iterator[Issue]:
    """``value.missing``, ``value.placeholder``, ``value.name_missing``, ``value.echo``."""
    if is_unfilled(words.name):
        if not words.bare_name and target.kind is not TargetKind.NONE:
            yield Issue("value.name_missing", "name", {"value": short(words.value)})
        return
    if target.placeholder:
        yield Issue("value.placeholder", "target", {"value": short(words.value)})
    elif target.kind is TargetKind.NONE and words.value.strip() not in ("不适用", "不涉及"):
        shown = words.value.strip()
        yield Issue("value.missing", "target", {"shown": f"只有“{shown}”" if shown else "没有填写"})
    elif target.kind in (TargetKind.TEXT, TargetKind.SEVERAL, TargetKind.CHANGE) and _same(words.name, words.value):
        yield Issue("value.echo", "target", {"value": short(words.value)})


def _same(name: str, value: str) -> bool:
    return without_spaces(name).rstrip("。") == without_spaces(value).rstrip("。")


def rate_issues(words: Wording, target: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """``value.rate_mismatch`` (a rate with 次, a date, 是 …), ``value.over_hundred``, ``value.percent_missing``."""
    units = lexicons.units
    said = {"value": short(words.value)}
    if not is_rate(words.bare_name, units):
        if words.bare_name.endswith(_SATISFACTION):
            yield from _scale_issues(words, target, lexicons, said)
        return
    if target.kind in (TargetKind.DEADLINE, TargetKind.BOOLEAN, TargetKind.GRADE):
        if target.equivalent or (target.kind is TargetKind.GRADE and _IMPROVED.search(words.value)):
            return
        yield Issue("value.rate_mismatch", "target", {**said, "what": "名称是比率，指标值应是百分比"})
    elif target.kind is TargetKind.NUMBER and target.number is not None:
        if _is_foreign_to_rate(words.bare_name, target.unit, units):
            yield Issue(
                "value.rate_mismatch", "target", {**said, "what": f"名称是比率，指标值的单位却是“{target.unit}”"}
            )
        elif not target.unit and "比例" not in words.bare_name and not re.search("[%％]|百分", words.name):
            fixed = _in_percent(target) if target.number > 1 else _hundredfold(target)
            yield Issue("value.percent_missing", "target", said, fixed, f"改为 {fixed}")
        else:
            yield from _scale_issues(words, target, lexicons, said)


def _scale_issues(words: Wording, target: Target, lexicons: Lexicons, said: dict[str, str]) -> Iterator[Issue]:
    """``value.percent_scale``: 合格率 ≥0.95%, 满意度 ≥0.9%."""
    if target.kind is not TargetKind.NUMBER or not target.is_percent or target.number is None:
        return
    if 0 < target.number <= 1 and is_higher_better(words.bare_name, lexicons.direction):
        fixed = _hundredfold(target)
        yield Issue("value.percent_scale", "target", said, fixed, f"改为 {fixed}")


def _is_foreign_to_rate(name: str, unit: str, units: Units) -> bool:
    """Whether a rate cannot have this unit: 合格率 100分 neither, though a 好评率 may be scored."""
    if unit == "分":
        return not holding(units.scored_names).search(name)
    return bool(unit) and unit not in units.rate_units and "/" not in unit


def _in_percent(target: Target) -> str | None:
    return write_target(replace(target, unit="%"), target.style) if target.plain else None


def _hundredfold(target: Target) -> str | None:
    """A rate that was given as a share: 0.95 → 95%."""
    if not target.plain or target.number is None:
        return None
    number = (target.number * 100).normalize()
    whole = number.quantize(Decimal(1)) if number == number.to_integral_value() else number
    return write_target(replace(target, unit="%", number=whole), target.style)


def percent_issues(words: Wording, target: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """``value.over_hundred``: more than 100 % where that cannot be."""
    if target.kind is not TargetKind.NUMBER or not target.is_percent or target.number is None:
        return
    above = target.number > _HUNDRED or (target.number == _HUNDRED and target.operator == ">")
    if not above or holding(lexicons.units.over_hundred).search(words.name):
        return
    if is_rate(words.bare_name, lexicons.units) or "满意" in words.name:
        yield Issue("value.over_hundred", "target", {"value": short(words.value)})


def count_issues(words: Wording, target: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """``value.count_mismatch``: a name of a count with % or with the unit of something else; ``value.unit_missing``."""
    units, name = lexicons.units, words.bare_name
    if target.kind is not TargetKind.NUMBER or is_rate(name, units):
        return
    measure = _measure(name, units)
    said = {"value": short(words.value)}
    if target.is_percent:
        counted = measure or _counted(name, units)
        if counted:
            yield Issue("value.count_mismatch", "target", {**said, "what": f"名称是“{counted}”，与“%”不匹配"})
        return
    if measure and target.unit and "/" not in target.unit and _core(target.unit) not in units.counts[measure]:
        what = f"名称是“{measure}”，指标值的单位却是“{target.unit}”"
        yield Issue("value.count_mismatch", "target", {**said, "what": what})


def _measure(name: str, units: Units) -> str:
    """The measure that a name ends with (次数, 台次, 面积), empty when none."""
    match = ending(tuple(units.counts)).search(name)
    if match is None:
        return ""
    # 位数 is no count, 床位数 is one: the longer word decides.
    others = (ending(units.not_count).search(name), ending(units.compounds).search(name))
    return "" if any(other is not None and len(other[0]) >= len(match[0]) for other in others) else match[0]


def _counted(name: str, units: Units) -> str:
    """What a name counts by its end (困难家庭数 → 数量, 活动频次 → 频次), empty when it counts nothing."""
    match = ending(units.count_endings).search(name)
    if match is None or ending(units.not_count).search(name):
        return ""
    return match[0] if len(match[0]) > 1 else "数量"


def _core(unit: str) -> str:
    """The unit without its scale: 万人次 → 人次; 万 alone stays."""
    return re.sub("^(?:千万|百万|十万|亿|万|千|百)(?=.)", "", unit)


def unit_issues(words: Wording, target: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """``value.unit_missing``: a number alone, or a price without its 元."""
    if target.kind is not TargetKind.NUMBER or not target.plain:
        return
    name = words.bare_name
    if target.unit.startswith("/"):
        if not _PRICED.search(name):
            return
        fixed = words.value.replace(target.unit, f"元{target.unit}") if "/" in words.value else None
        yield Issue("value.unit_missing", "target", {"value": short(words.value)}, fixed, f"改为 {fixed}")
    elif not target.unit and not is_rate(name, lexicons.units):
        if holding(lexicons.units.unitless).search(name) or name != without_spaces(words.name) or target.number == 0:
            return
        yield Issue("value.unit_missing", "target", {"value": short(words.value)})


def kind_issues(words: Wording, target: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """``value.kind_mismatch``: 是否 with a number, 满意度 with 次 or 是, 时间 with % or 个, 成本 with 次, 效果 with 次."""
    units, name = lexicons.units, words.bare_name
    what = ""
    if holding(units.yes_no).search(name):
        if target.kind in (TargetKind.NUMBER, TargetKind.DEADLINE):
            what = "名称问“是否”，指标值应写“是”或“否”"
    elif name.endswith(_SATISFACTION):
        what = _not_satisfaction(target, units)
    elif target.kind is TargetKind.NUMBER:
        what = _wrong_unit(name, target, units)
    if what:
        yield Issue("value.kind_mismatch", "target", {"value": short(words.value), "what": what})


def _not_satisfaction(target: Target, units: Units) -> str:
    """What is wrong with the value of a 满意度, empty when nothing is."""
    if target.kind is TargetKind.NUMBER and target.unit in units.not_satisfaction_units:
        return f"名称是满意度，指标值的单位却是“{target.unit}”"
    if target.kind is TargetKind.DEADLINE or (target.kind is TargetKind.BOOLEAN and not target.equivalent):
        return "名称是满意度，指标值应是百分比或分数"
    return ""


def _wrong_unit(name: str, target: Target, units: Units) -> str:
    """What is wrong with the unit of a number under this name, empty when nothing is."""
    if ending(units.time_names).search(name):
        if target.is_percent and not _AVAILABLE.search(name):
            return "名称是时间，与“%”不匹配"
        return f"名称是时间，指标值的单位却是“{target.unit}”" if target.unit in units.time_not_units else ""
    if ending(units.cost_names).search(name) and target.unit in units.cost_not_units:
        return f"名称是金额，指标值的单位却是“{target.unit}”"
    if ending(units.effect_endings).search(name) and target.unit in units.event_units:
        return f"名称说的是效果，指标值却是以“{target.unit}”计的数量"
    return ""


def share_issues(words: Wording, target: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """``value.name_unclear``: a percentage whose name does not say of what (成本 100%, 市民 ≥50%, 宣传手册 ≥80%)."""
    units, name = lexicons.units, words.bare_name
    if target.kind is not TargetKind.NUMBER or not target.is_percent or is_rate(name, units):
        return
    severity: Severity | None = None
    if ending(units.cost_names).search(name):
        shown = "名称是金额，与“%”不匹配，请改为金额，或写明是哪一项比率"
    elif words.role2 == "satisfaction" and names_only_people(name, units):
        named = f"{name}满意度"
        what = f"名称只写了对象，没有写衡量什么，请改为“{short(named)}”"
        yield Issue("value.name_unclear", "name", {"value": short(words.value), "what": what}, named, f"改为 {named}")
        return
    elif ending(units.person_endings).search(name):
        shown = f"名称“{name[-2:]}”是人，与“%”不匹配，请写明是哪一项比率"
    elif words.role2 == "quantity" and not _SHARE.search(name):
        shown = "名称不是比率，百分比说不清是什么占什么，请改为数量，或写明是哪一项比率"
        severity = "hint"
    else:
        return
    yield Issue("value.name_unclear", "name", {"value": short(words.value), "what": shown}, severity=severity)


_OWN_AMOUNT = re.compile(
    rf"(?<![\d.×xX*]){NUMBER}\s*(?P<unit>次|场|台|套|人次|人|篇|份|期|件|家|所|辆|间|座|本|册|户|万元|元)(?!以上|以下|以内|/)"
)


def name_issues(words: Wording, target: Target, _: Lexicons) -> Iterator[Issue]:
    """``value.number_differs`` (举办讲座10场: ≥8场), ``value.name_generic`` (产出时效 under 时效)."""
    own = list(_OWN_AMOUNT.finditer(words.bare_name))
    if len(own) == 1 and target.kind is TargetKind.NUMBER and target.plain and own[0]["unit"] == target.unit:
        number = Decimal(own[0][0].removesuffix(target.unit).strip().replace(",", ""))
        if number != target.number:
            yield Issue("value.number_differs", "target", {"value": short(words.value), "own": own[0][0]})
    elif words.role2 != "satisfaction" and _is_generic(words):
        yield Issue("value.name_generic", "name", {"value": short(words.value)})


def _is_generic(words: Wording) -> bool:
    """A name that says no more than its level 2."""
    name = words.bare_name.removesuffix("指标").removeprefix("产出")
    level2 = without_spaces(words.level2).removesuffix("指标").removeprefix("产出")
    return bool(name) and name == level2
