"""Findings: what a reviewer would say, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.form.edits import Edit
from app.form.places import Place

Severity = Literal["error", "warning", "hint"]
"""错误 (certain), 提醒 (a person decides), 建议."""

SEVERITY_NAMES: dict[Severity, str] = {"error": "错误", "warning": "提醒", "hint": "建议"}

TERMS = (
    "指标不够完整",
    "不够细化、量化",
    "与项目的相关性不够",
    "指标与指标值不匹配",
    "建议拆分指标",
    "一级指标类型错误",
    "二级指标类型错误",
    "建议增加明确效益指标",
    "建议增加明确产出指标",
    "建议增加满意度指标",
    "其他",
)
"""The eleven terms that reviewers speak; every finding uses one."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A mending that the user can take with one key: what the button says, and the edit (so it undoes)."""

    label: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause, told once.

    ``code`` such as ``funding.sum_differs`` is stable; ``places`` has one place, or those that disagree; ``message`` is one
    Chinese sentence that names the field or indicator as printed and quotes the value.
    """

    code: str
    severity: Severity
    term: str
    places: tuple[Place, ...]
    message: str
    fix: Fix | None = None
