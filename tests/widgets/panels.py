"""Sessions of the real forms for the tests of panels, and a way to type."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.form.blank import new_document
from app.form.template import Template
from app.storage.document_files import load
from app.storage.template_files import all_templates

FORMS = Path(__file__).parents[1] / "forms"


def template(template_id: str) -> Template:
    """A bundled template."""
    found = all_templates().get(template_id)
    assert found is not None
    return found


def session_of(name: str) -> Session:
    """A session of a real form, such as ``2024-01``."""
    document = load(FORMS / f"{name}.jxb").document
    return Session(document, template(document.template))


def blank_session(template_id: str, year: int = 2024) -> Session:
    """A session of a new form."""
    return Session(new_document(template(template_id), year), template(template_id))


def shown(bot: QtBot, widget: QWidget, width: int = 460, height: int = 700) -> None:
    """Show a panel at a size."""
    bot.addWidget(widget)
    widget.resize(width, height)
    with bot.waitExposed(widget):
        widget.show()


def press(field: QWidget, text: str) -> None:
    """Press the keys of a text, Chinese characters too (QTest knows only Latin ones)."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))


def type_into(field: QWidget, text: str, *, leave: bool = True) -> None:
    """Type over what a field has, as with the keyboard, and take it with Enter."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(field, text)
    if not text:
        QTest.keyClick(field, Qt.Key.Key_Delete)
    if leave:
        QTest.keyClick(field, Qt.Key.Key_Return)
