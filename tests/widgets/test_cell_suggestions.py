"""Suggestions in the cells of the indicator tree."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.form.document import walk
from tests.widgets.panels import press, session_of, shown
from widgets.cell_editor import CellEditor
from widgets.indicator_tree import IndicatorTree
from widgets.suggester import suggester_of


def tree_at(bot: QtBot, name: str, column: int) -> IndicatorTree:
    session = session_of("2024-01")
    tree = IndicatorTree(session)
    shown(bot, tree, 900, 600)
    tree.setFocus()
    node = next(node.id for _, node in walk(session.document.indicators) if node.name == name)
    flags = QItemSelectionModel.SelectionFlag
    tree.selectionModel().setCurrentIndex(tree.indicators.index_of(node, column), flags.ClearAndSelect | flags.Rows)
    return tree


def editor_of(tree: IndicatorTree) -> CellEditor:
    (editor,) = [editor for editor in tree.findChildren(CellEditor) if editor.isVisible()]
    return editor


def names(tree: IndicatorTree) -> list[str]:
    return [node.name for _, node in walk(tree._session.document.indicators)]


def test_names_of_the_catalogue_are_suggested_below_their_level(qtbot: QtBot) -> None:
    tree = tree_at(qtbot, "年度水箱清洗", 0)
    press(tree, "培")
    editor = editor_of(tree)
    suggester = suggester_of(editor)
    assert suggester is not None and suggester.offered == ["培训人次"]
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.isVisible()
    assert "培训人次" in names(tree)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert tree._session.undo_stack.count() == 1
    tree._session.undo()
    assert "年度水箱清洗" in names(tree)


def test_a_number_is_offered_its_units_but_tab_takes_only_what_was_chosen(qtbot: QtBot) -> None:
    tree = tree_at(qtbot, "年度水箱清洗", 1)
    press(tree, "3")
    editor = editor_of(tree)
    suggester = suggester_of(editor)
    assert suggester is not None and suggester.offered[0] == "3%"
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    values = [node.text("target") for _, node in walk(tree._session.document.indicators)]
    assert "3" in values


def test_escape_takes_the_list_away_first_and_the_typing_then(qtbot: QtBot) -> None:
    tree = tree_at(qtbot, "年度水箱清洗", 0)
    press(tree, "培")
    editor = editor_of(tree)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert "培" in names(tree)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert "年度水箱清洗" in names(tree)
