"""The buttons of a side panel are seen in the dark theme."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QMainWindow

from app.editing import theme
from widgets.paper_dock import PaperDock


@pytest.mark.parametrize("name", ["qt_dockwidget_floatbutton", "qt_dockwidget_closebutton"])
def test_the_buttons_of_a_panel_are_drawn_in_the_text_colour(qtbot: Any, name: str) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    dock = PaperDock(window)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.show()
    qtbot.waitExposed(window)
    qtbot.wait(1)
    button = dock.findChild(QAbstractButton, name)
    theme.apply_theme("dark")
    try:
        picture = button.icon().pixmap(QSize(32, 32)).toImage()
        inks = {
            spot.name()
            for x in range(picture.width())
            for y in range(picture.height())
            if (spot := picture.pixelColor(x, y)).alpha() == 255
        }
        assert inks == {theme.DARK.text}
    finally:
        theme.apply_theme("light")
