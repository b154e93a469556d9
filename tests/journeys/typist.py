"""Types into a form and saves now and then until it is killed; run as a program by test_killed.py.

``typist.py FORM LOG SEED``: the log gets a line ``typed N TIME`` after the Nth key and ``saved N TIME`` after a save.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.form.places import field_place
from tests.journeys.hands import type_text
from widgets.main_window import MainWindow

EVERY_MS = 30
"""One key in so many ms: a fast typist."""

SAVES = (0.05, 0.0)
"""How often a key is followed by a save: by a person who saves all the time, and by one who forgets to."""


def main() -> None:
    """Open the window, put the cursor into the project's name and type."""
    form, log, seed = Path(sys.argv[1]), os.open(sys.argv[2], os.O_CREAT | os.O_APPEND | os.O_WRONLY), int(sys.argv[3])
    chance, saves = random.Random(seed), SAVES[seed % 2]
    application = QApplication(sys.argv[:1])
    window = MainWindow()
    window.open_files([form])
    window.show()
    window.activateWindow()
    view = window.current_view()
    assert view is not None
    typed = 0

    def tell(word: str) -> None:
        os.write(log, f"{word} {typed} {time.time()}\n".encode())

    def strike() -> None:
        nonlocal typed
        assert view is not None
        field = QApplication.focusWidget()
        assert field is not None
        typed += 1
        type_text(field, f"{typed}，")
        tell("typed")
        if chance.random() < saves:
            window.save()
            tell("saved")

    def begin() -> None:
        assert view is not None
        view.go_to(field_place("project_name"))
        timer.start(EVERY_MS)
        tell("ready")

    timer = QTimer(application)
    timer.timeout.connect(strike)
    QTimer.singleShot(0, window, begin)
    application.exec()


if __name__ == "__main__":
    main()
