"""Tables with scores come back from Word: points out of the labels, no row of totals, the annex joined to the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.form.document import Document, walk
from app.form.edits import SetValue, apply
from app.form.places import funding_place, indicator_place, text_place
from app.importing.scored_tables import is_totals_row, split_points
from app.storage.document_files import save
from app.storage.template_files import all_templates
from app.work.carry_on import carry_to
from app.work.export_files import export_forms
from app.work.import_files import bundled_and_own_templates, read_forms
from app.work.opening import open_form

FORMS = Path(__file__).parents[1] / "forms"


def rows(document: Document) -> list[tuple[int, str, dict[str, str]]]:
    return [
        (
            level,
            node.name,
            {key: "".join(str(value).split()) for key, value in node.values.items() if value is not None},
        )
        for level, node in walk(document.indicators)
    ]


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf"])
@pytest.mark.parametrize("name", ["2021-evaluation", "2021-goals"])
def test_exported_and_imported_again(name: str, ending: str, tmp_path: Path) -> None:
    form = open_form(FORMS / f"{name}.jxb")
    file = tmp_path / f"表.{ending}"
    export_forms([form], file)
    (again,) = read_forms(file, bundled_and_own_templates()).forms
    assert again.document.template == form.document.template
    assert rows(again.document) == rows(form.document)


def test_another_years_scores_of_the_same_indicators_are_another_form(tmp_path: Path) -> None:
    form = open_form(FORMS / "2021-evaluation.jxb")
    better = form.document
    for _, node in walk(better.indicators):
        if node.name == "居民健康素养水平":
            better = apply(better, SetValue(indicator_place(node.id, "score"), "5")).document
    save(tmp_path / "b.jxb", better)
    file = tmp_path / "两年.xlsx"
    export_forms([form, open_form(tmp_path / "b.jxb")], file)
    forms = read_forms(file, bundled_and_own_templates()).forms
    scores = [
        [node.text("score") for _, node in walk(each.document.indicators) if node.name == "居民健康素养水平"]
        for each in forms
    ]
    assert scores == [["2.5"], ["5"]]


def filled_self_evaluation() -> Document:
    form = open_form(FORMS / "2024-05.jxb")
    made = carry_to(form.document, form.template, all_templates().templates["mof-2020-self-evaluation"]).document
    for _, node in walk(made.indicators):
        if node.children is None:
            for key, value in (("actual", "85%"), ("score", node.text("weight")), ("reason", "宣传到位")):
                made = apply(made, SetValue(indicator_place(node.id, key), value)).document
    amounts = {"budget": "950000.00", "budget_other": "50000.00", "executed": "880000.50", "execution_score": "9.26"}
    for key, value in amounts.items():
        made = apply(made, SetValue(funding_place(key), value)).document
    return apply(made, SetValue(text_place("actual_results"), "全部完成。")).document


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf"])
def test_a_self_evaluation_with_its_money_matrix_comes_back(ending: str, tmp_path: Path) -> None:
    document = filled_self_evaluation()
    saved, file = tmp_path / "自评.jxb", tmp_path / f"自评.{ending}"
    save(saved, document)
    form = open_form(saved)
    export_forms([form], file)
    (again,) = read_forms(file, bundled_and_own_templates()).forms
    assert again.document.template == "mof-2020-self-evaluation"
    declared = [cell.key for cell in form.template.funding.cells]
    assert {key: again.document.funding[key] for key in declared} == {key: document.funding[key] for key in declared}
    assert dict(again.document.texts)["actual_results"] == "全部完成。"
    assert rows(again.document) == rows(document)
    assert not [entry.sentence for entry in again.of_kind("unused")]


def test_points_in_a_label() -> None:
    shelf = all_templates()
    scored, plain = shelf.templates["shenzhen-2021-evaluation"], shelf.templates["shanghai-2024"]
    assert split_points("决策（20 分）", scored, 0) == ("决策", "20")
    assert split_points("产出\n（40.5分）", scored, 0) == ("产出", "40.5")
    assert split_points("培训（20分）", scored, 2) == ("培训（20分）", None)
    assert split_points("产出指标（50分）", plain, 0) == ("产出指标（50分）", None)


def test_a_row_of_totals() -> None:
    scored = all_templates().templates["shenzhen-2021-evaluation"]
    assert is_totals_row(["合计", "100", "95.5"], scored)
    assert not is_totals_row(["合计", "较好"], scored)
    assert not is_totals_row(["合格率", "100"], scored)
    assert not is_totals_row(["合计", "100"], all_templates().templates["shanghai-2024"])
