"""A field of the form tied to its place: the editor's words become edits, the document's changes come back to the editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.editing.session import Session
from app.form.document import Json
from app.form.places import Place, value_at
from widgets.marks import FindingMark, QuietLabel, plain_tooltip, show_help

if TYPE_CHECKING:
    from app.checking.findings import Finding


class Editor(Protocol):
    """What a field's editor offers, whatever its type."""

    @property
    def typed(self) -> SignalInstance:
        """A value to store at once, while typing."""

    @property
    def finished(self) -> SignalInstance:
        """The value to store: the field is left."""

    @property
    def abandoned(self) -> SignalInstance:
        """Esc: what was typed is to be taken back."""

    def show_value(self, stored: Json) -> None:
        """Show a stored value."""

    def problem(self) -> str:
        """Why the value cannot be read; empty when it can."""

    def commit(self) -> None:
        """Take what was typed."""


class BoundField(QObject):
    """An editor at a place of the session's document, with its mark and the line for the reason under it."""

    entered = Signal(object)
    """The place of the field that has taken the focus."""

    def __init__(self, session: Session, place: Place, editor: Editor, label: str, help_text: str = "") -> None:
        assert isinstance(editor, QWidget)
        super().__init__(editor)
        self._session = session
        self.place = place
        self.editor = editor
        self.widget: QWidget = editor
        self._help = help_text
        self._findings: tuple[Finding, ...] = ()
        self.mark = FindingMark()
        self.note = QuietLabel(tone="error", small=True)
        self.note.setWordWrap(True)
        self.note.hide()
        self.widget.setAccessibleName(label)
        self.widget.setToolTip(plain_tooltip(help_text))
        self.widget.setAccessibleDescription(help_text)
        self.widget.setWhatsThis(help_text)
        if session.read_only and hasattr(editor, "setReadOnly"):
            editor.setReadOnly(True)
        target = self.widget.focusProxy() or self.widget
        for watched in {self.widget, target, getattr(editor, "line_edit", target)}:
            watched.installEventFilter(self)
        editor.typed.connect(self._store_typing)
        editor.finished.connect(self._store)
        editor.abandoned.connect(self._take_back)
        self.refresh()

    def refresh(self) -> None:
        """Show what the document has."""
        self.editor.show_value(value_at(self._session.document, self.place))
        self._show_problem()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings of this place; nothing is touched while they stay the same, for this runs with each keystroke."""
        shown = tuple(findings)
        if shown == self._findings:
            return
        self._findings = shown
        self.mark.show_findings(findings)
        self.widget.setAccessibleDescription(
            "\n".join([self._help, *(finding.message for finding in findings)]).strip()
        )

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        select = getattr(self.widget, "selectAll", None)
        if select is not None and not hasattr(self.widget, "toPlainText"):
            select()

    def has_focus(self) -> bool:
        """Whether the cursor is in the field."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self.widget or self.widget.isAncestorOf(focused))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the field is entered; F1 shows its help."""
        del watched
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.place)
        elif self._help and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1 and not event.modifiers():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                show_help(self.widget, self._help)
                return True
        return False

    def _store_typing(self, value: Json) -> None:
        self._session.set_value(self.place, value, typing=True)

    def _store(self, value: Json) -> None:
        self._session.set_value(self.place, value, typing=True)
        self._session.end_typing()
        self.refresh()

    def _take_back(self) -> None:
        self._session.cancel_typing(self.place)
        self.refresh()

    def _show_problem(self) -> None:
        problem = self.editor.problem()
        self.note.setText(problem)
        self.note.setVisible(bool(problem))
        self.widget.update()


def commit_input_method() -> None:
    """End a composition of the input method, so that its text is in the field."""
    QApplication.inputMethod().commit()


class FieldGroup(QObject):
    """The fields of one panel: refreshed, committed and found together."""

    entered = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.fields: dict[Place, BoundField] = {}
        session.document_changed.connect(self._refresh)
        session.findings_changed.connect(self.show_findings)

    def add(self, field: BoundField) -> BoundField:
        """Take a field into the group."""
        self.fields[field.place] = field
        field.entered.connect(self.entered)
        return field

    def commit(self) -> None:
        """Take what was typed in the field that has the cursor."""
        for field in self.fields.values():
            if field.has_focus():
                commit_input_method()
                field.editor.commit()

    def focus(self, place: Place) -> bool:
        """Put the cursor into the field of a place; False when the group has none."""
        field = self.fields.get(place)
        if field is None:
            return False
        field.focus()
        return True

    def show_findings(self) -> None:
        """Show the session's findings at their fields."""
        here: dict[Place, list[Finding]] = {}
        for finding in self._session.findings:
            for place in finding.places:
                if place in self.fields:
                    here.setdefault(place, []).append(finding)
        for place, field in self.fields.items():
            field.show_findings(here.get(place, ()))

    def _refresh(self, old: object, new: object, edit: object) -> None:
        del old, new, edit
        for field in self.fields.values():
            field.refresh()
