"""Many forms beside each other (a folder, a 汇总): what no single form shows.

Totals; one project twice; one indicator with different values or units; one effect counted twice; copied texts; one figure given
differently; a unit's name spelled differently. Work grows with the number of forms, not with their pairs: everything is found
through dictionaries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from app.checking.duplicates import plain_name
from app.checking.findings import Severity
from app.checking.lexicons import Lexicons, lexicons, without_spaces
from app.checking.rows import Form, Row, form_of, short
from app.checking.rules import rule_of
from app.form.amount import format_amount, stored_amount
from app.form.document import Document, as_text
from app.form.labels import label_of, money_label
from app.form.places import Place, field_place, indicator_place, text_place
from app.form.target import Target, TargetKind
from app.form.target_words import UNIT
from app.form.template import Template


@dataclass(frozen=True, slots=True)
class NamedForm:
    """A form of a folder: ``name`` is how it is called in sentences (its project, or its file)."""

    name: str
    document: Document
    template: Template


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in one of the forms (``form`` is its index)."""

    form: int
    place: Place


@dataclass(frozen=True, slots=True)
class AcrossFinding:
    """One cause that shows only between forms."""

    code: str
    severity: Severity
    term: str
    spots: tuple[Spot, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one money cell over the forms that have it, in 元; ``forms`` counts those that fill it."""

    key: str
    label: str
    amount: Decimal
    forms: int


@dataclass(frozen=True, slots=True)
class _Read:
    """A form with what the comparisons need."""

    index: int
    named: NamedForm
    form: Form


def totals(forms: Iterable[NamedForm]) -> tuple[Total, ...]:
    """The sums of all money cells, by key, in the order in which they first occur."""
    sums: dict[str, tuple[str, Decimal, int]] = {}
    for each in forms:
        for cell in each.template.funding.cells:
            amount = stored_amount(each.document.funding.get(cell.key))
            if cell.type != "amount":
                continue
            label, total, count = sums.get(cell.key, (money_label(each.template, cell.key), Decimal(0), 0))
            sums[cell.key] = (label, total + (amount or 0), count + (amount is not None))
    return tuple(Total(key, label, total, count) for key, (label, total, count) in sums.items())


def across(forms: Sequence[NamedForm]) -> tuple[AcrossFinding, ...]:
    """Every finding between the forms, the weightier first."""
    words = lexicons()
    read = [_Read(index, each, form_of(each.document, each.template)) for index, each in enumerate(forms)]
    order = {"error": 0, "warning": 1, "hint": 2}
    found = [*_same_project(read), *_spellings(read, words)]
    years: dict[object, list[_Read]] = defaultdict(list)
    for each in read:
        years[each.named.document.year].append(each)
    for same_year in years.values():
        # A text or value of last year's form may well differ, or be taken over.
        found += [*_same_indicator(same_year, words), *_copied_texts(same_year, words), *_figures(same_year, words)]
    return tuple(sorted(found, key=lambda each: order[each.severity]))


def _found(code: str, spots: Iterable[Spot], **said: str) -> AcrossFinding:
    rule = rule_of(code)
    return AcrossFinding(code, rule.severity, rule.term, tuple(spots), rule.sentence.format_map(said))


def _names(reads: Sequence[_Read]) -> str:
    shown = [f"“{short(each.named.name, 24)}”" for each in reads[:4]]
    return "、".join(shown) + (f"等 {len(reads)} 张表" if len(reads) > 4 else "")


def _owner(read: _Read, words: Lexicons) -> str:
    for key in words.across.owner_fields:
        text = as_text(read.named.document.fields.get(key))
        if text:
            return plain_name(text)
    return ""


def _same_project(read: Sequence[_Read]) -> Iterator[AcrossFinding]:
    """``across.duplicate_project``: name, unit and year alike."""
    words = lexicons()
    groups: dict[tuple[str, str, object], list[_Read]] = defaultdict(list)
    for each in read:
        name = as_text(each.named.document.fields.get("project_name"))
        if name and name.strip():
            key = (plain_name(name), _owner(each, words), each.named.document.year, each.named.template.purpose)
            groups[key].append(each)  # type: ignore[index]  # purpose only tells a declaration from a self-evaluation
    for (name, *_), same in groups.items():
        if len(same) > 1:
            spots = [Spot(each.index, field_place("project_name")) for each in same]
            yield _found("across.duplicate_project", spots, name=name, count=str(len(same)))


def _same_indicator(read: Sequence[_Read], words: Lexicons) -> Iterator[AcrossFinding]:
    """``across.value_differs``, ``across.unit_differs``, ``across.same_effect`` for names that say what they measure."""
    groups: dict[str, list[tuple[_Read, Row]]] = defaultdict(list)
    for each in read:
        for row in each.form.rows:
            if row.is_used and row.words.role1 != "management" and is_distinctive(row.words.bare_name, words):
                groups[plain_name(row.words.bare_name)].append((each, row))
    for rows in groups.values():
        if len({each.index for each, _ in rows}) > 1:
            yield from _compared(rows)


def _compared(rows: list[tuple[_Read, Row]]) -> Iterator[AcrossFinding]:
    targets = [row.words.target for _, row in rows]
    spots = [Spot(each.index, indicator_place(row.node.id, row.column)) for each, row in rows]
    forms = _names(list({each.index: each for each, _ in rows}.values()))
    name = short(rows[0][1].words.name)
    numeric = [target for target in targets if target.kind is TargetKind.NUMBER]
    units = {target.unit for target in numeric}
    if len(numeric) == len(targets) and len(units) > 1:
        yield _found(
            "across.unit_differs", spots, name=name, forms=forms, units="、".join(sorted(map(repr_unit, units)))
        )
        return
    meanings = {_meaning(target) for target in targets}
    values = "、".join(f"“{short(value)}”" for value in dict.fromkeys(row.words.value for _, row in rows))
    if len(meanings) > 1:
        yield _found("across.value_differs", spots, name=name, forms=forms, values=values)
    elif numeric and all(row.words.role1 in ("benefit", "satisfaction") for _, row in rows):
        yield _found("across.same_effect", spots, name=name, forms=forms, value=values)


def repr_unit(unit: str) -> str:
    """A unit to be quoted; a blank one is said to be none."""
    return f"“{unit}”" if unit else "无单位"


def _meaning(target: Target) -> object:
    """What two writings of one value share: ≥95%, ≥95(%) and >=95.0％ are one."""
    if target.kind is TargetKind.NUMBER and target.number is not None:
        return (target.operator, target.number.normalize(), target.unit)
    return without_spaces(target.text)


@lru_cache(maxsize=32768)
def is_distinctive(name: str, words: Lexicons) -> bool:
    """Whether a name says what it is about: at least four characters are left without the general words."""
    return len(_generic(words).sub("", name)) >= 4


@lru_cache(maxsize=8)
def _generic(words: Lexicons) -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(word) for word in sorted(words.across.generic, key=len, reverse=True)) or "(?!)"
    )


_SENTENCE = re.compile(r"[。；;\n！？]")


def _copied_texts(read: Sequence[_Read], words: Lexicons) -> Iterator[AcrossFinding]:
    """``across.copied_text``: a long text that another form has as well, whole or in the most part of its sentences."""
    for key in words.across.texts:
        groups: dict[str, list[_Read]] = defaultdict(list)
        for each in read:
            text = as_text(each.named.document.texts.get(key))
            plain = without_spaces(text) if text else ""
            if len(plain) >= 20:
                groups[plain].append(each)
        for plain, same in groups.items():
            if len({_project(each) for each in same}) > 1:
                yield _copy(key, same, plain)
        yield from _partly_copied(key, groups)


def _project(read: _Read) -> str:
    return plain_name(as_text(read.named.document.fields.get("project_name")) or read.named.name)


def _copy(key: str, same: Sequence[_Read], text: str) -> AcrossFinding:
    place = text_place(key)
    label = label_of(same[0].named.document, same[0].named.template, place)
    spots = [Spot(each.index, place) for each in same]
    return _found("across.copied_text", spots, forms=_names(same), where=label, text=short(text, 24))


def _partly_copied(key: str, groups: Mapping[str, Sequence[_Read]]) -> Iterator[AcrossFinding]:
    """Different texts that share most of their sentences; each text is told once, with the first that it is like."""
    owners: dict[str, list[str]] = defaultdict(list)
    for plain in groups:
        for sentence in {each for each in _SENTENCE.split(plain) if len(each) >= 15}:
            owners[sentence].append(plain)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for sentence, texts in owners.items():
        # A sentence of many forms is a phrase of the office, not a copied text.
        if 2 <= len(texts) <= 8:
            for other in texts[1:]:
                shared[(texts[0], other)] += len(sentence)
    for (first, second), length in shared.items():
        if length * 10 >= 6 * min(len(first), len(second)):
            same = [groups[first][0], groups[second][0]]
            if _project(same[0]) != _project(same[1]):
                yield _copy(key, same, second)


_FIGURE = re.compile(
    rf"([一-鿿]{{5,16}}?)(?:共计|合计|大约|约|共|达到|达|为|有)?(\d+(?:\.\d+)?)\s*(?!年|月|日|号)({UNIT})"
)


def _figures(read: Sequence[_Read], words: Lexicons) -> Iterator[AcrossFinding]:
    """``across.figure_differs``: one figure of one unit, given differently in the texts of two forms (服务人口128万人 / 130万人)."""
    seen: dict[tuple[str, str, str], dict[str, list[tuple[_Read, str]]]] = defaultdict(lambda: defaultdict(list))
    for each in read:
        owner = _owner(each, words)
        for key in words.across.texts:
            text = as_text(each.named.document.texts.get(key))
            for subject, number, unit in _figures_in(text) if text else ():
                seen[(owner, subject, unit)][number].append((each, key))
    for (_, subject, unit), numbers in seen.items():
        uses = [use for same in numbers.values() for use in same]
        if len(numbers) > 1 and len({each.index for each, _ in uses}) > 1:
            said = "、".join(f"{number}{unit}" for number in numbers)
            forms = _names(list({each.index: each for each, _ in uses}.values()))
            spots = [Spot(each.index, text_place(key)) for each, key in uses]
            yield _found("across.figure_differs", spots, forms=forms, subject=subject, numbers=said)


@lru_cache(maxsize=8192)
def _figures_in(text: str) -> tuple[tuple[str, str, str], ...]:
    """Figures of a text as (last words before it, number, unit)."""
    if not any(character.isdigit() for character in text):
        return ()
    return tuple((match[1][-6:], match[2], match[3]) for match in _FIGURE.finditer(text))


def _spellings(read: Sequence[_Read], words: Lexicons) -> Iterator[AcrossFinding]:
    """``across.spelling``: names of units that differ in one character, a space or a bracket."""
    for key in words.across.unit_fields:
        names: dict[str, list[_Read]] = defaultdict(list)
        for each in read:
            name = as_text(each.named.document.fields.get(key))
            if name and name.strip():
                names[name.strip()].append(each)
        for first, second in _alike(tuple(names)):
            same = [names[first][0], names[second][0]]
            place = field_place(key)
            label = label_of(same[0].named.document, same[0].named.template, place)
            spots = [Spot(each.index, place) for each in same]
            yield _found("across.spelling", spots, where=label, first=first, second=second)


def _alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that are equal but for punctuation, or but for one character in at least six. Digits always count."""
    by_key: dict[str, list[str]] = defaultdict(list)
    told: set[tuple[str, str]] = set()
    for name in names:
        plain = plain_name(name)
        keys = {plain, *(plain[:at] + "\0" + plain[at + 1 :] for at in range(len(plain)) if len(plain) >= 6)}
        keys |= {plain[:at] + plain[at + 1 :] for at in range(len(plain)) if len(plain) >= 7}
        for key in keys:
            for other in by_key[key][:3]:
                pair = (other, name)
                if pair not in told and _is_slip(plain_name(other), plain):
                    told.add(pair)
                    yield pair
            by_key[key].append(name)


_TELLING = re.compile(r"[0-9０-９一二三四五六七八九十东西南北中上下前后大小新老甲乙丙ABCabc省市区县镇乡村]")


def _is_slip(first: str, second: str) -> bool:
    """Whether two names differ by a slip of the pen: the differing character is none that tells places or numbers apart."""
    if first == second:
        return True
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    different = first[start : len(first) - end] + second[start : len(second) - end]
    return not _TELLING.search(different)


def total_line(total: Total) -> str:
    """A total as a line for people: 年度资金申请总额合计 22,000,000.00 元（8 张表）."""
    return f"{total.label}合计 {format_amount(total.amount)} 元（{total.forms} 张表）"
