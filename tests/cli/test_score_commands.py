"""``jibiao score``, ``convert`` and ``next-year`` as a user or a program calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import run

FORMS = Path(__file__).parents[1] / "forms"


def test_score_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", str(FORMS / "2021-evaluation.jxb"), "--json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)
    assert (file["weight"], file["score"], file["grade"], file["complete"]) == ("100", "95.5", "优", True)
    assert [(level["name"], level["points"], level["score"]) for level in file["levels"]] == [
        ("决策", "20", "20"), ("过程", "20", "20"), ("产出", "40", "40"), ("效益", "20", "15.5")
    ]  # fmt: skip
    assert sum(len(level["children"]) for level in file["levels"]) == 10
    rows = {row["name"]: row for row in file["indicators"]}
    assert len(rows) == 39
    assert all(row["rule"] for row in rows.values())
    literacy = rows["居民健康素养水平"]
    assert literacy["computed"] == "2.5"
    assert literacy["working"] == "65% − 60% = 5 个百分点，5 × 0.5 = 2.5，5 − 2.5 = 2.5"
    assert literacy["understood"] == "已识别：每降低 1% 扣 0.5 分，扣完为止"
    assert literacy["place"] == "indicators[3].children[0].children[1]"
    assert rows["计生特殊家庭慰问人数"]["computed_by_sentence"] == "1.5"
    assert rows["立项依据充分性"]["computed"] is None
    assert {finding["code"] for finding in file["findings"]} == {
        "scores.threshold_differs", "scores.explanation_differs", "scores.kind_differs", "scores.unit_lost"
    }  # fmt: skip


def test_score_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", str(FORMS / "2021-evaluation.jxb")]) == 1
    told = capsys.readouterr().out
    assert "得分 95.5 / 100，优" in told
    assert "效益  15.5 / 20" in told
    assert "已识别：每减少 100人 扣 0.1 分，扣完为止" in told
    assert "待勾选：5 项要点" in told


def test_a_form_without_scores_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", str(FORMS / "2024-01.jxb")]) == 2
    assert "没有得分可算" in capsys.readouterr().err


def test_convert_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later, back = tmp_path / "later.jxb", tmp_path / "back.jxb"
    assert run(["convert", str(FORMS / "2024-01.jxb"), "--to", "shanghai-2026", "-o", str(later)]) == 0
    assert "不是 2024 年度用的" in capsys.readouterr().out
    assert run(["convert", str(later), "--to", "shanghai-2024", "-o", str(back)]) == 0
    original = json.loads((FORMS / "2024-01.jxb").read_text(encoding="utf-8"))
    returned = json.loads(back.read_text(encoding="utf-8"))
    assert returned.pop("origin")["template"] == "shanghai-2026"
    assert returned == original


def test_convert_tells_what_went_where_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "自评.jxb"
    arguments = ["convert", str(FORMS / "2024-05.jxb"), "--to", "mof-2020-self-evaluation", "-o", str(made)]
    assert run(arguments) == 0
    told = capsys.readouterr().out
    assert "年度资金申请总额 → 年度资金总额（年初预算数）（请确认）" in told
    assert "项目性质 → 新表没有这一栏（保存在文件里）" in told
    before = made.read_bytes()
    assert run(arguments) == 2
    assert "已经存在" in capsys.readouterr().err
    assert made.read_bytes() == before
    assert run([*arguments[:3], "no-such-form", "-o", str(tmp_path / "x.jxb")]) == 2
    assert "没有编号为“no-such-form”的模板" in capsys.readouterr().err


def test_next_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "明年.jxb"
    assert run(["next-year", str(FORMS / "2024-01.jxb"), "-o", str(made)]) == 0
    assert "2025 年度" in capsys.readouterr().out
    assert json.loads(made.read_text(encoding="utf-8"))["year"] == 2025
    assert run(["next-year", str(FORMS / "2021-evaluation.jxb"), "-o", str(tmp_path / "x.jxb")]) == 2
    assert "不是申报表" in capsys.readouterr().err
