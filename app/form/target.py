"""Indicator values (指标值) as people write them → operator (计算符号), number, unit, kind; and back in a house style.

``read_target`` keeps the text exactly and only adds what can be read from it: ``≥27000人`` is ≥, 27000, 人; ``11月底之前完成`` is a
deadline; ``小于等于预算数`` refers to an amount of the form. ``write_target`` changes the notation (``≥95%`` ↔ ``≥95(%)``) and nothing
else: a value that is more than operator, number and unit comes back as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from app.form import target_words as words
from app.form.period import DateMention, find_dates


class TargetKind(StrEnum):
    """What sort of value it is; the name is shown to users."""

    NUMBER = "数值"
    BOOLEAN = "是非"
    GRADE = "等次"
    DEADLINE = "期限"
    TEXT = "文字"
    SEVERAL = "多项"
    CHANGE = "变化"
    REFERENCE = "引用"
    NONE = "空"


@dataclass(frozen=True, slots=True)
class TargetStyle:
    """How numeric values are written in a form: ``≥95%`` or ``≥95(%)``; ``decimals`` None keeps the digits as they are."""

    bracketed: bool = False
    decimals: int | None = None


PLAIN = TargetStyle()
_MONEY = {
    "元": 1,
    "百元": 100,
    "千元": 1000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿元": 100_000_000,
}
_SCALES = {
    "百": 100,
    "千": 1000,
    "十万": 100_000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}


@dataclass(frozen=True, slots=True)
class Target:
    """A value as written (``text``) and what was read from it.

    ``operator`` is one of ≥ ≤ > < = ≈ or empty; ``number`` is in ``unit`` (``upper`` is the other end of a range);
    ``plain`` says that operator, number and unit are all there is. ``deadline`` is the last day, ``year_implied`` that the
    year was not written. ``equivalent`` is the measurable writing of a phrase (无事故发生 → ``=0起``). ``vague`` marks words such
    as 及时 that name no time, ``placeholder`` an unfilled ``**`` or XX. ``rising`` is the direction of a change. ``parts`` are
    the single targets of a compound value.
    """

    text: str
    kind: TargetKind
    operator: str = ""
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    plain: bool = False
    style: TargetStyle = PLAIN
    deadline: date | None = None
    year_implied: bool = False
    equivalent: str = ""
    vague: bool = False
    placeholder: bool = False
    rising: bool | None = None
    parts: tuple[Target, ...] = ()

    @property
    def is_percent(self) -> bool:
        """Whether the number is a percentage."""
        return self.unit in ("%", "％", "百分比")

    @property
    def amount(self) -> Decimal | None:
        """The number without the scale of its unit: 15万 → 150000, 1万张 → 10000."""
        if self.number is None or self.unit in _MONEY or not self.unit:
            return self.number
        for scale in ("千万", "百万", "十万", "亿", "万", "千", "百"):
            if self.unit.startswith(scale) and self.unit[len(scale) :] not in ("米", "克", "瓦", "瓦时"):
                return self.number * _SCALES[scale]
        return self.number

    @property
    def yuan(self) -> Decimal | None:
        """The amount of money in 元, None when the unit is no plain unit of money (元/人 is none)."""
        factor = _MONEY.get(self.unit)
        return None if factor is None or self.number is None else self.number * factor


def read_target(text: str | None, year: int | None = None) -> Target:
    """Read a written value. ``year`` completes deadlines without one (11月底前). Never fails: what cannot be read is 文字."""
    return _read(text or "", year)


# The same values come again at every keystroke and in every form of a folder.
@lru_cache(maxsize=16384)
def _read(text: str, year: int | None) -> Target:
    plain = _plain(text)
    if plain in words.BLANKS:
        return Target(text, TargetKind.NONE)
    direct = words.DIRECT.fullmatch(plain)
    if direct is not None and not _looks_like_a_date(direct):
        return _number(text, direct, is_whole=True)
    rare = words.RARE_UNIT.fullmatch(plain)
    if rare is not None:
        return _number(text, rare, is_whole=True)
    if words.PLACEHOLDER.fullmatch(plain):
        return Target(text, TargetKind.NONE, placeholder=True)
    return _simple_word(text, plain) or _phrase(text, plain, year)


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％＞＜＝（）／＋－～＊，﹪﹤﹥", "0123456789.%><=()/+-~*,%<>")


def _plain(text: str) -> str:
    """The text with half-width digits, signs and brackets, and 百分之九十五 as 95%."""
    plain = text.strip().translate(_FULL_WIDTH)
    if "百分之" in plain:
        plain = re.sub(r"百分之([\d.]+|[一二两三四五六七八九十百]+)", _percent_words, plain)
    counted = words.CHINESE_COUNT.fullmatch(plain)
    if counted is not None:
        plain = f"{counted['op'] or ''}{words.chinese_number(counted['count'])}{counted['unit']}"
    return plain


def _percent_words(match: re.Match[str]) -> str:
    number = words.chinese_number(match[1])
    return f"{number if number is not None else match[1]}%"


_YEAR_AND_MONTH = re.compile(r"(19|20)\d\d(\.(0?[1-9]|1[0-2]))?")


def _looks_like_a_date(match: re.Match[str]) -> bool:
    """``2024年``, ``12月``, ``2024.11`` and ``2024-11`` without an operator are dates, not amounts."""
    group = match.groupdict()
    if group["op"] or group["bracket"] or group["pct"]:
        return False
    number = group["num"]
    if group["num2"]:
        both_years = _YEAR_AND_MONTH.fullmatch(number) and _YEAR_AND_MONTH.fullmatch(group["num2"])
        return bool(both_years) or (bool(re.fullmatch(r"(19|20)\d\d", number)) and len(group["num2"]) <= 2)
    if group["unit"] == "月":
        return number.isdigit() and 1 <= int(number) <= 12
    if group["unit"] in ("年", None):
        return bool(re.fullmatch(r"(19|20)\d\d(\.(0?[1-9]|1[0-2]))?", number)) and (
            group["unit"] == "年" or "." in number
        )
    return False


def _number(text: str, match: re.Match[str], is_whole: bool) -> Target:
    group = match.groupdict()
    operator = words.OPERATORS.get(group["op"] or "", "") or words.BOUNDS.get(group["bound"] or "", "")
    number = _decimal(group["num"])
    bracket = (group["bracket"] or "").strip()
    is_unit = bool(bracket) and not group["pct"] and bool(words.BRACKETED_UNIT.fullmatch(bracket))
    unit = bracket if is_unit else "%" if group["pct"] else (group["unit"] or "")
    decimals = -int(number.as_tuple().exponent) if number is not None else 0
    return Target(
        text,
        TargetKind.NUMBER,
        operator=operator,
        number=number,
        upper=_decimal(group["num2"]) if group["num2"] else None,
        unit=unit,
        plain=is_whole and not group["bound"] and not group["num2"] and (is_unit or bracket in ("", "%")),
        style=TargetStyle(is_unit, decimals or None),
    )


def _decimal(text: str) -> Decimal | None:
    chinese = words.chinese_number(text)
    return Decimal(chinese) if chinese is not None else Decimal(text.replace(",", ""))


def _simple_word(text: str, plain: str) -> Target | None:
    word = plain.rstrip("。.!！").lstrip("= ")
    if word in words.BOOLEANS:
        return Target(text, TargetKind.BOOLEAN, equivalent="=0" if word == "无" else "")
    if word in words.GRADES or any(
        word.startswith(prefix) and word[len(prefix) :] in words.GRADES for prefix in words.GRADE_PREFIXES
    ):
        return Target(text, TargetKind.GRADE)
    if words.VAGUE_TIME.fullmatch(word):
        return Target(text, TargetKind.TEXT, vague=True)
    return None


def _phrase(text: str, plain: str, year: int | None) -> Target:
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
    several = _several(text, plain, year)
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


_CLAUSES = re.compile(r"[，；;。\n]|,(?!\d{3}(?!\d))|(?<=[\d%])且")


def _several(text: str, plain: str, year: int | None) -> Target | None:
    """Several targets in one cell: at least two clauses of which one has a number or a deadline, or ①②③."""
    marked = [piece for piece in words.ITEM_MARKS.split(plain) if piece.strip(" ；;，,。\n、：:")]
    if len(marked) >= 2 and words.ITEM_MARKS.search(plain):
        pieces = marked
    else:
        pieces = [piece for piece in _clauses(plain) if piece.strip()]
    if len(pieces) < 2:
        return None
    parts = tuple(_read(piece.strip(" ；;，,。\n、"), year) for piece in pieces)
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
    taken = [(mention.start, mention.end) for mention in mentions]
    found = [
        match
        for match in words.EMBEDDED.finditer(plain)
        if (match["op"] or match["unit"] or match["bracket"] or match["pct"])
        and not any(begin <= match.start("num") < end for begin, end in taken)
    ]
    if not found or (len(found) > 1 and not last):
        return None
    return _number(text, found[-1], is_whole=False)


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


def write_target(target: Target, style: TargetStyle = PLAIN) -> str:
    """The value in a house style. Digits are never lost: ``decimals`` only adds zeros. Anything but operator, number and
    unit (a phrase, a range, a deadline) is returned exactly as it was written."""
    if not target.plain or target.number is None:
        return target.text
    number = target.number
    have = -int(number.as_tuple().exponent)
    if style.decimals is not None and have < style.decimals:
        number = number.quantize(Decimal(1).scaleb(-style.decimals))
    unit = f"({target.unit})" if style.bracketed and target.unit else target.unit
    return f"{target.operator}{number:f}{unit}"


def describe_target(target: Target) -> str:
    """How a value was read, in a few characters, for the quiet column beside it: ``≥ 95 %``, ``定性``, ``期限 2024-11-30``, ``2 项``."""
    match target.kind:
        case TargetKind.NONE:
            return "未填" if target.placeholder else ""
        case TargetKind.NUMBER:
            return _describe_number(target)
        case TargetKind.CHANGE:
            return "变化" if target.number is None else f"变化 {_describe_number(target)}"
        case TargetKind.DEADLINE:
            return "期限" if target.deadline is None else f"期限 {target.deadline.isoformat()}"
        case TargetKind.SEVERAL:
            return f"{len(target.parts)} 项"
        case TargetKind.REFERENCE:
            return f"{target.operator} 预算"
        case TargetKind.BOOLEAN:
            return "是非"
        case _:
            return "定性"


def _describe_number(target: Target) -> str:
    number = f"{target.number:f}"
    if target.upper is not None:
        number = f"{number}–{target.upper:f}"
    return " ".join(part for part in (target.operator, number, target.unit) if part)
