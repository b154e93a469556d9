"""The rows of an indicator table → the tree, with the account of what was read, put right, or left in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.form.places import Place, indicator_place
from app.importing.alignment import BLOCK, Context, Reading, Role, read_row
from app.importing.grid import squeezed
from app.importing.indicator_values import cell_value, is_blank_mark, is_rest, is_unnamed, item_key, shortened
from app.importing.labels import Vocabulary, name_key
from app.importing.report import Entry, EntryKind
from app.importing.rows import Item, Row
from app.importing.scored_tables import is_totals_row, join_repeated, split_points, whole_texts
from app.importing.table_head import Zone
from app.importing.tree import Growing, Node
from app.importing.values import Value, bare_rate, join_lines, split_rate, stored_text_of, to_line, to_value
from app.importing.words import words as general_words

_MARGIN = 1.0
"""How much better the best reading of a row must be than the next one not to be in doubt."""
_SHORT = 4


@dataclass(slots=True)
class _Cover:
    """A merged cell that runs down: its block, the first row below it, and what it says."""

    block: int
    bottom: int
    text: str


@dataclass(slots=True)
class TableReader:
    """Reads zones one after another into one tree."""

    words: Vocabulary
    wrapped: bool = False
    """Whether lines in a cell may end only because its column does (PDF)."""
    entries: list[Entry] = field(default_factory=list)
    tree: Growing = field(init=False)
    raw: list[str] = field(init=False)
    covers: dict[int, _Cover] = field(default_factory=dict)
    last: Node | None = None
    last_path: tuple[int, ...] = ()
    last_row_cut_from: int = -1
    tables: list[set[int]] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with an empty tree."""
        self.tree = Growing(self.words)
        self.raw = [""] * self.words.name_levels

    @property
    def depth(self) -> int:
        """The number of the level that holds the indicators."""
        return self.words.template.depth

    def read(self, zone: Zone) -> None:
        """Read the rows of a zone."""
        for item in zone.labels:
            self.note("label", "表头", item)
        if zone.head is not None:
            for item in zone.head.items:
                if item not in zone.labels:
                    self.note("unused", f"表头“{item.text}”不是本表样的栏目", item)
        before = self._ids()
        for row in zone.rows:
            items = [item for item in row.items if not self.is_block_label(item, zone)]
            if items and is_totals_row([item.text for item in items], self.words.template):
                for item in items:
                    self.note("label", "合计行，由程序计算", item)
            elif items:
                self.row(items, row, zone)
        columns = {role.name for role in zone.roles if not role.name.startswith("other")}
        if self.tables and columns == self.columns:
            self.tables[-1] |= self._ids() - before  # the same table goes on on the next page
        else:
            self.tables.append(self._ids() - before)
        self.columns = columns

    def joined(self) -> None:
        """After all zones: indicators that a later table only repeats are one with those of the first."""
        join_repeated(self.tree.roots, self.tables, self.entries)

    def _ids(self) -> set[int]:
        return {node.id for root in self.tree.roots for node in root.walk()}

    def is_block_label(self, item: Item, zone: Zone) -> bool:
        """Whether an item is the label that runs down the left side (绩效指标), or a piece of it cut by a page break."""
        level1 = next((role.column for role in zone.roles if role.level == 1), 0)
        if item.column > level1:
            return False
        heading = any(meaning.kind == "heading" for meaning in self.words.meanings(item.text))
        plain = squeezed(item.text)
        labels = [
            squeezed(self.words.template.indicators.label),
            *map(squeezed, self.words.template.indicators.aliases),
        ]
        piece = item.column < level1 and any(plain in label for label in labels)
        known = any(self.words.canonical(level, item.text) for level in range(self.words.name_levels))
        if (heading or piece) and not known:
            self.note("label", "左侧的标签", item)
            return True
        return False

    def row(self, items: list[Item], row: Row, zone: Zone) -> None:
        """Read one row."""
        covered = {
            level for level, cover in self.covers.items() if cover.block == row.block and row.index < cover.bottom
        }
        level1 = self.tree.path[0].name if self.tree.path and self.tree.path[0] else None
        context = Context(self.words, zone.roles, frozenset(covered), row.spans_known, level1)
        extra = items[len(zone.roles) :]
        items = items[: len(zone.roles)]
        for item in extra:
            self.note("unused", "这一行的格数多于表头的栏数，没有对应的栏", item)
        best, second = read_row(items, context)
        parts = {role.name: item for role, item in zip(best.roles, items, strict=True)}
        for role, item in zip(best.roles, items, strict=True):
            if role.level and item.cell.row_span > 1:
                self.covers[role.level] = _Cover(row.block, item.cell.bottom, item.text)
        self.levels(parts)
        node = self.indicator(parts, row, covered)
        self.account_shift(items, best, second, node, context)
        for role, item in zip(best.roles, items, strict=True):
            if role.name == "ordinal":
                self.note("label", "序号，由程序编排", item)
            elif role.name == BLOCK or role.name.startswith("other"):
                self.note("unused", self.no_place(role, item, node, zone), item)

    def no_place(self, role: Role, item: Item, node: Node | None, zone: Zone) -> str:
        """The sentence for a text in a column that the form does not have."""
        heads = zone.head.items if zone.head is not None else ()
        head = next((squeezed(each.text) for each in heads if each.column == role.column), "")
        owner = f"“{shortened(node.name)}”的" if node is not None and node.name else ""
        return f"{owner}“{head or shortened(item.text)}”：本表样没有这一栏，没有用到"

    def account_shift(
        self, items: Sequence[Item], best: Reading, second: Reading | None, node: Node | None, context: Context
    ) -> None:
        """Say that a row was read elsewhere than its columns say, and whether that is certain."""
        place = indicator_place(node.id) if node else None
        text = " | ".join(item.text for item in items)
        labels = {role.name: self._role_label(role.name) for role in context.roles}
        taken = "；".join(
            f"{labels[role.name]}“{shortened(item.text)}”" for role, item in zip(best.roles, items, strict=True)
        )
        doubtful = second is not None and best.score - second.score < _MARGIN
        if doubtful and second is not None:
            other = "；".join(
                f"{labels[role.name]}“{shortened(item.text)}”" for role, item in zip(second.roles, items, strict=True)
            )
            sentence = f"这一行的文字与各栏对不上，有两种读法，先按第一种：{taken}"
            self.add("doubtful", sentence, items, text, taken, place, (taken, other))
        elif not best.positional and len(items) > 1:
            self.add("repaired", f"这一行的文字错了栏，已归位：{taken}", items, text, taken, place)

    def _role_label(self, name: str) -> str:
        indicators = self.words.template.indicators
        if name.startswith("level") and name[5:].isdigit() and int(name[5:]) <= len(indicators.levels):
            return indicators.levels[int(name[5:]) - 1].label
        column = self.words.template.column(name)
        return column.label if column else {"operator": "符号", "unit": "单位", BLOCK: "左侧标签"}.get(name, "其他栏")

    def levels(self, parts: dict[str, Item]) -> None:
        """Enter the level names of a row, from level 1 down."""
        for level in range(self.words.name_levels):
            item = parts.get(f"level{level + 1}")
            if item is None:
                continue
            if is_blank_mark(item.text, self.words) and self._only_marks(item, parts):
                self.note("read", "这一项没有指标", item)
            else:
                self.level(level, item)

    def _only_marks(self, item: Item, parts: dict[str, Item]) -> bool:
        """Whether a row says from an item on only that there is nothing."""
        return all(is_blank_mark(each.text, self.words) for each in parts.values() if each.column >= item.column)

    def level(self, level: int, item: Item) -> None:
        """Enter a level name: whole, in the catalogue's spelling, and under the parent where it belongs; with its points."""
        written, points = split_points(item.text, self.words.template, level)
        if points is not None:
            self.level(level, replace(item, cell=replace(item.cell, text=written)))
            present = self.tree.path[level]
            if present is not None:
                present.values["points"] = points
            return
        node = self.tree.path[level]
        known = self.words.canonical(level, item.text)
        whole = self.words.canonical(level, self.raw[level] + item.text) if self.raw[level] else None
        if known is None and whole is not None and node is not None:
            before = f"{self.raw[level]} | {item.text}"
            self.tree.rename(node, whole)
            self.raw[level] += item.text
            sentence = f"“{before}”是被分页或分行切开的“{whole}”，已接回"
            self.add("repaired", sentence, [item], before, whole, indicator_place(node.id, "name"))
            return
        unnamed = is_unnamed(item.text)
        self.raw[level] = "" if unnamed else item.text
        name = "" if unnamed else known or join_lines(item.text)
        parent = self.tree.parent_for(level, name) if level and known else None
        if parent is not None:
            present = self.tree.path[level - 1]
            node = self.tree.enter_elsewhere(parent, level, name)
            stood = f"原来写在“{present.name}”下面" if present else "原来没有写上一级"
            sentence = f"“{name}”{stood}，按表样归回“{parent.name}”"
            self.add("repaired", sentence, [item], item.text, f"{parent.name} / {name}", indicator_place(node.id))
            return
        node = self.tree.enter(level, name)
        place = indicator_place(node.id, "name")
        if known is not None and name_key(known) != name_key(item.text):
            self.add("repaired", f"“{item.text}”即“{known}”，已按表样的名称写", [item], item.text, known, place)
        else:
            self.add("read", f"{self._role_label(f'level{level + 1}')}：{name}", [item], item.text, name, place)

    def indicator(self, parts: dict[str, Item], row: Row, covered: set[int]) -> Node | None:
        """Add the indicator of a row, or join the row to the one that it goes on from."""
        name = parts.get(f"level{self.depth}")
        values = {
            column.key: parts[column.key] for column in self.words.template.indicators.columns if column.key in parts
        }
        if name is None and not values and "operator" not in parts:
            return None
        if self._is_empty_level(name, values):
            for item in [item for item in (name, *values.values()) if item is not None]:
                self.note("read", "这一项没有指标", item)
            return None
        if self._continues(name, values, row, parts) or (name is None and self._texts_run_on(values)):
            return self.last
        target_key = next((c.key for c in self.words.template.indicators.columns if c.type == "target"), "")
        if name is None and self.depth in covered and values:
            read_name = Value(join_lines(self.covers[self.depth].text))
        else:
            read_name = Value("") if name is None or is_unnamed(name.text) else to_line(name.text)
        node = self.tree.add(read_name.text or "", {})
        if name is not None:
            self.account("指标", name, read_name, indicator_place(node.id, "name"))
        for key, item in values.items():
            column = self.words.template.column(key)
            is_target = key == target_key
            value = self.joined_value(item, parts, node) if is_target else cell_value(item.text, column, self.wrapped)
            doubt = bare_rate(node.name, item.cell, value.text or "") if is_target else None
            node.values[key] = value.text
            label = f"“{node.name}”的{column.label if column else key}"
            self.account(label, item, doubt or value, indicator_place(node.id, key))
            if item.cell.row_span > 1 and is_target:
                self.covers[100] = _Cover(row.block, item.cell.bottom, value.text or "")
        self._default_target(node, target_key, values, row)
        self.last, self.last_path = node, self._path_ids()
        return node

    def _default_target(self, node: Node, key: str, values: dict[str, Item], row: Row) -> None:
        """Every indicator has a value, perhaps blank; one merged over several rows counts for each."""
        if not key or key in values:
            return
        cover = self.covers.get(100)
        running = cover is not None and cover.block == row.block and row.index < cover.bottom
        node.values[key] = cover.text if cover is not None and running else None

    def joined_value(self, item: Item, parts: dict[str, Item], node: Node) -> Value:
        """The value of a row, with operator and unit from columns of their own where the form has such."""
        value = to_value(item.text)
        operator, unit = parts.get("operator"), parts.get("unit")
        if (operator is None and unit is None) or value.doubt:
            return value
        mark = ""
        if operator is not None:
            mark = general_words().operator_words.get(squeezed(operator.text), squeezed(operator.text))
        suffix = squeezed(unit.text) if unit is not None and squeezed(unit.text) not in ("-", "/", "—", "无") else ""
        text = value.text or ""
        if suffix and (text.endswith(suffix) or (suffix == "%" and text.endswith("％"))):
            suffix = ""
        whole = f"{mark}{text}{suffix}"
        place = indicator_place(node.id, item_key(self.words))
        for extra in (operator, unit):
            if extra is not None:
                # One repair is told once, with the value; this is where its parts went.
                self.add("read", f"单独一栏的“{extra.text}”，已并入“{whole}”", [extra], extra.text, whole, place)
        if (doubt := split_rate(node.name, text, whole)) is not None:
            return doubt
        return Value(whole, repair="" if whole == text else f"符号、数值、单位分在几栏，已合成“{whole}”")

    def _is_empty_level(self, name: Item | None, values: dict[str, Item]) -> bool:
        if name is None and not values:
            return False
        texts = [item.text for item in (name, *values.values()) if item is not None]
        return all(is_blank_mark(text, self.words) for text in texts) and (name is not None or not self._open_name())

    def _open_name(self) -> bool:
        """Whether the last indicator still waits for its value."""
        return self.last is not None and all(value is None for value in self.last.values.values())

    def _continues(self, name: Item | None, values: dict[str, Item], row: Row, parts: dict[str, Item]) -> bool:
        """Whether a row only goes on with the one above it; if so its text is joined there."""
        new_level = any(f"level{level + 1}" in parts for level in range(self.words.name_levels))
        if (
            self.last is None
            or new_level
            or (
                self.depth in self.covers
                and row.index < self.covers[self.depth].bottom
                and self.covers[self.depth].block == row.block
            )
        ):
            return False
        target_key = item_key(self.words)
        value = values.get(target_key)
        cut = any(item.cell.cut for item in row.items)
        has_value = self.last.values.get(target_key) is not None
        if name is not None and value is None and not values:
            short = len(squeezed(name.text)) <= _SHORT and has_value and not cut
            if not cut and not short:
                return False
            if cut and not has_value:
                return False
            return self._join(name, "name", self.last.name + join_lines(name.text), doubt=True)
        if name is None and value is not None:
            if not has_value:
                return self._join(value, target_key, join_lines(value.text), doubt=False)
            joined = str(self.last.values[target_key]) + join_lines(value.text)
            return self._join(value, target_key, joined, doubt=not cut)
        if name is not None and value is not None and has_value and is_rest(value.text):
            self._join(name, "name", self.last.name + join_lines(name.text), doubt=False)
            joined = str(self.last.values[target_key]) + join_lines(value.text)
            return self._join(value, target_key, joined, doubt=False)
        return False

    def _texts_run_on(self, values: dict[str, Item]) -> bool:
        """Whether a row only has the rest of long texts of the row that a page break cut; joins them."""
        if self.last is None or self.last_path != self._path_ids():
            return False
        whole = whole_texts(self.last, {key: item.text for key, item in values.items()}, self.words.template)
        for key, text in whole.items():
            self._join(values[key], key, text, doubt=False)
        return bool(whole)

    def _path_ids(self) -> tuple[int, ...]:
        return tuple(node.id for node in self.tree.path if node is not None)

    def _join(self, item: Item, key: str, whole: str, *, doubt: bool) -> bool:
        if self.last is None:
            return False
        before = self.last.name if key == "name" else str(self.last.values.get(key) or "")
        if key == "name":
            self.last.name = whole
        else:
            self.last.values[key] = whole
        sentence = f"“{shortened(item.text)}”像是上一行被切开的后半段，已接成“{shortened(whole)}”"
        readings = (whole, f"{before} | {item.text}") if doubt else ()
        place = indicator_place(self.last.id, key)
        self.add(
            "doubtful" if doubt else "repaired", sentence, [item], f"{before} | {item.text}", whole, place, readings
        )
        return True

    def account(self, label: str, item: Item, value: Value, place: Place) -> None:
        """Say what became of a value's text."""
        if value.doubt:
            self.add("doubtful", value.doubt, [item], item.text, value.text, place, value.readings)
        elif value.repair or item.cell.note:
            repair = item.cell.note or value.repair
            self.add("repaired", f"{label}：{repair}", [item], stored_text_of(item.cell), value.text, place)
        else:
            self.add("read", f"{label}：{shortened(value.text or '')}", [item], item.text, value.text, place)

    def note(self, kind: EntryKind, sentence: str, item: Item) -> None:
        """Say what became of a text that is no value."""
        self.add(kind, sentence, [item], item.text, None, None)

    def add(
        self,
        kind: EntryKind,
        sentence: str,
        items: Sequence[Item],
        before: str,
        after: str | None,
        place: Place | None,
        readings: tuple[str, ...] = (),
    ) -> None:
        """Add an entry to the account."""
        keys = tuple(key for item in items for key in item.keys)
        where = items[0].cell.where if items else ""
        self.entries.append(Entry(kind, sentence, before, after, keys, where, place, readings))
