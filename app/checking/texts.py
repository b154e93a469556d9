"""Texts: leftover web tags, brackets and quotes, doubled words, placeholders. Each text has one finding for each sort of fault."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from app.checking.findings import Finding, Fix, Severity
from app.checking.lexicons import Lexicons
from app.checking.rows import Form, Issue, Wording, short
from app.checking.rules import found
from app.form.document import as_text
from app.form.edits import SetValue
from app.form.labels import label_of
from app.form.places import Place, field_place, text_place
from app.form.target import Target

_TAG = re.compile(
    r"</?(?:p|br|div|span|table|tbody|thead|tr|td|th|font|b|strong|u|ul|li|ol|h[1-6]|a|img|o:p|em|i|sub|sup|style|center)"
    r"(?:\s[^<>]*)?/?>|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|mdash|hellip|middot|#\d{2,5});",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9])[XxＸｘ×]{2,}(?![A-Za-z0-9])|\*{2,}|待填写|待补充|此处填写|请在此|（\s*）|＿{2,}|_{3,}|○{2,}|□{2,}|【\s*】"
)
_ASKS_TO_FILL = re.compile("待|填|请|[＿_]")
_LIST_MARK = re.compile(r"(?:(?<!\d)\d{1,2}|[一二三四五六七八九十]{1,3}|(?<![a-zA-Z])[a-zA-Z]|[①-⑳])$")
_PAIRS = {"（": "）", "《": "》", "【": "】", "〔": "〕", "“": "”"}
_CLOSERS = {"(": ")", "[": "]", "﹝": "﹞", **_PAIRS}
_ANY_MARK = re.compile("[（）()《》【】〔〕﹝﹞\\[\\]“”]")
_ALIKE = {"(": "（", ")": "）", "[": "〔", "]": "〕", "﹝": "〔", "﹞": "〕"}
_DOUBLED = re.compile(r"([一-鿿]{2,6})\1")
_DOUBLED_MARK = re.compile(r"[，、；：]{2,}|(?<!。)。。(?!。)|，。|。，|、，|；。")


def has_tags(text: str) -> bool:
    """Whether a text has remains of a web page."""
    return bool(_TAG.search(text))


def without_tags(text: str) -> str:
    """A text without web tags: paragraphs and line breaks become line breaks, entities their characters."""
    plain = re.sub(r"(?i)</p>\s*(?=\S)|<br\s*/?>|</div>\s*(?=\S)", "\n", text)
    plain = re.sub(r"(?i)&(?:nbsp|amp|quot|ldquo|rdquo|mdash|hellip|middot|lt|gt|#\d{2,5});", _entity, plain)
    return _TAG.sub("", plain).strip()


def _entity(match: re.Match[str]) -> str:
    return " " if match[0].lower() == "&nbsp;" else html.unescape(match[0])


@lru_cache(maxsize=4096)
def unbalanced(text: str) -> tuple[int, ...]:
    """The positions of brackets and quotes that have no partner; list marks such as ``1）`` are none.

    Each sort is counted by itself. A quote that opens twice (“三位一体“) or closes twice is wrong at its second mark.
    """
    marks = [(match.start(), _ALIKE.get(match[0], match[0])) for match in _ANY_MARK.finditer(text)]
    if not marks:
        return ()
    kinds = {mark for _, mark in marks}
    alone: list[int] = []
    for begin, end in _PAIRS.items():
        if begin in kinds or end in kinds:
            alone += _alone(text, [each for each in marks if each[1] in (begin, end)], begin)
    return tuple(sorted(alone))


def _alone(text: str, marks: list[tuple[int, str]], begin: str) -> list[int]:
    """The positions without partner among the marks of one sort."""
    nests = begin != "“"
    waiting: list[int] = []
    alone: list[int] = []
    for at, mark in marks:
        if mark == begin:
            if waiting and not nests:
                alone.append(at)
                waiting.clear()
            else:
                waiting.append(at)
        elif waiting:
            waiting.pop()
        elif begin != "（" or not _LIST_MARK.search(text[max(0, at - 4) : at]):
            alone.append(at)
            if not nests:
                waiting.append(at)
    return sorted({*alone, *waiting})


@lru_cache(maxsize=8192)
def doubled_words(text: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Words written twice by mistake (成本成本); pairs that the lexicon allows (三级医院医院感染) are left alone."""
    found_words = []
    for match in _DOUBLED.finditer(text):
        word, after = match[1], text[match.end() : match.end() + 2]
        allowed = lexicons.texts.doubled_ok.get(word, ())
        if len(set(word)) == 1 or "*" in allowed or any(after.startswith(next_word) for next_word in allowed):
            continue
        found_words.append(word + word)
    return tuple(dict.fromkeys(found_words))


def wording_issues(words: Wording, _: Target, lexicons: Lexicons) -> Iterator[Issue]:
    """``texts.tags``, ``texts.brackets``, ``texts.doubled`` in a name or a value."""
    for key, text in (("name", words.name), ("target", words.value)):
        if not text:
            continue
        if has_tags(text):
            clean = without_tags(text)
            yield Issue("texts.tags", key, {"text": short(text)}, clean, "删去网页标记")
            continue
        alone = unbalanced(text)
        if alone:
            mended = _closed(text, alone)
            said = {"text": short(text), "marks": _marks(text, alone)}
            yield Issue("texts.brackets", key, said, mended, f"改为 {mended}")
        for word in doubled_words(text, lexicons)[:1]:
            half = word[: len(word) // 2]
            at_end = text.endswith(word)
            mended = text.replace(word, half)
            said = {"text": short(text), "word": half}
            yield Issue("texts.doubled", key, said, mended, f"改为 {mended}", "error" if at_end else "warning")


def _closed(text: str, alone: tuple[int, ...]) -> str | None:
    """The text with the one bracket closed at its end, where that is all it lacks."""
    if len(alone) != 1 or text[alone[0]] not in _CLOSERS:
        return None
    return text + _CLOSERS[text[alone[0]]]


def _marks(text: str, alone: tuple[int, ...]) -> str:
    """What has no partner, as said in a sentence: “（”, or 引号, whose own marks would only confuse."""
    marks = dict.fromkeys("引号" if text[index] in "“”" else f"“{text[index]}”" for index in alone)
    return "、".join(marks)


def text_findings(form: Form) -> Iterator[Finding]:
    """The faults of long texts and of head fields that hold words."""
    for key, stored in form.document.texts.items():
        text = as_text(stored)
        if text:
            yield from _in_text(form, text_place(key), text, is_long=True)
    for field in form.template.fields:
        text = as_text(form.document.fields.get(field.key))
        if text and field.type != "date":
            yield from _in_text(form, field_place(field.key), text, is_long=False)


def _in_text(form: Form, place: Place, text: str, is_long: bool) -> Iterator[Finding]:
    issues = text_issues(text, form.words, is_long)
    if not issues:
        return
    label = label_of(form.document, form.template, place)
    for code, said, new, fix_label, severity in issues:
        fix = Fix(fix_label, SetValue(place, new)) if new is not None and new != text else None
        yield found(code, (place,), fix, severity, where=f"“{label}”中", **said)


TextIssue = tuple[str, Mapping[str, str], str | None, str, Severity | None]


@lru_cache(maxsize=4096)
def text_issues(text: str, lexicons: Lexicons, is_long: bool) -> tuple[TextIssue, ...]:
    """The faults of one text: (code, words of the sentence, mended text, label of the fix, severity)."""
    issues: list[TextIssue] = []
    if has_tags(text):
        sample = _TAG.search(text)
        issues.append(("texts.tags", {"text": sample[0] if sample else ""}, without_tags(text), "删去网页标记", None))
        text = without_tags(text)
    alone = unbalanced(text)
    if alone:
        near = text[max(0, alone[0] - 8) : alone[0] + 9].replace("\n", " ")
        severity: Severity | None = "warning" if is_long else None
        issues.append(("texts.brackets", {"text": near, "marks": _marks(text, alone)}, None, "", severity))
    words = doubled_words(text, lexicons)
    if words:
        mended = text
        for word in words:
            mended = mended.replace(word, word[: len(word) // 2])
        half = words[0][: len(words[0]) // 2]
        issues.append(("texts.doubled", {"text": words[0], "word": half}, mended, "删去重复的字", "warning"))
    mark = _DOUBLED_MARK.search(text)
    if mark:
        mended = _DOUBLED_MARK.sub(lambda match: "。" if "。" in match[0] else match[0][0], text)
        near = text[max(0, mark.start() - 6) : mark.end() + 4].replace("\n", " ")
        issues.append(("texts.doubled_mark", {"text": near}, mended, "改好标点", None))
    unfilled = _PLACEHOLDER.search(text)
    if unfilled:
        near = text[max(0, unfilled.start() - 6) : unfilled.end() + 6].replace("\n", " ")
        certain = not is_long or _ASKS_TO_FILL.search(unfilled[0])
        issues.append(("texts.placeholder", {"text": near}, None, "", None if certain else "warning"))
    return tuple(issues)
