"""Imports the window's libraries without what they load for parts that the window does not use: 30 of 190 ms of each start.

**PySide6** compiles and runs a dozen Python modules of its own at each start. They answer ``__signature__`` and ``__doc__``,
word the TypeError of a call with wrong arguments, and read every imported module's source for ``__feature__``; a program that
makes no mistakes needs none of it. Shiboken hands the text of the first of them, ``signature_bootstrap.py``, to ``compile``
and then calls its ``bootstrap()`` for an object with the functions that it calls later. Here that object runs PySide's own
text, unchanged, at the first call. How Shiboken comes by its functions was tried with the versions below; with any other one
PySide is imported as it is. The first call is not left to chance: where PySide cannot load its support (Python's files are out
of reach, hardly any stack is left, two threads at once) it ends the program, so the window loads it soon after its first paint.

The **others** name modules of Python that only rarely used functions of theirs need. While they load, such a module is one
that imports the true one when something of it is asked for.
"""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType

KNOWN_VERSIONS = ("6.7.3", "6.9.3", "6.11.3")
"""Those of packaging/requirements.lock, each tried: tests/editing/test_lean_imports.py holds what it must do as PySide itself."""
_FIRST = "signature_bootstrap.py"
_ITS_MODULE = "signature_bootstrap"
_ITS_TOOLS = ("shutil", "tempfile", "textwrap", "traceback", "zipfile")
"""What the package shiboken6 imports for no other end than to have it at hand for that text: 5 ms."""
_SUPPORT = "shibokensupport"
SIGNATURES = "shibokensupport.signature.loader"
"""The module of PySide that is put off; the window loads it in a thread once it is on the screen."""
_NAMES = "shibokensupport.signature.mapping"
_ALSO_AS = ("PySide6.support.signature", "PySide6.support.feature")
_STAND_IN = f"from {__name__} import bootstrap"

_text: bytes | str = ""


def import_libraries() -> None:
    """Import PySide6, msgspec and platformdirs; to be called before anything else imports them."""
    _import_pyside()
    _import_msgspec()
    _import_platformdirs()


def _import_pyside() -> None:
    if "PySide6" in sys.modules:
        return
    usual, usual_import = builtins.compile, builtins.__import__
    builtins.compile = _putting_off(usual)  # type: ignore[assignment]  # it is overloaded
    try:
        with _later(*map(_LateModule, _ITS_TOOLS)):
            import PySide6.QtCore  # noqa: F401  # imported for what it does
    finally:
        # An unknown PySide has put an import in place that reads the source of each module that comes after.
        builtins.compile, builtins.__import__ = usual, usual_import


def _import_msgspec() -> None:
    """Without typing_extensions, which loads ``inspect`` and half of Python's parser: 6 ms.

    msgspec takes some names from there where it is installed, else from ``typing``, which has had them all since Python 3.11.
    ``uuid``, which it knows the values of, asks ``platform`` for the system's name: a dozen regular expressions.
    """
    platform = _LateModule("platform")
    if hasattr(os, "uname"):
        platform.system = lambda: os.uname().sysname  # type: ignore[attr-defined]
    hidden = "typing_extensions"
    is_new = hidden not in sys.modules
    if is_new:
        sys.modules[hidden] = None  # type: ignore[assignment]  # Python's own sign for a module that is not there
    try:
        with _later(platform):
            import msgspec  # noqa: F401  # imported for what it does
    finally:
        if is_new:
            del sys.modules[hidden]


def _import_platformdirs() -> None:
    """It takes a function each from tempfile and copy, for folders that nobody here asks for: 3 ms."""
    tempfile, copy = _LateModule("tempfile"), _LateModule("copy")
    for module, name in ((tempfile, "gettempdir"), (copy, "copy")):
        setattr(module, name, _late_function(module.__name__, name))
    with _later(tempfile, copy):
        import platformdirs  # noqa: F401  # imported for what it does


class _LateModule(ModuleType):
    """A module that is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _late_function(module: str, name: str) -> Callable[..., object]:
    return lambda *values, **named: getattr(import_module(module), name)(*values, **named)


@contextmanager
def _later(*modules: ModuleType) -> Iterator[None]:
    """These stand for the modules of their names, as far as those are not loaded yet, and go again."""
    own = {module.__name__: module for module in modules if module.__name__ not in sys.modules}
    sys.modules.update(own)
    try:
        yield
    finally:
        for name, module in own.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


# -- PySide's support for signatures -----------------------------------------------------------------------------------


def _is_known() -> bool:
    """Whether the PySide that is being imported is one that was tried; its package has said its version by then."""
    return getattr(sys.modules.get("PySide6"), "__version__", None) in KNOWN_VERSIONS


def bootstrap() -> object:
    """What PySide's ``bootstrap()`` gives: something with the functions that Shiboken calls."""
    sys.meta_path.append(_LateSupport)
    sys.modules[_NAMES] = _late_names()
    return _LateFunctions()


class _LateFunctions:
    """Loads PySide's own functions at the first call of any of them."""

    def finish_import(self, module: object) -> None:
        """PySide's own mends deprecated functions (``PySide6.support.deprecated``); in the known versions there are none."""

    def post_init(self) -> None:
        """PySide's own puts an ``import`` in place that looks for ``__feature__``."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        return _late_function(SIGNATURES, name)


def _late_names() -> ModuleType:
    """The module whose names Shiboken looks at, and calls ``update_mapping`` of, before it words an error."""
    late = ModuleType(_NAMES)

    def update_mapping() -> None:
        import_module(SIGNATURES)
        own = sys.modules[_NAMES]
        own.update_mapping()
        vars(late).update({**vars(own), "update_mapping": update_mapping})

    late.update_mapping = update_mapping  # type: ignore[attr-defined]
    return late


class _LateSupport:
    """Runs PySide's own text when a module of its support is imported, by us or by Shiboken itself."""

    @classmethod
    def find_spec(cls, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The support's package; its modules are there as soon as the package is."""
        del path, target
        return ModuleSpec(name, cls) if name == _SUPPORT or name in _ALSO_AS else None  # type: ignore[arg-type]

    @classmethod
    def create_module(cls, spec: ModuleSpec) -> None:
        """A module that will not be used: PySide's own takes its place."""

    @classmethod
    def exec_module(cls, module: ModuleType) -> None:
        """Let PySide load all modules of its support, as it would have done at the start."""
        sys.meta_path.remove(cls)
        del sys.modules[module.__name__]
        own = vars(sys.modules[_ITS_MODULE])  # Shiboken has filled it for this text
        exec(compile(_text, _FIRST, "exec"), own)
        own["bootstrap"]()


def _putting_off(usual: Callable[..., object]) -> Callable[..., object]:
    """``compile`` that keeps the text of signature_bootstrap.py for later."""

    def compile_later(source: object, filename: object, *rest: object, **named: object) -> object:
        global _text
        if filename == _FIRST and isinstance(source, bytes | str) and _is_known():
            _text = source
            source = _STAND_IN
        return usual(source, filename, *rest, **named)

    return compile_later
