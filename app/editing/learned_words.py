"""What the user wrote in earlier forms, as suggestions: values of head fields, names of indicators, units of values.

Kept in the data folder as one JSON file; learnt when a form is saved. Losing it costs nothing but the suggestions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from app import paths
from app.form.document import Document, as_text, trail_to, walk
from app.form.template import Name, Template, catalogue_names

_MOST_VALUES = 30
_MOST_NAMES = 200
_NUMBER_TYPED = re.compile(r"[≥≤><=≧≦＞＜＝]*\s*\d[\d,.]*\(?")
_UNITS = "units"


class LearnedWords:
    """The words of earlier forms, newest first."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.data_folder() / "words.json"
        self._lists: dict[str, list[str]] | None = None

    def learn(self, document: Document, template: Template) -> None:
        """Take the words of a form that was saved."""
        # The rules of reading load after the first paint.
        from app.form.target import read_target

        for field in template.fields:
            if field.type == "text":
                self._add(f"fields.{field.key}", as_text(document.fields.get(field.key)), _MOST_VALUES)
        depth = template.depth
        for level, node in walk(document.indicators):
            if level == depth:
                trail = trail_to(document, node.id)
                above = trail[-2][1].name if len(trail) > 1 else ""
                self._add(f"names.{above}", node.name, _MOST_NAMES)
                unit = read_target(node.text("target")).unit
                self._add(_UNITS, unit, _MOST_VALUES)
        self._write()

    def field_values(self, key: str) -> list[str]:
        """What this head field had in earlier forms."""
        return list(self._all().get(f"fields.{key}", ()))

    def names(self, template: Template, above: str) -> list[str]:
        """Names for an indicator under the level ``above``: of earlier forms, then of the template's catalogue."""
        own = self._all().get(f"names.{above}", [])
        return _once([*own, *_catalogue_suggestions(template, above)])

    def values(self, typed: str) -> list[str]:
        """A typed number with each of the usual units: the user's own first."""
        if not _NUMBER_TYPED.fullmatch(typed.strip()):
            return []
        number = typed.strip()
        closing = ")" if number.endswith("(") else ""
        units = _once([*self._all().get(_UNITS, []), *usual_units()])
        return [f"{number}{unit}{closing}" for unit in units]

    def _add(self, name: str, word: str | None, most: int) -> None:
        word = (word or "").strip()
        if word and "\n" not in word:
            words = self._all().setdefault(name, [])
            self._all()[name] = [word, *(other for other in words if other != word)][:most]

    def _all(self) -> dict[str, list[str]]:
        if self._lists is None:
            self._lists = _read(self._path)
        return self._lists

    def _write(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            aside = self._path.with_suffix(".new")
            aside.write_text(json.dumps(self._all(), indent=1), encoding="utf-8")
            aside.replace(self._path)
        except OSError as error:
            import logging

            logging.getLogger(__name__).warning("words not written: %s", error)


@lru_cache(maxsize=1)
def usual_units() -> tuple[str, ...]:
    """The units that values usually have, the commonest first (resources/library/units.txt)."""
    text = (paths.bundled_resources() / "library" / "units.txt").read_text(encoding="utf-8")
    return tuple(text.split())


def _catalogue_suggestions(template: Template, above: str) -> Iterator[str]:
    def named(name: Name) -> bool:
        return above in (name.name, *name.aliases)

    for _, name in catalogue_names(template.indicators.catalogue):
        if named(name):
            yield from name.suggestions
            yield from (child.name for child in name.children)


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _read(path: Path) -> dict[str, list[str]]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        import logging

        logging.getLogger(__name__).warning("words not read: %s", error)
        return {}
    if not isinstance(stored, dict):
        return {}
    return {
        name: [word for word in words if isinstance(word, str)]
        for name, words in stored.items()
        if isinstance(name, str) and isinstance(words, list)
    }
