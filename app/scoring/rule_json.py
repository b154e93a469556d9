"""Rules to and from the JSON value under the key ``scoring`` of an indicator. Numbers are decimal strings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from app.form.document import Json
from app.scoring.quantity import Quantity, plain
from app.scoring.rules import (
    Aimed,
    AllOrNothing,
    Band,
    Bands,
    Checklist,
    Deduction,
    Deductions,
    Grade,
    Grades,
    Level,
    Levels,
    Product,
    Ratio,
    Rule,
    Threshold,
)
from app.scoring.wording import DATE


class RuleError(ValueError):
    """The value is no rule that this program knows; the message is for people."""


_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_KINDS: dict[str, type[Rule]] = {
    "all_or_nothing": AllOrNothing,
    "deduction": Deduction,
    "deductions": Deductions,
    "product": Product,
    "ratio": Ratio,
    "checklist": Checklist,
    "grades": Grades,
    "bands": Bands,
    "levels": Levels,
}


def kind_of(rule: Rule) -> str:
    """The word that stands under ``kind`` in the file."""
    return next(kind for kind, shape in _KINDS.items() if isinstance(rule, shape))


def rule_to_json(rule: Rule) -> dict[str, Json]:
    """The JSON value of a rule; settings that are at their default are left out."""
    value: dict[str, Json] = {"kind": kind_of(rule), **_own_settings(rule)}
    if isinstance(rule, Aimed):
        if rule.threshold is not None:
            value["threshold"] = _threshold_json(rule.threshold)
        _put_number(value, "full_points", rule.full_points)
    if isinstance(rule, Deduction | Product | Ratio) and rule.cutoff is not None:
        value["cutoff"] = _quantity_json(rule.cutoff)
    return value


def _own_settings(rule: Rule) -> dict[str, Json]:
    """What only this kind of rule has."""
    value: dict[str, Json] = {}
    match rule:
        case Checklist():
            value["items"] = list(rule.items)
            if rule.item_points:
                value["item_points"] = [plain(points) for points in rule.item_points]
        case Grades():
            value["grades"] = _grades_json(rule.grades)
        case Bands():
            value["bands"] = [_band_json(band) for band in rule.bands]
        case Levels():
            value["levels"] = [{"name": level.name, **_earned_json(level)} for level in rule.levels]
        case Deductions():
            value["parts"] = [rule_to_json(part) for part in rule.parts]
        case Deduction():
            value["step"] = _quantity_json(rule.step)
            value["points"] = plain(rule.points)
            value["side"] = rule.side
            value["of_weight"] = rule.of_weight
            value["steps"] = rule.steps
            value["until_zero"] = rule.until_zero
            _put_number(value, "at_most", rule.at_most)
        case AllOrNothing() if rule.small:
            value["small"] = True
        case Product() if rule.grades:
            value["grades"] = _grades_json(rule.grades)
        case Ratio():
            value["turned"] = rule.turned
    return value


def _put_number(value: dict[str, Json], key: str, number: Decimal | None) -> None:
    if number is not None:
        value[key] = plain(number)


def _quantity_json(quantity: Quantity) -> dict[str, Json]:
    return {"number": plain(quantity.number), "unit": quantity.unit}


def _grades_json(grades: tuple[Grade, ...]) -> list[Json]:
    return [{"name": grade.name, "low": plain(grade.low), "high": plain(grade.high)} for grade in grades]


def _band_json(band: Band) -> dict[str, Json]:
    value: dict[str, Json] = {}
    if band.low is not None:
        value["low"] = _quantity_json(band.low)
    if band.high is not None:
        value["high"] = _quantity_json(band.high)
    return {**value, **_earned_json(band)}


def _earned_json(part: Band | Level) -> dict[str, Json]:
    value: dict[str, Json] = {}
    _put_number(value, "points", part.points)
    _put_number(value, "share", part.share)
    return value


def _threshold_json(threshold: Threshold) -> dict[str, Json]:
    value = {"date": threshold.date} if threshold.date else _quantity_json(threshold.quantity)
    return {"comparison": threshold.comparison, **value}


def rule_from_json(value: Json) -> Rule:
    """The rule that a JSON value holds. Raises RuleError when it is none that this program knows."""
    data = _mapping(value, "评分规则")
    match data.get("kind"):
        case "all_or_nothing":
            small = data.get("small", False) is True
            return AllOrNothing(_threshold(data), _optional_number(data, "full_points"), small)
        case "deduction":
            return _deduction(data)
        case "deductions":
            parts = tuple(_deduction(_mapping(part, "parts")) for part in _list(data, "parts"))
            return Deductions(parts, _threshold(data), _optional_number(data, "full_points"))
        case "levels":
            return Levels(tuple(_level(_mapping(item, "levels")) for item in _list(data, "levels")))
        case "product":
            grades = _grades(data) if "grades" in data else ()
            return Product(_threshold(data), grades, _quantity(data, "cutoff"), _optional_number(data, "full_points"))
        case "ratio":
            turned = data.get("turned", False) is True
            return Ratio(_threshold(data), turned, _quantity(data, "cutoff"), _optional_number(data, "full_points"))
        case "checklist":
            items = tuple(_text(item, "items") for item in _list(data, "items"))
            return Checklist(items, _item_points(data, len(items)))
        case "grades":
            return Grades(_grades(data))
        case "bands":
            return Bands(tuple(_band(_mapping(item, "bands")) for item in _list(data, "bands")))
        case unknown:
            raise RuleError(f"不认识的评分规则种类“{unknown}”")


def _deduction(data: Mapping[str, Json]) -> Deduction:
    step = _quantity(data, "step")
    side, steps = data.get("side"), data.get("steps", "whole")
    if step is None or step.number <= 0:
        raise RuleError("评分规则的 step 应当是大于 0 的数")
    if side not in ("below", "above", "either", "each") or steps not in ("whole", "proportional", "begun"):
        raise RuleError("评分规则的 side 或 steps 不是认识的值")
    return Deduction(
        step=step,
        points=_number(data, "points"),
        side=side,  # type: ignore[arg-type]  # narrowed by the test above
        threshold=_threshold(data),
        of_weight=data.get("of_weight", False) is True,
        until_zero=data.get("until_zero", True) is True,
        steps=steps,  # type: ignore[arg-type]  # narrowed by the test above
        cutoff=_quantity(data, "cutoff"),
        at_most=_optional_number(data, "at_most"),
        full_points=_optional_number(data, "full_points"),
    )


def _item_points(data: Mapping[str, Json], count: int) -> tuple[Decimal, ...]:
    if data.get("item_points") is None:
        return ()
    points = tuple(_number({"item_points": each}, "item_points") for each in _list(data, "item_points"))
    if len(points) != count:
        raise RuleError("评分规则的 item_points 应当每项一个数")
    return points


def _threshold(data: Mapping[str, Json]) -> Threshold | None:
    if data.get("threshold") is None:
        return None
    inner = _mapping(data["threshold"], "threshold")
    comparison = inner.get("comparison")
    if comparison not in ("≥", ">", "≤", "<", "="):
        raise RuleError(f"评分规则的 comparison“{comparison}”不是认识的符号")
    if "date" in inner:
        quantity, date = Quantity(Decimal(0)), _date(inner["date"])
    else:
        quantity, date = Quantity(_number(inner, "number"), _text(inner.get("unit", ""), "unit")), ""
    return Threshold(comparison, quantity, date)  # type: ignore[arg-type]  # narrowed by the test above


def _date(value: Json) -> str:
    text = _text(value, "date")
    if re.fullmatch(DATE, text, re.ASCII) is None:
        raise RuleError(f"评分规则的 date“{text}”应当写成 12月31日 或 2021年11月底 的样子")
    return text


def _grades(data: Mapping[str, Json]) -> tuple[Grade, ...]:
    found = [_mapping(item, "grades") for item in _list(data, "grades")]
    return tuple(Grade(_text(item.get("name"), "name"), _number(item, "low"), _number(item, "high")) for item in found)


def _band(data: Mapping[str, Json]) -> Band:
    points, share = _earned(data)
    return Band(_quantity(data, "low"), _quantity(data, "high"), points, share)


def _level(data: Mapping[str, Json]) -> Level:
    points, share = _earned(data)
    return Level(_text(data.get("name"), "name"), points, share)


def _earned(data: Mapping[str, Json]) -> tuple[Decimal | None, Decimal | None]:
    """What a band or level earns: points, or a share of the weight."""
    points, share = _optional_number(data, "points"), _optional_number(data, "share")
    if (points is None) == (share is None):
        raise RuleError("评分规则的每一段应当写 points 或 share 之一")
    return points, share


def _quantity(data: Mapping[str, Json], key: str) -> Quantity | None:
    if data.get(key) is None:
        return None
    inner = _mapping(data[key], key)
    return Quantity(_number(inner, "number"), _text(inner.get("unit", ""), "unit"))


def _mapping(value: Json, name: str) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise RuleError(f"{name} 应当是一组键和值")
    return value


def _list(data: Mapping[str, Json], key: str) -> list[Json]:
    value = data.get(key)
    if not isinstance(value, list) or not value:
        raise RuleError(f"评分规则的 {key} 应当是不空的列表")
    return value


def _text(value: Json, name: str) -> str:
    if not isinstance(value, str):
        raise RuleError(f"评分规则的 {name} 应当是文字")
    return value


def _number(data: Mapping[str, Json], key: str) -> Decimal:
    value = data.get(key)
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise RuleError(f"评分规则的 {key} 应当是十进制数，写成文字")
    return Decimal(value)


def _optional_number(data: Mapping[str, Json], key: str) -> Decimal | None:
    return None if data.get(key) is None else _number(data, key)
