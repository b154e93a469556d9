"""A list with one form in each row, or in a few (序号 | 项目名称 | 预算 | 目标 | 一级指标 …) → form after form, as later steps expect them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.importing.grid import squeezed
from app.importing.labels import Vocabulary
from app.importing.report import Entry
from app.importing.rows import Item, Row
from app.importing.segments import is_header, is_note, is_title

_LEAST = 3
"""So many known labels make a row the head of a list."""
_VIRTUAL = 1_000_000
"""Above the numbers of all blocks: each form of a list is a block of its own."""
_LEAD = 4
_LEAD_ITEMS = 3
"""So many rows above a list, with so few texts each (title, department, unit), hold for each of its forms."""
_HEAD_ROWS = 2
"""By so many rows a label of the head may begin higher than the others."""
_TOTALS = ("合计", "总计", "小计")


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a list: the column of names, the labels of a form's own data, and those of its indicators."""

    row: Row
    name: int
    own: tuple[Item, ...]
    table: tuple[Item, ...]
    ordinals: tuple[Item, ...]


def unroll(rows: Sequence[Row], vocabularies: Sequence[Vocabulary]) -> list[Row]:
    """The rows with those of lists of forms turned into rows of single forms."""
    found: list[Row] = []
    number = _VIRTUAL
    for _, group in groupby(rows, key=lambda row: row.block):
        table = list(group)
        at, head = _find_head(table, vocabularies)
        if head is None:
            found.extend(table)
            continue
        above = [
            row for row in table[max(0, at - _LEAD) : at] if len(row.items) <= _LEAD_ITEMS and not _reaches(row, head)
        ]
        groups, rest = _groups(table[at + 1 :], head)
        found.extend(row for row in table[:at] if row not in above and not _reaches(row, head))
        while found and found[-1].is_line and is_title(found[-1], vocabularies) and len(above) < _LEAD:
            above.insert(0, found.pop())
        titles = [row for row in above if len(row.items) == 1]
        before: list[Row] = []
        for block in groups:
            name, *others = _form(block, head, number, before)
            found.extend([*titles, name, *(row for row in above if row not in titles), *others])
            before.extend(block)
            number += 1
        found.extend(rest)
    return found


def take_overviews(rows: Sequence[Row], vocabularies: Sequence[Vocabulary]) -> tuple[list[Row], list[Entry]]:
    """The rows without lists of projects that all have a form of their own in the same source, and the account of these.

    So offices put a sheet 汇总 before their forms; its rows are no second forms.
    """
    tables = [list(group) for _, group in groupby(rows, key=lambda row: row.block)]
    kept: list[Row] = []
    taken: list[Entry] = []
    for table in tables:
        at, head = _find_head(table, vocabularies)
        groups = [] if head is None or head.table else _groups(table[at + 1 :], head)[0]
        others = {_said(item.text) for other in tables if other is not table for row in other for item in row.items}
        if head is None or not groups or not {_said(name.text) for name in _names(groups, head)} <= others:
            kept.extend(table)
            continue
        listed = {item for rows_of_form in groups for row in rows_of_form for item in row.items}
        ordinals = {item.column for item in head.ordinals}
        for row in table:
            for item in row.items:
                agrees = item not in listed or item.column in ordinals or _said(item.text) in others
                taken.append(_overview_entry(item, agrees=agrees))
    return kept, taken


def _overview_entry(item: Item, *, agrees: bool) -> Entry:
    if agrees:
        sentence = "汇总清单里的文字：清单中的项目在这个文件里都另有自己的表，清单只供核对"
        return Entry("furniture", sentence, item.text, None, item.keys, item.cell.where)
    sentence = f"汇总清单里的“{item.text}”在项目自己的表里找不到，没有用到，请核对"
    return Entry("unused", sentence, item.text, None, item.keys, item.cell.where)


def _names(groups: Sequence[Sequence[Row]], head: _Head) -> list[Item]:
    return [item for rows in groups for item in rows[0].items if item.column == head.name]


def _said(text: str) -> str:
    """A text, or a number without the ways of writing it (2,400,000.00), for comparing."""
    plain = squeezed(text).replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain and plain.replace(".", "").isdigit() else plain


def _find_head(table: Sequence[Row], vocabularies: Sequence[Vocabulary]) -> tuple[int, _Head | None]:
    for at, row in enumerate(table[:20]):
        if row.is_line or len(row.items) < _LEAST:
            continue
        whole = _with_labels_from_above(table, at)
        for words in vocabularies:
            head = _head(whole, words)
            if _is_upper_half(table, at, words):
                continue
            if head is not None and _names_below(table[at + 1 :], head, words) >= 2:
                return at, head
    return 0, None


def _with_labels_from_above(table: Sequence[Row], at: int) -> Row:
    """The row with the cells that begin above it and reach down into it: 项目名称 beside 绩效指标 over 一级指标."""
    row = table[at]
    upper = [each for each in table[max(0, at - _HEAD_ROWS) : at] if any(_ends_below(item, row) for item in each.items)]
    if not upper:
        return row
    reaching = [item for each in upper for item in each.items if _ends_below(item, row)]
    # 绩效指标 over the labels of the table says nothing of its own: it is told of with the first of them.
    over = tuple(item.key for each in upper for item in each.items if item not in reaching)
    first, *others = row.items
    whole = (*reaching, replace(first, more=(*first.more, *over)), *others)
    return row.with_items(sorted(whole, key=lambda item: item.column))


def _ends_below(item: Item, row: Row) -> bool:
    return item.cell.bottom > row.index


def _is_upper_half(table: Sequence[Row], at: int, words: Vocabulary) -> bool:
    """Whether a row's labels reach down into the next one, which has those of the indicators."""
    below = table[at + 1] if at + 1 < len(table) else None
    return below is not None and any(_ends_below(item, below) for item in table[at].items) and is_header(below, words)


def _reaches(row: Row, head: _Head) -> bool:
    return any(item in head.row.items for item in row.items)


def _head(row: Row, words: Vocabulary) -> _Head | None:
    """The row as a head, where it names a form's first head field and enough else."""
    if not words.template.fields:
        return None
    first, known = words.template.fields[0].key, 0
    name = -1
    own: list[Item] = []
    table: list[Item] = []
    ordinals: list[Item] = []
    for item in row.items:
        kinds = {meaning.kind for meaning in words.meanings(item.text)}
        known += bool(kinds)
        if any(meaning.kind == "field" and meaning.key == first for meaning in words.meanings(item.text)):
            name = item.column
        if kinds == {"ordinal"}:
            ordinals.append(item)
            continue
        (table if table or kinds & {"level", "column"} else own).append(item)
    if (
        name < 0
        or known < max(_LEAST, len(row.items) // 2 + 1)  # labels that alternate with values are no head
        or (table and not is_header(row, words))
        or any(item.column == name for item in table)
    ):
        return None
    return _Head(row, name, tuple(own), tuple(table), tuple(ordinals))


def _names_below(rows: Sequence[Row], head: _Head, words: Vocabulary) -> int:
    """How many different names stand right below the head, before the next row of labels."""
    names: set[str] = set()
    for row in rows:
        if any(words.meanings(item.text) for item in row.items if item.column <= head.name):
            break
        names |= {squeezed(item.text) for item in row.items if item.column == head.name}
    return len(names)


def _groups(rows: Sequence[Row], head: _Head) -> tuple[list[list[Row]], list[Row]]:
    """The rows of each form, and those after the list."""
    groups: list[list[Row]] = []
    present = ""
    for number, row in enumerate(rows):
        name = next((squeezed(item.text) for item in row.items if item.column == head.name), "")
        first = squeezed(row.items[0].text)
        if first in _TOTALS or name in _TOTALS or (is_note(first) and row.items[0].column <= head.name and not name):
            return groups, list(rows[number:])
        if name and name != present:
            groups.append([])
            present = name
        if not groups:
            return groups, list(rows[number:])
        groups[-1].append(row)
    return groups, []


def _form(rows: Sequence[Row], head: _Head, block: int, before: Sequence[Row]) -> Iterator[Row]:
    """The rows of one form: a label and its value in each, then the table of its indicators.

    ``before``: the rows of the forms above it in the list, whose cells may reach down to it.
    """
    index = 0
    edge = head.table[0].column if head.table else 10**9
    # Ordinals say nothing of a form: they are told of with the label of its name.
    columns = {item.column for item in head.ordinals}
    numbers = [*head.ordinals, *(item for row in rows for item in row.items if item.column in columns)]
    own = sorted(head.own, key=lambda item: item.column != head.name)
    for label in own:
        values = [item for row in rows for item in row.items if _is_under(label, item, head) and item.column < edge]
        values = values or _from_above(label, before, rows[0], head)
        if values:
            more = tuple(item.key for item in numbers) if label.column == head.name else ()
            label = replace(label, more=(*label.more, *more))
            yield _row(block, index, (_moved(label, 0, index), *_distinct(values, index)), head.row)
            index += 1
    if head.table:
        yield _row(block, index, tuple(_moved(item, item.column, index) for item in head.table), head.row)
    for row in rows:
        index += 1
        items = tuple(
            _moved(item, item.column, index, item.cell.row_span)
            for item in row.items
            if item.column >= edge and item.column not in columns
        )
        if items:
            yield _row(block, index, items, head.row)


def _from_above(label: Item, before: Sequence[Row], first: Row, head: _Head) -> list[Item]:
    """The cell that reaches down to a form from the forms above it: merged cells, and blanks left of the names (单位)."""
    for row in reversed(before):
        for item in row.items:
            if _is_under(label, item, head):
                grouped = not row.spans_known and label.column < head.name
                return [item] if grouped or item.cell.bottom > first.index else []
    return []


def _is_under(label: Item, item: Item, head: _Head) -> bool:
    later = [other.column for other in head.row.items if other.column > label.column]
    return label.column <= item.column < (min(later) if later else 10**9)


def _distinct(values: Sequence[Item], index: int) -> list[Item]:
    """The values of one column, those that only repeat the first joined to it."""
    first = values[0]
    same = tuple(item.key for item in values[1:] if squeezed(item.text) == squeezed(first.text))
    others = [item for item in values[1:] if squeezed(item.text) != squeezed(first.text)]
    joined = replace(first, more=(*first.more, *same))
    return [_moved(item, column, index) for column, item in enumerate([joined, *others], 1)]


def _moved(item: Item, column: int, row: int, rows: int = 1) -> Item:
    span = item.cell.column_span if column == item.column else 1
    return replace(item, cell=replace(item.cell, column=column, row=row, row_span=rows, column_span=span))


def _row(block: int, index: int, items: tuple[Item, ...], like: Row) -> Row:
    return replace(like, block=block, index=index, items=items)
