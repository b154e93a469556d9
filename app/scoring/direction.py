"""Whether less is better by an indicator's name (投诉率, 成本): how a 标杆值 without a sign is meant where the rule does not say.

The words are those of ``resources/lexicons/direction.json``, which the checks use too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache

from app.paths import bundled_resources

# Under 成本 these are no costs: what is saved, and rates of any kind.
_NO_COST = re.compile("节约|节省|降低|减少|下降|压减|率$")


def less_is_better(name: str, levels: Iterable[str] = ()) -> bool:
    """Whether a low value is the good one, by the name and the names of the levels above it."""
    plain = "".join(name.split())
    higher, lower = _endings()
    if higher.search(plain):
        return False
    if lower.search(plain):
        return True
    return any("成本" in level for level in levels) and not _NO_COST.search(plain)


@cache
def _endings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = json.loads((bundled_resources() / "lexicons" / "direction.json").read_text(encoding="utf-8"))

    def ending(side: str) -> re.Pattern[str]:
        listed = sorted((*words[side]["certain"], *words[side]["likely"]), key=len, reverse=True)
        return re.compile(f"(?:{'|'.join(map(re.escape, listed))})$")

    return ending("higher"), ending("lower")
