"""Guards the open forms of a window: recovery copies of unsaved work, and marks of who has a form open.

What is done about it stands here, so that the window only tells which forms are opened and closed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.editing.open_marks import Claim, OpenMarks, claim
from app.editing.recovery import RecoveryKeeper
from app.editing.session import Session
from app.form.edits import ReplaceDocument
from app.storage.errors import StorageError
from app.storage.locks import OpenMark, Owner
from widgets import form_files
from widgets.form_view import FormView
from widgets.notice_bar import NoticeBar
from widgets.pending import pending_edits

if TYPE_CHECKING:
    from app.work.recovered import RecoveredForm


class Forms(Protocol):
    """What the guard needs of the window."""

    def views(self) -> list[FormView]:
        """The pages of all open forms."""

    def add_session(self, session: Session) -> FormView:
        """Show a form in a new tab."""

    def close_view(self, view: FormView) -> bool:
        """Close a form's tab; False when the user wants it open."""

    def open_files(self, files: list[Path]) -> None:
        """Open forms."""

    def say(self, sentence: str) -> None:
        """Say something in the status bar."""


class FormGuard(QObject):
    """The recovery copies and the open marks of one window's forms."""

    def __init__(self, window: Forms, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._claims: dict[Session, Claim] = {}
        self._taken: dict[Path, Claim] = {}
        self.recovery = RecoveryKeeper(self)
        self.marks = OpenMarks(self)
        self.recovery.failed.connect(window.say)
        self.marks.lost.connect(self._tell_lost)
        self.marks.freed.connect(self._tell_freed)

    def open_session(self, path: Path) -> Session:
        """Open a form file with a mark that it is open here. Raises StorageError; no mark is left then."""
        got = self._taken.pop(path, None) or claim(path)
        try:
            session = form_files.open_session(path)
        except StorageError:
            if isinstance(got, OpenMark):
                got.release()
            raise
        if isinstance(got, Owner) and not session.read_only:
            session.read_only = got.sentence
        self._claims[session] = got
        return session

    def watch(self, view: FormView) -> None:
        """Guard a form that is shown from now on."""
        session = view.session
        self.recovery.watch(session, lambda: form_files.form_name(session), lambda: pending_edits(view))
        got = self._claims.pop(session, None)
        self.marks.hold(session, got)
        if isinstance(got, Owner):
            self._offer_way_out(view, got)
            # Saved under a name of one's own: from then on it can be edited. Later, since saving is not through yet.
            session.path_changed.connect(lambda: QTimer.singleShot(0, view, lambda: self._reopen(view, None)))

    def forget(self, session: Session) -> None:
        """A form is closed, its work saved or given up."""
        self.recovery.forget(session)
        self.marks.release(session)

    def close(self) -> None:
        """The regular end of the window."""
        self.recovery.close()
        self.marks.close()

    def offer_left_copies(self, parent: QWidget) -> None:
        """Offer what a crash left behind, if there is anything."""
        from app.work.recovered import copies_to_offer

        copies = copies_to_offer()
        if copies:
            from widgets.recovery_dialog import RecoveryDialog

            dialog = RecoveryDialog(copies, parent)
            dialog.recovered.connect(self.bring_back)
            dialog.open()

    def bring_back(self, form: RecoveredForm) -> None:
        """Show recovered work; its old copy goes only when a new one is on the disk."""
        words = self.tr("恢复未保存的内容")
        view = self._view_of(form.copy.original)
        if view is not None and not view.session.read_only and view.session.edit(ReplaceDocument(form.document), words):
            pass
        else:
            self._window.add_session(self._recovered_session(form))
        self.recovery.keep_now()
        form.copy.discard()

    def _recovered_session(self, form: RecoveredForm) -> Session:
        """A session that saves to the form's own file, unless somebody else has that open: then to a new one."""
        path = form.copy.original if form.saved is not None else None
        got = claim(path) if path is not None and self._view_of(path) is None else None
        note = self.tr("这是 {time} 的未保存内容，原文件没有改动；确认后请保存。").format(time=form.copy.written_at)
        if isinstance(got, Owner) or self._view_of(path) is not None:
            path, got = None, None
            note = self.tr("这是 {time} 的未保存内容；原文件正被别人打开，请另存为新文件。").format(
                time=form.copy.written_at
            )
        stamp = form.copy.stamp if path is not None else None
        session = Session(form.document, form.template, path=path, notes=(note, *form.notes), stamp=stamp)
        session.mark_modified()
        self._claims[session] = got
        return session

    def _view_of(self, path: Path | None) -> FormView | None:
        if path is None:
            return None
        for view in self._window.views():
            if view.session.path is not None and view.session.path.resolve() == path.resolve():
                return view
        return None

    # -- marks -----------------------------------------------------------------------------------------------------

    def take_over(self, view: FormView) -> None:
        """Edit a form although somebody else's mark lies beside it: read it anew with our mark."""
        if view.session.path is not None:
            self._reopen(view, claim(view.session.path, take_over=True))

    def _reopen(self, view: FormView, got: Claim) -> None:
        path = view.session.path
        if path is None or not self._window.close_view(view):
            return
        if got is not None:
            self._taken[path] = got
        self._window.open_files([path])

    def _offer_way_out(self, view: FormView, owner: Owner) -> None:
        if owner.stale:
            for bar in view.findChildren(NoticeBar):
                if bar.label.text() == view.session.read_only:
                    bar.add_button(self.tr("接管编辑"), lambda: self.take_over(view))
                    return

    def _tell_lost(self, session: Session, sentence: str) -> None:
        view = next((view for view in self._window.views() if view.session is session), None)
        if view is not None:
            _show_notice(view, sentence)

    def _tell_freed(self, session: Session, closed: bool) -> None:
        view = next((view for view in self._window.views() if view.session is session), None)
        if view is None:
            return
        words = (
            self.tr("对方已经关闭这个文件，现在可以编辑。")
            if closed
            else self.tr("对方的打开标记已经失效，可以接管编辑。")
        )
        bar = _show_notice(view, words)
        bar.add_button(self.tr("开始编辑") if closed else self.tr("接管编辑"), lambda: self.take_over(view))


def _show_notice(view: FormView, sentence: str) -> NoticeBar:
    bar = NoticeBar(sentence)
    layout = view.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, bar)
    return bar
