"""The words as data: what the user adds holds, what is faulty is told, names point the right way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.checking.lexicons import forget_lexicons, laid_over, lexicons, own_lexicons_folder
from app.checking.names import wanted
from tests.checking.make_clean import form, said, with_row


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget_lexicons()
    yield
    forget_lexicons()


def own(name: str, content: Any) -> None:
    own_lexicons_folder().mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    (own_lexicons_folder() / f"{name}.json").write_text(text, encoding="utf-8")


def test_the_user_adds_a_word() -> None:
    document = form(with_row("质量指标", "空铺率", "≥5%"))
    assert said(document) == []
    own("direction", {"lower": {"certain": ["空铺率"]}})
    forget_lexicons()
    assert [code for code, _ in said(document)] == ["direction.reversed"]


def test_the_user_takes_a_word_away() -> None:
    document = form(with_row("质量指标", "人员流失率", "≥5%"))
    assert [code for code, _ in said(document)] == ["direction.reversed"]
    own("direction", {"lower": {"certain": ["-流失率"]}})
    forget_lexicons()
    assert said(document) == []


@pytest.mark.parametrize(
    "content", ["{", '{"lower": ["事故"]}', '{"unknown": []}', '{"lower": {"certain": "事故"}}', "[1]"]
)
def test_a_faulty_file_is_told_and_the_bundled_words_hold(content: str) -> None:
    own("direction", content)
    forget_lexicons()
    (problem,) = lexicons().problems
    assert "direction.json" in problem and "已按自带词表检查" in problem
    assert [code for code, _ in said(form(with_row("质量指标", "人员流失率", "≥5%")))] == ["direction.reversed"]


def test_each_bundled_file_names_its_source() -> None:
    folder = Path(__file__).parents[2] / "resources" / "lexicons"
    for file in folder.glob("*.json"):
        assert json.loads(file.read_text(encoding="utf-8"))["source"], file.name


def test_laying_over_keeps_the_order_and_doubles_nothing() -> None:
    assert laid_over({"a": ["x", "y"]}, {"a": ["y", "z", "-x"], "b": ["w"]}) == {"a": ["y", "z"], "b": ["w"]}


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        *(
            (name, "higher")
            for name in ("群众满意度", "验收合格率", "投诉处理率", "故障修复率", "事故起数下降率", "及时响应率")
        ),
        *(
            (name, "lower")
            for name in ("设备故障率", "重大安全事故", "有责投诉", "投诉发生率", "故障响应时间", "重大舆情发生次数")
        ),
        *((name, "lower") for name in ("产品不合格率", "网络中断次数", "火灾事故起数")),
        *((name, "likely_lower") for name in ("项目总成本", "综合能耗")),
        *((name, "likely_higher") for name in ("课堂教学质量", "受益人数")),
        *(
            (name, "")
            for name in ("事故应急演练次数", "受理投诉数量", "巡检次数", "节约成本", "化解矛盾纠纷数", "不满意率")
        ),
    ],
)
def test_direction_by_the_end_of_the_name(name: str, direction: str) -> None:
    assert wanted(name, lexicons().direction) == direction


def test_no_ending_points_both_ways() -> None:
    words = lexicons().direction
    assert not set(words.higher.certain) & set(words.lower.certain)
    for word in words.higher.certain:
        assert wanted(word, words) == "higher", word
    for word in words.lower.certain:
        assert wanted(word, words) == "lower", word
