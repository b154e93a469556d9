"""Another theme or font size is seen at once, everywhere, without a restart."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import main
from app.editing import theme
from app.editing.settings import Settings
from tests.widgets.panels import FORMS
from widgets.main_window import MainWindow
from widgets.marks import QuietLabel


@pytest.fixture
def settings(qapp: Any) -> Iterator[Settings]:
    """The settings of an application that follows them, put back afterwards."""
    font, style = QFont(QApplication.font()), QApplication.style().objectName()
    _, settings = main.make_application()
    settings.set("theme", "light")
    yield settings
    settings.set("theme", "light")
    settings.deleteLater()
    QApplication.setFont(font)
    QApplication.setStyle(style)


@pytest.fixture
def window(qtbot: QtBot, settings: Settings, tmp_path: Path) -> MainWindow:
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.resize(1400, 800)
    file = Path(shutil.copy(FORMS / "2024-06.jxb", tmp_path))  # an open form is marked: two tests must not share one
    window.open_files([file])
    window.show()
    window.current_view().head.set_folded(False)  # type: ignore[union-attr]
    qtbot.wait(50)
    return window


def bright(widget: QWidget) -> int:
    """The brightness of the middle of the ground of a widget, 0 to 255."""
    picture = widget.grab().toImage()
    greys = sorted(
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), max(1, picture.width() // 40))
        for y in range(0, picture.height(), max(1, picture.height() // 40))
    )
    return greys[len(greys) // 2]


def test_a_dark_theme_darkens_everything_but_the_paper(qtbot: QtBot, settings: Settings, window: MainWindow) -> None:
    view = window.current_view()
    assert view is not None
    parts = (view.tree, view.head, view.funding, view.findings, window)
    assert all(bright(part) > 200 for part in parts)
    settings.set("theme", "dark")
    qtbot.wait(50)
    assert [type(part).__name__ for part in parts if bright(part) > 80] == []
    for label in window.findChildren(QuietLabel):
        ink = label.palette().color(QPalette.ColorRole.WindowText)
        assert theme.contrast(ink, QColor(theme.DARK.window)) >= 4.5, label.text()
    settings.set("theme", "light")
    qtbot.wait(50)
    assert [type(part).__name__ for part in parts if bright(part) < 200] == []


def test_a_larger_font_is_used_everywhere_and_the_systems_comes_back(
    qtbot: QtBot, settings: Settings, window: MainWindow
) -> None:
    labels = [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]
    before = {label: label.fontMetrics().height() for label in labels}
    system = QGuiApplication.font().pointSizeF()
    settings.set("font_size", "14")
    qtbot.wait(50)
    assert [label.text() for label in labels if label.fontMetrics().height() <= before[label]] == []
    settings.set("font_size", "system")
    qtbot.wait(50)
    assert QGuiApplication.font().pointSizeF() == system
