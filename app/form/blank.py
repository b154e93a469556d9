"""A new, empty form of a template: every declared key blank, the catalogue's rows already there."""

from __future__ import annotations

from app.form.document import Document, Indicator, Json, new_id
from app.form.template import Name, Template


def new_document(template: Template, year: int | None) -> Document:
    """A blank form (新建) of a template for a year."""
    return Document(
        template=template.id,
        year=year,
        fields={field.key: None for field in template.fields},
        funding=_blank_funding(template),
        texts={text.key: None for text in template.texts},
        indicators=tuple(catalogue_node(name, 1, template.depth) for name in template.indicators.catalogue)
        if template.indicators.full
        else (),
    )


def _blank_funding(template: Template) -> dict[str, Json]:
    funding: dict[str, Json] = {cell.key: None for cell in template.funding.cells}
    if template.scoring.execution_weight and template.scoring.default_execution_weight:
        funding[template.scoring.execution_weight] = template.scoring.default_execution_weight
    return funding


def catalogue_node(name: Name, level: int, depth: int) -> Indicator:
    """A level name of the catalogue as a node with the names below it, down to the level above the indicators."""
    values: dict[str, Json] = {} if name.points is None else {"points": name.points}
    below = tuple(catalogue_node(child, level + 1, depth) for child in name.children) if level + 1 < depth else ()
    return Indicator(new_id(), name.name, values, below)


def new_indicator(template: Template, name: str = "") -> Indicator:
    """A new indicator of the last level with the template's value columns blank."""
    return Indicator(new_id(), name, {column.key: None for column in template.indicators.columns}, None)
