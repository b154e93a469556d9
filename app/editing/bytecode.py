"""Keeps compiled what PySide would compile anew at each start: 13 ms of the 100 ms that an empty window takes.

PySide's library carries Python modules as text (``shibokensupport``) and compiles them whenever it is imported. Here their
bytecode is kept beside our own, under Python's rules for bytecode: made anew for another text or another Python, not written
where Python may not write it, and done without where it cannot be read. Here it ends: the texts of PySide and Python's own
library (``enum``, ``re`` …) are not changed for the sake of some milliseconds; what is left to win must be won in our own code.
"""

from __future__ import annotations

import builtins
import contextlib
import marshal
import sys
from collections.abc import Callable
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from types import CodeType

_CARRIED = "shibokensupport/"
_LEFT_OUT = "shibokensupport/signature/lib/pyi_generator.py"
"""Writes the type stubs of PySide's modules: a tool of its makers that the others only import; another 7 ms."""
_Known = dict[bytes, CodeType]


def import_pyside() -> None:
    """Import PySide6 with kept bytecode and leave Python's ``import`` as it is; to be called before the first import of it.

    PySide puts an ``import`` of its own in place that reads the source text of every module imported after it, to see whether
    that might use ``__feature__``; nothing here does.
    """
    if "PySide6" in sys.modules:
        return
    usual_import = builtins.__import__
    file = Path(cache_from_source(str(Path(__file__).with_name("shibokensupport.py"))))
    known = _read(file)
    made: _Known = {}
    usual = builtins.compile
    builtins.compile = _keeping(usual, known, made)  # type: ignore[assignment]  # it is overloaded
    try:
        import PySide6.QtCore  # noqa: F401  # imported for what it does
    finally:
        builtins.compile = usual
        builtins.__import__ = usual_import
    if made and not sys.dont_write_bytecode:
        _write(file, known | made)


def _keeping(usual: Callable[..., object], known: _Known, made: _Known) -> Callable[..., object]:
    """``compile`` that knows some texts already."""

    def compile_or_recall(source: object, filename: object, mode: str, *rest: object, **named: object) -> object:
        carried = isinstance(source, bytes) and isinstance(filename, str) and filename.startswith(_CARRIED)
        if not carried or mode != "exec" or rest or named:
            return usual(source, filename, mode, *rest, **named)
        if filename == _LEFT_OUT:
            return usual("", filename, mode)
        assert isinstance(source, bytes)
        key = source_hash(source)
        code = known.get(key)
        if code is None:
            compiled = usual(source, filename, mode)
            assert isinstance(compiled, CodeType)
            code = made[key] = compiled
        return code

    return compile_or_recall


def _read(file: Path) -> _Known:
    try:
        kept = marshal.loads(file.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(file: Path, known: _Known) -> None:
    """Beside our own bytecode, where that can be written; put in place in one step, for two programs may start at once."""
    aside = file.with_suffix(f".{id(known):x}.new")
    with contextlib.suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        aside.write_bytes(marshal.dumps(known))
        aside.replace(file)
