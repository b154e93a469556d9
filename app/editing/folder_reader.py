"""Reads the forms of a folder in a thread of its own, and again when files change.

First every changed file in short, then the checks one by one, in batches, so that ten thousand files neither freeze the
window nor flood it. A watcher tells of new, renamed and replaced files; a slow timer finds what it missed (shares tell nothing).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.work.folder_forms import FolderForm, Signature, in_short, signatures, with_verdict

_Item = TypeVar("_Item")
_FIRST_BATCH_S = 0.15
_LONGEST_BATCH_S = 2.0
"""The first forms are shown at once; then batches grow, since each lays the list out anew."""
_CALM_MS = 400
_LOOK_MS = 30_000
_AT_A_STRETCH_S = 0.004
_BREATH_S = 0.002
"""A pause after each stretch of work: the window's thread comes to its turn."""


class FolderReader(QObject):
    """The forms of one folder at a time."""

    arrived = Signal(object, object)
    """The folder and a list of FolderForm: new, changed or checked meanwhile."""
    gone = Signal(object, object)
    """The folder and a list of paths that are not there any more."""
    finished = Signal(object)
    """The folder that has been read to its end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self._known: dict[Path, FolderForm] = {}
        self._off: tuple[str, ...] = ()
        self._round = 0
        self._worker: ThreadPoolExecutor | None = None
        self._last: Future[None] | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _folder: self._calm.start())
        self._slow = QTimer(self)
        self._slow.setInterval(_LOOK_MS)
        self._slow.timeout.connect(self.look)

    def read(self, folder: Path | None) -> None:
        """Read another folder from now on; None reads nothing."""
        self._round += 1
        self._known = {}
        self.folder = folder
        watched = self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)
        self._slow.stop()
        if folder is not None:
            if folder.is_dir():
                self._watcher.addPath(str(folder))
            self._slow.start()
            self.look()

    def leave_out(self, codes: tuple[str, ...]) -> None:
        """Check without these rules, which the user has switched off."""
        if codes != self._off:
            self._off = codes
            self.read(self.folder)

    def look(self) -> None:
        """Read what has changed since the last look."""
        if self.folder is None:
            return
        self._round += 1
        if self._worker is None:
            self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="folder")
        round_, folder, known = self._round, self.folder, self._known
        self._last = self._worker.submit(lambda: self._read(round_, folder, known))

    def wait(self) -> None:
        """Wait until the folder is read."""
        if self._last is not None:
            self._last.result()

    def close(self) -> None:
        """Stop reading."""
        self._round += 1
        self.folder = None
        self._slow.stop()
        self._calm.stop()
        if self._worker is not None:
            self._worker.shutdown(wait=True)
            self._worker = self._last = None

    # -- in the thread ---------------------------------------------------------------------------------------------

    def _read(self, round_: int, folder: Path, known: dict[Path, FolderForm]) -> None:
        now = signatures(folder)
        lost = [path for path in known if path not in now]
        for path in lost:
            del known[path]
        if lost:
            self.gone.emit(folder, lost)
        self._tell(folder, known, self._shorts(round_, now, known))
        unchecked = [form for form in known.values() if form.verdict is None and form.problem is None]
        self._tell(folder, known, (with_verdict(form, self._off) for form in self._while_wanted(round_, unchecked)))
        if round_ == self._round:
            self.finished.emit(folder)

    def _shorts(self, round_: int, now: dict[Path, Signature], known: dict[Path, FolderForm]) -> Iterator[FolderForm]:
        changed = [path for path, signature in now.items() if path not in known or known[path].signature != signature]
        for path in self._while_wanted(round_, changed):
            yield in_short(path, now[path])

    def _while_wanted(self, round_: int, items: Iterable[_Item]) -> Iterator[_Item]:
        worked = time.monotonic()
        for item in items:
            if round_ != self._round:
                return
            yield item
            if time.monotonic() - worked > _AT_A_STRETCH_S:
                time.sleep(_BREATH_S)
                worked = time.monotonic()

    def _tell(self, folder: Path, known: dict[Path, FolderForm], forms: Iterator[FolderForm]) -> None:
        batch: list[FolderForm] = []
        told, wait = time.monotonic(), _FIRST_BATCH_S
        for form in forms:
            known[form.path] = form
            batch.append(form)
            if time.monotonic() - told > wait:
                self.arrived.emit(folder, batch)
                batch, told, wait = [], time.monotonic(), min(2 * wait, _LONGEST_BATCH_S)
        if batch:
            self.arrived.emit(folder, batch)
