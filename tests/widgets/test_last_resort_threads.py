"""A fault in a thread beside the window's is told by the window's thread."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from widgets import last_resort


def test_a_fault_in_another_thread_is_told_in_the_windows_thread(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[threading.Thread] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(threading.current_thread()))
    error = ValueError("made up")
    worker = threading.Thread(target=last_resort.show_failure, args=(ValueError, error, None))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [threading.main_thread()]
