"""A made-up template and a small form of it, for tests of what the window does with any form."""

from __future__ import annotations

import msgspec

from app.form.document import Document, Indicator, new_id
from app.form.template import Template

TEMPLATE = msgspec.convert(
    {
        "format": "jibiao-template",
        "version": 1,
        "id": "made-up",
        "name": "样表",
        "title": "样表",
        "family": "made-up",
        "purpose": "declaration",
        "years": {"first": 2020},
        "fields": [{"key": "project_name", "label": "项目名称"}],
        "texts": [{"key": "annual_goal", "label": "年度总体目标"}],
        "funding": {"cells": [{"key": "annual_fiscal", "label": "当年财政拨款"}]},
        "indicators": {
            "levels": [{"label": "一级指标"}, {"label": "二级指标"}, {"label": "三级指标", "names": "free"}],
            "columns": [{"key": "target", "label": "指标值", "type": "target"}],
        },
        "papers": [],
    },
    Template,
)


def form() -> Document:
    """One indicator below two levels."""
    leaf = Indicator(new_id(), "年度水箱清洗", {"target": "2次"})
    level2 = Indicator(new_id(), "数量指标", children=(leaf,))
    return Document("made-up", 2024, indicators=(Indicator(new_id(), "产出指标", children=(level2,)),))


def node(name: str, *children: Indicator, target: str | None = None) -> Indicator:
    """A node; one without children and with a target is an indicator."""
    if target is not None:
        return Indicator(new_id(), name, {"target": target})
    return Indicator(new_id(), name, {}, children)


def larger_form() -> Document:
    """Two level-1 nodes with several level-2 nodes, one of them empty."""
    return Document(
        "made-up",
        2024,
        indicators=(
            node(
                "产出指标",
                node(
                    "数量指标", node("水箱清洗", target="2次"), node("巡检", target="≥12次"), node("培训", target="3期")
                ),
                node("质量指标", node("合格率", target="≥95%")),
                node("时效指标"),
            ),
            node("效益指标", node("社会效益指标", node("知晓率", target="≥80%"))),
        ),
    )


def outline(document: Document) -> list[str]:
    """The tree as indented lines, to compare with what a person expects."""
    from app.form.document import walk

    return [f"{'  ' * (level - 1)}{item.name}={item.text('target') or ''}" for level, item in walk(document.indicators)]
