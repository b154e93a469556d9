"""The indicator tree under the hand: keys as in a spreadsheet, one edited cell is one step, copy and paste, findings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from app.editing.session import Session
from app.form.document import Document
from app.form.edits import ReplaceDocument
from app.form.places import indicator_place
from tests.editing.made_up import TEMPLATE, larger_form, outline
from tests.widgets.trees import editor, first, stand_on
from widgets.cell_editor import CellEditor
from widgets.indicator_tree import IndicatorTree

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def cursor(tree: IndicatorTree) -> tuple[str, int]:
    index = tree.currentIndex()
    return str(index.siblingAtColumn(0).data(Qt.ItemDataRole.EditRole)), index.column()


def type_into(qtbot: Any, tree: IndicatorTree, text: str) -> None:
    """Type as a person does: the first key goes to the tree, the rest to the editor it opens."""
    qtbot.keyClicks(tree, text[0])
    qtbot.keyClicks(editor(tree), text[1:])


def test_typing_replaces_the_cell_and_is_one_step(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    stand_on(tree, session, "巡检", 1)
    type_into(qtbot, tree, "=24")
    assert "    巡检==24" in outline(session.document), "each key goes to the document at once"
    qtbot.keyClick(editor(tree), KEY.Key_Return)
    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText() == "修改 指标值"
    assert cursor(tree) == ("培训", 1)
    session.undo()
    assert outline(session.document) == outline(larger_form())


def test_f2_keeps_the_text_and_escape_takes_typing_back(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    stand_on(tree, session, "巡检")
    tree.rename()
    qtbot.keyClicks(editor(tree), "ab")
    assert "    巡检ab=≥12次" in outline(session.document)
    qtbot.keyClick(editor(tree), KEY.Key_Escape)
    assert outline(session.document) == outline(larger_form())
    assert session.undo_stack.count() == 0


def test_alt_enter_is_a_line_break_in_the_cell(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    stand_on(tree, session, "巡检", 1)
    tree.rename()
    qtbot.keyClick(editor(tree), KEY.Key_Return, ALT)
    qtbot.keyClicks(editor(tree), "b")
    qtbot.keyClick(editor(tree), KEY.Key_Tab)
    assert "    巡检=≥12次\nb" in outline(session.document)
    assert session.undo_stack.count() == 1


def test_tab_walks_the_cells_and_makes_a_row_at_the_end_of_a_block(
    tree: IndicatorTree, session: Session, qtbot: Any
) -> None:
    stand_on(tree, session, "巡检")
    qtbot.keyClick(tree, KEY.Key_Tab)
    assert cursor(tree) == ("巡检", 1)
    qtbot.keyClick(tree, KEY.Key_Tab)
    assert cursor(tree) == ("培训", 0)
    qtbot.keyClick(tree, KEY.Key_Backtab)
    assert cursor(tree) == ("巡检", 1)
    stand_on(tree, session, "培训", 1)
    qtbot.keyClick(tree, KEY.Key_Tab)
    qtbot.keyClicks(editor(tree), "x")
    qtbot.keyClick(editor(tree), KEY.Key_Tab)
    qtbot.keyClicks(editor(tree), "2")
    qtbot.keyClick(editor(tree), KEY.Key_Return)
    assert outline(session.document)[4:7] == ["    培训=3期", "    x=2", "  质量指标="]
    assert [session.undo_stack.text(i) for i in range(3)] == ["新增指标", "修改 三级指标", "修改 指标值"]


def test_after_enter_typing_replaces_and_never_renames_a_level(
    tree: IndicatorTree, session: Session, qtbot: Any
) -> None:
    stand_on(tree, session, "巡检")
    tree.rename()
    qtbot.keyClick(editor(tree), KEY.Key_Return)
    assert cursor(tree) == ("培训", 0)
    assert editor(tree).textCursor().selectedText() == "培训"
    qtbot.keyClick(editor(tree), KEY.Key_Return)
    assert cursor(tree) == ("质量指标", 0)
    assert not [each for each in tree.viewport().findChildren(CellEditor) if not each.isHidden()]


def test_insert_and_alt_arrows_work_from_within_a_cell(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    stand_on(tree, session, "巡检")
    tree.rename()
    qtbot.keyClicks(editor(tree), "a")
    qtbot.keyClick(editor(tree), KEY.Key_Down, ALT)
    assert outline(session.document)[3:5] == ["    培训=3期", "    巡检a=≥12次"]
    tree.rename()
    qtbot.keyClick(editor(tree), KEY.Key_Insert)
    qtbot.keyClicks(editor(tree), "x")
    assert outline(session.document)[3:6] == ["    培训=3期", "    巡检a=≥12次", "    x="]


def test_cells_of_a_spreadsheet_pasted_into_an_open_cell_become_rows(
    tree: IndicatorTree, session: Session, qtbot: Any
) -> None:
    before = outline(session.document)
    stand_on(tree, session, "培训")
    tree.rename()
    QGuiApplication.clipboard().setText("x\t1台\ny\t2台\n")
    qtbot.keyClick(editor(tree), KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    added = ["    x=1台", "    y=2台"]
    assert [line for line in outline(session.document) if line not in before] == added
    session.undo()
    assert outline(session.document) == before
    tree.rename()
    QGuiApplication.clipboard().setText("①甲\n②乙")
    qtbot.keyClick(editor(tree), KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "    培训①甲\n②乙=3期" in outline(session.document), "lines without cells belong into the cell"


def test_another_document_stands_there_open(tree: IndicatorTree, session: Session) -> None:
    session.edit(ReplaceDocument(larger_form()), "恢复")
    assert all(tree.isExpanded(tree.indicators.index(row, 0)) for row in range(tree.indicators.rowCount()))


def test_an_input_method_begins_in_the_cell(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    stand_on(tree, session, "巡检")
    QApplication.sendEvent(tree, QInputMethodEvent("xun", []))
    event = QInputMethodEvent()
    event.setCommitString("巡查")
    QApplication.sendEvent(tree, event)
    tree.commit_pending()
    assert "    巡查=≥12次" in outline(session.document)


def test_a_composition_over_a_value_is_stored_when_it_ends_and_not_as_a_blank_before(
    tree: IndicatorTree, session: Session, qtbot: Any
) -> None:
    stand_on(tree, session, "巡检")
    QApplication.sendEvent(tree, QInputMethodEvent("xun", []))
    QApplication.sendEvent(editor(tree), QInputMethodEvent("xuncha", []))
    assert "    巡检=≥12次" in outline(session.document), "what is replaced stays until something stands in its place"
    QApplication.sendEvent(editor(tree), QInputMethodEvent())
    assert "    =≥12次" in outline(session.document), "a composition that is given up leaves what the editor shows"
    tree.take_back_typing()
    assert "    巡检=≥12次" in outline(session.document)


def test_delete_asks_nothing_and_undoes(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    stand_on(tree, session, "数量指标")
    qtbot.keyClick(tree, KEY.Key_Delete)
    assert "  数量指标=" not in outline(session.document)
    assert cursor(tree) == ("质量指标", 0)
    session.undo()
    assert outline(session.document) == outline(larger_form())


def test_alt_arrows_move_the_selected_rows_and_keep_them_selected(
    tree: IndicatorTree, session: Session, qtbot: Any
) -> None:
    stand_on(tree, session, "水箱清洗")
    qtbot.keyClick(tree, KEY.Key_Down, SHIFT)
    assert len(tree.selected_ids()) == 2
    qtbot.keyClick(tree, KEY.Key_Down, ALT)
    assert [line.strip() for line in outline(session.document)[2:5]] == ["培训=3期", "水箱清洗=2次", "巡检=≥12次"]
    assert set(tree.selected_ids()) == {first(session, "水箱清洗"), first(session, "巡检")}


def test_rows_go_to_excel_and_come_back_as_one_step(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    stand_on(tree, session, "合格率")
    QGuiApplication.clipboard().setText('供水\t≥1次\r\n讲座\t"①一\n②<b>二</b>"\r\n演练\t2次\r\n')
    qtbot.keyClick(tree, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert outline(session.document)[6:10] == [
        "    合格率=≥95%",
        "    供水=≥1次",
        "    讲座=①一\n②<b>二</b>",
        "    演练=2次",
    ]
    assert session.undo_stack.count() == 1
    assert tree.selected_ids() == [first(session, "演练")], "although Ctrl is still held"
    stand_on(tree, session, "讲座")
    tree.copy()
    assert QGuiApplication.clipboard().text() == '讲座\t"①一\n②<b>二</b>"'
    session.undo()
    assert outline(session.document) == outline(larger_form())


def test_selection_and_folding_survive_edits_undo_and_redo(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    model = tree.indicators
    tree.collapse(model.index_of(first(session, "质量指标")))
    stand_on(tree, session, "知晓率", 1)
    tree.duplicate()
    session.undo()
    session.redo()
    session.undo()
    assert not tree.isExpanded(model.index_of(first(session, "质量指标")))
    assert tree.isExpanded(model.index_of(first(session, "数量指标")))


def test_undo_while_a_cell_is_edited_shows_the_old_text(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    stand_on(tree, session, "巡检", 1)
    type_into(qtbot, tree, "99")
    session.undo()
    assert editor(tree).text() == "≥12次"
    qtbot.keyClick(editor(tree), KEY.Key_Return)
    assert outline(session.document) == outline(larger_form())


def test_the_cursor_goes_to_a_place(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    tree.collapseAll()
    place = indicator_place(first(session, "知晓率"), "target")
    assert tree.show_place(place)
    assert cursor(tree) == ("知晓率", 1)
    assert tree.isExpanded(tree.currentIndex().parent())


def test_pending_text_is_taken_before_saving(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    stand_on(tree, session, "巡检")
    type_into(qtbot, tree, "ab")
    tree.commit_pending()
    assert session.undo_stack.count() == 1
    assert "    ab=≥12次" in outline(session.document)


def test_a_read_only_form_cannot_be_typed_into(qtbot: Any) -> None:
    session = Session(larger_form(), TEMPLATE, read_only="只能查看。", check=lambda document, template: ())
    tree = IndicatorTree(session)
    qtbot.addWidget(tree)
    tree.show()
    stand_on(tree, session, "巡检", 1)
    qtbot.keyClicks(tree, "9")
    assert not tree.viewport().findChildren(CellEditor)
    tree.remove()
    assert outline(session.document) == outline(larger_form())
    assert tree.own_actions["copy"].isEnabled()
    assert not tree.own_actions["remove"].isEnabled()


def test_an_empty_form_gets_its_first_row(qtbot: Any) -> None:
    session = Session(Document("made-up", 2024), TEMPLATE, check=lambda document, template: ())
    tree = IndicatorTree(session)
    qtbot.addWidget(tree)
    tree.show()
    tree.add_indicator()
    qtbot.keyClicks(editor(tree), "x")
    qtbot.keyClick(editor(tree), KEY.Key_Return)
    assert outline(session.document) == ["=", "  =", "    x="]


def test_a_deletion_done_again_leaves_the_next_row_selected(tree: IndicatorTree, session: Session, qtbot: Any) -> None:
    stand_on(tree, session, "巡检")
    tree.remove()
    session.undo()
    stand_on(tree, session, "巡检")  # where the window goes after an undo
    session.redo()
    assert tree.selectionModel().isSelected(tree.currentIndex())
    assert tree.selectionModel().selectedRows(0) == [tree.currentIndex().siblingAtColumn(0)]
