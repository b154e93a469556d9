"""Rows that a page break cut in two → whole rows again.

The reader marks the first row of a new page, and where the line above it is full. Each pair of texts above and below the break
speaks for one row, for two, or for neither; where the pairs do not agree, both readings are shown and the texts are in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from app.form.target import TargetKind, read_target
from app.importing.alignment import looks_like_value
from app.importing.grid import squeezed
from app.importing.labels import Vocabulary
from app.importing.rows import Item, Row

Sign = Literal["word", "rest", "open", "apart", "new", "label", "same"]
"""What a pair of texts says: both make one known word; the lower one is the rest of the upper; may be; hardly; begins a new
row; is a label or name of its own; is only printed again.
"""

_JOINED = "换页处断开的文字已接回，也可能是新的一行，请对照原件核对"
_APART = "换页处上下两行先按两行读，也可能是一行被切开，请对照原件核对"
_UNFINISHED = "文字在页末没有写完，后面的文字可能没有印进 PDF，请对照原件核对"
_SHORT = 24
_OPEN_ENDS = "，、,（(《“‘【["
_OPEN_OPERATORS = "≥≤=<>-"


def mend(rows: Sequence[Row], words: Vocabulary) -> list[Row]:
    """The rows with those cut by a page break joined."""
    mended: list[Row] = []
    for row in rows:
        if not row.is_line and any(item.cell.cut for item in row.items):
            row = _mend(mended, row, words)
            if not row.items:
                continue
        mended.append(row)
    return mended


def _mend(before: list[Row], row: Row, words: Vocabulary) -> Row:
    """Join what is a rest into the rows before; give what is left of the row."""
    pairs: list[tuple[Item, tuple[int, int] | None]] = [(item, _above(before, item, row)) for item in row.items]
    plain = [(item, at) for item, at in pairs if not _is_merged(item, at, before)]
    signs = {item: _sign(before[at[0]].items[at[1]], item, words) for item, at in plain if at is not None}
    repeated = {item for item, at in pairs if at is not None and _is_repeated(before[at[0]].items[at[1]], item, words)}
    others = [at for item, at in plain if item not in repeated]
    signs |= {item: "label" for item, at in plain if at is None and _is_label(item.text, words)}
    joins, doubt = _verdict(signs, alone=len(plain) == 1, lone=len(plain) > len(signs))
    joined: set[Item] = set()
    if repeated and others and all(at is not None for at in others):
        # The label is printed again on the new page: what stands beside it goes on there.
        joined, doubt = {item for item, _ in pairs}, False
    elif joins:
        joined = {item for item, _ in plain if signs.get(item, "same") != "same"}
    for item, at in pairs:
        # A merged cell or a label is judged by itself: its halves make one known word.
        upper_item = before[at[0]].items[at[1]] if at is not None else None
        if upper_item is None or item in joined or not _make_a_word(upper_item, item, words):
            continue
        if item not in signs or "label" not in signs.values() or not _is_known(upper_item.text, words):
            joined.add(item)
    _doubt_unfinished(before, [at for item, at in plain if signs.get(item) == "open" and item not in joined and at])
    kept: list[Item] = []
    for item, at in pairs:
        asked = doubt and signs.get(item, "same") != "same"
        if at is None or (item not in joined and not asked):
            kept.append(item)
            continue
        upper, again = before[at[0]].items[at[1]], item in repeated
        whole = _join(upper, item, repeated=again)
        if item in joined:
            _put(before, at, _asked(whole, _JOINED, upper.text) if asked else whole)
        else:
            _put(before, at, _asked(upper, _APART, whole.text))
            kept.append(_asked(item, _APART, whole.text))
    if not kept:
        _stretch(before, row)
    return row.with_items(kept)


def _doubt_unfinished(before: list[Row], places: Sequence[tuple[int, int]]) -> None:
    """A long text that stops within a sentence at the end of a page, though the next page goes on with something else."""
    for at in places:
        item = before[at[0]].items[at[1]]
        if len(item.text) >= _SHORT and not item.cell.doubt and item.text.rstrip()[-1:] not in "。；！？.;!?…）)”>":
            _put(before, at, replace(item, cell=replace(item.cell, doubt=_UNFINISHED)))


def _stretch(before: list[Row], row: Row) -> None:
    """Cells that end where a row begins that was joined to theirs run down beside it, though nothing of them is on that page."""
    bottom = min(item.cell.bottom for item in row.items)
    for number in range(len(before) - 1, -1, -1):
        if before[number].block != row.block:
            return
        ends = [item for item in before[number].items if item.cell.bottom == row.index]
        for item in ends:
            longer = replace(item.cell, row_span=bottom - item.cell.row)
            _put(
                before,
                (number, before[number].items.index(item)),
                replace(item, cell=longer, more=item.more or (item.key,)),
            )
        if ends:
            return


def _verdict(signs: dict[Item, Sign], *, alone: bool, lone: bool) -> tuple[bool, bool]:
    """Whether a row goes on with the one above it, and whether that is in doubt.

    ``alone``: it has one text only; ``lone``: it has a text with nothing above it.
    """
    found = [sign for sign in signs.values() if sign != "same"]
    if not found:
        return False, False
    if "label" in found or "word" in found:
        return "label" not in found, False
    if "rest" in found:
        return "new" not in found, "new" in found
    if "new" in found or "open" not in found:
        return False, False
    if "apart" in found or lone:
        return False, lone or len(found) > 1
    return True, not alone and len(found) > 1


def _put(rows: list[Row], at: tuple[int, int], item: Item) -> None:
    items = list(rows[at[0]].items)
    items[at[1]] = item
    rows[at[0]] = rows[at[0]].with_items(items)


def _asked(item: Item, doubt: str, other: str) -> Item:
    """The item, in doubt whether its text is rather the other one."""
    return replace(item, cell=replace(item.cell, doubt=doubt, readings=(item.text, other)))


def _above(before: Sequence[Row], item: Item, row: Row) -> tuple[int, int] | None:
    """Where the item right above another one stands, as (row, position)."""
    for number in range(len(before) - 1, -1, -1):
        if before[number].block != row.block:
            return None
        for position, upper in enumerate(before[number].items):
            if upper.column == item.column and upper.cell.bottom == row.index:
                return number, position
    return None


def _is_merged(item: Item, at: tuple[int, int] | None, before: Sequence[Row]) -> bool:
    # A cell that was joined over an earlier break is no merged one.
    upper = before[at[0]].items[at[1]] if at is not None else None
    return item.cell.row_span > 1 or (upper is not None and upper.cell.row_span > 1 and not upper.more)


def _is_known(text: str, words: Vocabulary) -> bool:
    """Whether a text is a label or a catalogue name."""
    return bool(words.meanings(text)) or any(words.canonical(level, text) for level in range(words.name_levels))


def _is_known_for_sure(text: str, words: Vocabulary) -> bool:
    """Whether a text is a label or name, and no short word that only some office uses for one (项目)."""
    return _is_known(text, words) and (_is_label(text, words) or not words.meanings(text))


def _make_a_word(upper: Item, item: Item, words: Vocabulary) -> bool:
    """Whether two texts are halves of a label or name, and not words by themselves."""
    whole = upper.text + item.text
    if re.fullmatch(r"[(\[](?![一二三四五六七八九十\d]{1,3}\W).*[)\]]", squeezed(upper.text)):
        return False  # a remark in brackets (（2024年度）) is no half of the label under it
    if words.inline.match(whole) and not words.inline.match(upper.text) and not words.inline.match(item.text):
        return not _is_known(upper.text, words)
    both = _is_known_for_sure(upper.text, words) and _is_known_for_sure(item.text, words)
    return len(whole) < 60 and _is_known(whole, words) and not both


def _sign(upper: Item, item: Item, words: Vocabulary) -> Sign:
    """What the texts above and below a break say by themselves."""
    if item.text == upper.text and _is_known(item.text, words):
        return "same"  # a name printed again on the new page, or the same name of two rows
    if _make_a_word(upper, item, words):
        return "rest" if _is_known_for_sure(upper.text, words) else "word"
    own_label = words.inline.match(item.text.strip()) is not None
    if own_label or _is_label(item.text, words) or (_is_known(item.text, words) and _is_known(upper.text, words)):
        return "label"
    if item.text == upper.text:
        return "new"
    if any(meaning.kind in ("level", "column") and not meaning.alias for meaning in words.meanings(upper.text)):
        return "label"  # a row under a head row that is printed again goes on from nothing
    if _is_label(upper.text, words):
        return "label"  # under a whole label stands its value, or the next label
    if _goes_on(upper.text, item.text) or _is_number_cut(upper.text, item.text):
        return "rest"
    if looks_like_value(item.text) and looks_like_value(upper.text):
        return "open" if item.cell.runs_on and not _is_whole_value(upper.text) else "new"
    if not item.cell.runs_on:
        return "new" if len(upper.text) < _SHORT and "\n" not in upper.text else "apart"
    return "open" if upper.text.rstrip()[-1:] not in "。；;" else "apart"


def _goes_on(above: str, below: str) -> bool:
    """Whether two texts can only be one: a mark at the break that begins or ends no text, or a number cut in two."""
    end, start = squeezed(above), squeezed(below)
    opens = end[-1:] in tuple(_OPEN_ENDS) or (1 < len(end) < _SHORT and end[-1] in _OPEN_OPERATORS)
    if start[:1] in tuple("，。、；：）》」』】”’,;:)]}%") or opens:
        return len(start) > 0 and not (end in ("-", "—", "－") or start in ("-", "—", "－"))
    if re.fullmatch(r"\([^()\d]{1,6}\)", start) and re.search(r"\d$", end):
        return True  # ≥13.10 | (万元)
    return end.count("(") > end.count(")") and ")" in start and "(" not in start.partition(")")[0]


def _is_number_cut(above: str, below: str) -> bool:
    """Whether two texts make one number with its unit, and the lower one can be no value by itself."""
    return (
        _is_whole_value(above + below)
        and not _is_whole_value(above)
        and not re.match(r"[≥≤=<>]", squeezed(below))
        and (not re.match(r"[1-9]", squeezed(below)) or bool(re.match(r"[≥≤=<>].*\d$", squeezed(above))))
    )


def _is_label(text: str, words: Vocabulary) -> bool:
    """Whether a text is a label by itself; a short word that another office uses for one may be anything."""
    return any(not meaning.alias or len(text.strip()) > 2 for meaning in words.meanings(text))


def _is_whole_value(text: str) -> bool:
    target = read_target(text)
    return target.kind is TargetKind.NUMBER and target.plain and bool(target.unit)


def _is_repeated(upper: Item, item: Item, words: Vocabulary) -> bool:
    """Whether a label is printed a second time at the top of the new page."""
    return item.text == upper.text and any(meaning.kind in ("field", "text") for meaning in words.meanings(item.text))


def _join(upper: Item, item: Item, *, repeated: bool) -> Item:
    cell = upper.cell
    text = cell.text if repeated else cell.text + ("" if item.cell.runs_on or item.is_line else "\n") + item.text
    if not repeated and len(cell.text) < 60:
        text = cell.text + item.text
    whole = replace(cell, text=text, row_span=item.cell.bottom - cell.row, doubt=item.cell.doubt or cell.doubt)
    return replace(upper, cell=whole, more=(*upper.more, *item.keys))
