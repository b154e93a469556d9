"""Forms as other offices and provinces lay them out: other titles, labels, columns, one form a row."""

from __future__ import annotations

from app.form.document import walk
from app.importing.recognise import recognise
from app.importing.report import RecognisedForm, Recognition
from app.importing.sources import read_clipboard
from tests.importing.truth import templates

HEAD = ["项目支出绩效目标表", "（2025年度）", "项目名称\t道路养护", "主管部门\t市城管局\t实施单位\t道桥处"]
TABLE = ["一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t养护面积\t≥120万平方米"]


def read_all(*lines: str) -> Recognition:
    return recognise(read_clipboard("", "\n".join(lines)), templates())


def read(*lines: str) -> RecognisedForm:
    [form] = read_all(*lines).forms
    return form


def leaves(form: RecognisedForm) -> dict[str, str | None]:
    nodes = [node for _, node in walk(form.document.indicators) if node.children is None]
    return {node.name: node.text("target") for node in nodes}


def test_the_title_of_another_office_stays_the_forms_title() -> None:
    form = read(*HEAD, *TABLE)
    assert form.document.meta["title"] == "项目支出绩效目标表"
    assert not form.of_kind("unused")


def test_a_declaration_is_not_taken_for_an_evaluation() -> None:
    form = read(
        *HEAD, "年度资金总额\t100\t其中：财政拨款\t90", "一级指标\t二级指标\t三级指标\t指标值\t权重", TABLE[1] + "\t20"
    )
    assert form.template.purpose == "declaration"
    assert (form.document.funding["annual"], form.document.funding["annual_fiscal"]) == ("100.00", "90.00")


def test_a_form_older_than_all_templates_is_read_by_the_one_that_fits() -> None:
    form = read(
        "项目支出绩效目标申报表", "（2015年度）", "项目名称\t道路养护", "项目属性\t延续项目",
        "项目资金\t中期资金总额：\t300\t年度资金总额：\t100", "\t其中：财政拨款\t280\t其中：财政拨款\t90", *TABLE,
    )  # fmt: skip
    assert form.template.purpose == "declaration"
    assert (form.document.funding["total_fiscal"], form.document.funding["annual_fiscal"]) == ("280.00", "90.00")


def test_the_value_of_this_year_is_the_value() -> None:
    form = read(
        *HEAD, "一级指标\t二级指标\t三级指标\t上年指标值\t本年指标值", "产出指标\t数量指标\t养护面积\t≥100\t≥120"
    )
    assert leaves(form) == {"养护面积": "≥120"}
    assert "≥100" in [entry.before for entry in form.of_kind("unused")]


def test_words_of_other_offices_for_fields() -> None:
    form = read(
        "部门预算项目绩效目标申报表", "申报年度：2025", "项目名称\t道路养护", "用款单位\t道桥处", "申请资金（万元）\t356.80",
        "绩效总目标\t完成全市养护。", *TABLE,
    )  # fmt: skip
    document = form.document
    assert (document.fields["implementing_unit"], document.funding["annual"]) == ("道桥处", "3568000.00")
    assert document.texts["overall_goal"] == "完成全市养护。"


GROUPS = [
    "一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值",
    "产出指标\t数量指标\t养护面积\t≥360\t数量指标\t养护面积\t≥120",
    "\t质量指标\t合格率\t≥90%\t质量指标\t合格率\t≥98%",
]


def test_of_two_groups_of_indicators_the_years_is_read() -> None:
    form = read(*HEAD, "总体目标\t中期目标（2025年—2027年）\t\t\t年度目标", "\t三年养护\t\t\t当年养护", *GROUPS)
    assert leaves(form) == {"养护面积": "≥120", "合格率": "≥98%"}
    assert "≥360" in [entry.before for entry in form.of_kind("unused")]


def test_two_groups_that_nothing_tells_apart_are_in_doubt() -> None:
    form = read(*HEAD, *GROUPS)
    assert leaves(form) == {"养护面积": "≥360", "合格率": "≥90%"}
    assert ["并排有两组指标" in entry.sentence for entry in form.of_kind("doubtful")] == [True]


def test_a_column_of_values_without_a_known_name_is_found_by_its_look() -> None:
    form = read(
        *HEAD,
        "一级指标\t二级指标\t三级指标\t责任人\t考核要求",
        "产出指标\t数量指标\t面积\t张三\t≥3",
        "\t\t里程\t李四\t≥5公里",
    )
    assert leaves(form) == {"面积": "≥3", "里程": "≥5公里"}
    assert ["考核要求" in entry.sentence for entry in form.of_kind("doubtful")] == [True]


def test_points_numbered_in_one_cell_are_indicators_of_their_own() -> None:
    form = read(
        *HEAD, TABLE[0], '产出指标\t数量指标\t"1.面积\n2.里程\n3、座数"\t"1.≥2.5万平方米\n2.≥350公里\n3、≥35座"'
    )
    assert leaves(form) == {"面积": "≥2.5万平方米", "里程": "≥350公里", "座数": "≥35座"}
    form = read(*HEAD, TABLE[0], "产出指标\t质量指标\t①合格率；②返修率\t①≥98%；②≤2%")
    assert leaves(form) == {"合格率": "≥98%", "返修率": "≤2%"}


def test_numbered_points_that_do_not_match_stay_whole() -> None:
    form = read(*HEAD, TABLE[0], "产出指标\t质量指标\t①合格率；②返修率\t均达标")
    assert leaves(form) == {"①合格率；②返修率": "均达标"}


def test_ordinals_are_labels_and_other_columns_are_told_with_their_head() -> None:
    form = read(*HEAD, "序号\t" + TABLE[0] + "\t权重", "1\t" + TABLE[1] + "\t20")
    assert [(entry.before, entry.sentence) for entry in form.of_kind("unused")] == [
        ("权重", "表头“权重”不是本表样的栏目"),
        ("20", "“养护面积”的“权重”：本表样没有这一栏，没有用到"),
    ]


def test_a_rate_of_one_with_its_percent_sign_in_another_column_is_in_doubt() -> None:
    form = read(*HEAD, "一级指标\t二级指标\t三级指标\t符号\t指标值\t单位", "产出指标\t时效指标\t及时率\t＝\t1\t%")
    [doubt] = form.of_kind("doubtful")
    assert doubt.readings == ("=1%", "=100%")


def test_a_period_of_months_or_years_is_in_doubt() -> None:
    for text, end in (("2025.02-2026.02", "2026-02-28"), ("2025年2月至2025年12月", "2025-12-31")):
        form = read(*HEAD, f"项目起止时间\t{text}", *TABLE)
        assert (form.document.fields["start_date"], form.document.fields["end_date"]) == ("2025-02-01", end)
        assert form.document.meta["unconfirmed"] == ["fields.start_date", "fields.end_date"]


def test_the_value_beside_a_note_belongs_to_the_remark() -> None:
    form = read(*HEAD, "项目负责人：\t张三\t联系电话：\t021-1234", *TABLE)
    assert form.document.meta["remarks"] == ["项目负责人：　张三　联系电话：　021-1234"]
    assert not form.of_kind("unused")


def test_the_unit_above_the_table_and_in_it_is_one_form() -> None:
    [form] = read_all(
        "项目绩效目标表", "（2021年度）", "填报单位（盖章）：某镇人民政府",
        "项目名称\t镇域基础设施\t项目属性\t延续项目", "主管部门\t某镇", "项目概况\t水利、道路", "立项依据\t规划",
        "项目单位\t某镇", "项目绩效目标\t长期目标\t年度目标", "\t振兴乡村\t完成立面改造", *TABLE,
    ).forms  # fmt: skip
    assert form.document.fields["project_name"] == "镇域基础设施"
    assert form.document.texts["overall_goal"] == "振兴乡村"
    assert leaves(form) == {"养护面积": "≥120万平方米"}


def test_an_outline_of_plain_lines_is_a_table_of_indicators() -> None:
    form = read(
        "财政项目支出绩效目标申报表（2025年度）", "项目名称：道路养护", "项目性质：经常性项目", "年度总体目标：完成养护。", "绩效指标：",
        "一、产出指标", "（一）数量指标", "1.养护面积：≥2.5万平方米；", "2.养护里程：≥350公里。", "（二）质量指标", "1.合格率：≥98%",
        "二、效益指标", "（一）社会效益指标", "1.完好率：≥95%", "填表人：张三",
    )  # fmt: skip
    assert leaves(form) == {"养护面积": "≥2.5万平方米", "养护里程": "≥350公里", "合格率": "≥98%", "完好率": "≥95%"}
    assert [node.name for node in form.document.indicators] == ["产出指标", "效益指标"]
    assert form.document.texts["annual_goal"] == "完成养护。"
    assert form.document.meta["remarks"] == ["填表人：张三"]


def test_points_behind_a_level_do_not_hide_its_name() -> None:
    form = read(*HEAD, TABLE[0], "产出指标（50分）\t数量指标（20分）\t养护面积\t≥120")
    [outputs] = form.document.indicators
    assert [outputs.name, *(level.name for level in outputs.children or ())] == ["产出指标", "数量指标"]
    assert "产出指标（50分）" in [entry.before for entry in form.of_kind("repaired")]


def html_table(*rows: str) -> RecognisedForm:
    head = "".join(f"<tr><td>{'</td><td>'.join(line.split(chr(9)))}</td></tr>" for line in HEAD)
    [form] = recognise(read_clipboard(f"<table>{head}{''.join(rows)}</table>", ""), templates()).forms
    return form


def test_a_head_of_two_rows_whose_value_is_divided() -> None:
    form = html_table(
        '<tr><td rowspan="2">一级指标</td><td rowspan="2">二级指标</td><td rowspan="2">三级指标</td>'
        '<td colspan="3">年度指标值</td></tr><tr><td>符号</td><td>数值</td><td>单位</td></tr>',
        "<tr><td>产出指标</td><td>数量指标</td><td>面积</td><td>≥</td><td>120</td><td>万平方米</td></tr>",
    )
    assert leaves(form) == {"面积": "≥120万平方米"}


def test_a_column_of_units_without_a_head_shifts_nothing() -> None:
    head = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td><td></td></tr>"
    row = "<tr><td>产出指标</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
    units = [row.format("数量指标", "面积", "≥120", "万平方米"), row.format("质量指标", "合格率", "≥98", "%")]
    assert leaves(html_table(head, *units)) == {"面积": "≥120万平方米", "合格率": "≥98%"}
    notes = [row.format("数量指标", "面积", "≥120平方米", "以验收单为准"), row.format("质量指标", "合格率", "≥98%", "")]
    form = html_table(head, *notes)
    assert leaves(form) == {"面积": "≥120平方米", "合格率": "≥98%"}
    assert "以验收单为准" in [entry.before for entry in form.of_kind("unused")]


def test_the_heading_of_a_section_is_no_label_of_the_text_below_it() -> None:
    form = html_table(
        "<tr><td>二、绩效目标</td></tr><tr><td>实施期总目标：养护三年。</td></tr><tr><td>绩效目标：养护一年。</td></tr>",
        *(f"<tr><td>{'</td><td>'.join(line.split(chr(9)))}</td></tr>" for line in TABLE),
    )
    assert form.document.texts == {"overall_goal": "养护三年。", "annual_goal": "养护一年。"}
