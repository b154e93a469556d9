"""The head fields (表头) of the form, in as many columns as fit, or folded to one summary line."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.editing.icons import icon
from app.editing.session import Session
from app.form.document import as_text
from app.form.labels import clean_label
from app.form.places import YEAR, Place, field_place, value_at
from widgets.bound_field import BoundField, FieldGroup
from widgets.marks import FindingMark, worst
from widgets.responsive import ElidedLabel, WidthFollower

if TYPE_CHECKING:
    from app.editing.learned_words import LearnedWords
    from widgets.field_editors import FieldEditor
    from widgets.suggester import Candidates

_MOST_COLUMNS = 3
_LONGEST_LABEL = 12
"""Labels with more characters wrap."""


class HeaderPanel(QWidget):
    """The head of the form: the year and the template's fields. Folded from the start, it makes them when it is first opened."""

    entered = Signal(object)
    """The place of the field that has taken the focus."""
    folded_changed = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None, *, folded: bool = False) -> None:
        super().__init__(parent)
        self._session = session
        self._folded = folded
        self._group = FieldGroup(session, self)
        self._group.entered.connect(self.entered)
        self._labels: dict[Place, QLabel] = {}
        self._places = (YEAR, *(field_place(field.key) for field in session.template.fields))
        self._body: WidthFollower | None = None
        self._step = self.fontMetrics().height() // 3
        self._make_bar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._step)
        layout.addLayout(self._bar)
        if not folded:
            self._make_body()
        session.document_changed.connect(self._follow)
        session.findings_changed.connect(self._show_worst)
        session.saved.connect(self._learn)
        self._show_worst()

    def _make_body(self) -> None:
        # Not needed at the start: the head is folded then.
        from widgets.field_editors import make_editor
        from widgets.line_editor import LineEditor
        from widgets.suggester import Suggester

        template = self._session.template
        self._add(YEAR, LineEditor(), self.tr("年度"), self.tr("表单所属的预算年度，四位数字。"))
        for field in template.fields:
            editor = make_editor(field)
            if field.type == "text" and isinstance(editor, LineEditor):
                Suggester(editor, self._earlier_values(field.key))
            self._add(field_place(field.key), editor, clean_label(field.label), field.help)
        self._body = WidthFollower(self._arrange, self._column_width, _MOST_COLUMNS)
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(self._step, 0, 0, self._step)
        self._grid.setVerticalSpacing(self._step)
        self._grid.setHorizontalSpacing(self._step)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._body)
        self._group.show_findings()

    @cached_property
    def _words(self) -> LearnedWords:
        from app.editing.learned_words import LearnedWords

        return LearnedWords()

    def _earlier_values(self, key: str) -> Candidates:
        return lambda _typed: self._words.field_values(key)

    def _learn(self) -> None:
        self._words.learn(self._session.document, self._session.template)

    @property
    def folded(self) -> bool:
        """Whether only the summary line is shown."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Fold to the summary line, or open."""
        if folded == self.folded:
            return
        self.commit_pending()
        self._folded = folded
        if self._body is None:
            self._make_body()
        assert self._body is not None
        self._body.setVisible(not folded)
        self._show_fold()
        self.folded_changed.emit(folded)

    def commit_pending(self) -> None:
        """Take what was typed in the field that has the cursor."""
        self._group.commit()

    def show_place(self, place: Place) -> bool:
        """Put the cursor into the field of a place, opening the panel; False when it is none of this panel's."""
        if place not in self._places:
            return False
        self.set_folded(False)
        return self._group.focus(place)

    def _add(self, place: Place, editor: FieldEditor, label: str, help_text: str) -> None:
        field = self._group.add(BoundField(self._session, place, editor, label, help_text))
        title = QLabel(label)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setBuddy(editor)
        title.setWordWrap(len(label) > _LONGEST_LABEL)
        title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._labels[field.place] = title

    def _make_bar(self) -> None:
        self._fold = QToolButton()
        self._fold.setAutoRaise(True)
        self._fold.clicked.connect(lambda: self.set_folded(not self.folded))
        self._summary = ElidedLabel()
        self._worst = FindingMark(self)
        self._bar = QHBoxLayout()
        self._bar.addWidget(self._fold)
        self._bar.addWidget(self._summary, 1)
        self._bar.addWidget(self._worst)
        self._show_fold()

    def _show_fold(self) -> None:
        self._fold.setIcon(icon("collapse" if self.folded else "expand", "muted"))
        words = self.tr("展开表头") if self.folded else self.tr("折叠表头")
        self._fold.setToolTip(words)
        self._fold.setAccessibleName(words)
        self._worst.setVisible(self.folded)
        self._show_summary()

    def _follow(self, old: object, new: object, edit: object) -> None:
        del old, new, edit
        self._show_summary()

    def _show_summary(self) -> None:
        if not self._folded:
            self._summary.setText(self._session.template.name)
            return
        values = (as_text(value_at(self._session.document, place)) for place in self._places)
        summary = "  ·  ".join(value.strip() for value in values if value and value.strip())
        self._summary.setText(summary or self.tr("表头还没有填写"))

    def _show_worst(self) -> None:
        here = [f for f in self._session.findings if any(place in self._places for place in f.places)]
        self._worst.show_findings(here if worst(here) else ())

    def _column_width(self) -> int:
        metrics = self.fontMetrics()
        labels = max(label.sizeHint().width() for label in self._labels.values())
        return labels + metrics.height() + metrics.averageCharWidth() * 22 + 3 * self._grid.horizontalSpacing()

    def _arrange(self, columns: int) -> None:
        """Put the fields into the grid, row after row; each takes a label, an editor and a mark, its note below."""
        while self._grid.count():
            self._grid.takeAt(0)
        for index, field in enumerate(self._group.fields.values()):
            row, column = divmod(index, columns)
            self._grid.addWidget(self._labels[field.place], row * 2, column * 3)
            self._grid.addWidget(field.widget, row * 2, column * 3 + 1)
            self._grid.addWidget(field.mark, row * 2, column * 3 + 2)
            self._grid.addWidget(field.note, row * 2 + 1, column * 3 + 1)
        for index in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(index * 3 + 1, 1 if index < columns else 0)
