"""docs/checks.md says what the program does: every rule with its severity and term, and the cases in the real forms."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from app.checking.across import NamedForm, across
from app.checking.findings import SEVERITY_NAMES
from app.checking.review import review
from app.checking.rules import all_rules
from app.storage.document_files import load
from app.storage.template_files import all_templates, template_of
from tests.make_forms import FORMS

DOC = Path(__file__).parents[2] / "docs" / "checks.md"
_ROW = re.compile(r"^\| `([a-z0-9_.]+)` \| (\S+) \| (\S+) \|.*\| (\d+) \| [^|]* \| [^|]* \|$", re.MULTILINE)


def test_the_table_lists_every_rule_as_declared() -> None:
    told = {code: (severity, term) for code, severity, term, _ in _ROW.findall(DOC.read_text(encoding="utf-8"))}
    assert told == {rule.code: (SEVERITY_NAMES[rule.severity], rule.term) for rule in all_rules()}


def test_the_table_counts_the_cases_in_the_real_forms() -> None:
    found: Counter[str] = Counter()
    named = []
    for path in sorted(FORMS.glob("20*.jxb")):
        document = load(path).document
        template, _ = template_of(document, all_templates())
        named.append(NamedForm(path.stem, document, template))
        found.update(finding.code for finding in review(document, template))
    found.update(finding.code for finding in across(named))
    told = {code: int(count) for code, _, _, count in _ROW.findall(DOC.read_text(encoding="utf-8"))}
    assert {code: count for code, count in told.items() if count} == dict(found)
