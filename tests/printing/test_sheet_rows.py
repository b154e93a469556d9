"""Rows of a sheet: no row higher than Excel shows, no page fuller than it is, each text whole and each piece within its page."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.importing.divided_cells import joints_of
from app.printing.grid import GridTable
from app.printing.measure import measure_line, measure_table
from app.printing.sheet_rows import MOST_ROW_PT, RESERVE, SheetRows, add_table, fitting_lines, name_of_pieces, pieces_of
from tests.printing.test_any_grid import random_grid

_PT_PER_MM = 72 / 25.4


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from([250.0, 500.0, 700.0]))
def test_any_table_is_planned_without_a_cut_line(seed: int, room_pt: float) -> None:
    rows = SheetRows(room_pt)
    tables = []
    for block in random_grid(seed).blocks:
        if isinstance(block, GridTable):
            measured = measure_table(block, 0, 10_000.0)
            tables.append((measured, add_table(rows, measured)))
        else:
            rows.add(measure_line(block, 0, 150.0).need_mm * _PT_PER_MM * RESERVE)
    assert max(rows.heights) <= MOST_ROW_PT
    assert rows.breaks == sorted(set(rows.breaks))
    for page in rows.segments(1, len(rows.heights)):
        rest = sum(rows.heights[page.top : page.bottom])  # a row that no page can hold stands alone on its own
        assert page.height_pt <= room_pt + 1 or rest == 0
    for measured, starts in tables:
        for one in (one for begun in measured.starting for one in begun):
            segments = rows.segments(starts[one.cell.row], starts[one.last_row + 1] - 1)
            pieces = pieces_of(one.cell, one, segments)
            assert "".join(piece.text for piece in pieces) == one.cell.text
            assert (pieces[0].top, pieces[-1].bottom) == (segments[0].top, segments[-1].bottom)
            assert all(before.bottom + 1 == after.top for before, after in pairwise(pieces))
            assert pieces[0].sides.count("t") == pieces[-1].sides.count("b") == 1
            if len(pieces) == 1:
                assert len(one.lines) <= fitting_lines(one, segments[0].height_pt) or not one.cell.text.strip()


def test_the_import_knows_the_names_of_divided_texts() -> None:
    name = name_of_pieces(3, ["甲\n", "乙", "　丙 ", "丁"])
    assert name == "jibiao.3.n.i.s"
    assert joints_of(name) == ("\n", "\u3000", " ")
    assert joints_of(name_of_pieces(1, ["甲", "乙"])) == ("",)
    assert joints_of("Print_Area") is None
    assert len(name_of_pieces(1, ["甲"] * 400)) <= 255
    assert joints_of(name_of_pieces(1, ["甲\n"] * 400)) is not None
