"""Whether every wrong item of a read form is told as doubtful, and how many right ones are too."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from app.importing.report import RecognisedForm
from tests.importing.truth import Items, items_of, squeezed

COLUMNS = ("level1", "level2", "level3", "value")
_ENDS = {"level3": ".name", "value": ".target"}


@dataclass(frozen=True)
class Told:
    """``wrong``: items not as in the truth; ``silent``: those of them without a doubt of their own; ``false``: right items
    that are in doubt; ``whole``: how many doubts put the whole form in question.
    """

    total: int
    wrong: tuple[str, ...]
    silent: tuple[str, ...]
    false: tuple[str, ...]
    whole: int


def told(expected: Items, form: RecognisedForm) -> Told:
    """Compare a read form with the truth, rows with rows however they are shifted, without white space."""
    doubts = {form.place_path(entry) for entry in form.of_kind("doubtful") if entry.place is not None}
    whole = sum(entry.place is None for entry in form.of_kind("doubtful"))
    read = items_of(form.document)
    wrong: list[str] = []
    silent: list[str] = []
    false: list[str] = []
    for key in dict.fromkeys(key for key in (*expected, *read) if key[0] != "indicators"):
        path = ".".join(key)
        one, other = squeezed(expected.get(key)), squeezed(read.get(key))
        if one != other:
            wrong.append(f"{path}: {one!r} read as {other!r}")
            if path not in doubts:
                silent.append(wrong[-1])
        elif path in doubts:
            false.append(path)
    _rows(expected, form, {path for path in doubts if path}, wrong, silent, false)
    return Told(len(expected), tuple(wrong), tuple(silent), tuple(false), whole)


def _rows(
    expected: Items, form: RecognisedForm, doubts: set[str], wrong: list[str], silent: list[str], false: list[str]
) -> None:
    truth_rows = _table(expected)
    read_rows = _table(items_of(form.document))
    paths = _paths(form)
    matcher = difflib.SequenceMatcher(None, truth_rows, read_rows, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            false.extend(path for row in range(j1, j2) for path in sorted(doubts & _of_row(paths[row])))
        elif i2 - i1 == j2 - j1:
            for number, row in zip(range(i1, i2), range(j1, j2), strict=True):
                for column, one, other in zip(COLUMNS, truth_rows[number], read_rows[row], strict=True):
                    if one != other:
                        wrong.append(f"row {number} {column}: {one!r} read as {other!r}")
                        if not doubts & _covering(paths[row], column):
                            silent.append(wrong[-1])
        else:
            text = f"rows {i1}-{i2}: {truth_rows[i1:i2]} read as {read_rows[j1:j2]}"
            wrong.extend([text] * max(i2 - i1, j2 - j1))
            near = range(j1, j2) if j2 > j1 else range(max(0, j1 - 1), min(len(paths), j1 + 1))
            if not all(doubts & _of_row(paths[row]) for row in near):
                silent.append(text)


def _table(items: Items) -> list[tuple[str | None, ...]]:
    count = sum(key[0] == "indicators" and key[2] == "level1" for key in items)
    return [tuple(squeezed(items["indicators", str(row), column]) for column in COLUMNS) for row in range(count)]


def _paths(form: RecognisedForm) -> list[tuple[str, ...]]:
    """The paths of each row's nodes, from level 1 down."""
    rows: list[tuple[str, ...]] = []
    for number, one in enumerate(form.document.indicators):
        path = f"indicators[{number}]"
        for second, two in enumerate(one.children or ()):
            below = f"{path}.children[{second}]"
            rows.extend((path, below, f"{below}.children[{third}]") for third in range(len(two.children or ())))
            if not two.children:
                rows.append((path, below))
        if not one.children:
            rows.append((path,))
    return rows


def _of_row(nodes: tuple[str, ...]) -> set[str]:
    return {f"{node}{end}" for node in nodes for end in ("", ".name", ".target")}


def _covering(nodes: tuple[str, ...], column: str) -> set[str]:
    if column in _ENDS:
        return {nodes[-1], nodes[-1] + _ENDS[column]}
    level = min(COLUMNS.index(column), len(nodes) - 1)
    return {nodes[-1], nodes[-1] + ".name", nodes[level], nodes[level] + ".name"}
