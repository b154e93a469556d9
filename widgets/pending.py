"""What stands in an editor and is not in the document yet: amounts and dates are read only when their field is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.form.edits import SetValue
from widgets.bound_field import BoundField
from widgets.line_editor import LineEditor


def pending_edits(view: QWidget) -> tuple[SetValue, ...]:
    """The edit that leaving the field with the cursor would make; the editor and its composition stay untouched.

    Asked of every open form each some seconds, so only the field with the focus is looked at.
    """
    widget = QApplication.focusWidget()
    if widget is None or not view.isAncestorOf(widget):
        return ()
    while widget is not None and widget is not view:
        field = widget.findChild(BoundField, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(field, BoundField):
            return _pending(field)
        widget = widget.parentWidget()
    return ()


def _pending(field: BoundField) -> tuple[SetValue, ...]:
    editor = field.widget
    if not isinstance(editor, LineEditor) or not editor.takes_late or not editor.isModified():
        return ()
    return (SetValue(field.place, editor.to_stored(editor.text())),)
