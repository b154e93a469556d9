"""Written indicator values (指标值) → operator, number, unit, kind, and back."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.form.target import Target, TargetKind, TargetStyle, describe_target, read_target, write_target

TRUTH = Path(__file__).parent.parent / "samples" / "truth"
K = TargetKind


def sample_values() -> list[str]:
    """Every value printed in the 16 real forms."""
    values = []
    for path in sorted(TRUTH.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        values += [row["value"] for row in data.get("indicators", [])]
        values += [row[key] for row in data.get("groups", []) for key in ("target", "actual")]
    return values


NUMERIC = [
    ("≥27000人", "≥", "27000", "人"),
    ("<1次", "<", "1", "次"),
    (">=95%", "≥", "95", "%"),
    ("≧90%", "≥", "90", "%"),
    ("=2.00(台)", "=", "2.00", "台"),
    ("≤13.10(万元)", "≤", "13.10", "万元"),
    ("≥95（%）", "≥", "95", "%"),
    ("2次", "", "2", "次"),
    ("100%", "", "100", "%"),
    ("9500 元/人/月", "", "9500", "元/人/月"),
    ("5元/张", "", "5", "元/张"),
    ("1000/人", "", "1000", "/人"),
    ("≤ 97000元", "≤", "97000", "元"),
    ("1万张", "", "1", "万张"),
    ("≥15万", "≥", "15", "万"),
    ("＞＝９５％", "≥", "95", "%"),
    ("大于等于95%", "≥", "95", "%"),
    ("不少于3次", "≥", "3", "次"),
    ("不低于80分", "≥", "80", "分"),
    ("不超过5%", "≤", "5", "%"),
    ("至少2场", "≥", "2", "场"),
    ("至多2场", "≤", "2", "场"),
    ("95%以上", "≥", "95", "%"),
    ("24小时内", "≤", "24", "小时"),
    ("约500人", "≈", "500", "人"),
    ("百分之九十五", "", "95", "%"),
    ("不少于三次", "≥", "3", "次"),
    ("≥1,000.50元", "≥", "1000.50", "元"),
    ("≥3艇", "≥", "3", "艇"),
    ("=12.00(月)", "=", "12.00", "月"),
    ("≤12个月", "≤", "12", "个月"),
    ("≤4小时到场", "≤", "4", "小时"),
    ("新建不少于一条", "≥", "1", "条"),
    ("达到95%以上", "≥", "95", "%"),
    ("全市二级以上公立医疗机构暗访完成率100%", "", "100", "%"),
    ("═100%", "=", "100", "%"),
    ("≥90%（含）", "≥", "90", "%"),
    ("100%（应保尽保）", "", "100", "%"),
    ("≥0.97比例", "≥", "0.97", "比例"),
    (">=530元/人*月", "≥", "530", "元/人*月"),
    ("17元/人.每天", "", "17", "元/人.每天"),
    ("≤10/10万", "≤", "10", "/10万"),
    ("≥五次", "≥", "5", "次"),
    ("三次", "", "3", "次"),
    ("2280次", "", "2280", "次"),
    ("≥80M", "≥", "80", "M"),
]


@pytest.mark.parametrize(("text", "operator", "number", "unit"), NUMERIC)
def test_numbers_are_read_with_operator_and_unit(text: str, operator: str, number: str, unit: str) -> None:
    target = read_target(text)
    assert (target.kind, target.operator, target.number, target.unit) == (K.NUMBER, operator, Decimal(number), unit)
    assert str(target.number) == number, "the digits stay as written"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, K.BOOLEAN) for text in ("是", "否")),
        *((text, K.GRADE) for text in ("健全", "规范", "有效", "合理", "合规", "完备", "明显", "优", "较高", "通过")),
        *(
            (text, K.TEXT)
            for text in ("无事故发生", "服务效率得到显著的提升和改变", "制定制度", "按照财务审计制度执行")
        ),
        *((text, K.TEXT) for text in ("及时", "即时", "在规定的时间内完成项目", "改善医患关系，提供卫生舆情热点")),
        *((text, K.CHANGE) for text in ("提升2个百分点", "较上一年同期增加", "同比下降10%", "逐年提升")),
        *(
            (text, K.REFERENCE)
            for text in ("小于等于预算数", "≤预算", "不超过2024年预算数", "控制在预算内", "预算范围内")
        ),
        *((text, K.SEVERAL) for text in ("6期，每期2500本", "①建设2个；②培训3次", "1.培训2次；2.检查3次", "2次、3篇")),
        *((text, K.NONE) for text in ("-", "—", "/", "不适用", "", "  ", "*", "**", "XX", "待填写", "≥**%")),
        *((text, K.DEADLINE) for text in ("第四季度", "年底前", "2024-12-31前", "12月")),
        *((text, K.DEADLINE) for text in ("每月25日前发放", "次月10日前", "2023.07-2024.01")),
        *((text, K.GRADE) for text in ("=健全", "优良中低差", "好坏")),
        *((text, K.TEXT) for text in ("1:3", "一批", "全覆盖")),
        ("由60%提高到80%", K.CHANGE),
    ],
)
def test_kinds_without_a_number(text: str, kind: TargetKind) -> None:
    assert read_target(text).kind is kind


@pytest.mark.parametrize(
    ("text", "deadline", "implied"),
    [
        ("2024年11月底前完成", date(2024, 11, 30), False),
        ("11月底之前完成", date(2024, 11, 30), True),
        ("12月底", date(2024, 12, 31), True),
        ("2024年12月31日前完成", date(2024, 12, 31), False),
        ("≤2024年2月", date(2024, 2, 29), False),
        ("2024.11", date(2024, 11, 30), False),
        ("2024年第三季度", date(2024, 9, 30), False),
        ("2024年1月-6月", date(2024, 6, 30), False),
        ("上半年", date(2024, 6, 30), True),
    ],
)
def test_a_deadline_is_the_last_day_of_its_month(text: str, deadline: date, implied: bool) -> None:
    target = read_target(text, 2024)
    assert (target.kind, target.deadline, target.year_implied) == (K.DEADLINE, deadline, implied)


def test_a_deadline_without_any_year_is_still_a_deadline() -> None:
    assert read_target("11月底之前完成") == Target("11月底之前完成", K.DEADLINE, operator="≤", year_implied=True)


def test_parts_of_a_compound_value() -> None:
    target = read_target("标准化课件6套，全市A级小组评估率100%")
    assert [(part.number, part.unit) for part in target.parts] == [(Decimal(6), "套"), (Decimal(100), "%")]


def test_commas_in_brackets_and_thousands_do_not_split() -> None:
    assert read_target("课件（视频2个，讲义3份）").kind is not K.SEVERAL
    assert read_target("1,000人").number == Decimal(1000)


@pytest.mark.parametrize(
    ("text", "equivalent"),
    [("无事故发生", "=0起"), ("无食品卫生事故", "=0起"), ("零投诉", "=0次"), ("无", "=0"), ("无中生有的说法", "")],
)
def test_a_phrase_that_denies_something_has_a_measurable_writing(text: str, equivalent: str) -> None:
    assert read_target(text).equivalent == equivalent


def test_ranges_changes_and_marks() -> None:
    assert (read_target("80%-90%").number, read_target("80%-90%").upper) == (Decimal(80), Decimal(90))
    assert read_target("同比下降10%").rising is False
    assert read_target("较上一年同期增加").rising is True
    assert read_target("≥XX%").placeholder and not read_target("-").placeholder
    assert read_target("按时完成").vague and not read_target("健全").vague


@pytest.mark.parametrize(
    ("text", "yuan", "amount"),
    [
        ("≤13.10(万元)", "131000.00", None),
        ("≤5元", "5", "5"),
        ("9500元/人/月", None, "9500"),
        ("1万张", None, "10000"),
        ("≥15万", None, "150000"),
    ],
)
def test_money_and_scales(text: str, yuan: str | None, amount: str | None) -> None:
    target = read_target(text)
    assert target.yuan == (None if yuan is None else Decimal(yuan))
    if amount is not None:
        assert target.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("≥95%", "≥ 95 %"),
        ("健全", "定性"),
        ("2024年11月底前", "期限 2024-11-30"),
        ("6期，每期2500本", "2 项"),
        ("10场，300人", "2 项"),
        ("小于等于预算数", "≤ 预算"),
        ("提升2个百分点", "变化 2 个百分点"),
        ("是", "是非"),
        ("-", ""),
        ("**", "未填"),
        ("60~80分", "60–80 分"),
    ],
)
def test_description_for_the_quiet_column(text: str, shown: str) -> None:
    assert describe_target(read_target(text)) == shown


@pytest.mark.parametrize(
    ("text", "style", "written"),
    [
        ("≥95%", TargetStyle(bracketed=True), "≥95(%)"),
        ("≥95(%)", TargetStyle(), "≥95%"),
        (">=95％", TargetStyle(), "≥95%"),
        ("大于等于95%", TargetStyle(), "≥95%"),
        ("=2台", TargetStyle(bracketed=True, decimals=2), "=2.00(台)"),
        ("≤13.105(万元)", TargetStyle(bracketed=True, decimals=2), "≤13.105(万元)"),
        ("2次", TargetStyle(bracketed=True), "2(次)"),
        ("≤4小时到场", TargetStyle(bracketed=True), "≤4小时到场"),
        ("无事故发生", TargetStyle(bracketed=True), "无事故发生"),
        ("80%-90%", TargetStyle(bracketed=True), "80%-90%"),
        ("95%以上", TargetStyle(bracketed=True), "95%以上"),
    ],
)
def test_house_style(text: str, style: TargetStyle, written: str) -> None:
    assert write_target(read_target(text), style) == written


def test_all_values_of_the_samples_are_kept_and_classed() -> None:
    values = sample_values()
    assert len(values) > 218
    for value in values:
        target = read_target(value, 2024)
        assert target.text == value
        if any(character.isdigit() for character in value):
            assert target.kind not in (K.TEXT, K.NONE, K.GRADE), value


operators = st.sampled_from(["≥", "≤", ">", "<", "=", ""])
numbers = st.decimals(0, 10**9, places=2) | st.integers(0, 10**9).map(Decimal)
UNITS = "% 个 家 次 篇 份 件 项 条 台 起 套 场 张 名 人 人次 户 期 本 种 万 元 万元 元/人/月 小时 分 个百分点"
units = st.sampled_from(UNITS.split())
styles = st.builds(TargetStyle, st.booleans(), st.none() | st.integers(0, 4))


@given(operators, numbers, units, styles)
def test_whatever_is_written_in_a_style_reads_back_the_same(
    operator: str, number: Decimal, unit: str, style: TargetStyle
) -> None:
    start = read_target(f"{operator}{number:f}{unit}")
    written = write_target(start, style)
    back = read_target(written)
    assert (back.kind, back.operator, back.number, back.unit) == (K.NUMBER, operator, number, unit)
    assert write_target(back, style) == written, "a second writing changes nothing"


@given(st.text(max_size=40), st.none() | st.integers(1990, 2100))
def test_any_text_is_kept_exactly(text: str, year: int | None) -> None:
    target = read_target(text, year)
    assert target.text == text
    describe_target(target)
    if not target.plain:
        assert write_target(target, TargetStyle(bracketed=True, decimals=2)) == text


@given(st.text("0123456789.%≥≤<>=()（）次年月日底前，；、①②*-~/无较提升预算X个", max_size=14), st.integers(1990, 2100))
def test_anything_made_of_the_characters_of_values_is_read_without_failing(text: str, year: int) -> None:
    target = read_target(text, year)
    assert target.text == text
    assert (target.number is None) or target.kind in (K.NUMBER, K.CHANGE)


def test_a_number_of_very_many_digits_is_written_whole() -> None:
    target = read_target("≥" + "9" * 40 + "%")
    assert write_target(target, TargetStyle(bracketed=True, decimals=2)) == "≥" + "9" * 40 + ".00(%)"
