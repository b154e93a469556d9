"""What a person does in the tree, as edits."""

from __future__ import annotations

from app.editing import tree_edits
from app.form.document import Document, Indicator, walk
from app.form.edits import Edit, apply
from tests.editing.made_up import TEMPLATE, larger_form, outline


def by_name(document: Document, name: str) -> Indicator:
    return next(node for _, node in walk(document.indicators) if node.name == name)


def done(document: Document, edit: Edit | None) -> list[str]:
    assert edit is not None
    return outline(apply(document, edit).document)


def test_a_new_row_comes_after_the_indicator_with_the_cursor() -> None:
    form = larger_form()
    change = tree_edits.add_indicator(form, TEMPLATE, by_name(form, "水箱清洗").id)
    lines = done(form, change.edit)
    assert lines[2:5] == ["    水箱清洗=2次", "    =", "    巡检=≥12次"]


def test_a_new_row_of_an_empty_level_two_is_its_first() -> None:
    form = larger_form()
    change = tree_edits.add_indicator(form, TEMPLATE, by_name(form, "时效指标").id)
    assert done(form, change.edit)[7:9] == ["  时效指标=", "    ="]


def test_a_new_row_of_an_empty_form_makes_the_levels_on_the_way() -> None:
    form = Document("made-up", 2024)
    change = tree_edits.add_indicator(form, TEMPLATE, 0)
    made = apply(form, change.edit).document
    assert outline(made) == ["=", "  =", "    ="]
    leaf = made.indicators[0].children[0].children[0]
    assert leaf.id == change.goes_to
    assert leaf.children is None


def test_removed_levels_take_their_indicators_with_them_once() -> None:
    form = larger_form()
    level2 = by_name(form, "数量指标")
    change = tree_edits.remove(form, [level2.children[0].id, level2.id, by_name(form, "知晓率").id])
    assert change is not None
    assert done(form, change.edit) == [
        "产出指标=",
        "  质量指标=",
        "    合格率=≥95%",
        "  时效指标=",
        "效益指标=",
        "  社会效益指标=",
    ]


def test_after_removing_the_cursor_goes_to_the_next_row() -> None:
    form = larger_form()
    change = tree_edits.remove(form, [by_name(form, "水箱清洗").id])
    assert change is not None and change.goes_to == by_name(form, "巡检").id
    change = tree_edits.remove(form, [by_name(form, "知晓率").id])
    assert change is not None and change.goes_to == by_name(form, "社会效益指标").id


def test_duplicates_stand_after_the_last_of_their_group() -> None:
    form = larger_form()
    change = tree_edits.duplicate(form, [by_name(form, "水箱清洗").id, by_name(form, "巡检").id])
    assert change is not None
    names = [line.strip().split("=")[0] for line in done(form, change.edit)[2:7]]
    assert names == ["水箱清洗", "巡检", "水箱清洗", "巡检", "培训"]


def test_moving_several_keeps_their_order_and_stops_at_the_top() -> None:
    form = larger_form()
    ids = [by_name(form, "巡检").id, by_name(form, "培训").id]
    edit = tree_edits.move(form, TEMPLATE, ids, "up")
    names = [line.strip().split("=")[0] for line in done(form, edit)[2:5]]
    assert names == ["巡检", "培训", "水箱清洗"]


def test_moving_over_the_edge_goes_to_the_neighbouring_level() -> None:
    form = larger_form()
    edit = tree_edits.move(form, TEMPLATE, [by_name(form, "合格率").id], "up")
    assert done(form, edit)[4:7] == ["    培训=3期", "    合格率=≥95%", "  质量指标="]
    edit = tree_edits.move(form, TEMPLATE, [by_name(form, "知晓率").id], "up")
    assert done(form, edit)[7:9] == ["  时效指标=", "    知晓率=≥80%"]
    assert tree_edits.move(form, TEMPLATE, [by_name(form, "产出指标").id], "up") is None


def test_only_legal_places_take_a_dragged_node() -> None:
    form = larger_form()
    leaf, level2, level1 = by_name(form, "水箱清洗").id, by_name(form, "数量指标").id, by_name(form, "产出指标").id
    assert tree_edits.can_stand_below(form, TEMPLATE, [leaf], by_name(form, "时效指标").id)
    assert not tree_edits.can_stand_below(form, TEMPLATE, [leaf], level1)
    assert not tree_edits.can_stand_below(form, TEMPLATE, [leaf], by_name(form, "巡检").id)
    assert not tree_edits.can_stand_below(form, TEMPLATE, [level2], level2)
    assert not tree_edits.can_stand_below(form, TEMPLATE, [leaf, level2], level1)
    assert tree_edits.can_stand_below(form, TEMPLATE, [level1], 0)


def test_dragging_down_within_the_same_level_counts_the_rows_as_seen() -> None:
    form = larger_form()
    level2 = by_name(form, "数量指标")
    ids = [by_name(form, "水箱清洗").id, by_name(form, "巡检").id]
    edit = tree_edits.move_to(form, ids, level2.id, 3)
    names = [line.strip().split("=")[0] for line in done(form, edit)[2:5]]
    assert names == ["培训", "水箱清洗", "巡检"]
    assert tree_edits.move_to(form, ids, level2.id, 1) is None
