"""A form converted to another template (another year's, another kind): every value is taken over, moved to the place that
means the same, or kept as a remark; nothing is lost and nothing retyped.

What was moved on a guess is named under ``unconfirmed``; the file remembers where it came from under ``origin``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.form.document import Document, Json, RawNumber, as_text
from app.form.labels import clean_label, label_of
from app.form.places import Place, field_place, funding_place, path_of, text_place
from app.form.template import Field, LongText, MoneyCell, Template
from app.work.convert_tree import convert_tree

Declared = Field | LongText | MoneyCell


@dataclass(frozen=True, slots=True)
class MappingLine:
    """One line of the mapping report: what (as printed in the old form), where it went (as printed in the new form; None: to the
    remarks), and a note for people."""

    what: str
    where: str | None
    note: str = ""

    def text(self) -> str:
        """The line as people read it."""
        arrow = f"{self.what} → {self.where or '备注'}"
        return f"{arrow}（{self.note}）" if self.note else arrow


@dataclass(frozen=True, slots=True)
class Converted:
    """The new form and the report; values that simply stay under the same label have no line."""

    document: Document
    report: tuple[MappingLine, ...]


def convert(
    document: Document, source: Template, target: Template, *, kind: str = "conversion", file: str | None = None
) -> Converted:
    """Convert a form. ``kind`` and ``file`` go into ``origin``."""
    lines: list[MappingLine] = []
    guessed: list[Place] = []
    remarks: list[str] = []
    sections: dict[str, dict[str, Json]] = {}
    restored = _restorable(document, target)
    for name in ("fields", "funding", "texts"):
        sections[name] = _section(document, source, target, name, lines, guessed, remarks, restored)
    tree = convert_tree(document, source, target)
    lines += [MappingLine(" › ".join(old), " › ".join(new), note) for old, new, note in tree.moved]
    kept = [remark for remark in _remarks(document) if remark not in restored.values()]
    made = Document(
        template=target.id,
        year=document.year,
        fields=sections["fields"],
        funding=sections["funding"],
        texts=sections["texts"],
        indicators=tree.nodes,
        meta=_meta(document, target, [*kept, *remarks], kind, file),
    )
    paths = [
        path_of(made, place) for place in (*guessed, *(Place("indicators", "name", node) for node in tree.guessed))
    ]
    return Converted(with_unconfirmed(made, paths), tuple(lines))


def with_unconfirmed(document: Document, paths: list[str]) -> Document:
    """The document with these paths added to those that a person has yet to confirm."""
    before = document.meta.get("unconfirmed")
    known: list[Json] = list(before) if isinstance(before, list) else []
    added: list[Json] = [path for path in paths if path not in known]
    if not added:
        return document
    return replace(document, meta={**document.meta, "unconfirmed": [*known, *added]})


def _declared(template: Template, section: str) -> tuple[Declared, ...]:
    return {"fields": template.fields, "funding": template.funding.cells, "texts": template.texts}[section]  # type: ignore[return-value]  # one of three tuples


def _place(section: str, key: str) -> Place:
    return {"fields": field_place, "funding": funding_place, "texts": text_place}[section](key)


def _section(
    document: Document,
    source: Template,
    target: Template,
    section: str,
    lines: list[MappingLine],
    guessed: list[Place],
    remarks: list[str],
    restored: Mapping[Place, str],
) -> dict[str, Json]:
    """One section of the new form; tells what went elsewhere into the lists."""
    values = dict(document.section(section))
    made: dict[str, Json] = {}
    taken: set[str] = set()
    declared = {item.key for item in _declared(source, section)}
    for item in _declared(target, section):
        place = _place(section, item.key)
        if item.key in values:
            made[item.key] = values[item.key]
            taken.add(item.key)
        if _filled(made.get(item.key)):
            continue
        alike = next((key for key in item.same_as if _filled(values.get(key))), None)
        if alike is not None:
            made[item.key] = values[alike]
            taken.add(alike)
            guessed.append(place)
            old = label_of(document, source, _place(section, alike))
            lines.append(MappingLine(old, clean_label(item.label), "请确认"))
        elif place in restored:
            made[item.key] = restored[place].partition("】")[2]
            lines.append(MappingLine("备注", clean_label(item.label), "从备注放回"))
        elif item.key not in declared:
            made.setdefault(item.key, None)  # new in this form: there, and blank
    for key, value in values.items():
        if key in taken:
            continue
        if key not in declared:
            made[key] = value  # a key that neither template knows stays as it is
        elif _filled(value):
            label = label_of(document, source, _place(section, key))
            remarks.append(f"【{label}】{as_text(value)}")
            lines.append(MappingLine(label, None))
    return made


def _filled(value: Json) -> bool:
    return bool((as_text(value) or "").strip())


def _remarks(document: Document) -> list[str]:
    remarks = document.meta.get("remarks")
    return [text for remark in remarks if (text := as_text(remark))] if isinstance(remarks, list) else []


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
                if clean_label(item.label) == label and not _filled(document.section(section).get(item.key)):
                    found.setdefault(place, remark)
    return found


def _meta(document: Document, target: Template, remarks: list[str], kind: str, file: str | None) -> dict[str, Json]:
    meta = {key: value for key, value in document.meta.items() if key not in ("template_copy", "origin", "remarks")}
    if meta.get("title") == target.title:
        del meta["title"]
    if remarks:
        meta["remarks"] = list(remarks)
    origin: dict[str, Json] = {"kind": kind}
    if file is not None:
        origin["file"] = file
    origin["template"] = document.template
    if document.year is not None:
        origin["year"] = RawNumber(document.year) if isinstance(document.year, int) else document.year
    meta["origin"] = origin
    return meta


def report_text(converted: Converted) -> Iterator[str]:
    """The report, line by line."""
    for line in converted.report:
        yield line.text()
