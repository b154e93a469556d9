"""The window's tools beside plain opening, saving and editing: comparing, finding, earlier saves, the folder, help.

Each is one method with the name of its action in ``widgets.actions``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.form.edits import ReplaceDocument
from widgets import form_files
from widgets.actions import ACTIONS, make_action
from widgets.messages import tell

if TYPE_CHECKING:
    from app.editing.session import Session
    from widgets.compare_view import CompareView, Side
    from widgets.main_window import MainWindow


class WindowTools(QObject):
    """The tools of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def make_actions(self) -> dict[str, QAction]:
        """The actions of the tools, to stand in the window's menus."""
        return {
            spec.key: make_action(spec, self._window, getattr(self, spec.key))
            for spec in ACTIONS
            if spec.owner == "tools"
        }

    def restore_previous(self) -> None:
        """Bring back the state before the last save, as one undo step."""
        from app.storage.document_files import load_previous
        from app.storage.errors import StorageError

        view = self._window.current_view()
        if view is None:
            return
        view.commit_pending()
        session = view.session
        try:
            kept = load_previous(session.path) if session.path else None
        except StorageError as problem:
            form_files.say_unreadable(self._window, [str(problem)])
            return
        if kept is None:
            tell(self._window, self.tr("这份表单还没有上一次保存的副本。"))
        elif session.edit(ReplaceDocument(kept.document), self.tr("恢复上一次保存")):
            self._window.say(self.tr("已恢复到上一次保存的内容，可撤销；保存后才会写入文件。"))

    def compare(self) -> None:
        """Compare the form in front with something else."""
        from widgets.compare_choice import ask_side

        view = self._window.current_view()
        if view is None:
            return
        view.commit_pending()
        side = ask_side(self._window, view.session, [other.session for other in self._window.views()])
        if side is not None:
            self.show_comparison(view.session, side)

    def show_comparison(self, session: Session, theirs: Side) -> CompareView:
        """Show how an open form differs from something else."""
        from widgets.compare_view import CompareView, Side

        mine = Side(form_files.form_name(session), session.document)
        dialog = CompareView(mine, theirs, session.template, session, self._window)
        dialog.place_chosen.connect(lambda place: self._window.go_to(session, place))
        session.destroyed.connect(dialog.close)
        dialog.show()
        return dialog

    def show_settings(self) -> None:
        """The settings."""
        from widgets.settings_dialog import SettingsDialog

        SettingsDialog(self._window.settings, self._window).exec()

    def show_about(self) -> None:
        """What this program is and whose work it uses."""
        from widgets.about import about_text

        tell(self._window, about_text())
