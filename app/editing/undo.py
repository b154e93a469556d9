"""One undo command for every edit: it swaps the session's document between before and after."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from msgspec import Struct
from PySide6.QtGui import QUndoCommand

from app.form.document import Document, same_content
from app.form.edits import Edit, SetValue, Several

Swap = Callable[[Document, Edit], None]
_MERGES = 1
_NEVER_MERGES = -1


class Step(Struct, frozen=True):
    """What one undo step does: the documents on both sides and the edits that lead from one to the other."""

    before: Document
    after: Document
    edit: Edit
    inverse: Edit

    def then(self, later: Step) -> Step:
        """This step and the one that follows it as a single step."""
        match self.edit, later.edit:
            case SetValue(), SetValue() if self.edit.place == later.edit.place:
                return Step(self.before, later.after, later.edit, self.inverse)
            case Several(edits=(SetValue() as first, *rest)), SetValue() if first.place == later.edit.place:
                # The first key has also confirmed the value; the others only go on with it.
                return Step(self.before, later.after, Several((later.edit, *rest)), self.inverse)
        edit = Several((self.edit, later.edit))
        return Step(self.before, later.after, edit, Several((later.inverse, self.inverse)))


class EditCommand(QUndoCommand):
    """A step on the undo stack. Both documents are computed before it is pushed, so redo and undo cannot fail half-way.

    ``merge_key`` None: the command stands for itself. Otherwise commands of the same key follow each other as one step.
    """

    def __init__(self, swap: Swap, step: Step, text: str, merge_key: Hashable | None) -> None:
        super().__init__(text)
        self._swap = swap
        self._step = step
        self._merge_key = merge_key
        self.gone = False
        """The step is to leave no trace: merging left nothing of it, or its next undo takes it off the stack."""

    def redo(self) -> None:
        """Put the document after the edit in place."""
        self._swap(self._step.after, self._step.edit)

    def undo(self) -> None:
        """Put the document before the edit in place."""
        self._swap(self._step.before, self._step.inverse)
        if self.gone:
            self.setObsolete(True)

    def id(self) -> int:
        """Qt only asks to merge commands of the same id."""
        return _NEVER_MERGES if self._merge_key is None else _MERGES

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next keystroke of the same field into this step; a step that changes nothing any more disappears."""
        if not isinstance(other, EditCommand) or other._merge_key != self._merge_key:
            return False
        self._step = self._step.then(other._step)
        if same_content(self._step.before, self._step.after):
            self.gone = True
            self.setObsolete(True)
        return True
