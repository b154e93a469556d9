"""The layout of tables that no template has: random spans, texts and pages."""

from __future__ import annotations

import random
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.printing.grid import GridCell, GridLine, GridTable, PaperGrid
from app.printing.layout import PrintOptions, layout

WORDS = [
    "项目",
    "指标，",
    "（括号）",
    "≥95%",
    "完成。",
    "《书名》",
    "word",
    "𠮷",
    "\n",
    " ",
    "2024年11月底前",
    "，",
    "A" * 30,
]


def random_text(source: random.Random, most: int) -> str:
    return "".join(source.choice(WORDS) for _ in range(source.randint(0, most)))


def random_table(source: random.Random) -> GridTable:
    rows, columns = source.randint(1, 25), source.randint(1, 5)
    heads = source.randint(0, min(2, rows - 1))
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            across = down = 1
            if source.random() < 0.3:
                while column + across < columns and (row, column + across) not in taken and source.random() < 0.5:
                    across += 1
                while row + down < rows and source.random() < 0.7:
                    down += 1
                if row < heads and (column or across == columns):
                    down = 1
            taken.update((row + y, column + x) for y in range(down) for x in range(across))
            long = source.random() < 0.1 and row >= heads
            cells.append(
                GridCell(
                    row,
                    column,
                    random_text(source, 300 if long else 8),
                    down,
                    across,
                    source.choice(["label", "value", "level"]),
                    source.choice(["left", "center", "right", "justify"]),
                    source.choice(["top", "middle"]),
                    size_pt=source.choice([8.0, 10.5, 12.0]),
                    repeated=source.random() < 0.5,
                )
            )
    widths = tuple(source.uniform(18, 45) for _ in range(columns))
    factor = 150 / sum(widths)
    heights = tuple(source.uniform(5, 12) for _ in range(rows))
    return GridTable(tuple(width * factor for width in widths), heights, tuple(cells), (0, heads))


def random_grid(seed: int) -> PaperGrid:
    source = random.Random(seed)
    height = source.choice([100.0, 210.0, 297.0])
    blocks: list[GridLine | GridTable] = []
    for _ in range(source.randint(1, 4)):
        if source.random() < 0.4:
            blocks.append(GridLine(random_text(source, 60) or "行", source.choice(["left", "center"]), size_pt=12.0))
        else:
            blocks.append(random_table(source))
    return PaperGrid(170.0, height, (10.0, 10.0, 10.0, 10.0), tuple(blocks))


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_the_pages_of_any_grid(good: SimpleNamespace, seed: int) -> None:
    grid = random_grid(seed)
    good.pages(grid, layout(grid))


@settings(max_examples=25)
@given(st.integers(0, 10**9))
def test_type_made_smaller_loses_nothing(good: SimpleNamespace, seed: int) -> None:
    grid = random_grid(seed)
    pages = layout(grid, PrintOptions(one_page=True))
    assert len(pages) <= len(layout(grid))
    assert min((mark.size_pt for page in pages for mark in page.texts), default=8.0) >= 8.0
