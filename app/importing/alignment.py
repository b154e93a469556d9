"""A row of the indicator table → which of its texts is which level, name or value.

Positions are a hint, words are evidence: of all ways to give the texts, in order, to the columns, the one is taken that fits
the catalogue's names, the look of values and the columns best. So a row that slipped a column to the left or right, or lost
its merged cells in pasting, is still read.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from app.form.target import TargetKind, read_target
from app.importing.labels import Vocabulary, name_key
from app.importing.rows import Item

BLOCK = "block"
_MAX_TRIED = 4_000


@dataclass(frozen=True, slots=True)
class Role:
    """A column of the indicator table. ``name``: block, level1 …, a value's key, operator, unit, ordinal or other."""

    name: str
    column: int

    @property
    def level(self) -> int:
        """The level (1 …) of a level column, 0 otherwise."""
        return int(self.name[5:]) if self.name.startswith("level") and self.name[5:].isdigit() else 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a row: the role of each item, how well it fits, and whether it is just as the columns say."""

    roles: tuple[Role, ...]
    score: float
    positional: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before a row is read."""

    words: Vocabulary
    roles: tuple[Role, ...]
    """All columns from left to right, the block column first."""
    covered: frozenset[int]
    """Levels whose cell from above runs down over this row for certain."""
    spans_known: bool
    level1: str | None = None


def looks_like_value(text: str) -> bool:
    """Whether a text is such as stands in the column of values: numbers with operators or units, deadlines, blanks."""
    if name_key(text) in ("", "-", "—", "/", "不适用"):
        return True
    kind = read_target(text).kind
    return kind not in (TargetKind.TEXT, TargetKind.NONE)


def read_row(items: Sequence[Item], context: Context) -> tuple[Reading, Reading | None]:
    """The best reading of a row, and the best other one."""
    positions = tuple(_position(item, context.roles) for item in items)
    straight = positions if len(set(positions)) == len(positions) else None
    roles = range(len(context.roles))
    tried: list[Reading] = []
    for chosen in itertools.islice(itertools.combinations(roles, len(items)), _MAX_TRIED):
        score = _score(items, chosen, positions, context)
        tried.append(Reading(tuple(context.roles[index] for index in chosen), score, chosen == straight))
    tried.sort(key=lambda reading: -reading.score)
    return tried[0], (tried[1] if len(tried) > 1 else None)


def _position(item: Item, roles: Sequence[Role]) -> int:
    """The column that an item begins in."""
    found = 0
    for index, role in enumerate(roles):
        if role.column <= item.column:
            found = index
    return found


def _score(items: Sequence[Item], chosen: Sequence[int], positions: Sequence[int], context: Context) -> float:
    score, shift_before = 0.0, 0
    names = [context.roles[index].name for index in chosen]
    parent = context.level1
    for item, index, position in zip(items, chosen, positions, strict=True):
        role, shift = context.roles[index], index - position
        score += 3.0 if shift == 0 else 0.0
        score -= 1.5 * abs(shift - shift_before)
        score -= 0.2 * abs(shift)
        shift_before = shift
        level = role.level
        if 0 < level <= context.words.name_levels:
            score += _level_fit(item.text, level, parent, shift, context)
            if level == 1:
                parent = context.words.canonical(0, item.text) or item.text
        else:
            score += _other_fit(item.text, role, context)
    return score + _whole_fit(names, context)


def _level_fit(text: str, level: int, parent: str | None, shift: int, context: Context) -> float:
    words = context.words
    known = words.canonical(level - 1, text)
    elsewhere = any(words.canonical(other, text) for other in range(words.name_levels) if other != level - 1)
    fit = 0.0
    if known is not None:
        fit += 6.0 if words.is_exact(level - 1, text) else 3.5
        above = words.parents.get((level - 1, known), ())
        if level > 1 and parent is not None and parent in above:
            fit += 1.0
    elif elsewhere:
        fit -= 8.0
    elif shift != 0 or level == 1:
        fit -= 2.0
    if looks_like_value(text) and known is None:
        fit -= 5.0
    if level in context.covered:
        # A merged cell from above already stands here.
        fit -= 6.0 if context.spans_known else 1.0
    return fit


def _other_fit(text: str, role: Role, context: Context) -> float:
    words = context.words
    if role.name == BLOCK:
        return -6.0
    is_level_name = any(words.canonical(level, text) for level in range(words.name_levels))
    if role.level:
        value = looks_like_value(text) and not is_dash(text)
        return (-2.0 if is_level_name else 1.0) + (-5.0 if value else 0.0)
    column = words.template.column(role.name)
    if column is not None and column.type == "target":
        exact = any(words.is_exact(level, text) for level in range(words.name_levels))
        return (2.0 if looks_like_value(text) else 0.0) - (4.0 if exact else 0.0)
    if role.name in ("operator", "unit", "ordinal") or column is not None:
        return 0.0
    return -0.5


def is_dash(text: str) -> bool:
    """Whether a text only says that there is nothing."""
    return name_key(text) in ("-", "--", "—", "——", "–", "/", "―", "─", "－")


def _whole_fit(names: Sequence[str], context: Context) -> float:
    """How complete the row is: a value without a name is odd, a name without a value less so."""
    last = f"level{context.words.template.depth}"
    values = {column.key for column in context.words.template.indicators.columns if column.type == "target"}
    has_name, has_value = last in names, bool(values & set(names))
    fit = 0.0
    if has_value and not has_name:
        fit -= 4.0
    elif not has_name and "level1" in names and any(context.words.template.column(name) for name in names):
        # Level names, and a text of another column without an indicator that it would belong to.
        fit -= 3.0
    if has_name and not has_value:
        fit -= 1.0
    levels = context.words.name_levels
    if has_name and levels > 1 and "level1" in names and "level2" not in names:
        # A new level 1 without a level 2 below it, yet with an indicator.
        fit -= 3.0
    return fit
