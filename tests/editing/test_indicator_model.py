"""The tree model: fine signals that Qt's own tester follows, what cells show, random edits undone and redone."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.editing import tree_edits
from app.editing.indicator_model import QUIET_ROLE, SEVERITY_ROLE, IndicatorModel
from app.editing.session import Session
from app.form.document import Document, same_content, walk
from app.form.edits import ReplaceDocument, SetValue, Several
from app.form.places import Place, indicator_place
from tests.editing.made_up import TEMPLATE, larger_form, node, outline


@dataclass(frozen=True)
class Found:
    severity: str
    message: str
    places: tuple[Place, ...]
    fix: None = None


def no_findings(document: Document, template: Any) -> tuple[()]:
    return ()


@pytest.fixture
def session(qapp: Any) -> Session:
    return Session(larger_form(), TEMPLATE, check=no_findings)


@pytest.fixture
def model(session: Session) -> IndicatorModel:
    model = IndicatorModel(session)
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    return model


def seen(model: IndicatorModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """The tree as the view gets it."""
    lines = []
    parent = parent or QModelIndex()
    for row in range(model.rowCount(parent)):
        name, value = model.index(row, 0, parent), model.index(row, 1, parent)
        lines.append(f"{'  ' * depth}{name.data(Qt.ItemDataRole.EditRole)}={value.data(Qt.ItemDataRole.EditRole)}")
        lines += seen(model, name, depth + 1)
    return lines


def first(session: Session, name: str) -> int:
    return next(item.id for _, item in walk(session.document.indicators) if item.name == name)


def test_the_view_sees_the_document(session: Session, model: IndicatorModel) -> None:
    assert seen(model) == outline(session.document)


def test_a_value_is_shown_with_how_it_is_read(session: Session, model: IndicatorModel) -> None:
    row = first(session, "巡检")
    session.check_now()
    assert model.index_of(row, 1).data() == "≥12次"
    assert "12" in model.index_of(row, 2).data()
    assert model.index_of(row, 2).data(QUIET_ROLE)


def test_missing_names_and_empty_levels_say_so_quietly(session: Session, model: IndicatorModel) -> None:
    session.edit(SetValue(indicator_place(first(session, "时效指标"), "name"), ""), "改名")
    empty = session.document.indicators[0].children[2]
    assert model.index_of(empty.id).data() == "未填"
    assert model.index_of(empty.id).data(Qt.ItemDataRole.EditRole) == ""
    assert model.index_of(empty.id, 1).data() == "暂无指标"
    assert model.index_of(empty.id, 1).data(QUIET_ROLE)


def test_typing_in_a_cell_is_stored_as_typed_and_blank_is_null(session: Session, model: IndicatorModel) -> None:
    row = first(session, "巡检")
    assert model.setData(model.index_of(row, 1), "①一次\n②<b>两次</b>")
    assert session.document.indicators[0].children[0].children[1].values["target"] == "①一次\n②<b>两次</b>"
    model.setData(model.index_of(row, 1), "")
    assert session.document.indicators[0].children[0].children[1].values["target"] is None


def test_values_of_levels_and_the_reading_cannot_be_edited(session: Session, model: IndicatorModel) -> None:
    editable = Qt.ItemFlag.ItemIsEditable
    level = first(session, "数量指标")
    assert model.index_of(level).flags() & editable
    assert not model.index_of(level, 1).flags() & editable
    assert not model.index_of(first(session, "巡检"), 2).flags() & editable


def test_a_paste_of_many_rows_is_one_insert(session: Session, model: IndicatorModel, qtbot: Any) -> None:
    from app.form.edits import InsertIndicator

    parent = first(session, "时效指标")
    rows = [node(f"行{i}", target="1次") for i in range(50)]
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, a, b: inserted.append((a, b)))
    session.edit(Several(tuple(InsertIndicator(parent, i, row) for i, row in enumerate(rows))), "粘贴")
    assert inserted == [(0, 49)]
    assert seen(model) == outline(session.document)


def test_a_replaced_document_resets_the_model(session: Session, model: IndicatorModel) -> None:
    other = Document("made-up", 2025, indicators=(node("成本指标", node("经济成本指标")),))
    session.edit(ReplaceDocument(other), "导入")
    assert seen(model) == ["成本指标=", "  经济成本指标="]
    session.undo()
    assert seen(model) == outline(larger_form())


def test_findings_mark_the_cell_they_are_about(session: Session, model: IndicatorModel) -> None:
    row = first(session, "巡检")
    session.findings = (
        Found("warning", "“巡检”的<指标值>不清楚", (indicator_place(row, "target"),)),
        Found("error", "缺少指标", (indicator_place(first(session, "时效指标")),)),
    )  # type: ignore[assignment]
    session.findings_changed.emit()
    assert model.index_of(row, 1).data(SEVERITY_ROLE) == "warning"
    assert model.index_of(row, 0).data(SEVERITY_ROLE) is None
    assert model.index_of(row, 1).data(Qt.ItemDataRole.ToolTipRole) == "≥12次\n“巡检”的<指标值>不清楚"
    assert model.index_of(first(session, "时效指标"), 0).data(SEVERITY_ROLE) == "error"


def test_only_own_nodes_are_dropped_and_only_where_they_fit(session: Session, model: IndicatorModel) -> None:
    leaf = model.index_of(first(session, "水箱清洗"))
    mime = model.mimeData([leaf, leaf.siblingAtColumn(1)])
    target = model.index_of(first(session, "时效指标"))
    move = Qt.DropAction.MoveAction
    assert not model.dropMimeData(mime, move, -1, -1, model.index_of(first(session, "产出指标")))
    assert model.dropMimeData(mime, move, -1, -1, target)
    assert outline(session.document)[6:8] == ["  时效指标=", "    水箱清洗=2次"]
    assert session.undo_stack.undoText() == "移动指标"


def test_the_gap_above_a_higher_level_is_the_end_of_what_stands_before_it(
    session: Session, model: IndicatorModel
) -> None:
    leaf, move = first(session, "水箱清洗"), Qt.DropAction.MoveAction
    last = model.index_of(first(session, "产出指标"))
    mime = model.mimeData([model.index_of(leaf)])
    # Above 效益指标 or below everything: the last level 2 of 产出指标 takes the row.
    assert model.canDropMimeData(mime, move, last.row() + 1, 0, last.parent())
    assert model.dropMimeData(mime, move, last.row() + 1, 0, last.parent())
    lines = outline(session.document)
    at = lines.index("    水箱清洗=2次")
    end = next((number for number in range(at + 1, len(lines)) if not lines[number].startswith(" ")), len(lines))
    assert at == end - 1
    # There is nothing before the first node.
    assert not model.canDropMimeData(mime, move, 0, 0, last.parent())


def _random_step(rng: random.Random, session: Session) -> None:
    ids = [item.id for _, item in walk(session.document.indicators)]
    some = rng.sample(ids, min(len(ids), rng.randint(0, 3)))
    at = rng.choice(ids) if ids else 0
    document = session.document
    kinds: list[Callable[[], Any]] = [
        lambda: tree_edits.add_indicator(document, TEMPLATE, at),
        lambda: tree_edits.add_sibling(document, TEMPLATE, at),
        lambda: tree_edits.add_child(document, TEMPLATE, at),
        lambda: tree_edits.remove(document, some[:1]),
        lambda: tree_edits.duplicate(document, some) if len(ids) < 150 else None,
        lambda: tree_edits.move(document, TEMPLATE, some, rng.choice(("up", "down"))),
        lambda: (
            SetValue(indicator_place(at, rng.choice(("name", "target"))), rng.choice(("", "甲", "≥1次")))
            if ids
            else None
        ),
        lambda: _random_drag(rng, document, ids),
    ]
    change = rng.choice(kinds)()
    edit = getattr(change, "edit", change)
    if edit is not None:
        session.edit(edit, "改")


def _random_drag(rng: random.Random, document: Document, ids: list[int]) -> Any:
    parent = rng.choice([0, *ids])
    chosen = [i for i in ids if tree_edits.can_stand_below(document, TEMPLATE, [i], parent)][:2]
    from app.form.document import children_of

    return tree_edits.move_to(document, chosen, parent, rng.randint(0, len(children_of(document, parent))))


@pytest.mark.parametrize("seed", range(12))
def test_random_edits_undone_and_redone(qapp: Any, seed: int) -> None:
    rng = random.Random(seed)
    session = Session(larger_form(), TEMPLATE, check=no_findings)
    model = IndicatorModel(session)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    start, kept = session.document, QPersistentModelIndex(model.index_of(first(session, "巡检")))
    for _ in range(60):
        way = rng.random()
        if way < 0.7:
            _random_step(rng, session)
        elif way < 0.85:
            session.undo()
        else:
            session.redo()
        assert seen(model) == outline(session.document)
        if kept.isValid():
            assert model.node_id(kept) in {item.id for _, item in walk(session.document.indicators)}
    while session.undo_stack.canRedo():
        session.redo()
    end = session.document
    while session.undo_stack.canUndo():
        session.undo()
    assert same_content(session.document, start)
    assert seen(model) == outline(start)
    while session.undo_stack.canRedo():
        session.redo()
    assert same_content(session.document, end)
    assert seen(model) == outline(session.document)
    del tester
