"""Update the translations of the window: its Chinese sentences → resources/translations/jibiao_en.ts → .qm.

    .venv/bin/python packaging/update_translations.py

Run it after changing words of the window; then translate what is new in the .ts file (Qt Linguist opens it) and run it again.
It reads the source with Python's own parser, because lupdate misses the small ``_tr`` functions of modules without a class.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "translations" / "jibiao_en.ts"
SOURCES = ("widgets", "app/editing", "app/main.py")
_MARKERS = ("QT_TRANSLATE_NOOP", "_T")
_TRANSLATE = "translate"


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A text to translate, in its context (the class or the named group it belongs to)."""

    context: str
    source: str


def messages(root: Path = ROOT) -> list[Message]:
    """Every text of the window, sorted, each once."""
    found: set[Message] = set()
    for name in SOURCES:
        path = root / name
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            found.update(_messages_in(ast.parse(file.read_text(encoding="utf-8"))))
    return sorted(found)


def _messages_in(tree: ast.Module) -> Iterator[Message]:
    contexts = _function_contexts(tree)

    def walk(node: ast.AST, class_name: str) -> Iterator[Message]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.ClassDef) else class_name
            if isinstance(child, ast.Call):
                yield from _message(child, inside, contexts)
            yield from walk(child, inside)

    yield from walk(tree, "")


def _message(call: ast.Call, class_name: str, contexts: dict[str, str]) -> Iterator[Message]:
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    match call.func:
        case ast.Attribute(value=ast.Name(id="self"), attr="tr") if len(texts) == 1:
            yield Message(class_name, texts[0])
        case ast.Attribute(attr="translate") if len(texts) == 2:
            yield Message(texts[0], texts[1])
        case ast.Name(id=name) if name in _MARKERS and len(texts) == 2:
            yield Message(texts[0], texts[1])
        case ast.Name(id=name) if name in contexts and len(texts) == 1:
            yield Message(contexts[name], texts[0])
        case _:
            return


def _function_contexts(tree: ast.Module) -> dict[str, str]:
    """Functions such as ``_tr(text)`` that only call ``translate("Export", text)``: name → context."""
    found = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        for call in ast.walk(node):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == _TRANSLATE
                and len(call.args) == 2
                and isinstance(call.args[0], ast.Constant)
                and isinstance(call.args[1], ast.Name)
            ):
                found[node.name] = str(call.args[0].value)
    return found


def translations(path: Path = TARGET) -> dict[Message, str]:
    """What the .ts file has translated."""
    if not path.is_file():
        return {}
    done = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            text = message.findtext("translation")
            if text:
                done[Message(name, message.findtext("source") or "")] = text
    return done


def write_ts(path: Path, wanted: list[Message], done: dict[Message, str]) -> list[Message]:
    """Write the .ts file; gives the messages without a translation. A text that only moved keeps its translation."""
    by_source = {message.source: text for message, text in done.items()}
    root = ElementTree.Element("TS", version="2.1", language="en", sourcelanguage="zh_CN")
    missing, context, name = [], root, None
    for message in wanted:
        if message.context != name:
            name = message.context
            context = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(context, "name").text = name
        text = done.get(message) or by_source.get(message.source)
        element = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(element, "source").text = message.source
        translation = ElementTree.SubElement(element, "translation")
        if text:
            translation.text = text
        else:
            translation.set("type", "unfinished")
            missing.append(message)
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8", newline="\n")
    return missing


def main() -> int:
    """Update the .ts file and compile it; 1 while something is not translated."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    missing = write_ts(TARGET, messages(), translations())
    lrelease = Path(sys.executable).parent / "pyside6-lrelease"
    subprocess.run([lrelease, TARGET, "-silent", "-qm", TARGET.with_suffix(".qm")], check=True)
    for message in missing:
        print(f"{message.context}: {message.source}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
