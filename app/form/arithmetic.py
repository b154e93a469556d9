"""Arithmetic typed into a money cell (``30000*12+5000``, ``80万/2``) → an amount in 元.

Each number may have separators and a sign of its unit (元, 万, 亿). Only factors without a sign are mere numbers, so that
``30万*12`` is 3,600,000 元 in either unit and ``3*12`` in 万元 is 360,000 元. Everything is Decimal.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Final

from msgspec import Struct

from app.form.amount import Unit, read_amount

_TOKEN = re.compile(
    r"(?P<number>(?:\d[\d,]*)?\.?\d+(?:\.(?!\d))?)(?P<sign>亿元|亿|万元|万|元)?|(?P<operator>[-+*/()])", re.ASCII
)
_SPELLED = str.maketrans(
    {"×": "*", "✕": "*", "x": "*", "X": "*", "÷": "/", "−": "-", "–": "-", "，": ",", "（": "(", "）": ")"}
)
_CONTEXT: Final = Context(prec=40, traps=[DivisionByZero, InvalidOperation, Overflow])
_FEN = Decimal("0.01")


class Worked(Struct, frozen=True):
    """The result of arithmetic: ``value`` in 元, rounded to 分 where ``rounded`` says so."""

    value: Decimal
    rounded: bool


class _Term(Struct, frozen=True):
    """An intermediate value; ``money`` tells that a unit sign has made it an amount in 元."""

    number: Decimal
    money: bool


class _UnreadableError(ValueError):
    """The text is no arithmetic."""


def work_out(text: str, unit: Unit = "元") -> Worked | None:
    """Work out arithmetic as typed, a leading ``=`` allowed; None when the text is a single amount or no arithmetic at all."""
    plain = (
        re.sub(r"\s", "", unicodedata.normalize("NFKC", text).translate(_SPELLED)).removeprefix("=").removesuffix("=")
    )
    if not re.search(r"[\d元万亿)][-+*/]|\(", plain) or read_amount(plain, unit).problem is None:
        return None
    try:
        reader = _Reader(_tokens(plain), unit)
        result = reader.sum()
        if reader.tokens:
            return None
        exact = reader.as_money(result).number
    except (_UnreadableError, DivisionByZero, InvalidOperation, Overflow):
        return None
    rounded = exact.quantize(_FEN, ROUND_HALF_UP, _CONTEXT)
    return Worked(rounded, rounded != exact)


def _tokens(plain: str) -> list[str]:
    tokens, position = [], 0
    while position < len(plain):
        match = _TOKEN.match(plain, position)
        if match is None:
            raise _UnreadableError(plain[position:])
        tokens.append(match[0])
        position = match.end()
    return tokens


class _Reader:
    """Reads a list of tokens from left to right: sums of products of signed numbers and brackets."""

    def __init__(self, tokens: list[str], unit: Unit) -> None:
        self.tokens = tokens
        self._unit: Unit = unit

    def as_money(self, term: _Term) -> _Term:
        """A mere number taken as an amount in the unit of the cell."""
        if term.money or self._unit == "元":
            return _Term(term.number, True)
        return _Term(term.number.scaleb(4, _CONTEXT), True)

    def sum(self) -> _Term:
        """``product { + product | - product }``."""
        left = self._product()
        while operator := self._take("+", "-"):
            right = self._product()
            if left.money != right.money:
                left, right = self.as_money(left), self.as_money(right)
            step = _CONTEXT.add if operator == "+" else _CONTEXT.subtract
            left = _Term(step(left.number, right.number), left.money)
        return left

    def _product(self) -> _Term:
        left = self._factor()
        while operator := self._take("*", "/"):
            right = self._factor()
            if right.money and (left.money or operator == "/"):
                raise _UnreadableError("money times money")
            step = _CONTEXT.multiply if operator == "*" else _CONTEXT.divide
            left = _Term(step(left.number, right.number), left.money or right.money)
        return left

    def _factor(self) -> _Term:
        if operator := self._take("+", "-"):
            inner = self._factor()
            return _Term(-inner.number if operator == "-" else inner.number, inner.money)
        if self._take("("):
            inside = self.sum()
            if not self._take(")"):
                raise _UnreadableError("bracket left open")
            return inside
        return self._number()

    def _number(self) -> _Term:
        if not self.tokens:
            raise _UnreadableError("a number is missing")
        token = self.tokens.pop(0)
        read = read_amount(token)
        if read.value is None:
            raise _UnreadableError(token)
        return _Term(read.value, token[-1] in "元万亿")

    def _take(self, *wanted: str) -> str:
        if self.tokens and self.tokens[0] in wanted:
            return self.tokens.pop(0)
        return ""
