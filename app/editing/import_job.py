"""Reading other programs' files outside the window's thread, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.editing.job import Job

if TYPE_CHECKING:
    from app.work.import_files import ImportedFile


class ImportJob(Job):
    """Reads files one after another, to be stopped also within one; nothing is written.

    ``results`` has what was read when ``finished`` is told.
    """

    progressed = Signal(int, int, str)
    """How many files are read, of how many, and the name of the next one."""

    def __init__(self, paths: Sequence[Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = tuple(paths)
        self.results: list[ImportedFile] = []

    def run(self) -> None:
        """Read the files (Qt calls this in the other thread)."""
        from app.importing.errors import Cancelled
        from app.work.import_files import bundled_and_own_templates, read_file, source_files

        templates = bundled_and_own_templates()
        sources = list(source_files(self._paths))
        for number, path in enumerate(sources):
            self.progressed.emit(number, len(sources), path.name)
            try:
                self.results.append(read_file(path, templates, self._stop.is_set))
            except Cancelled:
                return
        self.progressed.emit(len(sources), len(sources), "")
