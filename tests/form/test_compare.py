"""Comparing two forms: what differs, what moved, and taking single differences over until nothing differs."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.form.compare import compare, wording_differences
from app.form.document import Document, Indicator, new_id, same_content, walk, with_new_ids
from app.form.edits import EditError, InsertIndicator, MoveIndicator, SetValue, apply
from app.form.places import field_place, indicator_place
from tests.form.test_edits import form, random_edit


def copy(document: Document) -> Document:
    return Document(
        document.template,
        document.year,
        document.fields,
        document.funding,
        document.texts,
        tuple(with_new_ids(node) for node in document.indicators),
        document.meta,
    )


def second(document: Document) -> Indicator:
    return document.indicators[0].children[0]  # type: ignore[index]


def test_equal_forms_have_no_differences() -> None:
    assert compare(form(), form()) == ()


def test_a_changed_field_and_a_changed_value() -> None:
    mine = form()
    theirs = apply(copy(mine), SetValue(field_place("project_name"), "新名")).document
    theirs = apply(theirs, SetValue(indicator_place(second(theirs).children[1].id, "target"), "≥9")).document  # type: ignore[index]
    field, value = compare(mine, theirs)
    assert (field.kind, field.before, field.after) == ("changed", "项目", "新名")
    assert (value.kind, value.before, value.after) == ("changed", "≥1", "≥9")
    assert value.place == indicator_place(second(mine).children[1].id, "target")  # type: ignore[index]


def test_a_moved_row_is_moved_not_removed_and_added() -> None:
    mine = form()
    theirs = copy(mine)
    row = second(theirs).children[2]  # type: ignore[index]
    theirs = apply(theirs, MoveIndicator(row.id, second(theirs).id, 0)).document
    (moved,) = compare(mine, theirs)
    assert moved.kind == "moved"
    assert same_content(apply(mine, moved.edit).document, theirs)


def test_a_row_that_went_to_another_parent_is_moved() -> None:
    mine = form()
    theirs = copy(mine)
    row, target = second(theirs).children[0], theirs.indicators[1].children[0]  # type: ignore[index]
    theirs = apply(theirs, MoveIndicator(row.id, target.id, 1)).document
    (moved,) = compare(mine, theirs)
    assert moved.kind == "moved"
    assert same_content(apply(mine, moved.edit).document, theirs)


def test_a_reworded_row_is_one_row() -> None:
    mine = form()
    long = Indicator(new_id(), "社区卫生设备巡检台次", {"target": "≥100台次"}, None)
    mine = apply(mine, InsertIndicator(second(mine).id, 0, long)).document
    theirs = copy(mine)
    row = second(theirs).children[0]  # type: ignore[index]
    theirs = apply(theirs, SetValue(indicator_place(row.id, "name"), "社区卫生设备的巡检台次")).document
    (changed,) = compare(mine, theirs)
    assert (changed.kind, changed.place.key) == ("changed", "name")


@pytest.mark.parametrize("seed", range(30))
def test_taking_over_one_by_one_ends_in_the_same_form(seed: int) -> None:
    chance = random.Random(seed)
    mine = form()
    theirs = copy(mine)
    for _ in range(chance.randrange(1, 8)):
        try:
            theirs = apply(theirs, random_edit(theirs, chance)).document
        except EditError:
            continue
    for _ in range(200):
        differences = compare(mine, theirs)
        if not differences:
            break
        mine = apply(mine, chance.choice(differences).edit).document
    assert not compare(mine, theirs)
    assert [(level, node.name) for level, node in walk(mine.indicators)] == [
        (level, node.name) for level, node in walk(theirs.indicators)
    ]


@given(st.text(max_size=30), st.text(max_size=30))
def test_wording_differences_rebuild_both_texts(before: str, after: str) -> None:
    pieces = wording_differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_very_long_texts_are_compared_by_sentences() -> None:
    """Character by character this would take minutes, with the window waiting."""
    sentences = [f"第{number}项工作，按计划完成。" for number in range(20_000)]
    before, after = "".join(sentences), "".join([*sentences[:777], "改过的一句。", *sentences[778:]]) + "没有句号的尾巴"
    pieces = wording_differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
    assert [piece.text for piece in pieces if piece.kind == "removed"] == ["第777项工作，按计划完成。"]


def test_many_rows_that_are_all_different_are_compared() -> None:
    def many(letter: str) -> Document:
        rows = tuple(Indicator(new_id(), f"{letter * 9}{number}", {"target": letter}) for number in range(400))
        return Document("t", 2024, indicators=(Indicator(new_id(), "产出指标", {}, rows),))

    kinds = [difference.kind for difference in compare(many("甲"), many("乙"))]
    assert (kinds.count("removed"), kinds.count("added")) == (400, 400)
