"""Next year's declaration: what moves on, what is kept to be confirmed, what is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.form.document import Document, walk
from app.form.edits import SetValue, apply
from app.form.places import YEAR, field_place, funding_place, place_at, value_at
from app.storage.template_files import all_templates
from app.work.carry_on import carry_to, carry_to_next_year
from app.work.convert import Converted
from app.work.next_year import NoYear
from app.work.opening import open_form

FORMS = Path(__file__).parents[1] / "forms"


def opened(name: str) -> Document:
    return open_form(FORMS / f"{name}.jxb").document


def moved_on(document: Document) -> Converted:
    shelf = all_templates()
    return carry_to_next_year(document, shelf.templates[document.template], shelf, file="今年.jxb")


def test_a_yearly_project_moves_on_by_a_year() -> None:
    document = opened("2024-01")
    made = moved_on(document).document
    assert (made.year, made.template) == (2025, "shanghai-2024")
    assert (made.fields["start_date"], made.fields["end_date"]) == ("2025-01-01", "2025-12-31")
    assert made.funding["annual"] == document.funding["annual"]
    assert made.texts["annual_goal"] == document.texts["annual_goal"]
    unconfirmed = made.meta["unconfirmed"]
    assert isinstance(unconfirmed, list)
    assert {"texts.annual_goal", "funding.annual"} <= set(map(str, unconfirmed))
    assert "fields.start_date" not in unconfirmed
    for path in unconfirmed:
        place = place_at(made, str(path))
        assert place is not None
        assert value_at(made, place)
    targets = [node for _, node in walk(made.indicators) if node.children is None]
    assert sum(str(path).endswith(".target") for path in unconfirmed) == len(targets)


def test_a_project_of_several_years_keeps_its_dates() -> None:
    document = opened("2024-06")
    made = moved_on(document).document
    assert (made.fields["start_date"], made.fields["end_date"]) == ("2023-01-01", "2025-12-31")
    unconfirmed = made.meta["unconfirmed"]
    assert isinstance(unconfirmed, list)
    assert "fields.start_date" in unconfirmed


def test_the_template_of_the_new_year_is_taken() -> None:
    document = apply(opened("2024-01"), SetValue(YEAR, "2025")).document
    assert moved_on(document).document.template == "shanghai-2026"


def test_amounts_move_on_as_the_template_says() -> None:
    document = apply(opened("2020-a1"), SetValue(funding_place("previous_year_executed"), "5.00")).document
    made = moved_on(document).document
    assert (made.year, made.template) == (2021, "shanghai-2020")
    assert made.funding["previous_year_budget"] == document.funding["project_current_year"]
    assert made.funding["previous_year_executed"] is None
    carried = apply(opened("2024-01"), SetValue(funding_place("annual_carryover"), "100.00")).document
    assert moved_on(carried).document.funding["annual_carryover"] is None


def test_29_february_and_unread_dates() -> None:
    document = apply(opened("2024-01"), SetValue(field_place("start_date"), "2024-02-29")).document
    document = apply(document, SetValue(field_place("end_date"), "年底")).document
    made = moved_on(document).document
    assert (made.fields["start_date"], made.fields["end_date"]) == ("2025-02-28", "年底")


def test_last_years_mutings_are_left_behind_and_the_origin_is_kept() -> None:
    document = opened("2024-01")
    noted = apply(document, SetValue(field_place("own_key"), "保留")).document
    made = moved_on(noted).document
    assert made.fields["own_key"] == "保留"
    origin = made.meta["origin"]
    assert isinstance(origin, dict)
    assert (origin["kind"], origin["file"], origin["template"]) == ("next_year", "今年.jxb", "shanghai-2024")


def test_a_self_evaluation_leads_back_to_the_declaration() -> None:
    document = opened("2024-05")
    shelf = all_templates()
    reviewed = carry_to(
        document, shelf.templates["shanghai-2024"], shelf.templates["mof-2020-self-evaluation"]
    ).document
    made = moved_on(reviewed).document
    assert (made.template, made.year) == ("shanghai-2024", 2025)
    assert made.fields == moved_on(document).document.fields
    assert "remarks" not in made.meta
    for _, node in walk(made.indicators):
        assert set(node.values) <= {"target"}
    names = [node.name for _, node in walk(document.indicators) if node.children is None]
    assert sorted(node.name for _, node in walk(made.indicators) if node.children is None) == sorted(names)


def test_no_year_and_no_declaration_are_told() -> None:
    document = apply(opened("2024-01"), SetValue(YEAR, None)).document
    with pytest.raises(NoYear, match="没有填写年度"):
        moved_on(document)
    with pytest.raises(NoYear, match="不是申报表"):
        moved_on(opened("2021-evaluation"))
