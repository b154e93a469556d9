"""The rows of one form → its document and the account: puts together what placing and the indicator table found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from app.form.amount import Unit
from app.form.document import Document, Json, RawNumber
from app.form.places import YEAR, Place, Section, field_place, funding_place, path_of, text_place
from app.importing.claims import Claim
from app.importing.cut_doubts import clipped_names, nameless_levels, told_by_lines, with_doubts
from app.importing.furniture import is_paper_mark, is_print_mark
from app.importing.grid import Grid, squeezed
from app.importing.indicator_table import TableReader
from app.importing.labels import Vocabulary, name_key
from app.importing.money_matrix import Matrix, take_matrix
from app.importing.placing import Placement, place
from app.importing.report import Entry, EntryKind, RecognisedForm
from app.importing.rows import Item, Row
from app.importing.segments import is_note, title_in
from app.importing.table_head import Zone, find_zones
from app.importing.template_choice import Choice, labelled_year
from app.importing.values import (
    Value,
    join_lines,
    to_amount,
    to_choice,
    to_date,
    to_line,
    to_long_text,
    to_open_period,
    to_period,
    to_points,
)
from app.importing.words import words as general_words
from app.importing.zone_columns import settle_columns


class FormReader:
    """Reads one form."""

    def __init__(self, choice: Choice, words: Vocabulary, grid: Grid) -> None:
        """Read with the chosen template's words; the grid names the source."""
        self.choice = choice
        self.words = words
        self.grid = grid
        self.entries: list[Entry] = []
        self.fields: dict[str, Json] = {field.key: None for field in words.template.fields}
        self.funding: dict[str, Json] = {cell.key: None for cell in words.template.funding.cells}
        self.texts: dict[str, Json] = {text.key: None for text in words.template.texts}
        self.meta: dict[str, Json] = {}
        self.remarks: list[Json] = []
        self.unit = "元"
        self.units_differ = False
        self.above: set[Item] = set()

    def read(self, rows: Sequence[Row]) -> RecognisedForm:
        """Read the form's rows."""
        zones, rest = find_zones(rows, self.words)
        for zone in zones:
            self.entries.extend(settle_columns(zone, rest, self.words))
        rest = self.titles(rest)
        matrix = take_matrix(rest, self.words)
        rest = matrix.rest
        placement = place(rest, self.words)
        table = TableReader(self.words, self.grid.kind == "pdf")
        for zone in zones:
            table.read(zone)
        table.joined()
        self.unit_of(placement, matrix)
        self.matrix(matrix)
        for item in placement.computed:
            self.add("label", "由程序计算的数，不存储", item, None, None)
        for claim in placement.claims:
            self.claim(claim)
        self.entries.extend(table.entries)
        self.leftovers(rest, placement, zones, {node.name for root in table.tree.roots for node in root.walk()})
        self.entries.extend(Entry("doubtful", sentence, "", None) for sentence in self.grid.doubts)
        if self.choice.doubt:
            self.entries.append(Entry("doubtful", self.choice.doubt, "", str(self.choice.year or ""), (), "", YEAR))
        self.entries = with_doubts(self.entries, rows)
        if self.grid.kind == "pdf":
            self.entries = clipped_names(self.entries, self.words) + nameless_levels(table.tree.roots)
            if not any(block.kind == "table" for block in self.grid.blocks):
                sections: dict[Section, dict[str, Json]] = {
                    "fields": self.fields,
                    "funding": self.funding,
                    "texts": self.texts,
                }
                self.entries += told_by_lines(sections, table.tree.roots)
        self.untold(rows)
        document = self.document(table)
        return RecognisedForm(document, self.words.template, tuple(self.entries))

    def document(self, table: TableReader) -> Document:
        """The document from all that was read."""
        template, year = self.words.template, self.choice.year
        if self.remarks:
            self.meta["remarks"] = self.remarks
        origin: dict[str, Json] = {"kind": self.grid.kind, "file": self.grid.name, "template": template.id}
        origin["year"] = RawNumber(str(year)) if year is not None else None
        self.meta["origin"] = origin
        document = Document(
            template.id, year, self.fields, self.funding, self.texts, table.tree.frozen(), dict(self.meta)
        )
        doubts = [entry.place for entry in self.entries if entry.kind == "doubtful" and entry.place is not None]
        if doubts:
            paths: list[Json] = list(dict.fromkeys(path_of(document, place) for place in doubts))
            document = structs.replace(document, meta={**document.meta, "unconfirmed": paths})
        return document

    def titles(self, rows: Sequence[Row]) -> list[Row]:
        """Take title and year line out of the rows."""
        kept: list[Row] = []
        begun = False
        for row in rows:
            if not begun and any(title_in(item.text, [self.words]) for item in row.items):
                self.above.update(item for other in kept for item in other.items if len(other.items) == 1)
            labelled = labelled_year(row)
            if labelled is not None:
                for item in labelled[1]:
                    self.add("read", f"年度：{labelled[0]}", item, str(self.choice.year), YEAR)
                row = row.with_items(item for item in row.items if item not in labelled[1])
                if not row.items:
                    continue
            first = row.items[0]
            plain = squeezed(first.text)
            is_title = len(row.items) == 1 and title_in(first.text, [self.words])
            short_year = len(row.items) == 1 and bool(re.fullmatch(r"[(（\[]?(19|20)\d\d年?度?[)）\]]?", plain))
            spread = not begun and len(row.items) > 1 and any(title_in(item.text, [self.words]) for item in row.items)
            if is_title or short_year:
                self.title(first) if is_title else self.add(
                    "read", f"年度：{plain}", first, str(self.choice.year), YEAR
                )
            elif spread:
                for item in row.items:
                    if title_in(item.text, [self.words]):
                        self.title(item)
                others = [item for item in row.items if not title_in(item.text, [self.words])]
                if others:
                    kept.append(row.with_items(others))
            else:
                begun = begun or bool(self.words.meanings(first.text))
                kept.append(row)
        return kept

    def title(self, item: Item) -> None:
        """Keep a title that is not one of the template's own."""
        plain = re.sub(r"[(（]?(19|20)\d\d年?度?[)）]?", "", squeezed(item.text))
        plain = re.sub(r"^附件?表?\d*[:、.]?", "", plain)
        known = any(name_key(plain) == title for title in self.words.titles)
        if known or name_key(plain) == name_key(self.words.template.title):
            self.add(
                "read", f"表名：{self.words.template.title}", item, self.words.template.title, Place("form", "title")
            )
            return
        written = join_lines(re.sub(r"[(（]\s*(19|20)\d\d\s*年?度?\s*[)）]", "", item.text)).strip()
        if "title" not in self.meta:
            self.meta["title"] = written
        self.add("read", f"表名：{written}", item, written, Place("form", "title"))

    def unit_of(self, placement: Placement, matrix: Matrix) -> None:
        """The unit that the money block, or a line above the table, names for all amounts."""
        if placement.unit is not None:
            self.unit = placement.unit
        self.units_differ = len({*placement.units, *(claim.unit for claim in matrix.claims if claim.unit)}) > 1

    def matrix(self, matrix: Matrix) -> None:
        """Read the money block of rows and columns."""
        for item in matrix.labels:
            self.add("label", "标签", item, None, None)
        for item in matrix.computed:
            self.add("label", "由程序计算的数，不存储", item, None, None)
        for item in matrix.stray:
            self.add("unused", "这一格在表样里没有对应的栏目，没有用到", item, None, None)
        for claim in matrix.claims:
            self.value_of(claim)

    def claim(self, claim: Claim) -> None:
        """Read the value that a label claims."""
        self.add("label", "标签", claim.label, None, None)
        if claim.values:
            self.value_of(claim)

    def value_of(self, claim: Claim) -> None:
        """Store the value of a claim and say what became of it."""
        kind, key = claim.meaning.kind, claim.meaning.key
        if kind == "period":
            self.period(claim)
            return
        section = {"field": self.fields, "money": self.funding, "text": self.texts}[kind]
        where = {"field": field_place, "money": funding_place, "text": text_place}[kind](key)
        if section.get(key) is not None:
            if self.value(claim).text == section[key]:
                for item in claim.values:
                    self.add("label", "与前面相同，不重复读入", item, None, None)
                return
            for item in claim.values:
                sentence = f"“{claim.label.text}”在表里出现了两次，这一处没有用到"
                self.entries.append(Entry("unused", sentence, item.text, None, item.keys, item.cell.where))
            return
        value = self.value(claim)
        section[key] = value.text
        self.account(claim, value, where)

    def value(self, claim: Claim) -> Value:
        """The value of a claim by the type of its datum."""
        first, kind = claim.values[0], claim.meaning.kind
        texts = [item.text for item in claim.values]
        if kind == "text":
            value = to_long_text(texts, wrapped=first.is_line)
            blanks = {squeezed(mark) for mark in general_words().text_blanks}
            if squeezed(value.text or "") in blanks:
                return Value(None, repair=f"“{value.text}”表示没有填写，读作空白")
            return value
        cell = first.cell if len(texts) == 1 else replace(first.cell, text="".join(texts), number=None, date=None)
        if kind == "money" and self._is_points(claim.meaning.key):
            return to_points(cell)
        if kind == "money":
            unit: Unit = "万元" if (claim.unit or self.unit) == "万元" else "元"
            return to_amount(cell, unit, contradicted=self.units_differ)
        field = self.words.template.field(claim.meaning.key)
        if field is not None and field.type == "date":
            return to_date(cell)
        if field is not None and field.type in ("choice", "yes_no"):
            return to_choice(cell.text)
        return to_line(cell.text)

    def _is_points(self, key: str) -> bool:
        cell = self.words.template.money(key)
        return cell is not None and cell.type == "points"

    def account(self, claim: Claim, value: Value, where: Place) -> None:
        """Say what became of a claimed text."""
        label = squeezed(claim.label.text).rstrip(":：")
        before = "\n".join(item.text for item in claim.values)
        keys = tuple(key for item in claim.values for key in item.keys)
        source = claim.values[0].cell.where
        if claim.guessed and value.text is not None:
            readings = value.readings or (value.text,)
            self.entries.append(
                Entry("doubtful", f"{label}：{claim.guessed}", before, value.text, keys, source, where, readings)
            )
        elif value.doubt:
            self.entries.append(
                Entry("doubtful", f"{label}：{value.doubt}", before, value.text, keys, source, where, value.readings)
            )
        elif value.repair or claim.repair or len(claim.values) > 1:
            what = value.repair or claim.repair or "被分页或分行切开的文字已接回"
            self.entries.append(Entry("repaired", f"{label}：{what}", before, value.text, keys, source, where))
        else:
            self.entries.append(
                Entry("read", f"{label}：{_short(value.text or '')}", before, value.text, keys, source, where)
            )

    def period(self, claim: Claim) -> None:
        """Start and end in one cell become the template's first two dates."""
        keys = [field.key for field in self.words.template.fields if field.type == "date"][:2]
        text = "".join(item.text for item in claim.values)
        dates = to_period(text)
        whole = to_open_period(text) if dates is None else None
        cells = tuple(key for item in claim.values for key in item.keys)
        source = claim.values[0].cell.where
        if (dates or whole) is None or len(keys) < 2 or any(self.fields[key] is not None for key in keys):
            sentence = f"起止时间“{text}”分不出开始和完成日期，没有用到"
            self.entries.append(Entry("unused", sentence, text, None, cells, source))
            return
        for key, day in zip(keys, dates or whole or (), strict=True):
            self.fields[key] = day
            sentence = f"起止时间“{text}”已拆成开始和完成日期"
            if whole is not None:
                sentence = f"起止时间“{text}”没有写到日，先按第一天和最后一天读，请核对"
            kind: EntryKind = "repaired" if whole is None else "doubtful"
            readings = () if whole is None else (day, text)
            self.entries.append(Entry(kind, sentence, text, day, cells, source, field_place(key), readings))

    def leftovers(self, rows: Sequence[Row], placement: Placement, zones: Sequence[Zone], names: set[str]) -> None:
        """Labels and headings are labels; what stands after the data is a remark; the rest was not used.

        ``names``: those of the tree. A level's name that a page break printed a second time is no remark.
        """
        claimed = {claim.label for claim in placement.claims}
        last = self._last_data(rows, placement, zones)
        known = claimed | placement.taken | set(placement.labels)
        first = next((number for number, row in enumerate(rows) if any(item in known for item in row.items)), 0)
        for number, row in enumerate(rows):
            beside_note = False
            for item in row.items:
                if item in claimed or item in placement.taken:
                    beside_note = False
                    continue
                if beside_note and item not in placement.labels:
                    self.remark(item)
                    beside_note = is_note(item.text)
                    continue
                if item in placement.labels:
                    self.add("label", "标签", item, None, None)
                elif self.words.is_own_line(item.text):
                    self.add("label", "表样自己印的文字", item, None, None)
                elif number < first and self._is_cover(item, row):
                    sentence = "表前的封面、附件编号或文件抬头，属于整个文件，不属于这张表"
                    self.entries.append(Entry("cover", sentence, item.text, None, item.keys, item.cell.where))
                elif squeezed(item.text) in names and any(
                    self.words.is_exact(level, item.text) for level in range(self.words.name_levels)
                ):
                    self.add("label", "换页后重复的名称", item, None, None)
                elif is_print_mark(item.text):
                    self.add("furniture", "打印标记，不属于表的内容", item, None, None)
                elif (number, row.block) > last or is_note(item.text):
                    self.remark(item)
                    # 项目负责人 | 张三: the name belongs to the remark.
                    beside_note = is_note(item.text) and len(squeezed(item.text)) < _SHORT_NOTE
                else:
                    sentence = "这段文字没有对应的栏目，没有用到"
                    self.entries.append(Entry("unused", sentence, item.text, None, item.keys, item.cell.where))
        self._tell_repeated_remarks()

    def _tell_repeated_remarks(self) -> None:
        """A remark that stands under each of a form's papers is read once."""
        for number, entry in enumerate(self.entries):
            if entry.kind == "unused" and entry.before in self.remarks:
                self.entries[number] = replace(entry, kind="label", sentence="与表下的备注相同，不重复读入")

    def _is_cover(self, item: Item, row: Row) -> bool:
        """Whether a text before the data belongs to the file as a whole: what alone in its row stands above the title does."""
        if len(row.items) != 1:
            return False
        plain = squeezed(item.text)
        heading = item in self.above and len(plain) <= _MAX_HEADING and ":" not in plain.rstrip(":")
        return (
            heading
            or is_paper_mark(item.text)
            or any(word in plain for word in general_words().covers)
            or (plain.startswith(("附件", "附表")))
        )

    def _last_data(self, rows: Sequence[Row], placement: Placement, zones: Sequence[Zone]) -> tuple[int, int]:
        """The number (and block) of the last row outside the table that holds data; all rows after the table come later."""
        used = {claim.label for claim in placement.claims} | placement.taken | set(placement.labels)
        last = max((number for number, row in enumerate(rows) if any(item in used for item in row.items)), default=-1)
        if zones and zones[-1].rows:
            end = (zones[-1].rows[-1].block, zones[-1].rows[-1].index)
            before = [number for number, row in enumerate(rows) if (row.block, row.index) < end]
            last = max([last, *before])
        return last, 10**9

    def untold(self, rows: Sequence[Row]) -> None:
        """Whatever no reading has given account of was not used: nothing vanishes."""
        told = {key for entry in self.entries for key in entry.cells}
        for row in rows:
            for item in row.items:
                if any(key not in told for key in item.keys):
                    sentence = "这段文字没有对应的栏目，没有用到"
                    self.entries.append(Entry("unused", sentence, item.text, None, item.keys, item.cell.where))
                    told.update(item.keys)

    def remark(self, item: Item) -> None:
        """Keep a line under the table as a remark; the cells of one row become one."""
        row_key = (item.key.block, item.cell.row)
        if self.remarks and getattr(self, "_remark_row", None) == row_key:
            self.remarks[-1] = f"{self.remarks[-1]}　{item.text}"
        else:
            self.remarks.append(item.text)
        self._remark_row = row_key
        self.add("read", f"表下的文字，收作备注：{_short(item.text)}", item, item.text, Place("form", "remarks"))

    def add(self, kind: EntryKind, sentence: str, item: Item, after: str | None, where: Place | None) -> None:
        """Add an entry about one item."""
        self.entries.append(Entry(kind, sentence, item.text, after, item.keys, item.cell.where, where))


_MAX_HEADING = 40
_SHORT_NOTE = 12


def _short(text: str, length: int = 30) -> str:
    plain = text.replace("\n", " ")
    return plain if len(plain) <= length else plain[: length - 1] + "…"
