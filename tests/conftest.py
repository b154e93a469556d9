"""What every test gets: no display, folders of its own instead of the user's, and no dialog that waits for ever."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Before anything imports Qt. The second run under Xvfb sets its own platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HERE = Path(__file__).parent

# As in the program (app/editing/garbage.py): what a thread of its own collects may be a widget of this one.
gc.disable()
_TESTS_BETWEEN_COLLECTIONS = 40
_torn_down = 0


def pytest_runtest_teardown() -> None:
    """Collect garbage here, in the main thread, now and then."""
    global _torn_down
    _torn_down += 1
    if _torn_down % _TESTS_BETWEEN_COLLECTIONS == 0:
        gc.collect()


# How long one example takes says more about how busy the computer is than about the program. The usual run takes the same
# examples each time, so that a change is judged by itself; the long run (JIBIAO_RANDOM_TESTS=1) looks for new ones.
settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    derandomize=not os.environ.get("JIBIAO_RANDOM_TESTS"),
)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files change only on purpose: look at the difference, then run with ``--accept``."""
    parser.addoption("--accept", action="store_true", help="write tests/expected/ anew instead of comparing with it")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep every test away from the user's settings, drafts and templates (see app/paths.py)."""
    home = tmp_path / "jibiao-home"
    monkeypatch.setenv("JIBIAO_HOME", str(home))
    yield home


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """As the program does at its start: where the system has no Chinese face, the paper's own is used."""
    from app.editing.theme import ensure_chinese_face

    ensure_chinese_face()
    return qapp


@pytest.fixture(autouse=True)
def no_endless_dialog(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Turn a modal dialog that nobody answers into a failure with its text, instead of a run that hangs."""
    if "PySide6.QtWidgets" not in sys.modules:
        yield
        return
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QDialog, QLabel, QMessageBox

    unanswered: list[str] = []

    def guarded(run: Callable[[QDialog], int]) -> Callable[[QDialog], int]:
        def exec_(dialog: QDialog) -> int:
            def give_up() -> None:
                if dialog.isVisible():
                    unanswered.append(" ".join(label.text() for label in dialog.findChildren(QLabel)) or repr(dialog))
                    dialog.reject()

            timer = QTimer(dialog)
            timer.setSingleShot(True)
            timer.timeout.connect(give_up)
            timer.start(8000)
            result = run(dialog)
            timer.stop()
            return result

        return exec_

    for kind in (QDialog, QMessageBox):
        monkeypatch.setattr(kind, "exec", guarded(kind.exec))
    yield
    assert not unanswered, f"a dialog waited for an answer: {unanswered}"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the real sample forms: text/, truth/, office/ and keys.json."""
    return _HERE / "samples"
