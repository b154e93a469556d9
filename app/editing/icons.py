"""Icons by name: SVG outlines in one style, drawn in a colour of the theme at the moment they are painted.

Because the colour is looked up when an icon is painted, a change of the theme recolours every icon by the repaint that the
change of palette brings, and an icon is sharp at any size.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from app import paths
from app.editing import theme

_SEVERITY_TONES = {"error": "error", "warning": "warning", "hint": "hint", "ok": "ok", "unchecked": "muted"}


def _folder() -> Path:
    return paths.bundled_resources() / "icons"


@cache
def _names() -> frozenset[str]:
    return frozenset(file.stem for file in _folder().iterdir())


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return (_folder() / f"{name}.svg").read_bytes()


@lru_cache(maxsize=512)
def _drawn(name: str, tone: str, ink: str, width: int, height: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    del tone  # a part of the cache's key only through the ink
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(_source(name).replace(b"currentColor", ink.encode()))
    side = min(width, height)
    renderer.render(painter, QRectF((width - side) / 2, (height - side) / 2, side, side))
    painter.end()
    return pixmap


class _ThemedIcon(QIconEngine):
    """Paints an outline in the theme's present colour of the name ``tone``."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw at the painter's own resolution."""
        del state
        painter.drawPixmap(rect, self._pixmap(rect.size() * painter.device().devicePixelRatioF(), mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon in device pixels."""
        del state
        return self._pixmap(size, mode)

    def _pixmap(self, size: QSize, mode: QIcon.Mode) -> QPixmap:
        tones = theme.tones()
        tone = {QIcon.Mode.Disabled: "line", QIcon.Mode.Selected: self._tone}.get(mode, self._tone)
        return _drawn(self._name, tone, getattr(tones, tone), max(1, size.width()), max(1, size.height()))

    def clone(self) -> QIconEngine:
        """Another engine for the same icon."""
        return _ThemedIcon(self._name, self._tone)


@lru_cache(maxsize=256)
def icon(name: str, tone: str = "text") -> QIcon:
    """The icon ``resources/icons/<name>.svg`` in a tone of the theme. Raises FileNotFoundError for a name that is not there."""
    if name not in _names():
        raise FileNotFoundError(f"no icon {name}")
    return QIcon(_ThemedIcon(name, tone))


def severity_icon(severity: str) -> QIcon:
    """The icon of a finding's severity (or ``ok``, ``unchecked``), in its colour; each also has a shape of its own."""
    return icon(severity, _SEVERITY_TONES[severity])


def pixmap(name: str, tone: str, size: int, ratio: float) -> QPixmap:
    """The icon as a picture of ``size`` logical pixels for a screen of this ratio."""
    side = round(size * ratio)
    drawn = _drawn(name, tone, getattr(theme.tones(), tone), side, side).copy()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def program_icon() -> QIcon:
    """The program's own mark."""
    from PySide6.QtSvg import QSvgRenderer

    result = QIcon()
    renderer = QSvgRenderer(_source("jibiao"))
    for side in (16, 32, 64, 128):
        drawn = QPixmap(side, side)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        renderer.render(painter, QRectF(QPoint(0, 0), QSize(side, side)))
        painter.end()
        result.addPixmap(drawn)
    return result
