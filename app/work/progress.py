"""Steps of a long job: generators yield them, windows show them, the command line prints the problems; to cancel, stop asking."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` steps are finished; the latest was about ``path`` and went wrong where ``problem`` says so.

    ``written`` names a file that the step has written; ``note`` is a sentence to tell although nothing went wrong.
    """

    done: int
    total: int
    path: Path | None = None
    problem: str | None = None
    written: Path | None = None
    note: str | None = None
