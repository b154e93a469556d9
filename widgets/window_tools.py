"""The window's tools beside plain opening, saving and editing: comparing, finding, earlier saves, the folder, help.

Each is one method with the name of its action in ``widgets.actions``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit

from app import paths
from app.form.edits import ReplaceDocument
from widgets import form_files
from widgets.actions import ACTIONS, make_action
from widgets.messages import tell

if TYPE_CHECKING:
    from app.editing.session import Session
    from widgets.compare_view import CompareView, Side
    from widgets.find_panel import FindPanel
    from widgets.folder_panel import FolderPanel
    from widgets.help_view import HelpView
    from widgets.main_window import MainWindow

_SHOWN = "1"


class WindowTools(QObject):
    """The tools of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._find: FindPanel | None = None
        self._folder: FolderPanel | None = None
        self._help: HelpView | None = None
        window.settled.connect(self.restore)

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

    def find_replace(self) -> None:
        """Find and replace, in the form in front or in all of them."""
        if self._find is None:
            self._find = self._make_find()
        self._find.open(_selected_text())

    def _make_find(self) -> FindPanel:
        from widgets.find_panel import FindPanel, Forms

        window = self._window

        def current() -> Session | None:
            view = window.current_view()
            return view.session if view is not None else None

        def commit() -> None:
            view = window.current_view()
            if view is not None:
                view.commit_pending()

        panel = FindPanel(Forms(current, lambda: [view.session for view in window.views()], commit), window)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, panel)
        panel.place_chosen.connect(window.go_to)
        panel.said.connect(window.say)
        window.tabs.currentChanged.connect(lambda _number: panel.search() if panel.isVisible() else None)
        return panel

    def show_folder(self) -> None:
        """Show or hide the list of a folder's forms."""
        panel = self._folder
        if panel is None:
            panel = self._make_folder()
            panel.show()
        else:
            panel.setVisible(not panel.isVisible())
        if panel.isVisible():
            panel.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def list_folder(self, folder: Path) -> None:
        """List the forms of a folder that was dropped onto the window or named on the command line."""
        panel = self._folder or self._make_folder()
        panel.show_folder(folder)
        panel.show()

    def restore(self) -> None:
        """Show again what was shown when the window was closed."""
        if _memory().value("folder_shown") == _SHOWN:
            self._make_folder().show()
            self._tick_folder()

    def close(self) -> None:
        """The window closes."""
        memory = _memory()
        memory.setValue("folder_shown", _SHOWN if self._folder is not None and self._folder.isVisible() else "0")
        if self._folder is not None:
            memory.setValue("folder", str(self._folder.folder or ""))
            self._folder.close_reader()

    def _make_folder(self) -> FolderPanel:
        from widgets.folder_panel import FolderPanel

        window = self._window
        self._folder = panel = FolderPanel(window)
        if not window.restoreDockWidget(panel):
            window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, panel)
        panel.file_chosen.connect(lambda path: window.open_files([path]))
        panel.visibilityChanged.connect(lambda _visible: self._tick_folder())
        panel.reader.leave_out(window.settings.codes("checks_off"))
        window.settings.changed.connect(
            lambda key: panel.reader.leave_out(window.settings.codes(key)) if key == "checks_off" else None
        )
        panel.show_folder(self._first_folder())
        window.tabs.renamed.connect(lambda _view: self._show_open())
        window.tabs.currentChanged.connect(lambda _number: self._show_open())
        self._show_open()
        return panel

    def _first_folder(self) -> Path:
        """The folder of the form in front, else the one shown last, else where documents are."""
        view = self._window.current_view()
        if view is not None and view.session.path is not None:
            return view.session.path.absolute().parent
        remembered = Path(str(_memory().value("folder") or ""))
        return remembered if remembered.is_absolute() and remembered.is_dir() else paths.documents_folder()

    def _tick_folder(self) -> None:
        action = self._window.actions_by_key.get("show_folder")
        if action is not None and self._folder is not None:
            action.setChecked(self._folder.isVisible())

    def _show_open(self) -> None:
        states = {
            view.session.path.absolute(): "unsaved" if view.session.modified else "open"
            for view in self._window.views()
            if view.session.path is not None
        }
        if self._folder is not None:
            self._folder.show_open(states)

    def show_manual(self) -> None:
        """F1: how to fill in the cell with the cursor, where the template says so; else the manual, from the tree at its chapter."""
        view, focused = self._window.current_view(), QApplication.focusWidget()
        if view is not None and focused is not None and (focused is view.tree or view.tree.isAncestorOf(focused)):
            from app.form.help import help_at
            from widgets.marks import show_help

            place = view.tree.indicators.place_of(view.tree.currentIndex())
            text = help_at(view.session.document, view.session.template, place) if place is not None else ""
            if text:
                show_help(focused, text)
            else:
                self._show_help_view().show_filling_in()
            return
        self._show_help_view().show_manual()

    def show_shortcuts(self) -> None:
        """All shortcuts on one page."""
        self._show_help_view().show_shortcuts()

    def _show_help_view(self) -> HelpView:
        from widgets.help_view import HelpView

        if self._help is None:
            self._help = HelpView(self._window)
        self._help.show()
        if self._help.isMinimized():
            self._help.showNormal()
        return self._help

    def show_settings(self) -> None:
        """The settings."""
        from widgets.settings_dialog import SettingsDialog

        SettingsDialog(self._window.settings, self._window).exec()

    def show_about(self) -> None:
        """What this program is and whose work it uses."""
        from widgets.about_dialog import AboutDialog

        AboutDialog(self._window).exec()


def _selected_text() -> str:
    """What is selected in the field with the cursor, if it is one line."""
    from PySide6.QtWidgets import QPlainTextEdit

    focused = QApplication.focusWidget()
    text = ""
    if isinstance(focused, QLineEdit):
        text = focused.selectedText()
    elif isinstance(focused, QPlainTextEdit):
        text = focused.textCursor().selectedText()
    return "" if "\u2029" in text else text


def _memory() -> QSettings:
    return QSettings(str(paths.state_folder() / "window.ini"), QSettings.Format.IniFormat)
