"""Heights of rows: even under a merged label, enough for every text."""

from __future__ import annotations

import pytest

from app.printing.grid import GridCell, GridTable
from app.printing.measure import measure_table


def table(*cells: GridCell, rows: int) -> GridTable:
    return GridTable((20.0, 60.0), (8.0,) * rows, cells)


def test_what_a_merged_label_lacks_is_shared_evenly_among_its_rows() -> None:
    cells = [GridCell(row, 1, "短") for row in range(3)]
    heights = measure_table(table(GridCell(0, 0, "很长的标签" * 12, rows=3), *cells, rows=3), 0, 250).heights_mm
    assert heights[0] == heights[1] == heights[2] > 8.0


def test_a_row_is_as_high_as_its_highest_text_and_never_lower_than_it_should_be() -> None:
    heights = measure_table(
        table(
            GridCell(0, 0, "短"), GridCell(0, 1, "行\n" * 5 + "行"), GridCell(1, 0, ""), GridCell(1, 1, "短"), rows=2
        ),
        0,
        250,
    ).heights_mm
    assert heights == pytest.approx((6 * 10.5 * 1.36 * 25.4 / 72 + 2.4, 8.0))


def test_labels_of_a_row_announce_and_data_do_not() -> None:
    heading = [GridCell(0, 0, "甲", role="head"), GridCell(0, 1, "乙", role="label")]
    data = [GridCell(1, 0, "甲", role="label"), GridCell(1, 1, "1")]
    assert measure_table(table(*heading, *data, rows=2), 0, 250).headings == (True, False)
