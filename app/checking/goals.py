"""Goals (绩效目标): copied goals, another year's dates, promises without an indicator, schedules outside the project's dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from app.checking.duplicates import plain_name
from app.checking.findings import Finding, Severity
from app.checking.lexicons import Lexicons
from app.checking.rows import Form, short
from app.checking.rules import found
from app.form.dates import stored_date
from app.form.document import as_text
from app.form.labels import label_of
from app.form.period import DateMention, find_dates
from app.form.places import field_place, indicator_place, text_place
from app.form.target import TargetKind, read_target

_QUOTED = re.compile(
    r"《[^》]*》(?:\s*[（(][^）)]{0,30}[）)])?|“[^”]{0,60}”|[〔﹝\[【][^〕﹞\]】]{0,30}[〕﹞\]】]|[（(][^）)]{0,40}[号文][）)]"
)
_BEFORE = re.compile(
    r"(?:自|从|较|比|与|同比|基于|根据|按照|截至|截止|相比|对照|起|以来|始于|在|上|去|至|到|力争|截止到|[-—~–至])\s*$"
)
_AFTER = re.compile(
    r"^\s*(?:以来|起|开始|相比|同期|基础|水平|的基础|[-—~–至到]|版|制定|印发|出台|发布|建成|成立|，?全面建成)"
)
_SCHEDULE = re.compile(r"(?:开始|完成|实施|起始|结束|启动|截止)(?:实施)?(?:时间|日期|期限)\s*[:：]?\s*$")


def goal_findings(form: Form) -> Iterator[Finding]:
    """``goals.copied``, ``.other_year``, ``.unsupported``, ``.schedule_outside``, ``.number_differs``."""
    yield from _copied(form)
    yield from _other_year(form)
    yield from _unsupported(form)
    yield from _schedule(form)
    yield from _numbers(form)
    yield from _too_short(form)


def _too_short(form: Form) -> Iterator[Finding]:
    """A goal of the year in a few words and without a figure says neither what is done nor what comes of it."""
    for key in form.words.texts.year_texts:
        goal = (as_text(form.document.texts.get(key)) or "").strip()
        if 0 < len(plain_name(goal)) < _SHORTEST and not any(character.isdigit() for character in goal):
            place = text_place(key)
            yield found("goals.too_short", (place,), where=label_of(form.document, form.template, place), text=goal)


def _copied(form: Form) -> Iterator[Finding]:
    for whole, annual in form.words.texts.goal_pairs:
        first, second = as_text(form.document.texts.get(whole)), as_text(form.document.texts.get(annual))
        if first and second and plain_name(first) == plain_name(second):
            if not form.multi_year and form.start and form.end:
                return  # one year: the whole goal is this year's goal
            places = (text_place(whole), text_place(annual))
            names = [label_of(form.document, form.template, place) for place in places]
            severity: Severity | None = None if _is_longer_than_a_year(form) else "warning"
            yield found("goals.copied", places, None, severity, whole=names[0], annual=names[1], text=short(first, 24))


def _is_longer_than_a_year(form: Form) -> bool:
    start, end = stored_date(form.start), stored_date(form.end)
    return start is not None and end is not None and (end - start).days > 366


def _other_year(form: Form) -> Iterator[Finding]:
    """Another year in the project's name or in the goal of this year, as it is left from last year's form."""
    year = form.document.year_number
    if year is None:
        return
    start, end = stored_date(form.start), stored_date(form.end)
    first, last = (start.year if start else year), (end.year if end else year)
    for key in form.words.texts.year_texts:
        text = as_text(form.document.texts.get(key))
        for mention in _stale_years(text, first, last) if text else ():
            place = text_place(key)
            label = label_of(form.document, form.template, place)
            yield found("goals.other_year", (place,), where=label, text=mention, year=str(year))
            break
    for row in form.rows:
        for mention in _stale_years(row.words.name, first, last)[:1]:
            place = indicator_place(row.node.id, "name")
            yield found(
                "goals.other_year", (place,), where=f"指标名称{short(row.words.name)}", text=mention, year=str(year)
            )
    name = as_text(form.document.fields.get("project_name"))
    for mention in _stale_years(name, first, last)[:1] if name else ():
        place = field_place("project_name")
        label = label_of(form.document, form.template, place)
        yield found("goals.other_year", (place,), where=label, text=mention, year=str(year))


@lru_cache(maxsize=65536)
def _stale_years(text: str, first: int, last: int) -> tuple[str, ...]:
    """Years written in a text that lie outside the project, unless the words round them explain it (自2019年起, 《…2016年…》)."""
    plain = _QUOTED.sub(lambda match: "　" * len(match[0]), text)
    stale = []
    for mention in find_dates(plain):
        if not mention.year_written or mention.last is None or first <= mention.last.year <= last:
            continue
        before, after = plain[max(0, mention.start - 6) : mention.start], plain[mention.end : mention.end + 8]
        if _BEFORE.search(before) or _AFTER.search(after) or mention.last.year > last:
            continue
        stale.append(mention.text.strip())
    return tuple(stale)


def _unsupported(form: Form) -> Iterator[Finding]:
    """Work that the goal of the year promises and no indicator covers; one finding names all of it."""
    names = " ".join(f"{row.words.name} {row.words.value}" for row in form.used)
    if not names:
        return
    for key in form.words.texts.year_texts:
        goal = as_text(form.document.texts.get(key))
        missing = unsupported(goal, names, form.words) if goal else ()
        if missing:
            place = text_place(key)
            label = label_of(form.document, form.template, place)
            yield found("goals.unsupported", (place,), where=label, works="、".join(f"“{work}”" for work in missing))


@lru_cache(maxsize=4096)
def unsupported(goal: str, indicators: str, lexicons: Lexicons) -> tuple[str, ...]:
    """The words of promised work in a goal that no indicator's name or value covers."""
    plain = _QUOTED.sub("", goal)
    return tuple(
        work
        for work, covers in lexicons.texts.promises.items()
        if work in plain and not any(cover in indicators for cover in covers)
    )


def _schedule(form: Form) -> Iterator[Finding]:
    """Times of work in a plan (开始实施时间 2014年1月) that lie outside the project's dates."""
    start, end = stored_date(form.start), stored_date(form.end)
    if start is None or end is None or start > end:
        return
    for key in form.words.texts.plan_texts:
        plan = as_text(form.document.texts.get(key))
        outside = schedule_outside(plan, start, end) if plan else ()
        if outside:
            place = text_place(key)
            label = label_of(form.document, form.template, place)
            said = "、".join(outside[:4]) + (f"等 {len(outside)} 处" if len(outside) > 4 else "")
            yield found(
                "goals.schedule_outside",
                (place,),
                where=label,
                dates=said,
                start=start.isoformat(),
                end=end.isoformat(),
            )


@lru_cache(maxsize=1024)
def schedule_outside(plan: str, start: date, end: date) -> tuple[str, ...]:
    """The dates of a plan, behind words such as 完成时间, that lie outside the project."""

    def is_outside(mention: DateMention) -> bool:
        return mention.first is not None and mention.last is not None and (mention.last < start or mention.first > end)

    return tuple(
        mention.text.strip()
        for mention in find_dates(plan)
        if mention.year_written
        and is_outside(mention)
        and _SCHEDULE.search(plan[max(0, mention.start - 10) : mention.start])
    )


_SHORTEST = 10
_CLAUSE = re.compile(r"[，,。；;\n、]")
_MEASURED = re.compile(r"(?:总?(?:次数|人次数?|人数|数量|场次|台次|户数|篇数|份数|期数|面积|个数|数|量))$")
_NOT_COMPARED = frozenset(
    ("", "%", "％", "年", "月", "天", "日", "个月", "元", "万元", "分", "级", "岁", "小时", "个百分点", "倍", "周")
)


def _numbers(form: Form) -> Iterator[Finding]:
    """``goals.number_differs``: the goal says 培训300人次, the indicator 培训人次 says ≥200人次."""
    for key in form.words.texts.year_texts:
        goal = as_text(form.document.texts.get(key))
        amounts = _amounts_of(goal) if goal else ()
        if not amounts:
            continue
        for row in form.rows:
            target = row.words.target
            if target.number is None or not target.plain or target.unit in _NOT_COMPARED or not row.is_used:
                continue
            core = _without_verb(_MEASURED.sub("", row.words.bare_name), form.words.texts.work_verbs)
            alike = [amount for amount in amounts if len(core) >= 2 and core in amount[0] and amount[2] == target.unit]
            if len(alike) == 1 and alike[0][1] != target.number:
                place = text_place(key)
                yield found(
                    "goals.number_differs",
                    (indicator_place(row.node.id, row.column), place),
                    where=label_of(form.document, form.template, place),
                    text=short(alike[0][0], 24),
                    name=short(row.words.name),
                    value=short(row.words.value),
                )


def _without_verb(name: str, verbs: tuple[str, ...]) -> str:
    """A name without the verb at its front, where three characters are left: 举办推介会 → 推介会 (举办文旅推介会6场)."""
    verb = next((verb for verb in verbs if name.startswith(verb) and len(name) - len(verb) >= 3), "")
    return name.removeprefix(verb)


@lru_cache(maxsize=1024)
def _amounts_of(goal: str) -> tuple[tuple[str, Decimal, str], ...]:
    """The clauses of a goal that have exactly one amount: (clause, number, unit)."""
    found_amounts = []
    for clause in _CLAUSE.split(goal):
        if any(character.isdigit() for character in clause):
            target = read_target(clause.strip())
            if target.kind is TargetKind.NUMBER and target.number is not None and target.unit:
                found_amounts.append((clause.strip(), target.number, target.unit))
    return tuple(found_amounts)
