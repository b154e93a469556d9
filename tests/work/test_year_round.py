"""A year with one project: declaration, self-evaluation with scores and reasons, its paper, next year's declaration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.checking.review import review
from app.cli import run
from app.form.document import Document, Json, walk
from app.form.edits import SetValue, apply
from app.form.places import Place, funding_place, indicator_place, text_place
from app.scoring.form_scores import scored_indicators
from app.scoring.grades import overview
from app.scoring.quantity import plain
from app.storage.document_files import load, save
from app.work.opening import open_form

FORMS = Path(__file__).parents[1] / "forms"
REACHED = {
    "调研报告": "4篇",
    "签约居民签约社区就诊依从性": "63%",
    "健康档案建档率": "82%",
    "项目成本控制": "达成预期指标",
    "家庭医生签约老年人有效服务率": "90%",
    "重点人群签约率": "65%",
    "常住人口签约率": "38%",
    "家庭医生服务满意率": "80%",
}


def put(document: Document, place: Place, value: Json) -> Document:
    return apply(document, SetValue(place, value)).document


def filled(document: Document, scores: dict[str, str]) -> Document:
    for _, node in walk(document.indicators):
        if node.children is None:
            document = put(document, indicator_place(node.id, "actual"), REACHED[node.name])
            document = put(document, indicator_place(node.id, "score"), scores.get(node.name))
    for key, value in {"executed": "882000.00", "executed_fiscal": "882000.00", "execution_score": "9.8"}.items():
        document = put(document, funding_place(key), value)
    return put(document, text_place("actual_results"), "签约服务全部完成，依从性和常住人口签约率略低于目标。")


def test_the_whole_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    declared, reviewed = FORMS / "2024-05.jxb", tmp_path / "自评.jxb"
    assert run(["convert", str(declared), "--to", "mof-2020-self-evaluation", "-o", str(reviewed)]) == 0
    form = open_form(reviewed)

    # Values filled in, the computed scores taken over; the qualitative one is a person's choice within its range.
    document = filled(form.document, {})
    computed = {item.node.name: item for item in scored_indicators(document, form.template)}
    scores = {name: plain(item.computed) for name, item in computed.items() if item.computed is not None}
    assert (scores["签约居民签约社区就诊依从性"], scores["常住人口签约率"]) == ("11.25", "9.5")
    cost = computed["项目成本控制"].scores
    assert cost is not None
    assert (cost.by_target.low, cost.by_target.high) == (10, 12.5)
    document = filled(document, {**scores, "项目成本控制": "12.5"})

    # Reasons are asked for where points were lost, and only there.
    asked = [finding for finding in review(document, form.template) if finding.code.startswith("scores.")]
    assert [finding.code for finding in asked] == ["scores.reason_missing"] * 2
    for finding in asked:
        document = put(document, finding.places[0], "下半年新增居民较多，已安排上门签约")
    assert not [finding for finding in review(document, form.template) if finding.code.startswith("scores.")]
    found = overview(document, form.template)
    assert found is not None
    assert (str(found.got), found.grade) == ("98.05", "优")
    save(reviewed, document)

    # The paper: points in the labels, the money matrix with its rate, the totals row.
    pdf = tmp_path / "自评.pdf"
    assert run(["export", str(reviewed), "--scores", "-o", str(pdf)]) == 0
    text = "".join(text_of(pdf).split())
    for shown in (
        "项目支出绩效自评表",
        "（50分）",
        "（10分）",
        "年初预算数",
        "98%",
        "9.8",
        "总分10098.05",
        "已安排上门签约",
        "得分情况",
    ):
        assert shown in text, shown

    capsys.readouterr()
    following = tmp_path / "明年.jxb"
    assert run(["next-year", str(reviewed), "-o", str(following)]) == 0
    made, original = load(following).document, load(declared).document
    assert (made.template, made.year) == ("shanghai-2024", 2025)
    assert made.fields["project_name"] == original.fields["project_name"]
    assert made.fields["project_nature"] == original.fields["project_nature"]
    assert made.funding["annual"] == original.funding["annual"]
    assert not {key for _, node in walk(made.indicators) for key in node.values} & {
        "actual",
        "score",
        "reason",
        "weight",
    }
    assert json.loads(following.read_text(encoding="utf-8"))["origin"]["template"] == "mof-2020-self-evaluation"


def text_of(pdf: Path) -> str:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return "".join((page.extract_text() or "") for page in document.pages)
