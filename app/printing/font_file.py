"""TrueType files read in place: which glyph a character has, how wide it is, and small subsets for embedding.

Only what is asked for is read, so that opening a face costs next to nothing; a general font library parses all of it first.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from app.printing.cff_outlines import CffFont

_COPIED = (b"cvt ", b"fpgm", b"prep")
_MORE_COMPONENTS, _WORDS, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x20, 0x01, 0x08, 0x40, 0x80


class FontFile:
    """A face with outlines in a file (``index``: its number in a collection).

    One with TrueType outlines can be ``embeddable`` as a subset; of one with PostScript outlines there is the ``path`` of a glyph.

    Raises OSError, struct.error, KeyError or ValueError where the file is no such face.
    """

    def __init__(self, path: Path, index: int = 0) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start = 0
        if self._data[:4] == b"ttcf":
            (start,) = struct.unpack_from(">I", self._data, 12 + 4 * index)
        (count,) = struct.unpack_from(">H", self._data, start + 4)
        entries = (struct.unpack_from(">4sIII", self._data, start + 12 + 16 * at) for at in range(count))
        self._tables = {tag: (offset, length) for tag, _, offset, length in entries}
        head, hhea = self._at(b"head"), self._at(b"hhea")
        self.units_per_em: int = struct.unpack_from(">H", self._data, head + 18)[0]
        self.box: tuple[int, ...] = struct.unpack_from(">4h", self._data, head + 36)
        (self._long_loca,) = struct.unpack_from(">h", self._data, head + 50)
        self.ascent, self.descent = struct.unpack_from(">2h", self._data, hhea + 4)
        (self._metrics,) = struct.unpack_from(">H", self._data, hhea + 34)
        (self._glyphs,) = struct.unpack_from(">H", self._data, self._at(b"maxp") + 4)
        if b"glyf" not in self._tables:
            self._at(b"CFF ")
        self._segments = self._read_segments()
        self._ends = [segment[1] for segment in self._segments]

    def _at(self, tag: bytes) -> int:
        offset: int = self._tables[tag][0]
        return offset

    def _table(self, tag: bytes) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _read_segments(self) -> list[tuple[int, int, int, int]]:
        """The runs of characters (first, last, what to add to get the glyph, or where the glyphs are listed)."""
        cmap = self._at(b"cmap")
        (count,) = struct.unpack_from(">H", self._data, cmap + 2)
        offsets = [struct.unpack_from(">HHI", self._data, cmap + 4 + 8 * at) for at in range(count)]
        by_format: dict[int, int] = {}
        for platform, encoding, offset in offsets:
            if platform == 0 or (platform, encoding) in ((3, 1), (3, 10)):
                (kind,) = struct.unpack_from(">H", self._data, cmap + offset)
                by_format.setdefault(kind, cmap + offset)
        if 12 in by_format:
            at = by_format[12]
            (groups,) = struct.unpack_from(">I", self._data, at + 12)
            flat = struct.unpack_from(f">{3 * groups}I", self._data, at + 16)
            return [(flat[n], flat[n + 1], flat[n + 2] - flat[n], 0) for n in range(0, 3 * groups, 3)]
        at = by_format[4]
        (twice,) = struct.unpack_from(">H", self._data, at + 6)
        size = twice // 2
        ends = struct.unpack_from(f">{size}H", self._data, at + 14)
        starts = struct.unpack_from(f">{size}H", self._data, at + 16 + twice)
        deltas = struct.unpack_from(f">{size}H", self._data, at + 16 + 2 * twice)
        ranges_at = at + 16 + 3 * twice
        ranges = struct.unpack_from(f">{size}H", self._data, ranges_at)
        return [(starts[n], ends[n], deltas[n], ranges_at + 2 * n + ranges[n] if ranges[n] else 0) for n in range(size)]

    def glyph(self, character: str) -> int:
        """The glyph of a character, 0 where the face has none."""
        code = ord(character)
        at = bisect_left(self._ends, code)
        if at == len(self._ends):
            return 0
        first, _, delta, listed = self._segments[at]
        if code < first:
            return 0
        if not listed:
            return (code + delta) & 0xFFFF
        found: int = struct.unpack_from(">H", self._data, listed + 2 * (code - first))[0]
        return (found + delta) & 0xFFFF if found else 0

    def width(self, glyph: int) -> int:
        """The advance of a glyph in thousandths of an em."""
        (advance,) = struct.unpack_from(">H", self._data, self._at(b"hmtx") + 4 * min(glyph, self._metrics - 1))
        return int(advance * 1000 / self.units_per_em)

    def scaled(self, value: int) -> int:
        """A measure of the face in thousandths of an em."""
        return round(value * 1000 / self.units_per_em)

    def _outline(self, glyph: int) -> bytes:
        if glyph >= self._glyphs:
            return b""
        if self._long_loca:
            start, end = struct.unpack_from(">2I", self._data, self._at(b"loca") + 4 * glyph)
        else:
            halves = struct.unpack_from(">2H", self._data, self._at(b"loca") + 2 * glyph)
            start, end = 2 * halves[0], 2 * halves[1]
        base = self._at(b"glyf")
        return self._data[base + start : base + end]

    def _metric(self, glyph: int) -> bytes:
        base = self._at(b"hmtx")
        if glyph < self._metrics:
            return self._data[base + 4 * glyph : base + 4 * glyph + 4]
        last = base + 4 * (self._metrics - 1)
        bearing = base + 4 * self._metrics + 2 * (glyph - self._metrics)
        return self._data[last : last + 2] + self._data[bearing : bearing + 2]

    @property
    def embeddable(self) -> bool:
        """Whether ``subset`` can be made."""
        return b"glyf" in self._tables

    @cached_property
    def _postscript(self) -> CffFont:
        offset, length = self._tables[b"CFF "]
        return CffFont(memoryview(self._data)[offset : offset + length])

    def path(self, glyph: int) -> str:
        """The shape of a glyph as PDF path commands in units of the face, empty where the file is damaged."""
        try:
            return self._postscript.path(glyph)
        except (struct.error, IndexError, KeyError, ValueError):
            return ""

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font file of some glyphs, numbered from 0 in this order (parts of composite glyphs follow them)."""
        order = list(glyphs)
        number = {glyph: at for at, glyph in reversed(list(enumerate(order)))}
        outlines: list[bytes] = []
        at = 0
        while at < len(order):
            outlines.append(_renumbered(self._outline(order[at]), order, number))
            at += 1
        padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
        offsets = [0]
        for outline in padded:
            offsets.append(offsets[-1] + len(outline))
        head = bytearray(self._table(b"head"))
        struct.pack_into(">I", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        hhea, maxp = bytearray(self._table(b"hhea")), bytearray(self._table(b"maxp"))
        struct.pack_into(">H", hhea, 34, len(order))
        struct.pack_into(">H", maxp, 4, len(order))
        tables = {
            b"glyf": b"".join(padded),
            b"head": bytes(head),
            b"hhea": bytes(hhea),
            b"hmtx": b"".join(map(self._metric, order)),
            b"loca": struct.pack(f">{len(offsets)}I", *offsets),
            b"maxp": bytes(maxp),
        } | {tag: self._table(tag) for tag in _COPIED if tag in self._tables}
        return _font_bytes(tables)


def _renumbered(outline: bytes, order: list[int], number: dict[int, int]) -> bytes:
    """An outline with the parts of a composite glyph numbered as in the subset; parts not yet there are added to it."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return outline
    changed = bytearray(outline)
    at, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, part = struct.unpack_from(">2H", outline, at)
        if part not in number:
            number[part] = len(order)
            order.append(part)
        struct.pack_into(">H", changed, at + 2, number[part])
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
    return bytes(changed)


def _font_bytes(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset = len(header) + 16 * count
    directory, body = [], []
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory.append(struct.pack(">4sIII", tag, checksum, offset, len(table)))
        body.append(padded)
        offset += len(padded)
    return b"".join((header, *directory, *body))


@lru_cache(maxsize=64)
def open_font(path: Path, index: int = 0) -> FontFile | None:
    """A face, opened once in a process; None where the file is damaged or has no outlines."""
    try:
        return FontFile(path, index)
    except (OSError, struct.error, KeyError, ValueError, IndexError):
        return None
