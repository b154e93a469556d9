"""The numbers that Word prints before the paragraphs of its lists: they are on the page but not in the text.

From ``word/numbering.xml`` and each paragraph's ``numPr``. Styles that carry a numbering are left alone: the forms use none.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_CHINESE = "〇一二三四五六七八九"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: ElementTree.Element, name: str = "val") -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def chinese_number(number: int) -> str:
    """A number below 100 in Chinese figures (十二, 二十); larger ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return head + (_CHINESE[ones] if ones else "")


def _written(number: int, style: str) -> str:
    match style:
        case "chineseCounting" | "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting":
            return chinese_number(number)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese":
            return _CIRCLES[number - 1] if 0 < number <= len(_CIRCLES) else str(number)
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26)
            return letter if style == "lowerLetter" else letter.upper()
        case _:
            return str(number)


class Numbering:
    """Counts the paragraphs of each list as Word does, and gives each its printed number."""

    def __init__(self, root: ElementTree.Element | None) -> None:
        """Take the lists that ``numbering.xml`` declares (None: the file has no lists)."""
        self._lists: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if root is None:
            return
        abstract = {_value(child, "abstractNumId"): child for child in root if _tag(child) == "abstractNum"}
        for child in root:
            if _tag(child) == "num":
                source = next((_value(inner) for inner in child if _tag(inner) == "abstractNumId"), "")
                if source in abstract:
                    self._lists[_value(child, "numId")] = _levels(abstract[source])

    def label(self, paragraph: ElementTree.Element) -> str:
        """The printed number of a paragraph, or an empty text."""
        if not self._lists:
            return ""
        properties = next((child for child in paragraph if _tag(child) == "pPr"), None)
        numbers = (
            next((child for child in properties if _tag(child) == "numPr"), None) if properties is not None else None
        )
        if numbers is None:
            return ""
        values = {_tag(child): _value(child) for child in numbers}
        levels = self._lists.get(values.get("numId", ""))
        level = int(values.get("ilvl") or 0) if (values.get("ilvl") or "0").isdigit() else 0
        if levels is None or level not in levels:
            return ""
        return self._next(values["numId"], level, levels)

    def _next(self, list_id: str, level: int, levels: dict[int, tuple[str, str, int]]) -> str:
        _, template, start = levels[level]
        key = (list_id, level)
        self._counts[key] = self._counts.get(key, start - 1) + 1
        for deeper in [other for other in self._counts if other[0] == list_id and other[1] > level]:
            del self._counts[deeper]

        def number(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            style, _, first = levels.get(shown, ("decimal", "", 1))
            return _written(self._counts.get((list_id, shown), first), style)

        return re.sub(r"%(\d)", number, template)


def _levels(abstract: ElementTree.Element) -> dict[int, tuple[str, str, int]]:
    """Level → (style of its numbers, template such as ``%1、``, first number). Bullets have no template."""
    levels: dict[int, tuple[str, str, int]] = {}
    for child in abstract:
        index = _value(child, "ilvl") if _tag(child) == "lvl" else ""
        if not index.isdigit():
            continue
        values = {_tag(inner): _value(inner) for inner in child}
        if values.get("numFmt") in ("bullet", "none"):
            continue
        start = values.get("start", "1")
        levels[int(index)] = (
            values.get("numFmt", "decimal"),
            values.get("lvlText", ""),
            int(start) if start.isdigit() else 1,
        )
    return levels
