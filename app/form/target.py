"""Indicator values (指标值) as people write them → operator (计算符号), number, unit, kind; and back in a house style.

``read_target`` keeps the text exactly and only adds what can be read from it: ``≥27000人`` is ≥, 27000, 人; ``11月底之前完成`` is a
deadline; ``小于等于预算数`` refers to an amount of the form. ``write_target`` changes the notation (``≥95%`` ↔ ``≥95(%)``) and nothing
else: a value that is more than operator, number and unit comes back as it was written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.form import target_words as words
from app.form.target_phrase import read_phrase
from app.form.target_value import PLAIN, Target, TargetKind, TargetStyle, number_from

__all__ = ["PLAIN", "Target", "TargetKind", "TargetStyle", "describe_target", "read_target", "write_target"]


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
        return number_from(text, direct, is_whole=True)
    rare = words.RARE_UNIT.fullmatch(plain)
    if rare is not None:
        return number_from(text, rare, is_whole=True)
    if words.PLACEHOLDER.fullmatch(plain):
        return Target(text, TargetKind.NONE, placeholder=True)
    return _simple_word(text, plain) or read_phrase(text, plain, year, _read)


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


def write_target(target: Target, style: TargetStyle = PLAIN) -> str:
    """The value in a house style. Digits are never lost: ``decimals`` only adds zeros. Anything but operator, number and
    unit (a phrase, a range, a deadline) is returned exactly as it was written."""
    if not target.plain or target.number is None:
        return target.text
    have = -int(target.number.as_tuple().exponent)
    number = format(target.number, f".{max(have, style.decimals or 0, 0)}f")
    unit = f"({target.unit})" if style.bracketed and target.unit else target.unit
    return f"{target.operator}{number}{unit}"


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
