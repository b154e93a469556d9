"""Rows to pages: which part of which cell stands where, with rows and merged cells cut cleanly and heads repeated.

Rules: a row goes to the next page as a whole, unless it is taller than a page or a long text worth cutting (then at least two
lines stay together on either side); a heading row never stands alone at the foot of a page; a table's head rows come again
on each further page; a repeated cell (merged label) shows its text in each of its parts and each part is high enough for it;
the text of any other cell flows on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.printing.measure import MeasuredCell, MeasuredLine, MeasuredTable

WORTH_CUTTING = 6
"""A row with a text of so many lines may be cut by a page break; a lower one goes to the next page as a whole."""

TOGETHER = 2
"""So many lines of a text stay together before and after a cut."""

_TINY = 1e-6


@dataclass(slots=True)
class Part:
    """What of a cell (or line) stands on one page: from ``top_mm``, ``height_mm`` high, with lines ``first`` up to ``end``."""

    of: MeasuredCell | MeasuredLine
    top_mm: float
    height_mm: float
    first: int
    end: int
    whole: bool = True


@dataclass(slots=True)
class _Open:
    """A cell that has begun and not yet ended: where its part on this page begins and which line comes next."""

    of: MeasuredCell
    top_mm: float
    next: int = 0

    def need_mm(self) -> float:
        """The height that this part wants if the cell ends on this page."""
        if self.of.repeated or self.next == 0:
            return self.of.need_mm
        left = len(self.of.lines) - self.next
        return left * self.of.leading_mm + 2 * self.of.pad_mm if left else 0.0


@dataclass(slots=True)
class Flow:
    """The pages as they fill. ``top_mm`` and ``bottom_mm`` bound what a page holds."""

    top_mm: float
    bottom_mm: float
    pages: list[list[Part]] = field(default_factory=lambda: [[]])
    y_mm: float = 0.0
    fresh: bool = True
    foot: list[Part] = field(default_factory=list)

    def next_page(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.y_mm, self.fresh, self.foot = self.top_mm, True, []

    def put(self, part: Part) -> None:
        """Place a part on the page."""
        self.pages[-1].append(part)

    def fits(self, height_mm: float) -> bool:
        """Whether so much fits below what is there."""
        return self.y_mm + height_mm <= self.bottom_mm + _TINY


def paginate(blocks: Iterable[MeasuredLine | MeasuredTable], top_mm: float, bottom_mm: float) -> list[list[Part]]:
    """The parts of each page, for blocks from top to bottom."""
    flow = Flow(top_mm, bottom_mm, y_mm=top_mm)
    blocks = list(blocks)
    following = 0.0
    wants: list[float] = []
    for block in reversed(blocks):
        following = _first_need(block, following)
        wants.append(following)
    wants.reverse()
    wants.append(0.0)
    for at, block in enumerate(blocks):
        if isinstance(block, MeasuredLine):
            _flow_line(flow, block, wants[at])
        else:
            _flow_table(flow, block, _kept(block, wants[at + 1]))
    return flow.pages


def _first_need(block: MeasuredLine | MeasuredTable, following: float) -> float:
    """How much must stand together at the beginning of a block."""
    if isinstance(block, MeasuredLine):
        return block.need_mm + (0.0 if block.line.role == "closing" else following)
    return _kept(block, following)[0]


def _kept(table: MeasuredTable, following: float) -> list[float]:
    """For each row, the height that must fit on the page for the row to begin there: its own, and after a heading the next."""
    kept = [0.0] * len(table.heights_mm)
    for row in range(len(kept) - 1, -1, -1):
        own = max([_least_mm(table, row), *(one.need_mm for one in table.starting[row] if one.repeated)])
        kept[row] = own + following if table.headings[row] else own
        following = kept[row]
    return kept


def _least_mm(table: MeasuredTable, row: int) -> float:
    """The least part of a row that may stand on a page."""
    tallest = max((one for one in table.starting[row] if one.cell.rows == 1), key=lambda one: one.need_mm, default=None)
    if tallest is None or tallest.repeated or len(tallest.lines) < WORTH_CUTTING or row < table.head_rows[1]:
        return table.heights_mm[row]
    return TOGETHER * tallest.leading_mm + 2 * tallest.pad_mm


def _flow_line(flow: Flow, block: MeasuredLine, want_mm: float) -> None:
    if not flow.fits(min(want_mm, flow.bottom_mm - flow.top_mm)) and not flow.fresh:
        flow.next_page()
    flow.y_mm += block.line.before_mm
    first, total = 0, len(block.lines)
    while first < total:
        room = int((flow.bottom_mm - flow.y_mm + _TINY) / block.leading_mm)
        if room < 1 and not flow.fresh:
            flow.next_page()
            continue
        end = min(total, first + max(room, 1))
        height = (end - first) * block.leading_mm
        flow.put(Part(block, flow.y_mm, height, first, end, end - first == total))
        flow.y_mm, flow.fresh, first = flow.y_mm + height, False, end
    flow.y_mm += block.line.after_mm
    flow.foot = []


def _flow_table(flow: Flow, table: MeasuredTable, kept: list[float]) -> None:
    open_cells: list[_Open] = []
    for row, begun in enumerate(table.starting):
        need = max(table.heights_mm[row], _ending_need(open_cells, row, flow.y_mm))
        if not _begins_here(flow, table, row, need, kept[row]):
            _turn_page(flow, table, open_cells, row)
            need = max(table.heights_mm[row], _ending_need(open_cells, row, flow.y_mm))
        open_cells.extend(_Open(one, flow.y_mm) for one in begun)
        flow.foot = []
        while not flow.fits(need):
            if flow.fits(_ending_need(open_cells, row, flow.y_mm)):
                need = flow.bottom_mm - flow.y_mm  # what ends here fits; only texts of several rows go on
                break
            _cut(flow, table, open_cells, row)
            need = _ending_need(open_cells, row, flow.y_mm)
        # A page with nothing but a head is as good as a fresh one: the next would have no more room.
        flow.fresh = flow.fresh and row < table.head_rows[1] and _head_comes_again(flow, table)
        flow.y_mm += need
        for one in open_cells:
            if one.of.last_row == row:
                flow.put(_close(one, flow.y_mm))
                flow.foot.append(flow.pages[-1][-1])
        open_cells = [one for one in open_cells if one.of.last_row != row]


def _ending_need(open_cells: list[_Open], row: int, y_mm: float) -> float:
    """The height that a row must still have for the cells that end in it."""
    return max((one.top_mm + one.need_mm() - y_mm for one in open_cells if one.of.last_row == row), default=0.0)


def _begins_here(flow: Flow, table: MeasuredTable, row: int, need: float, want: float) -> bool:
    """Whether a row begins on this page: as a whole, or with a part of a long text that leaves enough for the next page."""
    if flow.fresh:
        return True
    if not flow.fits(want):
        return False
    if flow.fits(need):
        return True
    tallest = max((one for one in table.starting[row] if not one.repeated), key=lambda one: one.need_mm, default=None)
    if tallest is None or len(tallest.lines) < WORTH_CUTTING or row < table.head_rows[1]:
        return need > flow.bottom_mm - flow.top_mm
    room = int((flow.bottom_mm - flow.y_mm - 2 * tallest.pad_mm + _TINY) / tallest.leading_mm)
    return room >= TOGETHER


def _turn_page(flow: Flow, table: MeasuredTable, open_cells: list[_Open], row: int) -> None:
    """Break the page before a row: open cells end here, high enough for their labels, and go on below the repeated head."""
    foot = max([flow.y_mm, *(one.top_mm + one.of.need_mm for one in open_cells if one.of.repeated)])
    for part in flow.foot:
        part.height_mm += foot - flow.y_mm
    flow.y_mm = foot
    _carry_over(flow, table, open_cells, row, foot)


def _cut(flow: Flow, table: MeasuredTable, open_cells: list[_Open], row: int) -> None:
    """Cut a row at the foot of the page, just below the last line that fits."""
    foot = flow.y_mm
    for one in open_cells:
        if one.of.repeated:
            foot = max(foot, one.top_mm + one.of.need_mm)
        else:
            left = len(one.of.lines) - one.next
            fitting = min(_fitting(one, flow.bottom_mm), left)
            if fitting > TOGETHER and 0 < left - fitting < TOGETHER:
                fitting = left - TOGETHER
            foot = max(foot, one.top_mm + fitting * one.of.leading_mm + 2 * one.of.pad_mm)
    _carry_over(flow, table, open_cells, row, min(foot, flow.bottom_mm))


def _carry_over(flow: Flow, table: MeasuredTable, open_cells: list[_Open], row: int, foot_mm: float) -> None:
    for one in open_cells:
        part = _close(one, foot_mm)
        flow.put(part)
        one.next = one.next if one.of.repeated else part.end
    flow.next_page()
    tops = _repeat_head(flow, table, row)
    for one in open_cells:
        one.top_mm = tops.get(one.of.cell.row, flow.top_mm if one.of.cell.row < table.head_rows[0] else flow.y_mm)


def _head_comes_again(flow: Flow, table: MeasuredTable) -> bool:
    """Whether a table has a head that leaves at least half of each page to its rows."""
    first, end = table.head_rows
    return first < end and sum(table.heights_mm[first:end]) <= (flow.bottom_mm - flow.top_mm) / 2


def _repeat_head(flow: Flow, table: MeasuredTable, row: int) -> dict[int, float]:
    """Print the head rows again; gives where each of them begins, for the cells that go on through them."""
    first, end = table.head_rows
    if not first < end <= row or not _head_comes_again(flow, table):
        return {}
    tops: dict[int, float] = {}
    for at in range(first, end):
        tops[at] = flow.y_mm
        flow.y_mm += table.heights_mm[at]
    for at in range(first, end):
        for one in table.starting[at]:
            if one.last_row < end:
                height = sum(table.heights_mm[at : one.last_row + 1])
                flow.put(Part(one, tops[at], height, 0, len(one.lines)))
            elif one.last_row < row:
                # A merged cell that left the head and has ended: its place in the head stays, without text.
                flow.put(Part(one, tops[at], flow.y_mm - tops[at], 0, 0))
    return tops


def _fitting(one: _Open, foot_mm: float) -> int:
    """How many lines of a flowing cell fit into its part down to ``foot_mm``."""
    return max(0, int((foot_mm - one.top_mm - 2 * one.of.pad_mm + _TINY) / one.of.leading_mm))


def _close(one: _Open, foot_mm: float) -> Part:
    """End a cell's part on this page: all of a repeated text, of another one what fits."""
    height = foot_mm - one.top_mm
    total = len(one.of.lines)
    if one.of.repeated:
        return Part(one.of, one.top_mm, height, 0, total)
    end = min(total, one.next + _fitting(one, foot_mm))
    return Part(one.of, one.top_mm, height, one.next, end, one.next == 0 and end == total)
