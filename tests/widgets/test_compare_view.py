"""Comparing: what a person reads in the window, and taking over, which undoes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.form.document import same_content
from app.form.edits import Edit, MoveIndicator, RemoveIndicator, SetValue, Several, apply
from app.form.places import field_place, funding_place, indicator_place, text_place
from app.storage.document_files import load
from tests.editing.made_up import TEMPLATE, larger_form
from tests.widgets.panels import session_of
from widgets.compare_view import CompareView, Side

FORMS = Path(__file__).parents[1] / "forms"


@pytest.fixture
def session(qapp: Any) -> Session:
    return Session(larger_form(), TEMPLATE, check=lambda document, template: ())


def changed(session: Session, *edits: Edit) -> Side:
    return Side("上一次保存", apply(session.document, Several(edits)).document)


def view_of(session: Session, theirs: Side, qtbot: Any) -> CompareView:
    view = CompareView(Side("本表单", session.document), theirs, TEMPLATE, session)
    qtbot.addWidget(view)
    view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    view.show()
    return view


def rows(view: CompareView) -> list[tuple[str, ...]]:
    tree = view.list.rows
    items = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(3)) for item in items if item is not None]


def test_each_difference_is_named_by_its_label_and_told_in_words(session: Session, qtbot: Any) -> None:
    count = session.document.indicators[0].children[0]  # type: ignore[index]
    theirs = changed(
        session,
        SetValue(field_place("project_name"), "热线"),
        SetValue(indicator_place(count.children[0].id, "target"), "≥3次"),  # type: ignore[index]
        MoveIndicator(count.children[2].id, count.id, 0),  # type: ignore[index]
    )
    view = view_of(session, theirs, qtbot)
    assert rows(view) == [
        ("项目名称", "内容不同", "— → 热线"),
        ("产出指标 › 数量指标 › 水箱清洗的指标值", "内容不同", "2次 → ≥3次"),
        ("产出指标 › 数量指标 › 培训", "位置移动", "第 3 行 → 第 1 行"),
    ]
    assert view.sentence.text() == "“本表单”与“上一次保存”有 3 处不同。"


def test_the_wording_is_marked_by_lines_not_by_colour_alone(session: Session, qtbot: Any) -> None:
    session.set_value(text_place("annual_goal"), "完成水箱清洗两次。")
    theirs = changed(session, SetValue(text_place("annual_goal"), "完成水箱清洗三次。"))
    view = view_of(session, theirs, qtbot)

    def marked(pane: Any) -> list[tuple[str, bool, bool]]:
        found = []
        block = pane.text.document().begin()
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            form = piece.charFormat()
            found.append((piece.text(), form.fontStrikeOut(), form.fontUnderline()))
            pieces += 1
        return found

    assert marked(view.list.mine) == [("完成水箱清洗", False, False), ("两", True, False), ("次。", False, False)]
    assert marked(view.list.theirs) == [("完成水箱清洗", False, False), ("三", False, True), ("次。", False, False)]


def test_taking_one_over_is_one_step_and_compares_again(session: Session, qtbot: Any) -> None:
    first = session.document.indicators[0].children[0].children[0]  # type: ignore[index]
    theirs = changed(session, SetValue(field_place("project_name"), "热线"), RemoveIndicator(first.id))
    view = view_of(session, theirs, qtbot)
    assert len(rows(view)) == 2
    qtbot.mouseClick(view.take_one, Qt.MouseButton.LeftButton)
    assert session.document.fields["project_name"] == "热线"
    assert session.undo_stack.undoText() == "采用对方的 项目名称"
    assert [row[1] for row in rows(view)] == ["对方没有的行"]
    view.take()
    assert same_content(session.document, theirs.document)
    assert view.sentence.text().endswith("完全相同。")
    assert not view.take_all.isEnabled()
    session.undo()
    session.undo()
    assert same_content(session.document, larger_form())
    qtbot.waitUntil(lambda: len(rows(view)) == 2)


def test_taking_everything_over_is_one_step(qtbot: Any) -> None:
    from app.storage.template_files import all_templates, template_of

    mine, theirs = load(FORMS / "2024-01.jxb").document, load(FORMS / "2024-02.jxb").document
    template, _ = template_of(mine, all_templates())
    session = Session(mine, template, check=lambda document, template: ())
    view = CompareView(Side("a", mine), Side("b", theirs), template, session)
    qtbot.addWidget(view)
    view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    assert len(rows(view)) > 10
    view.take_everything()
    assert rows(view) == []
    assert same_content(session.document, theirs)
    session.undo()
    assert session.document is mine


def test_without_a_session_nothing_can_be_taken_over(session: Session, qtbot: Any) -> None:
    theirs = changed(session, SetValue(field_place("project_name"), "<b>热线</b>"))
    view = CompareView(Side("文件", session.document), theirs, TEMPLATE)
    qtbot.addWidget(view)
    view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    view.show()
    assert not view.take_one.isVisible()
    assert view.list.theirs.text.toPlainText() == "<b>热线</b>"


def test_a_double_click_goes_to_the_place(session: Session, qtbot: Any) -> None:
    theirs = changed(session, SetValue(field_place("project_name"), "热线"))
    view = view_of(session, theirs, qtbot)
    with qtbot.waitSignal(view.place_chosen) as chosen:
        view.list.rows.itemActivated.emit(view.list.rows.currentItem(), 0)
    assert chosen.args == [field_place("project_name")]


def test_amounts_are_told_as_the_money_panel_shows_them(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    before = session.document.funding["annual"]
    theirs = apply(session.document, SetValue(funding_place("annual"), "1234567.5")).document
    view = CompareView(Side("本表单", session.document), Side("对方", theirs), session.template, session)
    qtbot.addWidget(view)
    assert rows(view)[0][2] == "800,000.00 → 1,234,567.50"
    assert view.list.mine.text.toPlainText() == "800,000.00"
    view.take()
    assert session.document.funding["annual"] == "1234567.5" != before, "what is taken over is stored as it was"
