"""Random forms of any template, as clerks could type them, for round trips through files."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from app.form.document import Document, Indicator, Json, new_id
from app.form.template import Name, Template

_PIECES = (
    "信息系统运维", "健康城市", "𠮷野家", "朱䶮", "㑇", "（一期）", "“引号”", '带"引号"', "a,b;c", "甲，乙；丙", "A&B", "😀", "<1次",
    "100%", "ⅠⅡ", "①服务②质量", "Wi-Fi 6", "C++", "2024", "3.5", "—", "、", "》", "100,000", "５０％", "10-20", "'单引号'", "\\",
)  # fmt: skip
_STARTS = (
    "",
    "",
    "",
    "",
    "=1+1",
    "+5",
    "@甲",
    "-5",
    "00123",
    "＝甲",
    "'",
    '"',
    "TRUE",
    "1/2",
    "2024-01-01",
    "(5)",
    "\u3010",
    "Mar 5",
)
_TARGETS = (
    "≥95(%)", "=2.00(台)", "≤13.10(万元)", "<1次", "=100%", "00123", "-5", "+5", "是", "小于等于预算数", "2024年11月底前完成", "健全", "6期，每期2500本",
    "≥4小时到场", "1000/人", "5元/张", "①6期；\n②每期2500本", "100%",
)  # fmt: skip
_AMOUNTS = (
    "0.00",
    "1.00",
    "800000.00",
    "131000.50",
    "0.005",
    "99999999999.99",
    "-12.30",
    "123456789012345678.90",
    "约80万",
    "待定",
)


@st.composite
def _line(draw: Any, most: int = 4) -> str:
    pieces = draw(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=most))
    return str(draw(st.sampled_from(_STARTS))) + "项" + "".join(pieces)


@st.composite
def _paragraphs(draw: Any) -> str:
    # Long lines of nearly one width that end within a sentence are what a page's edge makes of a text: import joins them.
    lines = draw(st.lists(st.one_of(_line(1), _line(12).map(lambda line: line + "。")), min_size=1, max_size=4))
    return "\n".join(lines)


def _maybe(values: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), values)


def _points() -> st.SearchStrategy[str]:
    return st.sampled_from(("0", "2", "5", "7.5", "10", "100"))


@st.composite
def _leaf(draw: Any, template: Template, name: str, half_filled: bool) -> Indicator:
    values: dict[str, Json] = {}
    for column in template.indicators.columns:
        kind = {
            "target": st.sampled_from(_TARGETS),
            "points": _points(),
            "percent": st.sampled_from(("100%", "95.5%")),
            "amount": st.sampled_from(_AMOUNTS[:6]),
            "date": st.dates().map(str),
            "text": _paragraphs(),
        }[column.type]
        values[column.key] = draw(kind if column.type == "target" and not half_filled else _maybe(kind))
    return Indicator(new_id(), name, values)


@st.composite
def _level(
    draw: Any, template: Template, level: int, names: Sequence[Name], half_filled: bool
) -> tuple[Indicator, ...]:
    if level == template.depth:
        short = st.sampled_from(("培训", "印刷册数", "系统") if half_filled else ("印刷册数合计",))
        unique = st.lists(st.one_of(_line(3), short), max_size=3, unique=True)
        return tuple(draw(_leaf(template, name, half_filled)) for name in draw(unique))
    chosen = draw(st.lists(st.sampled_from(names), max_size=3, unique_by=lambda name: name.name)) if names else []
    nodes: list[Indicator] = []
    for name in sorted(chosen, key=names.index):
        points = draw(_maybe(_points())) if template.indicators.levels[level - 1].points else None
        values: dict[str, Json] = {} if points is None else {"points": points}
        nodes.append(
            Indicator(new_id(), name.name, values, draw(_level(template, level + 1, name.children, half_filled)))
        )
    if draw(st.integers(0, 9)) == 0:
        nodes.append(
            Indicator(new_id(), "自拟" + draw(_line(2)), {}, draw(_level(template, level + 1, (), half_filled)))
        )
    return tuple(nodes)


@st.composite
def forms(draw: Any, template: Template, *, half_filled: bool = False) -> Document:
    """A form of the template: any subset of it filled in; with ``half_filled`` also indicators without a value and short names,
    which in Excel and Word may as well be the rest of the name above.
    """
    year = draw(st.integers(template.years.first, template.years.first + 1))
    fields: dict[str, Json] = {}
    for field in template.fields:
        known = st.sampled_from(field.suggestions) if field.suggestions else _line()
        kind = st.dates().map(str) if field.type == "date" else st.one_of(known, _line())
        fields[field.key] = draw(_maybe(kind))
    fields[template.fields[0].key] = draw(_line())
    money = {
        cell.key: draw(_maybe(_points() if cell.type == "points" else st.sampled_from(_AMOUNTS)))
        for cell in template.funding.cells
    }
    texts = {text.key: draw(_maybe(_paragraphs())) for text in template.texts}
    remarks: list[Json] = draw(st.lists(_line(), max_size=2))
    tree = draw(_level(template, 1, template.indicators.catalogue, half_filled))
    return Document(template.id, year, fields, money, texts, tree, {"remarks": remarks} if remarks else {})


def plain(document: Document) -> dict[str, object]:
    """What a form says, for comparing: blank is None, neighbours of the same name (one cell on paper) are one."""
    return {
        "template": document.template,
        "year": document.year,
        "title": document.meta.get("title"),
        "remarks": document.meta.get("remarks") or [],
        **{
            f"{section}.{key}": value
            for section in ("fields", "funding", "texts")
            for key, value in document.section(section).items()
            if value not in (None, "")
        },
        "indicators": _plain_nodes(document.indicators),
    }


def _plain_nodes(nodes: tuple[Indicator, ...]) -> list[object]:
    found: list[object] = []
    for level, group in groupby(nodes, key=lambda node: node.name if node.children is not None else None):
        several = list(group)
        if level is None:
            found += [(node.name, _values(node)) for node in several]
        else:
            below = tuple(child for node in several for child in node.children or ())
            found.append((level, _values(several[0]), _plain_nodes(below)))
    return found


def _values(node: Indicator) -> dict[str, object]:
    return {key: value for key, value in node.values.items() if value not in (None, "")}


def printed(document: Document, template: Template) -> Document:
    """The form without what its papers leave out: levels without indicators where these have no row, a year that no paper names."""
    tree = document.indicators if template.indicators.empty is not None else _with_indicators(document.indicators)
    return replace(document, indicators=tree)


def _with_indicators(nodes: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    below = [(node, None if node.children is None else _with_indicators(node.children)) for node in nodes]
    return tuple(replace(node, children=children) for node, children in below if children is None or children)
