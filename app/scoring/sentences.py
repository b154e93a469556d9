"""From a rule to words: the short label shown beside a sentence (每降低 1% 扣 0.1 分，扣完为止), and a whole sentence of
指标说明 that is read back as the same rule."""

from __future__ import annotations

from decimal import Decimal

from app.scoring.quantity import Quantity, chinese_number, plain
from app.scoring.rules import (
    Aimed,
    AllOrNothing,
    Band,
    Bands,
    Checklist,
    Comparison,
    Deduction,
    Deductions,
    Grade,
    Grades,
    Level,
    Levels,
    Product,
    Ratio,
    Rule,
    Side,
    Threshold,
)

_COMPARISON_WORDS: dict[Comparison, str] = {"≥": "达到", "≤": "小于等于", ">": "大于", "<": "小于", "=": "等于"}
_SIDE_WORDS: dict[Side, str] = {"below": "降低", "above": "超出", "either": "偏离", "each": "发生"}
_EVENTS = ("起", "次", "例", "件", "宗")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def label_of(rule: Rule) -> str:
    """What the rule does, in a few words, behind 已识别：."""
    match rule:
        case AllOrNothing():
            return f"{'不超过标杆值' if rule.small else _aim(rule.threshold)}得满分，否则不得分"
        case Deduction():
            return _deduction_label(rule)
        case Deductions():
            losses = "；".join(f"{_step_words(part)} {_amount_words(part)}" for part in rule.parts)
            return "，".join([losses, *_deduction_ends(rule.parts[0])])
        case Levels():
            return "，".join(_level_words(level) for level in rule.levels)
        case Product():
            return f"得分 = 完成值 × 权重{_cutoff_words(rule.cutoff, '低于')}"
        case Ratio():
            return f"{_ratio_words(rule)}，最高为权重分{_cutoff_words(rule.cutoff, _worse(rule))}"
        case Checklist() if rule.item_points:
            points = sorted(set(rule.item_points))
            earns = (
                f"每项 {plain(points[0])} 分"
                if len(points) == 1
                else f"分别得 {'、'.join(map(plain, rule.item_points))} 分"
            )
            return f"{chinese_number(len(rule.items))}项，{earns}，逐项勾选"
        case Checklist():
            return f"{chinese_number(len(rule.items))}项各占 1/{len(rule.items)} 权重分，逐项勾选"
        case Grades():
            return "、".join(f"{grade.name} {plain(grade.low)}%–{plain(grade.high)}%" for grade in rule.grades)
        case Bands():
            return "，".join(_band_words(band) for band in rule.bands)


def _aim(threshold: Threshold | None) -> str:
    if threshold is None:
        return "达到标杆值"
    if threshold.date:
        return f"{threshold.date}前完成"
    return f"{_COMPARISON_WORDS[threshold.comparison]} {_quantity_words(threshold.quantity)} "


def _quantity_words(quantity: Quantity) -> str:
    return f"{plain(quantity.number)}{quantity.unit}"


def _amount_words(rule: Deduction) -> str:
    return f"扣权重分 {plain(rule.points)}%" if rule.of_weight else f"扣 {plain(rule.points)} 分"


def _step_words(rule: Deduction) -> str:
    """每降低 1%, 每减少 1人, 每发生 1起, 每有 1名不符合."""
    step = _quantity_words(rule.step)
    if rule.side == "each" and rule.step.unit not in _EVENTS:
        return f"每有 {step}不符合"
    if rule.side == "above" and rule.threshold is not None and rule.threshold.date:
        return f"每延迟 {step}"
    if rule.side == "below" and rule.step.unit not in ("%", "个百分点", "百分点"):
        return f"每减少 {step}"
    return f"每{_SIDE_WORDS[rule.side]} {step}"


def _deduction_label(rule: Deduction) -> str:
    parts = [f"{_step_words(rule)} {_amount_words(rule)}"]
    parts += _deduction_ends(rule)
    return "，".join(parts)


def _deduction_ends(rule: Deduction) -> list[str]:
    step = _quantity_words(rule.step)
    ends = []
    if rule.steps == "proportional":
        ends.append(f"不足 {step} 的按比例扣分")
    elif rule.steps == "begun":
        ends.append(f"不足 {step} 的按 {step} 计")
    if rule.at_most is not None:
        ends.append(f"最多扣 {plain(rule.at_most)} 分")
    if rule.until_zero:
        ends.append("扣完为止")
    if rule.cutoff is not None:
        ends.append(_cutoff_words(rule.cutoff, _worse(rule)).removeprefix("，"))
    return ends


def _worse(rule: Deduction | Ratio | Product) -> str:
    """The word for the wrong side of a cutoff."""
    above = isinstance(rule, Deduction) and rule.side in ("above", "each", "either")
    turned = isinstance(rule, Ratio) and rule.turned
    small = rule.threshold is not None and rule.threshold.comparison in ("≤", "<")
    return "超过" if above or turned or small else "低于"


def _cutoff_words(cutoff: Quantity | None, worse: str) -> str:
    return "" if cutoff is None else f"，{worse} {_quantity_words(cutoff)} 不得分"


def _ratio_words(rule: Ratio) -> str:
    return "得分 = 目标值 ÷ 实际完成值 × 权重" if rule.turned else "得分 = 实际完成值 ÷ 目标值 × 权重"


def _earned_words(part: Band | Level) -> str:
    return f"{plain(part.share)}%权重分" if part.share is not None else f"{plain(part.points or Decimal(0))}分"


def _level_words(level: Level) -> str:
    return f"{level.name}得{_earned_words(level)}"


def _band_words(band: Band) -> str:
    earns = _earned_words(band)
    if band.high is None:
        return f"{_quantity_words(band.low) if band.low else ''}及以上得{earns}"
    if band.low is None:
        return f"{_quantity_words(band.high)}以下得{earns}"
    return f"{_quantity_words(band.low)}（含）-{_quantity_words(band.high)}得{earns}"


def sentence_of(rule: Rule) -> str:
    """A sentence for 指标说明 that says exactly this rule and is read back as it."""
    match rule:
        case AllOrNothing():
            return f"{_full(rule)}，否则不得分。"
        case Deduction():
            return f"{_full(rule)}；{_deduction_label(rule)}。"
        case Deductions():
            return f"{_full(rule)}；{label_of(rule)}。"
        case Levels():
            return "；".join(_level_words(level) for level in rule.levels) + "。"
        case Product():
            return _product_sentence(rule)
        case Ratio():
            start = f"{_full(rule)}；" if rule.threshold or rule.full_points is not None else ""
            return f"{start}{_ratio_words(rule)}{_cutoff_words(rule.cutoff, _worse(rule))}。"
        case Checklist():
            return _checklist_sentence(rule)
        case Grades():
            return _grades_sentence(rule.grades)
        case Bands():
            return "；".join(_band_words(band) for band in rule.bands) + "。"


def _full(rule: Aimed) -> str:
    points = "得满分" if rule.full_points is None else f"得 {plain(rule.full_points)} 分"
    small = isinstance(rule, AllOrNothing) and rule.small
    return f"{'不超过标杆值' if small else _aim(rule.threshold).rstrip()}，{points}"


def _product_sentence(rule: Product) -> str:
    grades = f"完成情况分为{_grade_list(rule.grades)}{chinese_number(len(rule.grades))}档。\n" if rule.grades else ""
    full = f"{_full(rule)}；" if rule.threshold or rule.full_points is not None else ""
    return f"{grades}{full}得分 = 实际完成值 × 指标权重{_cutoff_words(rule.cutoff, _worse(rule))}。"


def _checklist_sentence(rule: Checklist) -> str:
    count = len(rule.items)
    if rule.item_points:
        marked = zip(_CIRCLED, rule.items, rule.item_points, strict=False)
        lines = [f"{mark}{item}，得 {plain(points)} 分；" for mark, item, points in marked]
        return "\n".join(["评价要点：", *lines, "不符合不得分。"])
    lines = [f"{_CIRCLED[index]}{item}；" for index, item in enumerate(rule.items)]
    end = f"以上{chinese_number(count)}项各占 1/{count} 权重分，符合得该项权重分，不符合不得分。"
    return "\n".join(["评价要点：", *lines, end])


def _grade_list(grades: tuple[Grade, ...]) -> str:
    return "、".join(f"{grade.name}（{plain(grade.low)}%（含）-{plain(grade.high)}%）" for grade in grades)


def _grades_sentence(grades: tuple[Grade, ...]) -> str:
    names = "、".join(grade.name for grade in grades)
    ranges = "、".join(f"{plain(grade.high)}%-{plain(grade.low)}%（含）" for grade in grades)
    return f"分为{names}{chinese_number(len(grades))}档，分别按照该指标对应分值区间{ranges}合理确定分值。"
