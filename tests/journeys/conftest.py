"""A real window for the journeys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.editing import theme
from app.editing.settings import Settings
from widgets.main_window import MainWindow


@pytest.fixture
def window(qapp: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window at 1280×800, with settings of its own; whatever is left open is closed without asking."""
    monkeypatch.setattr("app.paths.documents_folder", lambda: tmp_path)
    qapp.setStyle("Fusion")
    theme.apply_theme("light")
    window = MainWindow(Settings(tmp_path / "settings.json"))
    # pytest-qt closes the window before this fixture is torn down.
    qtbot.addWidget(
        window, before_close_func=lambda _: monkeypatch.setattr("widgets.form_files.may_close", lambda *_args: True)
    )
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)

    def has_focus() -> bool:
        """Without a window manager the system gives the focus when it pleases, and not always at the first request."""
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(has_focus, timeout=20_000)
    return window
