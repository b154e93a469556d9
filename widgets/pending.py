"""What stands in an editor and is not in the document yet: amounts and dates are read only when their field is left."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.form.edits import SetValue
from widgets.bound_field import BoundField
from widgets.field_editors import LineEditor


def pending_edits(view: QWidget) -> tuple[SetValue, ...]:
    """The edits that leaving the field with the cursor would make; the editor and its composition stay untouched."""
    return tuple(
        edit for field in view.findChildren(BoundField) if field.has_focus() and (edit := _pending(field)) is not None
    )


def _pending(field: BoundField) -> SetValue | None:
    editor = field.widget
    if not isinstance(editor, LineEditor) or not editor.takes_late or not editor.isModified():
        return None
    return SetValue(field.place, editor.to_stored(editor.text()))
