"""A long job of ``app.work`` run outside the window's thread: its steps become signals; to stop it, no more steps are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.editing.job import Job

if TYPE_CHECKING:
    from app.work.progress import Progress


class StepsJob(Job):
    """Runs a generator of ``Progress``."""

    stepped = Signal(object)
    """The ``Progress`` of a step that is done."""

    def __init__(self, start: Callable[[], Iterator[Progress]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin = start
        self.steps: list[Progress] = []

    def run(self) -> None:
        """Do the steps (Qt calls this in the other thread)."""
        for step in self._begin():
            self.steps.append(step)
            self.stepped.emit(step)
            if self._stop.is_set():
                return
