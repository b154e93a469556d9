"""An open form: the current document, its undo stack, its file and its findings.

Everything that is shown follows ``document``; everything that changes it goes through ``edit``. One session is one tab.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Generator, Hashable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from app.editing.undo import EditCommand, Step
from app.form import labels
from app.form.document import Document, Json, trail_to
from app.form.edits import Absent, Edit, EditError, SetValue, apply
from app.form.places import Place, value_at
from app.form.template import Template

if TYPE_CHECKING:
    from app.checking.findings import Finding
    from app.storage.document_files import Stamp

Check = Callable[[Document, Template], "tuple[Finding, ...]"]
_QUICK_CHECK_S = 0.010
_PAUSE_MS = 250
_SLICE_S = 0.006
_FIRST_CHECK_MS = 500
"""The first check waits until the form is on the screen: loading the word lists is not to be felt at the start."""


class Session(QObject):
    """One open form.

    ``path`` is None until it was saved; ``notes`` are sentences about odd things in the file; ``read_only`` is the sentence
    why nothing can be changed, or None; ``stamp`` tells which state of the file was loaded.
    """

    document_changed = Signal(object, object, object)
    """Old document, new document, the edit that leads from one to the other."""
    stepped = Signal(object)
    """After undo or redo: the edit that was done, so that views can show where."""
    findings_changed = Signal()
    modified_changed = Signal(bool)
    saved = Signal()
    path_changed = Signal()
    edit_refused = Signal(str)

    def __init__(
        self,
        document: Document,
        template: Template,
        *,
        path: Path | None = None,
        notes: tuple[str, ...] = (),
        read_only: str | None = None,
        stamp: Stamp | None = None,
        check: Check | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.template = template
        self.path = path
        self.notes = notes
        self.read_only = read_only
        self.suggested: Path | None = None
        """Where a form that no file has yet would be saved, and what it is called until then."""
        self.stamp = stamp
        self.findings: tuple[Finding, ...] = ()
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._tell_modified)
        self.checks_off: Callable[[], Collection[str]] = tuple
        """The codes of the rules that the user has switched off."""
        self._check = check
        self._slices: Generator[None, None, tuple[Finding, ...]] | None = None
        self._stepping = False
        self._typing: Hashable | None = None
        self._typed_steps = 0
        self._open_command: EditCommand | None = None
        self._check_timer = QTimer(self)
        self._check_timer.setSingleShot(True)
        self._check_timer.timeout.connect(self._start_check)
        self._slice_timer = QTimer(self)
        self._slice_timer.setInterval(0)
        self._slice_timer.timeout.connect(self._check_slice)
        self._check_timer.start(0 if "app.checking.review" in sys.modules else _FIRST_CHECK_MS)

    @property
    def modified(self) -> bool:
        """Whether there are changes that the file does not have."""
        return not self.undo_stack.isClean()

    def mark_modified(self) -> None:
        """Count the form as changed although nothing was typed yet: imported, recovered, converted."""
        self.undo_stack.resetClean()

    def edit(self, edit: Edit, text: str, merge_key: Hashable | None = None) -> bool:
        """Do an edit as one undo step called ``text``; False when it was refused (read-only, or it does not fit).

        Edits of the same ``merge_key`` that follow each other directly, without ``end_typing`` between them, are one step.
        """
        if self.read_only:
            self.edit_refused.emit(self.read_only)
            return False
        try:
            done = apply(self.document, edit)
        except EditError as error:
            self.edit_refused.emit(self.tr("这一步无法完成：{reason}").format(reason=error))
            return False
        step = Step(self.document, done.document, edit, done.inverse)
        if merge_key is None or merge_key != self._typing:
            self.end_typing()
        command = EditCommand(self._swap, step, text, None if merge_key is None else (self._typed_steps, merge_key))
        if merge_key is not None and self._open_command is None:
            self._typing, self._open_command = merge_key, command
        self.undo_stack.push(command)
        if self._open_command is not None and self._open_command.gone:
            self.end_typing()
        return True

    def set_value(self, place: Place, value: Json | Absent, *, typing: bool = False) -> bool:
        """Put a value at a place, as the step “修改 <label>”; nothing happens when it is there already.

        ``typing``: the keystrokes in this field are one step until ``end_typing``.
        """
        if value == value_at(self.document, place):
            return True
        text = self.tr("修改 {label}").format(label=self.label(place))
        return self.edit(self._confirming(SetValue(place, value)), text, place if typing else None)

    def _confirming(self, edit: SetValue) -> Edit:
        """The edit, and with it what was yet to be confirmed there: what a person has written needs no confirmation."""
        if "unconfirmed" not in self.document.meta:
            return edit
        from app.editing.unconfirmed import confirming

        return confirming(self.document, edit)

    def end_typing(self) -> None:
        """Close the step that typing in a field has opened: the field lost the focus."""
        self._typing, self._open_command = None, None
        self._typed_steps += 1

    def cancel_typing(self, merge_key: Hashable) -> None:
        """Take back what was typed in the field since its step was opened, as if it had never been (Esc)."""
        command = self._open_command
        at_top = self.undo_stack.index() == self.undo_stack.count()
        wanted = command is not None and self._typing == merge_key and at_top and self.undo_stack.count() > 0
        self.end_typing()
        if wanted and command is not None:
            command.gone = True
            self.undo_stack.undo()

    def undo(self) -> None:
        """Take the last step back."""
        self._walk(self.undo_stack.undo)

    def redo(self) -> None:
        """Do the last undone step again."""
        self._walk(self.undo_stack.redo)

    def label(self, place: Place) -> str:
        """What the form calls the datum at a place."""
        return label_of(self.template, self.document, place) or self.tr("表单")

    def apply_fix(self, finding: Finding) -> bool:
        """Do the correction that a finding offers."""
        return finding.fix is not None and self.edit(finding.fix.edit, finding.fix.label)

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> None:
        """Write the form to its file, or to a new one. Raises StorageError, with the form and the old file untouched.

        The own file must still be the one that was loaded (else ChangedOnDisk), unless ``overwrite``.
        """
        from app.storage.document_files import save

        target = path or self.path
        if target is None:
            raise ValueError("a form that was never saved needs a path")
        self.end_typing()
        expected = None if overwrite or target != self.path else self.stamp
        self.stamp = save(target, self.document, expected)
        if target != self.path:
            self.path = target
            self.path_changed.emit()
        self.undo_stack.setClean()
        self.saved.emit()

    def check_now(self) -> None:
        """Run the checks on the current document."""
        self._stop_checks()
        started = time.perf_counter()
        check = self._check or self._review
        self.findings = check(self.document, self.template) + self._unconfirmed()
        took = time.perf_counter() - started
        # A check that the hand would feel waits until typing pauses, and then runs in slices.
        self._check_timer.setInterval(0 if took < _QUICK_CHECK_S else _PAUSE_MS)
        self.findings_changed.emit()

    def _unconfirmed(self) -> tuple[Finding, ...]:
        if "unconfirmed" not in self.document.meta:
            return ()
        from app.editing.unconfirmed import unconfirmed_findings

        return unconfirmed_findings(self.document, self.template)

    def _start_check(self) -> None:
        if self._check is not None or self._check_timer.interval() != _PAUSE_MS:
            self.check_now()
            return
        from app.checking.review import review_steps

        self._slices = review_steps(self.document, self.template, self.checks_off())
        self._slice_timer.start()

    def _check_slice(self) -> None:
        """A little of the review of a very large form; keys come between the slices."""
        if self._slices is None:
            self._slice_timer.stop()
            return
        until = time.perf_counter() + _SLICE_S
        try:
            while time.perf_counter() < until:
                next(self._slices)
        except StopIteration as done:
            self._stop_checks()
            self.findings = done.value + self._unconfirmed()
            self.findings_changed.emit()

    def _stop_checks(self) -> None:
        self._check_timer.stop()
        self._slice_timer.stop()
        self._slices = None

    def _review(self, document: Document, template: Template) -> tuple[Finding, ...]:
        from app.checking.review import review

        return review(document, template, self.checks_off())

    def _walk(self, way: Callable[[], None]) -> None:
        self.end_typing()
        self._stepping = True
        try:
            way()
        finally:
            self._stepping = False

    def _swap(self, document: Document, edit: Edit) -> None:
        old, self.document = self.document, document
        self.document_changed.emit(old, document, edit)
        if self._stepping:
            self.stepped.emit(edit)
        self._stop_checks()
        self._check_timer.start()

    def _tell_modified(self, clean: bool) -> None:
        self.modified_changed.emit(not clean)


def label_of(template: Template, document: Document, place: Place) -> str:
    """What an undo step calls the datum at a place: the field's label; in the tree the level's or the column's."""
    if place.section != "indicators":
        return labels.label_of(document, template, place)
    column = template.column(place.key)
    if column is not None:
        return labels.clean_label(column.label)
    levels = template.indicators.levels
    depth = len(trail_to(document, place.node))
    return levels[min(depth, len(levels)) - 1].label if depth and levels else template.indicators.label
