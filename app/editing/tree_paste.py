"""Copied rows of Excel, WPS or this program → edits of the indicator tree, and chosen nodes → rows to copy.

A narrow paste (name, value …) becomes rows below the level with the cursor; a paste with the levels in front becomes whole
trees, where a blank level cell means the same as above and names that the form has already are filled, not doubled. A paste
onto a value column fills that column downwards, and goes on below the last indicator. Text of columns that the form does not
have (备注) becomes remarks of the form; where the columns could be read in two ways, the new rows are marked as unconfirmed.
Every paste is one edit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from app.editing.paste_columns import Columns, split_head
from app.editing.tree_edits import Change, topmost
from app.form.amount import typed_to_stored as typed_amount
from app.form.dates import typed_to_stored as typed_date
from app.form.document import ROOT, Document, Indicator, Json, as_list, children_of, new_id, trail_to, walk
from app.form.edits import Edit, InsertIndicator, SetValue, Several, apply
from app.form.places import Place, indicator_place, path_of
from app.form.template import Template

Rows = Sequence[Sequence[str]]
UNCONFIRMED = Place("form", "unconfirmed")
_REMARKS = Place("form", "remarks")


def rows_of(document: Document, template: Template, ids: Iterable[int]) -> list[list[str]]:
    """The chosen nodes as rows: indicators alone as name and values, levels with all that is below them as full rows."""
    chosen = topmost(document, ids)
    keys = [column.key for column in template.indicators.columns]
    trails = [trail_to(document, node_id) for node_id in chosen]
    if all(len(trail) >= template.depth for trail in trails):
        return [[trail[-1][1].name, *(trail[-1][1].text(key) or "" for key in keys)] for trail in trails]
    rows: list[list[str]] = []
    for trail in trails:
        above = [node.name for _, node in trail[:-1]]
        rows += _full_rows(trail[-1][1], above, template.depth, keys)
    return rows


def _full_rows(node: Indicator, above: list[str], depth: int, keys: list[str]) -> list[list[str]]:
    names = [*above, node.name]
    if node.children:
        return [row for child in node.children for row in _full_rows(child, names, depth, keys)]
    padded = names + [""] * (depth - len(names))
    return [padded + [node.text(key) or "" for key in keys]]


def paste(document: Document, template: Template, rows: Rows, at: int, key: str = "name") -> Change | None:
    """The edit that pastes rows where the cursor stands (node ``at``, column ``key``); None when there is nothing in them."""
    rows = [list(row) for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return None
    columns, rows = split_head(rows, template)
    if not rows:
        return None
    if key != "name" and template.column(key) is not None and len(trail_to(document, at)) >= template.depth:
        return _fill_column(document, template, rows, at, key)
    making = _Paste(document, template, at)
    change = making.take([_arranged(row, columns, template) for row in rows], len(columns.levels))
    return _with_notes(document, change, making, _remarks(rows, columns), columns.doubtful) if change else None


def _arranged(row: Sequence[str], columns: Columns, template: Template) -> list[str]:
    """A row as names of levels, then the form's values; operator and unit of columns of their own stand with the value."""

    def cell(number: int) -> str:
        return row[number] if 0 <= number < len(row) else ""

    names = [cell(number) for number in columns.levels]
    values = [cell(columns.values.get(column.key, -1)) for column in template.indicators.columns]
    for at, column in enumerate(template.indicators.columns):
        if column.type == "target" and values[at].strip():
            operator, unit = cell(columns.operator).strip(), cell(columns.unit).strip()
            values[at] = f"{operator}{values[at]}{'' if values[at].strip().endswith(unit) else unit}"
            break
    return [*names, *values]


def _remarks(rows: Rows, columns: Columns) -> list[str]:
    """The text of columns that the form does not have, each with the indicator that it stood beside."""
    found = []
    for row in rows:
        name = row[columns.levels[-1]].strip() if columns.levels[-1] < len(row) else ""
        for at, number in enumerate(columns.rest):
            text = row[number].strip() if number < len(row) else ""
            if text:
                head = columns.rest_names[at] if at < len(columns.rest_names) else "备注"
                found.append(f"【{name}】{head}：{text}" if name else f"{head}：{text}")
    return found


def _with_notes(document: Document, change: Change, making: _Paste, remarks: list[str], doubtful: bool) -> Change:
    """The change with remarks added to the form's, and the new rows marked where they may have to be read otherwise."""
    edits: list[Edit] = [change.edit]
    if remarks:
        edits.append(SetValue(_REMARKS, [*as_list(document.meta.get(_REMARKS.key)), *remarks]))
    if doubtful:
        after = apply(document, change.edit).document  # where the entries of other rows have moved along already
        paths: list[Json] = [path_of(after, indicator_place(node_id)) for node_id in making.leaf_ids]
        edits.append(SetValue(UNCONFIRMED, [*as_list(after.meta.get(UNCONFIRMED.key)), *paths]))
    return Change(Several(tuple(edits)), change.goes_to) if len(edits) > 1 else change


def _fill_column(document: Document, template: Template, rows: Rows, at: int, key: str) -> Change | None:
    """Values for the indicators from the cursor on. Values below the last indicator become new ones without a name; what lies
    right of the last column becomes remarks.
    """
    leaves = [node for level, node in walk(document.indicators) if level >= template.depth]
    start = next(index for index, node in enumerate(leaves) if node.id == at)
    keys = [column.key for column in template.indicators.columns]
    filled = keys[keys.index(key) :]
    edits: list[Edit] = []
    for node, row in zip(leaves[start:], rows, strict=False):
        for column_key, cell in zip(filled, row, strict=False):
            value = _stored(template, column_key, cell)
            if value != node.values.get(column_key):
                edits.append(SetValue(indicator_place(node.id, column_key), value))
    edits += _below_the_last(document, template, leaves[-1], rows[len(leaves) - start :], filled)
    names = [node.name for node in leaves[start:]]
    beside = [
        f"【{names[number]}】备注：{cell.strip()}" if number < len(names) else f"备注：{cell.strip()}"
        for number, row in enumerate(rows)
        for cell in row[len(filled) :]
        if cell.strip()
    ]
    if beside:
        edits.append(SetValue(_REMARKS, [*as_list(document.meta.get(_REMARKS.key)), *beside]))
    return Change(Several(tuple(edits)), at) if edits else None


def _below_the_last(
    document: Document, template: Template, last: Indicator, rows: Rows, filled: Sequence[str]
) -> list[Edit]:
    trail = trail_to(document, last.id)
    parent = trail[-2][1].id if len(trail) > 1 else ROOT
    position = [child.id for child in children_of(document, parent)].index(last.id) + 1
    edits: list[Edit] = []
    for row in rows:
        if any(cell.strip() for cell in row[: len(filled)]):
            values: dict[str, Json] = dict.fromkeys(column.key for column in template.indicators.columns)
            values.update((key, _stored(template, key, cell)) for key, cell in zip(filled, row, strict=False))
            edits.append(InsertIndicator(parent, position + len(edits), Indicator(new_id(), "", values)))
    return edits


def _stored(template: Template, key: str, text: str) -> Json:
    column = template.column(key)
    kind = column.type if column else "text"
    if kind == "amount":
        return typed_amount(text)
    if kind == "date":
        return typed_date(text)
    return text if text.strip() else None


def _bare(text: str) -> str:
    return re.sub(r"[\s:：]", "", unicodedata.normalize("NFKC", text))


@dataclass(slots=True)
class _Branch:
    """A level while a paste is gathered: the node that stands in the form already, or a new one, and what comes below."""

    node: Indicator
    known: bool
    branches: list[_Branch]
    leaves: list[Indicator]


class _Paste:
    """Gathers pasted rows into branches below existing and new levels, then tells them as one edit."""

    def __init__(self, document: Document, template: Template, at: int) -> None:
        self._document = document
        self._template = template
        trail = trail_to(document, at)
        self._trail = [node for _, node in trail]
        self._after = at if len(trail) >= template.depth else ROOT
        self._last = ROOT
        self.leaf_ids: list[int] = []

    def take(self, rows: Rows, levels: int) -> Change | None:
        """Read the rows, the first ``levels`` cells of each as names of levels with the indicator's own name last."""
        depth = self._template.depth
        path = self._start(depth - levels)
        root = path[0]
        for row in rows:
            names = [cell.strip() for cell in row[: levels - 1]]
            for offset, name in enumerate(names):
                level = depth - levels + offset + 1
                if name or len(path) <= level:
                    path = [*path[:level], self._branch(path[level - 1], name)]
            self._add_leaf(path, row[levels - 1 :])
        edits = self._edits(root)
        return Change(edits[0] if len(edits) == 1 else Several(tuple(edits)), self._last) if edits else None

    def _start(self, above: int) -> list[_Branch]:
        """The branches that the rows go below when their level cells are blank: those of the cursor, as far as they go."""
        root = _Branch(Indicator(ROOT, "", {}, self._document.indicators), True, [], [])
        path = [root]
        nodes = self._trail[: self._template.depth - 1]
        if len(nodes) < above:  # the rows need a level that the cursor does not name: the last one there is
            children = children_of(self._document, nodes[-1].id if nodes else ROOT)
            while len(nodes) < above and children:
                nodes = [*nodes, children[-1]]
                children = children[-1].children or ()
        for node in nodes:
            path.append(self._known(path[-1], node))
        while len(path) <= above:
            path.append(self._branch(path[-1], ""))
        return path

    def _known(self, parent: _Branch, node: Indicator) -> _Branch:
        branch = _Branch(node, True, [], [])
        parent.branches.append(branch)
        return branch

    def _branch(self, parent: _Branch, name: str) -> _Branch:
        """The level of this name below ``parent``: gathered already, standing in the form, or new."""
        for branch in parent.branches:
            if _bare(branch.node.name) == _bare(name):
                return branch
        if parent.known:
            for child in parent.node.children or ():
                if _bare(child.name) == _bare(name):
                    return self._known(parent, child)
        branch = _Branch(Indicator(new_id(), name, {}, ()), False, [], [])
        parent.branches.append(branch)
        return branch

    def _add_leaf(self, path: list[_Branch], cells: Sequence[str]) -> None:
        columns = self._template.indicators.columns
        name, texts = (cells[0] if cells else ""), cells[1:]
        blanks = {_bare(blank) for blank in (*self._template.indicators.blanks, self._template.indicators.empty or "")}
        if len(path) > 1 and all(_bare(cell) in blanks or not cell.strip() for cell in cells):
            return  # an empty level 2, as it is printed
        values: dict[str, Json] = dict.fromkeys(column.key for column in columns)
        for column, text in zip(columns, texts, strict=False):
            values[column.key] = _stored(self._template, column.key, text)
        leaf = Indicator(new_id(), name, values)
        path[self._template.depth - 1].leaves.append(leaf)
        self._last = leaf.id
        self.leaf_ids.append(leaf.id)

    def _edits(self, branch: _Branch) -> list[Edit]:
        """What to insert at and below a level that the form has."""
        edits: list[Edit] = []
        children = branch.node.children or ()
        position = len(children)
        if self._after != ROOT and any(child.id == self._after for child in children):
            position = [child.id for child in children].index(self._after) + 1
        for offset, leaf in enumerate(branch.leaves):
            edits.append(InsertIndicator(branch.node.id, position + offset, leaf))
        new = [self._whole(below) for below in branch.branches if not below.known]
        for offset, node in enumerate(new):
            edits.append(InsertIndicator(branch.node.id, len(children) + len(branch.leaves) + offset, node))
        for below in branch.branches:
            if below.known:
                edits += self._edits(below)
        return edits

    def _whole(self, branch: _Branch) -> Indicator:
        below = [self._whole(inner) for inner in branch.branches]
        return replace(branch.node, children=(*below, *branch.leaves))
