"""Templates on disk: the bundled ones, the user's own, and the one that a form carries with it.

A faulty template is left out and told in a sentence with file, path inside the file and reason; the program goes on.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from app.form.document import Document, Json
from app.form.plain import plain_template
from app.form.template import Template
from app.paths import bundled_templates, data_folder
from app.storage import json_text
from app.storage.schema import FIELD_KEYS, FUNDING_KEYS, NODE_KEYS, TEXT_KEYS

_NOT_A_TEMPLATE = "template.schema.json"


class FaultyTemplate(ValueError):
    """A template file cannot be used; ``str()`` names the file, the path inside it and the reason in Chinese."""


class TemplateEntry(Struct, frozen=True):
    """A template with the text of its file (to be carried by forms) and whether it ships with the program."""

    template: Template
    source: bytes
    bundled: bool


class TemplateShelf(Struct, frozen=True, dict=True):
    """All templates at hand, and the sentences about files that could not be used."""

    entries: dict[str, TemplateEntry]
    problems: tuple[str, ...] = ()

    @cached_property
    def templates(self) -> dict[str, Template]:
        """The templates by id."""
        return {key: entry.template for key, entry in self.entries.items()}

    def get(self, template_id: str) -> Template | None:
        """The template with this id."""
        entry = self.entries.get(template_id)
        return entry.template if entry else None

    def newest(self, family: str, year: int) -> Template | None:
        """The newest template of a family that is not later than the year (the oldest one for years before all)."""
        alike = sorted(
            (each for each in self.templates.values() if each.family == family), key=lambda each: each.years.first
        )
        fitting = [each for each in alike if each.years.first <= year]
        return fitting[-1] if fitting else (alike[0] if alike else None)

    def is_bundled(self, template_id: str) -> bool:
        """Whether the template ships with the program, so that forms need not carry it."""
        entry = self.entries.get(template_id)
        return entry is not None and entry.bundled


def decode_template(source: bytes, file: str) -> Template:
    """A template from the bytes of its file, with or without the mark that Windows editors put first. Raises FaultyTemplate."""
    from app.form.template_faults import template_faults  # not needed for the bundled ones, nor before the first paint

    template = _decode(source, file)
    faults = template_faults(template)
    if faults:
        told = "；".join(f"位置 {path}：{reason}" for path, reason in faults)
        raise FaultyTemplate(f"模板“{file}”有误，{told}。")
    return template


def _decode(source: bytes, file: str) -> Template:
    try:
        return msgspec.json.decode(source.removeprefix(codecs.BOM_UTF8), type=Template)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `")
        raise FaultyTemplate(f"模板“{file}”有误，位置 {path.rstrip('`') or '$'}：{_in_chinese(reason)}。") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FaultyTemplate(f"模板“{file}”不是有效的 JSON 文件：{_json_fault(source) or error}。") from error


def _json_fault(source: bytes) -> str | None:
    try:
        json_text.parse(source.decode("utf-8-sig", "replace"))
    except json_text.JsonFault as fault:
        return str(fault)
    return None


def _in_chinese(reason: str) -> str:
    for english, chinese in (
        ("Object missing required field", "缺少键"),
        ("Object contains unknown field", "有不认识的键"),
        ("Invalid enum value", "不允许的值"),
        ("Invalid value", "不允许的值"),
        ("Expected `str`", "应为文字"),
        ("Expected `int`", "应为整数"),
        ("Expected `array`", "应为列表"),
        ("Expected `object`", "应为对象"),
        ("Expected", "应为"),
        (" matching regex", "，写法须符合"),
        (", got", "，实际为"),
    ):
        reason = reason.replace(english, chinese)
    return reason


_shelves: dict[Path, TemplateShelf] = {}


def own_templates_folder() -> Path:
    """The user's own folder of templates."""
    return data_folder() / "templates"


def all_templates(*, fresh: bool = False) -> TemplateShelf:
    """All templates: bundled, then the user's own (which cannot replace a bundled id). Read once, again with ``fresh``."""
    own = own_templates_folder()
    if fresh or own not in _shelves:
        _shelves[own] = read_shelf(bundled_templates(), own)
    return _shelves[own]


def bundled_template(template_id: str) -> Template | None:
    """A bundled template by its id, which is its file's name, without reading the others: how most forms find theirs."""
    own = own_templates_folder()
    if own in _shelves:
        return _shelves[own].get(template_id) if _shelves[own].is_bundled(template_id) else None
    path = bundled_templates() / f"{template_id}.json"
    if path.name not in _names(path.parent):
        return None
    template = _decoded(path)
    return template if template is not None and template.id == template_id else None


@cache
def _names(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in _files(folder))


@cache
def _decoded(path: Path) -> Template | None:
    try:
        return _decode(path.read_bytes(), path.name)  # the tests hold the bundled ones free of faults
    except (FaultyTemplate, OSError):
        return None


def read_shelf(bundled: Path, own: Path) -> TemplateShelf:
    """Read two folders of templates."""
    entries: dict[str, TemplateEntry] = {}
    problems: list[str] = []
    for path in (*_files(bundled), *_files(own)):
        try:
            source = path.read_bytes()
            template = decode_template(source, path.name)
        except FaultyTemplate as fault:
            problems.append(str(fault))
            continue
        except OSError as error:
            problems.append(f"模板“{path.name}”无法读取：{error.strerror or error}。")
            continue
        if template.id in entries:
            problems.append(f"模板“{path.name}”的编号 {template.id} 已被占用，没有使用；请换一个编号。")
            continue
        entries[template.id] = TemplateEntry(template, source, path.parent == bundled)
    return TemplateShelf(entries, tuple(problems))


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.glob("*.json") if path.name != _NOT_A_TEMPLATE) if folder.is_dir() else ()


def template_of(document: Document, shelf: TemplateShelf) -> tuple[Template, str | None]:
    """The template of a form, and a sentence when it is not simply one at hand.

    First the shelf, then the template that the form carries, else a plain view made from the form's own keys.
    """
    template = shelf.get(document.template)
    if template is not None:
        return template, None
    carried = document.meta.get("template_copy")
    if carried is not None:
        try:
            return decode_template(json_text.write(carried).encode("utf-8", "backslashreplace"), "随表携带的模板"), None
        except FaultyTemplate as fault:
            return plain_template(document, _known_labels(shelf)), f"{fault}已按文件内容显示，保存不会丢失任何内容。"
    named = f"“{document.template}”" if document.template else "（未写明）"
    note = f"找不到这张表的模板{named}，已按文件内容显示，可以查看、修改和保存，不会丢失任何内容。"
    return plain_template(document, _known_labels(shelf)), note


def _known_labels(shelf: TemplateShelf) -> dict[str, str]:
    labels = {**FIELD_KEYS, **FUNDING_KEYS, **TEXT_KEYS, **NODE_KEYS}
    short = {
        key: label.partition("：")[0].partition("（")[0]
        for key, label in labels.items()
        if not label.startswith("其中")
    }
    for template in shelf.templates.values():
        for declared in (template.fields, template.texts, template.funding.cells, template.indicators.columns):
            for item in declared:
                short.setdefault(item.key, item.label)
    return short


def carrying(document: Document, shelf: TemplateShelf) -> Document:
    """The document as it is saved: with a copy of its template unless that is bundled or carried already."""
    entry = shelf.entries.get(document.template)
    if entry is None or entry.bundled:
        return document
    copy, _ = json_text.parse(entry.source.decode("utf-8-sig"))
    meta: dict[str, Json] = {**document.meta, "template_copy": copy}
    return replace(document, meta=meta)
