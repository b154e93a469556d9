"""A plain template made from a form's own keys, for a form whose template is neither known nor carried: all is shown and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.form.document import Document, walk
from app.form.template import (
    Column,
    Field,
    Funding,
    FundingColumn,
    GridPart,
    Indicators,
    IndicatorsPart,
    Level,
    LinePart,
    LongText,
    MoneyCell,
    Paper,
    PaperCell,
    PaperColumn,
    Template,
    Years,
)

PLAIN_FAMILY = "plain"
"""The family of templates made here: there are no rules to check such a form by."""

_NOT_COLUMNS = frozenset(("points", "scoring", "ticks"))


def plain_template(document: Document, labels: Mapping[str, str]) -> Template:
    """A template that shows every key of the form; ``labels`` gives what keys are called elsewhere, else the key itself."""

    def label(key: str) -> str:
        return labels.get(key, key)

    depth = max((level for level, _ in walk(document.indicators)), default=3)
    keys = dict.fromkeys(key for _, node in walk(document.indicators) for key in node.values if key not in _NOT_COLUMNS)
    columns = tuple(Column(key=key, label=label(key), type="text") for key in (keys or {"target": None}))
    title = document.meta.get("title")
    return Template(
        format="jibiao-template",
        version=1,
        id=document.template or "plain",
        name="按文件内容显示",
        title=title if isinstance(title, str) else "绩效目标表",
        family=PLAIN_FAMILY,
        purpose="target",
        years=Years(first=1),
        fields=tuple(Field(key=key, label=label(key)) for key in document.fields),
        texts=tuple(LongText(key=key, label=label(key)) for key in document.texts),
        funding=Funding(
            cells=tuple(MoneyCell(key=key, label=label(key)) for key in document.funding),
            columns=(FundingColumn(heading="资金", cells=tuple(document.funding)),) if document.funding else (),
        ),
        indicators=Indicators(
            levels=tuple(Level(label=f"第{number}级", names="free") for number in range(1, depth + 1)),
            columns=columns,
            full=False,
        ),
        papers=(_paper(document, depth, columns, label),),
    )


def _paper(document: Document, depth: int, columns: tuple[Column, ...], label: Callable[[str], str]) -> Paper:
    rows = [
        *((PaperCell(label=label(key)), PaperCell(field=key)) for key in document.fields),
        *((PaperCell(label=label(key)), PaperCell(money=key)) for key in document.funding),
        *((PaperCell(label=label(key)), PaperCell(text=key)) for key in document.texts),
    ]
    levels = tuple(PaperColumn(level=level, width=30.0) for level in range(1, depth + 1))
    values = tuple(PaperColumn(column=column.key, width=40.0) for column in columns)
    return Paper(
        id="form",
        name="表格",
        parts=(
            LinePart(text="{title}", face="sans", size_pt=16),
            LinePart(text="（{year}年度）"),
            *((GridPart(widths=(40.0, 138.0), rows=tuple(rows)),) if rows else ()),
            IndicatorsPart(columns=levels + values),
        ),
    )
