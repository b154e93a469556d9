"""What happens with a fault that nothing expected: one dialog, plain words, nothing of the user's in the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from app import main
from widgets import last_resort


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch, qapp: Any) -> Iterator[Any]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    main.install_hook()
    yield sys.excepthook


def fault(text: str) -> tuple[type[BaseException], BaseException, Any]:
    try:
        raise ValueError(text)
    except ValueError as error:
        return type(error), error, error.__traceback__


def test_the_log_says_where_and_not_what_was_typed(
    hook: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capsys: Any
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(last_resort, "show_failure", lambda *error: shown.append(error))
    with caplog.at_level(logging.ERROR):
        hook(*fault("机密项目名称"))
    assert len(shown) == 1
    assert "ValueError" in caplog.text and "test_last_resort" in caplog.text
    assert "机密项目名称" not in caplog.text


def test_one_dialog_in_plain_words_with_a_text_to_send(hook: Any, qtbot: Any, capsys: Any) -> None:
    seen: list[tuple[str, str, Qt.TextFormat]] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        hook(*fault("又一个"))  # while the dialog is open: no second one
        seen.append((box.text(), box.detailedText(), box.textFormat()))
        box.accept()

    QTimer.singleShot(0, look)
    hook(*fault("<b>甲</b>"))
    (text, details, text_format), *others = seen
    assert others == []
    assert "意外" in text and "Traceback" not in text
    assert "<b>甲</b>" in details
    assert text_format == Qt.TextFormat.PlainText
