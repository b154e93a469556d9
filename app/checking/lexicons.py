"""The words that the checks go by, as data: ``resources/lexicons/*.json``, extended by files in the user's folder.

A file of the same name in ``<data folder>/lexicons`` is laid over the bundled one: objects are joined key by key, lists are
appended, an entry that begins with ``-`` takes a bundled one away. A faulty file is left out and told in a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.paths import bundled_resources, data_folder


class _Lexicon(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the words come from, and what they are for."""

    source: str
    note: str = ""


class Levels(_Lexicon, frozen=True, kw_only=True):
    """Names of levels 1 and 2 → what they are about (their role), and which level-1 roles a level-2 role belongs to."""

    level1: dict[str, tuple[str, ...]]
    level2: dict[str, tuple[str, ...]]
    homes: dict[str, tuple[str, ...]]
    year_money: tuple[str, ...]
    whole_money: tuple[str, ...]
    nature_fields: tuple[str, ...]
    needs_cost: tuple[str, ...]


class Side(Struct, frozen=True, forbid_unknown_fields=True):
    """Endings of names whose direction is certain, or only likely."""

    certain: tuple[str, ...]
    likely: tuple[str, ...]


class Direction(_Lexicon, frozen=True, kw_only=True):
    """Which names want a high value and which a low one."""

    higher: Side
    lower: Side
    bad_events: tuple[str, ...]
    event_counts: tuple[str, ...]
    handled: tuple[str, ...]
    durations: tuple[str, ...]
    spoiled: tuple[str, ...]
    denied: tuple[str, ...]
    turned: tuple[str, ...]


class Units(_Lexicon, frozen=True, kw_only=True):
    """Which units go with which names."""

    rate: tuple[str, ...]
    not_rate: tuple[str, ...]
    rate_units: tuple[str, ...]
    not_count: tuple[str, ...]
    compounds: tuple[str, ...]
    counts: dict[str, tuple[str, ...]]
    count_endings: tuple[str, ...]
    scored_names: tuple[str, ...]
    satisfaction_units: tuple[str, ...]
    not_satisfaction_units: tuple[str, ...]
    time_names: tuple[str, ...]
    time_units: tuple[str, ...]
    time_not_units: tuple[str, ...]
    money_units: tuple[str, ...]
    cost_names: tuple[str, ...]
    cost_not_units: tuple[str, ...]
    yes_no: tuple[str, ...]
    person_endings: tuple[str, ...]
    audience_endings: tuple[str, ...]
    effect_endings: tuple[str, ...]
    event_units: tuple[str, ...]
    over_hundred: tuple[str, ...]
    unitless: tuple[str, ...]
    judged: tuple[str, ...]


class Own(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that belong to a kind of indicator, and words that show another kind."""

    own: tuple[str, ...]
    foreign: tuple[str, ...]
    maybe: tuple[str, ...] = ()


class OutputLike(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of names that are outputs wherever they stand."""

    patterns: tuple[str, ...]
    note: str = ""


class Placement(_Lexicon, frozen=True, kw_only=True):
    """What the names below each level 2 are about."""

    satisfaction: Own
    timeliness: Own
    ecological: Own
    economic: Own
    output_like: OutputLike
    quality_like: tuple[str, ...]
    time_like: tuple[str, ...]
    satisfaction_like: tuple[str, ...]
    cost_like: tuple[str, ...]


class Texts(_Lexicon, frozen=True, kw_only=True):
    """Doubled words that are right, work promised in goals, and which long texts are goals or plans."""

    doubled_ok: dict[str, tuple[str, ...]]
    promises: dict[str, tuple[str, ...]]
    goal_texts: tuple[str, ...]
    year_texts: tuple[str, ...]
    plan_texts: tuple[str, ...]
    goal_pairs: tuple[tuple[str, str], ...]
    fillers: tuple[str, ...]
    work_verbs: tuple[str, ...]


class Across(_Lexicon, frozen=True, kw_only=True):
    """What is compared between forms: words that name nothing in particular, texts, fields of units."""

    generic: tuple[str, ...]
    texts: tuple[str, ...]
    unit_fields: tuple[str, ...]
    owner_fields: tuple[str, ...]


class RubricItem(Struct, frozen=True, forbid_unknown_fields=True):
    """An item of the rubric: its points, and the codes (or topics, ending with a dot) that count against it.

    ``voids`` are codes that leave nothing to give points for.
    """

    group: str
    name: str
    points: str
    codes: tuple[str, ...]
    voids: tuple[str, ...] = ()


class Rubric(_Lexicon, frozen=True, kw_only=True):
    """The 审核 rubric of 88号. ``checked``: whether its points were held against the official text. ``lost`` by severity."""

    checked: bool
    items: tuple[RubricItem, ...]
    lost: dict[str, str]
    bands: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicons:
    """All of them, and the sentences about the user's files that could not be used. Compared by identity."""

    levels: Levels
    direction: Direction
    units: Units
    placement: Placement
    texts: Texts
    across: Across
    rubric: Rubric
    problems: tuple[str, ...]
    roles1: Mapping[str, str]
    roles2: Mapping[str, str]

    def role1(self, name: str) -> str:
        """What a level-1 name is about (产出指标 → output), empty when it is not known."""
        return self.roles1.get(name) or self.roles1.get(without_spaces(name), "")

    def role2(self, name: str) -> str:
        """What a level-2 name is about (时效指标 → timeliness), empty when it is not known."""
        return self.roles2.get(name) or self.roles2.get(without_spaces(name), "")


def names_only_people(name: str, units: Units) -> bool:
    """Whether a name says no more than whom it is about (家长, 受益企业)."""
    return bool(ending(units.person_endings).search(name) or ending(units.audience_endings).search(name))


def without_spaces(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


_FILES: dict[str, type[_Lexicon]] = {
    "levels": Levels,
    "direction": Direction,
    "names_units": Units,
    "placement": Placement,
    "texts": Texts,
    "across": Across,
    "rubric-88": Rubric,
}


def own_lexicons_folder() -> Path:
    """The folder of the user's own words; it need not exist."""
    return data_folder() / "lexicons"


def lexicons() -> Lexicons:
    """The words in use: read once in a process for each data folder (``forget_lexicons`` after a change)."""
    return _read_all(bundled_resources() / "lexicons", own_lexicons_folder())


def forget_lexicons() -> None:
    """Read the files again at the next use."""
    _read_all.cache_clear()


@lru_cache(maxsize=4)
def _read_all(bundled: Path, own: Path) -> Lexicons:
    read: dict[str, Any] = {}
    problems = []
    for name, kind in _FILES.items():
        plain = json.loads((bundled / f"{name}.json").read_text(encoding="utf-8"))
        read[name] = msgspec.convert(plain, kind, strict=False)
        addition = own / f"{name}.json"
        if addition.is_file():
            try:
                added = json.loads(addition.read_text(encoding="utf-8-sig"))
                read[name] = msgspec.convert(laid_over(plain, added), kind, strict=False)
                for word in read[name].output_like.patterns if name == "placement" else ():
                    re.compile(word)
            except (OSError, ValueError, re.error) as error:
                read[name] = msgspec.convert(plain, kind, strict=False)
                problems.append(f"词表“{addition}”不能使用，已按自带词表检查：{error}")
    levels: Levels = read["levels"]
    return Lexicons(
        levels,
        read["direction"],
        read["names_units"],
        read["placement"],
        read["texts"],
        read["across"],
        read["rubric-88"],
        tuple(problems),
        {name: role for role, names in levels.level1.items() for name in names},
        {name: role for role, names in levels.level2.items() for name in names},
    )


def laid_over(base: Any, addition: Any) -> Any:
    """A bundled lexicon with the user's laid over it; see the module's docstring. Raises ValueError when the shapes differ."""
    if isinstance(base, Mapping) and isinstance(addition, Mapping):
        joined = dict(base)
        for key, value in addition.items():
            joined[key] = laid_over(base[key], value) if key in base else value
        return joined
    if isinstance(base, list) and isinstance(addition, list):
        gone = {entry[1:] for entry in addition if isinstance(entry, str) and entry.startswith("-")}
        new = [entry for entry in addition if not (isinstance(entry, str) and entry.startswith("-"))]
        return [entry for entry in base if entry not in gone] + [entry for entry in new if entry not in base]
    if type(base) is type(addition):
        return addition
    raise ValueError(f"“{addition}”与自带词表的形式不同")


@lru_cache(maxsize=256)
def ending(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds one of the words at the end of a name, the longest first; never behind 不 or 未 (不合格率)."""
    return re.compile("(?<![不未非漏误])(?:" + either(words) + ")$")


@lru_cache(maxsize=256)
def holding(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds one of the words anywhere."""
    return re.compile(either(words))


def either(words: tuple[str, ...]) -> str:
    """The words as alternatives of a pattern, the longest first; without words, a pattern that finds nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
