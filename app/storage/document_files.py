"""Form files on disk: read with every oddity told, saved aside, flushed and put in place, the save before kept.

A file that cannot be read is never written over; a file of a higher version opens read-only.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from importlib.util import source_hash
from pathlib import Path

from msgspec import Struct

from app.form.document import Document
from app.paths import data_folder
from app.storage import json_codec, json_text
from app.storage.errors import ChangedOnDisk, UnreadableFile, cannot_read, cannot_write
from app.storage.locks import saving
from app.storage.template_files import all_templates, carrying

EXTENSION = ".jxb"
_REPLACE_TRIES = 5
"""On Windows ``os.replace`` fails while another program (a virus scanner, a preview) holds the file: wait a little and retry."""


class Stamp(Struct, frozen=True):
    """What tells whether a file is still the one that was loaded: a digest of its bytes."""

    digest: str


class Loaded(Struct, frozen=True):
    """A form from a file: what was odd in it (Chinese sentences), why it is read-only (None: it is not), and its stamp."""

    document: Document
    notes: tuple[str, ...]
    read_only: str | None
    stamp: Stamp


def load(path: Path) -> Loaded:
    """Read a form file. Raises UnreadableFile with one sentence (line and reason for a damaged file)."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise cannot_read(path, error) from error
    return decode(content, path)


def decode(content: bytes, path: Path) -> Loaded:
    """A form from a file's bytes; ``path`` is named in messages only. Raises UnreadableFile."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"无法打开“{path.name}”：第 {line} 行不是 UTF-8 文字，文件可能已损坏或不是绩表的文件；文件保持不变。"
        ) from error
    try:
        plain, odd = json_text.parse(text)
        document, notes, version = json_codec.decode(plain)
    except json_text.JsonFault as fault:
        raise UnreadableFile(f"无法打开“{path.name}”：{fault}；文件保持不变。") from fault
    except json_codec.NotAForm as fault:
        raise UnreadableFile(f"无法打开“{path.name}”：{fault}；文件保持不变。") from fault
    read_only = None
    if version > json_codec.VERSION:
        read_only = f"“{path.name}”由更新版本的绩表保存（格式版本 {version}），只能查看；请升级绩表后再修改。"
    return Loaded(document, (*odd, *notes), read_only, Stamp(_digest(content)))


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of the file as it is on disk now; None when there is none."""
    try:
        return Stamp(_digest(path.read_bytes()))
    except OSError:
        return None


def save(path: Path, document: Document, expected: Stamp | None = None) -> Stamp:
    """Save a form in our fixed writing and keep the save before it; the file's new stamp.

    With ``expected`` the file must still be the one that was loaded, else ChangedOnDisk. Raises UnwritableFile with one
    sentence; the old file is intact then.
    """
    content = json_codec.to_text(carrying(document, all_templates())).encode("utf-8")
    target = Path(os.path.realpath(path))
    try:
        with saving(target):
            _replace_checked(path, target, content, expected)
    except OSError as error:
        raise cannot_write(path, error) from error
    return Stamp(_digest(content))


def _replace_checked(path: Path, target: Path, content: bytes, expected: Stamp | None) -> None:
    _respect_read_only(target)
    now = _stamp_to_replace(target)
    if expected is not None and now is not None and now != expected:
        raise ChangedOnDisk(f"“{path.name}”在您打开之后被别人或别的程序改过，没有覆盖它；请先比较，或另存为新文件。")
    if now is not None and now.digest != _digest(content):
        _keep_previous(target)
    replace_file(target, content)


def _stamp_to_replace(target: Path) -> Stamp | None:
    """The stamp of the file that is about to be replaced; None when there is none. One that cannot be read is not replaced
    (OSError): nobody could tell what would be lost."""
    try:
        return Stamp(_digest(target.read_bytes()))
    except FileNotFoundError:
        return None


def _respect_read_only(target: Path) -> None:
    """A file that its owner made read-only stays as it is, also where the folder would let us replace it."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if not mode & 0o222:
        raise PermissionError(errno.EROFS, "read-only file")


def replace_file(target: Path, content: bytes) -> None:
    """Write aside in the same folder, flush to the disk, put in place. Raises OSError; the old file is intact then."""
    import tempfile  # forms are opened before the first paint, but not saved

    handle, aside = tempfile.mkstemp(prefix=f".{target.stem[:40]}-", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _take_mode(target, aside)
        _put_in_place(aside, target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(aside).unlink()
        raise
    _flush_folder(target.parent)


def _take_mode(target: Path, aside: str) -> None:
    """The new file gets the rights of the old one, or those that the user's new files have."""
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    with contextlib.suppress(OSError):  # a share that knows no rights
        Path(aside).chmod(mode)


def _put_in_place(aside: str, target: Path) -> None:
    for attempt in range(_REPLACE_TRIES):
        try:
            Path(aside).replace(target)
        except PermissionError:
            if attempt == _REPLACE_TRIES - 1 or os.name != "nt":
                raise
            time.sleep(0.1 * 2**attempt)
        else:
            return


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # some shares cannot flush a folder; the file itself is flushed already
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def previous_file(path: Path) -> Path:
    """Where the save before the last one of a form is kept: in the data folder, not beside the form."""
    import hashlib

    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    return data_folder() / "previous" / f"{name}{EXTENSION}"


def load_previous(path: Path) -> Loaded | None:
    """The form as it was before its last save, None when there is no such copy. Raises UnreadableFile."""
    kept = previous_file(path)
    return load(kept) if kept.exists() else None


def _keep_previous(target: Path) -> None:
    kept = previous_file(target)
    with contextlib.suppress(OSError):  # a full profile must not stop the user from saving
        kept.parent.mkdir(parents=True, exist_ok=True)
        replace_file(kept, target.read_bytes())


def _digest(content: bytes) -> str:
    """64 bits that change with the content: SipHash, as Python tells its sources apart.

    It guards against accidents, not against forgers; a digest of hashlib would load OpenSSL (4 MB) at every start.
    """
    return source_hash(content).hex()
