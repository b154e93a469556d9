"""Scoring many form files, and what a program is told of the scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.checking.findings import Finding
from app.checking.scores import score_findings
from app.form.document import Json
from app.form.places import indicator_place, path_of
from app.scoring.form_scores import ExecutionScore, ScoredIndicator, execution_score, scored_indicators
from app.scoring.grades import LevelScore, Overview, overview
from app.scoring.quantity import plain, to_places
from app.scoring.rule_json import rule_to_json
from app.scoring.score import Score
from app.scoring.sentences import label_of
from app.storage.errors import StorageError
from app.work.check_files import finding_as_plain
from app.work.form_files import form_files
from app.work.opening import OpenedForm, open_form


@dataclass(frozen=True, slots=True)
class ScoredFile:
    """A file with its scores, or with the sentence why there are none."""

    path: Path
    form: OpenedForm | None
    indicators: tuple[ScoredIndicator, ...] = ()
    overview: Overview | None = None
    execution: ExecutionScore | None = None
    findings: tuple[Finding, ...] = ()
    problem: str | None = None


def score_files(paths: Iterable[Path]) -> Iterator[ScoredFile]:
    """Score each file in turn; an unreadable one gives its sentence and the rest goes on."""
    for path in form_files(paths):
        try:
            form = open_form(path)
        except StorageError as error:
            yield ScoredFile(path, None, problem=str(error))
            continue
        document, template = form.document, form.template
        found = overview(document, template)
        if found is None:
            yield ScoredFile(path, form, problem=f"“{path.name}”是{template.name}，没有得分可算。")
            continue
        yield ScoredFile(
            path,
            form,
            scored_indicators(document, template),
            found,
            execution_score(document, template),
            tuple(score_findings(document, template)),
        )


def rule_words(item: ScoredIndicator) -> str:
    """How the rule of an indicator was understood: 已识别：…, or what could not be read."""
    if item.found.rule is not None:
        return f"{'通用办法' if item.found.origin == 'template' else '已识别'}：{label_of(item.found.rule)}"
    return f"未识别：{item.found.unread}" if item.found.unread else "没有评分规则"


def scored_as_plain(file: ScoredFile) -> dict[str, Json]:
    """A scored file as ``--json`` prints it; numbers are decimal strings."""
    if file.form is None or file.overview is None:
        template: Json = None if file.form is None else file.form.document.template
        return {"file": str(file.path), "template": template, "error": file.problem}
    document, found = file.form.document, file.overview
    plain_file: dict[str, Json] = {
        "file": str(file.path),
        "template": document.template,
        "weight": plain(found.possible),
        "score": plain(found.got),
        "complete": found.complete,
        "grade": found.grade,
        "rates": {label: percent(rate) for label, rate in found.rates},
        "levels": [_level_as_plain(level) for level in found.levels],
        "indicators": [_indicator_as_plain(file.form, item) for item in file.indicators],
        "findings": [finding_as_plain(document, finding) for finding in file.findings],
    }
    if file.execution is not None:
        plain_file["execution"] = {"computed": plain(file.execution.points), "working": file.execution.working}
    return plain_file


def percent(rate: Decimal) -> str:
    """A share as a percentage with two places."""
    return f"{to_places(rate * 100, 2)}%"


def _level_as_plain(level: LevelScore) -> dict[str, Json]:
    return {
        "name": level.name,
        "points": None if level.points is None else plain(level.points),
        "weight": plain(level.possible),
        "score": plain(level.got),
        "children": [_level_as_plain(below) for below in level.below],
    }


def _indicator_as_plain(form: OpenedForm, item: ScoredIndicator) -> dict[str, Json]:
    scores = item.scores
    return {
        "name": item.node.name,
        "place": path_of(form.document, indicator_place(item.node.id)),
        "weight": None if item.weight is None else plain(item.weight),
        "score": None if item.given is None else plain(item.given),
        "rule": None if item.found.rule is None else rule_to_json(item.found.rule),
        "understood": rule_words(item),
        **_score_as_plain("computed", "working", scores.by_target if scores else None),
        **_score_as_plain("computed_by_sentence", "working_by_sentence", scores.by_sentence if scores else None),
    }


def _score_as_plain(key: str, working: str, score: Score | None) -> dict[str, Json]:
    points = None if score is None or score.points is None else plain(score.points)
    return {key: points, working: None if score is None else score.working}
