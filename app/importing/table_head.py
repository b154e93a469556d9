"""The head row of an indicator table → its columns; and where the table ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.importing.alignment import BLOCK, Role
from app.importing.grid import squeezed
from app.importing.labels import Vocabulary, name_key
from app.importing.rows import Item, Row
from app.importing.scored_tables import is_totals_row
from app.importing.segments import is_header, is_note

_REST = 4
"""A text so short right under a row may be the rest of a name."""


@dataclass(slots=True)
class Zone:
    """The rows of an indicator table under one head row (None: a table without one)."""

    head: Row | None
    roles: tuple[Role, ...]
    rows: list[Row]
    labels: list[Item]


def roles_of(row: Row, words: Vocabulary) -> tuple[Role, ...]:
    """The columns that a head row names, from left to right, with the block column before them."""
    roles: list[Role] = []
    for item in row.items:
        role = _role(item, words, roles)
        if role is not None:
            roles.append(role)
    named = {role.level for role in roles}
    depth = words.template.depth
    # A level without a head of its own stands left of the first level that has one.
    for level in range(1, depth):
        if level not in named and level + 1 in {role.level for role in roles}:
            at = next(index for index, role in enumerate(roles) if role.level == level + 1)
            roles.insert(at, Role(f"level{level}", roles[at].column - 0))
    if not any(role.name == BLOCK for role in roles):
        roles.insert(0, Role(BLOCK, -1))
    return tuple(roles)


def _role(item: Item, words: Vocabulary, before: Sequence[Role]) -> Role | None:
    meanings = words.meanings(item.text)
    for kind in ("level", "column", "operator", "unit", "ordinal", "heading"):
        for meaning in meanings:
            if meaning.kind != kind:
                continue
            name = {"level": f"level{meaning.level}", "column": meaning.key, "heading": BLOCK}.get(kind, kind)
            if any(role.name == name for role in before):
                continue
            return Role(name, -1 if kind == "heading" else item.column)
    return Role(f"other{len(before)}", item.column)


def find_zones(rows: Sequence[Row], words: Vocabulary) -> tuple[list[Zone], list[Row]]:
    """Split rows into indicator tables and the rest."""
    zones: list[Zone] = []
    rest: list[Row] = []
    current: Zone | None = None
    for row in rows:
        if is_header(row, words) and not row.is_line:
            roles = roles_of(row, words)
            current = Zone(row, roles, [], [item for item in row.items if words.meanings(item.text)])
            zones.append(current)
        elif current is not None and _continues_head(row, current, words):
            current.roles = _joined_roles(current.roles, row, words)
            current.labels.extend(row.items)
        elif current is not None and not ends_table(row, words, current.roles):
            if row.is_line or _is_across(row, current.roles, words):
                # A line between two pages of a table (a footer) is no row of it; after the last row it is a remark.
                rest.append(row.as_line())
            else:
                current.rows.append(row)
        else:
            current = None
            rest.append(row)
    if not zones:
        return _headless(rows, words)
    lines = [row for zone in zones for row in _trailing_lines(zone, words)]
    return zones, sorted([*rest, *lines], key=lambda row: (row.block, row.index)) if lines else rest


def _trailing_lines(zone: Zone, words: Vocabulary) -> list[Row]:
    """Take the last rows of a table off it that have a text in the first column alone which no catalogue knows: notes under it,
    whose merged cell was lost in pasting. A level without anything below it is none of a form.
    """
    stop = len(zone.rows)
    while stop and _is_lone(zone.rows[stop - 1], zone.roles, words):
        stop -= 1
    if 0 < stop < len(zone.rows):
        first, above = zone.rows[stop], zone.rows[stop - 1]
        stop += len(squeezed(first.items[0].text)) <= _REST and first.index - above.index == 1
    lines = [row.as_line() for row in zone.rows[stop:]]
    del zone.rows[stop:]
    return lines


def _is_lone(row: Row, roles: Sequence[Role], words: Vocabulary) -> bool:
    item = row.items[0]
    level1 = next((role.column for role in roles if role.level == 1), 0)
    if len(row.items) > 1 or item.column > max(level1, 0) or item.cell.cut or item.cell.row_span > 1:
        return False
    known = any(words.canonical(level, item.text) for level in range(words.name_levels)) or words.meanings(item.text)
    return not known and not is_totals_row([item.text], words.template)


def ends_table(row: Row, words: Vocabulary, roles: Sequence[Role]) -> bool:
    """Whether a row begins something else: notes, or fields, money and texts after the indicators."""
    first = row.items[0]
    if len(row.items) == 1 and words.is_own_line(first.text):
        return True
    known = any(words.canonical(level, item.text) for item in row.items for level in range(words.name_levels))
    if is_note(first.text) and (row.is_line or len(row.items) == 1 or first.column == 0):
        return not known
    if known:
        return False
    if first.pinned:
        return True
    meanings = [words.meanings(item.text) for item in row.items]
    data = [any(each.kind in ("field", "money", "text") for each in found) for found in meanings]
    heading = any(each.kind == "heading" for each in meanings[0])
    if heading and len(row.items) == 1:
        own = {name_key(text) for text in (words.template.indicators.label, *words.template.indicators.aliases)}
        return not any(label in name_key(first.text) or name_key(first.text) in label for label in own)
    name_column = next((role.column for role in roles if role.level == words.template.depth), 0)
    if first.column >= max(name_column, 1):
        return len(data) > 1 and all(data)
    return data[0] or (heading and any(data[1:]))


def _is_across(row: Row, roles: Sequence[Role], words: Vocabulary) -> bool:
    """Whether a row is one cell merged over all columns, as Excel sheets write a line under a table; a level's name is none."""
    cell = row.items[0].cell
    columns = [role.column for role in roles if role.column >= 0]
    if len(row.items) > 1 or not columns or cell.column > min(columns) or cell.end <= max(columns):
        return False
    return cell.column_span > 1 and not any(words.canonical(level, cell.text) for level in range(words.name_levels))


def _continues_head(row: Row, zone: Zone, words: Vocabulary) -> bool:
    """Whether a row right under the head only names columns again (a head of two rows)."""
    if zone.rows or row.is_line:
        return False
    if zone.head is not None and zone.head.block == row.block and _runs_over(zone.head, row, words):
        return True
    kinds = [{meaning.kind for meaning in words.meanings(item.text)} for item in row.items]
    return all(found & {"level", "column", "operator", "unit", "ordinal"} for found in kinds)


def _runs_over(head: Row, row: Row, words: Vocabulary) -> bool:
    """Whether the merged names of levels run down beside a row, which is then a row of the head for certain."""
    down = [item for item in head.items if item.cell.row_span > 1 and item.cell.bottom > row.index]
    return any(meaning.kind == "level" for item in down for meaning in words.meanings(item.text))


def _joined_roles(roles: tuple[Role, ...], row: Row, words: Vocabulary) -> tuple[Role, ...]:
    """The columns of a head of two rows: the lower names are the finer ones."""
    lower = [_role(item, words, ()) for item in row.items]
    fresh = [role for role in lower if role is not None]
    columns = {role.column for role in fresh}
    names = {role.name for role in fresh}
    kept = [role for role in roles if role.column not in columns and role.name not in names]
    return tuple(sorted([*kept, *fresh], key=lambda role: (role.column, role.name != BLOCK)))


def _headless(rows: Sequence[Row], words: Vocabulary) -> tuple[list[Zone], list[Row]]:
    """A table without a head row: it begins where a level-1 and a level-2 name stand side by side."""
    for number, row in enumerate(rows):
        if row.is_line or words.name_levels < 2:
            continue
        for left, right in zip(row.items, row.items[1:], strict=False):
            if words.is_exact(0, left.text) and words.canonical(1, right.text):
                return _headless_zone(rows, number, left, right, words)
    return [], list(rows)


def _headless_zone(
    rows: Sequence[Row], number: int, left: Item, right: Item, words: Vocabulary
) -> tuple[list[Zone], list[Row]]:
    after = [item.column for item in rows[number].items if item.column > right.column]
    columns = [left.column, right.column, *after]
    names = [f"level{level}" for level in range(1, words.template.depth + 1)]
    names.extend(column.key for column in words.template.indicators.columns)
    while len(columns) < len(names):
        columns.append(columns[-1] + 1)
    roles = (Role(BLOCK, -1), *(Role(name, column) for name, column in zip(names, columns, strict=False)))
    zone = Zone(None, roles, [], [])
    rest = list(rows[:number])
    for index, row in enumerate(rows[number:]):
        if row.is_line or ends_table(row, words, roles):
            rest.extend(rows[number + index :])
            break
        zone.rows.append(row)
    return [zone], rest
