"""Looks of cells in a workbook, each made once: openpyxl compares whole styles at every assignment, which takes most of its time."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.printing.grid import Face

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

FONTS: dict[Face, str] = {"song": "宋体", "sans": "黑体"}
TEXT_FORMAT = "@"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. A cell of ``TEXT_FORMAT`` is marked as text once more (``quotePrefix``), which survives other programs."""

    face: Face = "song"
    size_pt: float = 10.5
    horizontal: str = "center"
    vertical: str = "center"
    wrapped: bool = True
    number_format: str = "General"
    sides: str = "lrtb"
    """The sides that have a border: left, right, top, bottom."""


@dataclass(slots=True)
class Looks:
    """The looks of one workbook."""

    _made: dict[Look, Any] = field(default_factory=dict)

    def apply(self, cell: Cell | MergedCell, look: Look) -> None:
        """Give a cell a look."""
        made = self._made.get(look)
        if made is None:
            _dress(cell, look)
            self._made[look] = copy(cell._style)  # type: ignore[union-attr]  # not in the stubs
        else:
            cell._style = copy(made)  # type: ignore[union-attr]


def _dress(cell: Cell | MergedCell, look: Look) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    cell.font = Font(name=FONTS[look.face], size=look.size_pt)
    indent = 1 if look.sides and look.horizontal in ("left", "right") else 0  # off the border, as on our own paper
    cell.alignment = Alignment(
        horizontal=look.horizontal, vertical=look.vertical, wrap_text=look.wrapped, indent=indent
    )
    cell.number_format = look.number_format
    cell.quotePrefix = look.number_format == TEXT_FORMAT
    if look.sides:
        side, none = Side(style="thin", color="000000"), Side()
        left, right, top, bottom = (side if one in look.sides else none for one in "lrtb")
        cell.border = Border(left=left, right=right, top=top, bottom=bottom)
