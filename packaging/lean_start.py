"""Runs in the bundle before PyInstaller's own hook imports PySide: the window's libraries come as in a checkout."""

from app.editing.lean_imports import import_libraries

import_libraries()
