"""Pages of marks to a QPainter: screen, preview and printer draw the very marks that the PDF has (QtCore and QtGui alone)."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QPen, QRawFont

from app.paths import font_file
from app.printing.grid import Face
from app.printing.marks import Page, StampMark, TextMark

_FILES: dict[Face, str] = {"song": "FormSong.ttf", "sans": "FormSans.ttf"}
_UNIT_PX = 1000
"""Fonts are asked for at this size and scaled by the painter, so that advances are exact and never hinted."""

INK = QColor(Qt.GlobalColor.black)
PAPER = QColor(Qt.GlobalColor.white)


@lru_cache(maxsize=4)
def family_of(face: Face) -> str:
    """The family name of a face of the paper; loads its file on first use (needs a QGuiApplication)."""
    number = QFontDatabase.addApplicationFont(str(font_file(_FILES[face])))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""


@lru_cache(maxsize=4)
def font_of(face: Face) -> QFont:
    """The font of a face at ``_UNIT_PX`` pixels to the em."""
    font = QFont(family_of(face))
    font.setPixelSize(_UNIT_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    return font


@lru_cache(maxsize=4096)
def can_show(text: str, face: Face) -> bool:
    """Whether the screen has a face for a rare character (the system's faces count)."""
    raw = QRawFont.fromFont(font_of(face))
    if raw.supportsCharacter(ord(text[0])):
        return True
    return any(
        QRawFont.fromFont(QFont(family)).supportsCharacter(ord(text[0]))
        for family in QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    )


def draw_page(painter: QPainter, page: Page, dots_per_mm: float = 1.0, *, paper: bool = True) -> None:
    """Draw a page with its top left corner at the painter's origin, ``dots_per_mm`` of the painter's units to a millimetre.

    ``paper`` fills the page white first (on screen; a printer has its own paper). Black on white in any theme.
    """
    painter.save()
    painter.scale(dots_per_mm, dots_per_mm)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, True)
    if paper:
        painter.fillRect(QRectF(0, 0, page.width_mm, page.height_mm), PAPER)
    for stamp in page.stamps:
        _draw_stamp(painter, stamp)
    for fill in page.fills:
        area = QRectF(fill.x_mm, fill.y_mm, fill.width_mm, fill.height_mm)
        painter.fillRect(area, QColor.fromRgbF(fill.grey, fill.grey, fill.grey))
    _draw_rules(painter, page)
    painter.setPen(INK)
    for mark in page.texts:
        _draw_text(painter, mark)
    painter.restore()


def _draw_rules(painter: QPainter, page: Page) -> None:
    if not page.rules:
        return
    pen = QPen(INK)
    pen.setWidthF(page.rules[0].weight_mm)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    painter.drawLines([QLineF(rule.x0_mm, rule.y0_mm, rule.x1_mm, rule.y1_mm) for rule in page.rules])


def _draw_text(painter: QPainter, mark: TextMark) -> None:
    scale = mark.size_pt * 25.4 / 72 / _UNIT_PX
    font = font_of(mark.face)
    if mark.spacing_mm:
        font = QFont(font)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, mark.spacing_mm / scale)
    painter.save()
    painter.translate(mark.x_mm, mark.y_mm)
    painter.scale(scale, scale)
    painter.setFont(font)
    if mark.rare:
        width = QFontMetricsF(font).horizontalAdvance(mark.text)
        room = mark.width_mm / scale
        if width > room:
            painter.scale(room / width, room / width)
            width = room
        painter.drawText(QPointF((room - width) / 2, 0), mark.text)
    else:
        painter.drawText(QPointF(0, 0), mark.text)
    painter.restore()


def _draw_stamp(painter: QPainter, stamp: StampMark) -> None:
    scale = stamp.size_pt * 25.4 / 72 / _UNIT_PX
    shade = round(stamp.grey * 255)
    painter.save()
    painter.translate(stamp.x_mm, stamp.y_mm)
    painter.rotate(-stamp.angle_deg)
    painter.scale(scale, scale)
    painter.setFont(font_of(stamp.face))
    painter.setPen(QColor(shade, shade, shade))
    width = QFontMetricsF(painter.font()).horizontalAdvance(stamp.text)
    painter.drawText(QPointF(-width / 2, 0.38 * _UNIT_PX), stamp.text)
    painter.restore()
