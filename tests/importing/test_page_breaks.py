"""Rows at a page break: joined where the texts prove it, left where they do, in doubt with both readings where they do not."""

from __future__ import annotations

from app.importing.grid import Block, Cell, Grid
from app.importing.recognise import recognise
from app.importing.report import RecognisedForm
from tests.importing.truth import templates

HEAD = ("一级指标", "二级指标", "三级指标", "年度(/项目)指标值")


def read(above: tuple[str, ...], below: tuple[str, ...], *, full: bool = True) -> RecognisedForm:
    """A form whose table has a row above a page break and one below it; ``full``: the lines above reach the end."""
    cells = [Cell(0, 0, "项目名称"), Cell(0, 1, "管网巡检", 1, 3)]
    cells += [Cell(1, column, text) for column, text in enumerate(HEAD)]
    cells += [Cell(2, column, text) for column, text in enumerate(above) if text]
    cells += [Cell(3, column, text, cut=True, runs_on=full) for column, text in enumerate(below) if text]
    lines = Block("line", (Cell(0, 0, "财政项目支出绩效目标申报表（2024年度）"),))
    (form,) = recognise(Grid("试.pdf", "pdf", (lines, Block("table", tuple(cells)))), templates()).forms
    return form


def rows(form: RecognisedForm) -> list[tuple[str, str | None]]:
    found = [three for one in form.document.indicators for two in one.children or () for three in two.children or ()]
    return [(each.name, each.text("target")) for each in found]


def doubts(form: RecognisedForm) -> dict[str | None, tuple[str, ...]]:
    return {form.place_path(entry): entry.readings for entry in form.of_kind("doubtful")}


FIRST = "indicators[0].children[0].children[0]"


def test_a_name_alone_goes_on() -> None:
    form = read(("产出指标", "数量指标", "老旧供水管网", "≥3次"), ("", "", "巡检次数", ""))
    assert rows(form) == [("老旧供水管网巡检次数", "≥3次")] and not doubts(form)


def test_a_value_of_its_own_begins_a_row() -> None:
    form = read(("产出指标", "数量指标", "管网巡检次数", "≥3次"), ("", "", "管网维修次数", "≥5次"))
    assert rows(form) == [("管网巡检次数", "≥3次"), ("管网维修次数", "≥5次")] and not doubts(form)


def test_a_unit_in_brackets_goes_on() -> None:
    form = read(("成本指标", "经济成本指标", "管网巡检", "≤13.10"), ("", "", "成本", "(万元)"))
    assert rows(form) == [("管网巡检成本", "≤13.10(万元)")] and not doubts(form)


def test_halves_of_a_known_name_prove_the_cut() -> None:
    form = read(("产出指标", "数量", "完成情况以", "按计划完成"), ("", "指标", "台账为准", "并公示"))
    assert rows(form) == [("完成情况以台账为准", "按计划完成并公示")] and not doubts(form)


def test_what_cannot_be_decided_is_joined_with_both_readings() -> None:
    form = read(("产出指标", "数量指标", "完成情况以", "按计划完成"), ("", "", "台账为准", "并公示"))
    assert rows(form) == [("完成情况以台账为准", "按计划完成并公示")]
    assert doubts(form) == {
        f"{FIRST}.name": ("完成情况以台账为准", "完成情况以"),
        f"{FIRST}.target": ("按计划完成并公示", "按计划完成"),
    }


def test_a_number_below_a_text_puts_both_rows_in_doubt() -> None:
    form = read(("产出指标", "数量指标", "老旧管网、", "≥3次"), ("", "", "水表的巡检", "≥5次"))
    assert len(rows(form)) == 2
    assert {f"{FIRST}.name", f"{FIRST}.target"} <= set(doubts(form))
    assert doubts(form)[f"{FIRST}.name"] == ("老旧管网、", "老旧管网、水表的巡检")


def test_names_printed_again_say_nothing() -> None:
    form = read(
        ("产出指标", "数量指标", "老旧供水管网", "每季度一次，"), ("产出指标", "数量指标", "巡检次数", "汛期每月一次")
    )
    assert rows(form) == [("老旧供水管网巡检次数", "每季度一次，汛期每月一次")] and not doubts(form)


def test_a_clipped_cell_is_in_doubt() -> None:
    cells = [Cell(0, 0, "项目名称"), Cell(0, 1, "管网巡", doubt="没有印全")]
    cells += [Cell(1, column, text) for column, text in enumerate(HEAD)]
    found = recognise(Grid("试.pdf", "pdf", (Block("table", tuple(cells)),)), templates())
    assert found.forms[0].place_path(found.forms[0].of_kind("doubtful")[0]) == "fields.project_name"
