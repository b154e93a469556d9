"""Keeps unsaved work in recovery copies (恢复副本): at most some seconds old, written beside the work, gone once it is saved.

A timer looks at the open forms; a form with other content than its last copy gets a new copy, written by a thread of its own
because a flush to an old disk takes longer than a key press may. Text that stands in an editor and is not yet in the document
is asked for as edits, never by committing the editor: a composition of an input method must not be cut off.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from PySide6.QtCore import QObject, QTimer, Signal

from app.editing.session import Session
from app.form.document import Document
from app.form.edits import EditError, SetValue, Several, apply

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from app.storage.autosave import RecoveryFolder
    from app.storage.document_files import Stamp

EVERY_MS = 2000
"""How often the open forms are looked at; with the time to write, work is in a copy well within 5 s of the last key."""

Pending = Callable[[], tuple[SetValue, ...]]


def _nothing() -> tuple[SetValue, ...]:
    return ()


class _Watched(Struct, eq=False):
    """An open form: ``pending`` asks its view for text not yet taken, ``kept`` is what its last copy was made from."""

    session: Session
    title: Callable[[], str]
    pending: Pending
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    kept: tuple[Document, tuple[SetValue, ...]] | None = None


class RecoveryKeeper(QObject):
    """The recovery copies of all forms that are open in this program."""

    failed = Signal(str)
    """A copy could not be written; one sentence, said once until writing works again."""
    kept = Signal(object)
    """The session whose copy has been written."""

    def __init__(self, parent: QObject | None = None, *, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        self._watched: list[_Watched] = []
        self._folder: RecoveryFolder | None = None
        self._writer: ThreadPoolExecutor | None = None
        self._last: Future[None] | None = None
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.look)

    def watch(self, session: Session, title: Callable[[], str], pending: Pending = _nothing) -> None:
        """Keep the unsaved work of this form from now on."""
        watched = _Watched(session, title, pending)
        self._watched.append(watched)
        session.modified_changed.connect(lambda modified: None if modified else self._look_at(watched))
        self._timer.start()

    def forget(self, session: Session) -> None:
        """The form is closed, its work saved or given up: its copy goes."""
        for watched in [each for each in self._watched if each.session is session]:
            self._watched.remove(watched)
            self._drop(watched)
        if not self._watched:
            self._timer.stop()

    def look(self) -> None:
        """Write copies of what has changed since the last look."""
        for watched in self._watched:
            self._look_at(watched)

    def keep_now(self) -> None:
        """Write copies and wait until they are on the disk: something went wrong, or a copy is about to be given up."""
        self.look()
        self.wait()

    def wait(self) -> None:
        """Wait until everything that was asked for is written."""
        if self._last is not None:
            self._last.exception()  # waits; what went wrong has been told

    def close(self) -> None:
        """The regular end of the program: nothing is left to recover."""
        self._timer.stop()
        self._watched.clear()
        if self._writer is not None:
            self._writer.shutdown(wait=True)
        if self._folder is not None:
            self._folder.close()
        self._writer = self._folder = self._last = None

    def _look_at(self, watched: _Watched) -> None:
        if watched not in self._watched or watched.session.read_only:
            return
        session, pending = watched.session, watched.pending()
        if not session.modified and not pending:
            self._drop(watched)
            return
        if watched.kept is not None and watched.kept[0] is session.document and watched.kept[1] == pending:
            return
        watched.kept = (session.document, pending)
        document = _with_pending(session.document, pending)
        path, stamp, title = session.path, session.stamp, watched.title()
        self._ask(lambda: self._write(watched, document, path, stamp, title), watched)

    def _drop(self, watched: _Watched) -> None:
        if watched.kept is not None:
            watched.kept = None
            self._ask(lambda: self._folder.drop(watched.key) if self._folder else None)

    def _ask(self, job: Callable[[], None], watched: _Watched | None = None) -> None:
        if self._writer is None:
            from concurrent.futures import ThreadPoolExecutor

            self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recovery")
        self._last = self._writer.submit(job)
        if watched is not None:
            self._last.add_done_callback(lambda done: self._look_after(done, watched))

    def _write(self, watched: _Watched, document: Document, path: Path | None, stamp: Stamp | None, title: str) -> None:
        if self._folder is None:
            from app.storage.autosave import RecoveryFolder

            self._folder = RecoveryFolder()
        self._folder.write(watched.key, document, path, stamp, title)

    def _look_after(self, done: Future[None], watched: _Watched) -> None:
        """Tell what became of a copy; whatever went wrong, a full disk or a fault, is said and tried again."""
        error = done.exception()
        if error is None:
            self._told = False
            self.kept.emit(watched.session)
            return
        watched.kept = None
        if not self._told:
            self._told = True
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
            self.failed.emit(self.tr("暂时无法写入恢复副本（{reason}），请尽快保存表单。").format(reason=reason))


def _with_pending(document: Document, pending: tuple[SetValue, ...]) -> Document:
    try:
        return apply(document, Several(pending)).document
    except EditError:
        return document
