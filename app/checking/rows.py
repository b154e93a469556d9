"""The indicators of a form as rows for the checks: what stands above each, its value read, its place.

``Wording`` has the words alone, no node: the checks of a single row depend on nothing else, so their results are kept per
wording and only rows that changed are checked again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from app.checking.findings import Severity
from app.checking.lexicons import Lexicons, lexicons
from app.form.document import Document, Indicator
from app.form.target import Target, TargetKind, read_target
from app.form.template import Template, catalogue_names

UNFILLED_NAMES = frozenset(("", "-", "—", "–", "－", "/", "无", "不适用", "不涉及", "……", "…"))
"""Names of rows that say there is no indicator here."""


class Wording(Struct, frozen=True, eq=False):
    """The words of one row. ``role1`` and ``role2`` are what its levels are about (``resources/lexicons/levels.json``);
    ``multi_year`` says that the project runs over several years, ``roles`` which level-2 roles the form offers.

    The same words are the same object (``wording_of``), so what is known of them is found by identity: a review of thousands
    of rows looks each of them up several times.
    """

    level1: str
    level2: str
    role1: str
    role2: str
    name: str
    value: str
    year: int | None
    multi_year: bool
    roles: frozenset[str]
    target: Target
    """The value, read."""
    is_used: bool
    """Whether an indicator is really set here (not ``-``)."""

    @property
    def bare_name(self) -> str:
        """The name without spaces and a last bracket: 满意度（%） → 满意度."""
        return bare(self.name)


class Row(Struct, frozen=True, eq=False):
    """One indicator of the form."""

    node: Indicator
    parents: tuple[Indicator, ...]
    words: Wording
    column: str

    @property
    def is_used(self) -> bool:
        """Whether an indicator is really set here (not ``-``)."""
        return self.words.is_used


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding about one row, without its node: ``key`` is the column it is about, ``said`` fills the rule's sentence,
    ``new`` is the text that mends the cell (``label`` says so on the button)."""

    code: str
    key: str
    said: Mapping[str, str]
    new: str | None = None
    label: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form as the checks see it."""

    document: Document
    template: Template
    words: Lexicons
    rows: tuple[Row, ...]
    multi_year: bool
    start: str
    end: str
    used: tuple[Row, ...]
    """The rows in which an indicator is really set: most checks are about these."""


@lru_cache(maxsize=16384)
def is_unfilled(name: str) -> bool:
    """Whether a name says that there is no indicator here: ``-``, 不适用, or a sample's bare 指标1：."""
    return name in UNFILLED_NAMES or not bare(name)


_SPACES = re.compile(r"\s+")
_LAST_BRACKET = re.compile(r"(?<=.)(?:[（(][^（）()]{0,14}[）)]|%|％)$")
_LEADING_MARK = re.compile(
    r"^(?:[★☆*▲●■◆]+|指标\s*\d{0,2}\s*[:：.、]|\d{1,2}\s*[.、．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])+"
)


@lru_cache(maxsize=16384)
def bare(name: str) -> str:
    """A name without spaces, leading marks (★, 指标1：) and brackets at its end."""
    plain = _LEADING_MARK.sub("", _SPACES.sub("", name)).rstrip("。：:；;，,")
    while True:
        shorter = _LAST_BRACKET.sub("", plain)
        if shorter == plain:
            return plain
        plain = shorter


def form_of(document: Document, template: Template) -> Form:
    """Read a form for the checks."""
    words = lexicons()
    dates = [_text(document.fields.get(field.key)) for field in template.fields if field.type == "date"]
    start, end = (*dates, "", "")[:2]
    multi_year = bool(start and end) and start[:4] != end[:4]
    rows = _rows(document, offer_of(template, words), words, multi_year)
    used = tuple([row for row in rows if row.words.is_used])
    return Form(document, template, words, rows, multi_year, start, end, used)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a template offers for its rows: the key of the column of values (指标值), the roles of its level-2 names."""

    column: str
    roles: frozenset[str]


_offers: dict[int, tuple[Template, Lexicons, Offer]] = {}


def offer_of(template: Template, words: Lexicons) -> Offer:
    """What a template offers, kept per template object (its structs are costly to hash)."""
    known = _offers.get(id(template))
    if known is not None and known[0] is template and known[1] is words:
        return known[2]
    columns = [column.key for column in template.indicators.columns if column.type == "target"]
    names = [name.name for level, name in catalogue_names(template.indicators.catalogue) if level == 2]
    offer = Offer(columns[0] if columns else "target", frozenset(map(words.role2, names)) - {""})
    if len(_offers) > 200:
        _offers.clear()
    _offers[id(template)] = (template, words, offer)
    return offer


def _rows(document: Document, offer: Offer, words: Lexicons, multi_year: bool) -> tuple[Row, ...]:
    year = document.year_number
    column, roles = offer.column, offer.roles
    found: list[Row] = []

    def visit(nodes: tuple[Indicator, ...], parents: tuple[Indicator, ...]) -> None:
        level1 = parents[0].name.strip() if parents else ""
        level2 = parents[-1].name.strip() if len(parents) > 1 else ""
        role1, role2 = words.role1(level1), words.role2(level2)
        known = _known_wordings(level1, level2, role1, role2, year, multi_year, roles)
        for node in nodes:
            if node.children is not None:
                visit(node.children, (*parents, node))
            elif parents:
                key = (node.name.strip(), _text(node.values.get(column)))
                wording = known.get(key)
                if wording is None:
                    if len(known) > _MANY_WORDINGS:
                        known.clear()
                    wording = wording_of(level1, level2, role1, role2, *key, year, multi_year, roles)
                    known[key] = wording
                found.append(Row(node, parents, wording, column))

    visit(document.indicators, ())
    return tuple(found)


_MANY_WORDINGS = 1 << 14


@lru_cache(maxsize=512)
def _known_wordings(*level: object) -> dict[tuple[str, str], Wording]:
    """What the rows below a level say, by name and value: a look-up with these two takes a third of one with all nine."""
    del level
    return {}


# So large that the rows of the largest form stay together: only then are equal words one object within a review.
@lru_cache(maxsize=1 << 17)
def wording_of(
    level1: str,
    level2: str,
    role1: str,
    role2: str,
    name: str,
    value: str,
    year: int | None,
    multi_year: bool,
    roles: frozenset[str],
) -> Wording:
    """The words of a row as one object, with its value read."""
    target = read_target(value, year)
    used = not is_unfilled(name)
    return Wording(level1, level2, role1, role2, name, value, year, multi_year, roles, target, used)


def short(value: str, limit: int = 40) -> str:
    """A value to be quoted in a sentence, cut when it is very long."""
    plain = _SPACES.sub(" ", value.strip())
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


def is_numeric(target: Target) -> bool:
    """Whether the value is one amount."""
    return target.kind is TargetKind.NUMBER
