"""What a benchmark gives: named numbers, most of them ratios taken in one run, with the limit they should keep."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """One result. `limit` is what the project promised; `at_least` turns it round (a speed-up)."""

    name: str
    value: float
    limit: float | None = None
    unit: str = "×"
    at_least: bool = False
    note: str = ""

    @property
    def kept(self) -> bool:
        """Say whether the result keeps its limit."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def median_ms(work: Callable[[], object], *, rounds: int = 15, warm_up: int = 2) -> float:
    """Time some work in this process: the median of several rounds, in milliseconds."""
    for _ in range(warm_up):
        work()
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def in_turn(works: Sequence[Callable[[], float]], *, rounds: int = 7) -> list[list[float]]:
    """Do several works in turn, round after round, so that a busy moment of the machine hits all of them alike."""
    results: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, kept in zip(works, results, strict=True):
            kept.append(work())
    return results


def to_table(ratios: Sequence[Ratio]) -> str:
    """Write results as a table for the console."""
    lines = []
    for ratio in ratios:
        limit = "" if ratio.limit is None else f"{'≥' if ratio.at_least else '≤'} {ratio.limit:g} {ratio.unit}"
        verdict = "" if ratio.limit is None else ("ok" if ratio.kept else "MISSED")
        lines.append(f"{ratio.value:9.2f} {ratio.unit:<3} {limit:<12} {verdict:<7} {ratio.name}  {ratio.note}".rstrip())
    return "\n".join(lines)
