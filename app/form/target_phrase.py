"""Phrases as indicator values: deadlines, references to the budget, several targets in one cell, changes, denials."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.form import target_words as words
from app.form.period import DateMention, find_dates
from app.form.target_value import Target, TargetKind, number_from

Reader = Callable[[str, int | None], Target]


def read_phrase(text: str, plain: str, year: int | None, read: Reader) -> Target:
    """Read a value that is more than an amount or a known word. ``read`` reads the parts of a compound value."""
    reference = words.REFERENCE.fullmatch(plain)
    if reference is not None:
        operator = words.OPERATORS.get(reference["op"] or "", "≤")
        return Target(text, TargetKind.REFERENCE, operator=operator)
    if words.RECURRING.fullmatch(plain):
        return Target(text, TargetKind.DEADLINE, operator="≤")
    if words.RATIO.search(plain):
        return Target(text, TargetKind.TEXT)
    mentions = find_dates(plain, year)
    deadline = _deadline(text, plain, mentions)
    if deadline is not None:
        return deadline
    several = _several(text, plain, year, read)
    if several is not None:
        return several
    change = words.CHANGE_VERB.match(plain)
    amount = _embedded(text, plain, mentions, last=change is not None)
    if change is not None or (words.CHANGE.search(plain) and len(plain) <= 40):
        return _change(text, plain, amount)
    if amount is not None:
        return amount
    zero = words.ZERO.fullmatch(plain.rstrip("。"))
    return Target(text, TargetKind.TEXT, equivalent=_zero(zero["what"]) if zero else "")


_DEADLINE_WORDS = re.compile(
    r"[≤<=≥>]|以前|之前|之内|[前内止末底]|完成|实施|按照?计划|全部|不晚于|不迟于|早于|截至|截止|于|在|到|至|按时|及时|时间|日期|期限|约|左右|[()（）：:。，,\s—~-]"
)


def _deadline(text: str, plain: str, mentions: tuple[DateMention, ...]) -> Target | None:
    """A deadline: one date (or one range of dates) with few words around it and no other number."""
    if not mentions or len(mentions) > 2:
        return None
    rest = plain
    for mention in reversed(mentions):
        rest = rest[: mention.start] + rest[mention.end :]
    between = plain[mentions[0].end : mentions[-1].start] if len(mentions) == 2 else "至"
    if not re.fullmatch(r"\s*(?:\d{1,2}\s*)?[-—~–至到]+\s*", between):
        return None
    if re.search(r"\d", re.sub(r"\b\d{1,2}\s*[-—~–至到]", "", rest)) or "每" in rest:
        return None
    if len(_DEADLINE_WORDS.sub("", rest)) > 14:
        return None
    last = mentions[-1]
    ends = re.search(r"前|内|底|末|止|完成|截|不晚于|不迟于|≤|<", plain)
    return Target(
        text,
        TargetKind.DEADLINE,
        operator="≤" if ends else "",
        deadline=last.last,
        year_implied=not any(mention.year_written for mention in mentions),
    )


_CLAUSES = re.compile(r"[，；;。\n]|(?<!\d),|,(?!\d{3}(?!\d))|(?<=[\d%])且")


def _several(text: str, plain: str, year: int | None, read: Reader) -> Target | None:
    """Several targets in one cell: at least two clauses of which one has a number or a deadline, or ①②③."""
    marked = [piece for piece in words.ITEM_MARKS.split(plain) if piece.strip(" ；;，,。\n、：:")]
    if len(marked) >= 2 and words.ITEM_MARKS.search(plain):
        pieces = marked
    else:
        pieces = [piece for piece in _clauses(plain) if piece.strip()]
    if len(pieces) < 2:
        return None
    parts = tuple(read(piece.strip(" ；;，,。\n、"), year) for piece in pieces)
    measurable = sum(part.number is not None or part.kind is TargetKind.DEADLINE for part in parts)
    if measurable == 0 and pieces is not marked:
        return None
    return Target(text, TargetKind.SEVERAL, parts=parts)


def _clauses(plain: str) -> list[str]:
    """The text cut at commas, semicolons and stops that stand outside brackets and quotes."""
    depth, pieces, begin = 0, [], 0
    cuts = {match.start() for match in _CLAUSES.finditer(plain)}
    for index, character in enumerate(plain):
        if character in "([（《“【":
            depth += 1
        elif character in ")]）》”】":
            depth = max(0, depth - 1)
        elif depth == 0 and index in cuts:
            pieces.append(plain[begin:index])
            begin = index + 1
    pieces.append(plain[begin:])
    listed = plain.split("、")
    # 2次、3篇 are two targets; 二、三次传播量 is one.
    return listed if len(pieces) == 1 and all(re.search(r"\d", piece) for piece in listed) else pieces


def _embedded(text: str, plain: str, mentions: tuple[DateMention, ...], last: bool) -> Target | None:
    """The one amount inside a phrase (新建不少于一条); None when there is none or more than one, unless the ``last`` counts
    (由60%提高到80%)."""
    dates = {at for mention in mentions for at in range(mention.start, mention.end)}
    found = [
        match
        for match in words.EMBEDDED.finditer(plain)
        if (match["op"] or match["unit"] or match["bracket"] or match["pct"]) and match.start("num") not in dates
    ]
    if not found or (len(found) > 1 and not last):
        return None
    return number_from(text, found[-1], is_whole=False)


def _change(text: str, plain: str, amount: Target | None) -> Target:
    verb = re.search(r"提升|提高|增长|上升|增加|下降|降低|减少|缩短|压缩|压减|下调|上调|改善|提质", plain)
    rising = None if verb is None else verb[0] not in words.FALLING
    if amount is None:
        return Target(text, TargetKind.CHANGE, rising=rising)
    return replace(amount, kind=TargetKind.CHANGE, plain=False, rising=rising)


def _zero(what: str) -> str:
    for noun, unit in words.ZERO_UNITS:
        if noun in what:
            return f"=0{unit}"
    return ""
