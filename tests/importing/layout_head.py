"""Everything of a made form but its indicator table: title, head fields, money, long texts."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from app.form.template import Template
from tests.importing.layout_parts import Content, Day, Layout, Number, Part, Spot, Table, shown
from tests.importing.truth import templates, truth, truth_items


def template_for(form_id: str) -> Template:
    """The template of a sample form."""
    year = truth(form_id)["year"]
    return next(each for each in templates() if each.id == f"shanghai-{year}")


class HeadMaker:
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
            joined = [f"{label.rstrip('：:')}：{shown(value)}" for label, value in pairs if "\n" not in label]
            broken = [f"{label.replace(chr(10), '')}：{shown(value)}" for label, value in pairs if "\n" in label]
            self.parts += [*joined, *broken]
            return
        if self.layout.head == "inline":
            table = self.current()
            for start in range(0, len(pairs), 2):
                cells = [(f"{label.rstrip('：:')}：{shown(value)}", 3) for label, value in pairs[start : start + 2]]
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
                    both = f"{shown(self.field_value(dates[0]))}至{shown(self.field_value(dates[1]))}"
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
                table.add(*[(f"{label.rstrip('：:')}：{shown(value)}", 3) for label, value in row])
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
        raise NotImplementedError

    def notes(self) -> None:
        raise NotImplementedError
