"""The long texts (项目绩效目标, 项目概况 …), each in a growing editor; two stand side by side where there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.editing.session import Session
from app.form.labels import clean_label
from app.form.places import Place, text_place
from app.form.template import LongText
from widgets.bound_field import BoundField, FieldGroup
from widgets.long_text import LongTextEditor
from widgets.marks import QuietLabel
from widgets.responsive import PanelArea, WidthFollower

_SIDE_BY_SIDE = 2
_LEAST_CHARACTERS = 24
"""A column of long text has room for so many Chinese characters."""


class _Text(QWidget):
    """A long text: its label, mark and count above the editor."""

    def __init__(self, field: BoundField, editor: LongTextEditor, label: str) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        title = QLabel(label)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setBuddy(editor)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self._count = QuietLabel(small=True)
        editor.count_changed.connect(self._show_count)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(field.mark)
        head.addStretch()
        head.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(editor)
        layout.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._show_count(editor.count())

    def _show_count(self, count: int) -> None:
        self._count.setText(self.tr("{count} 字").format(count=count))


class GoalsPanel(QWidget):
    """The long texts of the form, in the template's order."""

    entered = Signal(object)
    """The place of the text that has taken the focus."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = FieldGroup(session, self)
        self._group.entered.connect(self.entered)
        self._session = session
        self._texts = {text_place(text.key): self._make_text(text) for text in session.template.texts}
        self._content = WidthFollower(self._arrange, self._column_width, self._most())
        self._grid = QGridLayout(self._content)
        step = self.fontMetrics().height() // 2
        self._grid.setContentsMargins(step, step, step, step)
        self._grid.setSpacing(step)
        self._area = PanelArea(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self._group.show_findings()

    def commit_pending(self) -> None:
        """Take what was typed in the text that has the cursor."""
        self._group.commit()

    def show_place(self, place: Place) -> bool:
        """Put the cursor into a text; False when the place is none of this panel's."""
        if not self._group.focus(place):
            return False
        self._area.show_widget(self._texts[place])
        return True

    def _most(self) -> int:
        """Two texts stand side by side, as goals do; a row of many stands one below the other."""
        return _SIDE_BY_SIDE if len(self._texts) <= _SIDE_BY_SIDE else 1

    def _make_text(self, text: LongText) -> _Text:
        label = clean_label(text.label)
        editor = LongTextEditor()
        field = self._group.add(BoundField(self._session, text_place(text.key), editor, label, text.help))
        made = _Text(field, editor, label)
        editor.cursorPositionChanged.connect(lambda: self._follow_cursor(editor))
        return made

    def _follow_cursor(self, editor: LongTextEditor) -> None:
        """Keep the line with the cursor in sight: the editor has no scroll bar of its own."""
        if editor.hasFocus():
            line = editor.cursorRect()
            at = editor.viewport().mapTo(self._content, line.center())
            self._area.ensureVisible(at.x(), at.y(), 0, line.height() * 2)

    def _column_width(self) -> int:
        return self.fontMetrics().horizontalAdvance("字") * _LEAST_CHARACTERS

    def _arrange(self, columns: int) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for index, text in enumerate(self._texts.values()):
            row, column = divmod(index, columns)
            self._grid.addWidget(text, row, column)
        rows = -(-len(self._texts) // columns)
        for row in range(len(self._texts) + 1):
            self._grid.setRowStretch(row, 1 if row == rows else 0)
        for column in range(_SIDE_BY_SIDE):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
