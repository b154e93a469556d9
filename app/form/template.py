"""The grammar of templates: which fields, money, texts, indicators and papers an official form has.

A template is one JSON file; this module gives its meaning as frozen structs (decoded strictly: an unknown or misspelt key is
an error that names its path). ``templates/README.md`` explains the grammar to people, ``templates/template.schema.json`` is
made from these structs. No Python names a form: what differs between forms is said here as data.

Without ``from __future__ import annotations``: msgspec would evaluate each annotation from its text at every start, 1 ms.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

Key = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", description="下划线小写英文键")]
DecimalText = Annotated[str, Meta(pattern=r"^-?\d+(\.\d+)?$", description="十进制数，写成文字")]
Align = Literal["left", "center", "right", "justify"]
Face = Literal["song", "sans"]
FieldType = Literal["text", "choice", "date", "yes_no"]
ColumnType = Literal["text", "target", "amount", "points", "percent", "date"]


class _Grammar(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Strict and immutable: what the grammar does not know is refused, not dropped."""


class Source(_Grammar, frozen=True):
    """Where a wording or number of the template comes from, and whether it was checked against the official text."""

    rule: str
    checked: bool
    note: str = ""


class Years(_Grammar, frozen=True):
    """The years (年度) that a template is for; without ``last`` it is open-ended."""

    first: int
    last: int | None = None


class Condition(_Grammar, frozen=True):
    """True where the text of header field ``field`` contains one of ``contains``."""

    field: str
    contains: tuple[str, ...]


Required = bool | Condition


class Field(_Grammar, frozen=True):
    """A head field (表头字段). ``suggestions`` are offered, never forced. ``aliases`` are other offices' labels, for reading.

    ``same_as`` are keys of other forms that mean the same here (申报单位名称 of 2020 and 实施单位): a conversion takes the first
    one that is filled. Long texts and money cells have it too.
    """

    key: Key
    label: str
    type: FieldType = "text"
    aliases: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    required: Required = False
    help: str = ""
    same_as: tuple[Key, ...] = ()


class LongText(_Grammar, frozen=True):
    """A long text (目标、概况 …)."""

    key: Key
    label: str
    aliases: tuple[str, ...] = ()
    required: Required = False
    help: str = ""
    same_as: tuple[Key, ...] = ()


class MoneyCell(_Grammar, frozen=True):
    """A money cell (资金), stored in 元; of type ``points`` a score that stands in the money block, stored as a plain decimal.

    ``next_year`` is what next year's declaration starts with: ``keep`` this value (to be confirmed), ``blank``, or the key of
    the cell of this year whose value it takes (上年预算额 takes 当年预算).
    """

    key: Key
    label: str
    type: Literal["amount", "points"] = "amount"
    aliases: tuple[str, ...] = ()
    required: Required = False
    help: str = ""
    same_as: tuple[Key, ...] = ()
    next_year: str = "keep"


class Sum(_Grammar, frozen=True, tag_field="kind", tag="sum"):
    """An equation: ``total`` = the sum of ``parts`` (a blank part counts as 0 if at least one part is filled)."""

    total: Key
    parts: tuple[Key, ...]


class AtMost(_Grammar, frozen=True, tag_field="kind", tag="at_most"):
    """``amount`` must not exceed ``limit`` (both filled)."""

    amount: Key
    limit: Key


class Ratio(_Grammar, frozen=True):
    """A figure that is computed and never stored, as 执行率 = 全年执行数 ÷ 全年预算数, printed in percent."""

    key: Key
    label: str
    numerator: Key
    denominator: Key
    places: int = 2


class FundingColumn(_Grammar, frozen=True):
    """A column of money cells in the funding panel, from top to bottom; null leaves a gap so that rows of columns align."""

    heading: str
    cells: tuple[Key | None, ...]


class Funding(_Grammar, frozen=True):
    """The money block. ``rows`` gives row labels where cells form a matrix (rows × columns); without it each cell shows its own."""

    label: str = "项目资金"
    cells: tuple[MoneyCell, ...] = ()
    columns: tuple[FundingColumn, ...] = ()
    rows: tuple[str, ...] = ()
    equations: tuple[Sum | AtMost, ...] = ()
    ratios: tuple[Ratio, ...] = ()


class Name(_Grammar, frozen=True):
    """A name in the catalogue of indicators. ``required``: a good form has at least one indicator below it."""

    name: str
    aliases: tuple[str, ...] = ()
    points: DecimalText | None = None
    required: Required = False
    suggestions: tuple[str, ...] = ()
    children: "tuple[Name, ...]" = ()
    help: str = ""


class Level(_Grammar, frozen=True):
    """A level of the tree: its label, and whether its names come from the catalogue only, are suggested by it, or are free."""

    label: str
    names: Literal["fixed", "suggested", "free"] = "suggested"
    aliases: tuple[str, ...] = ()
    points: bool = False


class Column(_Grammar, frozen=True):
    """A value of an indicator (last level): key in the file, type, label. ``share`` is its part of the width on screen."""

    key: Key
    label: str
    type: ColumnType = "text"
    aliases: tuple[str, ...] = ()
    required: Required = False
    share: int = 2
    align: Align = "center"
    help: str = ""


class Indicators(_Grammar, frozen=True):
    """The indicator tree. ``empty`` is what a level 2 without indicators prints in its cells; null: it prints no row.

    ``catalogue`` lists the level-1 names with their level-2 names; ``full`` says that 新建 starts with all of them.
    """

    levels: tuple[Level, ...]
    columns: tuple[Column, ...]
    catalogue: tuple[Name, ...] = ()
    label: str = "绩效指标"
    aliases: tuple[str, ...] = ()
    empty: str | None = None
    blanks: tuple[str, ...] = ()
    full: bool = True


class Writing(_Grammar, frozen=True):
    """How a paper writes amounts and dates. ``trim``: no decimals where they are zero (6,697,924)."""

    grouping: bool = True
    places: int = 2
    trim: bool = False
    dates: str = "YYYY-MM-DD"


class PaperCell(_Grammar, frozen=True):
    """A cell of a grid part: exactly one of the contents, or none (an empty cell).

    ``label`` and ``heading`` are wordings with placeholders ({year}, {title}, {unit}, {fields.KEY}); ``field``, ``money``,
    ``text`` and ``ratio`` show the datum with that key. ``columns`` and ``rows`` are spans.
    """

    label: str | None = None
    heading: str | None = None
    field: str | None = None
    money: str | None = None
    text: str | None = None
    ratio: str | None = None
    columns: int = 1
    rows: int = 1
    align: Align | None = None
    valign: Literal["top", "middle"] | None = None
    face: Face | None = None
    size_pt: float | None = None


class LinePart(_Grammar, frozen=True, tag_field="part", tag="line"):
    """A free line over the width of the page, with placeholders."""

    text: str
    align: Align = "center"
    face: Face = "song"
    size_pt: float = 10.5
    before_mm: float = 0.0
    after_mm: float = 1.5


class GridPart(_Grammar, frozen=True, tag_field="part", tag="grid"):
    """Rows of bordered cells. ``widths`` are the columns' parts of the page's width. Consecutive tables share their border."""

    widths: tuple[float, ...]
    rows: tuple[tuple[PaperCell, ...], ...]
    min_height_mm: float = 8.0


class PaperColumn(_Grammar, frozen=True):
    """A column of the printed indicator table: a level (1 …; the last level is the indicator's name), or a value column by key.

    ``points`` is the writing of a level's points behind its name, as （{points}分）.
    """

    width: float
    level: int | None = None
    column: str | None = None
    label: str | None = None
    align: Align | None = None
    points: str | None = None


class IndicatorsPart(_Grammar, frozen=True, tag_field="part", tag="indicators"):
    """The indicator table. ``label`` is the block label that runs down its left side (width ``label_width``), if any.

    Neighbouring equal names of a level are one merged cell. The head row is repeated on every page.
    """

    columns: tuple[PaperColumn, ...]
    label: str | None = None
    label_width: float = 0.0
    head: bool = True
    min_height_mm: float = 8.0


class TotalsPart(_Grammar, frozen=True, tag_field="part", tag="totals"):
    """A last row under the indicator table: ``label``, then the sums of the named columns.

    ``plus`` adds a money cell of type points to a column's sum (the execution score of a 自评表 counts in its 总分).
    """

    label: str
    sums: tuple[str, ...]
    plus: dict[str, str] = {}
    min_height_mm: float = 8.0


class ClosingPart(_Grammar, frozen=True, tag_field="part", tag="closing"):
    """A line under the table (填表人 / 审核人 / 填报日期, 填报说明), printed when closing lines are switched on."""

    text: str
    align: Align = "left"
    size_pt: float = 10.5


Part = LinePart | GridPart | IndicatorsPart | TotalsPart | ClosingPart


class Paper(_Grammar, frozen=True):
    """One printed paper of a document. ``margins_mm``: top, right, bottom, left. ``optional``: exported together with the
    others only where one of its amounts or long texts is filled."""

    id: Key
    name: str
    parts: tuple[Part, ...]
    orientation: Literal["portrait", "landscape"] = "portrait"
    size: Literal["A4", "A3"] = "A4"
    margins_mm: tuple[float, float, float, float] = (18.0, 16.0, 18.0, 16.0)
    size_pt: float = 10.5
    writing: Writing | None = None
    optional: bool = False


class Checks(_Grammar, frozen=True):
    """Rules of the review that this form switches off or weighs otherwise, by finding code."""

    severity: dict[str, Literal["off", "hint", "warning", "error"]] = {}


class Band(_Grammar, frozen=True):
    """A grade (等级) from so many points of 100 upwards."""

    grade: str
    at_least: DecimalText


class Scoring(_Grammar, frozen=True):
    """How the form is scored: the grade bands, the total of all weights, and where the execution score stands.

    ``execution_rate`` names the ratio whose value, times the cell ``execution_weight`` (at most that), is ``execution_score``.
    ``quantitative`` and ``qualitative`` are the scoring sentences of indicators that have none of their own, for a 指标值 that
    is a number and for any other. ``far_above``: a 完成值 above so many percent of its 指标值 wants a reason (the target was set
    too low).
    """

    bands: tuple[Band, ...] = ()
    total: DecimalText | None = None
    execution_rate: str | None = None
    execution_weight: str | None = None
    execution_score: str | None = None
    default_execution_weight: DecimalText | None = None
    quantitative: str = ""
    qualitative: str = ""
    far_above: DecimalText | None = None


class Template(_Grammar, frozen=True):
    """An official form of certain years. ``family`` joins the templates of one form over the years (2024, 2026 …).

    ``purpose`` tells what the form is for, so that a declaration can be carried on to a self-evaluation.
    """

    format: Literal["jibiao-template"]
    version: Literal[1]
    id: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: str
    title: str
    family: str
    purpose: Literal["declaration", "target", "self_evaluation", "evaluation"]
    years: Years
    indicators: Indicators
    papers: tuple[Paper, ...]
    fields: tuple[Field, ...] = ()
    texts: tuple[LongText, ...] = ()
    texts_label: str = "项目绩效目标"
    funding: Funding = Funding()
    unit: Literal["元", "万元"] = "元"
    writing: Writing = Writing()
    checks: Checks = Checks()
    scoring: Scoring = Scoring()
    title_aliases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def field(self, key: str) -> Field | None:
        """The head field with this key."""
        return next((field for field in self.fields if field.key == key), None)

    def text(self, key: str) -> LongText | None:
        """The long text with this key."""
        return next((text for text in self.texts if text.key == key), None)

    def money(self, key: str) -> MoneyCell | None:
        """The money cell with this key."""
        return next((cell for cell in self.funding.cells if cell.key == key), None)

    def column(self, key: str) -> Column | None:
        """The value column with this key."""
        return next((column for column in self.indicators.columns if column.key == key), None)

    @property
    def depth(self) -> int:
        """How many levels the tree has; the last one holds the indicators."""
        return len(self.indicators.levels)

    def fits_year(self, year: int) -> bool:
        """Whether the template is meant for this year."""
        return self.years.first <= year and (self.years.last is None or year <= self.years.last)


def catalogue_names(names: tuple[Name, ...], level: int = 1) -> Iterator[tuple[int, Name]]:
    """Every name of a catalogue with its level, parents first."""
    for name in names:
        yield level, name
        yield from catalogue_names(name.children, level + 1)
