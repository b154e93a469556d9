"""What the window remembers from one day to the next: its size, its panels, the folder list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter

from app import paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDockWidget

_FIRST_SIZE = QSize(1280, 800)
_FRAME = QSize(16, 40)
"""Room for what the desktop puts around a window, which is not known before it is shown: the status bar must be seen."""
_LARGE_SCREEN = 1600
_SHARE_OF_LARGE_SCREEN = 0.85
_WIDE_ENOUGH_FOR_PAPER = 1500
_PAPER_SHARE = 0.32
_SHOWN = "1"


def _memory() -> QSettings:
    return QSettings(str(paths.state_folder() / "window.ini"), QSettings.Format.IniFormat)


def restore(window: QMainWindow) -> bool:
    """Make the window look as it did, at the first start as it suits the screen; whether the paper is to be shown.

    The panel with the paper need not be there yet: ``place_paper`` puts it where it was.
    """
    memory = _memory()
    geometry, state = memory.value("geometry"), memory.value("state")
    if isinstance(geometry, QByteArray) and isinstance(state, QByteArray):
        window.restoreGeometry(geometry)
        window.restoreState(state)
        return bool(memory.value("paper") == _SHOWN)
    room = QGuiApplication.primaryScreen().availableGeometry().size()
    large = room.width() >= _LARGE_SCREEN
    window.resize(room * _SHARE_OF_LARGE_SCREEN if large else (room - _FRAME).boundedTo(_FIRST_SIZE))
    return window.width() >= _WIDE_ENOUGH_FOR_PAPER


def place_paper(window: QMainWindow, paper: QDockWidget) -> None:
    """Put the panel with the paper where it was, else at the right side; hidden unless it was shown."""
    if not window.restoreDockWidget(paper):
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, paper)
        paper.hide()
        window.resizeDocks([paper], [round(window.width() * _PAPER_SHARE)], Qt.Orientation.Horizontal)


def restore_splitter(name: str, splitter: QSplitter) -> bool:
    """Give a splitter the sizes that the user gave it last; whether there were any."""
    state = _memory().value(f"splitter_{name}")
    return isinstance(state, QByteArray) and splitter.restoreState(state)


def keep_splitter(name: str, splitter: QSplitter) -> None:
    """Remember the sizes that the user has given a splitter."""
    _memory().setValue(f"splitter_{name}", splitter.saveState())


def keep(window: QMainWindow, paper: QDockWidget) -> None:
    """Remember how the window looks."""
    memory = _memory()
    memory.setValue("geometry", window.saveGeometry())
    memory.setValue("state", window.saveState())
    memory.setValue("paper", _SHOWN if paper.isVisibleTo(window) else "0")
