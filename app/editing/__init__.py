"""One document being edited: session, undo and the Qt models over it (QtCore and QtGui alone)."""
