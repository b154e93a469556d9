"""``jibiao check --across`` and ``--sheet``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import run
from tests.make_forms import FORMS

THREE = [str(FORMS / f"{name}.jxb") for name in ("2024-01", "2024-03", "2024-05")]


def test_across_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *THREE, "--across"]) == 1, "2024-05 has errors of its own"
    said = capsys.readouterr().out
    assert "各表之间：1 处意见" in said
    assert "同一效果重复计入" in said
    assert "年度资金申请总额合计 2,500,000.00 元（3 张表）" in said
    assert "预计 100 分（优）：" in said and "估计，仅供参考" in said


def test_across_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", *THREE, "--across", "--json"])
    plain = json.loads(capsys.readouterr().out)
    assert [each["file"] for each in plain] == [*THREE, None]
    (finding,) = plain[-1]["findings"]
    assert (finding["code"], finding["files"]) == ("across.same_effect", THREE[1:])


def test_without_across_only_files_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", THREE[0], "--json"]) == 0
    assert [each["file"] for each in json.loads(capsys.readouterr().out)] == THREE[:1]


def test_a_sheet_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *THREE, "--sheet", str(tmp_path / "意见.pdf")]) == 1
    assert (tmp_path / "意见.pdf").read_bytes().startswith(b"%PDF")
    assert run(["check", *THREE, "--sheet", str(tmp_path / "意见.txt")]) == 2
    assert "扩展名" in capsys.readouterr().err


def test_a_faulty_word_list_is_told(own_folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from app.checking.lexicons import forget_lexicons, own_lexicons_folder

    own_lexicons_folder().mkdir(parents=True)
    (own_lexicons_folder() / "direction.json").write_text("{", encoding="utf-8")
    forget_lexicons()
    try:
        assert run(["check", THREE[0]]) == 0, "the bundled words hold"
    finally:
        forget_lexicons()
    assert "direction.json" in capsys.readouterr().err
