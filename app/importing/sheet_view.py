"""What a sheet shows besides its cells, and which of these it does not show: headers and footers of its printed pages, hidden
rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.importing.grid import clean_text

_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Za-z+])')
_MAX_COLUMNS = 16_384


@dataclass(slots=True)
class SheetView:
    """Collected while a sheet is read. ``hidden``: the whole sheet is."""

    hidden: bool = False
    rows: set[int] = field(default_factory=set)
    """Hidden rows."""
    columns: set[int] = field(default_factory=set)
    """Hidden columns."""
    header: list[str] = field(default_factory=list)
    """What is printed above each page, without page numbers and dates."""
    footer: list[str] = field(default_factory=list)

    def row(self, number: int, attributes: Mapping[str, str]) -> None:
        """Note whether a row is hidden."""
        if attributes.get("hidden") in ("1", "true"):
            self.rows.add(number)

    def take(self, tag: str, attributes: Mapping[str, str], text: str) -> None:
        """Note what an element besides the cells tells."""
        if tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdigit() and last.isdigit():
                self.columns.update(range(int(first) - 1, min(int(last), _MAX_COLUMNS)))
        elif tag.endswith(("Header", "Footer")) and len(tag) < 12:
            known = self.header if tag.endswith("Header") else self.footer
            known += [each for each in _margin_texts(text) if each not in known]

    def hides(self, row: int, column: int) -> str:
        """What hides a cell from view (隐藏的行 …), or nothing."""
        if self.hidden:
            return "隐藏的工作表"
        if row in self.rows:
            return "隐藏的行"
        return "隐藏的列" if column in self.columns else ""


def _margin_texts(text: str) -> Iterator[str]:
    """The texts of a header or footer without their codes (``&C第 &P 页``); page numbers are no text."""
    for part in re.split(r"&[LCR]", text):
        for single in part.split("\n"):
            shown = clean_text(_CODE.sub("", single.replace("&&", "\0")).replace("\0", "&"))
            if re.search(r"\w", shown) and not re.fullmatch(r"[第共页/,，\s]*", shown):
                yield shown
