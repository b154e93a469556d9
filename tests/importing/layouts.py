"""Known forms laid out anew in the ways offices do, for tests: a form's data and a ``Layout`` → tables and lines with spans.

``Layout`` lists the ways; ``lay_out`` makes the parts; ``tests.importing.writers`` makes real files of them.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from app.form.template import Template
from tests.importing.truth import templates, truth, truth_items


@dataclass(frozen=True)
class Number:
    """A number that a spreadsheet stores, with its format; other files show ``shown``."""

    value: Decimal
    number_format: str
    shown: str


@dataclass(frozen=True)
class Day:
    """A date that a spreadsheet stores as such."""

    iso: str
    shown: str


Content = str | Number | Day


@dataclass(frozen=True)
class Spot:
    """A cell of a made table."""

    row: int
    column: int
    content: Content
    rows: int = 1
    columns: int = 1


@dataclass
class Table:
    """A made table while it grows downwards."""

    width: int
    spots: list[Spot] = field(default_factory=list)
    row: int = 0

    def add(self, *cells: tuple[Content, int], rows: int = 1) -> None:
        """A row of (content, columns) cells; the last one is stretched to the table's width."""
        column = 0
        for number, (content, columns) in enumerate(cells):
            if number == len(cells) - 1:
                columns = max(1, self.width - column)
            self.spots.append(Spot(self.row, column, content, rows, columns))
            column += columns
        self.row += rows


Part = Table | str

CHOICES: dict[str, tuple[Any, ...]] = {
    "head": ("three", "three", "two", "one", "over", "inline", "lines"),
    "labels": ("plain", "plain", "colon", "half_colon", "spaced", "broken", "numbered", "starred", "alias", "noted"),
    "dates": ("iso", "slashes", "short", "chinese", "dots", "cell"),
    "title": ("above", "inside", "one_line", "no_title", "year_first"),
    "money": ("official", "official", "list", "year_first", "inline"),
    "unit": ("元", "元", "元", "万元", "line_wan", "label_wan"),
    "amounts": ("plain", "commas", "cell", "general", "yuan", "wan"),
    "blank": ("", "", "-", "/", "—"),
    "texts": ("official", "official", "left", "inline", "rows", "tags", "stacked"),
    "names": ("merged", "merged", "repeated", "first"),
    "block": ("yes", "yes", "no", "level1_left", "heading_row"),
    "columns": ("plain", "plain", "plain", "ordinal", "remarks", "value_first", "three_parts"),
    "empty": ("-", "-", "", "—", "－"),
    "notes": ("", "", "filled_by", "instructions", "row"),
    "order": ("official", "official", "texts_first", "indicators_first"),
    "blank_rows": (False, False, True),
    "percent": ("text", "cell"),
    "level_names": ("plain", "plain", "broken", "spaced", "short"),
    "wrap_names": (False, False, False, True),
    "cut_level": (False, False, False, True),
    "misplaced": (False, False, False, True),
    "repeat_head": (False, False, False, True),
    "sections": (False, False, True),
    "period": (False, False, False, True),
    "boxes": (False, False, False, True),
    "cover": ("", "", "unit", "annex"),
    "cut_text": (False, False, False, True),
    "cut_block": (False, False, False, True),
}


@dataclass(frozen=True)
class Layout:
    """One way to lay out a form; each field is one of ``CHOICES``."""

    head: str = "three"
    labels: str = "plain"
    dates: str = "iso"
    title: str = "above"
    money: str = "official"
    unit: str = "元"
    amounts: str = "plain"
    blank: str = ""
    texts: str = "official"
    names: str = "merged"
    block: str = "yes"
    columns: str = "plain"
    empty: str = "-"
    notes: str = ""
    order: str = "official"
    blank_rows: bool = False
    percent: str = "text"
    level_names: str = "plain"
    wrap_names: bool = False
    cut_level: bool = False
    misplaced: bool = False
    repeat_head: bool = False
    sections: bool = False
    period: bool = False
    boxes: bool = False
    cover: str = ""
    cut_text: bool = False
    cut_block: bool = False


def random_layout(seed: int) -> Layout:
    """A layout by chance."""
    chance = random.Random(seed)
    return Layout(**{each.name: chance.choice(CHOICES[each.name]) for each in fields(Layout)})


def template_for(form_id: str) -> Template:
    """The template of a sample form."""
    year = truth(form_id)["year"]
    return next(each for each in templates() if each.id == f"shanghai-{year}")


def lay_out(form_id: str, layout: Layout, seed: int = 0) -> list[Part]:
    """A form in this layout."""
    return _Maker(form_id, layout, random.Random(seed)).make()


class _Maker:
    def __init__(self, form_id: str, layout: Layout, chance: random.Random) -> None:
        self.form_id, self.layout, self.chance = form_id, layout, chance
        self.template = template_for(form_id)
        self.data = truth(form_id)
        self.items = truth_items(form_id)
        self.is_2020 = self.data["year"] == 2020
        self.depth_columns = 4

    def make(self) -> list[Part]:
        self.parts: list[Part] = []
        if self.layout.cover:
            year = self.data["year"]
            cover = {"unit": f"上海市某某中心 {year} 年度项目绩效目标汇总表", "annex": "附件2"}
            self.parts.append(cover[self.layout.cover])
        self.title()
        order = {
            "texts_first": ("head", "texts", "money", "table"),
            "indicators_first": ("head", "table", "money", "texts"),
        }
        for number, name in enumerate(order.get(self.layout.order, ("head", "money", "texts", "table"))):
            if number and self.layout.blank_rows and isinstance(self.parts[-1], Table):
                self.parts[-1].row += 1
            if self.layout.sections:
                self.section(number, name)
            getattr(self, name)()
        self.notes()
        return self.parts

    def section(self, number: int, name: str) -> None:
        words = {"head": "项目基本情况", "money": "项目资金情况", "texts": "绩效目标", "table": "绩效指标"}
        if name != "head" or self.layout.head != "lines":
            self.current().add((f"{'一二三四'[number]}、{words[name]}", 6))

    def current(self, width: int = 6) -> Table:
        if not self.parts or not isinstance(self.parts[-1], Table):
            self.parts.append(Table(width))
        found = self.parts[-1]
        assert isinstance(found, Table)
        return found

    def label(self, text: str, aliases: tuple[str, ...] = ()) -> str:
        """A label in the layout's writing."""
        match self.layout.labels:
            case "colon":
                return f"{text}："
            case "half_colon":
                return f"{text}:"
            case "spaced":
                return " ".join(text)
            case "broken":
                middle = len(text) // 2
                return f"{text[:middle]}\n{text[middle:]}"
            case "numbered":
                return f"{self.chance.randint(1, 9)}.{text}" if self.chance.random() < 0.5 else f"（一）{text}"
            case "starred":
                return f"*{text}"
            case "alias" if aliases:
                return self.chance.choice(aliases)
            case "noted":
                return f"{text}（必填）"
        return text

    def title(self) -> None:
        title, year = self.template.title, self.data["year"]
        match self.layout.title:
            case "above":
                self.parts += [title, f"（{year}年度）"]
            case "inside":
                self.current().add((title, 6))
                self.current().add((f"({year} 年度)", 6))
            case "one_line":
                self.parts.append(f"{title}（{year}年度）")
            case "year_first":
                self.parts.append(f"{year}年度{title}")
            case "no_title":
                self.parts.append(f"（{year}年度）")
        if self.layout.unit == "line_wan":
            self.parts.append("单位：万元")

    def head(self) -> None:
        pairs = self.head_pairs()
        if self.layout.head == "lines":
            joined = [f"{label.rstrip('：:')}：{_shown(value)}" for label, value in pairs if "\n" not in label]
            broken = [f"{label.replace(chr(10), '')}：{_shown(value)}" for label, value in pairs if "\n" in label]
            self.parts += [*joined, *broken]
            return
        if self.layout.head == "inline":
            table = self.current()
            for start in range(0, len(pairs), 2):
                cells = [(f"{label.rstrip('：:')}：{_shown(value)}", 3) for label, value in pairs[start : start + 2]]
                table.add(*cells)
            return
        table = self.current()
        if self.layout.head == "over":
            for start in range(0, len(pairs), 3):
                table.add(*[(label, 2) for label, _ in pairs[start : start + 3]])
                table.add(*[(value, 2) for _, value in pairs[start : start + 3]])
            return
        per_row = {"three": 3, "two": 2, "one": 1}[self.layout.head]
        for start in range(0, len(pairs), per_row):
            row = pairs[start : start + per_row]
            wide = (6 - len(row)) // len(row) if per_row < 3 else 1
            table.add(*[cell for label, value in row for cell in ((label, 1), (value, wide))])

    def head_pairs(self) -> list[tuple[str, Content]]:
        dates = [each.key for each in self.template.fields if each.type == "date"]
        pairs: list[tuple[str, Content]] = []
        for each in self.template.fields:
            if self.layout.period and each.key in dates:
                if each.key == dates[0]:
                    both = f"{_shown(self.field_value(dates[0]))}至{_shown(self.field_value(dates[1]))}"
                    pairs.append((self.label("项目起止时间"), both))
                continue
            value = self.field_value(each.key)
            if self.layout.boxes and each.type == "choice" and value in each.suggestions:
                value = "  ".join(("☑" if option == value else "□") + option for option in each.suggestions)
            pairs.append((self.label(each.label, each.aliases), value))
        return pairs

    def field_value(self, key: str) -> Content:
        value = self.items.get(("fields", key))
        if value is None:
            return ""
        found = self.template.field(key)
        if found is None or found.type != "date":
            return value
        year, month, day = (int(piece) for piece in value.split("-"))
        shown = {
            "iso": value,
            "slashes": f"{year}/{month:02d}/{day:02d}",
            "short": f"{year}/{month}/{day}",
            "chinese": f"{year}年{month}月{day}日",
            "dots": f"{year}.{month}.{day}",
            "cell": f"{year}/{month}/{day}",
        }[self.layout.dates]
        return Day(value, shown) if self.layout.dates == "cell" else shown

    def amount(self, key: str) -> Content:
        text = self.items.get(("funding", key))
        if text is None:
            return self.layout.blank
        value = Decimal(text)
        if self.layout.unit in ("万元", "line_wan", "label_wan"):
            value = value.scaleb(-4).normalize()
            shown = format(value, "f")
            if self.layout.amounts in ("cell", "general"):
                return Number(value, "#,##0.00" if self.layout.amounts == "cell" else "General", shown)
            return shown
        match self.layout.amounts:
            case "commas":
                return f"{value:,.2f}"
            case "cell":
                return Number(value, "#,##0.00", f"{value:,.2f}")
            case "general":
                return Number(value, "General", format(value.normalize(), "f"))
            case "yuan":
                return f"{value:,.2f}元"
            case "wan" if value % 100 == 0:
                return f"{format(value.scaleb(-4).normalize(), 'f')}万元"
        return f"{value:.2f}"

    def money_label(self, cell: Any) -> str:
        plain = cell.label.rstrip("：:")
        if self.layout.unit != "元":
            plain = plain.replace("（元）", "")
        label = self.label(plain, tuple(alias for alias in cell.aliases if "元" not in alias))
        if self.layout.unit == "label_wan":
            return f"{label.rstrip('：:')}（万元）"
        return label

    def money(self) -> None:
        cells = {cell.key: cell for cell in self.template.funding.cells}
        unit = "万元" if self.layout.unit == "万元" else "元"
        table = self.current()
        pairs = {key: (self.money_label(cell), self.amount(key)) for key, cell in cells.items()}
        if self.layout.money == "inline" and self.layout.labels not in ("numbered", "starred", "spaced", "broken"):
            if self.layout.unit == "万元":
                table.add((f"项目资金（{unit}）", 6))
            keys = list(pairs)
            for start in range(0, len(keys), 2):
                row = [pairs[key] for key in keys[start : start + 2]]
                table.add(*[(f"{label.rstrip('：:')}：{_shown(value)}", 3) for label, value in row])
            return
        if self.is_2020:
            heading = "本项目上年度市级财政资金使用情况"
            table.add((f"{heading}（{unit}）" if unit == "万元" else heading, 6))
            keys = list(pairs)
            for start in range(0, len(keys), 2):
                row = [pairs[key] for key in keys[start : start + 2]]
                table.add(*[cell for label, value in row for cell in ((label, 1), (value, 2))])
            return
        left = ["total", "total_fiscal", None, "total_other"]
        right = ["annual", "annual_fiscal", "annual_carryover", "annual_other"]
        first = table.row
        if self.layout.money == "list":
            for key in [*filter(None, left), *right]:
                self._offset_row(table, (pairs[key][0], 2), (pairs[key][1], 3))
        else:
            for one, two in zip(left, right, strict=True):
                gap = ("", "")
                a, b = pairs[one] if one else gap, pairs[two]
                if self.layout.money == "year_first":
                    a, b = b, a
                self._offset_row(table, (a[0], 1), (a[1], 1), (b[0], 1), (b[1], 2))
        heading = "项目资金" if self.layout.unit in ("line_wan", "label_wan") else f"项目资金（{unit}）"
        table.spots.append(Spot(first, 0, heading, table.row - first, 1))

    def _offset_row(self, table: Table, *cells: tuple[Content, int]) -> None:
        column = 1
        for number, (content, columns) in enumerate(cells):
            width = max(1, table.width - column) if number == len(cells) - 1 else columns
            table.spots.append(Spot(table.row, column, content, 1, width))
            column += width
        table.row += 1

    def texts(self) -> None:
        table = self.current()
        pairs = [
            (self.label(each.label.rstrip("：:"), each.aliases), self.items.get(("texts", each.key)) or "")
            for each in self.template.texts
        ]
        if self.layout.texts == "tags":
            pairs = [
                (label, "".join(f"<p>{line}</p>" for line in text.split("\n")) if text else "") for label, text in pairs
            ]
        if self.layout.texts == "inline" and self.layout.labels not in ("numbered", "starred"):
            for label, text in pairs:
                table.add((f"{label.rstrip('：:')}：{text}", 6))
            return
        if self.layout.texts == "stacked":
            for label, text in pairs:
                table.add((label, 6))
                table.add((text, 6))
            return
        if self.layout.texts == "rows":
            for label, text in pairs:
                lines = text.split("\n")
                first = table.row
                for line in lines:
                    table.spots.append(Spot(table.row, 1, line, 1, 5))
                    table.row += 1
                table.spots.append(Spot(first, 0, label, table.row - first, 1))
            return
        if self.is_2020 or self.layout.texts == "left":
            for label, text in pairs:
                table.add((label, 1), (text, 5))
            return
        first = table.row
        self._offset_row(table, (pairs[0][0], 2), (pairs[1][0], 3))
        left, right = pairs[0][1], pairs[1][1]
        middle = len(right) // 2
        if self.layout.cut_text and right[middle - 1 : middle].isalnum() and "\n" not in right:
            self._offset_row(table, (left, 2), (right[:middle], 3))
            self._offset_row(table, ("", 2), (right[middle:], 3))
        else:
            self._offset_row(table, (left, 2), (right, 3))
        table.spots.append(Spot(first, 0, self.template.texts_label, table.row - first, 1))

    def table(self) -> None:
        table = self.current()
        if self.is_2020 and self.layout.block != "no":
            table.add((f"{self.data['year']}年绩效目标", 6))
        elif self.layout.block == "heading_row":
            table.add(("绩效指标", 6))
        rows = self.indicator_rows()
        columns = self.head_columns()
        offset = 1 if self.layout.block == "yes" and not self.is_2020 else 0
        first = table.row
        self._write(table, [name for name, _ in columns], offset)
        start = table.row
        for number, row in enumerate(rows):
            if self.layout.repeat_head and number == len(rows) // 2:
                self._write(table, [name for name, _ in columns], offset)
            self._write(table, [row[key] for _, key in columns], offset, keep_blank=True)
        keys = [key for _, key in columns]
        if self.layout.names == "merged" and not self.layout.repeat_head:
            self._merge(table, start, rows, keys.index("level1") + offset, ("level1_name",))
            self._merge(table, start, rows, keys.index("level2") + offset, ("level1_name", "level2_name"))
        if offset:
            half = (table.row - first) // 2 if self.layout.cut_block else 0
            if half:
                table.spots.append(Spot(first, 0, "绩效", half, 1))
                table.spots.append(Spot(first + half, 0, "指标", table.row - first - half, 1))
            else:
                table.spots.append(Spot(first, 0, "绩效\n指标", table.row - first, 1))

    def head_columns(self) -> list[tuple[str, str]]:
        levels = [self.label(level.label, level.aliases) for level in self.template.indicators.levels]
        column = self.template.indicators.columns[0]
        value = self.label(column.label, column.aliases)
        found = [*zip(levels, ("level1", "level2", "level3"), strict=True), (value, "value")]
        match self.layout.columns:
            case "ordinal":
                found.insert(2, ("序号", "ordinal"))
            case "remarks":
                found.append(("备注", "remarks"))
            case "value_first":
                found = [found[0], found[1], found[3], found[2]]
            case "three_parts":
                found = [*found[:3], ("计算符号", "operator"), ("指标值", "number"), ("计量单位", "unit")]
        return found

    def indicator_rows(self) -> list[dict[str, Content]]:
        rows: list[dict[str, Content]] = []
        before: tuple[str, str] = ("", "")
        for number in range(len(self.data["indicators"])):
            one, two, three, value = (
                self.items["indicators", str(number), key] for key in ("level1", "level2", "level3", "value")
            )
            names = (one or "", two or "")
            shown1, shown2 = self.level_name(names[0]), self.level_name(names[1])
            if self.layout.names != "repeated":
                shown2 = "" if names == before else shown2
                shown1 = "" if names[0] == before[0] else shown1
            before = names
            name = three if three is not None else self.layout.empty
            if self.layout.wrap_names and three and len(three) > 8:
                name = f"{three[:6]}\n{three[6:]}"
            row: dict[str, Content] = {
                "level1": shown1,
                "level2": shown2,
                "level3": name,
                "value": self.value(value),
                "level1_name": names[0],
                "level2_name": names[1],
                "ordinal": str(number + 1),
                "remarks": "",
            }
            operator, rest, unit = _parts(value)
            row |= {"operator": operator, "number": rest if value is not None else self.layout.empty, "unit": unit}
            rows.append(row)
        if self.layout.cut_level and self.layout.names == "first":
            self._cut_level(rows)
        if (
            self.layout.misplaced
            and not self.layout.cut_level
            and self.layout.names == "first"
            and self.layout.block != "level1_left"
        ):
            self._misplace(rows)
        return rows

    def _cut_level(self, rows: list[dict[str, Content]]) -> None:
        """A level-2 name over two rows cut in two, as a page break does."""
        for row, after in itertools.pairwise(rows):
            name = str(row["level2"])
            if name.endswith("指标") and len(name) > 4 and not after["level2"] and "\n" not in name and " " not in name:
                row["level2"], after["level2"] = name[:-2], "指标"
                return

    def _misplace(self, rows: list[dict[str, Content]]) -> None:
        """A row whose level-2 name slipped into the column of level 1, with all after it."""
        for row in rows:
            if (
                row["level2"]
                and not row["level1"]
                and self.layout.columns == "plain"
                and row["level3"] != self.layout.empty
            ):
                row |= {"level1": row["level2"], "level2": row["level3"], "level3": row["value"], "value": ""}
                return

    def level_name(self, name: str) -> str:
        if self.layout.level_names == "broken" and len(name) > 3:
            return f"{name[:2]}\n{name[2:]}"
        if self.layout.level_names == "short" and name.endswith("指标") and not self.is_2020:
            return name.removesuffix("指标")
        return " ".join(name) if self.layout.level_names == "spaced" else name

    def value(self, value: str | None) -> Content:
        if value is None:
            return self.layout.empty
        if self.layout.percent == "cell" and value.endswith("%") and value[:-1].isdigit():
            return Number(Decimal(value[:-1]).scaleb(-2), "0%", value)
        return value

    def _write(self, table: Table, contents: list[Content], offset: int, keep_blank: bool = False) -> None:
        for number, content in enumerate(contents):
            if content != "" or keep_blank:
                last = number == len(contents) - 1
                width = max(1, table.width - offset - number) if last else 1
                table.spots.append(Spot(table.row, offset + number, content, 1, width))
        table.row += 1

    def _merge(
        self, table: Table, start: int, rows: list[dict[str, Content]], column: int, keys: tuple[str, ...]
    ) -> None:
        """Merge the cells of equal neighbours in a column."""
        index = 0
        while index < len(rows):
            end = index + 1
            while end < len(rows) and all(rows[end][key] == rows[index][key] for key in keys):
                end += 1
            if end - index > 1:
                spots = table.spots
                table.spots = [s for s in spots if not (s.column == column and start + index < s.row < start + end)]
                at = next(n for n, s in enumerate(table.spots) if s.column == column and s.row == start + index)
                spot = table.spots[at]
                table.spots[at] = Spot(spot.row, spot.column, spot.content, end - index, spot.columns)
            index = end

    def notes(self) -> None:
        match self.layout.notes:
            case "filled_by":
                self.parts.append("填表人：张三　　审核人：李四　　填报日期：2024年1月15日")
            case "instructions":
                self.parts += ["填报说明：1.绩效指标值应与年度总体目标相衔接；", "2.本表一式两份，由项目实施单位填报。"]
            case "row":
                self.current().add(("填报说明：指标值请写明计量单位。", 6))

    def iterate(self) -> Iterator[Part]:
        """The parts."""
        yield from self.parts


def _shown(content: Content) -> str:
    return content if isinstance(content, str) else content.shown


def _parts(value: str | None) -> tuple[str, str, str]:
    """A value as operator, number and unit, where joining them gives the value again."""
    import re

    match = re.fullmatch(r"([≥≤<>=]?)(\d[\d.]*)(\D*)", value or "")
    return (match[1], match[2], match[3]) if match else ("", value or "", "")


def notes_of(layout: Layout) -> list[str]:
    """The remarks that a layout's notes become."""
    return {
        "": [],
        "filled_by": ["填表人：张三　　审核人：李四　　填报日期：2024年1月15日"],
        "instructions": ["填报说明：1.绩效指标值应与年度总体目标相衔接；", "2.本表一式两份，由项目实施单位填报。"],
        "row": ["填报说明：指标值请写明计量单位。"],
    }[layout.notes]
