"""A new official form is one JSON file: a made-up 区 form with labels, columns and equations of its own, from the template to
check, paper, Word, Excel and back, with no line of Python that knows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from app.form.document import ROOT, Document, Indicator, new_id, walk
from app.form.edits import InsertIndicator, SetValue, apply
from app.form.places import field_place, funding_place, indicator_place, text_place
from app.printing.build import paper_grid
from app.printing.layout import layout
from app.storage.document_files import load, save
from app.storage.template_files import all_templates, own_templates_folder
from app.work.export_files import export_forms
from app.work.import_files import bundled_and_own_templates, read_forms
from app.work.opening import open_form

TEMPLATE: dict[str, Any] = {
    "format": "jibiao-template",
    "version": 1,
    "id": "linhai-district-2027",
    "name": "临海区民生项目绩效申报表（虚构）",
    "title": "临海区民生项目绩效申报表",
    "family": "linhai-district",
    "purpose": "declaration",
    "years": {"first": 2027},
    "unit": "万元",
    "writing": {"grouping": True, "places": 1, "dates": "YYYY年M月D日"},
    "sources": [{"rule": "虚构，只用于测试", "checked": False}],
    "fields": [
        {"key": "project_name", "label": "民生项目全称", "required": True},
        {"key": "street", "label": "牵头街道", "required": True},
        {"key": "start_date", "label": "开工日", "type": "date"},
    ],
    "texts": [{"key": "promise", "label": "对居民的承诺", "required": True}],
    "funding": {
        "label": "经费盘子",
        "cells": [
            {"key": "pot", "label": "经费盘子合计", "required": True},
            {"key": "district", "label": "区里拿"},
            {"key": "street_share", "label": "街道拿"},
            {"key": "ceiling", "label": "封顶数"},
        ],
        "columns": [{"heading": "本年", "cells": ["pot", "district", "street_share", "ceiling"]}],
        "equations": [
            {"kind": "sum", "total": "pot", "parts": ["district", "street_share"]},
            {"kind": "at_most", "amount": "pot", "limit": "ceiling"},
        ],
    },
    "indicators": {
        "label": "民生指标",
        "levels": [{"label": "大类", "points": True}, {"label": "小类"}, {"label": "民生指标名", "names": "free"}],
        "columns": [
            {"key": "target", "label": "年底要做到", "type": "target", "required": True},
            {"key": "owner", "label": "责任人", "type": "text"},
            {"key": "weight", "label": "权数", "type": "points", "share": 1},
            {"key": "score", "label": "打分", "type": "points", "share": 1},
        ],
        "catalogue": [
            {"name": "看得见的", "points": "60", "children": [{"name": "修了什么"}, {"name": "种了什么"}]},
            {"name": "感受到的", "points": "40", "children": [{"name": "居民怎么说"}]},
        ],
        "empty": "无",
        "blanks": ["无"],
    },
    "scoring": {
        "bands": [{"grade": "赞", "at_least": "85"}, {"grade": "还行", "at_least": "0"}],
        "total": "100",
        "quantitative": "达到标杆值得满分，每减少1个扣2分，扣完为止。",
    },
    "papers": [
        {
            "id": "form",
            "name": "申报表",
            "parts": [
                {"part": "line", "text": "{title}（{year}年）", "face": "sans", "size_pt": 16},
                {
                    "part": "grid",
                    "widths": [28, 60, 28, 60],
                    "rows": [
                        [{"label": "民生项目全称"}, {"field": "project_name", "columns": 3}],
                        [{"label": "牵头街道"}, {"field": "street"}, {"label": "开工日"}, {"field": "start_date"}],
                        [{"label": "经费盘子（{unit}）", "rows": 2}, {"label": "经费盘子合计"}, {"money": "pot", "columns": 2}],
                        [{"label": "区里拿"}, {"money": "district", "columns": 2}],
                        [{"label": "街道拿"}, {"money": "street_share"}, {"label": "封顶数"}, {"money": "ceiling"}],
                        [{"label": "对居民的承诺"}, {"text": "promise", "columns": 3}],
                    ],
                },
                {
                    "part": "indicators",
                    "columns": [
                        {"level": 1, "width": 26, "points": "（{points}分）"},
                        {"level": 2, "width": 28},
                        {"level": 3, "width": 50},
                        {"column": "target", "width": 26},
                        {"column": "owner", "width": 20},
                        {"column": "weight", "width": 13},
                        {"column": "score", "width": 13},
                    ],
                },
                {"part": "totals", "label": "合计", "sums": ["weight", "score"]},
            ],
        }
    ],
}  # fmt: skip


@pytest.fixture(name="file")
def filled_form(tmp_path: Path) -> Path:
    """A form of the new template, made by the command and filled in."""
    own_templates_folder().mkdir(parents=True)
    text = json.dumps(TEMPLATE, ensure_ascii=False)
    (own_templates_folder() / "linhai.json").write_text(text, encoding="utf-8")
    assert all_templates(fresh=True).problems == ()
    file = tmp_path / "临海.jxb"
    assert run(["new", "--template", "linhai-district-2027", "--year", "2027", "-o", str(file)]) == 0
    save(file, filled(load(file).document))
    return file


def filled(document: Document) -> Document:
    values = {
        field_place("project_name"): "口袋公园",
        field_place("street"): "望潮街道",
        field_place("start_date"): "2027-03-01",
        text_place("promise"): "年内建成十二个口袋公园，家门口就能歇脚。",
        funding_place("pot"): "1200000.00",
        funding_place("district"): "900000.00",
        funding_place("street_share"): "300000.00",
        funding_place("ceiling"): "1500000.00",
    }
    for place, value in values.items():
        document = apply(document, SetValue(place, value)).document
    rows = {
        "修了什么": ("新建口袋公园数", "≥12个", "王工", "60", "60"),
        "居民怎么说": ("居民满意率", "≥90%", "李姐", "40", "36"),
    }
    parents = {node.name: node.id for _, node in walk(document.indicators)}
    for level, (name, target, owner, weight, score) in rows.items():
        values_of = {"target": target, "owner": owner, "weight": weight, "score": score}
        document = apply(document, InsertIndicator(parents[level], 0, Indicator(new_id(), name, values_of))).document
    return document


def test_check_knows_its_equations_and_points(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(file), "--json"]) == 0
    assert "funding." not in capsys.readouterr().out
    document = load(file).document
    broken = apply(document, SetValue(funding_place("district"), "700000.00")).document
    broken = apply(broken, SetValue(funding_place("ceiling"), "1000000.00")).document
    broken = apply(broken, SetValue(field_place("street"), None)).document
    leaf = next(node for _, node in walk(broken.indicators) if node.name == "居民满意率")
    broken = apply(broken, SetValue(indicator_place(leaf.id, "weight"), "30")).document
    save(file, broken)
    assert run(["check", str(file)]) == 1
    told = capsys.readouterr().out
    assert "经费盘子合计" in told
    assert "封顶数" in told
    assert "牵头街道" in told
    assert "“感受到的”的分值为 40 分，而权数合计为 30 分" in told
    assert "得分" not in told.replace("得分 36", "")


def test_score_uses_its_bands(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["score", str(file), "--json"])
    (scored,) = json.loads(capsys.readouterr().out)
    assert (scored["score"], scored["grade"]) == ("96", "赞")


def test_paper(file: Path) -> None:
    document, template = load(file).document, all_templates().templates["linhai-district-2027"]
    marks = [mark.text for page in layout(paper_grid(document, template)) for mark in page.texts]
    text = "".join(marks)
    for shown in (
        "临海区民生项目绩效申报表（2027年）",
        "120.0",
        "2027年3月1日",
        "看得见的（60分）",
        "种了什么",
        "无",
        "≥12个",
        "王工",
        "96",
    ):
        assert shown in text, shown


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf"])
def test_export_and_import_again(file: Path, tmp_path: Path, ending: str) -> None:
    exported = tmp_path / f"表.{ending}"
    export_forms([open_form(file)], exported)
    (again,) = read_forms(exported, bundled_and_own_templates()).forms
    document, back = load(file).document, again.document
    assert back.template == "linhai-district-2027"
    assert back.year == 2027
    for name in ("fields", "funding", "texts"):
        assert dict(back.section(name)) == dict(document.section(name))
    shown = [(level, node.name, dict(node.values)) for level, node in walk(back.indicators)]
    assert shown == [(level, node.name, dict(node.values)) for level, node in walk(document.indicators)]


def test_a_colleague_without_the_template_can_work_on(file: Path) -> None:
    (own_templates_folder() / "linhai.json").unlink()
    assert "linhai-district-2027" not in all_templates(fresh=True).templates
    assert run(["export", str(file), "-o", str(file.with_suffix(".pdf"))]) == 0
    assert run(["check", str(file)]) == 0
    document = load(file).document
    more = apply(document, InsertIndicator(ROOT, 0, Indicator(new_id(), "另外", {}, ()))).document
    save(file, more)
    assert load(file).document.meta["template_copy"]
