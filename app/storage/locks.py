"""Marks beside a form: who has it open, and who is saving it this moment. They work on shares, between computers.

The mark of an open form is a small hidden file with the name of the person; it is touched while the form is open, so that a
mark left behind by a crash or a lost share is seen to be stale. Marks never stop anybody from reading.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

HEARTBEAT_S = 60
"""The mark is touched this often while the form is open."""

STALE_S = 5 * HEARTBEAT_S
"""A mark that nobody touched for so long is stale: its owner crashed or lost the share."""

NOBODY = "未知用户"
"""Stands for a person whose name the computer does not know."""

_MOST_BYTES = 255
"""No usual file system has longer names."""
_SAVING_STALE_S = 30.0
_SAVING_WAIT_S = 3.0


class Owner(Struct, frozen=True):
    """Who has a form open: name and computer; ``stale`` when the mark was not touched for long, or its program is gone."""

    user: str
    host: str
    since: str
    token: str
    stale: bool

    @property
    def sentence(self) -> str:
        """One sentence for the user."""
        if self.stale:
            return f"{self.user}（{self.host}）自 {self.since} 起的打开标记已经失效，可以接管编辑。"
        return f"{self.user} 正在 {self.host} 上编辑这个文件（自 {self.since} 起），现以只读方式打开。"


class OpenMark(Struct, frozen=True):
    """Our own mark beside an open form."""

    path: Path
    token: str

    def touch(self) -> bool:
        """Show that the form is still open here. False when the mark is no longer ours (taken over, or the share is gone)."""
        owner = read_mark(self.path)
        if owner is None or owner.token != self.token:
            return False
        with contextlib.suppress(OSError):
            os.utime(self.path)
        return True

    def release(self) -> None:
        """Take the mark away, if it is still ours."""
        owner = read_mark(self.path)
        if owner is not None and owner.token == self.token:
            with contextlib.suppress(OSError):
                self.path.unlink()


def mark_path(form: Path) -> Path:
    """Where the mark of a form lies."""
    return _beside(Path(os.path.realpath(form)), "open")


def _beside(form: Path, ending: str) -> Path:
    """The hidden file beside a form. A name that would become too long for a disk is told by its digest instead."""
    name = f".~{form.name}.{ending}"
    if len(os.fsencode(name)) > _MOST_BYTES:
        from importlib.util import source_hash

        name = f".~{source_hash(os.fsencode(form.name)).hex()}.{ending}"
    return form.with_name(name)


def take_mark(form: Path, *, take_over: bool = False) -> OpenMark | Owner | None:
    """Mark a form as open here.

    Gives our mark; or the owner when somebody else has it open (also a stale one, unless ``take_over``); or None where no
    mark can be made (a read-only folder): the form then opens without one.
    """
    path, token = mark_path(form), uuid.uuid4().hex
    content = json.dumps(
        {
            "user": user_name(),
            "host": host_name(),
            "pid": os.getpid(),
            "since": time.strftime("%Y-%m-%d %H:%M"),
            "token": token,
        },
        ensure_ascii=False,
    ).encode("utf-8")
    for _ in range(3):
        try:
            with path.open("xb") as stream:
                stream.write(content)
            return OpenMark(path, token)
        except FileExistsError:
            owner = read_mark(path)
            if owner is not None and not take_over:
                return owner
            with contextlib.suppress(OSError):
                path.unlink()
        except OSError:
            return None
    return read_mark(path)


def read_mark(path: Path) -> Owner | None:
    """The owner that a mark names; None when there is no mark."""
    try:
        content, touched = path.read_bytes(), path.stat().st_mtime
    except OSError:
        return None
    try:
        said = json.loads(content)
        user, host, since, token, pid = (said[key] for key in ("user", "host", "since", "token", "pid"))
    except (ValueError, KeyError, TypeError):
        user, host, since, token, pid = NOBODY, "未知电脑", "未知时间", "", 0
    gone = host == host_name() and not _is_running(pid)
    return Owner(str(user), str(host), str(since), str(token), gone or time.time() - touched > STALE_S)


def _is_running(pid: object) -> bool:
    """Whether a program of this computer still runs; a killed one that nobody has buried yet does not."""
    if not isinstance(pid, int) or pid <= 0:
        return False
    if sys.platform == "win32":
        return _is_running_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[:1]
    except OSError:
        return True
    return state != ["Z"]


def _is_running_on_windows(pid: int) -> bool:
    """Ask the system for the program's exit code; os.kill would end it there."""
    import ctypes

    query_limited_information, still_active, access_denied = 0x1000, 259, 5
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined, unused-ignore]
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return bool(ctypes.get_last_error() == access_denied)  # type: ignore[attr-defined, unused-ignore]
    try:
        code = ctypes.c_ulong()
        return bool(kernel.GetExitCodeProcess(handle, ctypes.byref(code))) and code.value == still_active
    finally:
        kernel.CloseHandle(handle)


def user_name() -> str:
    """The name that the person logged in with; ``NOBODY`` where the computer does not know it."""
    # What getpass.getuser() does; but a form is opened before the first paint, and getpass loads the reading of passwords.
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if name := os.environ.get(variable):
            return name
    if sys.platform == "win32":
        return NOBODY
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return NOBODY


def host_name() -> str:
    """The name of this computer in its network."""
    # Sockets take longer to load than the rest of this module, and a mark is taken before the first paint.
    if hasattr(os, "uname"):
        return os.uname().nodename
    import socket

    return socket.gethostname()


@contextmanager
def saving(form: Path) -> Iterator[None]:
    """Keep others from saving the same form at the same moment, so that look-and-replace is one step.

    Raises OSError (a TimeoutError) when another program does not finish saving, or when the folder cannot be written.
    """
    path = _beside(form, "saving")
    deadline, looked = time.monotonic() + _SAVING_WAIT_S, False
    while True:
        try:
            path.open("xb").close()
            break
        except FileExistsError:
            if not looked:
                _drop_stale(path)
                looked = True
            if time.monotonic() > deadline:
                raise TimeoutError(0, "另一个程序正在保存同一个文件") from None
            time.sleep(0.02)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def _drop_stale(path: Path) -> None:
    with contextlib.suppress(OSError):
        if _time_on_disk_of(path.parent) - path.stat().st_mtime > _SAVING_STALE_S:
            path.unlink()


def _time_on_disk_of(folder: Path) -> float:
    """The time by the clock that dates the files of a folder: a server's clock and ours may be minutes apart, and then a mark
    that was made this moment would look stale. Raises OSError."""
    probe = folder / f".~{uuid.uuid4().hex}.clock"
    probe.open("xb").close()
    try:
        return probe.stat().st_mtime
    finally:
        probe.unlink()
