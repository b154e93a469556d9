"""Forty forms open at once: memory, switching tabs, and a key until it is painted with the paper beside it.

Runs in a process of its own, so that the memory is the program's alone.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ratios import Ratio

ROOT = Path(__file__).resolve().parents[2]
FORMS = 40
_KEY_LIMIT_MS = 16.0
_MEMORY_LIMIT_MB = 250.0


def work(folder: Path) -> dict[str, float]:
    """Open forty copies of the examples, walk through the tabs, and type into the last form."""
    import shutil

    import psutil

    sys.path.insert(0, str(ROOT))
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app import main
    from app.form.places import field_place

    examples = sorted((ROOT / "resources" / "examples").glob("*.jxb"))
    files = [folder / f"{number:02d}.jxb" for number in range(FORMS)]
    for number, file in enumerate(files):
        shutil.copy(examples[number % len(examples)], file)
    _, settings = main.make_application()
    from widgets.main_window import MainWindow

    window = MainWindow(settings)
    window.resize(1600, 900)
    window.show()
    window.open_files(files)
    window.paper.show()
    QTest.qWait(3000)
    switches = []
    for number in range(FORMS):
        begin = time.perf_counter()
        window.tabs.setCurrentIndex(number)
        QApplication.processEvents()
        switches.append((time.perf_counter() - begin) * 1000)
    QTest.qWait(2000)
    view = window.current_view()
    assert view is not None
    view.go_to(field_place(view.session.template.fields[0].key))
    QTest.qWait(300)
    field = window.focusWidget()
    keys = []
    for number in range(80):
        begin = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                field, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "项目设备"[number % 4])
            )
        QApplication.processEvents()
        keys.append((time.perf_counter() - begin) * 1000)
        QTest.qWait(15)
    if not view.session.modified:
        raise RuntimeError("the keys did not arrive")
    memory = psutil.Process().memory_info().rss / 1e6
    return {"memory": memory, "switch": statistics.median(switches), "key": statistics.median(keys)}


def measure() -> list[Ratio]:
    """Run the work in a process of its own."""
    from ratios import Ratio

    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "JIBIAO_HOME": f"{home}/home", "QT_LOGGING_RULES": "*=false"}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        folder = Path(home) / "forms"
        folder.mkdir()
        command = [sys.executable, str(Path(__file__).resolve()), str(folder)]
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        Ratio("resident memory with forty forms open", found["memory"], _MEMORY_LIMIT_MB, unit="MB"),
        Ratio("a key until it is painted, the paper beside it", found["key"], _KEY_LIMIT_MS, unit="ms"),
        Ratio("another tab until it is painted", found["switch"], unit="ms"),
    ]


if __name__ == "__main__":
    print(json.dumps(work(Path(sys.argv[1]))), flush=True)
    os._exit(0)
