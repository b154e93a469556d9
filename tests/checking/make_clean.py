"""A clean form to plant mistakes in, and short ways to build and review forms."""

from __future__ import annotations

from collections.abc import Mapping

from app.checking.findings import Finding
from app.checking.review import review
from app.form.document import Document, Indicator, Json, new_id
from app.form.places import path_of
from app.form.template import Template
from app.storage.template_files import all_templates

Rows = Mapping[str, Mapping[str, list[tuple[str, str | None]]]]
"""level 1 → level 2 → (name, value)"""

CLEAN: Rows = {
    "成本指标": {
        "经济成本指标": [("项目总成本", "≤80万元")],
        "社会成本指标": [],
        "生态环境成本指标": [],
    },
    "产出指标": {
        "数量指标": [("设备采购数量", "=20台"), ("培训人次", "≥300人次")],
        "质量指标": [("设备验收合格率", "=100%")],
        "时效指标": [("设备采购完成时间", "2024年11月底前")],
    },
    "效益指标": {
        "经济效益指标": [],
        "社会效益指标": [("重大安全事故发生数", "=0起"), ("政策知晓率", "≥85%")],
        "生态效益指标": [],
        "可持续影响指标": [("设备管理制度健全性", "健全")],
    },
    "满意度指标": {"服务对象满意度指标": [("使用人员满意度", "≥90%")]},
}

FIELDS: dict[str, Json] = {
    "project_name": "社区卫生设备更新",
    "project_nature": "阶段性项目",
    "project_category": "特定目标类",
    "competent_department": "某区卫生健康委员会",
    "implementing_unit": "某区卫生事务中心",
    "start_date": "2023-01-01",
    "end_date": "2025-12-31",
}
FUNDING: dict[str, Json] = {
    "total": "2400000.00",
    "total_fiscal": "2400000.00",
    "total_other": None,
    "annual": "800000.00",
    "annual_fiscal": "700000.00",
    "annual_carryover": "100000.00",
    "annual_other": None,
}
TEXTS: dict[str, Json] = {
    "overall_goal": "三年内完成社区卫生设备更新，提高设备完好水平。",
    "annual_goal": "本年度完成第二批设备采购并组织使用培训，保障设备安全运行。",
}


def tree(rows: Rows) -> tuple[Indicator, ...]:
    """The indicator tree of rows."""
    return tuple(
        Indicator(
            new_id(),
            level1,
            {},
            tuple(
                Indicator(
                    new_id(),
                    level2,
                    {},
                    tuple(Indicator(new_id(), name, {"target": value}, None) for name, value in leaves),
                )
                for level2, leaves in below.items()
            ),
        )
        for level1, below in rows.items()
    )


def form(
    rows: Rows = CLEAN,
    *,
    fields: Mapping[str, Json] | None = None,
    funding: Mapping[str, Json] | None = None,
    texts: Mapping[str, Json] | None = None,
    meta: Mapping[str, Json] | None = None,
    year: int = 2024,
    template: str = "shanghai-2024",
) -> Document:
    """The clean form with some data otherwise."""
    return Document(
        template,
        year,
        {**FIELDS, **(fields or {})},
        {**FUNDING, **(funding or {})},
        {**TEXTS, **(texts or {})},
        tree(rows),
        dict(meta or {}),
    )


def with_row(level2: str, name: str, value: str | None, instead: int | None = None) -> Rows:
    """The clean rows with one more under a level 2, or one in place of another."""
    rows: dict[str, dict[str, list[tuple[str, str | None]]]] = {
        level1: {key: list(leaves) for key, leaves in below.items()} for level1, below in CLEAN.items()
    }
    leaves = next(below[level2] for below in rows.values() if level2 in below)
    if instead is None:
        leaves.append((name, value))
    else:
        leaves[instead] = (name, value)
    return rows


def template_for(document: Document) -> Template:
    """The bundled template of a form."""
    template = all_templates().get(document.template)
    assert template is not None
    return template


def reviewed(document: Document) -> tuple[Finding, ...]:
    """The findings of a form."""
    return review(document, template_for(document))


def said(document: Document) -> list[tuple[str, str]]:
    """The findings as (code, path of the first place)."""
    return [(finding.code, path_of(document, finding.places[0])) for finding in reviewed(document)]
