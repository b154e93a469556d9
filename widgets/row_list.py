"""A plain table of rows as the dialogs use it: comfortable heights, a quiet selection, never scrolling sideways."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from widgets.delegates import soft_selection
from widgets.flat_header import FlatHeader
from widgets.marks import plain_tooltip

ROW_HEIGHT = 1.7
"""In heights of a letter."""


class RowList(QTreeWidget):
    """Rows of texts under heads; each text is whole in its tooltip. The last column takes the room that is left."""

    def __init__(self, name: str, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeader(FlatHeader())
        self.setHeaderLabels(list(heads))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPalette(soft_selection(QApplication.palette()))
        header = self.header()
        header.setMinimumSectionSize(self.fontMetrics().height() * 3)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)

    def show_rows(self, rows: Sequence[Sequence[str]], *, checkable: bool = False) -> None:
        """Show these rows instead; with ticks, all set, where they are ``checkable``."""
        height = round(self.fontMetrics().height() * ROW_HEIGHT)
        items = []
        for words in rows:
            item = QTreeWidgetItem(list(words))
            item.setSizeHint(0, QSize(0, height))
            for column, text in enumerate(words):
                item.setToolTip(column, plain_tooltip(text))
            if checkable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Checked)
            items.append(item)
        self.clear()
        self.addTopLevelItems(items)

    def item(self, row: int) -> QTreeWidgetItem:
        """The item of a row that is there."""
        item = self.topLevelItem(row)
        assert item is not None
        return item

    def row(self) -> int:
        """The number of the chosen row, -1 for none."""
        item = self.currentItem()
        return -1 if item is None else self.indexOfTopLevelItem(item)

    def choose(self, row: int) -> None:
        """Choose a row; nothing happens where there is none of this number."""
        if 0 <= row < self.topLevelItemCount():
            self.setCurrentItem(self.item(row))

    def set_widths(self, *characters: int) -> None:
        """The widths of the first columns, in characters of usual width."""
        for column, count in enumerate(characters):
            self.setColumnWidth(column, self.fontMetrics().averageCharWidth() * count)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self.setPalette(soft_selection(QApplication.palette()))
