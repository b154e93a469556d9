"""Labels → the items that hold their values, by where these stand to the label, never by fixed positions.

First the right neighbour, then what stands below; long texts go on over further rows; what follows a page break joins what it
was cut from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.importing.claims import Claim
from app.importing.grid import display_width, squeezed
from app.importing.labels import Meaning, Vocabulary, label_unit, spellings
from app.importing.money_sides import settle_money
from app.importing.rows import Item, Row
from app.importing.segments import is_note

_LABEL_KINDS = {"field", "money", "text", "heading", "period"}
_DATA_KINDS = {"field", "money", "text", "period"}


@dataclass(slots=True)
class Placement:
    """What the rows outside the indicator table were found to be."""

    claims: list[Claim]
    labels: dict[Item, str]
    """Items that are labels or headings, with what they are."""
    taken: set[Item]
    unit: str | None
    units: frozenset[str]
    """All units that headings, lines and labels name; more than one is a contradiction."""
    computed: tuple[Item, ...] = ()
    """Ratios (预算执行率), which the program computes itself."""


def place(rows: Sequence[Row], words: Vocabulary) -> Placement:
    """Find the labels in ``rows`` and the values that belong to them."""
    found = _Placer(rows, words)
    found.find_labels()
    settle_money(found.claims, found.candidates, words.template.funding, found.unit)
    computed = tuple(found.take_ratios())
    for step in (found.claim_right, found.claim_below, found.extend_texts, found.extend_lines, found.join_cut):
        step()
    return Placement(found.claims, found.labels, found.taken, found.unit, frozenset(found.units), computed)


class _Placer:
    def __init__(self, rows: Sequence[Row], words: Vocabulary) -> None:
        self.rows = rows
        self.words = words
        self.labels: dict[Item, str] = {}
        self.claims: list[Claim] = []
        self.by_label: dict[Item, Claim] = {}
        self.candidates: dict[Item, list[Meaning]] = {}
        self.taken: set[Item] = set()
        self.row_of = {item: number for number, row in enumerate(rows) for item in row.items}
        self.unit: str | None = None
        self.units: set[str] = set()

    def find_labels(self) -> None:
        """Mark every item that is a label; notes and long texts are none."""
        for row in self.rows:
            for item in row.items:
                meanings = [each for each in self.words.meanings(item.text) if each.kind in _LABEL_KINDS]
                if item.is_line and not item.pinned and not squeezed(item.text).endswith(":"):
                    # A word alone on a line of running text is a label only when it is the form's own long one.
                    meanings = [each for each in meanings if not each.alias and len(squeezed(item.text)) >= 4]
                unit = label_unit(item.text) if meanings or len(squeezed(item.text)) < 16 else None
                if meanings:
                    self.labels[item] = meanings[0].kind
                    data = [each for each in meanings if each.kind in _DATA_KINDS]
                    if data:
                        self.candidates[item] = data
                    if unit:
                        self.units.add(unit)
                    if unit and not any(each.kind == "money" for each in data):
                        self.unit = unit
                elif unit and not is_note(item.text):
                    self.labels[item] = "unit"
                    self.units.add(unit)
                    self.unit = self.unit or unit
        order = {item: number for number, item in enumerate(self.row_of)}
        for item in sorted(self.candidates, key=lambda each: order[each]):
            meanings = self.candidates[item]
            claim = Claim(meanings[0], item)
            unit = label_unit(item.text)
            claim.unit = unit
            self.claims.append(claim)
            self.by_label[item] = claim

    def take_ratios(self) -> Iterator[Item]:
        """The percentages right of, or below, the labels of ratios."""
        names = {each for ratio in self.words.template.funding.ratios for each in spellings(ratio.label)}
        for number, row in enumerate(self.rows if names else ()):
            for position, item in enumerate(row.items):
                if row.is_line or not names.intersection(spellings(item.text)):
                    continue
                below = self._row_below(number, item)
                near = [*row.items[position + 1 : position + 2], *(below.items if below else ())]
                value = next(
                    (each for each in near if _is_percent(each) and (each in row.items or each.column == item.column)),
                    None,
                )
                if value is not None and self._is_free(value):
                    self.labels.setdefault(item, "heading")
                    self.taken.add(value)
                    yield value

    def claim_right(self) -> None:
        """A label's value is the next item of its row, unless that is a label; or of the rows that the label runs down."""
        for claim in self.claims:
            number = self.row_of[claim.label]
            row = self.rows[number]
            position = row.items.index(claim.label)
            following = row.items[position + 1] if position + 1 < len(row.items) else None
            if following is not None and self._is_free(following):
                self._take(claim, following)
                continue
            if following is None and claim.label.cell.row_span > 1:
                self._claim_in_span(claim, number)

    def _claim_in_span(self, claim: Claim, number: int) -> None:
        for row in self.rows[number + 1 :]:
            if row.block != self.rows[number].block or row.index >= claim.label.cell.bottom:
                return
            for item in row.items:
                if item.column >= claim.label.cell.end and self._is_free(item):
                    self._take(claim, item)
                    if claim.meaning.kind != "text":
                        return

    def claim_below(self) -> None:
        """A label without a value beside it owns what stands right below it."""
        for claim in self.claims:
            number = self.row_of[claim.label]
            row = self.rows[number]
            if claim.values or row.is_line:
                continue
            below = self._row_below(number, claim.label)
            if below is None:
                continue
            limit = self._next_label_column(row, claim.label)
            inside = [item for item in below.items if claim.label.column <= item.column < limit and self._is_free(item)]
            inside = [item for item in inside if self._may_be(claim, item) or self._heads(row, below, item)]
            if inside:
                self._take(claim, inside[0])
                continue
            if claim.meaning.kind == "text":
                self._claim_only_text_below(claim, row, below)

    def _heads(self, row: Row, below: Row, item: Item) -> bool:
        """Whether a row of labels is the head of the row below it, each text there right under a label: then any text is a value."""
        columns = {label.column for label in row.items if label in self.labels}
        every = len(columns) == len(row.items) > 2 and all(each.column in columns for each in below.items)
        return every and not any(each in self.labels for each in below.items) and not is_note(item.text)

    @staticmethod
    def _may_be(claim: Claim, item: Item) -> bool:
        """Whether an item under a label can be its value: no note, and an amount where one belongs."""
        if is_note(item.text):
            return False
        if claim.meaning.kind != "money":
            return True
        return item.cell.number is not None or bool(re.search(r"\d|^[-—/–－]+$", squeezed(item.text)[:12]))

    def _claim_only_text_below(self, claim: Claim, row: Row, below: Row) -> None:
        """A row of long texts whose blank cells were lost in pasting: fewer values than labels, and not under any of them."""
        labels = [other for other in self.claims if other.meaning.kind == "text" and other.label in row.items]
        free = [item for item in below.items if self._is_free(item)]
        if claim is not labels[-1] or len(free) != len(below.items) or below.spans_known or not free:
            return
        empty = [other for other in labels if not other.values]
        if len(free) == len(labels):
            for other, item in zip(labels, free, strict=True):
                self._take(other, item)
                other.repair = "左侧的空单元格在粘贴时丢失，已按顺序对应"
        elif len(free) == 1 and empty:
            self._take(claim, free[0])
            names = "”还是“".join(other.label.text for other in labels)
            claim.guessed = f"单元格在粘贴时错位，分不清是“{names}”"

    def extend_texts(self) -> None:
        """Long texts go on in the rows below while these hold nothing else; in plain lines, up to the next label."""
        for claim in self.claims:
            if claim.meaning.kind != "text":
                continue
            number = self.row_of[claim.values[-1] if claim.values else claim.label]
            if self.rows[number].is_line:
                self._extend_lines(claim, number)
            elif claim.values:
                self._extend_rows(claim, number)

    def extend_lines(self) -> None:
        """A short value at the end of a full line goes on in the next one."""
        widths = [display_width(" ".join(item.text for item in row.items)) for row in self.rows if row.is_line]
        widest = max(widths, default=0)
        for claim in self.claims:
            if claim.meaning.kind == "text" or not claim.values or widest < 40:
                continue
            number = self.row_of[claim.values[-1]]
            row = self.rows[number]
            after = self.rows[number + 1] if number + 1 < len(self.rows) else None
            if after is None or not row.is_line or not after.is_line or row.items[-1] is not claim.values[-1]:
                continue
            full = display_width(" ".join(item.text for item in row.items)) >= widest - 4
            lone = len(after.items) == 1 and self._is_free(after.items[0]) and not is_note(after.items[0].text)
            if full and lone and after.index == row.index + 1:
                self._take(claim, after.items[0])

    def _extend_lines(self, claim: Claim, number: int) -> None:
        for row in self.rows[number + 1 :]:
            if not row.is_line or any(item in self.labels for item in row.items) or is_note(row.items[0].text):
                return
            for item in row.items:
                if self._is_free(item):
                    self._take(claim, item)

    def _extend_rows(self, claim: Claim, number: int) -> None:
        first = claim.values[0]
        limit = max(first.cell.end, self._next_label_column(self.rows[self.row_of[claim.label]], claim.label))
        bottom = first.cell.bottom
        for row in self.rows[number + 1 :]:
            if row.is_line or row.block != self.rows[number].block:
                break
            if any(item in self.labels for item in row.items) or row.index > bottom or is_note(row.items[0].text):
                return
            inside = [item for item in row.items if first.column <= item.column < limit and self._is_free(item)]
            for item in inside:
                self._take(claim, item)
                bottom = max(bottom, item.cell.bottom)
            bottom = max(bottom, row.index + 1)
        self._take_stray_lines(claim)

    def _take_stray_lines(self, claim: Claim) -> None:
        """In a pasted text the further paragraphs of a cell stand as lines of their own."""
        number = self.row_of[claim.values[-1]]
        row = self.rows[number]
        if row.spans_known or row.items[-1] is not claim.values[-1]:
            return
        for later in self.rows[number + 1 :]:
            lone = later.is_line or (len(later.items) == 1 and later.items[0].column == 0)
            if not lone or later.items[0] in self.labels or is_note(later.items[0].text) or later.index > row.index + 1:
                return
            if not self._is_free(later.items[0]):
                return
            self._take(claim, later.items[0])
            claim.repair = "单元格里的分段在粘贴时被拆成了几行，已接回"
            row = later

    def join_cut(self) -> None:
        """What stands first on a new page, in a row without labels, joins the value that it was cut from."""
        for number, row in enumerate(self.rows):
            if not any(item.cell.cut for item in row.items) or any(item in self.labels for item in row.items):
                continue
            for item in row.items:
                owner = next(
                    (
                        claim
                        for claim in self.claims
                        if claim.values
                        and claim.values[-1].column == item.column
                        and self.row_of[claim.values[-1]] < number
                        and claim.values[-1].cell.bottom == row.index
                    ),
                    None,
                )
                if owner is not None and self._is_free(item):
                    self._take(owner, item)

    def _is_free(self, item: Item) -> bool:
        return item not in self.taken and item not in self.labels

    def _take(self, claim: Claim, item: Item) -> None:
        claim.values.append(item)
        self.taken.add(item)

    def _row_below(self, number: int, label: Item) -> Row | None:
        for row in self.rows[number + 1 :]:
            if row.block != self.rows[number].block or row.is_line != self.rows[number].is_line:
                return None
            if row.index >= label.cell.bottom:
                return row
        return None

    def _next_label_column(self, row: Row, label: Item) -> int:
        position = row.items.index(label)
        if position + 1 < len(row.items):
            return row.items[position + 1].column
        return max(label.cell.end, 10_000 if not row.spans_known else label.cell.end)


def _is_percent(item: Item) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?%", squeezed(item.text)))
