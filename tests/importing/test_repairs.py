"""Each repair that an import makes, and each doubt that it leaves, with the sentence that tells it."""

from __future__ import annotations

import pytest

from app.form.document import Document
from app.importing.recognise import recognise
from app.importing.report import RecognisedForm
from app.importing.sources import read_bytes, read_clipboard
from tests.importing import writers
from tests.importing.layouts import Content, Number, Spot, Table
from tests.importing.truth import items_of, templates

HEAD = "一级指标\t二级指标\t三级指标\t年度(/项目)指标值"


def pasted(*lines: str, year: int = 2024) -> RecognisedForm:
    text = "\n".join(["财政项目支出绩效目标申报表\t\t\t", f"({year}年度)\t\t\t", *lines])
    found = recognise(read_clipboard("", text), templates())
    assert len(found.forms) == 1
    return found.forms[0]


def rows(form: RecognisedForm) -> list[tuple[str | None, ...]]:
    items = items_of(form.document)
    count = sum(key[0] == "indicators" for key in items) // 4
    names = ("level1", "level2", "level3", "value")
    return [tuple(items["indicators", str(number), name] for name in names) for number in range(count)]


def told(form: RecognisedForm, kind: str) -> str:
    return "\n".join(entry.sentence for entry in form.entries if entry.kind == kind)


def test_a_level2_word_in_the_level1_column_goes_back_under_its_parent() -> None:
    form = pasted(
        HEAD, "产出指标\t数量指标\t培训\t≥3次", "时效指标\t完成及时率\t=100%\t", "效益指标\t社会效益指标\t知晓率\t≥80%"
    )
    assert rows(form)[1] == ("产出指标", "时效指标", "完成及时率", "=100%")
    assert "错了栏" in told(form, "repaired")


def test_a_level2_under_the_wrong_parent_is_moved_and_told() -> None:
    form = pasted(
        HEAD, "产出指标\t数量指标\t培训\t≥3次", "效益指标\t时效指标\t完成及时率\t=100%", "\t社会效益指标\t知晓率\t≥80%"
    )
    assert [row[:2] for row in rows(form)] == [
        ("产出指标", "数量指标"),
        ("产出指标", "时效指标"),
        ("效益指标", "社会效益指标"),
    ]
    assert "“时效指标”原来写在“效益指标”下面，按表样归回“产出指标”" in told(form, "repaired")


def test_unknown_level_names_are_kept_as_they_are() -> None:
    form = pasted(HEAD, "绩效成果\t推广成果\t推广次数\t≥3次", "产出指标\t数量指标\t培训\t≥3次")
    assert rows(form)[0] == ("绩效成果", "推广成果", "推广次数", "≥3次")
    assert not form.of_kind("repaired")


def test_a_level_name_cut_in_two_is_joined() -> None:
    form = pasted(HEAD, "效益指标\t生态效益\t资源使用率\t>50%", "\t指标\t资源回收率\t>20%")
    assert [row[1] for row in rows(form)] == ["生态效益指标", "生态效益指标"]
    assert "“生态效益 | 指标”是被分页或分行切开的“生态效益指标”，已接回" in told(form, "repaired")


def test_rows_that_slipped_left_are_read() -> None:
    form = pasted(
        f"\t{HEAD}", "绩效指标\t产出指标\t数量指标\t培训\t≥3次", "满意度指标\t服务对象满意度指标\t群众满意度\t≥90%\t"
    )
    assert rows(form)[1] == ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%")


def test_a_row_that_can_be_read_in_two_ways_is_in_doubt_and_unconfirmed() -> None:
    form = pasted(
        f"\t{HEAD}", "绩效指标\t效益指标\t可持续影响指标\t报告有效性\t=100(%)", "\t信息共享情况\t\t=90(%)\t", year=2026
    )
    doubts = form.of_kind("doubtful")
    assert len(doubts) == 1
    assert len(doubts[0].readings) == 2
    assert form.document.meta["unconfirmed"] == [form.place_path(doubts[0])]
    assert rows(form)[1] == ("效益指标", "可持续影响指标", "信息共享情况", "=90(%)")


@pytest.mark.parametrize(
    ("heading", "text", "stored", "kind"),
    [
        ("项目资金（元）", "800,000.00", "800000.00", "read"),
        ("项目资金（元）", "800,000.00元", "800000.00", "read"),
        ("项目资金（元）", "８０万元", "800000.00", "repaired"),
        ("项目资金（万元）", "80", "800000.00", "repaired"),
        ("项目资金(万元)", "505.97", "5059700.00", "repaired"),
        ("项目资金（万元）", "800000元", "800000.00", "doubtful"),
        ("项目资金（元）", "/", None, "repaired"),
        ("项目资金（元）", "—", None, "repaired"),
        ("项目资金（元）", "约80万", "约80万", "doubtful"),
        ("项目资金（万元）", "8000000", "80000000000.00", "doubtful"),
    ],
)
def test_amounts(heading: str, text: str, stored: str | None, kind: str) -> None:
    form = pasted(
        "项目名称\t甲\t项目性质\t经常性项目",
        f"{heading}\t年度资金申请总额\t{text}",
        HEAD,
        "产出指标\t数量指标\t培训\t≥3次",
    )
    assert form.document.funding["annual"] == stored
    entry = next(each for each in form.entries if form.place_path(each) == "funding.annual")
    assert (entry.kind, entry.before) == (kind, text)


def test_two_units_at_once_are_in_doubt() -> None:
    form = pasted("单位：万元\t\t", "项目资金（元）\t年度资金申请总额\t80", HEAD, "产出指标\t数量指标\t培训\t≥3次")
    doubt = form.of_kind("doubtful")[0]
    assert set(doubt.readings) == {"80.00", "800000.00"}


@pytest.mark.parametrize(
    "text", ["2024/1/1", "2024-01-01", "2024年1月1日", "2024.1.1", "20240101", "２０２４年１月１日"]
)
def test_dates_in_every_usual_writing(text: str) -> None:
    form = pasted(f"计划开始日期\t{text}\t计划完成日期\t2024年底", HEAD, "产出指标\t数量指标\t培训\t≥3次")
    assert form.document.fields["start_date"] == "2024-01-01"
    assert form.document.fields["end_date"] == "2024年底"
    assert [form.place_path(entry) for entry in form.of_kind("doubtful")] == ["fields.end_date"]


def test_a_period_in_one_cell_is_split() -> None:
    form = pasted("项目起止时间\t2024年1月1日—2024年12月31日", HEAD, "产出指标\t数量指标\t培训\t≥3次")
    assert (form.document.fields["start_date"], form.document.fields["end_date"]) == ("2024-01-01", "2024-12-31")


def test_the_ticked_box_is_the_choice() -> None:
    form = pasted("项目名称\t甲\t项目性质\t□经常性项目 ☑阶段性项目", HEAD, "产出指标\t数量指标\t培训\t≥3次")
    assert form.document.fields["project_nature"] == "阶段性项目"
    assert "勾选" in told(form, "repaired")


def test_remains_of_html_become_paragraphs() -> None:
    form = pasted("年度总体目标\t<p>第一段。</p><p>第二段&nbsp;，&lt;1次。</p>", HEAD, "产出指标\t数量指标\t事故\t<1次")
    assert form.document.texts["annual_goal"] == "第一段。\n第二段 ，<1次。"
    assert rows(form)[0][3] == "<1次"
    entry = next(each for each in form.of_kind("repaired") if form.place_path(each) == "texts.annual_goal")
    assert entry.before.startswith("<p>")


def sheet(name: str, content: Content) -> tuple[RecognisedForm, Document]:
    table = Table(4, row=4)
    for column, text in enumerate(HEAD.split("\t")):
        table.spots.append(Spot(2, column, text))
    table.spots += [Spot(0, 0, "财政项目支出绩效目标申报表"), Spot(1, 0, "（2024年度）")]
    table.spots += [Spot(3, 0, "产出指标"), Spot(3, 1, "质量指标"), Spot(3, 2, name), Spot(3, 3, content)]
    found = recognise(read_bytes(writers.to_xlsx([[table]]), "表.xlsx"), templates())
    return found.forms[0], found.forms[0].document


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        ("1", "0%", "100%"),
        ("0.955", "0.0%", "95.5%"),
        ("0.955", "0%", "95.5%"),
        ("95", '0"家"', "95家"),
        ("13.1", "General", "13.1"),
    ],
)
def test_numbers_in_cells_are_read_as_shown(number: str, number_format: str, text: str) -> None:
    from decimal import Decimal

    form, _ = sheet("数据质量", Number(Decimal(number), number_format, text))
    assert rows(form)[0][3] == text
    if number_format.endswith("%"):
        repair = next(each for each in form.of_kind("repaired"))
        assert (repair.before, repair.after) == (number, text)


def test_a_bare_one_beside_a_rate_is_in_doubt() -> None:
    from decimal import Decimal

    form, document = sheet("工作完成率", Number(Decimal(1), "General", "1"))
    doubt = form.of_kind("doubtful")[0]
    assert doubt.readings == ("1", "100%")
    assert rows(form)[0][3] == "1"
    assert document.meta["unconfirmed"] == ["indicators[0].children[0].children[0].target"]


def test_operator_value_and_unit_in_three_columns_become_one_value() -> None:
    head = "一级指标\t二级指标\t三级指标\t计算符号\t指标值\t计量单位"
    form = pasted(
        head,
        "产出指标\t数量指标\t培训\t≥\t3\t次",
        "\t质量指标\t合格率\t大于等于\t95\t%",
        "\t时效指标\t完成时间\t\t12月底前\t",
    )
    assert [row[3] for row in rows(form)] == ["≥3次", "≥95%", "12月底前"]


def test_text_without_a_place_is_listed_as_unused() -> None:
    form = pasted("项目名称\t甲\t某个没有的栏目\t乙", HEAD + "\t备注", "产出指标\t数量指标\t培训\t≥3次\t另行说明")
    unused = {entry.before for entry in form.of_kind("unused")}
    assert {"某个没有的栏目", "乙", "另行说明"} <= unused


def test_a_title_of_its_own_is_kept() -> None:
    form = pasted(HEAD, "产出指标\t数量指标\t培训\t≥3次")
    assert "title" not in form.document.meta
    text = "某市财政项目支出绩效目标申报表（试行）\n(2024年度)\n" + HEAD + "\n产出指标\t数量指标\t培训\t≥3次"
    own = recognise(read_clipboard("", text), templates()).forms[0]
    assert own.document.meta["title"] == "某市财政项目支出绩效目标申报表（试行）"


def test_a_form_without_a_year_is_in_doubt() -> None:
    found = recognise(read_clipboard("", HEAD + "\n产出指标\t数量指标\t培训\t≥3次"), templates())
    assert found.forms[0].document.year is None
    assert "没有写年度" in told(found.forms[0], "doubtful")


@pytest.mark.parametrize("line", ["预算年度\t2023\t项目性质\t经常性项目", "年度：2023年\t\t项目性质\t经常性项目"])
def test_a_year_with_a_label_of_its_own(line: str) -> None:
    text = f"项目支出绩效目标申报表\n项目名称\t甲\n{line}\n{HEAD}\n产出指标\t数量指标\t培训\t≥3次"
    form = recognise(read_clipboard("", text), templates()).forms[0]
    assert form.document.year == 2023
    assert form.document.fields["project_nature"] == "经常性项目"
    assert not form.of_kind("unused")


def test_other_offices_words_for_labels() -> None:
    form = pasted(
        "预算单位\t某中心\t起始日期\t2024.1.1\t结束日期\t2024.12.31",
        "当年财政资金\t100元",
        HEAD,
        "产出指标\t数量指标\t培训\t≥3次",
    )
    fields = form.document.fields
    assert (fields["implementing_unit"], fields["start_date"], fields["end_date"]) == (
        "某中心",
        "2024-01-01",
        "2024-12-31",
    )
    assert form.document.funding["annual_fiscal"] == "100.00"


def test_amounts_in_one_cell_are_told_apart() -> None:
    line = "年度资金申请总额：80万元，其中：当年财政拨款：60万元；其他资金：20万元"
    form = pasted("项目名称\t甲", f"项目资金\t{line}", HEAD, "产出指标\t数量指标\t培训\t≥3次")
    funding = form.document.funding
    assert (funding["annual"], funding["annual_fiscal"], funding["annual_other"]) == (
        "800000.00",
        "600000.00",
        "200000.00",
    )


def test_labels_within_a_long_text_stay_in_it() -> None:
    goal = "年度总体目标：由甲负责，主管部门：乙。 实施单位：丙"
    form = pasted("项目名称\t甲", goal + "\t\t", HEAD, "产出指标\t数量指标\t培训\t≥3次")
    assert form.document.texts["annual_goal"] == "由甲负责，主管部门：乙。 实施单位：丙"
    assert form.document.fields["competent_department"] is None
