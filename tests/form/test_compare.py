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
