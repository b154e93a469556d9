"""Write the table of rules in docs/checks.md anew: ``python tests/checking/make_table.py`` after a rule was added or changed.

What a person judged (the last column) is kept; a new rule gets 0 there, to be judged by eye.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.checking.across import NamedForm, across
from app.checking.findings import SEVERITY_NAMES
from app.checking.review import review
from app.checking.rules import all_rules
from app.storage.document_files import load
from app.storage.template_files import all_templates, template_of
from tests.make_forms import FORMS

DOC = Path(__file__).resolve().parents[2] / "docs" / "checks.md"
_TABLE = re.compile(r"(?<=\|---\|---\|---\|---\|---\|---\|---\|---\|\n)(?:\|.*\n)+")
_JUDGED = re.compile(r"^\| `([a-z0-9_.]+)` .*\| ([^|]*) \|$", re.MULTILINE)


def cases() -> dict[str, Counter[str]]:
    """Code → how often it is found in which of the real forms; between forms their names are joined."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    named = []
    for path in sorted(FORMS.glob("20*.jxb")):
        document = load(path).document
        template, _ = template_of(document, all_templates())
        named.append(NamedForm(path.stem, document, template))
        for finding in review(document, template):
            found[finding.code][path.stem] += 1
    for between in across(named):
        found[between.code]["、".join(named[spot.form].name for spot in between.spots)] += 1
    return found


def table(judged: dict[str, str]) -> str:
    """The rows of the table."""
    found = cases()
    rows = []
    for rule in all_rules():
        where = found.get(rule.code, Counter())
        forms = "、".join(f"{name}×{count}" if count > 1 else name for name, count in where.items()) or "—"
        rows.append(
            f"| `{rule.code}` | {SEVERITY_NAMES[rule.severity]} | {rule.term} | {rule.title}：{rule.why} | {rule.source} | "
            f"{sum(where.values())} | {forms} | {judged.get(rule.code, '0')} |\n"
        )
    return "".join(rows)


if __name__ == "__main__":
    text = DOC.read_text(encoding="utf-8")
    rows = table(dict(_JUDGED.findall(text)))
    DOC.write_text(_TABLE.sub(lambda _: rows, text), encoding="utf-8")
