"""Outlines of faces in PostScript form (CFF, as in most CJK faces of Linux), for rare characters: a glyph to PDF path commands.

Such faces cannot be embedded like TrueType ones, so the few characters taken from them are drawn as shapes. Formats after
Adobe Technical Notes 5176 (the table) and 5177 (Type 2 charstrings).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

_CHARSTRINGS, _PRIVATE, _SUBRS, _FD_ARRAY, _FD_SELECT = 17, 18, 19, 1236, 1237
_DEPTH = 10


class CffFont:
    """The ``CFF`` table of a face. Raises struct.error, IndexError, KeyError or ValueError where it is damaged."""

    def __init__(self, table: memoryview) -> None:
        self._table = table
        tops = _Index(table, _Index(table, table[2]).end)
        self._global = _Index(table, _Index(table, tops.end).end)
        top = _read_dict(tops[0])
        self._charstrings = _Index(table, int(top[_CHARSTRINGS][0]))
        if _FD_ARRAY in top:
            fonts = _Index(table, int(top[_FD_ARRAY][0]))
            self._locals = [self._read_local(_read_dict(font)) for font in fonts]
            self._select = int(top[_FD_SELECT][0])
        else:
            self._locals = [self._read_local(top)]
            self._select = 0

    def _read_local(self, font: dict[int, list[float]]) -> Sequence[memoryview]:
        if _PRIVATE not in font:
            return []
        size, offset = (int(value) for value in font[_PRIVATE])
        private = _read_dict(self._table[offset : offset + size])
        return _Index(self._table, offset + int(private[_SUBRS][0])) if _SUBRS in private else []

    def _font_of(self, glyph: int) -> int:
        """Which of the fonts that a CID face is made of has a glyph."""
        if not self._select:
            return 0
        at = self._select
        if self._table[at] == 0:
            return self._table[at + 1 + glyph]
        (count,) = struct.unpack_from(">H", self._table, at + 1)
        ranges = [struct.unpack_from(">HB", self._table, at + 3 + 3 * n) for n in range(count)]
        return next((int(font) for first, font in reversed(ranges) if first <= glyph), 0)

    def path(self, glyph: int) -> str:
        """The shape of a glyph as PDF path commands in the face's units, without painting it."""
        pen = _Pen()
        _Reader(pen, self._global, self._locals[self._font_of(glyph)]).run(self._charstrings[glyph])
        return " ".join(pen.commands)


class _Index(Sequence[memoryview]):
    """A list of pieces in the table, each read when it is asked for."""

    def __init__(self, table: memoryview, at: int) -> None:
        (self._count,) = struct.unpack_from(">H", table, at)
        self._table = table
        self._size = table[at + 2] if self._count else 0
        self._listed = at + 3
        self._base = self._listed + self._size * (self._count + 1) - 1
        self.end = self._base + self._offset(self._count) if self._count else at + 2

    def _offset(self, number: int) -> int:
        at = self._listed + self._size * number
        return int.from_bytes(self._table[at : at + self._size], "big")

    def __len__(self) -> int:
        return int(self._count)

    def __getitem__(self, number: int) -> memoryview:  # type: ignore[override]  # never sliced
        if not 0 <= number < self._count:
            raise IndexError(number)
        return self._table[self._base + self._offset(number) : self._base + self._offset(number + 1)]


def _read_dict(data: memoryview) -> dict[int, list[float]]:
    """Operators to operands; two-byte operators 12 n count as 1200 + n. Real numbers, which nothing here needs, are 0."""
    found: dict[int, list[float]] = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        byte = data[at]
        if byte <= 21:
            operator = 1200 + data[at + 1] if byte == 12 else byte
            found[operator], operands = operands, []
            at += 2 if byte == 12 else 1
        elif byte == 30:
            while data[at + 1] & 0x0F != 0x0F and data[at + 1] >> 4 != 0x0F:
                at += 1
            operands.append(0)
            at += 2
        elif byte == 29:
            operands.append(struct.unpack_from(">i", data, at + 1)[0])
            at += 5
        else:
            value, at = _read_number(data, at)
            operands.append(value)
    return found


def _read_number(data: memoryview, at: int) -> tuple[float, int]:
    byte = data[at]
    if byte == 28:
        return struct.unpack_from(">h", data, at + 1)[0], at + 3
    if byte == 255:
        return struct.unpack_from(">i", data, at + 1)[0] / 65536, at + 5
    if byte <= 246:
        return byte - 139, at + 1
    if byte <= 250:
        return (byte - 247) * 256 + data[at + 1] + 108, at + 2
    return -(byte - 251) * 256 - data[at + 1] - 108, at + 2


class _Pen:
    """Draws relative moves, lines and curves as absolute PDF commands."""

    def __init__(self) -> None:
        self.commands: list[str] = []
        self._x = self._y = 0.0
        self._open = False

    def move(self, dx: float, dy: float) -> None:
        self.close()
        self._step(dx, dy)
        self.commands.append(f"{self._x:g} {self._y:g} m")
        self._open = True

    def line(self, dx: float, dy: float) -> None:
        self._step(dx, dy)
        self.commands.append(f"{self._x:g} {self._y:g} l")

    def curve(self, *steps: float) -> None:
        points = []
        for n in (0, 2, 4):
            self._step(steps[n], steps[n + 1])
            points.append(f"{self._x:g} {self._y:g}")
        self.commands.append(" ".join(points) + " c")

    def close(self) -> None:
        if self._open:
            self.commands.append("h")
        self._open = False

    def _step(self, dx: float, dy: float) -> None:
        self._x += dx
        self._y += dy


class _Reader:
    """Runs one charstring."""

    def __init__(self, pen: _Pen, global_subrs: Sequence[memoryview], local_subrs: Sequence[memoryview]) -> None:
        self._pen = pen
        self._subrs = {29: global_subrs, 10: local_subrs}
        self._stack: list[float] = []
        self._hints = 0
        self._drawers: dict[int, Callable[[list[float]], None]] = {
            4: lambda s: pen.move(0, s[-1]),
            21: lambda s: pen.move(s[-2], s[-1]),
            22: lambda s: pen.move(s[-1], 0),
            5: self._lines,
            6: lambda s: self._straight(s, True),
            7: lambda s: self._straight(s, False),
            8: self._curves,
            24: self._curves_line,
            25: self._lines_curve,
            26: self._upright,
            27: self._level,
            30: lambda s: self._alternating(s, False),
            31: lambda s: self._alternating(s, True),
            1234: lambda s: self._curves([s[0], 0, s[1], s[2], s[3], 0, s[4], 0, s[5], -s[2], s[6], 0]),
            1235: lambda s: self._curves(s[:12]),
            1236: lambda s: self._curves(
                [s[0], s[1], s[2], s[3], s[4], 0, s[5], 0, s[6], s[7], s[8], -(s[1] + s[3] + s[7])]
            ),
            1237: self._flex1,
        }

    def run(self, charstring: memoryview, depth: int = 0) -> bool:
        """Run a charstring; gives whether the glyph has ended."""
        at = 0
        while at < len(charstring):
            byte = charstring[at]
            if byte >= 32 or byte == 28:
                value, at = _read_number(charstring, at)
                self._stack.append(value)
                continue
            at += 1
            if byte in self._subrs:
                subrs = self._subrs[byte]
                bias = 107 if len(subrs) < 1240 else 1131 if len(subrs) < 33900 else 32768
                if depth >= _DEPTH or self.run(subrs[int(self._stack.pop()) + bias], depth + 1):
                    return True
            elif byte == 11:
                return False
            elif byte == 14:
                self._pen.close()
                return True
            else:
                at = self._operate(byte, charstring, at)
        return False

    def _operate(self, byte: int, charstring: memoryview, at: int) -> int:
        if byte in (1, 3, 18, 23, 19, 20):
            self._hints += len(self._stack) // 2
            at += (self._hints + 7) // 8 if byte in (19, 20) else 0
        elif byte == 12:
            self._draw(1200 + charstring[at])
            at += 1
        else:
            self._draw(byte)
        self._stack.clear()
        return at

    def _draw(self, operator: int) -> None:
        drawer = self._drawers.get(operator)
        if drawer is not None and self._stack:
            drawer(self._stack)

    def _lines(self, s: list[float]) -> None:
        for n in range(0, len(s) - 1, 2):
            self._pen.line(s[n], s[n + 1])

    def _straight(self, s: list[float], across: bool) -> None:
        for value in s:
            self._pen.line(value if across else 0, 0 if across else value)
            across = not across

    def _curves(self, s: list[float]) -> None:
        for n in range(0, len(s) - 5, 6):
            self._pen.curve(*s[n : n + 6])

    def _curves_line(self, s: list[float]) -> None:
        self._curves(s[:-2])
        self._lines(s[-2:])

    def _lines_curve(self, s: list[float]) -> None:
        self._lines(s[:-6])
        self._curves(s[-6:])

    def _upright(self, s: list[float]) -> None:
        first = s[0] if len(s) % 4 else 0
        for n in range(len(s) % 4, len(s) - 3, 4):
            self._pen.curve(first, s[n], s[n + 1], s[n + 2], 0, s[n + 3])
            first = 0

    def _level(self, s: list[float]) -> None:
        first = s[0] if len(s) % 4 else 0
        for n in range(len(s) % 4, len(s) - 3, 4):
            self._pen.curve(s[n], first, s[n + 1], s[n + 2], s[n + 3], 0)
            first = 0

    def _alternating(self, s: list[float], across: bool) -> None:
        """Curves that begin level and end upright, then the other way round; the last one may end at a slant."""
        for n in range(0, len(s) - 3, 4):
            last = s[n + 4] if len(s) - n == 5 else 0
            if across:
                self._pen.curve(s[n], 0, s[n + 1], s[n + 2], last, s[n + 3])
            else:
                self._pen.curve(0, s[n], s[n + 1], s[n + 2], s[n + 3], last)
            across = not across

    def _flex1(self, s: list[float]) -> None:
        dx, dy = sum(s[0:10:2]), sum(s[1:10:2])
        end = [s[10], -dy] if abs(dx) > abs(dy) else [-dx, s[10]]
        self._curves([*s[:10], *end])
