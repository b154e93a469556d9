"""The long texts: typing, pasting, counting, growing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.form.places import text_place
from app.storage.template_files import all_templates
from tests.widgets.panels import blank_session, session_of, shown
from widgets.goals_panel import GoalsPanel
from widgets.long_text import LongTextEditor, counted, pasted_text


def panel_of(bot: QtBot, session: Session, width: int = 900) -> GoalsPanel:
    panel = GoalsPanel(session)
    shown(bot, panel, width, 500)
    return panel


def editor(panel: GoalsPanel, key: str) -> LongTextEditor:
    return panel._texts[text_place(key)].editor


def test_typing_is_one_step_and_undo_brings_the_text_back(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    before = session.document.texts["annual_goal"]
    assert panel.show_place(text_place("annual_goal"))
    box = editor(panel, "annual_goal")
    QTest.keyClick(box, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(box, "abc")
    assert session.document.texts["annual_goal"] == f"{before}abc"
    assert session.undo_stack.count() == 1
    session.undo()
    assert box.toPlainText() == before


def test_leaving_the_text_begins_a_new_step(qtbot: QtBot) -> None:
    session = blank_session("shanghai-2024")
    panel = panel_of(qtbot, session)
    for key in ("overall_goal", "annual_goal", "overall_goal"):
        panel.show_place(text_place(key))
        QTest.keyClicks(editor(panel, key), "x")
    assert session.undo_stack.count() == 3


def test_an_emptied_text_is_blank(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    panel = panel_of(qtbot, session)
    panel.show_place(text_place("annual_goal"))
    box = editor(panel, "annual_goal")
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert session.document.texts["annual_goal"] is None


def test_a_text_with_carriage_returns_is_not_changed_by_looking_at_it(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    session.set_value(text_place("annual_goal"), "一\r\n二")
    panel = panel_of(qtbot, session)
    panel.show_place(text_place("annual_goal"))
    panel.show_place(text_place("overall_goal"))
    panel.commit_pending()
    assert session.document.texts["annual_goal"] == "一\r\n二"


def test_word_text_loses_its_markup_and_keeps_its_paragraphs() -> None:
    mime = QMimeData()
    mime.setHtml(
        "<html><head><style>p{}</style></head><body><p><b>第一段</b>&nbsp;文字</p><p>第二段<br>换行</p></body></html>"
    )
    assert pasted_text(mime) == "第一段 文字\n第二段\n换行"
    mime.setText("第一段\r\n第二段\x0b换行\u200b\x07")
    assert pasted_text(mime) == "第一段\n第二段\n换行"


def test_tags_in_pasted_plain_text_stay_as_text(qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setText("<p>目标</p>")
    assert pasted_text(mime) == "<p>目标</p>"


def test_count_leaves_white_space_out(qtbot: QtBot) -> None:
    assert counted("一二 三\n四\u3000五") == 5
    panel = panel_of(qtbot, session_of("2024-01"))
    assert panel._texts[text_place("annual_goal")]._count.text() == f"{editor(panel, 'annual_goal').count()} 字"


@pytest.mark.parametrize("width", [420, 900])
def test_editors_grow_with_their_text_and_need_no_scroll_bar(qtbot: QtBot, width: int) -> None:
    panel = panel_of(qtbot, session_of("2020-a1"), width)
    for text in panel._texts.values():
        box = text.editor
        last = box.document().lastBlock()
        bottom = box.blockBoundingGeometry(last).translated(box.contentOffset()).bottom()
        assert bottom <= box.viewport().height()
        assert box.mapTo(panel, box.rect().topRight()).x() < panel.width()


@pytest.mark.parametrize("template_id", sorted(all_templates().templates))
def test_every_text_of_every_template_can_be_typed(qtbot: QtBot, template_id: str) -> None:
    session = blank_session(template_id)
    panel = panel_of(qtbot, session)
    for declared in session.template.texts:
        assert panel.show_place(text_place(declared.key))
        QTest.keyClicks(editor(panel, declared.key), "text")
        assert session.document.texts[declared.key] == "text"


def test_two_goals_stand_side_by_side_where_there_is_room(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, blank_session("shanghai-2024"), 1000)
    left, right = editor(panel, "overall_goal"), editor(panel, "annual_goal")
    corner = QPoint(0, 0)
    assert left.mapTo(panel, corner).y() == right.mapTo(panel, corner).y()
    panel.resize(300, 500)
    qtbot.waitUntil(lambda: left.mapTo(panel, corner).x() == right.mapTo(panel, corner).x())
