"""What the paper requires and is blank: fields, texts and money cells that the template declares required, perhaps on a condition."""

from __future__ import annotations

from collections.abc import Iterator

from app.checking.findings import Finding
from app.checking.rules import worded
from app.form.document import Document, as_text
from app.form.labels import label_of
from app.form.places import YEAR, Place, field_place, funding_place, text_place
from app.form.template import Condition, Required, Template


def is_required(document: Document, required: Required) -> bool:
    """Whether a ``required`` of the template holds for this form."""
    if isinstance(required, Condition):
        value = as_text(document.fields.get(required.field)) or ""
        return any(word in value for word in required.contains)
    return required


def required_findings(document: Document, template: Template) -> Iterator[Finding]:
    """``required.blank`` for each blank required place; ``required.year`` when the year is blank."""
    if document.year is None:
        yield worded("required.year", (YEAR,), "“年度”没有填写，请填写四位年份。")
    declared: list[tuple[Place, Required]] = [
        *((field_place(field.key), field.required) for field in template.fields),
        *((funding_place(cell.key), cell.required) for cell in template.funding.cells),
        *((text_place(text.key), text.required) for text in template.texts),
    ]
    for place, required in declared:
        value = as_text(document.section(place.section).get(place.key)) or ""
        if not value.strip() and is_required(document, required):
            conditional = isinstance(required, Condition)
            message = _message(document, template, place, required)
            yield worded("required.blank", (place,), message, severity="warning" if conditional else None)


def _message(document: Document, template: Template, place: Place, required: Required) -> str:
    label = label_of(document, template, place)
    if isinstance(required, Condition):
        nature = as_text(document.fields.get(required.field)) or ""
        field = label_of(document, template, field_place(required.field))
        return f"“{label}”没有填写：{field}为“{nature}”时应填写。"
    return f"“{label}”没有填写，请填写。"
