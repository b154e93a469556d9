"""Python's cyclic garbage is collected in the window's own thread only.

Python collects wherever an allocation happens to cross the threshold, also in the threads that write recovery copies or read
a folder. A QObject that dies there leaves its timers behind in the window's thread, which crashes at their next tick.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 2000


class MainThreadCollector(QObject):
    """Switches the automatic collection off and collects from a timer instead, by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        timer = QTimer(self)
        timer.setInterval(_LOOK_MS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> int | None:
        """Collect the oldest generation that is due; which one it was, None when none was."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return generation
        return None
