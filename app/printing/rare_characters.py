"""Characters that the paper's faces lack (𠮷 䶮 emoji …): which are on a paper, and which of them no installed face has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.form.places import Place
from app.printing.advances import missing_characters
from app.printing.breaking import split_runs
from app.printing.grid import Face, GridCell, GridLine, PaperGrid
from app.printing.system_faces import find_face

_KNOWN: dict[Face, set[str]] = {"song": set(), "sans": set()}
"""Characters found in the faces before, since looking each up again would take longer than the layout."""


_UNSEEN = frozenset("\t\n\r\v\f")


@dataclass(frozen=True, slots=True)
class RareCharacter:
    """A character (with its selectors) that the paper's face lacks, where it first stands, and if another face has it."""

    text: str
    place: Place | None
    available: bool


def rare_characters(grid: PaperGrid) -> tuple[RareCharacter, ...]:
    """Every rare character of a paper, once."""
    found: dict[str, RareCharacter] = {}
    for cell in _cells(grid):
        known = _KNOWN[cell.face]
        new = set(cell.text) - known - _UNSEEN
        missing = set(missing_characters(cell.face, "".join(new)))
        known |= new - missing
        if not missing:
            continue
        for line in cell.text.splitlines():
            for run in split_runs(line, cell.face):
                if run.rare and run.text not in found:
                    found[run.text] = RareCharacter(run.text, cell.place, find_face(run.text[0]) is not None)
    return tuple(found.values())


def unprintable_sentence(grids: Iterable[PaperGrid]) -> str | None:
    """What to tell before printing about characters that no face has, in one sentence; None where there are none."""
    return sentence_about(rare for grid in grids for rare in rare_characters(grid))


def sentence_about(found: Iterable[RareCharacter]) -> str | None:
    """The same for rare characters that were found before."""
    missing = {rare.text: None for rare in found if not rare.available}
    if not missing:
        return None
    named = "、".join(f"“{text}”（{' '.join(f'U+{ord(char):04X}' for char in text)}）" for text in missing)
    return f"本机没有可以打印{named}的字体，PDF 中将以“〓”代替；请安装含有该字的字体，或改用别的写法。"


def _cells(grid: PaperGrid) -> Iterable[GridCell | GridLine]:
    for block in grid.blocks:
        if isinstance(block, GridLine):
            yield block
        else:
            yield from block.cells
