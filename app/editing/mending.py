"""Mending many findings as one step, and silencing findings with a reason that stays in the form's file."""

from __future__ import annotations

from app.checking.findings import Finding
from app.checking.review import mute_entry, review
from app.editing.session import Session
from app.form.document import Json, as_list
from app.form.edits import ABSENT, Edit, EditError, SetValue, Several, apply
from app.form.places import Place, value_at

MUTED = Place("form", "muted")
"""Where a form keeps what it silences."""

_STYLE = "style."


def style_fixes(session: Session) -> tuple[Edit, ...]:
    """The edits that mend every finding about style, one after another: each is sought in the form as the ones before left it."""
    document, edits = session.document, list[Edit]()
    tried: set[tuple[str, tuple[Place, ...]]] = set()
    while True:
        open_ones = [
            finding
            for finding in review(document, session.template)
            if finding.fix and finding.code.startswith(_STYLE) and (finding.code, finding.places) not in tried
        ]
        if not open_ones or open_ones[0].fix is None:
            return tuple(edits)
        finding = open_ones[0]
        tried.add((finding.code, finding.places))
        try:
            document = apply(document, open_ones[0].fix.edit).document
        except EditError:
            continue
        edits.append(open_ones[0].fix.edit)


def mend_style(session: Session, text: str) -> int:
    """Mend every finding about style as one undo step called ``text``; how many edits that took."""
    edits = style_fixes(session)
    return len(edits) if edits and session.edit(Several(edits), text) else 0


def muted_entries(session: Session) -> list[Json]:
    """What the form silences."""
    return as_list(value_at(session.document, MUTED))


def mute(session: Session, finding: Finding, reason: str, text: str, *, everywhere: bool) -> bool:
    """Silence a finding at its place, or its rule in the whole form, with the reason; an undo step called ``text``."""
    entry: Json = {**mute_entry(finding, session.document, reason, everywhere)}
    return session.edit(SetValue(MUTED, [*muted_entries(session), entry]), text)


def unmute_all(session: Session, text: str) -> bool:
    """Hear everything again; an undo step called ``text``."""
    return session.edit(SetValue(MUTED, ABSENT), text)
