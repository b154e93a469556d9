"""From the start of the process until the form is shown and takes a key, against an empty PySide6 window.

Both run in fresh processes, in turn, by the same measure: the parent starts the clock with the process and stops it
when the child says that the window has been painted and a key has arrived. Resident memory is read at that moment.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow
    from ratios import Ratio

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9
_LONGEST_S = 60


def press_key_and_report(window: QMainWindow, go_to_field: Callable[[], None] | None = None) -> None:
    """Wait until the window is painted, type where the cursor is, say so, and stay until the parent has looked."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    handle = window.windowHandle()
    while not handle.isExposed():
        QApplication.processEvents()
    QApplication.processEvents()
    if go_to_field is not None:
        go_to_field()
    target = window.focusWidget() or window
    before = target.text() if isinstance(target, QLineEdit) else ""
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, "7")
    QApplication.sendEvent(target, press)
    QApplication.processEvents()
    after = target.text() if isinstance(target, QLineEdit) else ""
    print("ready", "typed" if after.count("7") > before.count("7") or after == "7" else "", flush=True)
    sys.stdin.readline()
    os._exit(0)


def show_empty_window() -> None:
    """The measure of all things: a window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    press_key_and_report(window)
    application.exec()


def show_form(form: str) -> None:
    """The program with a form, started as app/__main__.py does; only the event loop is ours."""
    sys.path.insert(0, str(ROOT))
    from app.__main__ import load_libraries

    load_libraries()
    from PySide6.QtWidgets import QApplication

    def report(*_: object) -> int:
        from widgets.main_window import MainWindow

        windows = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
        view = windows[0].current_view()
        assert view is not None
        press_key_and_report(windows[0], view.show_funding)
        return 0

    QApplication.exec = report  # type: ignore[method-assign]
    from app.main import run_window

    run_window([form])


def _run_child(words: list[str]) -> tuple[float, float, str]:
    """Run one child; give its milliseconds, its megabytes, and ``typed`` where the key arrived in a field."""
    import shutil
    import subprocess
    import tempfile
    import time

    import psutil

    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_LOGGING_RULES": "*=false"}
        # Not JIBIAO_HOME: most people's folders are where the system wants them, and asking for them is a part of the start.
        environment |= dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), home)
        for variable in ("JIBIAO_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            environment.pop(variable, None)
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        # A copy: the program marks a form as open beside its file.
        words = [words[0], *(shutil.copy(form, home) for form in words[1:])]
        command = [sys.executable, str(Path(__file__).resolve()), *words]
        begin = time.perf_counter()
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            encoding="utf-8",
        )
        assert child.stdin is not None and child.stdout is not None
        line = child.stdout.readline()
        milliseconds = (time.perf_counter() - begin) * 1000
        megabytes = psutil.Process(child.pid).memory_info().rss / 1e6 if line.startswith("ready") else 0.0
        child.communicate("\n")
    if not line.startswith("ready"):
        raise RuntimeError(f"the window of {words} did not come up")
    return milliseconds, megabytes, line.split(" ", 1)[1].strip()


def measure() -> list[Ratio]:
    """Start an empty window and the program with the largest example, in turn."""
    import statistics

    from ratios import Ratio

    form = max((ROOT / "resources" / "examples").glob("*.jxb"), key=lambda file: file.stat().st_size)
    empty, full = [], []
    for _ in range(ROUNDS + 1):
        empty.append(_run_child(["empty"]))
        full.append(_run_child(["form", str(form)]))
    if not all(run[2] == "typed" for run in full):
        raise RuntimeError("the key did not arrive in the first money cell")
    # The first round fills the caches and the compiled bytecode.
    before, after = (statistics.median(run[0] for run in runs[1:]) for runs in (empty, full))
    memory = statistics.median(run[1] for run in full[1:])
    return [
        Ratio("start until the form takes a key, to an empty window", after / before, 1.5, note=f"{after:.0f} ms"),
        Ratio("resident memory with the form", memory, 110, unit="MB"),
        Ratio("resident memory of the empty window", statistics.median(run[1] for run in empty[1:]), unit="MB"),
    ]


if __name__ == "__main__":
    # A message that waits for an answer would hold the measurement for ever.
    faulthandler.dump_traceback_later(_LONGEST_S, exit=True)
    if sys.argv[1] == "empty":
        show_empty_window()
    else:
        show_form(sys.argv[2])
