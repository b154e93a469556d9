"""What the window remembers from one day to the next: its size, its panels, the folder list."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow

from app import paths

_FIRST_SIZE = QSize(1280, 800)
_LARGE_SCREEN = 1600
_SHARE_OF_LARGE_SCREEN = 0.85
_WIDE_ENOUGH_FOR_PAPER = 1500
_PAPER_SHARE = 0.32


def _memory() -> QSettings:
    return QSettings(str(paths.state_folder() / "window.ini"), QSettings.Format.IniFormat)


def restore(window: QMainWindow, paper: QDockWidget) -> None:
    """Make the window look as it did; at the first start as it suits the screen."""
    memory = _memory()
    geometry, state = memory.value("geometry"), memory.value("state")
    if isinstance(geometry, QByteArray) and isinstance(state, QByteArray):
        window.restoreGeometry(geometry)
        window.restoreState(state)
        return
    room = QGuiApplication.primaryScreen().availableGeometry().size()
    large = room.width() >= _LARGE_SCREEN
    window.resize(room * _SHARE_OF_LARGE_SCREEN if large else room.boundedTo(_FIRST_SIZE))
    paper.setVisible(window.width() >= _WIDE_ENOUGH_FOR_PAPER)
    window.resizeDocks([paper], [round(window.width() * _PAPER_SHARE)], Qt.Orientation.Horizontal)


def keep(window: QMainWindow) -> None:
    """Remember how the window looks."""
    memory = _memory()
    memory.setValue("geometry", window.saveGeometry())
    memory.setValue("state", window.saveState())
