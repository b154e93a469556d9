"""Edits give back their inverse, touch only what they name, and refuse what does not fit."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from app.form.document import ROOT, Document, Indicator, new_id, same_content, walk
from app.form.edits import (
    ABSENT,
    Edit,
    EditError,
    InsertIndicator,
    MoveIndicator,
    RemoveIndicator,
    ReplaceDocument,
    SetValue,
    Several,
    apply,
)
from app.form.places import YEAR, field_place, funding_place, indicator_place, path_of, place_at, value_at


def leaf(name: str, target: str = "≥1") -> Indicator:
    return Indicator(new_id(), name, {"target": target}, None)


def form() -> Document:
    second = Indicator(new_id(), "数量指标", {}, (leaf("甲"), leaf("乙"), leaf("丙")))
    empty = Indicator(new_id(), "质量指标", {}, ())
    return Document(
        "t",
        2024,
        fields={"project_name": "项目"},
        funding={"annual": "1.00"},
        indicators=(
            Indicator(new_id(), "产出指标", {}, (second, empty)),
            Indicator(new_id(), "效益指标", {}, (Indicator(new_id(), "社会效益指标", {}, (leaf("丁"),)),)),
        ),
    )


def test_setting_a_value_gives_the_old_one_back() -> None:
    before = form()
    done = apply(before, SetValue(funding_place("annual"), "2.00"))
    assert done.document.funding == {"annual": "2.00"}
    assert before.funding == {"annual": "1.00"}
    assert same_content(apply(done.document, done.inverse).document, before)


def test_undoing_a_new_key_takes_the_key_away_again() -> None:
    before = form()
    done = apply(before, SetValue(field_place("extra"), None))
    assert "extra" in done.document.fields
    assert "extra" not in apply(done.document, done.inverse).document.fields
    assert "project_name" not in apply(before, SetValue(field_place("project_name"), ABSENT)).document.fields


def test_the_year_is_a_number_when_it_reads_as_one() -> None:
    assert apply(form(), SetValue(YEAR, "2026")).document.year == 2026
    done = apply(form(), SetValue(YEAR, "明年"))
    assert done.document.year == "明年"
    assert apply(done.document, done.inverse).document.year == 2024


def test_only_the_nodes_on_the_way_are_made_anew() -> None:
    before = form()
    node = before.indicators[0].children[0].children[1]  # type: ignore[index]
    after = apply(before, SetValue(indicator_place(node.id, "target"), "≥2")).document
    assert after.indicators[1] is before.indicators[1]
    assert after.indicators[0].children[1] is before.indicators[0].children[1]  # type: ignore[index]
    assert after.indicators[0].id == before.indicators[0].id


def test_an_insert_below_an_indicator_undoes_to_no_list_at_all() -> None:
    before = form()
    target = before.indicators[0].children[0].children[0]  # type: ignore[index]
    done = apply(before, InsertIndicator(target.id, 0, leaf("新")))
    undone = apply(done.document, done.inverse)
    assert same_content(undone.document, before)
    redone = apply(undone.document, undone.inverse)
    assert same_content(redone.document, done.document)


def test_several_edits_fail_as_a_whole() -> None:
    before = form()
    with pytest.raises(EditError):
        apply(before, Several((SetValue(YEAR, "2025"), RemoveIndicator(10**9))))
    assert before.year == 2024


@pytest.mark.parametrize("index", [-1, 4])
def test_a_position_that_is_not_there_is_refused(index: int) -> None:
    before = form()
    with pytest.raises(EditError):
        apply(before, InsertIndicator(before.indicators[0].id, index, leaf("新")))


def test_a_node_cannot_move_below_itself() -> None:
    before = form()
    with pytest.raises(EditError):
        apply(before, MoveIndicator(before.indicators[0].id, before.indicators[0].children[0].id, 0))  # type: ignore[index]


def random_edit(document: Document, chance: random.Random) -> Edit:
    nodes = [node for _, node in walk(document.indicators)]
    node = chance.choice(nodes) if nodes else None
    parents = [ROOT, *(each.id for each in nodes)]
    match chance.randrange(7):
        case 0 if node:
            return SetValue(
                indicator_place(node.id, chance.choice(["name", "target", "odd"])), chance.choice(["甲", "", "≥5%"])
            )
        case 1 if node:
            return RemoveIndicator(node.id)
        case 2 if node:
            return MoveIndicator(node.id, chance.choice(parents), chance.randrange(3))
        case 3:
            return SetValue(funding_place(chance.choice(["annual", "total"])), chance.choice([None, "3.00", "约80万"]))
        case 4:
            return Several(tuple(random_edit(document, chance) for _ in range(2)))
        case 5:
            return ReplaceDocument(form())
        case _:
            return InsertIndicator(chance.choice(parents), chance.randrange(3), leaf("新"))


@pytest.mark.parametrize("seed", range(40))
def test_random_edits_undo_and_redo(seed: int) -> None:
    chance = random.Random(seed)
    document = form()
    history = [document]
    inverses: list[Edit] = []
    for _ in range(40):
        try:
            done = apply(document, random_edit(document, chance))
        except EditError:
            continue
        document = done.document
        history.append(document)
        inverses.append(done.inverse)
    again: list[Edit] = []
    for expected, inverse in zip(reversed(history[:-1]), reversed(inverses), strict=True):
        done = apply(document, inverse)
        document = done.document
        again.append(done.inverse)
        assert same_content(document, expected)
    for expected, edit in zip(history[1:], reversed(again), strict=True):
        document = apply(document, edit).document
        assert same_content(document, expected)


def test_every_place_has_a_path_that_leads_back() -> None:
    document = form()
    for _, node in walk(document.indicators):
        for key in ("", "name", "target"):
            place = indicator_place(node.id, key)
            assert place_at(document, path_of(document, place)) == place
    last = document.indicators[0].children[0].children[2]  # type: ignore[index]
    assert path_of(document, indicator_place(last.id, "target")) == "indicators[0].children[0].children[2].target"
    assert value_at(document, indicator_place(last.id, "target")) == "≥1"
    for path in ("fields.project_name", "funding.annual", "year", "indicators"):
        place = place_at(document, path)
        assert place is not None
        assert path_of(document, place) == path
    assert place_at(document, "indicators[9].name") is None
    assert place_at(document, "indicatorsX") is None


def marked_form() -> tuple[Document, Indicator]:
    """A form that silences a finding about 乙 and has 乙's target and 丁 to be confirmed; with 乙."""
    plain = form()
    second = plain.indicators[0].children[0].children[1]  # type: ignore[index]  # the tree of form()
    path = "indicators[0].children[0].children[1]"
    meta = {
        "muted": [
            {"code": "target.missing", "place": f"{path}.target", "reason": "已核对", "by": "张"},
            "其他程序写的",
        ],
        "unconfirmed": [f"{path}.target", "funding.annual", "indicators[1].children[0].children[0]"],
    }
    return replace(plain, meta=meta), second


def test_what_is_said_of_a_row_follows_it() -> None:
    before, second = marked_form()
    first_level2 = before.indicators[0].children[0]  # type: ignore[index]
    done = apply(
        before,
        Several(
            (
                InsertIndicator(ROOT, 0, Indicator(new_id(), "成本指标", {}, ())),
                InsertIndicator(first_level2.id, 0, leaf("新")),
                MoveIndicator(second.id, before.indicators[0].children[1].id, 0),  # type: ignore[index]
            )
        ),
    )
    path = path_of(done.document, indicator_place(second.id, "target"))
    assert path == "indicators[1].children[1].children[0].target"
    assert done.document.meta == {
        "muted": [{"code": "target.missing", "place": path, "reason": "已核对", "by": "张"}, "其他程序写的"],
        "unconfirmed": [path, "funding.annual", "indicators[2].children[0].children[0]"],
    }
    assert same_content(apply(done.document, done.inverse).document, before)


def test_what_is_said_of_a_removed_row_goes_with_it_and_comes_back() -> None:
    before, second = marked_form()
    done = apply(before, RemoveIndicator(second.id))
    assert done.document.meta["muted"] == ["其他程序写的"]
    assert done.document.meta["unconfirmed"] == ["funding.annual", "indicators[1].children[0].children[0]"]
    assert same_content(apply(done.document, done.inverse).document, before)


def test_a_year_that_is_no_number_as_written_stays_a_text() -> None:
    for typed in ("0024", "9" * 5000, "２０２４", " 2024"):
        assert apply(form(), SetValue(YEAR, typed)).document.year == typed


def test_only_four_digits_are_a_year() -> None:
    assert [replace(form(), year=year).year_number for year in (2024, 99999, 0, -1)] == [2024, None, None, None]
