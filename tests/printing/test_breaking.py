"""Lines of Chinese text: what may begin and end them, what stays whole, and that nothing gets lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing.advances import text_width
from app.printing.breaking import balanced_lines, break_lines, split_runs

EM = 1000


def texts(text: str, ems: int) -> list[str]:
    return [line.text for line in break_lines(text, "song", ems * EM)]


def test_no_line_begins_with_a_closing_mark() -> None:
    assert texts("一二三四五，六七八九十。", 5) == ["一二三四", "五，六七八", "九十。"]


def test_no_line_ends_with_an_opening_mark() -> None:
    assert texts("一二三四《五六》七八", 5) == ["一二三四", "《五六》七", "八"]


@pytest.mark.parametrize(
    "whole", ["≥27000人", "≤13.10(万元)", "100%", "9500元/人/月", "2个百分点", "Windows", "2024-01-01", "50场"]
)
def test_numbers_with_their_units_and_latin_words_stay_whole(whole: str) -> None:
    for before in range(1, 12):
        lines = texts("字" * before + whole + "字字字", 9)
        assert any(whole in line for line in lines), lines


def test_a_span_of_years_may_break_behind_its_stroke_but_a_date_may_not() -> None:
    assert texts("健康促进规划（2011-2020年）》", 10) == ["健康促进规划（2011-", "2020年）》"]
    assert texts("自二〇二〇年起至2020-12-31", 10) == ["自二〇二〇年起至", "2020-12-31"]


def test_a_word_wider_than_the_line_is_cut_and_kept() -> None:
    word = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcd"
    lines = break_lines(word, "song", 6 * EM)
    assert "".join(line.text for line in lines) == word
    assert all(line.width <= 6 * EM for line in lines)


def test_paragraphs_keep_their_breaks() -> None:
    assert texts("一\n二\r\n三", 10) == ["一", "二", "三"]


def test_a_centred_text_has_no_single_character_left_over() -> None:
    lines = balanced_lines("租用云及安全资源质量达标率", "song", 12 * EM)
    assert [line.text for line in lines] == ["租用云及安全资", "源质量达标率"] or min(
        len(line.text) for line in lines
    ) >= 5
    assert len(lines) == 2


def test_a_character_that_the_face_lacks_is_a_run_of_its_own() -> None:
    runs = split_runs("张𠮷先生", "song")
    assert [(run.text, run.rare) for run in runs] == [("张", False), ("𠮷", True), ("先生", False)]


def test_a_joined_emoji_is_one_character_wide() -> None:
    (line,) = break_lines("👨‍👩‍👧好", "song", 5 * EM)
    assert line.width == 2 * EM


@given(st.text(alphabet="中文，。（）《》“”、：；！？abcXYZ0123456789.%≥=-/ \n", max_size=300), st.integers(3, 30))
def test_every_character_is_on_one_line_and_none_is_too_wide(text: str, ems: int) -> None:
    lines = break_lines(text, "song", ems * EM)
    assert "".join("".join(line.text.split()) for line in lines) == "".join(text.split())
    for line in lines:
        assert line.width <= ems * EM
        assert line.width == text_width("song", line.text)
        assert text[line.start : line.start + len(line.text)] == line.text


PIECES = st.sampled_from(["中文字", "，", "《书名》", "（括号）", "一", "≥27人", "“引用。”", "word", "；", "……"])


@given(
    st.lists(PIECES, max_size=60).filter(lambda pieces: all(a != b for a, b in pairwise(pieces))), st.integers(14, 40)
)
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(pieces: list[str], ems: int) -> None:
    lines = [line.text for line in break_lines("".join(pieces), "song", ems * EM)]
    assert not any(line[0] in "，。；》）”…" for line in lines[1:])
    assert not any(line[-1] in "《（“≥" for line in lines[:-1])


def test_no_single_hanzi_is_left_for_the_last_line() -> None:
    text = "保障项目运行稳定如遇突发状况能够及时处理支撑转型七大应用场景落地。"
    lines = break_lines(text, "song", 16_000)
    assert [line.text for line in lines] == [text[:16], text[16:31], text[31:]]
    assert "".join(line.text for line in lines) == text
    assert [line.start for line in lines] == [0, 16, 31]
    long_word = "支撑转型七大应用Donaudampfschiff吧"
    assert [line.text for line in break_lines(long_word, "song", 17_400)][-1] == "吧"
