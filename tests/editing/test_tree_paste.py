"""Rows of Excel into the tree, and chosen nodes out of it."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from app.editing.tree_paste import paste, rows_of
from app.editing.tsv import read_tsv
from app.form.document import Document, Indicator, walk
from app.form.edits import apply
from app.form.places import indicator_place, path_of
from app.form.template import Template
from tests.editing.made_up import TEMPLATE, larger_form, outline


def by_name(document: Document, name: str) -> Indicator:
    return next(node for _, node in walk(document.indicators) if node.name == name)


def pasted(text: str, at: str | None, key: str = "name", form: Document | None = None) -> list[str]:
    form = form or larger_form()
    change = paste(form, TEMPLATE, read_tsv(text), by_name(form, at).id if at else 0, key)
    assert change is not None
    done = apply(form, change.edit)
    back = apply(done.document, done.inverse).document
    assert outline(back) == outline(form)
    return outline(done.document)


def test_two_columns_become_rows_below_the_cursor() -> None:
    lines = pasted('供水\t≥1次\r\n讲座\t"①一\n②二"\r\n演练\t\r\n', "水箱清洗")
    assert lines[2:6] == ["    水箱清洗=2次", "    供水=≥1次", "    讲座=①一\n②二", "    演练="]


def test_on_a_level_the_rows_come_at_its_end() -> None:
    assert pasted("供水\t≥1次", "时效指标")[7:9] == ["  时效指标=", "    供水=≥1次"]
    assert pasted("供水\t≥1次", "产出指标")[8] == "    供水=≥1次"


def test_whole_trees_with_blanks_as_above_fill_the_levels_that_are_there() -> None:
    text = (
        "一级指标\t二级指标\t三级指标\t指标值\r\n"
        "产出指标\t数量指标\t供水\t≥1次\r\n\t\t送电\t2次\r\n\t时效指标\t完成时间\t11月底\r\n"
        "满意度指标\t服务对象满意度指标\t职工满意度\t≥90%\r\n"
    )
    assert pasted(text, "知晓率") == [
        "产出指标=",
        "  数量指标=",
        "    水箱清洗=2次",
        "    巡检=≥12次",
        "    培训=3期",
        "    供水=≥1次",
        "    送电=2次",
        "  质量指标=",
        "    合格率=≥95%",
        "  时效指标=",
        "    完成时间=11月底",
        "效益指标=",
        "  社会效益指标=",
        "    知晓率=≥80%",
        "满意度指标=",
        "  服务对象满意度指标=",
        "    职工满意度=≥90%",
    ]


def test_an_empty_level_two_of_the_paper_gets_no_indicator() -> None:
    blanks = msgspec.structs.replace(TEMPLATE.indicators, blanks=("-", "—"))
    template = msgspec.structs.replace(TEMPLATE, indicators=blanks)
    form = Document("made-up", 2024)
    change = paste(form, template, read_tsv("成本指标\t社会成本指标\t-\t-\n\t经济成本指标\t成本\t≤1万元"), 0)
    assert change is not None
    assert outline(apply(form, change.edit).document) == [
        "成本指标=",
        "  社会成本指标=",
        "  经济成本指标=",
        "    成本=≤1万元",
    ]
    assert isinstance(template, Template)


def test_a_value_column_is_filled_downwards() -> None:
    lines = pasted("5次\n6次\n7期\n=99%", "水箱清洗", "target")
    assert lines[2:6] == ["    水箱清洗=5次", "    巡检=6次", "    培训=7期", "  质量指标="]
    assert lines[6] == "    合格率==99%"


def test_values_below_the_last_indicator_and_beside_the_last_column_are_kept() -> None:
    form = larger_form()
    leaves = [node for _, node in walk(form.indicators) if node.children is None]
    change = paste(form, TEMPLATE, read_tsv("≥80%\t抽查\n≥81%\n≥82%\t复查"), leaves[-1].id, "target")
    assert change is not None
    done = apply(form, change.edit)
    after = [(node.name, node.text("target")) for _, node in walk(done.document.indicators) if node.children is None]
    assert after[-3:] == [(leaves[-1].name, "≥80%"), ("", "≥81%"), ("", "≥82%")]
    texts = str(done.document.meta.get("remarks")) + str([node.values for _, node in walk(done.document.indicators)])
    assert "抽查" in texts and "复查" in texts
    assert outline(apply(done.document, done.inverse).document) == outline(form)


def test_nothing_to_paste_is_no_edit() -> None:
    assert paste(larger_form(), TEMPLATE, read_tsv(" \n\t"), 0) is None


def test_copied_rows_are_what_a_spreadsheet_shows() -> None:
    form = larger_form()
    assert rows_of(form, TEMPLATE, [by_name(form, "水箱清洗").id, by_name(form, "巡检").id]) == [
        ["水箱清洗", "2次"],
        ["巡检", "≥12次"],
    ]
    assert rows_of(form, TEMPLATE, [by_name(form, "质量指标").id, by_name(form, "时效指标").id]) == [
        ["产出指标", "质量指标", "合格率", "≥95%"],
        ["产出指标", "时效指标", "", ""],
    ]


def changed(text: str, at: str | None = "水箱清洗") -> Document:
    form = larger_form()
    change = paste(form, TEMPLATE, read_tsv(text), by_name(form, at).id if at else 0)
    assert change is not None
    return apply(form, change.edit).document


def test_a_third_column_of_free_text_is_no_value() -> None:
    document = changed("供水\t≥1次\t每月由物业公司检查一次\n讲座\t健全\t")
    assert outline(document)[2:5] == ["    水箱清洗=2次", "    供水=≥1次", "    讲座=健全"]
    assert document.meta["remarks"] == ["【供水】备注：每月由物业公司检查一次"]
    assert "unconfirmed" not in document.meta


def test_the_head_row_says_which_column_is_which() -> None:
    document = changed(
        "序号\t指标名称\t指标解释\t计算符号\t指标值\t计量单位\n1\t供水\t按次计\t≥\t12\t次\n2\t送电\t\t=\t100%\t%"
    )
    assert outline(document)[3:5] == ["    供水=≥12次", "    送电==100%"]
    assert document.meta["remarks"] == ["【供水】指标解释：按次计"]


def test_a_level_two_in_front_is_still_a_level() -> None:
    assert outline(changed("数量指标\t供水\t≥1次\n\t送电\t2次"))[3:5] == ["    供水=≥1次", "    送电=2次"]
    assert "时效要求=" in [line.strip() for line in outline(changed("时效要求\t供水完成时间\t11月底前", "产出指标"))]


def test_columns_that_tell_nothing_are_marked_as_unconfirmed() -> None:
    document = changed("供水\t按合同约定\t物业公司")
    assert document.meta["unconfirmed"]


def test_a_paste_keeps_what_the_form_says_already() -> None:
    form = larger_form()
    below = by_name(form, "水箱清洗")
    path = path_of(form, indicator_place(by_name(form, "合格率").id, "target"))
    form = replace(form, meta={"unconfirmed": [path], "remarks": "其他程序写成了一段文字"})
    change = paste(
        form, TEMPLATE, read_tsv("产出指标\t时效情况\t供水\t物业公司\t甲\n产出指标\t数量指标\t送电\t≥1次\t乙"), below.id
    )
    assert change is not None
    document = apply(form, change.edit).document
    kept = path_of(document, indicator_place(by_name(form, "合格率").id, "target"))
    assert document.meta["unconfirmed"][0] == kept  # type: ignore[index]
    assert document.meta["remarks"][0] == "其他程序写成了一段文字"  # type: ignore[index]
