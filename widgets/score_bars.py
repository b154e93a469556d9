"""Bars of the points got and possible, by level: a picture of where the points were lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.editing import theme
from app.form.labels import UNNAMED
from app.scoring.grades import LevelScore, Overview
from app.scoring.quantity import plain


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar of the picture: how deep it is indented, and the level it shows."""

    depth: int
    level: LevelScore


def bars_of(overview: Overview) -> tuple[_Bar, ...]:
    """Every level with points, parents first, the execution rate last."""

    def walk(levels: tuple[LevelScore, ...], depth: int) -> Iterator[_Bar]:
        for level in levels:
            yield _Bar(depth, level)
            yield from walk(level.below, depth + 1)

    last = (_Bar(0, overview.execution),) if overview.execution is not None else ()
    return (*walk(overview.levels, 0), *last)


class ScoreBars(QWidget):
    """A bar for each level, with its figures in words; a click tells which level was chosen."""

    level_chosen = Signal(object)
    """The ``LevelScore`` of the bar that was clicked or chosen by key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[_Bar, ...] = ()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_overview(self, overview: Overview | None) -> None:
        """Show other points."""
        self._bars = bars_of(overview) if overview is not None else ()
        self._current = min(self._current, len(self._bars) - 1)
        self.setAccessibleName("；".join(self.words(bar.level) for bar in self._bars))
        self.updateGeometry()
        self.update()

    def words(self, level: LevelScore) -> str:
        """A level's figures in words."""
        said = self.tr("{name} {got} / {possible} 分").format(
            name=level.name.strip() or UNNAMED, got=plain(level.got), possible=plain(level.possible)
        )
        lost = level.lost
        return said if lost <= 0 else said + self.tr("，失 {lost} 分").format(lost=plain(lost))

    def sizeHint(self) -> QSize:
        """A line for each bar."""
        return QSize(self.fontMetrics().averageCharWidth() * 60, max(1, len(self._bars)) * self._line())

    def minimumSizeHint(self) -> QSize:
        """Narrow is all right: the bars get shorter."""
        return QSize(self.fontMetrics().averageCharWidth() * 30, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars: the name, the bar, the figures."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, bar in enumerate(self._bars):
            self._paint_bar(painter, row, bar)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the mouse."""
        self._choose(int(event.position().y()) // self._line())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go from bar to bar, Enter chooses."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._bars:
            self._current = max(0, min(len(self._bars) - 1, self._current + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._bars):
            self._current = row
            self.update()
            self.level_chosen.emit(self._bars[row].level)

    def _line(self) -> int:
        return self.fontMetrics().height() * 7 // 4

    def _names_width(self) -> int:
        metrics = self.fontMetrics()
        widest = max(
            (metrics.horizontalAdvance(bar.level.name or UNNAMED) + bar.depth * metrics.height() for bar in self._bars),
            default=0,
        )
        return min(widest, self.width() * 2 // 5) + metrics.height()

    def _paint_bar(self, painter: QPainter, row: int, bar: _Bar) -> None:
        metrics, line = self.fontMetrics(), self._line()
        rect = QRect(0, row * line, self.width(), line)
        if row == self._current and self.hasFocus():
            painter.fillRect(rect, theme.color("hint_ground"))
        font = self.font()
        font.setBold(bar.depth == 0)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        names = self._names_width()
        name = QRect(bar.depth * metrics.height(), rect.top(), names - bar.depth * metrics.height(), line)
        shown = metrics.elidedText(bar.level.name.strip() or UNNAMED, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter), shown)
        figures = metrics.horizontalAdvance("000.00 / 000.00   −00.00") + metrics.height()
        self._paint_share(painter, QRect(names, rect.top(), max(20, self.width() - names - figures), line), bar)
        self._paint_figures(painter, QRect(self.width() - figures, rect.top(), figures, line), bar.level)

    def _paint_share(self, painter: QPainter, room: QRect, bar: _Bar) -> None:
        high = room.height() // (2 if bar.depth == 0 else 3)
        whole = QRect(room.left(), room.center().y() - high // 2, room.width(), high)
        radius = high / 3
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(whole, radius, radius)
        if bar.level.possible > 0:
            share = max(Decimal(0), min(Decimal(1), bar.level.got / bar.level.possible))
            got = QRect(whole)
            got.setWidth(round(whole.width() * float(share)))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(got, radius, radius)

    def _paint_figures(self, painter: QPainter, room: QRect, level: LevelScore) -> None:
        gap = self.fontMetrics().height() // 2
        half = room.width() * 3 // 5
        painter.setPen(theme.color("text"))
        figures = f"{plain(level.got)} / {plain(level.possible)}"
        align = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRect(room.left(), room.top(), half, room.height()), align, figures)
        if level.lost > 0:
            painter.setPen(theme.color("error"))
            lost = QRect(room.left() + half + gap, room.top(), room.width() - half - gap, room.height())
            painter.drawText(lost, int(Qt.AlignmentFlag.AlignVCenter), f"−{plain(level.lost)}")
