"""Costs against money, texts and goals: what is told, and the many cases in which silence is right."""

from __future__ import annotations

import pytest

from app.checking.dates import no_such_day
from app.checking.goals import _stale_years
from app.checking.lexicons import lexicons
from app.checking.texts import doubled_words, has_tags, unbalanced, without_tags
from app.form.document import Json
from tests.checking.make_clean import CLEAN, form, reviewed, with_row


def cost_codes(*lines: tuple[str, str], **funding: Json) -> list[str]:
    document = form({**CLEAN, "成本指标": {"经济成本指标": list(lines)}}, funding=funding)
    return [finding.code for finding in reviewed(document) if finding.code.startswith("cost.")]


@pytest.mark.parametrize(
    ("lines", "money"),
    [
        ([("项目总成本", "≤80万元")], "800000.00"),
        ([("网络安全保障成本", "≤13.10(万元)")], "131000.00"),
        ([("系统建设成本", "≤1007375.00(元)")], "1007375.00"),
        ([("系统建设成本", "≤100.74万元")], "1007375.00"),
        ([("设备成本", "≤75万元"), ("安装成本", "≤50000元")], "800000.00"),
        ([("项目成本控制", "小于等于预算数")], "800000.00"),
        ([("设备单价", "≤5万元")], "800000.00"),
        ([("人均培训成本", "≤400元")], "800000.00"),
        ([("学生补助标准", "17元/人/天")], "800000.00"),
        ([("成本节约率", "≥5%")], "800000.00"),
        ([("节约成本", "≥3万元")], "800000.00"),
        ([("人工成本", "≤62万/月")], "800000.00"),
        ([("设备成本", "≤75万元"), ("安装成本", "按合同执行")], "800000.00"),
        ([("项目总成本", "≤80万元")], None),
        ([("项目总成本", "≤80万元")], "约80万"),
    ],
)
def test_costs_that_say_nothing_wrong(lines: list[tuple[str, str]], money: str | None) -> None:
    funding: dict[str, Json] = {"annual": money, "annual_fiscal": money, "annual_carryover": None}
    assert cost_codes(*lines, **funding) == []


def test_a_cost_of_the_whole_project_is_no_error() -> None:
    """The column is 年度(/项目)指标值: 240万 is the project's total."""
    assert cost_codes(("项目总成本", "≤240万元")) == []


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([("项目总成本", "≤800001元")], "cost.over_money"),
        ([("项目总成本", "≤79.99万元")], "cost.differs_from_money"),
        ([("基础设施成本", "≤50万元"), ("测试成本", "≤5万元")], "cost.differs_from_money"),
        ([("测试费用", "≤5万元")], "cost.under_money"),
    ],
)
def test_costs_that_differ(lines: list[tuple[str, str]], code: str) -> None:
    whole: dict[str, Json] = {"total": "800000.00", "total_fiscal": "800000.00"}
    assert cost_codes(*lines, **whole) == [code]


def test_a_cost_between_year_and_project_is_a_warning() -> None:
    document = form({**CLEAN, "成本指标": {"经济成本指标": [("项目总成本", "≤100万元")]}})
    (finding,) = reviewed(document)
    assert (finding.code, finding.severity) == ("cost.over_money", "warning")
    assert "多 200,000.00 元" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "（图2）",
        "（共12）",
        "1）甲；2）乙",
        "（1）甲（2）乙",
        "a)甲 b)乙",
        "《“健康上海2030”规划纲要》",
        "(财预〔2020〕10号）",
        "“甲”、“乙”",
        "<1次",
        "",
    ],
)
def test_brackets_that_are_right(text: str) -> None:
    assert unbalanced(text) == ()


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("讲座（健康大讲堂", (2,)),
        ("《甲》乙》", (4,)),
        ("“三位一体“发展", (5,)),
        ("”十三五“规划", (0, 4)),
        ("甲）", (1,)),
    ],
)
def test_brackets_that_are_wrong(text: str, positions: tuple[int, ...]) -> None:
    assert unbalanced(text) == positions


@pytest.mark.parametrize(
    "text", ["三级医院医院感染率", "学生学生证", "一个一个", "人人人人", "社区社区卫生服务中心", "常态常新", "12341234"]
)
def test_doubled_words_that_are_right(text: str) -> None:
    assert doubled_words(text, lexicons()) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [("基础设施完善成本成本", "成本成本"), ("财务管理财务管理制度", "财务管理财务管理"), ("完成完成任务", "完成完成")],
)
def test_doubled_words_that_are_wrong(text: str, word: str) -> None:
    assert doubled_words(text, lexicons()) == (word,)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<p>甲。</p><p>乙。</p>", "甲。\n乙。"),
        ('<p style="a">甲<br/>乙</p>', "甲\n乙"),
        ("甲&nbsp;乙&lt;5", "甲 乙<5"),
        ("<span>甲</span>", "甲"),
    ],
)
def test_tags_become_text(text: str, clean: str) -> None:
    assert has_tags(text)
    assert without_tags(text) == clean
    assert without_tags(clean) == clean


@pytest.mark.parametrize("text", ["<1次", "≥5 且 <8", "a<b", "A&B", "《<办法>》", "x<y>z"])
def test_signs_that_are_no_tags(text: str) -> None:
    assert not has_tags(text)


@pytest.mark.parametrize(
    "text",
    [
        "自2019年起开展服务",
        "在2020年的基础上提升",
        "较2022年增长5%",
        "《行动计划（2021-2023年）》",
        "《健康中国2030规划》",
        "根据“2020年健康行动”方案",
        "沪卫信息〔2021〕5号",
        "到2030年建成",
        "2024年完成",
        "2025年继续",
        "2018年以来",
        "《制度》(2025-2027 年)",
    ],
)
def test_years_that_are_explained(text: str) -> None:
    assert _stale_years(text, 2024, 2024) == ()


@pytest.mark.parametrize("text", ["2023年完成设备采购", "2022年度培训300人", "确保2021年11月底前完成"])
def test_years_left_from_another_form(text: str) -> None:
    assert len(_stale_years(text, 2024, 2024)) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年11月31日前完成", "11月31日"),
        ("2023年2月29日", "2023年2月29日"),
        ("2024年２月30日", "2月30日"),
        ("2024年13月底前", "2024年13月"),
        ("2024年2月29日前、6月30日前", ""),
        ("2月29日前", ""),
        ("2024年12月", ""),
        ("每月31日前；工期12个月", ""),
    ],
)
def test_days_that_no_calendar_has(text: str, day: str) -> None:
    assert no_such_day(text).endswith(day) and bool(no_such_day(text)) == bool(day)


def test_a_goal_with_one_word_more_than_the_indicator_is_compared() -> None:
    rows = with_row("数量指标", "举办推介会场次", "≥8场")
    goal = "举办文旅推介会6场并完成第二批设备采购，组织使用培训。"
    assert "goals.number_differs" in [each.code for each in reviewed(form(rows, texts={"annual_goal": goal}))]
    assert "goals.number_differs" not in [
        each.code for each in reviewed(form(rows, texts={"annual_goal": goal.replace("6", "8")}))
    ]
