"""Style within one form: one way of writing ≥ and %, brackets round units throughout or nowhere. Hints, mended in one go."""

from __future__ import annotations

from collections.abc import Iterator

from app.checking.findings import Finding, Fix
from app.checking.row_checks import is_faulty
from app.checking.rows import Form, Row, short
from app.checking.rules import found
from app.form.edits import Edit, SetValue, Several
from app.form.places import indicator_place
from app.form.target import Target, TargetKind, TargetStyle, write_target

_ODD_OPERATORS = (">=", "=>", "<=", "=<", "≧", "≦", "⩾", "⩽", "＞", "＜", "＝")


def style_findings(form: Form) -> Iterator[Finding]:
    """``style.operators`` (≥ with >=), ``style.percent`` (％), ``style.brackets``, ``style.decimals``; each once for the form."""
    numeric = [
        (row, row.words.target)
        for row in form.used
        if row.words.target.kind is TargetKind.NUMBER and not is_faulty(row.words, form.words)
    ]
    plain = [(row, target) for row, target in numeric if target.plain]
    yield from _odd_signs(plain)
    yield from _mixed_brackets(plain)
    yield from _mixed_decimals(plain)


def _odd_signs(plain: list[tuple[Row, Target]]) -> Iterator[Finding]:
    signed = [(row, target) for row, target in plain if target.operator]
    odd = [(row, target) for row, target in signed if row.words.value.strip().startswith(_ODD_OPERATORS)]
    kinds = {_written_operator(row.words.value) for row, _ in odd}
    # A form that writes >= throughout has a style of its own.
    if odd and (len(odd) < len([1 for _, target in signed if target.operator in ("≥", "≤")]) or len(kinds) > 2):
        yield _finding("style.operators", odd)
    percent = [(row, target) for row, target in plain if target.is_percent]
    wide = [(row, target) for row, target in percent if "％" in row.words.value]
    if wide and len(wide) < len(percent):
        yield _finding("style.percent", wide)


def _written_operator(value: str) -> str:
    return next((sign for sign in _ODD_OPERATORS if value.strip().startswith(sign)), "")


def _mixed_brackets(plain: list[tuple[Row, Target]]) -> Iterator[Finding]:
    with_unit = [(row, target) for row, target in plain if target.unit]
    bracketed = [pair for pair in with_unit if pair[1].style.bracketed]
    bare = [pair for pair in with_unit if not pair[1].style.bracketed]
    if not bracketed or not bare:
        return
    to_bracket = len(bracketed) > len(bare)
    yield _finding("style.brackets", bare if to_bracket else bracketed, bracketed=to_bracket)


def _mixed_decimals(plain: list[tuple[Row, Target]]) -> Iterator[Finding]:
    """Counts such as 2.00(台) beside 7(次)."""
    if not any(target.style.decimals for _, target in plain):
        return
    whole = [
        (row, target) for row, target in plain if target.number is not None and target.number == int(target.number)
    ]
    counts = [(row, target) for row, target in whole if target.yuan is None and not target.is_percent]
    padded = [pair for pair in counts if pair[1].style.decimals]
    if not padded or len(padded) == len(counts):
        return
    edits = [(row, _without_zeros(target)) for row, target in padded]
    yield found(
        "style.decimals",
        tuple(indicator_place(row.node.id, "target") for row, _ in padded),
        _fix(edits),
        values=_quoted(padded),
    )


def _without_zeros(target: Target) -> str:
    number = int(target.number or 0)
    unit = f"({target.unit})" if target.style.bracketed else target.unit
    return f"{target.operator}{number}{unit}"


def _finding(code: str, odd: list[tuple[Row, Target]], bracketed: bool | None = None) -> Finding:
    edits = [
        (row, write_target(target, TargetStyle(target.style.bracketed if bracketed is None else bracketed)))
        for row, target in odd
    ]
    return found(
        code,
        tuple(indicator_place(row.node.id, "target") for row, _ in odd),
        _fix(edits),
        values=_quoted(odd),
    )


def _quoted(odd: list[tuple[Row, Target]]) -> str:
    said = "、".join(f"“{short(row.words.value)}”" for row, _ in odd[:4])
    return said if len(odd) <= 4 else f"{said}等 {len(odd)} 处"


def _fix(edits: list[tuple[Row, str]]) -> Fix | None:
    changes: list[Edit] = [
        SetValue(indicator_place(row.node.id, row.column), new) for row, new in edits if new != row.words.value
    ]
    if not changes:
        return None
    return Fix("统一写法" if len(changes) > 1 else f"改为 {edits[0][1]}", Several(tuple(changes)))
