"""A predicted score by the 审核 rubric of 财预〔2015〕88号: an estimate, each lost point traced to a finding.

The rubric's points are data (``resources/lexicons/rubric-88.json``, with their source and whether they were checked). What one
finding costs is an estimate of this program and marked so wherever the score is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.checking.findings import Finding
from app.checking.lexicons import Rubric, RubricItem, lexicons

ESTIMATE = "按财预〔2015〕88号审核表估计，仅供参考，不代表审核结果"
"""Stands beside every predicted score."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Points lost by one finding."""

    finding: Finding
    points: Decimal


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item of the rubric (规范完整性 …): its points, what is left of them, and why."""

    group: str
    name: str
    points: Decimal
    score: Decimal
    lost: tuple[Lost, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """The predicted score of a form: of 100, its grade (优 良 中 差), item by item."""

    score: Decimal
    grade: str
    items: tuple[ItemScore, ...]
    source: str
    checked: bool

    @property
    def line(self) -> str:
        """The score as a line for people, marked as an estimate."""
        return f"预计 {plain(self.score)} 分（{self.grade}）：{ESTIMATE}"


def predict(findings: Iterable[Finding]) -> Prediction:
    """The predicted score of a form with these findings. Findings that the rubric does not know cost nothing."""
    rubric = lexicons().rubric
    by_item: dict[str, list[Lost]] = {item.name: [] for item in rubric.items}
    for finding in findings:
        item = item_of(finding.code, rubric)
        if item is not None:
            by_item[item.name].append(Lost(finding, Decimal(rubric.lost[finding.severity])))
        # Where nothing stands there is nothing to object to, and nothing to give points for either.
        for each in rubric.items:
            if finding.code in each.voids:
                by_item[each.name].append(Lost(finding, Decimal(each.points)))
    items = tuple(_score(item, by_item[item.name]) for item in rubric.items)
    total = sum((item.score for item in items), Decimal(0))
    grade = next((name for name, least in rubric.bands if total >= Decimal(least)), rubric.bands[-1][0])
    return Prediction(total, grade, items, rubric.source, rubric.checked)


def item_of(code: str, rubric: Rubric) -> RubricItem | None:
    """The item that a finding counts against: the one that names its code most closely."""
    best: tuple[int, RubricItem] | None = None
    for item in rubric.items:
        for known in item.codes:
            matches = code == known or (known.endswith(".") and code.startswith(known))
            if matches and (best is None or len(known) > best[0]):
                best = (len(known), item)
    return best[1] if best else None


def _score(item: RubricItem, lost: list[Lost]) -> ItemScore:
    """Points are lost in the order of the findings until none is left."""
    left = Decimal(item.points)
    counted = []
    for each in lost:
        points = min(each.points, left)
        left -= points
        counted.append(Lost(each.finding, points))
    return ItemScore(item.group, item.name, Decimal(item.points), left, tuple(counted))


def plain(number: Decimal) -> str:
    """A number of points without needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
