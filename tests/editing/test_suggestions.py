"""What is suggested while typing, and where the words come from."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.editing.learned_words import LearnedWords, usual_units
from app.editing.matching import best_matches, load_pinyin
from app.storage.document_files import load
from app.storage.template_files import all_templates
from app.work.opening import open_form

WORDS = ["服务对象满意度", "职工满意度", "设备采购数量", "培训人次", "ABC 系统运行率"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("服务", "服务对象满意度"),
        ("满意", "服务对象满意度"),
        ("sbcg", "设备采购数量"),
        ("fwdx", "服务对象满意度"),
        ("peixun", "培训人次"),
        ("manyi", "服务对象满意度"),
        ("abc", "ABC 系统运行率"),
        ("PX", "培训人次"),
    ],
)
def test_matched_by_characters_pinyin_and_initials(typed: str, first: str) -> None:
    load_pinyin(wait=True)
    assert best_matches(typed, WORDS)[0] == first


def test_beginnings_come_first_and_what_is_typed_in_full_is_not_offered() -> None:
    assert best_matches("满意度", ["职工满意度", "满意度", "满意度调查"]) == ["满意度调查", "职工满意度"]
    assert best_matches("xyz", WORDS) == []


def test_words_are_learnt_from_saved_forms_newest_first(tmp_path: Path, samples: Path) -> None:
    words = LearnedWords(tmp_path / "words.json")
    forms = samples.parent / "forms"
    for name in ("2024-01", "2026-04"):
        document = load(forms / f"{name}.jxb").document
        template = all_templates().get(document.template)
        assert template is not None
        words.learn(document, template)
    again = LearnedWords(tmp_path / "words.json")
    assert again.field_values("implementing_unit") == ["上海市卫生健康统计中心", "上海市普陀区卫生健康事务管理中心"]
    names = again.names(template, "数量指标")
    assert "年度水箱清洗" in names and "培训人次" in names
    assert names.index("年度水箱清洗") < names.index("培训人次")


def test_a_number_gets_its_units_own_ones_first(tmp_path: Path, samples: Path) -> None:
    words = LearnedWords(tmp_path / "words.json")
    assert words.values("≥95")[0] == "≥95%"
    assert words.values("3(")[:2] == ["3(%)", "3(个)"]
    assert words.values("及时") == []
    assert "个百分点" in usual_units()


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1, "fields.x": ["a", 2]}'])
def test_a_damaged_file_costs_only_the_suggestions(tmp_path: Path, content: str) -> None:
    (tmp_path / "words.json").write_text(content, encoding="utf-8")
    words = LearnedWords(tmp_path / "words.json")
    assert words.field_values("x") in ([], ["a"])


def test_half_a_character_is_learnt_like_any_other(tmp_path: Path, samples: Path) -> None:
    opened = open_form(samples.parent / "forms" / "2024-01.jxb")
    document = replace(opened.document, fields={**opened.document.fields, "competent_department": "卫健委\ud83d"})
    LearnedWords(tmp_path / "words.json").learn(document, opened.template)
    assert LearnedWords(tmp_path / "words.json").field_values("competent_department") == ["卫健委\ud83d"]
