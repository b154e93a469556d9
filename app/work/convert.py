"""A form converted to another template (another year's, another kind): every value is taken over, moved to the place that
means the same, or kept as a remark; nothing is lost and nothing retyped.

What was moved on a guess is named under ``unconfirmed``; the file remembers where it came from under ``origin``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from msgspec.structs import replace

from app.form.document import Document, Json, RawNumber, as_list, as_text
from app.form.labels import label_of
from app.form.places import Place, field_place, funding_place, path_of, place_at, text_place
from app.form.row_marks import ROW_MARKS, follow_rows, marked_path
from app.form.template import Field, LongText, MoneyCell, Template
from app.work.convert_tree import convert_tree
from app.work.way_back import WayBack, noted, way_back

ORIGIN_KEYS = ("kind", "file", "template", "year", "moved", "levels")
Declared = Field | LongText | MoneyCell
Unplaced = Literal["remarks", "keep", "drop"]


@dataclass(frozen=True, slots=True)
class MappingLine:
    """One line of the mapping report: what (as printed in the old form), where it went (as printed in the new form; None: nowhere
    that is printed), and a note for people."""

    what: str
    where: str | None
    note: str = ""

    def text(self) -> str:
        """The line as people read it."""
        arrow = f"{self.what} → {self.where or '新表没有这一栏'}"
        return f"{arrow}（{self.note}）" if self.note else arrow


@dataclass(frozen=True, slots=True)
class Converted:
    """The new form and the report; values that simply stay under the same label have no line."""

    document: Document
    report: tuple[MappingLine, ...]


def convert(
    document: Document,
    source: Template,
    target: Template,
    *,
    kind: str = "conversion",
    file: str | None = None,
    unplaced: Unplaced = "remarks",
    used_only: bool = False,
) -> Converted:
    """Convert a form. ``kind`` and ``file`` go into ``origin``. ``unplaced``: what has no place in the new form becomes a
    remark, stays in the file under its key (kept, and there again when the form is converted back), or is left behind.
    ``used_only``: levels without indicators do not go along."""
    back = way_back(document, target.id)
    making = _Making(document, source, target, unplaced, _restorable(document, target), back)
    sections = {name: _section(making, name) for name in ("fields", "funding", "texts")}
    tree = convert_tree(document, source, target, back, used_only=used_only)
    making.lines += [MappingLine(" › ".join(old), " › ".join(new), note) for old, new, note in tree.moved]
    kept = [remark for remark in _remarks(document) if remark not in making.restored.values()]
    made = Document(
        template=target.id,
        year=document.year,
        fields=sections["fields"],
        funding=sections["funding"],
        texts=sections["texts"],
        indicators=tree.nodes,
        meta=_meta(document, target, [*kept, *making.remarks]),
    )
    made = _with_marks(document, made, tree.settled)
    made = replace(made, meta={**made.meta, "origin": _origin(document, made, kind, file, making.moved)})
    places = (*making.guessed, *(Place("indicators", "name", node) for node in tree.guessed))
    return Converted(with_unconfirmed(made, [path_of(made, place) for place in places]), tuple(making.lines))


def with_unconfirmed(document: Document, paths: list[str]) -> Document:
    """The document with these paths added to those that a person has yet to confirm."""
    known = as_list(document.meta.get("unconfirmed"))
    added: list[Json] = [path for path in paths if path not in known]
    if not added:
        return document
    return replace(document, meta={**document.meta, "unconfirmed": [*known, *added]})


def _declared(template: Template, section: str) -> tuple[Declared, ...]:
    return {"fields": template.fields, "funding": template.funding.cells, "texts": template.texts}[section]  # type: ignore[return-value]  # one of three tuples


def _place(section: str, key: str) -> Place:
    return {"fields": field_place, "funding": funding_place, "texts": text_place}[section](key)


@dataclass(slots=True)
class _Making:
    """A conversion while it is made: what is told, guessed and turned into remarks on the way."""

    document: Document
    source: Template
    target: Template
    unplaced: Unplaced
    restored: Mapping[Place, str]
    back: WayBack
    moved: dict[str, str] = field(default_factory=dict)
    lines: list[MappingLine] = field(default_factory=list)
    guessed: list[Place] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def _section(making: _Making, section: str) -> dict[str, Json]:
    """One section of the new form."""
    values = making.document.section(section)
    declared = {item.key for item in _declared(making.source, section)}
    made: dict[str, Json] = {}
    taken: set[str] = set()
    for item in _declared(making.target, section):
        if item.key in values:
            made[item.key] = values[item.key]
            taken.add(item.key)
        if not _filled(made.get(item.key)):
            taken.update(_fill(making, section, item, made))
        if item.key not in declared:
            made.setdefault(item.key, None)  # new in this form: there, and blank
    for key, value in values.items():
        if key in taken:
            if making.unplaced == "keep":
                made.setdefault(key, value)  # for the way back
            continue
        if key not in declared:
            made[key] = value  # a key that neither template knows stays as it is
        else:
            _leave_over(making, section, key, made)
    return made


def _fill(making: _Making, section: str, item: Declared, made: dict[str, Json]) -> set[str]:
    """Fill a blank cell from a key that means the same, or from a remark; the keys that were used."""
    values = making.document.section(section)
    place = _place(section, item.key)
    where = label_of(making.document, making.target, place)
    known = {each.key for each in _declared(making.source, section)}
    path, back = f"{section}.{item.key}", making.back
    came_from = (back.source_of(path) or "").removeprefix(f"{section}.")
    others = [key for key in item.same_as if key in known and not back.belongs_elsewhere(f"{section}.{key}", path)]
    alike = next((key for key in (came_from, *others) if _filled(values.get(key))), None)
    if alike is not None:
        made[item.key] = values[alike]
        making.moved[path] = f"{section}.{alike}"
        what = label_of(making.document, making.source, _place(section, alike))
        sure = alike == came_from  # it only goes back to where it was
        making.lines.append(MappingLine(what, where, "" if sure else "请确认"))
        making.guessed += [] if sure else [place]
        return {alike}
    if place in making.restored:
        made[item.key] = making.restored[place].partition("】")[2]
        making.lines.append(MappingLine("备注", where, "从备注放回"))
    return set()


def _leave_over(making: _Making, section: str, key: str, made: dict[str, Json]) -> None:
    """What has no place in the new form."""
    value = making.document.section(section).get(key)
    label = label_of(making.document, making.source, _place(section, key))
    if making.unplaced == "keep":
        made[key] = value
        if _filled(value):
            making.lines.append(MappingLine(label, None, "保存在文件里"))
    elif making.unplaced == "remarks" and _filled(value) and not _is_copy(making, section, key, made):
        making.remarks.append(f"【{label}】{as_text(value)}")
        making.lines.append(MappingLine(label, "备注"))


def _is_copy(making: _Making, section: str, key: str, made: Mapping[str, Json]) -> bool:
    """Whether a value was only taken over from a place that has it still: then nothing is lost without it."""
    head, _, origin = making.back.moved.get(f"{section}.{key}", "").partition(".")
    return head == section and made.get(origin) == making.document.section(section).get(key)


def _filled(value: Json) -> bool:
    return bool((as_text(value) or "").strip())


def _remarks(document: Document) -> list[str]:
    return [text for remark in as_list(document.meta.get("remarks")) if (text := as_text(remark))]


def _restorable(document: Document, target: Template) -> dict[Place, str]:
    """Remarks that an earlier conversion made of a value for which this form has a place (【项目概况】…)."""
    found: dict[Place, str] = {}
    for remark in _remarks(document):
        label = remark.removeprefix("【").partition("】")[0]
        if not remark.startswith("【") or not label:
            continue
        for section in ("fields", "texts", "funding"):
            for item in _declared(target, section):
                place = _place(section, item.key)
                if label_of(document, target, place) == label and not _filled(document.section(section).get(item.key)):
                    found.setdefault(place, remark)
    return found


def _meta(document: Document, target: Template, remarks: list[str]) -> dict[str, Json]:
    meta = {key: value for key, value in document.meta.items() if key not in ("template_copy", "origin", "remarks")}
    if meta.get("title") == target.title:
        del meta["title"]
    if remarks:
        meta["remarks"] = list(remarks)
    return meta


def _origin(
    document: Document, made: Document, kind: str, file: str | None, moved: Mapping[str, str]
) -> dict[str, Json]:
    """Where the form came from: what another program noted there stays, and the notes for the way back are renewed."""
    before = document.meta.get("origin")
    foreign = (
        {key: value for key, value in before.items() if key not in ORIGIN_KEYS} if isinstance(before, dict) else {}
    )
    origin: dict[str, Json] = {"kind": kind}
    if file is not None:
        origin["file"] = file
    origin["template"] = document.template
    if document.year is not None:
        origin["year"] = RawNumber(document.year) if isinstance(document.year, int) else document.year
    return {**origin, **noted(document, made, moved), **foreign}


def _with_marks(before: Document, made: Document, settled: frozenset[int]) -> Document:
    """What is muted and to be confirmed, at the places of the new form; gone where the new form has no such place, or where
    a level is back under its own name (``settled``)."""
    followed = follow_rows(before, made)
    meta = dict(followed.meta)
    for key in ROW_MARKS:
        entries = meta.get(key)
        if isinstance(entries, list):
            kept = [entry for entry in entries if not _is_past(followed, marked_path(entry), settled)]
            meta[key] = kept
            if entries and not kept:
                del meta[key]
    return replace(followed, meta=meta)


def _is_past(made: Document, path: str, settled: frozenset[int]) -> bool:
    place = place_at(made, path) if path else None
    if place is None or place.section == "form":
        return False
    if place.section == "indicators":
        return place.node in settled and place.key == "name"
    return place.key not in made.section(place.section)
