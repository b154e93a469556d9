"""Labels as offices write them → what they mean in a template.

Every label, alias, level name and catalogue name of a template is put into one spelling (full- and half-width, spaces and line
breaks inside, colons, numbering, brackets); a cell's text is looked up in the same spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from app.form.template import (
    ClosingPart,
    Field,
    GridPart,
    IndicatorsPart,
    LinePart,
    LongText,
    MoneyCell,
    Name,
    Template,
)
from app.importing.grid import squeezed
from app.importing.words import words

MeaningKind = Literal["field", "text", "money", "heading", "level", "column", "period", "operator", "unit", "ordinal"]

_NUMBERING = re.compile(r"^(?:[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)\]、.．]+|[*★☆●▲#]+)+")
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_UNIT = re.compile(
    r"(?:单位[:：]?|[(\[【,，])(?:人民币)?(万元|元)[)\]】]?$|^(万元|元)$|[(\[](?:单位[:：]?)?(?:人民币)?(万元|元)[)\]]"
)
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分\)$")
_MAX_LABEL = 60


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label stands for: a datum by key, a column, a level (1 …), or a heading. ``alias``: not the template's own word."""

    kind: MeaningKind
    key: str
    level: int = 0
    alias: bool = False


@lru_cache(maxsize=8192)
def spellings(text: str) -> tuple[str, ...]:
    """The spellings under which a label is looked up, the closest first. Empty for texts too long to be labels."""
    plain = squeezed(text)
    if not plain or len(plain) > _MAX_LABEL:
        return ()
    plain = plain.lower().rstrip(":;,。.、").lstrip(":、")
    found = [plain]
    for pattern in (_NUMBERING, _BRACKETS, _YEAR):
        found.extend([pattern.sub("", each).rstrip(":;,、") for each in found])
    found.extend([each.removeprefix("其中").lstrip(":") for each in found])
    return tuple(dict.fromkeys(each for each in found if each))


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """One spelling of a catalogue name."""
    return _NUMBERING.sub("", squeezed(text).lower()).rstrip(":;,。、")


def label_unit(text: str) -> str | None:
    """The unit that a label names (``项目资金（万元）`` → 万元), or None."""
    match = _UNIT.search(squeezed(text))
    return next((unit for unit in match.groups() if unit), None) if match else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A template's words for looking up."""

    template: Template
    labels: dict[str, tuple[Meaning, ...]]
    names: tuple[dict[str, str], ...]
    """By level from 0: spelling → the catalogue's name."""
    parents: dict[tuple[int, str], tuple[str, ...]]
    """(level from 0, name) → the names that it stands under in the catalogue."""
    titles: tuple[str, ...]
    lines: frozenset[str]
    """What the papers print themselves, without any datum, outside their grids (squeezed)."""
    inline: re.Pattern[str] = field(compare=False)
    """Finds labels of data that are followed by a colon inside a longer text."""

    def meanings(self, text: str) -> tuple[Meaning, ...]:
        """What a cell's text means as a label; empty when it is none."""
        for spelling in spellings(text):
            found = self.labels.get(spelling)
            if found:
                return found
        return ()

    def canonical(self, level: int, text: str) -> str | None:
        """The catalogue's name of a level (from 0) that a text gives, with or without the points printed there, or None."""
        if level >= len(self.names):
            return None
        names = self.names[level]
        # Other offices print points also where the form has none.
        return names.get(self._bare(level, text)) or names.get(_POINTS.sub("", name_key(text)))

    def is_exact(self, level: int, text: str) -> bool:
        """Whether the text is a catalogue name itself and not another writing of it."""
        name = self.canonical(level, text)
        return name is not None and name_key(name) == self._bare(level, text)

    def _bare(self, level: int, text: str) -> str:
        """A level's name in one spelling, without its points (产出（20分）) where the form prints them."""
        key = name_key(text)
        return _POINTS.sub("", key) if self.template.indicators.levels[level].points else key

    def is_own_line(self, text: str) -> bool:
        """Whether a text is only what the papers print themselves (附件：…, 填表人：　　审核人：)."""
        return squeezed(text) in self.lines

    @property
    def name_levels(self) -> int:
        """How many levels stand above the indicators."""
        return max(0, self.template.depth - 1)


_CACHE: dict[int, Vocabulary] = {}


def vocabulary(template: Template) -> Vocabulary:
    """The vocabulary of a template, made once."""
    found = _CACHE.get(id(template))
    if found is None or found.template is not template:
        if len(_CACHE) > 200:
            _CACHE.clear()
        found = _CACHE[id(template)] = _build(template)
    return found


def _build(template: Template) -> Vocabulary:
    labels: dict[str, list[Meaning]] = {}

    def add(text: str, meaning: Meaning) -> None:
        for rank, spelling in enumerate(spellings(text)):
            known = labels.setdefault(spelling, [])
            if known and meaning.kind not in ("field", "text", "money", "level", "column"):
                continue
            same = any(
                (other.kind, other.key, other.level) == (meaning.kind, meaning.key, meaning.level) for other in known
            )
            better = any(not other.alias for other in known) and (meaning.alias or rank > 0)
            if not same and not (better and all(other.kind != meaning.kind for other in known)):
                known.append(meaning)

    for meaning, texts in _sources(template):
        for index, text in enumerate(texts):
            add(text, Meaning(meaning.kind, meaning.key, meaning.level, alias=index > 0 or meaning.alias))
    frozen = {spelling: tuple(found) for spelling, found in labels.items()}
    names, parents = _names(template)
    titles = tuple(dict.fromkeys(name_key(title) for title in (template.title, *template.title_aliases)))
    return Vocabulary(template, frozen, names, parents, titles, _own_lines(template), _inline_pattern(template))


def _sources(template: Template) -> list[tuple[Meaning, tuple[str, ...]]]:
    """Each meaning with its words, the template's own first; the general words last, so that they never win."""
    found: list[tuple[Meaning, tuple[str, ...]]] = []
    for each in template.fields:
        found.append((Meaning("field", each.key), _words_for(each.label, each.aliases)))
    for text in template.texts:
        found.append((Meaning("text", text.key), _words_for(text.label, text.aliases)))
    for cell in template.funding.cells:
        found.append((Meaning("money", cell.key), _words_for(cell.label, cell.aliases)))
    indicators = template.indicators
    for number, level in enumerate(indicators.levels, 1):
        found.append((Meaning("level", "", number), _words_for(level.label, level.aliases)))
    for column in indicators.columns:
        found.append((Meaning("column", column.key), _words_for(column.label, column.aliases)))
    headings = (
        template.funding.label,
        template.texts_label,
        indicators.label,
        *indicators.aliases,
        *_paper_wordings(template),
    )
    found.extend((Meaning("heading", ""), (heading,)) for heading in headings if heading)
    general = words()
    found.extend((Meaning("heading", "", alias=True), (heading,)) for heading in general.headings)
    found.append((Meaning("operator", "", alias=True), general.operators))
    found.append((Meaning("unit", "", alias=True), general.units))
    found.append((Meaning("ordinal", "", alias=True), general.ordinals))
    if sum(each.type == "date" for each in template.fields) >= 2:
        found.append((Meaning("period", "", alias=True), general.period))
    return found


def _words_for(label: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """A label, the template's aliases for it, and what offices in general call it."""
    plain = _BRACKETS.sub("", squeezed(label)).rstrip(":")
    general = next(
        (found for word, found in words().synonyms.items() if _BRACKETS.sub("", squeezed(word)) == plain), ()
    )
    return (label, *aliases, *general)


def _paper_wordings(template: Template) -> list[str]:
    """The wordings printed in the papers' grids that are no datum's label."""
    found: list[str] = []
    for paper in template.papers:
        for part in paper.parts:
            if isinstance(part, GridPart):
                cells = [cell for row in part.rows for cell in row]
                found.extend(cell.label or cell.heading or "" for cell in cells)
            elif isinstance(part, IndicatorsPart):
                found.append(part.label or "")
    plain = (re.sub(r"\{(unit|year|title)\}", "", text) for text in found if "{fields." not in text)
    return [text for text in plain if squeezed(text)]


def _own_lines(template: Template) -> frozenset[str]:
    """The fixed lines of the papers: headings between tables and the closing lines with nothing filled in."""
    parts = [part for paper in template.papers for part in paper.parts if isinstance(part, LinePart | ClosingPart)]
    return frozenset(squeezed(part.text) for part in parts if "{" not in part.text and squeezed(part.text))


def _names(template: Template) -> tuple[tuple[dict[str, str], ...], dict[tuple[int, str], tuple[str, ...]]]:
    levels: tuple[dict[str, str], ...] = tuple({} for _ in range(max(0, template.depth - 1)))
    parents: dict[tuple[int, str], tuple[str, ...]] = {}

    def walk(names: tuple[Name, ...], level: int, parent: str) -> None:
        if level >= len(levels):
            return
        for name in names:
            levels[level][name_key(name.name)] = name.name
            parents[level, name.name] = (*parents.get((level, name.name), ()), parent)
            walk(name.children, level + 1, name.name)

    def walk_aliases(names: tuple[Name, ...], level: int) -> None:
        if level >= len(levels):
            return
        for name in names:
            for alias in name.aliases:
                levels[level].setdefault(name_key(alias), name.name)
            walk_aliases(name.children, level + 1)

    def walk_short(names: tuple[Name, ...], level: int) -> None:
        """Names without the word that all of them end with (数量 for 数量指标), where that is no other name."""
        if level >= len(levels):
            return
        for name in names:
            short = re.sub("(指标|目标)$", "", name_key(name.name))
            everywhere = any(short in known for known in levels)
            if len(short) >= 2 and not everywhere:
                levels[level][short] = name.name
            walk_short(name.children, level + 1)

    walk(template.indicators.catalogue, 0, "")
    walk_aliases(template.indicators.catalogue, 0)
    walk_short(template.indicators.catalogue, 0)
    return levels, parents


_BOTH_WIDTHS = {":": "[:：]", "(": "[(（]", ")": "[)）]", ",": "[,，]"}


def _inline_pattern(template: Template) -> re.Pattern[str]:
    """Labels of data before a colon, at the start of a text or after white space; blanks may stand between their characters."""
    data: list[Field | LongText | MoneyCell] = [*template.fields, *template.texts, *template.funding.cells]
    texts = [_words_for(each.label, each.aliases) for each in data]
    texts.append(words().period)
    labels = sorted({label for group in texts for label in group if len(squeezed(label)) >= 2}, key=len, reverse=True)
    spaced = "|".join(
        r"\s*".join(_BOTH_WIDTHS.get(char, re.escape(char)) for char in squeezed(label).rstrip(":")) for label in labels
    )
    bracket = r"(?:\s*[（(\[【][^）)\]】\n]{0,12}[）)\]】]){0,2}"
    number = r"(?:[*★☆●▲#]|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．])*\s*"
    return re.compile(
        rf"(?:(?<=[\s，,；;。])|^){number}(?P<label>(?:{spaced or '(?!)'}){bracket})\s*[:：]", re.MULTILINE
    )
