"""What an import did with its source, entry by entry: the account that the command line prints and the review view shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.form.document import Document
from app.form.places import Place, path_of
from app.form.template import Template
from app.importing.grid import CellKey, Grid

EntryKind = Literal["read", "repaired", "doubtful", "unused", "cover", "furniture", "label"]

KIND_NAMES: dict[str, str] = {
    "read": "读取",
    "repaired": "修复",
    "doubtful": "不确定",
    "unused": "未用到的文字",
    "cover": "封面文字",
    "furniture": "页眉页脚",
    "label": "标签",
}
"""The names that users see."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one text of the source.

    ``cell`` and ``where`` tell the source (``cells`` all of them where several became one), ``place`` the datum in the form
    (None for labels and unused text), ``before`` the text as it stood in the source, ``after`` as it stands in the form
    (None: nowhere). ``readings`` are the possible readings of a doubtful text, the taken one first.
    """

    kind: EntryKind
    sentence: str
    before: str
    after: str | None = None
    cells: tuple[CellKey, ...] = ()
    where: str = ""
    place: Place | None = None
    readings: tuple[str, ...] = ()

    @property
    def cell(self) -> CellKey | None:
        """The first cell of the source that the text stands in."""
        return self.cells[0] if self.cells else None


@dataclass(frozen=True, slots=True)
class RecognisedForm:
    """A form found in a source, with the account of what was done for it."""

    document: Document
    template: Template
    entries: tuple[Entry, ...]

    def of_kind(self, kind: EntryKind) -> tuple[Entry, ...]:
        """The entries of one kind."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def place_path(self, entry: Entry) -> str | None:
        """The path of the entry's datum in the form, as in files and in ``--json``."""
        return path_of(self.document, entry.place) if entry.place is not None else None

    @property
    def name(self) -> str:
        """What to call the form: its project's name (项目名称), else its first head field that is filled, or nothing."""
        keys = ("project_name", *(each.key for each in self.template.fields))
        values = (self.document.fields.get(key) for key in keys)
        return next((value for value in values if isinstance(value, str) and value.strip()), "")


@dataclass(frozen=True, slots=True)
class Recognition:
    """All that was found in a source: the forms in order, and the text that belongs to none of them."""

    grid: Grid
    forms: tuple[RecognisedForm, ...]
    leftover: tuple[Entry, ...] = field(default=())

    def entries(self) -> tuple[Entry, ...]:
        """Every entry: those of the forms, then the leftover text."""
        return (*(entry for form in self.forms for entry in form.entries), *self.leftover)
