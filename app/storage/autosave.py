"""Recovery copies (恢复副本): what was typed and not yet saved, kept in the data folder until it is saved or given up.

Each running program has a folder of its own below ``recovery/`` with a locked file in it; the system frees the lock when the
program ends, however it ends. A folder whose lock is free was left by a crash: its copies are offered at the next start.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from app.form.document import Document
from app.paths import data_folder
from app.storage import document_files, json_codec
from app.storage.document_files import Loaded, Stamp
from app.storage.errors import UnreadableFile
from app.storage.template_files import all_templates, carrying

_LOCK = "running.lock"
_SECONDS_TO_START = 60
_TIME = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True)
class RecoveryCopy:
    """A copy left behind: the form's own file (None: never saved), its name, when it was written, and the copy's file."""

    file: Path
    original: Path | None
    title: str
    written_at: str
    stamp: Stamp | None

    def load(self) -> Loaded:
        """The form in the copy. Raises UnreadableFile."""
        try:
            content = str(json.loads(self.file.read_bytes())["form"]).encode("utf-8", "surrogatepass")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnreadableFile(f"恢复副本“{self.file.name}”已损坏，无法读取。") from error
        return document_files.decode(content, self.original or self.file)

    def original_changed(self) -> bool:
        """Whether the form's own file is no longer the one that the copy began from."""
        return self.original is not None and document_files.stamp_of(self.original) != self.stamp

    def discard(self) -> None:
        """Give the copy up."""
        with contextlib.suppress(OSError):
            self.file.unlink()


class RecoveryFolder:
    """The recovery copies of this running program. Open one at the start and ``close`` it at the regular end."""

    def __init__(self) -> None:
        self._folder = _root() / uuid.uuid4().hex
        self._folder.mkdir(parents=True)
        self._lock = (self._folder / _LOCK).open("wb")
        _lock(self._lock)

    def write(self, key: str, document: Document, original: Path | None, stamp: Stamp | None, title: str) -> None:
        """Keep (or renew) the copy of one open form, known by ``key``. Raises OSError when the disk is full."""
        content = {
            "original": None if original is None else str(original.absolute()),
            "title": title,
            "written_at": time.strftime(_TIME),
            "digest": None if stamp is None else stamp.digest,
            "form": json_codec.to_text(carrying(document, all_templates())),
        }
        text = json.dumps(content, ensure_ascii=False)
        document_files.replace_file(self._folder / f"{key}.json", text.encode("utf-8", "surrogatepass"))

    def drop(self, key: str) -> None:
        """Forget the copy of a form that was saved or closed."""
        with contextlib.suppress(OSError):
            (self._folder / f"{key}.json").unlink()

    def close(self) -> None:
        """The regular end: copies are not needed any more."""
        self._lock.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def left_copies() -> list[RecoveryCopy]:
    """The copies that crashed programs left, newest first, however old: only a person gives them up. Empty folders go."""
    found: list[RecoveryCopy] = []
    for folder in _root().iterdir() if _root().is_dir() else ():
        if not folder.is_dir() or _is_starting(folder) or _is_locked(folder / _LOCK):
            continue
        files = list(folder.glob("*.json"))
        if not files:
            shutil.rmtree(folder, ignore_errors=True)
        found += [copy for file in files if (copy := _copy_in(file)) is not None]
    return sorted(found, key=lambda copy: copy.written_at, reverse=True)


def _is_starting(folder: Path) -> bool:
    """Whether a program may just have made this folder and not yet locked it."""
    try:
        return not (folder / _LOCK).exists() and time.time() - folder.stat().st_mtime < _SECONDS_TO_START
    except OSError:
        return True


def _copy_in(file: Path) -> RecoveryCopy | None:
    try:
        said = json.loads(file.read_bytes())
        original = None if said["original"] is None else Path(said["original"])
        stamp = None if said["digest"] is None else Stamp(str(said["digest"]))
        return RecoveryCopy(file, original, str(said["title"]), str(said["written_at"]), stamp)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _root() -> Path:
    return data_folder() / "recovery"


def _lock(stream: io.BufferedWriter) -> None:
    """Take the lock at once or raise OSError."""
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_locked(path: Path) -> bool:
    try:
        with path.open("ab") as stream:
            _lock(stream)
    except OSError:
        return path.exists()
    return False
