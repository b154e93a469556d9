"""The list of suggestions under a field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.form.places import field_place
from tests.widgets.panels import blank_session, press, shown, type_into
from widgets.header_panel import HeaderPanel
from widgets.suggester import Suggester, suggester_of

WORDS = ["服务对象满意度", "职工满意度", "使用人员满意度"]


@pytest.fixture(params=[QLineEdit, QPlainTextEdit])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[QLineEdit | QPlainTextEdit]:
    window = QWidget()
    editor = request.param()
    layout = QVBoxLayout(window)
    layout.addWidget(editor)
    layout.addWidget(QLineEdit())
    shown(qtbot, window, 300, 200)
    Suggester(editor, lambda _typed: WORDS)
    editor.setFocus()
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    yield editor
    window.close()


def text_of(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def suggester(field: QWidget) -> Suggester:
    found = suggester_of(field)
    assert found is not None
    return found


def test_tab_does_not_replace_what_only_contains_the_typed_words(field: QLineEdit | QPlainTextEdit) -> None:
    press(field, "满意度")
    assert suggester(field).offered[0] == "服务对象满意度"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert text_of(field).strip() == "满意度"


def test_tab_accepts_the_first_one(field: QLineEdit | QPlainTextEdit) -> None:
    press(field, "职")
    assert suggester(field).offered == ["职工满意度"]
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert text_of(field) == "职工满意度"
    assert field.hasFocus()
    assert suggester(field).offered == []


def test_typing_on_ignores_it_and_tab_then_leaves(field: QLineEdit | QPlainTextEdit) -> None:
    press(field, "职务")
    assert suggester(field).offered == []
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert text_of(field).strip() == "职务"


def test_arrows_choose_and_enter_takes_only_what_was_chosen(field: QLineEdit | QPlainTextEdit) -> None:
    press(field, "满意")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert text_of(field) == "职工满意度"


def test_escape_hides_the_list_and_keeps_the_text(field: QLineEdit | QPlainTextEdit) -> None:
    press(field, "满意")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert suggester(field).offered == []
    assert text_of(field) == "满意"


def test_leaving_the_field_hides_the_list(field: QLineEdit | QPlainTextEdit) -> None:
    press(field, "满意")
    field.clearFocus()
    assert suggester(field).offered == []


def test_head_fields_offer_what_earlier_forms_had(qtbot: QtBot, tmp_path: Path) -> None:
    first = blank_session("shanghai-2024")
    panel = HeaderPanel(first)
    shown(qtbot, panel, 900, 200)
    first.set_value(field_place("implementing_unit"), "某区卫生健康事务管理中心")
    first.save(tmp_path / "甲.jxb")
    second = blank_session("shanghai-2024")
    again = HeaderPanel(second)
    shown(qtbot, again, 900, 200)
    field = again._group.fields[field_place("implementing_unit")].widget
    type_into(field, "某", leave=False)
    assert suggester(field).offered == ["某区卫生健康事务管理中心"]
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert second.document.fields["implementing_unit"] == "某区卫生健康事务管理中心"
    assert second.undo_stack.count() == 1
