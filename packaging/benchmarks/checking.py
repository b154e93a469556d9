"""The review of a form, of a form after one edit, and of a thousand forms beside each other."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from ratios import Ratio

    from app.checking.across import NamedForm
    from app.form.document import Document
    from app.form.template import Template

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 60


def _forms() -> list[tuple[str, Document, Template]]:
    from app.storage.document_files import load
    from app.storage.template_files import all_templates, template_of

    files = sorted((ROOT / "tests" / "forms").glob("20*.jxb"))
    opened = [(file.stem, load(file).document) for file in files]
    return [(name, document, template_of(document, all_templates())[0]) for name, document in opened]


def _first_review_ms(document: Document, template: Template) -> float:
    """All checks of a form whose rows and texts were never seen."""
    from app.checking import goals, review, row_checks, texts

    times = []
    for _ in range(ROUNDS):
        row_checks.row_issues.cache_clear()
        texts.text_issues.cache_clear()
        texts.unbalanced.cache_clear()
        texts.doubled_words.cache_clear()
        goals.unsupported.cache_clear()
        begin = time.perf_counter()
        review.review(document, template)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def _after_edit_ms(document: Document, template: Template) -> float:
    """One value of one indicator changed each time, as while typing."""
    from app.checking.review import review
    from app.form.document import walk
    from app.form.edits import SetValue, apply
    from app.form.places import indicator_place

    leaves = [node for _, node in walk(document.indicators) if node.children is None]
    review(document, template)
    times = []
    for turn in range(ROUNDS):
        node = leaves[turn % len(leaves)]
        document = apply(document, SetValue(indicator_place(node.id, "target"), f"≥{turn}.{turn}%")).document
        begin = time.perf_counter()
        review(document, template)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def _many(count: int, forms: list[tuple[str, Document, Template]]) -> list[NamedForm]:
    """Forms with names, goals and amounts of their own."""
    from app.checking.across import NamedForm

    named = []
    for number in range(count):
        _, document, template = forms[number % len(forms)]
        fields = {**document.fields, "project_name": f"项目{number}"}
        texts = {key: f"{text}第{number}项。" if text else text for key, text in document.texts.items()}
        named.append(NamedForm(f"项目{number}", replace(document, fields=fields, texts=texts), template))
    return named


def _across_s(named: list[NamedForm]) -> float:
    from app.checking.across import across

    begin = time.perf_counter()
    across(named)
    return time.perf_counter() - begin


def measure() -> list[Ratio]:
    """Review every real form, then 500, 1,000 and 2,000 of them across."""
    from ratios import Ratio

    forms = _forms()
    declarations = [each for each in forms if each[2].purpose in ("declaration", "target")]
    first = {name: _first_review_ms(document, template) for name, document, template in forms}
    edited = {name: _after_edit_ms(document, template) for name, document, template in forms}
    names = [name for name, *_ in declarations]
    slowest = max(names, key=lambda name: first[name])
    thousand = _across_s(_many(1000, declarations))
    two_thousand = _across_s(_many(2000, declarations))
    return [
        Ratio("all checks of a form, median of the real forms", statistics.median(first.values()), 2.0, "ms"),
        Ratio("all checks, the slowest declaration", first[slowest], 2.0, "ms", note=slowest),
        Ratio("after one edit, median of the real forms", statistics.median(edited.values()), 0.5, "ms"),
        Ratio("after one edit, the slowest declaration", max(edited[name] for name in names), 0.5, "ms"),
        Ratio("after one edit, the evaluation with 39 scored indicators", edited["2021-evaluation"], None, "ms"),
        Ratio("1,000 forms across", thousand, 5.0, "s"),
        Ratio("2,000 forms against 1,000 (linear: 2)", two_thousand / thousand, 3.0),
    ]
