"""Rules of the house that neither ruff nor import-linter can say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(file for top in ("app", "widgets") for file in (ROOT / top).rglob("*.py"))
SCRIPTS = sorted((ROOT / "packaging").rglob("*.py"))
BANNED_NAMES = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_models_of_the_window_use_no_widgets() -> None:
    """app.editing knows QtCore and QtGui alone."""
    wrong = {
        f"{_name(file)}: {name}"
        for file in (ROOT / "app" / "editing").rglob("*.py")
        for name in _imports(ast.parse(file.read_text(encoding="utf-8")))
        if name.startswith("PySide6") and not re.match(r"PySide6\.(QtCore|QtGui|QtSvg)\b", name)
    }
    assert wrong == set()


def test_no_official_form_is_named_in_python() -> None:
    """What differs between forms is data; see templates/README.md."""
    ids = [file.stem for file in (ROOT / "templates").glob("*-*.json")]
    assert len(ids) >= 3
    wrong = {f"{_name(file)}: {name}" for file in MODULES for name in ids if name in file.read_text(encoding="utf-8")}
    assert wrong == set()


@pytest.mark.parametrize("file", MODULES + SCRIPTS, ids=_name)
def test_modules_and_functions_stay_small(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in _functions(ast.parse(source))}
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}


@pytest.mark.parametrize("file", MODULES + SCRIPTS, ids=_name)
def test_modules_say_what_they_turn_into_what(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert not BANNED_NAMES & set(file.stem.split("_"))


@pytest.mark.parametrize("file", MODULES + SCRIPTS, ids=_name)
def test_every_public_function_and_class_has_a_docstring(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    bare = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert bare == []


def test_at_most_one_exception_handler_takes_everything() -> None:
    """The last-resort hook may; everything else names what it expects."""
    broad = [
        f"{_name(file)}:{node.lineno}"
        for file in MODULES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    ]
    assert len(broad) <= 1, broad
