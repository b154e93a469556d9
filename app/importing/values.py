"""Texts of the source → the values of a form, with an account of each change: amounts, dates, choices, long texts, names."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.form.amount import Unit, read_amount, stored_text
from app.form.dates import read_date
from app.importing.grid import Cell, clean_text, display_width, is_blank, squeezed
from app.importing.number_format import plain, serial_day
from app.importing.words import words

_TAG = re.compile(
    r"</?(p|br|div|span|font|strong|em|b|u|ul|ol|li|table|tbody|tr|td|o:p|h[1-6])(\s[^<>]*)?/?>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(nbsp|lt|gt|amp|quot|ldquo|rdquo|mdash|middot|hellip|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_ENUMERATION = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|第[一二三四五六七八九十]|[·•◆●■-])"
)
_SENTENCE_END = "。；：！？.;:!?…）)"
_LEAST_CUT = 24
"""The least width of a line that may have been cut: shorter ones are whole paragraphs."""
_HUGE_WAN = Decimal(10) ** 10


@dataclass(frozen=True, slots=True)
class Value:
    """A value for a form. ``repair`` tells what was changed, ``doubt`` what could not be decided, with the readings."""

    text: str | None
    repair: str = ""
    doubt: str = ""
    readings: tuple[str, ...] = ()


def to_amount(cell: Cell, unit: Unit, *, contradicted: bool = False) -> Value:
    """An amount as the file stores it. Blank marks are blank; what cannot be read stays as written, in doubt.

    ``unit`` is the one that the form names for the amount; ``contradicted``: it names both 元 and 万元.
    """
    text = cell.text.strip()
    if squeezed(text) in {squeezed(mark) for mark in words().amount_blanks}:
        return Value(None, repair=f"“{text}”表示没有金额，读作空白")
    if (error := error_value(text)) is not None:
        return error
    shown = _without_words(text)
    read = read_amount(shown, unit)
    if read.problem or read.value is None:
        return Value(text, doubt=f"“{text}”读不出金额，已按原文保留，请改成数字", readings=(text,))
    stored = stored_text(read.value)
    sign = squeezed(shown).endswith(("元", "万", "亿"))
    if contradicted and not sign and read.value:
        other = read_amount(shown, "元" if unit == "万元" else "万元").value or read.value
        doubt = f"表上既写了“元”又写了“万元”，分不清“{text}”的单位，先按{unit}读"
        return Value(stored, doubt=doubt, readings=(stored, stored_text(other)))
    if unit == "万元" and read.value and re.search(r"(?<![万亿])元$", squeezed(shown)):
        other = read_amount(squeezed(shown).removesuffix("元"), "万元").value or read.value
        doubt = f"表上写的单位是万元，这一格却写“{text}”，分不清是元还是万元，先按元读"
        return Value(stored, doubt=doubt, readings=(stored, stored_text(other)))
    if unit == "万元" and not sign:
        if abs(read.value) >= _HUGE_WAN:
            as_yuan = stored_text(read.value.scaleb(-4))
            doubt = f"表上写的单位是万元，“{text}”合 {stored} 元，数额过大，也可能本来就是元"
            return Value(stored, doubt=doubt, readings=(stored, as_yuan))
        return Value(stored, repair=f"表上的单位是万元，“{text}”万元已换算成 {stored} 元")
    if squeezed(shown).endswith(("万元", "万", "亿元", "亿")):
        return Value(stored, repair=f"“{text}”已换算成 {stored} 元")
    if shown != text:
        return Value(stored, repair=f"“{text}”读作 {stored} 元")
    return Value(stored)


_ERROR = re.compile(
    r"#(?:DIV/0!|REF!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!)|#{3,}", re.IGNORECASE
)


def error_value(text: str) -> Value | None:
    """What a spreadsheet shows where it has no value (``#DIV/0!``, ``####``): kept, in doubt. None: the text is no such thing."""
    plain_text = squeezed(text)
    if not _ERROR.fullmatch(plain_text):
        return None
    if set(plain_text) == {"#"}:
        doubt = f"“{text.strip()}”是列宽不够时 Excel 显示的符号，不是数，请对照原件改成实际的数"
    else:
        doubt = f"“{text.strip()}”是 Excel 公式出错时显示的错误值，不是数，请对照原件改成实际的数"
    return Value(text.strip(), doubt=doubt, readings=(text.strip(),))


def to_points(cell: Cell) -> Value:
    """Points that stand in the money block (分值, 得分): a plain number, never an amount of money."""
    text = cell.text.strip()
    if squeezed(text) in {squeezed(mark) for mark in words().amount_blanks}:
        return Value(None, repair=f"“{text}”表示没有填写，读作空白")
    if (error := error_value(text)) is not None:
        return error
    plain = squeezed(text).removesuffix("分")
    if not re.fullmatch(r"\d+(\.\d+)?", plain, re.ASCII):
        return Value(text, doubt=f"“{text}”读不出分数，已按原文保留，请改成数字", readings=(text,))
    return Value(plain) if plain == text else Value(plain, repair=f"“{text}”读作 {plain} 分")


def stored_text_of(cell: Cell) -> str:
    """What the source stores where that differs from what it shows (the number 1 shown as 100%)."""
    return plain(cell.number) if cell.note and cell.number is not None else cell.text


def _without_words(text: str) -> str:
    """An amount without what people put around it: its currency in front, 人民币, a unit in brackets."""
    plain_text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[(（](万元|元)[)）]$", r"\1", re.sub(r"\s", "", plain_text))


def to_date(cell: Cell) -> Value:
    """A date as ISO. What is no full date stays as written, in doubt."""
    text = cell.text.strip()
    if cell.date is not None:
        return Value(cell.date)
    if squeezed(text) in {squeezed(mark) for mark in words().text_blanks}:
        return Value(None, repair=f"“{text}”表示没有日期，读作空白")
    if (error := error_value(text)) is not None:
        return error
    day = read_date(re.sub(r"\s+\d{1,2}:\d{2}(:\d{2})?$", "", text))
    if day is not None:
        return Value(day.isoformat())
    if cell.number is not None and Decimal(20000) < cell.number < Decimal(80000):
        serial = serial_day(cell.number)
        if serial is not None:
            return Value(
                serial.isoformat(), repair=f"单元格里存的是日期的序号 {plain(cell.number)}，读作 {serial.isoformat()}"
            )
    return Value(text, doubt=f"“{text}”不是完整的日期，已按原文保留，请补全为年-月-日", readings=(text,))


def to_period(text: str) -> tuple[str, str] | None:
    """The two dates of a period (``2024年1月1日至2024年12月31日``) as ISO; a second date without a year has the first one's."""
    parts = re.split(r"\s*(?:至|到|~|～|——|—|–|--|\s-\s)\s*", text.strip())
    if len(parts) != 2:
        return None
    first = read_date(parts[0])
    if first is None:
        return None
    second = read_date(parts[1]) or read_date(f"{first.year}年{parts[1]}") or read_date(f"{first.year}-{parts[1]}")
    return (first.isoformat(), second.isoformat()) if second else None


_MONTH = re.compile(r"((?:19|20)\d\d)\s*(?:年|[./-])?(?:\s*(\d{1,2})\s*月?)?")


def to_open_period(text: str) -> tuple[str, str] | None:
    """The first and the last day of a period that only names months or years (``2025.01-2025.12``, ``2025-2027年``) as ISO."""
    parts = re.split(r"\s*(?:至|到|~|～|——|—|–|--|-(?=\s*(?:19|20)\d\d))\s*", text.strip())
    found = [_MONTH.fullmatch(part.strip()) for part in parts]
    if len(found) != 2 or found[0] is None or found[1] is None:
        return None
    try:
        start = date(int(found[0][1]), int(found[0][2] or 1), 1)
        end = date(int(found[1][1]), int(found[1][2] or 12), 1)
    except ValueError:
        return None
    last = (end + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return (start.isoformat(), last.isoformat()) if start <= last else None


def to_choice(text: str) -> Value:
    """The option that is ticked where all options stand in the cell with boxes; otherwise the text itself."""
    marks = words()
    boxes = marks.checked + marks.unchecked
    options = re.findall(rf"([{boxes}])\s*([^{boxes}\n]+)", text)
    if re.search(rf"[{boxes}]\s*$", text) and not re.match(rf"\s*[{boxes}]", text):
        # 经常性项目□ 一次性项目☑: the boxes stand behind their options.
        options = [(box, name) for name, box in re.findall(rf"([^{boxes}\n]+?)\s*([{boxes}])", text)]
    if len(options) < 2 and not (options and options[0][0] in marks.checked):
        return to_line(text)
    ticked = [name.strip(" 　、，,/;；") for box, name in options if box in marks.checked]
    if len(ticked) == 1:
        return Value(ticked[0], repair=f"“{text}”里勾选的是“{ticked[0]}”")
    doubt = f"“{text}”里勾选了 {len(ticked)} 项，分不清选的是哪一项" if ticked else f"“{text}”里没有勾选任何一项"
    return Value(text, doubt=doubt, readings=tuple(ticked) or (text,))


def to_line(text: str) -> Value:
    """A short text on one line: tags and breaks inside it are taken out."""
    if (error := error_value(text)) is not None:
        return error
    cleaned = without_tags(text)
    joined = join_lines(cleaned)
    repair = ""
    if cleaned != text:
        repair = "网页标签已去掉"
    elif joined != cleaned:
        repair = "文字中间的换行已接回"
    return Value(joined or None, repair=repair)


def to_value(text: str) -> Value:
    """An indicator's value: breaks stay between numbered points and sentences only."""
    if (error := error_value(text)) is not None:
        return error
    cleaned = without_tags(text)
    lines = [line.strip() for line in cleaned.split("\n") if not is_blank(line)]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        keep = bool(_ENUMERATION.match(line)) or joined[-1:] in "；;。"
        joined += ("\n" if keep else _glue(joined, line)) + line
    repair = "网页标签已去掉" if cleaned != text else "文字中间的换行已接回" if joined != "\n".join(lines) else ""
    return Value(joined or None, repair=repair)


def to_long_text(texts: list[str], wrapped: bool) -> Value:
    """A long text from its pieces. ``wrapped``: they are lines of a page, whose breaks are mostly not the author's."""
    whole = texts[0] if texts else ""
    if (error := error_value(whole)) is not None and len(texts) == 1:
        return error
    for text in texts[1:]:
        # A cell that ends within a sentence was cut: the next one goes on without a break.
        last = whole.rstrip().rpartition("\n")[2]
        open_end = bool(re.search(r"[\u4e00-\u9fff，、,]$", last)) and display_width(last) >= _LEAST_CUT
        cut = not wrapped and open_end and not _ENUMERATION.match(text)
        whole += text if cut else f"\n{text}"
    cleaned = without_tags(whole)
    joined = join_wraps(cleaned, sure=wrapped)
    repair = "网页标签已转成分段" if cleaned != whole else "因版面宽度产生的换行已接回" if joined != cleaned else ""
    return Value(joined or None, repair=repair)


def without_tags(text: str) -> str:
    """The text with remains of HTML turned into what they show: paragraphs into lines, the rest away."""
    if "<" not in text and "&" not in text:
        return text
    if not _TAG.search(text):
        return html.unescape(text) if re.search(r"&(nbsp|ldquo|rdquo|mdash|hellip);", text) else text
    text = re.sub(r"</(p|div|li|tr|h[1-6])\s*>|<br\s*/?>", "\n", text, flags=re.IGNORECASE)
    text = _ENTITY.sub(lambda match: html.unescape(match[0]).replace("\u00a0", " "), _TAG.sub("", text))
    return "\n".join(line for line in clean_text(text).split("\n") if not is_blank(line))


def join_lines(text: str) -> str:
    """A text on one line: breaks go, a blank stays between Latin words."""
    lines = [line.strip() for line in text.split("\n") if not is_blank(line)]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        joined += _glue(joined, line) + line
    return joined


def _glue(before: str, after: str) -> str:
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return " " if latin else ""


def join_wraps(text: str, *, sure: bool) -> str:
    """Join lines that were broken by the width of the page. Unless ``sure``, only where nearly all lines are equally wide."""
    lines = [line for line in text.split("\n") if not is_blank(line)]
    if len(lines) < 2:
        return "\n".join(lines)
    widths = [display_width(line.strip()) for line in lines]
    widest, longest = max(widths), max(map(len, lines))
    full = [width >= widest - 4 or len(line) >= longest - 2 for width, line in zip(widths, lines, strict=True)]
    if not sure:
        unfinished = [line.rstrip()[-1:] not in _SENTENCE_END + "，、,”》" for line in lines[:-1]]
        if (
            len(lines) < 3
            or widest < 24
            or sum(full[:-1]) * 10 < len(full[:-1]) * 7
            or sum(unfinished) * 3 < len(lines)
            or lines[-1].rstrip()[-1:] not in _SENTENCE_END  # points of a list that happen to be equally long
        ):
            return "\n".join(lines)
    joined = lines[0].strip()
    for number, line in enumerate(lines[1:], 1):
        ends = lines[number - 1].rstrip()[-1:] in _SENTENCE_END
        new = bool(_ENUMERATION.match(line)) and (ends or not full[number - 1])
        paragraph = new or (not full[number - 1] and ends)
        joined += "\n" + line.strip() if paragraph else _glue(joined, line.strip()) + line.strip()
    return joined


def split_rate(name: str, number: str, whole: str) -> Value | None:
    """A number up to 1 whose unit % stands in a column of its own, beside a name of 率: 1% or 100%? Both readings, or None."""
    plain_number = unicodedata.normalize("NFKC", number.strip())
    if not re.fullmatch(r"1|1\.0+|0?\.[5-9]\d{0,3}", plain_number) or not whole.endswith(("%", "％")):
        return None
    if not re.sub(r"[（(][^）)]*[）)]$", "", name.strip()).endswith(words().rate_endings):
        return None
    percent = whole.replace(number.strip(), plain(Decimal(plain_number).scaleb(2)))
    doubt = f"“{name}”的值是“{number}”，单位栏里写了“%”，分不清是 {whole} 还是 {percent}"
    return Value(whole, doubt=doubt, readings=(whole, percent))


def bare_rate(name: str, cell: Cell, text: str) -> Value | None:
    """A bare number up to 1 beside a name of 率: 1 or 100%? Both readings; None where there is no doubt."""
    number_text = unicodedata.normalize("NFKC", text.strip())
    if not re.fullmatch(r"1|1\.0+|0?\.\d{1,4}", number_text) or "%" in cell.number_format:
        return None
    bare = re.sub(r"[（(][^）)]*[）)]$", "", name.strip())
    if not bare.endswith(words().rate_endings):
        return None
    percent = f"{plain(Decimal(number_text).scaleb(2))}%"
    doubt = f"“{name}”的值只写了“{text}”，没有百分号，分不清是 {text} 还是 {percent}"
    return Value(text, doubt=doubt, readings=(text, percent))
