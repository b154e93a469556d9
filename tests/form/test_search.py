"""Find and replace: full and half width, several matches in one text, one undo step, nothing stale replaced."""

from __future__ import annotations

from app.form.document import same_content
from app.form.edits import SetValue, apply
from app.form.places import field_place, value_at
from app.form.search import find_text, replace_matches
from app.storage.document_files import load
from tests.make_forms import FORMS


def test_full_width_finds_half_width_and_the_offsets_fit() -> None:
    document = load(FORMS / "2024-06.jxb").document
    matches = find_text(document, "％")
    assert {match.text for match in matches} == {"100%", "≥95%", "0%"}
    assert all(match.text[match.start : match.end] == "%" for match in matches)
    assert find_text(document, "％", fold_width=False) == ()


def test_replacing_is_one_edit_that_undoes() -> None:
    document = load(FORMS / "2024-06.jxb").document
    matches = find_text(document, "设备")
    assert len({match.place for match in matches}) >= 3
    edit = replace_matches(document, matches, "仪器设备")
    assert edit is not None
    done = apply(document, edit)
    assert done.document.fields["project_name"] == "社区卫生仪器设备购置及维修"
    assert len(find_text(done.document, "仪器设备")) == len(matches)
    assert same_content(apply(done.document, done.inverse).document, document)


def test_case_is_ignored_unless_asked() -> None:
    document = apply(load(FORMS / "2024-01.jxb").document, SetValue(field_place("project_name"), "OA系统oa")).document
    assert len(find_text(document, "oa")) == 2
    assert len(find_text(document, "oa", match_case=True)) == 1


def test_a_stale_match_is_left_alone() -> None:
    document = load(FORMS / "2024-01.jxb").document
    matches = find_text(document, "卫管中心专项")
    changed = apply(document, SetValue(field_place("project_name"), "别的")).document
    edit = replace_matches(changed, matches, "x")
    after = changed if edit is None else apply(changed, edit).document
    assert value_at(after, field_place("project_name")) == "别的"


def test_a_value_replaced_by_nothing_is_blank() -> None:
    document = load(FORMS / "2024-01.jxb").document
    edit = replace_matches(document, find_text(document, "卫管中心专项工作经费"), "")
    assert edit is not None
    assert apply(document, edit).document.fields["project_name"] is None
    assert find_text(document, "") == ()
