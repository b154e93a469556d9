"""The buttons in the title of a panel at the side, with icons that are seen in the dark theme too."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QDockWidget

from app.editing.icons import icon

_ICONS = {"qt_dockwidget_floatbutton": "float", "qt_dockwidget_closebutton": "close"}


def dress_dock(dock: QDockWidget) -> None:
    """Give a panel's buttons icons of the theme; Qt's own are dark, and come back whenever the panel is placed anew."""
    for placed in (dock.visibilityChanged, dock.topLevelChanged, dock.dockLocationChanged):
        # Later: Qt sets its icons after it has told of some of these.
        placed.connect(lambda _how: QTimer.singleShot(0, dock, lambda: _set_icons(dock)))


def _set_icons(dock: QDockWidget) -> None:
    for name, drawn in _ICONS.items():
        button = dock.findChild(QAbstractButton, name)
        if isinstance(button, QAbstractButton):
            button.setIcon(icon(drawn))
