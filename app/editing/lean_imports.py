"""Imports PySide6 without its support for signatures, which is loaded when it is first asked for: 18 ms of an empty window's 95.

Of its own accord PySide compiles and runs a dozen Python modules at each start. They answer ``__signature__`` and ``__doc__``,
word the TypeError of a call with wrong arguments, and read every imported module's source for ``__feature__``; a program that
makes no mistakes needs none of it. Shiboken hands the text of the first of them, ``signature_bootstrap.py``, to ``compile``
and then calls its ``bootstrap()`` for an object with the functions that it calls later. Here that object runs PySide's own
text, unchanged, at the first call. How Shiboken comes by its functions was tried with the versions below; with any other one
PySide is imported as it is.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType

KNOWN_VERSIONS = ("6.7.3", "6.9.3", "6.11.3")
"""Those of packaging/requirements.lock, each tried: tests/editing/test_lean_imports.py holds what it must do as PySide itself."""
_FIRST = "signature_bootstrap.py"
_ITS_MODULE = "signature_bootstrap"
_ITS_TOOLS = ("shutil", "tempfile", "textwrap", "traceback", "zipfile")
"""What the package shiboken6 imports for no other end than to have it at hand for that text: 5 ms."""
_PACKAGE = "shiboken6"
_SUPPORT = "shibokensupport"
_FUNCTIONS = "shibokensupport.signature.loader"
_NAMES = "shibokensupport.signature.mapping"
_ALSO_AS = ("PySide6.support.signature", "PySide6.support.feature")
_STAND_IN = f"from {__name__} import bootstrap"

_text: bytes | str = ""


def import_pyside() -> None:
    """Import PySide6; to be called before the first import of it."""
    if "PySide6" in sys.modules:
        return
    usual_compile, usual_import = builtins.compile, builtins.__import__
    builtins.compile = _putting_off(usual_compile)  # type: ignore[assignment]  # it is overloaded
    builtins.__import__ = _without_tools(usual_import)
    try:
        import PySide6.QtCore  # noqa: F401  # imported for what it does
    finally:
        builtins.compile, builtins.__import__ = usual_compile, usual_import


def import_msgspec() -> None:
    """Import msgspec without typing_extensions, which loads ``inspect`` and half of Python's parser: 6 ms.

    msgspec takes some names from there where it is installed, else from ``typing``, which has had them all since Python 3.11.
    """
    if "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # Python's own sign for a module that is not there
    try:
        import msgspec  # noqa: F401  # imported for what it does
    finally:
        del sys.modules["typing_extensions"]


def import_platformdirs() -> None:
    """Import platformdirs without tempfile, which it takes one function from for folders that nobody here asks for: 3 ms."""
    name = "tempfile"
    if name in sys.modules or "platformdirs" in sys.modules:
        return
    sys.modules[name] = _late_function(name, "gettempdir")
    try:
        import platformdirs  # noqa: F401  # imported for what it does
    finally:
        del sys.modules[name]


def _late_function(module: str, name: str) -> ModuleType:
    """A module with one function, which imports the true module when it is called."""
    late = ModuleType(module)
    setattr(late, name, lambda: getattr(import_module(module), name)())
    return late


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
        """PySide's own mends deprecated functions, of which there are none since version 6."""

    def post_init(self) -> None:
        """PySide's own puts an ``import`` in place that looks for ``__feature__``."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        return lambda *values, **named: getattr(import_module(_FUNCTIONS), name)(*values, **named)


def _late_names() -> ModuleType:
    """The module whose names Shiboken looks at, and calls ``update_mapping`` of, before it words an error."""
    late = ModuleType(_NAMES)

    def update_mapping() -> None:
        import_module(_FUNCTIONS)
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


class _LateModule(ModuleType):
    """A module that is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)


def _without_tools(usual: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
    """``import`` that leaves out what the package shiboken6 does not use itself."""

    def import_or_leave(name: str, *rest: object, **named: object) -> ModuleType:
        if (
            name in _ITS_TOOLS
            and rest
            and isinstance(rest[0], dict)
            and rest[0].get("__name__") == _PACKAGE
            and _is_known()
        ):
            return _LateModule(name)
        return usual(name, *rest, **named)

    return import_or_leave
