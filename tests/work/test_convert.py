"""Conversion between templates: nothing lost, nothing retyped, every move told."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.form.document import Document, find, same_content, walk
from app.form.edits import SetValue, apply
from app.form.places import funding_place, indicator_place, path_of, place_at, text_place
from app.form.template import Template
from app.paths import bundled_templates
from app.scoring.grades import overview
from app.storage import json_codec
from app.storage.json_text import parse
from app.storage.template_files import all_templates
from app.work.carry_on import carry_to
from app.work.convert import convert
from app.work.opening import open_form

FORMS = Path(__file__).parents[1] / "forms"
NAMES = [f"2024-0{number}" for number in range(1, 9)]
ALL = sorted(path.stem for path in FORMS.glob("*.jxb"))
KEYS = sorted(path.stem for path in bundled_templates().glob("*.json") if "schema" not in path.name)


def opened(name: str) -> tuple[Document, Template]:
    form = open_form(FORMS / f"{name}.jxb")
    return form.document, form.template


def template(key: str) -> Template:
    return all_templates().templates[key]


def without_origin(document: Document) -> Document:
    return replace(document, meta={key: value for key, value in document.meta.items() if key != "origin"})


def paths(document: Document) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    trail: list[str] = []
    for level, node in walk(document.indicators):
        trail[level - 1 :] = [node.name]
        if node.children is None:
            found.append((*trail, node.text("target") or ""))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_2024_to_2026_and_back_is_the_same_form(name: str) -> None:
    document, source = opened(name)
    later = convert(document, source, template("shanghai-2026"), file=f"{name}.jxb")
    assert later.report == ()
    assert later.document.template == "shanghai-2026"
    back = convert(later.document, template("shanghai-2026"), source)
    assert same_content(without_origin(back.document), document)
    assert json_codec.to_text(without_origin(back.document)) == json_codec.to_text(document)


def test_the_file_remembers_where_it_came_from() -> None:
    document, source = opened("2024-01")
    made = convert(document, source, template("shanghai-2026"), file="2024-01.jxb").document
    plain, _ = parse(json_codec.to_text(made))
    assert isinstance(plain, dict)
    origin = plain["origin"]
    assert origin == {"kind": "conversion", "file": "2024-01.jxb", "template": "shanghai-2024", "year": "2024"}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("key", KEYS)
def test_every_text_survives_every_conversion(name: str, key: str) -> None:
    document, source = opened(name)
    made = convert(document, source, template(key)).document
    written = json_codec.to_text(made)
    for section in ("fields", "funding", "texts"):
        for value in document.section(section).values():
            if isinstance(value, str):
                assert (
                    json_codec.to_text(Document("", None, fields={"x": value})).split('"x": "')[1].split('"\n')[0]
                    in written
                )
    before, after = paths(document), paths(made)
    assert sorted(path[-2:] for path in before) == sorted(path[-2:] for path in after)


def test_a_form_of_2020_finds_its_places() -> None:
    document, source = opened("2020-a1")
    converted = convert(document, source, template("shanghai-2024"))
    made = converted.document
    assert made.fields["implementing_unit"] == document.fields["applicant_unit"]
    assert made.funding["annual"] == document.funding["project_current_year"]
    assert made.texts["overall_goal"] == document.texts["staged_goals"]
    remarks = made.meta["remarks"]
    assert isinstance(remarks, list)
    assert f"【项目概况】{document.texts['overview']}" in remarks
    unconfirmed = made.meta["unconfirmed"]
    assert isinstance(unconfirmed, list)
    assert "fields.implementing_unit" in unconfirmed
    told = [line.text() for line in converted.report]
    assert "项目概况 → 备注" in told
    assert "申报单位名称 → 实施单位（请确认）" in told
    assert any(line.startswith("产出目标 › 数量 → 产出指标 › 数量指标") for line in told)
    back = convert(made, template("shanghai-2024"), source).document
    assert back.texts["overview"] == document.texts["overview"]
    assert back.fields["performance_type"] == document.fields["performance_type"]


def test_amounts_of_the_same_label_come_back_each_to_its_own_cell() -> None:
    """其他资金 of the whole project and of the year have no place in 2020: two remarks, told apart by what they add."""
    document, source = opened("2024-01")
    document = apply(document, SetValue(funding_place("total_other"), "268000.50")).document
    document = apply(document, SetValue(funding_place("annual_other"), "45000.00")).document
    there = convert(document, source, template("shanghai-2020"))
    assert "【其他资金（本年度）】45000.00" in (there.document.meta.get("remarks") or [])
    back = convert(there.document, template("shanghai-2020"), source).document
    assert (back.funding["total_other"], back.funding["annual_other"]) == ("268000.50", "45000.00")
    assert "remarks" not in back.meta


def test_a_remark_that_fits_two_cells_goes_into_neither() -> None:
    document, source = opened("2024-01")
    there = convert(document, source, template("shanghai-2020")).document
    there = replace(there, meta={**there.meta, "remarks": ["【其他资金】45000.00"]})
    back = convert(there, template("shanghai-2020"), source).document
    assert (back.funding["total_other"], back.funding["annual_other"]) == (None, None)
    assert back.meta["remarks"] == ["【其他资金】45000.00"]


def test_missing_levels_and_equal_neighbours_stay() -> None:
    document, source = opened("2024-02")
    twin = replace(document.indicators[1], id=-1, children=())
    odd = replace(document, indicators=(*document.indicators, twin, replace(twin, id=-2, name="")))
    made = convert(odd, source, template("shanghai-2026")).document
    assert [node.name for node in made.indicators][-2:] == [twin.name, ""]


def test_unused_rows_come_with_a_form_that_prints_them() -> None:
    document, source = opened("2026-01")
    made = convert(document, source, template("shanghai-2024")).document
    assert [node.name for node in made.indicators][:4] == ["成本指标", "产出指标", "效益指标", "满意度指标"]
    assert [node.name for node in made.indicators[0].children or ()] == [
        "经济成本指标",
        "社会成本指标",
        "生态环境成本指标",
    ]


def test_a_declaration_becomes_a_self_evaluation() -> None:
    document, source = opened("2024-05")
    target = template("mof-2020-self-evaluation")
    converted = carry_to(document, source, target, file="2024-05.jxb")
    made = converted.document
    assert sorted(path[-2:] for path in paths(made)) == sorted(path[-2:] for path in paths(document))
    assert {node.name: node.values.get("points") for node in made.indicators} == {
        "产出指标": "50", "效益指标": "30", "满意度指标": "10"
    }  # fmt: skip
    assert (made.funding["initial"], made.funding["budget"], made.funding["executed"]) == (
        document.funding["annual"], document.funding["annual"], None
    )  # fmt: skip
    assert made.texts["annual_goal"] == document.texts["annual_goal"]
    assert made.texts["actual_results"] is None
    found = overview(made, target)
    assert found is not None
    assert (found.possible, found.complete, found.grade) == (100, False, None)
    origin = made.meta["origin"]
    assert isinstance(origin, dict)
    assert origin["kind"] == "self_evaluation"
    for _, node in walk(made.indicators):
        if node.children is None:
            assert set(node.values) >= {"target", "actual", "weight", "score", "reason"}
            assert node.values["actual"] is None


def test_costs_go_under_the_outputs_of_a_self_evaluation() -> None:
    document, source = opened("2026-04")
    converted = carry_to(document, source, template("mof-2020-self-evaluation"))
    assert "成本指标 › 经济成本指标 → 产出指标 › 成本指标（请确认）" in [line.text() for line in converted.report]
    assert [path[:2] for path in paths(converted.document) if path[2].startswith("信创")] == [("产出指标", "成本指标")]


def test_levels_that_the_new_form_does_not_know_keep_their_names_and_are_told() -> None:
    document, source = opened("2020-a1")
    converted = carry_to(document, source, template("mof-2020-self-evaluation"))
    assert "投入与管理" in [node.name for node in converted.document.indicators]
    told = [line.text() for line in converted.report if line.what.startswith("投入与管理")]
    assert told
    assert all("新表的目录没有这一级，按原名保留，请确认" in line for line in told)


def test_a_filled_self_evaluation_is_graded() -> None:
    document, source = opened("2024-05")
    target = template("mof-2020-self-evaluation")
    made = carry_to(document, source, target).document
    for _, node in walk(made.indicators):
        if node.children is None:
            made = apply(made, SetValue(indicator_place(node.id, "score"), node.text("weight"))).document
    made = apply(made, SetValue(funding_place("execution_score"), "9.5")).document
    found = overview(made, target)
    assert found is not None
    assert (str(found.got), found.grade) == ("99.5", "优")


def with_blanks(document: Document, target: Template) -> Document:
    """The form with every amount of its template there, blank where it had none: conversions add them."""
    blank = {cell.key: None for cell in target.funding.cells}
    return replace(document, funding={**blank, **document.funding})


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ALL)
def test_there_and_back_is_the_same_form(name: str, key: str) -> None:
    """Through any other template: no row, no value, no remark and no mark is left behind."""
    document, source = opened(name)
    if key == source.id:
        return
    there = carry_to(document, source, template(key), file=f"{name}.jxb").document
    back = carry_to(there, template(key), source, file="表.jxb").document
    assert same_content(with_blanks(without_origin(back), source), with_blanks(document, source))


def test_what_was_changed_on_the_way_comes_back_changed_or_as_a_remark() -> None:
    document, source = opened("2024-01")
    middle = template("shanghai-2020")
    there = carry_to(document, source, middle).document
    there = apply(there, SetValue(text_place("staged_goals"), "改过的目标")).document
    back = carry_to(there, middle, source)
    assert (back.document.texts["annual_goal"], back.document.texts["overall_goal"]) == ("改过的目标", None)
    assert "unconfirmed" not in back.document.meta
    review = template("mof-2020-self-evaluation")
    filled = carry_to(document, source, review).document
    filled = apply(filled, SetValue(funding_place("budget"), "123.00")).document
    leaf = next(node for _, node in walk(filled.indicators) if node.children is None)
    filled = apply(filled, SetValue(indicator_place(leaf.id, "weight"), "7")).document
    again = carry_to(filled, review, source).document
    assert again.meta["remarks"] == ["【年度资金总额（全年预算数）】123.00"]
    assert [node.values["weight"] for _, node in walk(again.indicators) if "weight" in node.values] == ["7"]


def test_what_is_muted_or_to_be_confirmed_follows_its_row() -> None:
    document, source = opened("2026-04")
    rows = [node for _, node in walk(document.indicators) if node.children is None]
    row = rows[-1]
    meta = {
        "muted": [{"code": "a.b", "place": path_of(document, indicator_place(row.id, "target")), "reason": "已核对"}],
        "unconfirmed": [path_of(document, indicator_place(row.id)), "texts.annual_goal", "fields.project_name"],
    }
    for key in ("shanghai-2020", "shanghai-2024"):
        made = carry_to(replace(document, meta=meta), source, template(key)).document
        (entry,) = made.meta["muted"]  # type: ignore[misc]
        place = place_at(made, entry["place"])
        assert place is not None
        moved = find(made, place.node)
        assert moved is not None
        assert (moved.name, moved.text("target"), place.key) == (row.name, row.text("target"), "target")
        unconfirmed = made.meta["unconfirmed"]
        assert isinstance(unconfirmed, list)
        assert path_of(made, indicator_place(row.id)) in unconfirmed
        assert "fields.project_name" in unconfirmed
        assert ("texts.annual_goal" in unconfirmed) == (key == "shanghai-2024")


def test_nothing_that_other_programs_wrote_is_left_behind() -> None:
    document, source = opened("2024-01")
    cost = document.indicators[0]
    assert cost.children
    level2 = replace(cost.children[0], values={"theirs": "二级"})
    odd = replace(
        document,
        indicators=(replace(cost, values={"theirs": "一级"}, children=(level2, *cost.children[1:])), *document.indicators[1:]),
        meta={"remarks": "写成了一段文字", "origin": {"kind": "import", "theirs": ["来源"]}},
    )  # fmt: skip
    for key in KEYS:
        text = json_codec.to_text(convert(odd, source, template(key)).document)
        for word in ("一级", "二级", "写成了一段文字", "来源"):
            assert f'"{word}"' in text, (key, word)
