"""Totals, grades and weights: exact sums, bands at their edges, the execution score."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.form.blank import new_document
from app.form.document import Document, Indicator, new_id
from app.form.edits import SetValue, apply
from app.form.places import funding_place
from app.scoring.form_scores import execution_score
from app.scoring.grades import grade_of, overview
from app.scoring.weights import even_weights, spread_evenly
from app.storage.template_files import all_templates
from app.work.opening import open_form

FORMS = Path(__file__).parents[1] / "forms"


def test_the_real_report() -> None:
    form = open_form(FORMS / "2021-evaluation.jxb")
    found = overview(form.document, form.template)
    assert found is not None
    assert (found.possible, found.got, found.grade, found.complete) == (100, Decimal("95.5"), "优", True)
    assert [(level.name, level.points, level.possible) for level in found.levels] == [
        ("决策", 20, 20), ("过程", 20, 20), ("产出", 40, 40), ("效益", 20, 20)
    ]  # fmt: skip
    below = [each for level in found.levels for each in level.below]
    assert len(below) == 10
    assert all(each.points == each.possible for each in below)
    assert [each.lost for each in below if each.lost] == [Decimal("4.5")]


def test_a_declaration_has_no_overview() -> None:
    form = open_form(FORMS / "2024-01.jxb")
    assert overview(form.document, form.template) is None


@pytest.mark.parametrize(
    ("got", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.9", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ],
)
def test_the_edges_of_the_bands(got: str, grade: str) -> None:
    template = all_templates().templates["mof-2020-self-evaluation"]
    assert grade_of(Decimal(got), Decimal(100), template) == grade
    assert grade_of(Decimal(got) / 2, Decimal(50), template) == grade
    assert grade_of(Decimal(got), Decimal(0), template) is None


scores = st.lists(
    st.tuples(
        st.decimals(min_value=0, max_value=100, places=2), st.decimals(min_value=0, max_value=100, places=2)
    ),
    min_size=1, max_size=60,
)  # fmt: skip


@given(scores)
def test_sums_are_exact(rows: list[tuple[Decimal, Decimal]]) -> None:
    template = all_templates().templates["shenzhen-2021-evaluation"]
    leaves = tuple(Indicator(new_id(), "指标", {"weight": str(weight), "score": str(score)}) for weight, score in rows)
    tree = (Indicator(new_id(), "产出", {}, (Indicator(new_id(), "产出数量", {}, leaves),)),)
    found = overview(Document(template.id, 2021, indicators=tree), template)
    assert found is not None
    cents = [sum(int(row[at] * 100) for row in rows) for at in (0, 1)]
    assert (found.possible * 100, found.got * 100) == (cents[0], cents[1])


@given(st.decimals(min_value=0, max_value=200, places=2), st.integers(1, 80))
def test_spreading_is_exact_and_even(points: Decimal, count: int) -> None:
    parts = spread_evenly(points, count)
    assert sum(parts) == points
    assert len(parts) == count
    assert max(parts) - min(parts) <= Decimal("0.1")


def test_spreading_goes_to_the_lowest_level_with_points() -> None:
    leaves = [tuple(Indicator(new_id(), "", {}) for _ in range(count)) for count in (1, 3)]
    below = (
        Indicator(new_id(), "数量", {"points": "10"}, leaves[0]),
        Indicator(new_id(), "质量", {"points": "20"}, leaves[1]),
    )
    document = Document("x", 2024, indicators=(Indicator(new_id(), "产出", {"points": "50"}, below),))
    edit = even_weights(document)
    assert edit is not None
    made = apply(document, edit).document
    weights = [leaf.text("weight") for level in made.indicators[0].children or () for leaf in level.children or ()]
    assert weights == ["10", "6.7", "6.7", "6.6"]
    assert even_weights(Document("x", 2024, indicators=below[:0])) is None


@pytest.mark.parametrize(
    ("budget", "executed", "points"),
    [
        ("1262000.00", "1257100.00", "9.96"),
        ("100.00", "120.00", "10"),
        ("100.00", "0.00", "0"),
        ("3.00", "1.00", "3.33"),
    ],
)
def test_the_execution_score(budget: str, executed: str, points: str) -> None:
    template = all_templates().templates["mof-2020-self-evaluation"]
    document = new_document(template, 2024)
    assert execution_score(document, template) is None
    for key, value in (("budget", budget), ("executed", executed)):
        document = apply(document, SetValue(funding_place(key), value)).document
    found = execution_score(document, template)
    assert found is not None
    assert (found.points, found.weight) == (Decimal(points), 10)
