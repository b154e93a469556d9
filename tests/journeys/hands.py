"""Typing as a person does, any script: QTest's own keyClicks knows ASCII only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_TRIES = 250


def type_text(widget: QWidget, text: str) -> None:
    """Send one key for each character."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(widget, event)


def focused() -> QWidget:
    """The widget with the cursor; a real window system gives the focus a moment after it was asked for."""
    for _ in range(_TRIES):
        if QApplication.focusWidget() is not None:
            break
        QTest.qWait(20)
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
