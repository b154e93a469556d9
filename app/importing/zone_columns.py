"""What the head of an indicator table leaves open, settled before its rows are read.

Two groups of columns beside each other (中期 and 年度), a column of values without a name that is known, and several indicators
in one row, numbered in its cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.importing.alignment import Role, is_dash, looks_like_value
from app.importing.grid import squeezed
from app.importing.labels import Vocabulary
from app.importing.report import Entry
from app.importing.rows import Item, Row, fragment
from app.importing.table_head import Zone, roles_of
from app.importing.words import words as general_words

_MARK = re.compile(r"(?:^|(?<=[\n；;。\s]))[（(]?(?:(\d{1,2})(?:[）)、]|[.．](?!\d))|([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮]))")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_SHORT = 30
_UNIT = 6
_MOST_VALUES = 0.6
"""The share of a column's texts that must look like values for it to be the column of values."""


def settle_columns(zone: Zone, above: Sequence[Row], words: Vocabulary) -> list[Entry]:
    """Settle the columns of a zone in place; the account of what that takes. ``above``: the rows outside the tables."""
    entries = _one_group(zone, above, words)
    _headless_columns(zone, words)
    entries += _value_column(zone, words)
    zone.rows = [single for row in zone.rows for single in _single_rows(row, zone, words)]
    return entries


def _one_group(zone: Zone, above: Sequence[Row], words: Vocabulary) -> list[Entry]:
    """Of two groups of columns (中期 | 年度) the form has only that of its year."""
    head = zone.head
    starts = _group_starts(head, words) if head is not None else []
    if head is None or len(starts) != 2:
        return []
    right = _year_is_right(head, above)
    first, last = (starts[0], starts[1]) if right else (starts[1], 10**9)

    def left_out(item: Item) -> bool:
        return first <= item.column < last

    which = "右边" if right else "左边"
    entries = []
    if right is None:
        sentence = f"表上并排有两组指标，分不清哪一组是本年度的，先读{which}的一组，另一组列在未用到的文字里"
        entries.append(Entry("doubtful", sentence, head.items[0].text, None, (), head.items[0].cell.where))
    for row in (head, *zone.rows):
        for item in filter(left_out, row.items):
            sentence = f"表上并排有两组指标，读入的是{which}的一组，这一格没有用到"
            entries.append(Entry("unused", sentence, item.text, None, item.keys, item.cell.where))
    zone.head = head.with_items(item for item in head.items if not left_out(item))
    zone.labels = [item for item in zone.labels if not left_out(item)]
    rows = [row.with_items(item for item in row.items if not left_out(item)) for row in zone.rows]
    zone.rows = [row for row in rows if row.items]
    zone.roles = roles_of(zone.head, words)
    return entries


def _group_starts(head: Row, words: Vocabulary) -> list[int]:
    """The first column of each group of names and values in a head row; one or none where names are not repeated."""
    seen: dict[int, list[int]] = {}
    for item in head.items:
        for meaning in words.meanings(item.text)[:1]:
            if meaning.kind == "level":
                seen.setdefault(meaning.level, []).append(item.column)
    repeated = [columns for columns in seen.values() if len(columns) == 2]
    if len(seen.get(words.template.depth, ())) != 2:
        return []
    return [min(columns[number] for columns in repeated) for number in (0, 1)]


def _year_is_right(head: Row, above: Sequence[Row]) -> bool | None:
    """Whether the year's side is the right one, by the nearest row above that names both sides (中期目标 | 年度目标)."""
    for row in reversed([row for row in above if row.block == head.block and row.index < head.index]):
        sides: dict[bool, list[int]] = {True: [], False: []}
        for item in row.items:
            text = squeezed(item.text)
            is_year = any(word in text for word in general_words().this_year)
            if len(text) < _SHORT and (is_year or any(word in text for word in general_words().all_years)):
                sides[is_year].append(item.column)
        if len(sides[True]) == 1 and len(sides[False]) == 1:
            return sides[True] > sides[False]
    return None


def _headless_columns(zone: Zone, words: Vocabulary) -> None:
    """Columns right of all heads are columns of their own: units where the values beside them are bare numbers."""
    if zone.head is None or not zone.roles or not zone.rows or not zone.rows[0].spans_known:
        return
    last = max(item.cell.end for item in zone.head.items)
    texts: dict[int, list[str]] = {}
    for row in zone.rows:
        for item in row.items:
            if item.column >= last:
                texts.setdefault(item.column, []).append(squeezed(item.text))
    for column, found in sorted(texts.items()):
        units = all(len(text) <= _UNIT and not re.search(r"\d", text) for text in found)
        known = any(role.name == "unit" for role in zone.roles)
        name = "unit" if units and not known and _are_bare(zone, words) else f"other{len(zone.roles)}"
        zone.roles = (*zone.roles, Role(name, column))


def _are_bare(zone: Zone, words: Vocabulary) -> bool:
    """Whether the values of a zone are numbers without units."""
    key = next((column.key for column in words.template.indicators.columns if column.type == "target"), "")
    at = next((role.column for role in zone.roles if role.name == key), -1)
    values = [squeezed(item.text) for row in zone.rows for item in row.items if item.column == at]
    return bool(values) and sum(value[-1:].isdigit() for value in values) * 2 > len(values)


def _value_column(zone: Zone, words: Vocabulary) -> list[Entry]:
    """Where no head names the values, the column that looks like them holds them: in doubt."""
    key = next((column.key for column in words.template.indicators.columns if column.type == "target"), "")
    if zone.head is None or not key or any(role.name == key for role in zone.roles) or not zone.rows:
        return []
    shares: list[tuple[float, int, Role]] = []
    for role in zone.roles:
        texts = [item.text for row in zone.rows for item in row.items if item.column == role.column]
        if role.name.startswith("other") and texts:
            share = sum(looks_like_value(text) and not is_dash(text) for text in texts) / len(texts)
            shares.append((share, role.column, role))
    best = max(shares, default=None)
    if best is None or best[0] < _MOST_VALUES:
        return []
    zone.roles = tuple(replace(role, name=key) if role is best[2] else role for role in zone.roles)
    item = next((item for item in (*zone.labels, *zone.head.items) if item.column == best[1]), None)
    if item is None:
        return []
    zone.labels.append(item)
    sentence = f"表头里没有写明哪一栏是指标值，按内容把“{squeezed(item.text)}”一栏读作指标值"
    return [Entry("doubtful", sentence, item.text, None, item.keys, item.cell.where)]


def _single_rows(row: Row, zone: Zone, words: Vocabulary) -> list[Row]:
    """The rows of a row whose name and value hold as many numbered points: one indicator each."""
    name = next((role.column for role in zone.roles if role.level == words.template.depth), -1)
    points = {item: _points(item.text) for item in row.items if item.column >= name >= 0}
    named = [item for item in points if item.column == name]
    count = len(points[named[0]]) if named else 0
    if count < 2 or sum(len(found) == count for found in points.values()) < 2:
        return [row]
    note = f"一格里写了 {count} 项，已按编号拆成 {count} 行"
    rows = []
    for number in range(count):
        items = []
        for item in row.items:
            if len(points.get(item, ())) == count:
                part = fragment(item, points[item][number], item.column)
                items.append(replace(part, is_line=False, cell=replace(part.cell, note=note, row_span=1)))
            elif number == 0:
                items.append(item)
        rows.append(row.with_items(items))
    return rows


def _points(text: str) -> list[str]:
    """The points of a text numbered 1. 2. 3. from its start, without their numbers; empty where it is not so."""
    marks = list(_MARK.finditer(text))
    numbers = [int(mark[1]) if mark[1] else _CIRCLED.index(mark[2]) + 1 for mark in marks]
    if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)) or text[: marks[0].start()].strip():
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = [text[mark.end() : end].strip().rstrip("；;。，,").strip() for mark, end in zip(marks, ends, strict=True)]
    return found if all(found) else []
