"""Pictures of laid-out pages for the screen: drawn when first seen, and after a change drawn again only where it shows.

While typing, mostly one line of one page changes; drawing a full page of text at each keystroke would be felt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor
from typing import TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.editing import theme
from app.editing.to_painter import draw_page
from app.printing.marks import Page, RuleMark, TextMark

_MM_PER_POINT = 25.4 / 72
_ABOVE_EM, _BELOW_EM = 1.25, 0.6
"""How far the ink of a text may reach above and below its baseline."""

Band = tuple[float, float]
"""Top and bottom of a strip of a page, in mm."""

_Mark = TypeVar("_Mark", TextMark, RuleMark)


class PagePictures:
    """The pictures of some pages at one scale."""

    def __init__(self) -> None:
        self._pages: tuple[Page, ...] = ()
        self._pictures: dict[int, QPixmap] = {}
        self._pictured: dict[int, Page] = {}
        self._scale = (0.0, 0.0)

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Use other pages; pictures of pages that are alike are kept and mended when they are next seen."""
        self._pages = pages
        for index in [index for index in self._pictures if index >= len(pages)]:
            del self._pictures[index], self._pictured[index]

    def picture(self, index: int, per_mm: float, ratio: float) -> QPixmap:
        """The picture of a page, ``per_mm`` logical pixels to a millimetre on a screen with this device pixel ratio."""
        if (per_mm, ratio) != self._scale:
            self._scale = (per_mm, ratio)
            self._pictures.clear()
            self._pictured.clear()
        page, known = self._pages[index], self._pictured.get(index)
        if known is None or known is not page:
            band = None if known is None else changed_band(known, page)
            if band is None:
                self._pictures[index] = self._blank(page)
                band = (0.0, page.height_mm)
            if band[0] < band[1]:
                self._draw(self._pictures[index], page, band)
            self._pictured[index] = page
        return self._pictures[index]

    def _blank(self, page: Page) -> QPixmap:
        per_mm, ratio = self._scale
        size = page.width_mm * per_mm * ratio, page.height_mm * per_mm * ratio
        picture = QPixmap(max(1, round(size[0])), max(1, round(size[1])))
        picture.setDevicePixelRatio(ratio)
        return picture

    def _draw(self, picture: QPixmap, page: Page, band: Band) -> None:
        """Draw a strip of a page, on whole device pixels so that its edges are those of a full picture."""
        per_mm, ratio = self._scale
        top, bottom = floor(band[0] * per_mm), ceil(band[1] * per_mm)
        clip = QRect(0, top, ceil(picture.width() / ratio), bottom - top)
        painter = QPainter(picture)
        painter.setClipRect(clip)
        painter.fillRect(clip, QColor(theme.PAPER_WHITE))
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        strip = top / per_mm, bottom / per_mm
        texts = tuple(mark for mark in page.texts if _meets(_text_band(mark), strip))
        rules = tuple(mark for mark in page.rules if _meets(_rule_band(mark), strip))
        draw_page(painter, replace(page, texts=texts, rules=rules), per_mm, paper=False)
        painter.end()


def changed_band(old: Page, new: Page) -> Band | None:
    """The strip in which two pages look different: empty when they look the same, None when they have not the same size or ground."""
    if (old.width_mm, old.height_mm, old.stamps, old.fills) != (new.width_mm, new.height_mm, new.stamps, new.fills):
        return None
    bands = [_text_band(mark) for mark in _changed(old.texts, new.texts)]
    bands += [_rule_band(mark) for mark in _changed(old.rules, new.rules)]
    if not bands:
        return 0.0, 0.0
    return max(0.0, min(top for top, _ in bands)), min(new.height_mm, max(bottom for _, bottom in bands))


def _changed(old: Sequence[_Mark], new: Sequence[_Mark]) -> list[_Mark]:
    """The marks between the equal beginnings and the equal ends of two sequences."""
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return list(old[start : len(old) - end]) + list(new[start : len(new) - end])


def _text_band(mark: TextMark) -> Band:
    em = mark.size_pt * _MM_PER_POINT
    return mark.y_mm - _ABOVE_EM * em, mark.y_mm + _BELOW_EM * em


def _rule_band(mark: RuleMark) -> Band:
    top, bottom = sorted((mark.y0_mm, mark.y1_mm))
    return top - 2 * mark.weight_mm, bottom + 2 * mark.weight_mm


def _meets(band: Band, strip: Band) -> bool:
    return band[1] >= strip[0] and band[0] <= strip[1]
