"""What a label claims: the datum that it stands for, and the items that hold the value."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.importing.labels import Meaning
from app.importing.rows import Item


@dataclass(slots=True)
class Claim:
    """A datum's label and the items that hold its value, in order. ``guessed``: another datum may own the value."""

    meaning: Meaning
    label: Item
    values: list[Item] = field(default_factory=list)
    unit: str | None = None
    repair: str = ""
    guessed: str = ""
