"""The form file (``.jxb``) as plain JSON values, to a Document and back.

The keys are a promise to other programs (``app.storage.schema``). Unknown keys are kept at every level; what stands where a
text belongs but is none is kept, or read as the text it shows, and told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.form.document import Document, Indicator, Json, RawNumber, new_id, year_value
from app.storage import migrations
from app.storage.json_text import write
from app.storage.schema import FIELD_KEYS, FUNDING_KEYS, NODE_KEYS, TEXT_KEYS, TOP_KEYS

FORMAT = "jibiao"
VERSION = 1
_MOST_DIGITS = 4000
"""A longer number is none that Python would read."""

_TEXT_NODE_KEYS = frozenset(("target", "actual", "weight", "score", "explanation", "rule", "reason", "points"))
_INDICATOR_KEYS = _TEXT_NODE_KEYS - {"points"}


class NotAForm(ValueError):
    """The JSON is no form of this program; ``str()`` says why in Chinese."""


def decode(plain: Json) -> tuple[Document, list[str], int]:
    """A Document from the plain values of a file, the sentences about what was odd, and the file's version.

    Raises NotAForm when the values are no form at all.
    """
    if not isinstance(plain, dict):
        raise NotAForm("文件内容不是一张表")
    if plain.get("format") != FORMAT:
        raise NotAForm('文件缺少 "format": "jibiao" 标记，不是绩表的表格')
    notes: list[str] = []
    version = _version(plain.get("version"), notes)
    plain = migrations.migrate(plain, version)
    sections = {name: _section(plain.get(name), name, notes) for name in ("fields", "funding", "texts")}
    taken = {"format", "version", "template", "year", "fields", "funding", "texts", "indicators"}
    meta = {key: value for key, value in plain.items() if key not in taken}
    for name, fits in _SHAPES.items():
        value = plain.get(name)
        if value is not None and not fits(value):
            _keep_aside(meta, name, value)
    if version > VERSION:
        meta["version"] = RawNumber(version)
    document = Document(
        template=_template(plain.get("template"), notes),
        year=_year(plain.get("year"), notes),
        fields=sections["fields"],
        funding=sections["funding"],
        texts=sections["texts"],
        indicators=_nodes(plain.get("indicators"), "indicators", notes),
        meta=meta,
    )
    return document, notes, version


def _keep_aside(values: dict[str, Json], key: str, value: Json) -> None:
    """Keep what stands under a key of ours in a shape that we cannot use, under a name that says so."""
    name = f"{key}（原文）"
    while name in values:
        name += "′"
    values[name] = value


def _is_version(value: Json) -> bool:
    return (
        isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < _MOST_DIGITS and int(value) > 0
    )


def _version(value: Json, notes: list[str]) -> int:
    if isinstance(value, str) and _is_version(value):
        return int(value)
    notes.append("文件没有写明格式版本，已按版本 1 读取。")
    return VERSION


def _template(value: Json, notes: list[str]) -> str:
    text = _text_or_odd(value, "template", notes)
    return text if isinstance(text, str) else ""


_SHAPES: dict[str, Callable[[Json], bool]] = {
    "version": _is_version,
    "template": lambda value: isinstance(value, str),
    "fields": lambda value: isinstance(value, dict),
    "funding": lambda value: isinstance(value, dict),
    "texts": lambda value: isinstance(value, dict),
    "indicators": lambda value: isinstance(value, list),
}
"""The shapes of our own top-level keys; what has another one is kept aside."""


def _year(value: Json, notes: list[str]) -> int | str | None:
    if value is None:
        return None
    if isinstance(value, str):
        # Taken as text first: a RawNumber would be written back without quotes.
        number = year_value(str.__str__(value))
        if isinstance(number, int):
            return number
        notes.append(f"年度“{value}”不是一个年份，已按原样保留，请改为四位数字。")
        return value
    notes.append("年度不是数字，请重新填写。")
    return write(value)


def _section(value: Json, name: str, notes: list[str]) -> dict[str, Json]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        notes.append(f"文件中的 {name} 不是键值表，内容已原样保留，请核对。")
        return {}
    return {key: _text_or_odd(item, f"{name}.{key}", notes) for key, item in value.items()}


def _text_or_odd(value: Json, path: str, notes: list[str]) -> Json:
    if isinstance(value, RawNumber):
        notes.append(f"{path} 在文件中写成了数字 {value}，已按文字“{value}”读取，请核对。")
        return str.__str__(value)
    if not (value is None or isinstance(value, str)):
        notes.append(f"{path} 在文件中不是文字，内容已原样保留，请核对。")
    return value


def _nodes(value: Json, path: str, notes: list[str]) -> tuple[Indicator, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        notes.append(f"文件中的 {path} 不是列表，内容已原样保留，请核对。")
        return ()
    return tuple(_node(item, f"{path}[{index}]", notes) for index, item in enumerate(value))


def _node(value: Json, path: str, notes: list[str]) -> Indicator:
    if not isinstance(value, dict):
        notes.append(f"{path} 不是一个指标，内容已放入名称中，请核对。")
        return Indicator(new_id(), str(value) if isinstance(value, str) else write(value))
    name = _text_or_odd(value.get("name"), f"{path}.name", notes)
    values: dict[str, Json] = {}
    for key, item in value.items():
        if key in _TEXT_NODE_KEYS:
            values[key] = _text_or_odd(item, f"{path}.{key}", notes)
        elif key not in ("name", "children"):
            values[key] = item
    if name is not None and not isinstance(name, str):
        _keep_aside(values, "name", name)
    return Indicator(new_id(), name if isinstance(name, str) else "", values, _children(value, path, values, notes))


def _children(
    node: Mapping[str, Json], path: str, values: dict[str, Json], notes: list[str]
) -> tuple[Indicator, ...] | None:
    """What is below a node; None for an indicator, which has no such key."""
    if "children" not in node:
        return None
    below = node["children"]
    if isinstance(below, list):
        return _nodes(below, f"{path}.children", notes)
    if below is None:
        # Some programs write null for what a node does not have: one with a value is an indicator, any other an empty level.
        return None if any(values.get(key) is not None for key in _INDICATOR_KEYS) else ()
    _keep_aside(values, "children", below)
    notes.append(f"{path}.children 不是列表，内容已原样保留，请核对。")
    return ()


def encode(document: Document) -> dict[str, Json]:
    """The plain values of a Document, keys in the schema's order, unknown keys after them in their own."""
    meta = dict(document.meta)
    year: Json = RawNumber(document.year) if isinstance(document.year, int) else document.year
    known: dict[str, Json] = {
        "format": FORMAT,
        "version": meta.pop("version", RawNumber(VERSION)),
        "template": document.template,
        "year": year,
        "fields": _ordered(document.fields, FIELD_KEYS),
        "funding": _ordered(document.funding, FUNDING_KEYS),
        "texts": _ordered(document.texts, TEXT_KEYS),
        "indicators": [_plain_node(node) for node in document.indicators],
    }
    return _ordered({**known, **meta}, TOP_KEYS)


def _plain_node(node: Indicator) -> dict[str, Json]:
    plain: dict[str, Json] = {"name": node.name, **node.values}
    if node.children is not None:
        plain["children"] = [_plain_node(child) for child in node.children]
    return _ordered(plain, NODE_KEYS)


def _ordered(values: Mapping[str, Json], order: Iterable[str]) -> dict[str, Json]:
    first = {key: values[key] for key in order if key in values}
    return first | {key: value for key, value in values.items() if key not in first}


def to_text(document: Document) -> str:
    """The file's text of a Document in our fixed writing, with its final newline."""
    return write(encode(document)) + "\n"
