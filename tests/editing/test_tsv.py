"""Tables on the clipboard as Excel and WPS write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.editing.tsv import read_tsv, write_tsv


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("水箱清洗\t2次\r\n巡检\t≥12次\r\n", [["水箱清洗", "2次"], ["巡检", "≥12次"]]),
        ('讲座\t"①6期\n②每期""百人"""\r\n', [["讲座", '①6期\n②每期"百人"']]),
        ("甲\t\t乙", [["甲", "", "乙"]]),
        ('"未闭合\t1', [['"未闭合', "1"]]),
        ("", [[""]]),
        ("一行\n\n三行", [["一行"], [""], ["三行"]]),
    ],
)
def test_reads_what_a_spreadsheet_copies(text: str, rows: list[list[str]]) -> None:
    assert read_tsv(text) == rows


cells = st.text(alphabet=st.characters(exclude_characters="\r\0", exclude_categories=("Cs",)), max_size=12)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_is_written_reads_back_the_same(rows: list[list[str]]) -> None:
    assert read_tsv(write_tsv(rows)) == rows
