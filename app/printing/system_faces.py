"""System faces for rare characters (𠮷 䶮 㑇 …): which installed TrueType file has a character, found without any font library.

Faces of pictures (coloured emoji) do not count: paper needs outlines.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_LIKELY = (
    "simsunb", "simsun", "msyh", "simhei", "deng", "mingliub", "msjh", "yugoth", "seguiemj", "seguisym", "hanamin", "hanaz",
    "bablestonehan", "wqy", "notoserifcjk", "notosanscjk", "sourcehan", "fzs", "tianheng", "plangothic", "droidsansfallback", "arplu", "uming", "ukai", "symbola",
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
        at = bisect_right(self.ranges, (code, sys.maxunicode)) - 1
        return at >= 0 and self.ranges[at][0] <= code <= self.ranges[at][1]


@lru_cache(maxsize=4096)
def find_face(character: str) -> SystemFace | None:
    """The first installed face that has a character and can be embedded."""
    return next((face for file in _files() for face in _read_faces(file) if face.has(character)), None)


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
def _files() -> tuple[Path, ...]:
    files = [file for folder in _folders() if folder.is_dir() for file in sorted(folder.rglob("*"))]
    fonts = [file for file in files if file.suffix.lower() in _ENDINGS and _rank(file) < len(_LIKELY)]
    return tuple(sorted(fonts, key=lambda file: (_rank(file), not file.stem.lower().endswith("regular"))))


def _rank(file: Path) -> int:
    name = file.stem.lower().replace("-", "").replace("_", "").replace(" ", "")
    return next((at for at, likely in enumerate(_LIKELY) if name.startswith(likely)), len(_LIKELY))


@lru_cache(maxsize=256)
def _read_faces(file: Path) -> tuple[SystemFace, ...]:
    """The faces of a file that have outlines, each set of characters once; a damaged file has none."""
    faces: dict[int, SystemFace] = {}
    try:
        with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for index, offset in enumerate(_offsets(data)):
                tables = _tables(data, offset)
                cmap = tables.get(b"cmap")
                if cmap is not None and cmap not in faces and (b"glyf" in tables or b"CFF " in tables):
                    faces[cmap] = SystemFace(file, index, tuple(sorted(set(_character_ranges(data, cmap)))))
    except (OSError, ValueError, struct.error, IndexError):
        return ()
    return tuple(faces.values())


def _offsets(data: mmap.mmap) -> tuple[int, ...]:
    if data[:4] != b"ttcf":
        return (0,)
    (count,) = struct.unpack_from(">I", data, 8)
    return struct.unpack_from(f">{count}I", data, 12)


def _tables(data: mmap.mmap, offset: int) -> dict[bytes, int]:
    (count,) = struct.unpack_from(">H", data, offset + 4)
    entries = (struct.unpack_from(">4sIII", data, offset + 12 + 16 * at) for at in range(count))
    return {tag: start for tag, _, start, _ in entries}


def _character_ranges(data: mmap.mmap, cmap: int) -> Iterator[tuple[int, int]]:
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
