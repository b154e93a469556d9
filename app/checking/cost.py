"""Cost indicators (经济成本指标) against the year's money: 元 and 万元, several lines added, unit prices left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from app.checking.findings import Finding, Fix
from app.checking.rows import Form, Row, short
from app.checking.rules import found
from app.form.amount import WAN, format_amount, stored_amount
from app.form.edits import SetValue
from app.form.labels import money_label
from app.form.places import funding_place, indicator_place
from app.form.target import Target, TargetKind, write_target

_NOT_A_TOTAL = re.compile("单价|单位|人均|户均|平均|每|标准|节约|节省|降低|减少|补助|补贴|均价|单项|限价|工资|薪酬|税")
_WHOLE = re.compile("总成本|项目成本|总额|总费用|总投资|总预算|项目总|全部|成本控制|总支出")


def cost_findings(form: Form) -> Iterator[Finding]:
    """``cost.over_money``, ``cost.differs_from_money``, ``cost.under_money``; silent where the identity is not sure."""
    rows = [row for row in form.used if _is_cost_row(row)]
    lines = [(row, row.words.target) for row in rows]
    if not lines or any(_is_unsure(row, target) for row, target in lines):
        return
    amounts = [target.yuan for _, target in lines if target.yuan is not None]
    key, money = _money(form, form.words.levels.year_money)
    if money is None or not amounts or len(amounts) != len(lines):
        return
    total = sum(amounts, Decimal(0))
    slack = sum((_rounding(target) for _, target in lines), Decimal(0))
    _, whole = _money(form, form.words.levels.whole_money)
    if abs(total - money) <= slack or (whole is not None and abs(total - whole) <= slack):
        return
    if len(lines) == 1:
        confused = _wan_confused(form, lines[0][0], total, money, key)
        if confused is not None:
            yield confused
            return
    within_project = whole is not None and money < total < whole
    yield _finding(form, lines, total, money, key, within_project)


def _is_cost_row(row: Row) -> bool:
    return row.words.role2 in ("economic_cost", "cost")


def _is_unsure(row: Row, target: Target) -> bool:
    """A unit price, a saving, a floor, a phrase: nothing can be added up."""
    if target.kind is not TargetKind.NUMBER or not target.plain or target.yuan is None:
        return True
    return bool(_NOT_A_TOTAL.search(row.words.name)) or target.operator in ("≥", ">", "≈")


def _rounding(target: Target) -> Decimal:
    """Half a unit of the last digit written: 54.44万元 stands for 54.435 to 54.445."""
    number, yuan = target.number, target.yuan
    if number is None or yuan is None or not number:
        return Decimal(0)
    return (
        (yuan / number) * Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)
        if target.unit != "元"
        else Decimal("0.5")
    )


def _money(form: Form, keys: tuple[str, ...]) -> tuple[str, Decimal | None]:
    for key in keys:
        if key in form.document.funding:
            return key, stored_amount(form.document.funding[key])
    return "", None


def _wan_confused(form: Form, row: Row, total: Decimal, money: Decimal, key: str) -> Finding | None:
    """``cost.wan_confused``: ≤76元 beside 760,000 元, ≤1800000万元 beside 1,800,000 元."""
    target = row.words.target
    unit = {"元": "万元", "万元": "元"}.get(target.unit)
    if unit is None or not money or total * (WAN if unit == "万元" else 1 / WAN) != money:
        return None
    place = indicator_place(row.node.id, row.column)
    mended = write_target(replace(target, unit=unit), target.style)
    return found(
        "cost.wan_confused",
        (place, funding_place(key)),
        Fix(f"改为 {mended}", SetValue(place, mended)),
        name=short(row.words.name),
        value=short(row.words.value),
        money=money_label(form.template, key),
        amount=format_amount(money),
        unit=unit,
    )


def _finding(
    form: Form, lines: list[tuple[Row, Target]], total: Decimal, money: Decimal, key: str, within_project: bool
) -> Finding:
    places = (*(indicator_place(row.node.id, "target") for row, _ in lines), funding_place(key))
    said = "、".join(f"“{short(row.words.name)}”（指标值“{short(row.words.value)}”）" for row, _ in lines)
    if len(lines) > 1:
        said += f"合计 {format_amount(total)} 元"
    values = {
        "lines": said,
        "money": money_label(form.template, key),
        "amount": format_amount(money),
        "difference": format_amount(abs(total - money)),
    }
    if total > money:
        # 年度(/项目)指标值: in a project of several years it may be the project's cost.
        return found("cost.over_money", places, None, "warning" if within_project else None, **values)
    if len(lines) > 1 or _WHOLE.search(lines[0][0].words.name):
        return found("cost.differs_from_money", places, **values)
    return found("cost.under_money", places, **values)
