"""System faces for rare characters (𠮷 䶮 㑇 …): which installed TrueType file has a character, found without any font library.

Only faces with TrueType outlines count, since only these can be embedded in the PDF.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_LIKELY = (
    "simsunb", "simsun", "msyh", "simhei", "deng", "mingliub", "msjh", "yugoth", "seguiemj", "seguisym", "hanamin", "hanaz",
    "bablestonehan", "wqy", "fzs", "tianheng", "plangothic", "droidsansfallback", "arplu", "uming", "ukai", "symbola",
    "dejavusans", "unifont", "notosanssymbols", "notoemoji",
)  # fmt: skip
"""Beginnings of the file names of faces that have rare hanzi or symbols, in order of preference."""

_ENDINGS = (".ttf", ".ttc", ".otf")


@dataclass(frozen=True, slots=True)
class SystemFace:
    """A face in a font file; ``index`` is its number in a collection."""

    file: Path
    index: int
    ranges: tuple[tuple[int, int], ...]

    def has(self, character: str) -> bool:
        """Whether the face has a character."""
        code = ord(character)
        return any(first <= code <= last for first, last in self.ranges)


@lru_cache(maxsize=4096)
def find_face(character: str) -> SystemFace | None:
    """The first installed face that has a character and can be embedded."""
    return next((face for face in _faces() if face.has(character)), None)


def _folders() -> list[Path]:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        folders = [Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"]
        return folders + ([Path(local) / "Microsoft/Windows/Fonts"] if local else [])
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library/Fonts"]
    shared = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "fonts"
    return [Path.home() / ".fonts", shared, Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]


@lru_cache(maxsize=1)
def _faces() -> tuple[SystemFace, ...]:
    files = [file for folder in _folders() if folder.is_dir() for file in sorted(folder.rglob("*"))]
    fonts = [file for file in files if file.suffix.lower() in _ENDINGS and _rank(file) < len(_LIKELY)]
    return tuple(face for file in sorted(fonts, key=_rank) for face in _read_faces(file))


def _rank(file: Path) -> int:
    name = file.stem.lower().replace("-", "").replace("_", "").replace(" ", "")
    return next((at for at, likely in enumerate(_LIKELY) if name.startswith(likely)), len(_LIKELY))


def _read_faces(file: Path) -> Iterator[SystemFace]:
    """The faces of a file whose outlines are TrueType; a damaged file has none."""
    try:
        data = file.read_bytes()
        for index, offset in enumerate(_offsets(data)):
            tables = _tables(data, offset)
            if b"glyf" in tables and b"cmap" in tables:
                yield SystemFace(file, index, tuple(_character_ranges(data, tables[b"cmap"])))
    except (OSError, struct.error, IndexError):
        return


def _offsets(data: bytes) -> tuple[int, ...]:
    if data[:4] != b"ttcf":
        return (0,)
    (count,) = struct.unpack_from(">I", data, 8)
    return struct.unpack_from(f">{count}I", data, 12)


def _tables(data: bytes, offset: int) -> dict[bytes, int]:
    (count,) = struct.unpack_from(">H", data, offset + 4)
    entries = (struct.unpack_from(">4sIII", data, offset + 12 + 16 * at) for at in range(count))
    return {tag: start for tag, _, start, _ in entries}


def _character_ranges(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for at in range(count):
        _, _, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * at)
        start = cmap + offset
        (kind,) = struct.unpack_from(">H", data, start)
        if kind == 12:
            (groups,) = struct.unpack_from(">I", data, start + 12)
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", data, start + 16 + 12 * group)
                yield first, last
        elif kind == 4:
            (double,) = struct.unpack_from(">H", data, start + 6)
            ends = struct.unpack_from(f">{double // 2}H", data, start + 14)
            firsts = struct.unpack_from(f">{double // 2}H", data, start + 16 + double)
            yield from ((first, last) for first, last in zip(firsts, ends, strict=True) if first != 0xFFFF)
