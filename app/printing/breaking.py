"""Lines of a text: where Chinese text may break (避头尾), and how wide each line is.

No line begins with a closing mark and none ends with an opening one; Latin words stay whole, and so do numbers with the
sign before and the unit behind them (``≥27000人``, ``≤13.10(万元)``). Only what is wider than a whole line is cut inside.
Widths are thousandths of an em, so that a break is the same at every size of type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.printing.advances import FULL, missing_characters, text_width
from app.printing.grid import Face

_PARAGRAPH_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_OPENING = re.escape("（(《〈【〔［[｛{「『〖“‘￥¥$#＃")
_CLOSING = re.escape("，。、；：？！）》〉】〕］｝」』〗”’％‰℃°…—～·,.;:?!)]}%")
_UNITS = (
    "个百分点|个工作日|工作日|平方公里|平方米|立方米|公里|千米|公斤|千克|万人次|人次|万人|万次|万份|亿元|万元|个月|小时|分钟"
    "|年度|元(?:/[一-鿿]{1,2}){0,2}"
    "|[个家次篇份件项条台起套场张名人户月期本种万亿分年日天周岁米吨斤册辆座间处所批轮班课例株只根盏秒%％‰℃㎡]"
)
_WORD = "[A-Za-z0-9À-ɏ０-９]+(?:[.,:/@&'_+#~–．-][A-Za-z0-9À-ɏ０-９]+)*"
_FROM_YEAR = "[0-9]{4}[-–~](?=[0-9]{4}年)"
"""A span of years may break behind its stroke: as a whole it often leaves a hole at the end of a line."""

_EXTENDERS = "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
CLUSTER_TAIL = f"(?:[{_EXTENDERS}]|\u200d.)*"
"""What belongs to the character before it: variation selectors, combining marks, joined emoji."""

_CHUNK = re.compile(
    f"[{_OPENING}]*"
    f"(?:{_FROM_YEAR}|[≥≤≧≦=<>＞＜＝≈±+＋－-]*{_WORD}(?:(?<=[0-9０-９])(?:[（(][^（）()\\s]{{1,8}}[）)]|{_UNITS}))?|.{CLUSTER_TAIL})"
    f"[{_CLOSING}]*[^\\S\u3000]*",
    re.DOTALL,
)
_CLUSTER = re.compile(f".{CLUSTER_TAIL}", re.DOTALL)
_WIDTHLESS = re.compile(f"[\u200b-\u200f\u2060\ufeff{_EXTENDERS}]|(?<=\u200d).|[\x00-\x1f\x7f]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text without trailing spaces, where that begins in the whole text, its width, and if its paragraph ends.

    ``plain``: the face has every character of it.
    """

    start: int
    text: str
    width: int
    last: bool
    plain: bool


def width_of(face: Face, text: str) -> int:
    """The width of a text in thousandths of an em; joiners, selectors and control characters take no room."""
    width = text_width(face, text)
    if text.isascii() and text.isprintable():
        return width
    return width - sum(text_width(face, piece) for piece in _WIDTHLESS.findall(text))


MOST_LEFT_OVER = 2 * FULL
"""A last line no wider than this (a hanzi and its mark) takes another word from the line above …"""

MOST_GIVEN = 0.12
"""… unless that line would be shorter than the others by more than this part."""

CENTRED_UP_TO = 5
"""A centred text of more lines is read as a paragraph: it fills its lines and stands at the left."""


@lru_cache(maxsize=32768)
def balanced_lines(text: str, face: Face, available: int) -> tuple[Line, ...]:
    """The lines of a centred text: no more of them than need be, and all about as wide, so that no single hanzi is left over."""
    lines = break_lines(text, face, available)
    if not 1 < len(lines) <= CENTRED_UP_TO:
        return lines
    narrow, wide = max(sum(line.width for line in lines) // len(lines) - FULL, FULL), available
    while wide - narrow > FULL // 4:
        middle = (narrow + wide) // 2
        if len(break_lines(text, face, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return break_lines(text, face, wide)


@lru_cache(maxsize=32768)
def break_lines(text: str, face: Face, available: int) -> tuple[Line, ...]:
    """The lines of a text in ``available`` thousandths of an em; a text of several paragraphs keeps its own breaks."""
    available = max(available, FULL)
    text = text.replace("\t", "\u3000")
    lines: list[Line] = []
    start = 0
    for end in _PARAGRAPH_END.finditer(text):
        _break_paragraph(lines, text[start : end.start()], start, face, available)
        start = end.end()
    _break_paragraph(lines, text[start:], start, face, available)
    while len(lines) > 1 and not lines[-1].text:
        lines.pop()
    return tuple(lines)


def _break_paragraph(lines: list[Line], text: str, offset: int, face: Face, available: int) -> None:
    whole = width_of(face, text.rstrip())
    if whole <= available:
        lines.append(_line(text, 0, len(text), offset, face, True, whole))
        return
    first = len(lines)
    start, end, width, before, latest = 0, 0, 0, 0, 0
    measure = text_width if not _WIDTHLESS.search(text) else width_of
    for match in _CHUNK.finditer(text):
        chunk = match[0]
        bare = chunk.rstrip()
        if width + measure(face, bare) > available:
            if end > start:
                lines.append(_line(text, start, end, offset, face, False))
                before = latest
            start, width = match.start(), 0
            if measure(face, bare) > available:
                start = _cut_inside(lines, text, match.start(), match.end(), offset, face, available)
                width = measure(face, text[start : match.start()])
                chunk = text[start : match.end()]
        width += measure(face, chunk)
        end, latest = match.end(), match.start()
    if len(lines) > first and width <= MOST_LEFT_OVER:
        start = _with_company(lines, text, before, start, offset, face, available)
    lines.append(_line(text, start, len(text), offset, face, True))


def _with_company(
    lines: list[Line], text: str, before: int, start: int, offset: int, face: Face, available: int
) -> int:
    """Give a last line of a single hanzi the end of the line above, if that stays long; gives where the last line begins."""
    above = lines[-1]
    shorter = width_of(face, text[above.start - offset : before].rstrip())
    if before <= above.start - offset or shorter < available * (1 - MOST_GIVEN):
        return start
    lines[-1] = _line(text, above.start - offset, before, offset, face, False)
    return before


def _cut_inside(lines: list[Line], text: str, start: int, end: int, offset: int, face: Face, available: int) -> int:
    """Cut what is wider than a line between any two characters; gives where its last line begins."""
    width = 0
    for match in _CLUSTER.finditer(text, start, end):
        advance = width_of(face, match[0])
        if width + advance > available and not match[0].isspace():
            lines.append(_line(text, start, match.start(), offset, face, False))
            start, width = match.start(), 0
        width += advance
    return start


def _line(text: str, start: int, end: int, offset: int, face: Face, last: bool, width: int | None = None) -> Line:
    shown = text[start:end].rstrip()
    width = width_of(face, shown) if width is None else width
    return Line(offset + start, shown, width, last, not missing_characters(face, shown))


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a line: plain text, or one character (with its selectors) that the face lacks (``rare``)."""

    offset: int
    text: str
    width: int
    rare: bool


def split_runs(text: str, face: Face) -> tuple[Run, ...]:
    """The runs of a line that is not plain; control characters and lone joiners, which nobody sees, are left out."""
    runs: list[Run] = []
    for match in _CLUSTER.finditer(text):
        cluster = match[0].rstrip("\ufe00\ufe01\ufe0e\ufe0f") if not missing_characters(face, match[0][0]) else match[0]
        if not width_of(face, cluster):
            continue
        rare = bool(missing_characters(face, cluster))
        before = runs[-1] if runs and not runs[-1].rare and not rare else None
        if before is not None and before.offset + len(before.text) == match.start():
            runs[-1] = Run(before.offset, before.text + cluster, before.width + width_of(face, cluster), False)
        else:
            runs.append(Run(match.start(), cluster, width_of(face, cluster), rare))
    return tuple(runs)
