"""One editor for each type of field: what is stored → what is shown, and what is typed → what is to be stored.

Every editor tells ``typed`` and ``finished`` as a ``LineEditor`` does. A new type of field needs one class here and one line in
``make_editor``.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from app.editing.icons import icon
from app.form.dates import format_date, read_date, stored_date, typed_to_stored
from app.form.document import Json, as_text
from app.form.template import Field
from widgets.line_editor import LineEditor


class DateEditor(LineEditor):
    """A date in any usual writing, shown as 2024-01-01; a small calendar beside it. Never forces: other text stays, marked."""

    takes_late = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar = self.addAction(icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._calendar.setText(self.tr("日历"))
        self._calendar.setToolTip(self.tr("从日历选择日期（Alt+↓）"))
        self._calendar.triggered.connect(self.choose)
        self.setPlaceholderText(self.tr("年-月-日"))

    def to_shown(self, stored: Json) -> str:
        """The ISO date, or the text as typed."""
        return format_date(stored, "YYYY-MM-DD")

    def to_stored(self, text: str) -> Json:
        """ISO, or exactly what was typed."""
        return typed_to_stored(text)

    def problem(self) -> str:
        """Why the text is no date."""
        text = as_text(self._stored)
        if self.isModified() or not text or stored_date(self._stored):
            return ""
        return self.tr("“{text}”不是能识别的日期，请按 2024-01-01 的样子填写").format(text=text.strip())

    def choose(self) -> None:
        """Open the calendar at the date of the field."""
        _Calendar(self, read_date(self.text()), self._take_date)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+↓ opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.choose()
            return
        super().keyPressEvent(event)

    def _finish(self) -> None:
        super()._finish()
        shown = self.to_shown(self._stored)
        if shown != self.text():
            self.setText(shown)
        self.update()

    def _take_date(self, chosen: date) -> None:
        self.setText(chosen.isoformat())
        self.setModified(True)
        self.commit()


class _Calendar(QFrame):
    """The popup of a date field."""

    def __init__(self, field: DateEditor, shown: date | None, take: object) -> None:
        from PySide6.QtWidgets import QCalendarWidget

        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._take = take
        self._month = QCalendarWidget(self)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        if shown:
            self._month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._month.activated.connect(self._chosen)
        self._month.clicked.connect(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._month)
        self.move(field.mapToGlobal(QPoint(0, field.height())))
        self.show()
        self._month.setFocus()

    def _chosen(self, day: QDate) -> None:
        if callable(self._take):
            self._take(date(day.year(), day.month(), day.day()))
        self.close()


class ChoiceEditor(QComboBox):
    """A field with a list that is offered, never forced."""

    typed = Signal(object)
    finished = Signal(object)
    abandoned = Signal()

    def __init__(self, suggestions: tuple[str, ...], parent: QWidget | None = None) -> None:
        from PySide6.QtWidgets import QCompleter

        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self._line = LineEditor()
        self.setLineEdit(self._line)
        self.addItems(list(suggestions))
        self.setCurrentIndex(-1)
        completer = QCompleter(list(suggestions), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self._line.typed.connect(self.typed)
        self._line.finished.connect(self.finished)
        self._line.abandoned.connect(self.abandoned)
        self.textActivated.connect(self._choose)

    def show_value(self, stored: Json) -> None:
        """Show a stored value, of the list or not."""
        self._line.show_value(stored)

    def problem(self) -> str:
        """Any text will do."""
        return ""

    def commit(self) -> None:
        """Take what was typed."""
        self._line.commit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling over the field must not change it."""
        event.ignore()

    def _choose(self, text: str) -> None:
        self._line.setModified(False)
        self.finished.emit(text or None)


FieldEditor = LineEditor | ChoiceEditor
_YES_NO = ("是", "否")


def make_editor(field: Field) -> FieldEditor:
    """The editor for a head field of the template."""
    match field.type:
        case "date":
            return DateEditor()
        case "choice" | "yes_no":
            return ChoiceEditor(field.suggestions or _YES_NO)
        case "text":
            if field.suggestions:
                return ChoiceEditor(field.suggestions)
            return LineEditor()
