"""An indicator tree in a window, for tests of its keys and of its looks."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel

from app.editing.session import Session
from app.form.document import walk
from widgets.cell_editor import CellEditor
from widgets.indicator_tree import IndicatorTree


def first(session: Session, name: str) -> int:
    return next(item.id for _, item in walk(session.document.indicators) if item.name == name)


def stand_on(tree: IndicatorTree, session: Session, name: str, column: int = 0) -> None:
    flags = QItemSelectionModel.SelectionFlag
    index = tree.indicators.index_of(first(session, name), column)
    tree.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)


def editor(tree: IndicatorTree) -> CellEditor:
    found = [e for e in tree.viewport().findChildren(CellEditor) if e.isVisible()]
    assert len(found) == 1
    return found[0]
