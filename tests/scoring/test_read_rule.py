"""Sentences of 指标说明 to rules: those of the real report one by one, the wordings of other reports, and what stays unread."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.scoring.quantity import Quantity
from app.scoring.read_rule import read_rule
from app.scoring.rules import AllOrNothing, Bands, Checklist, Deduction, Grades, Product, Ratio, Threshold
from app.scoring.sentences import label_of, sentence_of

LABELS = {
    "立项依据充分性": "五项各占 1/5 权重分，逐项勾选",
    "立项程序规范性": "三项各占 1/3 权重分，逐项勾选",
    "绩效目标合理性": "四项各占 1/4 权重分，逐项勾选",
    "绩效指标明确性": "三项各占 1/3 权重分，逐项勾选",
    "预算编制科学性": "四项各占 1/4 权重分，逐项勾选",
    "资金分配合理性": "两项各占 1/2 权重分，逐项勾选",
    "资金到位率": "每降低 1% 扣 0.1 分，扣完为止",
    "预算执行率": "每降低 1% 扣 0.1 分，扣完为止",
    "资金使用合规性": "四项各占 1/4 权重分，逐项勾选",
    "管理制度健全性": "两项各占 1/2 权重分，逐项勾选",
    "制度执行有效性": "四项各占 1/4 权重分，逐项勾选",
    "驻点心理咨询师数量": "每减少 1名 扣 1 分，扣完为止",
    "计生特殊家庭慰问人数": "每减少 1人 扣 0.5 分，扣完为止",
    "卫生健康宣传活动开展场次": "每减少 1场 扣 0.1 分，扣完为止",
    "科学育儿及孕前优生宣传活动开展场次": "每减少 1场 扣 0.5 分，扣完为止",
    "移动背胶“禁止吸烟（含电子烟）”标识采购数量": "每减少 100张 扣权重分 1%，扣完为止",
    "老年人健康活动开展场次": "每减少 1场 扣 0.5 分，扣完为止",
    "心理咨询师资质达标率": "每有 1名不符合 扣 1 分",
    "科学育儿指导老师资质达标率": "每有 1名不符合 扣 0.5 分",
    "心理咨询师服务购买成本": "小于等于 9500元/人/月 得满分，否则不得分",
    "计生特殊家庭慰问金发放标准": "等于 1000元/人 得满分，否则不得分",
    "科学育儿及孕前优生宣传活动成本控制数": "每超出 100元 扣 0.5 分，扣完为止",
    "移动背胶“禁止吸烟（含电子烟）”标识印制成本单价": "每超出 1元/张 扣 1 分",
    "老年人健康活动开展成本单价": "每超出 100元/场 扣 1 分",
    "基层工作人员的心理健康服务技能水平提高程度": "得分 = 完成值 × 权重",
    "居民健康素养水平": "每降低 1% 扣 0.5 分，扣完为止",
    "科学育儿及孕前优生宣传受惠面": "每减少 100人 扣 0.1 分，扣完为止",
}


def rows(samples: Path) -> list[dict[str, Any]]:
    data = json.loads((samples / "truth" / "2021-evaluation.json").read_text(encoding="utf-8"))
    return list(data["groups"])


def test_all_sentences_of_the_real_report_are_read(samples: Path) -> None:
    read = {row["level3"]: read_rule(row["rule"]) for row in rows(samples)}
    assert len(read) == 39
    assert [name for name, reading in read.items() if reading.rule is None] == []
    for name, reading in read.items():
        assert reading.rule is not None
        assert label_of(reading.rule) == LABELS.get(name, "每降低 1% 扣 0.1 分，扣完为止")


def test_thresholds_and_grades_of_the_real_report(samples: Path) -> None:
    read = {row["level3"]: read_rule(row["rule"]).rule for row in rows(samples)}
    visited = read["计生特殊家庭慰问人数"]
    assert isinstance(visited, Deduction)
    assert visited.threshold == Threshold("≥", Quantity(Decimal(45), "人"))
    stickers = read["移动背胶“禁止吸烟（含电子烟）”标识采购数量"]
    assert isinstance(stickers, Deduction)
    assert stickers.threshold == Threshold("≥", Quantity(Decimal(10000), "张"))
    assert stickers.of_weight
    arrival = read["资金到位率"]
    assert isinstance(arrival, Deduction)
    assert (arrival.threshold, arrival.full_points) == (None, Decimal(3))
    skills = read["基层工作人员的心理健康服务技能水平提高程度"]
    assert isinstance(skills, Product)
    assert [(grade.name, grade.low, grade.high) for grade in skills.grades] == [
        ("全部或基本达成预期指标", 80, 100),
        ("部分达成预期指标并具有一定效果", 60, 80),
        ("未达成预期指标且效果较差", 0, 60),
    ]
    basis = read["立项依据充分性"]
    assert isinstance(basis, Checklist)
    assert basis.items[3] == "项目是否属于公共财政支持范围，是否符合中央、地方事权支出责任划分原则"


def test_hard_line_breaks_do_not_matter(samples: Path) -> None:
    for row in rows(samples):
        broken = "\n".join(row["rule"][at : at + 7] for at in range(0, len(row["rule"]), 7))
        assert read_rule(broken).rule == read_rule(row["rule"]).rule


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("满意度达到90%及以上得满分，每低一个百分点扣0.5分，扣完为止。", "每降低 1个百分点 扣 0.5 分，扣完为止"),
        ("完成率达到100%得满分，每少1个扣1分，扣完为止。", "每减少 1个 扣 1 分，扣完为止"),
        ("完成率≥100%，得满分；完成率<60%，不得分；每降低1个百分点扣0.2分，扣完为止。", "每降低 1个百分点 扣 0.2 分，扣完为止，低于 60% 不得分"),
        ("得分=实际完成率×权重。", "得分 = 完成值 × 权重"),
        ("指标得分=实际完成率×指标分值，完成率低于60%不得分。", "得分 = 完成值 × 权重，低于 60% 不得分"),
        ("按实际完成比例得分。", "得分 = 实际完成值 ÷ 目标值 × 权重，最高为权重分"),
        ("达到95%得满分，95%以下按比例扣分。", "得分 = 实际完成值 ÷ 目标值 × 权重，最高为权重分"),
        ("得分=实际完成值/目标值×权重，最高不超过权重分。", "得分 = 实际完成值 ÷ 目标值 × 权重，最高为权重分"),
        ("得分=目标成本/实际成本×权重", "得分 = 目标值 ÷ 实际完成值 × 权重，最高为权重分"),
        ("按时完成得满分，否则不得分。", "达到标杆值得满分，否则不得分"),
        ("不超过预算得满分，超过预算不得分。", "不超过标杆值得满分，否则不得分"),
        ("安全事故发生数为0得满分，发生一起不得分。", "小于等于 0 得满分，否则不得分"),
        ("参训率≥90%得3分，每降低1%扣0.1分，扣完3分为止。", "每降低 1% 扣 0.1 分，最多扣 3 分，扣完为止"),
        ("覆盖12个社区得满分，每少覆盖1个社区扣0.25分。", "每减少 1个 扣 0.25 分"),
        ("按完成数量占计划数量的比例得分。", "得分 = 实际完成值 ÷ 目标值 × 权重，最高为权重分"),
        (
            "根据调查结果，满意度达到95%及以上得满分；85%（含）-95%得80%权重分；75%（含）-85%得60%权重分；75%以下不得分。",
            "95%及以上得100%权重分，85%（含）-95%得80%权重分，75%（含）-85%得60%权重分，75%以下得0分",
        ),
        ("得分=Min（实际完成值/目标值，1）×权重", "得分 = 实际完成值 ÷ 目标值 × 权重，最高为权重分"),
        ("①有制度，得1分；②制度合规，得2分，否则不得分。", "两项，分别得 1、2 分，逐项勾选"),
        ("评价要点：①甲；②乙；③丙。每项占该指标分值的1/3，符合得分，否则不得分。", "三项各占 1/3 权重分，逐项勾选"),
        ("项目按计划时间完成，得4分；每延迟一天扣0.5分，扣完为止。", "每超出 1天 扣 0.5 分，扣完为止"),
        ("投诉率≤1%得满分，每超过0.5个百分点扣1分，扣完为止。", "每超出 0.5个百分点 扣 1 分，扣完为止"),
        ("未发生安全事故得满分，每发生一起扣2分，扣完为止。", "每发生 1起 扣 2 分，扣完为止"),
        ("购置数量达到20台，得满分；每少一台扣5%权重，扣完为止。", "每减少 1台 扣权重分 5%，扣完为止"),
        ("资金到位率达到100%得3分，每降低5%扣1分，不足5%按比例扣分，扣完为止。", "每降低 5% 扣 1 分，不足 5% 的按比例扣分，扣完为止"),
        ("每降低1%扣0.2分，不足1%按1%计算，最多扣3分。", "每降低 1% 扣 0.2 分，不足 1% 的按 1% 计，最多扣 3 分"),
        ("与目标值相比，每偏离1%扣0.2分，扣完为止。", "每偏离 1% 扣 0.2 分，扣完为止"),
        ("①有制度；②有执行；③有记录。每符合一项得1分。", "三项，每项 1 分，逐项勾选"),
        ("优秀得满分，良好得80%权重分，一般得60%权重分，较差不得分。", "优秀得100%权重分，良好得80%权重分，一般得60%权重分，较差得0分"),
        ("良好得80%/优秀得满分", "优秀得100%权重分，良好得80%权重分"),
        ("制度健全得3分、基本健全1.5分、不健全不得分", "健全得3分，基本健全得1.5分，不健全得0分"),
        ("制度健全得3分，制度基本健全得2分，制度不健全得0分。", "健全得3分，基本健全得2分，不健全得0分"),
        ("效果显著得满分，较显著得一半，否则不得分。", "显著得100%权重分，较显著得50%权重分，其他得0分"),
        ("评价等级为优得满分，良得80%分值，差不得分。", "优得100%权重分，良得80%权重分，差得0分"),
        ("根据制度情况打分：健全3分，基本健全2分，不健全0分", "健全得3分，基本健全得2分，不健全得0分"),
        ("完成得满分，部分完成得50%，未完成得0分", "完成得100%权重分，部分完成得50%权重分，未完成得0分"),
        ("明显得到改善得满分，有所改善得50%权重分，未改善不得分", "明显得到改善得100%权重分，有所改善得50%权重分，未改善得0分"),
        ("满意度优得满分；良得3分；差得0分", "优得100%权重分，良得3分，差得0分"),
        ("①有制度（2分）；②有执行（1分）。一项不符扣相应分值。", "两项，分别得 2、1 分，逐项勾选"),
        ("①甲；②乙；③丙。以上三项各占1/3权重分，一项不符合扣除相应分值，扣完为止。", "三项各占 1/3 权重分，逐项勾选"),
        ("每降低1%扣0.1分，每超出1%扣0.2分。", "每降低 1% 扣 0.1 分；每超出 1% 扣 0.2 分"),
        ("执行率达到100%得满分，每低1%扣0.1分，每超1%扣0.2分，扣完为止。", "每降低 1% 扣 0.1 分；每超出 1% 扣 0.2 分，扣完为止"),
        ("达到95%得满分，每降低1%扣0.5分；每发生一起投诉扣1分。", "每降低 1% 扣 0.5 分；每发生 1起 扣 1 分"),
        ("项目在12月31日前完成得满分，未完成不得分。", "12月31日前完成得满分，否则不得分"),
        ("2021年11月30日前完成得满分，每延迟一天扣0.5分，扣完为止。", "每延迟 1天 扣 0.5 分，扣完为止"),
        ("2021年11月底前完成得3分，2021年11月底以后完成不得分。", "2021年11月底前完成得满分，否则不得分"),
        ("于6月30日前交付得满分，逾期每天扣0.2分，逾期超过10天不得分。", "每延迟 1天 扣 0.2 分，超过 10天 不得分"),
        ("截至12月31日，支出率达到95%得满分，否则不得分。", "达到 95% 得满分，否则不得分"),
        ("响应时间≤4小时得满分，每超1小时扣0.5分，超过8小时不得分。", "每超出 1小时 扣 0.5 分，超过 8小时 不得分"),
    ],
)  # fmt: skip
def test_other_wordings(sentence: str, label: str) -> None:
    rule = read_rule(sentence).rule
    assert rule is not None
    assert label_of(rule) == label
    assert read_rule(sentence_of(rule)).rule == rule


def test_bands_and_grades() -> None:
    bands = read_rule("满意度90%（含）以上得5分；80%（含）-90%得4分；60%（含）-80%得3分；60%以下不得分。").rule
    assert isinstance(bands, Bands)
    assert [(band.low and band.low.number, band.points) for band in bands.bands] == [
        (90, 5),
        (80, 4),
        (60, 3),
        (None, 0),
    ]
    marked = read_rule("满意度≥90%得满分，80%≤满意度＜90%得3分，60%≤满意度＜80%得1分，满意度＜60%不得分。").rule
    assert isinstance(marked, Bands)
    assert marked.bands[0].share == 100
    official = read_rule(
        "分为达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档，"
        "分别按照该指标对应分值区间100%-80%（含）、80%-60%（含）、60%-0%合理确定分值。"
    ).rule
    assert isinstance(official, Grades)
    assert [grade.low for grade in official.grades] == [80, 60, 0]


def test_a_second_half_that_only_repeats_the_first() -> None:
    assert read_rule("响应时间不超过4小时得满分，超过4小时不得分。").rule == AllOrNothing(
        Threshold("≤", Quantity(Decimal(4), "小时"))
    )
    assert isinstance(
        read_rule("若实际完成值≥目标值，得满分；若实际完成值<目标值，得分=实际完成值/目标值*权重。").rule, Ratio
    )


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("视完成情况酌情给分。", "酌情"),
        ("优秀得满分，良好得80%权重分，较差酌情给分。", "酌情"),
        ("建立制度得1分，制度执行到位得1分。", "制度执行到位得1分"),
        ("有制度得2分，有执行得1分，无则不得分。", "有执行得1分"),
        ("制度健全、执行有效得3分；制度健全、执行一般得2分；制度不健全得0分", "执行有效得3分"),
        ("每项符合得0.5分，不符合不得分", "没有列出各项"),
        ("于12月底前完成得满分，否则按比例扣分", "12月底"),
        ("12月底前完成得满分，每发生一次事故扣1分", "不是一件事"),
        ("达到目标值得满分，未达到目标值得50%权重分。", "50%权重分"),
        ("评价要点：①甲；②乙。一项不符扣相应分值。", "一项不符"),
        ("①有制度（2分）；②有执行。", "2分"),
        ("购置完成率达到100%得满分，完成80%得一半，否则不得分。", "80%"),
        ("评价要点：①甲；②乙。以上三项各占1/3权重分，符合得该项权重分，不符合不得分。", "列出 2 项"),
        ("完成率达到95%得满分。", "没有写未达标"),
        ("项目在11月前完成得满分，未完成不得分。", "11月前"),
        ("11月30日前完成得满分，12月31日前完成得50%权重分，否则不得分。", "12月31日"),
        ("11月30日前完成得满分，12月31日以后完成不得分。", "12月31日"),
        ("成本节约率≥0得满分，每超支1%扣权重的5%，扣完为止。", "方向相反"),
        ("每降低1%扣0.1分，每减少1人扣0.2分。", "不止一种"),
        ("每降低1%扣0.1分，每超出1%扣0.2分，最多扣1分。", "不止一种"),
        ("考察项目完成的情况。", "没有写怎样计分"),
        ("达到10个且合格得满分，否则不得分。", "达到10个且合格"),
        ("得分=（实际值-基准值）×权重。", "实际值-基准值"),
        ("得分=权重×（1-差错率）。", "1-差错率"),
        ("全部完成得满分，完成80%以上得60%权重分，否则不得分。", "60%权重分"),
    ],
)
def test_what_cannot_be_read_says_so(sentence: str, said: str) -> None:
    reading = read_rule(sentence)
    assert reading.rule is None
    assert said in reading.unread


def test_a_text_too_long_for_a_rule_is_not_searched() -> None:
    assert "超过" in read_rule("1" * 3000 + "分").unread
    assert "超过" in read_rule("按完成占比例得分" * 400).unread


def test_blank_is_neither_read_nor_complained_about() -> None:
    assert read_rule(" \n") == read_rule("")
    assert read_rule("").unread == ""


@pytest.mark.parametrize("word", ["则", "可", "该项", "的", "未", "健全、", "12月"])
def test_a_word_repeated_on_and_on_takes_no_time(word: str) -> None:
    """Half a second where it was half a minute: no test of speed, the suite would stand still."""
    assert read_rule((word * 800)[:780] + "酌情得分").rule is None
