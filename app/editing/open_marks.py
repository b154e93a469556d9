"""The marks of the forms that are open here (打开标记): taken at opening, kept fresh, released at closing.

Marks lie on shares, which can hang for seconds; after opening they are touched and looked at by a thread of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from app.editing.session import Session
from app.storage.locks import (
    HEARTBEAT_S,
    NOBODY,
    OpenMark,
    Owner,
    host_name,
    mark_path,
    read_mark,
    take_mark,
    user_name,
)

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Claim = OpenMark | Owner | None
"""What asking for a mark gave: ours, whose it is, or None where no mark can be made."""


def claim(path: Path, *, take_over: bool = False) -> Claim:
    """Mark a form as open here. A stale mark that the same person left on this computer is replaced without asking."""
    got = take_mark(path, take_over=take_over)
    if isinstance(got, Owner) and got.stale and _is_own(got):
        return take_mark(path, take_over=True)
    return got


def _is_own(owner: Owner) -> bool:
    return owner.host == host_name() and owner.user == user_name() != NOBODY


class _Held(Struct, eq=False):
    """A form that is open here with our mark, or with the owner who was before us."""

    session: Session
    path: Path
    claim: Claim
    told: bool = False


class OpenMarks(QObject):
    """The marks of all forms that are open in this program."""

    lost = Signal(object, str)
    """A session whose mark is somebody else's now, and the sentence about it."""
    freed = Signal(object, bool)
    """A session opened read-only because of a mark: the owner closed the form (True), or the mark became stale (False)."""

    def __init__(self, parent: QObject | None = None, *, every_ms: int = HEARTBEAT_S * 500) -> None:
        super().__init__(parent)
        self._held: list[_Held] = []
        self._worker: ThreadPoolExecutor | None = None
        self._last: Future[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.look)

    def hold(self, session: Session, got: Claim) -> None:
        """Keep the mark of a form fresh while it is open, and follow it when it is saved under another name."""
        if session.path is not None:
            self._held.append(_Held(session, session.path, got))
            self._timer.start()
        session.path_changed.connect(lambda: self._follow(session))

    def owner(self, session: Session) -> Owner | None:
        """Who had the form open when it was opened here; None when we hold the mark."""
        return next(
            (held.claim for held in self._held if held.session is session and isinstance(held.claim, Owner)), None
        )

    def release(self, session: Session) -> None:
        """The form is closed."""
        for held in [each for each in self._held if each.session is session]:
            self._held.remove(held)
            if isinstance(held.claim, OpenMark):
                held.claim.release()

    def look(self) -> None:
        """Touch our marks and look at those of others."""
        for held in self._held:
            self._ask(self._looking(held))

    def wait(self) -> None:
        """Wait until everything that was asked for is done."""
        if self._last is not None:
            self._last.result()

    def close(self) -> None:
        """The end of the program: no mark of ours stays behind."""
        self._timer.stop()
        if self._worker is not None:
            self._worker.shutdown(wait=True)
            self._worker = self._last = None
        for session in [held.session for held in self._held]:
            self.release(session)

    def _follow(self, session: Session) -> None:
        self.release(session)
        path = session.path
        if path is None:
            return
        got = claim(path)
        self._held.append(_Held(session, path, got, told=True))
        self._timer.start()
        if isinstance(got, Owner):
            self.lost.emit(session, self._taken_sentence(path, got))

    def _looking(self, held: _Held) -> Callable[[], None]:
        def look() -> None:
            got = held.claim
            if isinstance(got, OpenMark):
                if not got.touch() and not held.told:
                    self._tell_lost(held)
            elif isinstance(got, Owner) and not held.told:
                self._tell_freed(held, got)

        return look

    def _tell_lost(self, held: _Held) -> None:
        owner = read_mark(mark_path(held.path))
        if owner is None:
            # Somebody tidied up, or the share was gone for a while: mark again.
            again = take_mark(held.path) if held in self._held else None
            if isinstance(again, OpenMark):
                held.claim = again
                if held not in self._held:  # closed in this very moment
                    again.release()
            return
        held.told = True
        self.lost.emit(held.session, self._taken_sentence(held.path, owner))

    def _tell_freed(self, held: _Held, before: Owner) -> None:
        now = read_mark(mark_path(held.path))
        if now is None or (now.stale and not before.stale):
            held.told = True
            self.freed.emit(held.session, now is None)

    def _taken_sentence(self, path: Path, owner: Owner) -> str:
        words = self.tr("{user}（{host}）现在也打开了“{name}”；请先与对方商量，保存时会检查文件是否已被改过。")
        return words.format(user=owner.user, host=owner.host, name=path.name)

    def _ask(self, job: Callable[[], None]) -> None:
        if self._worker is None:
            from concurrent.futures import ThreadPoolExecutor

            self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="marks")
        self._last = self._worker.submit(job)
