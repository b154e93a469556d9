"""Amounts whose label alone does not tell whose they are: 其中：财政资金 of the whole project or of the year.

What tells is where they stand: under which total, beside which other amounts; and a unit that only their total names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.form.template import Funding, Sum
from app.importing.claims import Claim
from app.importing.labels import Meaning
from app.importing.rows import Item

Candidates = dict[Item, list[Meaning]]


def settle_money(claims: Sequence[Claim], candidates: Candidates, funding: Funding, unit: str | None) -> None:
    """Give each amount among the ``claims`` its datum and unit. ``unit``: the one that holds for all of them."""
    _by_total_above(claims, candidates, funding)
    _by_words(claims, candidates, funding)
    _by_only_total(claims, funding)
    if unit is None:
        _inherit_units(claims, funding)


def _sides(funding: Funding) -> list[tuple[str | None, ...]]:
    """The columns of the money block that begin with a total of others."""
    totals = {each.total for each in funding.equations if isinstance(each, Sum)}
    return [column.cells for column in funding.columns if column.cells and column.cells[0] in totals]


def _by_total_above(claims: Sequence[Claim], candidates: Candidates, funding: Funding) -> None:
    """A part that stands in a column of labels under a total is that total's part, whatever side its words are known from."""
    sides = _sides(funding)
    if len(sides) < 2:
        return
    standing: list[tuple[Claim, tuple[str | None, ...]]] = []
    above: dict[tuple[int, int], tuple[str | None, ...]] = {}
    totals = [claim.label for claim in claims if any(claim.meaning.key == cells[0] for cells in sides)]
    if len({label.cell.row for label in totals}) > 1 and len({label.column for label in totals}) > 1:
        return  # Labels that run on from row to row: what stands above says nothing.
    for claim in claims:
        options = [each.key for each in candidates[claim.label] if each.kind == "money"]
        column = (claim.label.key.block, claim.label.column)
        own = next((cells for cells in sides if options == [cells[0]]), None)
        if own is not None and not claim.label.is_line:
            above[column] = own
        elif options and column in above and not claim.label.is_line:
            standing.append((claim, above[column]))
    if len({cells for _, cells in standing}) < 2:
        return
    settled: set[str] = set()
    strangers: list[tuple[Claim, tuple[str | None, ...]]] = []
    for claim, cells in standing:
        own_key = next((each.key for each in candidates[claim.label] if each.key in cells), None)
        if own_key is None:
            strangers.append((claim, cells))
        elif own_key not in settled:
            settled.add(own_key)
            _settle(claim, candidates, own_key)
    claimed = [claim.meaning.key for claim in claims]
    for claim, cells in strangers:
        match, twice = _same_row(claim.meaning.key, cells, sides), claimed.count(claim.meaning.key) > 1
        if match is not None and match not in settled and (twice or match not in claimed):
            settled.add(match)
            _settle(claim, candidates, match)
            claim.guessed = "" if twice else "这一栏写在别的总额下面，按那个总额的组成部分读"


def _same_row(key: str, cells: Sequence[str | None], sides: Sequence[Sequence[str | None]]) -> str | None:
    """The datum of a side that stands in the same row of the money block as ``key`` does on its own side."""
    for side in sides:
        if key in side and side.index(key) < len(cells):
            return cells[side.index(key)]
    return None


def _settle(claim: Claim, candidates: Candidates, key: str) -> None:
    claim.meaning = replace(candidates[claim.label][0], kind="money", key=key)
    candidates[claim.label] = [claim.meaning]


def _by_words(claims: Sequence[Claim], candidates: Candidates, funding: Funding) -> None:
    """Tell apart money cells of the same label (其他资金 of the whole project and of the year)."""
    order = [cell.key for cell in funding.cells]
    certain = {claim.meaning.key for claim in claims if len(candidates[claim.label]) == 1}
    certain_amounts = certain.intersection(order)
    for claim in claims:
        options = [each.key for each in candidates[claim.label] if each.kind == "money"]
        if len(options) < 2:
            continue
        left = [key for key in options if key not in certain]
        if len(left) == 1:
            claim.meaning = next(each for each in candidates[claim.label] if each.key == left[0])
            continue
        twins = [
            other
            for other in claims
            if [each.key for each in candidates[other.label] if each.kind == "money"] == options
        ]
        nearby = [_by_neighbour(twin, options, order, claims, candidates) for twin in twins]
        if not certain_amounts and len(twins) < len(options):
            key = nearby[twins.index(claim)]
            claim.guessed = "同名的资金栏有两个，表上看不出是哪一个"
        elif len(set(nearby)) == len(nearby):
            key = nearby[twins.index(claim)]
        elif len(twins) == len(options):
            key = options[twins.index(claim)]
        else:
            key = nearby[twins.index(claim)]
            claim.guessed = "同名的资金栏有两个，按相邻的栏目判断"
        claim.meaning = next(each for each in candidates[claim.label] if each.key == key)


def _by_neighbour(
    claim: Claim,
    options: Sequence[str],
    order: Sequence[str],
    claims: Sequence[Claim],
    candidates: Mapping[Item, Sequence[Meaning]],
) -> str:
    """The money cell that follows, in the template, the nearest certain one above in the same column or before it."""
    before: list[tuple[bool, int, str]] = []
    for number, other in enumerate(claims):
        if other is claim:
            break
        if other.meaning.kind == "money" and len(candidates[other.label]) == 1:
            before.append((other.label.column == claim.label.column, number, other.meaning.key))
    if not before:
        return options[0]
    anchor = order.index(max(before)[2])
    after = [key for key in options if order.index(key) > anchor]
    return after[0] if after else options[-1]


def _by_only_total(claims: Sequence[Claim], funding: Funding) -> None:
    """A part whose own total is not in the source belongs to the total that is (财政资金 under 年度资金总额 alone): in doubt."""
    sums = {each.total: each.parts for each in funding.equations if isinstance(each, Sum)}
    columns = [column.cells for column in funding.columns if column.cells[:1]]
    claimed = [claim.meaning.key for claim in claims if claim.meaning.kind == "money"]
    present = [cells for cells in columns if cells[0] in sums and cells[0] in claimed]
    if len(present) != 1:
        return
    cells = present[0]
    for claim in claims:
        key = claim.meaning.key
        absent = next((each for each in columns if each is not cells and key in sums.get(each[0] or "", ())), None)
        if claim.meaning.kind != "money" or absent is None or claimed.count(key) != 1:
            continue
        own = dict(zip(absent, cells, strict=False)).get(key)
        if own is not None and own not in claimed:
            claim.meaning = replace(claim.meaning, key=own)
            claim.guessed = "表上没有它所属的总额，按表上唯一的总额的组成部分读"


def _inherit_units(claims: Sequence[Claim], funding: Funding) -> None:
    """A unit that only a total's label names (年度资金申请总额（万元）) holds for its parts, the cells below it in the template."""
    named = {claim.meaning.key: claim.unit for claim in claims if claim.meaning.kind == "money" and claim.unit}
    for column in funding.columns:
        units = {named[key] for key in column.cells if key in named}
        if len(units) != 1 or not column.cells or column.cells[0] not in named:
            continue
        for claim in claims:
            if claim.meaning.kind == "money" and claim.unit is None and claim.meaning.key in column.cells:
                claim.unit = named[column.cells[0] or ""]
