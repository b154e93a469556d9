"""The published JSON Schema of the form file, and the order in which its keys are written.

These keys are a promise to other programs: none is ever renamed or given another meaning within a version. Every object is
open: unknown keys are allowed and kept.
"""

from __future__ import annotations

from typing import Any

FIELD_KEYS: dict[str, str] = {
    "project_name": "项目名称",
    "project_nature": "项目性质",
    "project_category": "项目类别",
    "competent_department": "主管部门",
    "implementing_unit": "实施单位",
    "start_date": "计划开始日期：ISO 日期，不能识别时为原文",
    "end_date": "计划完成日期：ISO 日期，不能识别时为原文",
    "applicant_unit": "申报单位名称",
    "government_purchase": "是否含有政府购买服务",
    "performance_type": "绩效类型",
}

FUNDING_KEYS: dict[str, str] = {
    "total": "项目资金总额",
    "total_fiscal": "其中：财政资金",
    "total_other": "其他资金（项目总额）",
    "annual": "年度资金申请总额",
    "annual_fiscal": "其中：当年财政拨款",
    "annual_carryover": "上年结转资金",
    "annual_other": "其他资金（年度）",
    "project_total": "项目总预算",
    "project_current_year": "项目当年预算",
    "previous_year_budget": "同名项目上年预算额",
    "previous_year_executed": "同名项目上年预算执行数",
    "initial": "年初预算数：年度资金总额",
    "initial_fiscal": "年初预算数：当年财政拨款",
    "initial_carryover": "年初预算数：上年结转资金",
    "initial_other": "年初预算数：其他资金",
    "budget": "全年预算数：年度资金总额",
    "budget_fiscal": "全年预算数：当年财政拨款",
    "budget_carryover": "全年预算数：上年结转资金",
    "budget_other": "全年预算数：其他资金",
    "received": "实际到位资金",
    "executed": "全年执行数：年度资金总额",
    "executed_fiscal": "全年执行数：当年财政拨款",
    "executed_carryover": "全年执行数：上年结转资金",
    "executed_other": "全年执行数：其他资金",
    "execution_weight": "预算执行率的分值",
    "execution_score": "预算执行率的得分",
}

TEXT_KEYS: dict[str, str] = {
    "overall_goal": "项目总目标",
    "annual_goal": "年度总体目标（总体目标、预期目标）",
    "overview": "项目概况",
    "basis": "立项依据",
    "necessity": "项目设立的必要性",
    "safeguards": "保证项目实施的制度、措施",
    "implementation_plan": "项目实施计划",
    "staged_goals": "总目标及阶段性目标",
    "actual_results": "实际完成情况",
}

NODE_KEYS: dict[str, str] = {
    "name": "名称；缺少时为空文字",
    "points": "一级、二级指标的分值（十进制数文字）",
    "target": "指标值（年度指标值、指标目标值、标杆值），原文",
    "actual": "完成值（实际完成值），原文",
    "weight": "权重分（分值），十进制数文字",
    "score": "得分，十进制数文字",
    "explanation": "指标解释",
    "rule": "指标说明（评分规则的原文）",
    "reason": "偏差原因分析及改进措施",
    "scoring": "识别出的评分规则",
    "ticks": "分项打分时勾选的项目",
    "children": "下级；没有指标的二级指标为空列表；末级指标没有此键",
}

TOP_KEYS: dict[str, str] = {
    "format": "固定为 jibiao",
    "version": "格式版本；只在含义改变时增加",
    "template": "模板编号",
    "year": "年度",
    "title": "表名（仅当与模板不同）",
    "fields": "表头字段",
    "funding": "资金：以元为单位的十进制数文字，至少两位小数；空为 null；不能识别时为原文",
    "texts": "长文本；空为 null",
    "indicators": "指标树",
    "remarks": "备注、填报说明等随表文字",
    "origin": "来源",
    "muted": "已忽略的检查意见及理由",
    "unconfirmed": "尚待确认的位置",
    "unit": "金额显示单位（不影响存储）",
    "template_copy": "随表携带的模板",
}

_TEXT = {"type": ["string", "null"]}
_DECIMAL = {"type": ["string", "null"], "examples": ["800000.00"]}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the form file."""
    node_types: dict[str, Any] = dict.fromkeys(NODE_KEYS, _TEXT) | {
        "name": {"type": "string"},
        "scoring": {"type": ["object", "null"]},
        "ticks": {"type": ["array", "null"]},
        "children": {"type": "array", "items": {"$ref": "#/$defs/indicator"}},
    }
    top: dict[str, Any] = {
        "format": {"const": "jibiao"},
        "version": {"type": "integer", "minimum": 1},
        "template": {"type": "string"},
        "year": {"type": ["integer", "string", "null"]},
        "title": _TEXT,
        "fields": _object(FIELD_KEYS, _TEXT),
        "funding": _object(FUNDING_KEYS, _DECIMAL),
        "texts": _object(TEXT_KEYS, _TEXT),
        "indicators": {"type": "array", "items": {"$ref": "#/$defs/indicator"}},
        "remarks": {"type": "array", "items": {"type": "string"}},
        "origin": {
            "type": "object",
            "properties": {
                **_texts("kind", "file", "template"),
                "year": {"type": ["integer", "null"]},
                "moved": {"type": "object", "description": "换了键的值：现在的位置 → 原来的位置"},
                "levels": {"type": "array", "description": "原表各级指标的名称：一级，其后是它的二级"},
            },
        },
        "muted": {"type": "array", "items": {"type": "object", "properties": _texts("code", "place", "reason")}},
        "unconfirmed": {"type": "array", "items": {"type": "string"}},
        "unit": {"enum": ["元", "万元"]},
        "template_copy": {"type": "object"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "绩表表格文件（.jxb）",
        "description": "未知的键在各级都保留。金额、分值、日期都是文字。",
        "type": "object",
        "required": ["format", "version", "template", "year", "fields", "funding", "texts", "indicators"],
        "properties": {key: {**top[key], "description": said} for key, said in TOP_KEYS.items()},
        "$defs": {
            "indicator": {
                "type": "object",
                "required": ["name"],
                "properties": {key: {**node_types[key], "description": said} for key, said in NODE_KEYS.items()},
            }
        },
    }


def _object(keys: dict[str, str], value: dict[str, Any]) -> dict[str, Any]:
    properties = {key: {**value, "description": said} for key, said in keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": True}


def _texts(*keys: str) -> dict[str, Any]:
    return {key: {"type": "string"} for key in keys}
