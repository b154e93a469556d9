"""The weights of rules that a template sets (``checks.severity``): a code that names no rule has no effect, which must be said."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from app.checking.rules import all_rules
from app.form.template import Template


def severity_faults(template: Template) -> Iterator[tuple[str, str]]:
    """The codes of ``checks.severity`` that name no rule, as (path inside the template file, reason in Chinese).

    The template stays in use: a newer program may know the code.
    """
    known = [rule.code for rule in all_rules()]
    for code in template.checks.severity:
        if code not in known:
            alike = get_close_matches(code, known, n=1)
            hint = f"，是不是“{alike[0]}”" if alike else ""
            yield f"checks.severity.{code}", f"没有代码为“{code}”的检查规则{hint}；这一项不起作用，请改正或删去"
