"""Bounds that no honest form comes near, so that a hostile or broken file ends in a sentence and not in a full memory."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable

from app.importing.errors import DAMAGED, ENCRYPTED, ENTITIES, TOO_BIG, SourceError

MEGABYTE = 1024 * 1024
MAX_FILE = 100 * MEGABYTE
"""The largest source file that is opened at all."""
MAX_XML = 16 * MEGABYTE
"""The largest single XML part of an Office file, expanded (a form has some 0.1 MB, a book of two hundred forms 10 MB)."""
MAX_EXPANDED = 400 * MEGABYTE
"""The largest declared sum of all expanded parts; pictures are never expanded."""
MAX_PARTS = 20_000
"""The largest number of parts in an Office file."""
MAX_CELLS = 60_000
"""The largest number of cells that hold something."""
MAX_EMPTY = 1_000_000
"""The largest number of cells of a sheet, empty ones included."""
MAX_TEXT = 20_000_000
"""The largest number of characters taken from one source."""
MAX_PAGES = 400
"""The largest number of pages of a PDF."""
MAX_DEPTH = 20
"""The deepest nesting of tables that is followed; deeper text is still read, as lines."""
MAX_SPAN = 2_000
"""The largest span that a merged cell is believed to have."""

CancelCheck = Callable[[], None]
"""Called now and then while reading; raises Cancelled when the user wants to stop."""


def never_cancelled() -> None:
    """The check of those who cannot cancel."""


_ZIP_ERRORS = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, OverflowError, KeyError)


class OfficeZip:
    """The parts of an Office file (a zip), expanded one at a time and only within bounds."""

    def __init__(self, data: bytes, kind: str) -> None:
        """Open the zip in ``data``; ``kind`` is the name of the file type for messages. Raises SourceError."""
        self.kind = kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _ZIP_ERRORS as error:
            raise SourceError(DAMAGED.format(kind=kind)) from error
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_EXPANDED:
            raise SourceError(TOO_BIG.format(limit=MAX_EXPANDED // MEGABYTE))
        if any(info.flag_bits & 1 for info in infos):
            raise SourceError(ENCRYPTED)
        # Windows programs have been seen to write part names with backslashes or in another case.
        self._parts = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._parts)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of an XML part. Raises SourceError when it is missing, damaged, too big, or declares entities."""
        info = self._parts.get(name.lower())
        if info is None:
            raise SourceError(DAMAGED.format(kind=self.kind))
        try:
            with self._zip.open(info) as stream:
                # The declared size may lie: never take more than the bound.
                data = stream.read(MAX_XML + 1)
        except (*_ZIP_ERRORS, zlib.error, lzma.LZMAError, EOFError) as error:
            raise SourceError(DAMAGED.format(kind=self.kind)) from error
        if len(data) > MAX_XML:
            raise SourceError(TOO_BIG.format(limit=MAX_XML // MEGABYTE))
        refuse_entities(data)
        return data


def refuse_entities(data: bytes) -> None:
    """Raise SourceError when XML declares a document type: no office program writes one, and entities hide bombs in it."""
    plain = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:64] else data
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise SourceError(ENTITIES)
