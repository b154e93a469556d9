"""JSON text to plain values and back, without losing anything.

Numbers keep their written text (no binary floats), a key that stands twice keeps both values (the earlier one under a marked
name), NaN and the like become text; each such oddity is told in a sentence. The writing is fixed: UTF-8, LF, two spaces.
"""

from __future__ import annotations

import json
import re

from app.form.document import Json, RawNumber

_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_DEPTH = 200
"""Deeper nesting than this is no form: refused before it can exhaust the stack."""


class JsonFault(ValueError):
    """The text is no JSON: ``str()`` says the line and the reason in Chinese."""


def parse(text: str) -> tuple[Json, list[str]]:
    """The value of a JSON text and the sentences about what was odd. Raises JsonFault with line and reason."""
    notes: list[str] = []

    def pairs(items: list[tuple[str, Json]]) -> dict[str, Json]:
        result: dict[str, Json] = {}
        for key, value in items:
            if key in result:
                kept = _free_name(result, key)
                result[kept] = result[key]
                notes.append(f"文件中“{key}”出现了两次：采用后一个值，前一个值保留在“{kept}”中，请核对。")
            result[key] = value
        return result

    def constant(name: str) -> Json:
        notes.append(f"文件中有非法数值 {name}，已按文字保留，请核对。")
        return name

    _refuse_depth(text)
    try:
        value: Json = json.loads(
            text, object_pairs_hook=pairs, parse_float=RawNumber, parse_int=RawNumber, parse_constant=constant
        )
    except json.JSONDecodeError as error:
        raise JsonFault(f"第 {error.lineno} 行第 {error.colno} 个字符处{_reason(error)}") from error
    return value, notes


def _free_name(taken: dict[str, Json], key: str) -> str:
    count = 1
    while (name := f"{key}（重复{count}）") in taken:
        count += 1
    return name


def _refuse_depth(text: str) -> None:
    depth, inside, escaped, line = 0, False, False, 1
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    for character in text:
        if character == "\n":
            line += 1
        if inside:
            inside = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            inside, escaped = True, False
        elif character in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise JsonFault(f"第 {line} 行处的层次太深（超过 {MAX_DEPTH} 层），不是绩表的文件")
        elif character in "]}":
            depth -= 1


def _reason(error: json.JSONDecodeError) -> str:
    if error.pos >= len(error.doc.rstrip()):
        return "文件突然结束，可能没有保存完整"
    reasons = {
        "Expecting value": "缺少一个值",
        "Expecting ',' delimiter": "缺少逗号",
        "Expecting ':' delimiter": "缺少冒号",
        "Expecting property name enclosed in double quotes": "缺少双引号中的键名",
        "Unterminated string starting at": "的文字缺少结尾的双引号",
        "Extra data": "之后有多余的内容",
        "Invalid control character at": "有不允许的控制字符",
        "Invalid \\escape": "有错误的转义符",
        "Invalid \\uXXXX escape": "有错误的转义符",
    }
    return reasons.get(error.msg, f"格式有误（{error.msg}）")


def write(value: Json | int, indent: int = 0) -> str:
    """A value in our fixed writing (two spaces, one item a line); the caller adds the final newline."""
    inner, outer = "  " * (indent + 1), "  " * indent
    match value:
        case dict() if value:
            items = ",\n".join(f"{inner}{_quoted(key)}: {write(item, indent + 1)}" for key, item in value.items())
            return f"{{\n{items}\n{outer}}}"
        case list() if value:
            items = ",\n".join(f"{inner}{write(item, indent + 1)}" for item in value)
            return f"[\n{items}\n{outer}]"
        case RawNumber():
            return str(value)
        case str():
            return _quoted(value)
    return json.dumps(value)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", quoted)
