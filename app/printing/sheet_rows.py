"""Rows of a paper to rows of a sheet: their heights, where pages break, and which lines of a long text stand on which page.

Excel shows no row higher than 409 pt and cuts a merged cell at the page's edge through the middle of a line. So a row that is
too high becomes several, cut where the page ends, and a text that does not fit above a break is divided at the end of a line
into a cell for each page. All heights are in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil

from app.printing.grid import GridCell
from app.printing.measure import MM_PER_PT, PAD_Y_MM, MeasuredCell, MeasuredTable

MOST_ROW_PT = 400.0
"""A row of a sheet is at most 409 pt high."""

MOST_CHARACTERS = 32000
"""A cell holds at most 32,767 characters."""

RESERVE = 1.06
"""Other programs break lines with other widths: rows are so much higher than on our own paper."""

PAGE_SHARE = 0.975
"""So much of a page is filled: a program that finds its own breaks finds them where ours are."""

MOST_TITLES = 0.5
"""A head that takes more of a page is not printed again."""

WORTH_CUTTING = 0.5
"""A row that is higher than this part of a page may be cut; a lower one goes to the next page as a whole."""

_LEAST_LINES = 3
"""A row is only cut where so many lines of its longest text stand above the cut."""

_LOST_BY_A_CUT_PT = 25.0
"""What a text over several rows may lose at a cut: the rest of a line, and the room above and below it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The rows from ``top`` to ``bottom`` that a cell takes on one page, and their height together."""

    top: int
    bottom: int
    height_pt: float


@dataclass(slots=True)
class SheetRows:
    """The rows of a sheet as they come. ``room_pt`` is what a page holds; 0: all on one page, nothing is broken."""

    room_pt: float
    heights: list[float] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    titles_pt: float = 0.0
    """The height of what is printed again on each further page."""
    _used: float = 0.0

    def add(self, height_pt: float, *, heading: bool = False) -> int:
        """Add a row that stays whole, and give its number (from 1). A heading stays with the row that follows."""
        self._make_room(height_pt)
        return self._put(height_pt, heading=heading)

    def add_long(self, cells: Sequence[MeasuredCell], height_pt: float, longest: int = 0) -> int:
        """Add a row that may be cut, as the rows that it takes; gives the number of the first.

        ``cells``: those that begin and end in it; ``longest``: the most characters that one of them has.
        """
        room = self.room_pt
        if not room or height_pt <= room * WORTH_CUTTING:
            self._make_room(height_pt)
            return self._put_pieces(height_pt, longest)
        left = [len(cell.lines) for cell in cells]
        shared = height_pt > _most_pt(cells, left) + 1  # a text over several rows wants its height, too
        first, rest = 0, height_pt
        while self._used + rest > room:
            if self._fresh() or self._worth_cutting(cells, left):
                height = room - self._used
                first = first or len(self.heights) + 1
                self._put_pieces(height, 0)
                left = [max(0, n - fitting_lines(cell, height)) for n, cell in zip(left, cells, strict=True)]
                rest = max(_most_pt(cells, left), rest - height + _LOST_BY_A_CUT_PT if shared else 0.0)
                if not rest:
                    return first
                self._break_before(len(self.heights) + 1)
            else:
                self._make_room(rest)
        last = self._put_pieces(rest, 0)
        return first or last

    def segments(self, top: int, bottom: int) -> list[Segment]:
        """The rows from ``top`` to ``bottom`` page by page."""
        starts = [top, *(one for one in self.breaks if top < one <= bottom), bottom + 1]
        return [Segment(start, end - 1, sum(self.heights[start - 1 : end - 1])) for start, end in pairwise(starts)]

    def _fresh(self) -> bool:
        return self._used <= (self.titles_pt if self.breaks else 0.0)

    def _worth_cutting(self, cells: Sequence[MeasuredCell], left: Sequence[int]) -> bool:
        if not cells:
            return self.room_pt - self._used > _LOST_BY_A_CUT_PT * _LEAST_LINES
        longest = max(range(len(cells)), key=lambda at: needed_pt(cells[at], left[at]))
        return fitting_lines(cells[longest], self.room_pt - self._used) >= _LEAST_LINES

    def _make_room(self, height_pt: float) -> None:
        if not self.room_pt or self._used + height_pt <= self.room_pt or self._fresh():
            return
        first, moved = len(self.heights) + 1, height_pt + self.titles_pt
        while first - 1 in self.headings and first - 1 > (self.breaks[-1] if self.breaks else 1):
            moved += self.heights[first - 2]
            if moved > self.room_pt:
                break
            first -= 1
        self._break_before(first)

    def _break_before(self, row: int) -> None:
        self.breaks.append(row)
        self._used = self.titles_pt + sum(self.heights[row - 1 :])

    def _put(self, height_pt: float, *, heading: bool = False) -> int:
        self.heights.append(min(ceil(height_pt * 10) / 10, MOST_ROW_PT))
        self._used += self.heights[-1]
        if heading:
            self.headings.add(len(self.heights))
        return len(self.heights)

    def _put_pieces(self, height_pt: float, longest: int) -> int:
        first = len(self.heights) + 1
        pieces = max(int(height_pt // MOST_ROW_PT) + 1, -(-longest // MOST_CHARACTERS))
        for _ in range(pieces):
            self._put(height_pt / pieces)
        return first


def fitting_lines(cell: MeasuredCell, height_pt: float) -> int:
    """How many lines of a cell's text fit into a height."""
    return max(0, int((height_pt * MM_PER_PT / RESERVE - 2 * PAD_Y_MM + 1e-6) / cell.leading_mm))


def needed_pt(cell: MeasuredCell, lines: int) -> float:
    """The height that so many lines of a cell's text want."""
    return (lines * cell.leading_mm + 2 * PAD_Y_MM) / MM_PER_PT * RESERVE if lines else 0.0


def add_table(rows: SheetRows, measured: MeasuredTable) -> list[int]:
    """Add the rows of a table; gives the sheet's row in which each begins, and the row below it all."""
    starts: list[int] = []
    first, end = measured.head_rows
    for at, height_mm in enumerate(measured.heights_mm):
        height = height_mm / MM_PER_PT * RESERVE
        own = [cell for cell in measured.starting[at] if cell.cell.rows == 1 and not cell.repeated]
        long = height > MOST_ROW_PT or (rows.room_pt and height > rows.room_pt * WORTH_CUTTING)
        if long:
            longest = max((len(cell.cell.text) for cell in own), default=0)
            starts.append(rows.add_long(own, height, 0 if rows.room_pt else longest))
        else:
            starts.append(rows.add(height, heading=measured.headings[at]))
        if end > first and at == end - 1:
            titles = sum(rows.heights[starts[first] - 1 :])
            rows.titles_pt = titles if not rows.room_pt or titles <= rows.room_pt * MOST_TITLES else 0.0
    return [*starts, len(rows.heights) + 1]


def _most_pt(cells: Sequence[MeasuredCell], lines: Sequence[int]) -> float:
    return max((needed_pt(cell, number) for cell, number in zip(cells, lines, strict=True)), default=0.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a cell's text stands in which rows of the sheet, and the sides of these that have a border."""

    text: str
    top: int
    bottom: int
    sides: str = "lrtb"


def pieces_of(cell: GridCell, measured: MeasuredCell, segments: Sequence[Segment]) -> list[Piece]:
    """A cell as one piece where its text fits above the first page break that it meets, else as one piece for each page.

    A text that fits on a page as a whole (a label) is not divided: it stands on the first page that has room for it.
    """
    fits = [fitting_lines(measured, segment.height_pt) for segment in segments]
    total = len(measured.lines)
    if len(segments) == 1 or total <= fits[0]:
        return _open_between(_cut_by_length(cell.text, segments[0].top, segments[-1].bottom))
    pieces: list[Piece] = []
    done = 0
    for at, segment in enumerate(segments):
        end = total if at == len(segments) - 1 else min(total, done + fits[at])
        if not done and total > fits[at] and any(total <= fitting for fitting in fits):
            end = 0
        text = cell.text[_start(measured, done, cell.text) : _start(measured, end, cell.text)]
        pieces += _cut_by_length(text, segment.top, segment.bottom)
        done = end
    return _open_between(pieces)


def _start(measured: MeasuredCell, line: int, text: str) -> int:
    """Where a line begins in the text of its cell; the first has what stands before it, none follows the last."""
    if line == 0:
        return 0
    return measured.lines[line].start if line < len(measured.lines) else len(text)


def _cut_by_length(text: str, top: int, bottom: int) -> list[Piece]:
    """A text with more characters than a cell holds goes on in the cell below."""
    count = min(-(-len(text) // MOST_CHARACTERS), bottom - top + 1)
    if count < 2:
        return [Piece(text, top, bottom)]
    step = (bottom - top + 1) // count
    tops = [top + at * step for at in range(count)]
    bottoms = [*(one - 1 for one in tops[1:]), bottom]
    texts = [text[at * MOST_CHARACTERS : (at + 1) * MOST_CHARACTERS] for at in range(count)]
    return [Piece(*one) for one in zip(texts, tops, bottoms, strict=True)]


def _open_between(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one text have no line between them."""
    last = len(pieces) - 1
    return [
        replace(piece, sides="lr" + ("t" if at == 0 else "") + ("b" if at == last else ""))
        for at, piece in enumerate(pieces)
    ]


JOINTS = {"\n": "n", "\u3000": "i", "\t": "t"}
"""How the name of a divided text tells what white space stood where it was divided; any other is ``s``."""


def name_of_pieces(number: int, texts: Sequence[str]) -> str:
    """The name of the cells of a divided text: ``jibiao.3._.n`` is the third of its sheet, and a line ends after its second piece.

    Programs drop white space at the ends of a cell; so the name keeps it. At most 255 characters, as names have.
    """
    joints = [
        "".join(JOINTS.get(one, "s") for one in _ending(before) + _beginning(after))
        for before, after in pairwise(texts)
    ]
    return ".".join(["jibiao", str(number), *(joint or "_" for joint in joints)])[:255].rstrip(".")


def _ending(text: str) -> str:
    return text[len(text.rstrip()) :]


def _beginning(text: str) -> str:
    return text[: len(text) - len(text.lstrip())] if text.strip() else ""
