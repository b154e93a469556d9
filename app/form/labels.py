"""What a place is called on paper, for messages, undo texts and lists: 年度资金申请总额, 产出指标 › 数量指标 › 巡检台次."""

from __future__ import annotations

from app.form.document import Document, trail_to
from app.form.places import YEAR, Place
from app.form.template import Template

UNNAMED = "未填"
"""How a node without a name is shown."""

_FORM_LABELS = {
    "title": "表名",
    "remarks": "备注",
    "unit": "金额单位",
    "muted": "已忽略的意见",
    "unconfirmed": "待确认",
}


def clean_label(label: str) -> str:
    """A printed label without what only the table needs: 其中：当年财政拨款 → 当年财政拨款."""
    for lead in ("其中：", "其中:"):
        label = label.removeprefix(lead)
    return label.strip().rstrip(":：")


def money_label(template: Template, key: str) -> str:
    """The label of a money cell, told apart where two cells share one: 其他资金（整个项目）."""
    cell = template.money(key)
    if cell is None:
        return key
    label = clean_label(cell.label)
    alike = [other for other in template.funding.cells if clean_label(other.label) == label]
    if len(alike) > 1:
        heading = next((column.heading for column in template.funding.columns if key in column.cells), "")
        return f"{label}（{heading}）" if heading else label
    return label


def label_of(document: Document, template: Template, place: Place) -> str:
    """The printed name of a place."""
    match place.section:
        case "fields":
            field = template.field(place.key)
            return clean_label(field.label) if field else place.key
        case "texts":
            text = template.text(place.key)
            return clean_label(text.label) if text else place.key
        case "funding":
            return money_label(template, place.key)
        case "indicators":
            return _indicator_label(document, template, place)
        case "form":
            return "年度" if place == YEAR else _FORM_LABELS.get(place.key, place.key)


def node_path(document: Document, node_id: int) -> str:
    """The names from level 1 down to a node."""
    return " › ".join(node.name.strip() or UNNAMED for _, node in trail_to(document, node_id))


def _indicator_label(document: Document, template: Template, place: Place) -> str:
    path = node_path(document, place.node) or template.indicators.label
    column = template.column(place.key)
    return f"{path}的{clean_label(column.label)}" if column else path
