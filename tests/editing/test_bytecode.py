"""PySide's own Python is compiled once: the second start takes it from beside our bytecode, a spoilt file does no harm."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

_START = """
import builtins, sys
compiled = []
usual = builtins.compile
def spy(source, filename, *rest, **named):
    if str(filename).startswith("shibokensupport/") and source:
        compiled.append(filename)
    return usual(source, filename, *rest, **named)
builtins.compile = spy
from app.editing.bytecode import import_pyside
import_pyside()
assert builtins.compile is spy
from PySide6.QtCore import QObject
try:
    QObject(1, 2, 3)
except TypeError as error:
    assert "QObject" in str(error), error
print(len(compiled))
"""


def compiled_at_a_start(prefix: Path) -> int:
    """How many of PySide's modules a fresh program compiles whose bytecode lies below ``prefix``."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(prefix)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", _START], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_the_second_start_compiles_nothing_of_pyside(tmp_path: Path) -> None:
    assert compiled_at_a_start(tmp_path) > 5
    assert compiled_at_a_start(tmp_path) == 0


def test_a_spoilt_file_is_made_anew(tmp_path: Path) -> None:
    compiled_at_a_start(tmp_path)
    (kept,) = tmp_path.rglob("shibokensupport*.pyc")
    kept.write_bytes(kept.read_bytes()[:100])
    assert compiled_at_a_start(tmp_path) > 5
    assert compiled_at_a_start(tmp_path) == 0


def test_python_keeps_its_own_import() -> None:
    """PySide's would read the source of every module that is imported later."""
    code = (
        "import builtins; usual = builtins.__import__\n"
        "from app.editing.bytecode import import_pyside\n"
        "import_pyside()\n"
        "import PySide6.QtWidgets, PySide6.QtSvg\n"
        "assert builtins.__import__ is usual\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
