"""A long job outside the window's thread that the user can stop."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, QThread


class Job(QThread):
    """A job in a thread of its own; what it does stands in ``run``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()

    def cancel(self) -> None:
        """Stop soon; what was done so far stays."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether the user has stopped it."""
        return self._stop.is_set()
