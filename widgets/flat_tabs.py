"""Tabs as words with a line under the chosen one, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QToolButton, QWidget

from app.editing import theme
from app.editing.icons import icon
from widgets.painting import fill

_LEAST_LINES = 9
"""A form's tab is at least so many line heights wide, about six characters and its cross."""


class FlatTabBar(QTabBar):
    """A tab bar without boxes; the chosen tab is bold and underlined, so colour is never alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)  # names of forms often differ in their last characters

    def tabInserted(self, index: int) -> None:
        """Closable tabs get a quiet cross of our own style."""
        super().tabInserted(index)
        if not self.tabsClosable():
            return
        close = QToolButton(self)
        close.setAutoRaise(True)
        close.setIcon(icon("close", "muted"))
        side = round(self.fontMetrics().height() * 0.9)
        close.setIconSize(QSize(side, side))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setToolTip(self.tr("关闭"))
        close.setAccessibleName(self.tr("关闭"))
        close.clicked.connect(lambda: self._close(close))
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, close)

    def _close(self, button: QToolButton) -> None:
        for index in range(self.count()):
            if self.tabButton(index, QTabBar.ButtonPosition.RightSide) is button:
                self.tabCloseRequested.emit(index)
                return

    def tabSizeHint(self, index: int) -> QSize:
        """Room around the words, and for the bold ones."""
        line = self.fontMetrics().height()
        wanted = self._bold_metrics_width(self.tabText(index)) + round(line * 1.6)
        for side in (QTabBar.ButtonPosition.LeftSide, QTabBar.ButtonPosition.RightSide):
            button = self.tabButton(index, side)
            if button is not None:
                wanted += button.sizeHint().width() + line // 3
        longest = self.fontMetrics().averageCharWidth() * 42
        return QSize(min(wanted, longest), round(line * 2.1))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """With many forms open the names are shortened, but never until they cannot be told apart; then one scrolls."""
        if not self.tabsClosable():
            return super().minimumTabSizeHint(index)
        hint = self.tabSizeHint(index)
        return QSize(min(hint.width(), self.fontMetrics().height() * _LEAST_LINES), hint.height())

    def _bold_metrics_width(self, text: str) -> int:
        from PySide6.QtGui import QFontMetrics

        return QFontMetrics(_bold(self.font())).horizontalAdvance(text.replace("&&", "&"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, and the line under the chosen one."""
        del event
        # Qt's own style classes take 5 ms to load and are not needed for words and a line.
        painter = QPainter(self)
        line = self.fontMetrics().height()
        thick = max(2, round(line / 7))
        fill(painter, QRect(0, self.height() - 1, self.width(), 1), theme.color("line"))
        for index in range(self.count()):
            self._draw_tab(painter, index, line, thick)
        painter.end()

    def _draw_tab(self, painter: QPainter, index: int, line: int, thick: int) -> None:
        rect = self.tabRect(index)
        chosen = index == self.currentIndex()
        room = rect.adjusted(line // 3, 0, -line // 3, 0)
        close = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
        if close is not None:
            room.setRight(min(room.right(), close.geometry().left() - line // 6))
        font = _bold(self.font()) if chosen else self.font()
        painter.setFont(font)
        painter.setPen(theme.color("text" if chosen else "muted"))
        text = painter.fontMetrics().elidedText(self.tabText(index).replace("&&", "&"), self.elideMode(), room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
        if chosen:
            underline = QRect(rect.left() + line // 2, rect.bottom() - thick + 1, rect.width() - line, thick)
            fill(painter, underline, theme.color("accent"))
            if self.hasFocus():
                self._draw_focus(painter, rect.adjusted(line // 4, line // 4, -line // 4, -line // 4))

    def _draw_focus(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(theme.color("accent"))
        painter.drawRect(rect)


class FlatTabs(QTabWidget):
    """A tab widget with the flat bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabBar(FlatTabBar())
        self.setDocumentMode(True)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
