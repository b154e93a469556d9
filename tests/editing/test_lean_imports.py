"""PySide imported without its support for signatures answers word for word as PySide itself, once somebody asks."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.editing.lean_imports import KNOWN_VERSIONS

ROOT = Path(__file__).parents[2]

_LATE = "from app.editing.lean_imports import import_libraries; import_libraries()\n"
_QUESTIONS = """
import inspect, threading
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QLabel

def ask(question):
    try:
        print(repr(question()))
    except Exception as error:
        print(type(error).__name__, error)

def ask_all():
    ask(lambda: QPoint("a", "b"))
    ask(lambda: QPoint().setX("a"))
    ask(lambda: QLabel(1, 2, 3, 4))
    ask(lambda: QObject(nonsense=1))
    ask(lambda: QObject().nonsense)
    ask(lambda: Qt.AlignmentFlag("x"))
    ask(lambda: inspect.signature(QLabel.setText))
    ask(lambda: QObject.__doc__)
    ask(lambda: QLabel.setText.__doc__)
"""
_OF_MODULES = """
import PySide6.support.signature as signature
ask(lambda: str(signature.get_signature(QPoint.setX)))
from shibokensupport.signature import parser
ask(lambda: parser.__name__)
import shiboken6
ask(lambda: shiboken6.zipfile.ZipFile)
ask(lambda: shiboken6.tempfile.gettempprefix())
"""
ENDS = {
    "the words of an error first": "ask_all()\n" + _OF_MODULES,
    "the modules first": _OF_MODULES + "ask_all()\n",
    "a document first": "ask(lambda: QObject.__doc__)\nask_all()\n",
    "in a thread": "one = threading.Thread(target=ask_all)\none.start()\none.join()\nask_all()\n",
}


def said(code: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.returncode}: {done.stderr}"
    return done.stdout


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_it_answers_as_pyside_itself(end: str) -> None:
    itself = said(_QUESTIONS + end)
    assert itself.count("Supported signatures") >= 2
    assert said(_LATE + _QUESTIONS + end) == itself


def test_what_only_signatures_need_is_not_loaded() -> None:
    loaded = said(
        _LATE + "import sys, PySide6.QtWidgets, PySide6.QtSvg\n"
        "print(*(name for name in sys.modules if name.startswith('shibokensupport.') or name in ('inspect', 'zipfile')))"
    )
    assert loaded.split() == ["shibokensupport.signature.mapping"], "the stand-in alone"


def test_the_window_loads_it_in_a_thread_with_the_checks() -> None:
    """Otherwise the first error could meet a moment in which it cannot be loaded, and end the program."""
    loaded = said(
        _LATE + "import sys, threading\nfrom app.main import _load_checks\n_load_checks()\n"
        "for thread in threading.enumerate():\n"
        "    if thread.name == 'load-checks':\n        thread.join()\n"
        "print(*sys.modules)"
    ).split()
    assert {"app.checking.review", "shibokensupport.signature.loader", "shibokensupport.signature.parser"} <= set(
        loaded
    )


def test_python_keeps_its_own_import_and_compile() -> None:
    """PySide's import would read the source of every module that is imported later."""
    said(
        "import builtins; usual = builtins.__import__, builtins.compile\n" + _LATE + "import PySide6.QtWidgets\n"
        "assert (builtins.__import__, builtins.compile) == usual\n"
        "from PySide6.QtCore import QPoint\n"
        "try:\n    QPoint('a', 'b')\nexcept TypeError:\n    pass\n"
        "assert (builtins.__import__, builtins.compile) == usual\n"
    )


def test_a_pyside_that_was_not_tried_is_imported_as_it_is() -> None:
    loaded = said(
        "import app.editing.lean_imports as own; own.KNOWN_VERSIONS = ()\n" + _LATE + "import sys\nprint(*sys.modules)"
    ).split()
    assert "shibokensupport.signature.parser" in loaded
    assert "zipfile" in loaded


def test_every_pyside_of_the_lock_was_tried() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^pyside6-essentials==(\S+)", lock, re.MULTILINE))
    assert locked
    assert locked <= set(KNOWN_VERSIONS), "run these tests with the new one, then add it to KNOWN_VERSIONS"
