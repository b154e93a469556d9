"""Many forms beside each other."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.checking.across import AcrossFinding, NamedForm, across, is_distinctive, total_line, totals
from app.checking.lexicons import lexicons
from app.checking.rules import all_rules
from app.form.document import Document
from app.storage.document_files import load
from tests.checking.make_clean import CLEAN, form, template_for, with_row
from tests.make_forms import FORMS


def named(document: Document) -> NamedForm:
    return NamedForm(str(document.fields.get("project_name")), document, template_for(document))


def project(name: str, rows: Any = CLEAN, **changed: Any) -> Document:
    """A form of its own: nothing in it is said in another form but the generic indicators."""
    texts = {"overall_goal": f"{name}三年内完成既定任务。", "annual_goal": f"组织{name}的使用培训，保障运行。"}
    fields = {"project_name": name, **changed.pop("fields", {})}
    return form(rows, fields=fields, texts={**texts, **changed.pop("texts", {})}, **changed)


def found(*documents: Document) -> tuple[AcrossFinding, ...]:
    return across([named(document) for document in documents])


def codes(*documents: Document) -> list[str]:
    return [each.code for each in found(*documents)]


def test_two_projects_of_one_unit_have_nothing_in_common() -> None:
    assert found(project("村卫生室修缮"), project("救护车更新")) == ()


def test_one_effect_counted_twice_in_the_real_forms() -> None:
    """W 2024-03, 2024-05: 家庭医生服务满意率 ≥80% in both."""
    real = [load(FORMS / f"2024-0{number}.jxb").document for number in range(1, 9)]
    (finding,) = found(*real)
    assert (finding.code, finding.severity) == ("across.same_effect", "warning")
    assert [spot.form for spot in finding.spots] == [2, 4]
    assert "家庭医生服务满意率" in finding.message and "同一效果重复计入" in finding.message


def test_the_real_forms_of_one_unit_in_2026_are_silent() -> None:
    assert found(*(load(FORMS / f"2026-0{number}.jxb").document for number in range(1, 5))) == ()


def test_values_and_units_that_differ() -> None:
    one = project("甲院改造", with_row("社会效益指标", "重点人群家庭医生签约率", "≥65%"))
    other = project("乙院改造", with_row("社会效益指标", "重点人群家庭医生签约率", "≥60%"))
    (finding,) = found(one, other)
    assert finding.code == "across.value_differs"
    assert "≥65%" in finding.message and "≥60%" in finding.message
    one = project("甲院改造", with_row("数量指标", "心肺复苏普及讲座", "≥5次"))
    other = project("乙院改造", with_row("数量指标", "心肺复苏普及讲座", "≥5场"))
    assert codes(one, other) == ["across.unit_differs"]


def test_two_writings_of_one_value_are_one_value() -> None:
    one = project("甲院改造", with_row("数量指标", "心肺复苏普及讲座", "≥5场"))
    other = project("乙院改造", with_row("数量指标", "心肺复苏普及讲座", ">=5.0(场)"))
    assert codes(one, other) == []


def test_years_are_not_compared_with_each_other() -> None:
    one = project("甲院改造", with_row("社会效益指标", "重点人群家庭医生签约率", "≥65%"))
    other = project("乙院改造", with_row("社会效益指标", "重点人群家庭医生签约率", "≥60%"), year=2025)
    assert codes(one, other) == []


def test_a_project_twice() -> None:
    assert codes(project("甲院改造"), project("甲院改造")) == ["across.duplicate_project"]
    assert codes(project("甲院改造"), project("甲院改造", year=2025)) == []
    assert codes(project("甲院改造"), project("甲院改造", fields={"implementing_unit": "另一家单位"})) == []


def test_copied_texts_whole_and_in_part() -> None:
    goal = "加强基层医疗机构能力建设，组织业务骨干外出进修学习。完善家庭医生签约服务流程，提高居民获得感。"
    assert codes(project("甲", texts={"annual_goal": goal}), project("乙", texts={"annual_goal": goal})) == [
        "across.copied_text"
    ]
    part = goal.replace("提高居民获得感", "本年完成三个社区")
    mixed = f"{goal}另外完成甲区的器材更新。"
    assert codes(project("甲", texts={"annual_goal": mixed}), project("乙", texts={"annual_goal": part})) == []
    assert codes(project("甲", texts={"annual_goal": mixed}), project("乙", texts={"annual_goal": goal})) == [
        "across.copied_text"
    ]


def test_a_figure_given_differently() -> None:
    one = project("甲", texts={"annual_goal": "面向辖区内常住人口约128万人开展服务。"})
    other = project("乙", texts={"annual_goal": "为辖区内常住人口130万人提供保障。"})
    (finding,) = found(one, other)
    assert finding.code == "across.figure_differs"
    assert "128万人" in finding.message and "130万人" in finding.message


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("某区卫生健康委员 会", ["across.spelling"]),
        ("某区卫生健康委员", ["across.spelling"]),
        ("某市卫生健康委员会", []),
        ("某区卫生健康委员会", []),
        ("某区教育局", []),
    ],
)
def test_names_of_units_spelled_differently(second: str, expected: list[str]) -> None:
    assert codes(project("甲"), project("乙", fields={"competent_department": second})) == expected


def test_numbered_units_are_different_units() -> None:
    one = project("甲", fields={"competent_department": "第一人民医院筹建处"})
    assert codes(one, project("乙", fields={"competent_department": "第二人民医院筹建处"})) == []


def test_totals_count_the_filled_cells() -> None:
    forms = [named(project("甲")), named(project("乙", funding={"annual": None}))]
    by_key = {total.key: total for total in totals(forms)}
    assert (by_key["annual"].amount, by_key["annual"].forms) == (Decimal("800000.00"), 1)
    assert by_key["annual_fiscal"].amount == Decimal("1400000.00")
    assert total_line(by_key["annual"]) == "年度资金申请总额合计 800,000.00 元（1 张表）"


def test_general_names_are_not_compared() -> None:
    words = lexicons()
    assert not is_distinctive("服务对象满意度", words)
    assert not is_distinctive("设备验收合格率", words)
    assert is_distinctive("家庭医生服务满意率", words)


def test_every_rule_between_forms_is_found_somewhere_above() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    for rule in all_rules():
        if rule.code.startswith("across."):
            assert source.count(f'"{rule.code}"') >= 1, rule.code


def test_a_form_twice_as_often_takes_no_square() -> None:
    """Growth is held by the number of comparisons, not by the clock: a name in all forms gives one finding."""
    rows = with_row("社会效益指标", "重点人群家庭医生签约率", "≥65%")
    many = [project(f"项目{number}号院", rows) for number in range(60)]
    assert [each.code for each in found(*many)].count("across.same_effect") == 1
