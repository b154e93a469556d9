"""A money cell of the funding panel: its label and mark, the editor, and what stands under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from widgets.amount_edit import AmountEditor, PointsEditor
from widgets.bound_field import BoundField
from widgets.marks import QuietLabel

_ANY_WIDTH = 16_777_215
"""QWIDGETSIZE_MAX: no limit."""


class MoneyCellWidget(QWidget):
    """The label over the editor, or before it where there is one column only; below, what does not fit inside and problems."""

    def __init__(self, label: str, field: BoundField, editor: AmountEditor | PointsEditor) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self._title = QLabel(label)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setBuddy(editor)
        self._title.setWordWrap(True)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._aside = QuietLabel(small=True)
        self._aside.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(1)
        self._grid.setHorizontalSpacing(self.fontMetrics().averageCharWidth())
        if isinstance(editor, AmountEditor):
            editor.overflow_changed.connect(self._show_aside)
            self._show_aside(editor.overflow())
        else:
            self._show_aside("")
        self.set_inline(False)

    def set_inline(self, inline: bool, label_width: int = 0) -> None:
        """Put the label before the editor (``label_width`` pixels wide), or over it."""
        while self._grid.count():
            self._grid.takeAt(0)
        # As wide as the others: the amounts stand under each other, and a longer label wraps.
        self._title.setMinimumWidth(label_width if inline else 0)
        self._title.setMaximumWidth(label_width if inline else _ANY_WIDTH)
        self._grid.addWidget(self._title, 0, 0)
        if inline:
            self._grid.addWidget(self.editor, 0, 1)
            self._grid.addWidget(self.field.mark, 0, 2)
        else:
            self._grid.addWidget(self.field.mark, 0, 2)
            self._grid.addWidget(self.editor, 1, 0, 1, 3)
        self._grid.addWidget(self._aside, 2, 0, 1, 2 if inline else 3)
        self._grid.addWidget(self.field.note, 3, 0, 1, 3)
        self._grid.setColumnStretch(0, 0 if inline else 1)
        self._grid.setColumnStretch(1, 1 if inline else 0)
        self._grid.setRowStretch(4, 1)

    def _show_aside(self, words: str) -> None:
        self._aside.setText(words)
        self._aside.setVisible(bool(words))
