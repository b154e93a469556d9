"""Which column of copied rows is which: names of levels, the indicator's name, its values, and what the form has no column for.

The head row tells, where it was copied along; without one the look of the columns does: catalogue names, values, free text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from app.form.template import Template

Rows = Sequence[Sequence[str]]
_MARGIN = 0.75
"""How much better the best reading must fit than the next one not to be in doubt."""
_LONG = 20


class Columns(Struct, frozen=True):
    """The columns of copied rows by number. ``levels``: the names of levels, the indicator's own name last; ``values``: by key."""

    levels: tuple[int, ...]
    values: dict[str, int]
    operator: int = -1
    unit: int = -1
    rest: tuple[int, ...] = ()
    rest_names: tuple[str, ...] = ()
    """The heads of ``rest`` where these were copied along."""
    doubtful: bool = False


def split_head(rows: Rows, template: Template) -> tuple[Columns, Rows]:
    """The columns of rows (at least one), and the rows without a head that was copied along."""
    found = _by_head(rows[0], template)
    if found is not None:
        return found, rows[1:]
    return _by_look(rows, template), rows


def _by_head(head: Sequence[str], template: Template) -> Columns | None:
    """The columns as a head row names them; None when the row is no head."""
    from app.importing.labels import vocabulary

    words = vocabulary(template)
    levels: dict[int, int] = {}
    values: dict[str, int] = {}
    special: dict[str, int] = {}
    rest: list[int] = []
    for number, cell in enumerate(head):
        meaning = next((each for each in words.meanings(cell) if each.kind in _HEADS), None)
        if meaning is None:
            rest += [number] if cell.strip() else []
        elif meaning.kind == "level" and meaning.level not in levels:
            levels[meaning.level] = number
        elif meaning.kind == "column" and meaning.key not in values:
            values[meaning.key] = number
        elif meaning.kind in ("operator", "unit"):
            special[meaning.kind] = number
    known = len(levels) + len(values)
    if template.depth not in levels or known < 2 or known < len(rest):
        return _only_labels(head, levels, values)
    first = min(levels)
    ordered = tuple(levels[level] for level in range(first, template.depth + 1) if level in levels)
    if len(ordered) != template.depth - first + 1:
        return None
    names = tuple(head[number].strip() for number in rest)
    return Columns(ordered, values, special.get("operator", -1), special.get("unit", -1), tuple(rest), names)


_HEADS = ("level", "column", "operator", "unit", "ordinal")


def _only_labels(head: Sequence[str], levels: dict[int, int], values: dict[str, int]) -> Columns | None:
    """A head of one column (only 指标名称 or 指标值 was copied): the column is what it would be without the head."""
    if sum(bool(cell.strip()) for cell in head) == 1 and (levels or values):
        return Columns((0,), {})
    return None


def _by_look(rows: Rows, template: Template) -> Columns:
    """The columns by what stands in them; the usual order is levels, name, values, other text."""
    width = max(len(row) for row in rows)
    keys = [column.key for column in template.indicators.columns]
    columns = [[row[number].strip() for row in rows if number < len(row)] for number in range(width)]
    shares = _Shares(columns, template)
    usual = max(1, min(template.depth, width - len(keys)))
    readings = []
    for levels in range(1, max(2, min(template.depth, width - (1 if keys else 0)) + 1)):
        readings.append((shares.fit(levels, len(keys)) + (0.3 if levels == usual else 0.0), levels))
    readings.sort(reverse=True)
    levels = readings[0][1]
    values = {key: levels + offset for offset, key in enumerate(keys) if levels + offset < width}
    rest = tuple(number for number in range(levels + len(keys), width) if any(columns[number]))
    # In doubt is only what the rows themselves leave open: with few columns there is one way to read them.
    doubtful = len(readings) > 1 and readings[0][0] - readings[1][0] < _MARGIN
    return Columns(tuple(range(levels)), values, rest=rest, doubtful=doubtful)


class _Shares:
    """How much of each column looks like what."""

    def __init__(self, columns: Sequence[Sequence[str]], template: Template) -> None:
        from app.importing.alignment import looks_like_value
        from app.importing.labels import vocabulary

        words = vocabulary(template)
        self.columns = columns
        self.depth = template.depth

        def share(column: Sequence[str], test: Callable[[str], bool]) -> float:
            filled = [cell for cell in column if cell]
            return sum(map(test, filled)) / len(filled) if filled else 0.0

        self.values = [share(column, looks_like_value) for column in columns]
        self.long = [share(column, lambda cell: len(cell) > _LONG) for column in columns]
        self.names = [
            [share(column, lambda cell, level=level: words.canonical(level, cell) is not None) for column in columns]  # type: ignore[misc]
            for level in range(words.name_levels)
        ]

    def fit(self, levels: int, values: int) -> float:
        """How well the columns fit ``levels`` names (the last one the indicator's), then ``values`` values, then other text."""
        score = 0.0
        for number in range(levels - 1):
            level = self.depth - levels + number
            filled = any(self.columns[number])
            score += 3 * self.names[level][number] - 3 * self.values[number]
            score -= 0.5 if filled and not self.names[level][number] else 0.0
        known = max((names[levels - 1] for names in self.names), default=0.0)
        score -= 2 * self.values[levels - 1] + 2 * known
        if levels < len(self.columns) and values:
            score += 3 * self.values[levels] - self.long[levels]
        for number in range(levels + values, len(self.columns)):
            score -= 0.5 + self.values[number] if any(self.columns[number]) else 0.0
        return score
