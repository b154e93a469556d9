"""Amounts in 大写 (捌拾万元整), by 中国人民银行《正确填写票据和结算凭证的基本规定》."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿", "亿亿")


def capital_amount(value: Decimal) -> str:
    """The 大写 of an amount in 元, to the 分 (further places are rounded).

    整 closes an amount that ends in 元 or 角; a zero between digits is read once; 角 zero and 分 not is 零.
    """
    fen = int((abs(value) * 100).to_integral_value(ROUND_HALF_UP))
    yuan, rest = divmod(fen, 100)
    jiao, fen = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan or not rest else ""
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif fen and yuan:
        text += "零"
    text += f"{_DIGITS[fen]}分" if fen else "整"
    return f"负{text}" if value < 0 and (yuan or rest) else text


def _whole(number: int) -> str:
    if number == 0:
        return "零"
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10000)
        groups.append(group)
    text = ""
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group == 0:
            continue
        gap = bool(text) and (group < 1000 or groups[index + 1] == 0)
        text += ("零" if gap else "") + _group(group) + _GROUPS[index]
    return text


def _group(number: int) -> str:
    """A number below 10,000, such as 壹仟零伍."""
    text, gap = "", False
    for index in (3, 2, 1, 0):
        digit = number // 10**index % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _PLACES[index]
        gap = False
    return text
