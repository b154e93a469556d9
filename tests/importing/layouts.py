"""Known forms laid out anew in the ways offices do, for tests: a form's data and a ``Layout`` → tables and lines with spans.

``tests.importing.writers`` makes real files of them.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from decimal import Decimal

from tests.importing.layout_head import HeadMaker
from tests.importing.layout_parts import Content, Day, Layout, Number, Part, Spot, Table, random_layout, shown

__all__ = [
    "Content",
    "Day",
    "Layout",
    "Number",
    "Part",
    "Spot",
    "Table",
    "lay_out",
    "notes_of",
    "random_layout",
    "shown",
]


def lay_out(form_id: str, layout: Layout, seed: int = 0) -> list[Part]:
    """A form in this layout."""
    return _Maker(form_id, layout, random.Random(seed)).make()


class _Maker(HeadMaker):
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


def _parts(value: str | None) -> tuple[str, str, str]:
    """A value as operator, number and unit, where joining them gives the value again."""
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
