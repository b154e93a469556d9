"""The window: menus, tool bar, a tab for each open form, and the paper at the side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from app.editing.icons import program_icon
from app.editing.recent import RecentFiles
from app.editing.session import Session
from app.editing.settings import Settings
from app.form.places import Place
from widgets import form_files, window_memory
from widgets.actions import ACTIONS, make_actions, make_view_actions
from widgets.exchange_tools import ExchangeTools
from widgets.form_guard import FormGuard
from widgets.form_tabs import FormTabs
from widgets.form_view import FormView
from widgets.marks import plain_tooltip
from widgets.menus import build_menus, build_tool_bar
from widgets.window_tools import WindowTools

if TYPE_CHECKING:
    from app.storage.errors import StorageError
    from widgets.paper_dock import PaperDock
    from widgets.start_page import StartPage

_FORM_FILES = (".jxb", ".json")
_PUT_OFF_MS = 60
"""What is not on the screen at the start is made so long after the first paint; a key typed at once comes first."""


class MainWindow(QMainWindow):
    """One window with many forms."""

    settled = Signal()
    """After the first paint, once: what is not to delay the start may be done now."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings(parent=self)
        self._connected: FormView | None = None
        self._painted = False
        self._paper: PaperDock | None = None
        self.setAcceptDrops(True)
        self.tabs = FormTabs()
        self.tabs.tabCloseRequested.connect(self._close_tab)
        self.tabs.currentChanged.connect(self._show_current)
        self.tabs.renamed.connect(self._show_name)
        self.recent = RecentFiles()
        self.start: StartPage | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self.tabs)
        self.setCentralWidget(self.pages)
        self.guard = FormGuard(self, self)
        self.tools = WindowTools(self)
        self.exchange = ExchangeTools(self)
        self.actions_by_key = {
            **make_actions("window", self),
            **make_view_actions(self, self.current_view),
            **self.tools.make_actions(),
            **self.exchange.make_actions(),
        }
        build_menus(self, self.actions_by_key)
        build_tool_bar(self, self.actions_by_key)
        self.statusBar()  # from the start: made with its first message, it would move everything up
        self.settings.changed.connect(self._take_setting)
        if window_memory.restore(self):
            self.paper.show()
        self._show_current()

    @property
    def paper(self) -> PaperDock:
        """The panel with the paper; made when it is first asked for. Its pages come after the first paint."""
        if self._paper is None:
            from widgets.paper_dock import PaperDock

            self._paper = paper = PaperDock(self)
            window_memory.place_paper(self, paper)
            paper.visibilityChanged.connect(self._paper_shown)
            paper.place_chosen.connect(self._go_to)
            self._fill_paper()
        return self._paper

    def _fill_paper(self) -> None:
        if self._painted and self._paper is not None:
            view = self.current_view()
            self._paper.show_session(view.session if view else None)

    # -- forms -----------------------------------------------------------------------------------------------------

    def current_view(self) -> FormView | None:
        """The page of the form in front, None when no form is open."""
        return self.tabs.current_view()

    def views(self) -> list[FormView]:
        """The pages of all open forms."""
        return self.tabs.views()

    def add_session(self, session: Session) -> FormView:
        """Show a form in a new tab."""
        view = FormView(session)
        session.setParent(view)
        session.checks_off = lambda: self.settings.codes("checks_off")
        session.edit_refused.connect(self.say)
        view.said.connect(self.say)
        session.saved.connect(lambda: self._tell_saved(session))
        self.guard.watch(view)
        self.tabs.add(view)
        self._remember(session)
        self._show_current()
        return view

    def _take_setting(self, key: str) -> None:
        if key == "checks_off":
            for view in self.views():
                view.session.check_now()

    def _tell_saved(self, session: Session) -> None:
        self._remember(session)
        self.say(self.tr("已保存"))

    def _remember(self, session: Session) -> None:
        path = session.path
        if path is not None:
            self._when_settled(lambda: self.recent.add(path))

    def open_files(self, files: Sequence[Path]) -> None:
        """Open forms, each in its tab, and import what is no form file; a form that is open comes to the front.

        A folder is listed at the left.
        """
        from app.storage.errors import StorageError

        unopened: list[tuple[Path, StorageError]] = []
        foreign: list[Path] = []
        for path in files:
            open_view = self.tabs.view_of_file(path)
            if open_view is not None:
                self.tabs.setCurrentWidget(open_view)
            elif path.is_dir():
                self.tools.list_folder(path)
            elif path.suffix.lower() not in _FORM_FILES and _can_import(path):
                foreign.append(path)
            else:
                try:
                    self.add_session(self.guard.open_session(path))
                except StorageError as problem:
                    unopened.append((path, problem))
        if unopened:
            from widgets.unopened_files import tell_unopened

            self._when_settled(lambda: tell_unopened(self, unopened))
        if foreign:
            self._when_settled(lambda: self.import_files(foreign))

    def _when_settled(self, run: Callable[[], None]) -> None:
        """Do something now, or after the window's first paint: a message is not to stand alone before the window."""
        if self._painted:
            run()
        else:
            self.settled.connect(lambda: QTimer.singleShot(0, self, run))

    def import_files(self, files: Sequence[Path]) -> None:
        """Read Word, Excel and PDF files; what the user takes over is a form that no file has yet."""
        from widgets.import_flow import import_files

        for session in import_files(self, files):
            self.add_session(session)

    def _show_name(self, view: FormView) -> None:
        if view is self.current_view():
            name = form_files.form_name(view.session).replace("[*]", "")
            self.setWindowTitle(self.tr("{name}[*] — 绩表").format(name=name))
            self.setWindowModified(view.session.modified)

    def close_view(self, view: FormView) -> bool:
        """Close a form's tab; False when the user wants it open."""
        view.commit_pending()
        if not form_files.may_close(self, view.session):
            return False
        self.guard.forget(view.session)
        if self._paper is not None:
            self._paper.forget(view.session)
        self.tabs.remove(view)
        self._show_current()
        return True

    def _close_tab(self, number: int) -> None:
        view = self.tabs.widget(number)
        if isinstance(view, FormView):
            self.close_view(view)

    def _show_current(self, *_number: int) -> None:
        view = self.current_view()
        if view is not None:
            self.pages.setCurrentWidget(self.tabs)
        elif self.isVisible():
            self.pages.setCurrentWidget(self._start_page())
        for spec in ACTIONS:
            if spec.owner != "tree" and spec.needs_form:
                self.actions_by_key[spec.key].setEnabled(view is not None)
        self._connect(view)
        self._fill_paper()
        if view is None:
            self.setWindowTitle(self.tr("绩表"))
            self.setWindowModified(False)
        else:
            self._show_name(view)
        self._show_steps()

    def _start_page(self) -> StartPage:
        """What is seen while no form is open; made when it is first seen."""
        if self.start is None:
            from widgets.start_page import start_page_of

            self.start = start_page_of(self)
            self.pages.addWidget(self.start)
        return self.start

    def _connect(self, view: FormView | None) -> None:
        """Follow the form in front: its steps, and the place of its cursor."""
        if view is self._connected:
            return
        if self._connected is not None and self._connected in self.views():
            self._connected.session.undo_stack.indexChanged.disconnect(self._show_steps)
            self._connected.entered.disconnect(self._follow_cursor)
        self._connected = view
        if view is not None:
            view.session.undo_stack.indexChanged.connect(self._show_steps)
            view.entered.connect(self._follow_cursor)

    def _show_steps(self, *_index: int) -> None:
        view = self.current_view()
        stack = view.session.undo_stack if view else None
        for key, can, name in (
            ("undo", stack is not None and stack.canUndo(), stack.undoText() if stack else ""),
            ("redo", stack is not None and stack.canRedo(), stack.redoText() if stack else ""),
        ):
            action = self.actions_by_key[key]
            word = self.tr("撤销") if key == "undo" else self.tr("重做")
            action.setText(f"{word} {name}".strip())
            action.setToolTip(plain_tooltip(f"{word} {name}".strip() + f" ({action.shortcut().toString()})"))
            action.setEnabled(can)

    def say(self, sentence: str) -> None:
        """Say something in the status bar."""
        self.statusBar().showMessage(sentence, 6000)

    def _go_to(self, place: object) -> None:
        view = self.current_view()
        if view is not None:
            view.go_to(place)  # type: ignore[arg-type]  # the paper's signal carries a Place

    def go_to(self, session: Session, place: Place) -> None:
        """Bring a form to the front and put the cursor on a datum of it."""
        view = self.tabs.view_of(session)
        if view is not None:
            self.tabs.setCurrentWidget(view)
            view.go_to(place)

    # -- the actions of the list in actions.py ---------------------------------------------------------------------

    def new_form(self) -> None:
        """Begin a form."""
        from widgets.new_form_dialog import NewFormDialog

        dialog = NewFormDialog(self.settings, self)
        session = dialog.session() if dialog.exec() else None
        dialog.deleteLater()
        if session is not None:
            view = self.add_session(session)
            self.activateWindow()
            view.show_head()

    def open_form(self) -> None:
        """Choose files to open."""
        self.open_files(form_files.ask_open(self))

    def save(self) -> None:
        """Save the form in front."""
        view = self.current_view()
        if view is not None:
            view.commit_pending()
            form_files.save(self, view.session)

    def save_as(self) -> None:
        """Save the form in front to another file."""
        view = self.current_view()
        if view is not None:
            view.commit_pending()
            form_files.save_as(self, view.session)

    def close_form(self) -> None:
        """Close the tab in front."""
        view = self.current_view()
        if view is not None:
            self.close_view(view)

    def quit(self) -> None:
        """Close the window."""
        self.close()

    def undo(self) -> None:
        """Take back the last step of the form in front."""
        view = self.current_view()
        if view is not None:
            view.session.undo()

    def redo(self) -> None:
        """Do the last undone step again."""
        view = self.current_view()
        if view is not None:
            view.session.redo()

    def next_form(self) -> None:
        """To the next tab, and round again."""
        self.tabs.walk(1)

    def previous_form(self) -> None:
        """To the tab before, and round again."""
        self.tabs.walk(-1)

    def show_paper(self) -> None:
        """Show or hide the paper."""
        self.paper.setVisible(self.actions_by_key["show_paper"].isChecked())

    # -- window ----------------------------------------------------------------------------------------------------

    def _follow_cursor(self, place: Place) -> None:
        if self._paper is not None:
            self._paper.follow(place)

    def _paper_shown(self, visible: bool) -> None:
        self.actions_by_key["show_paper"].setChecked(visible or self.paper.isVisible())

    def showEvent(self, event: QShowEvent) -> None:
        """Without a form the start page is seen."""
        super().showEvent(event)
        if self.current_view() is None:
            self._show_current()

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint comes what was put off."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(_PUT_OFF_MS, self, self._settle)

    def _settle(self) -> None:
        self.setWindowIcon(program_icon())
        self._fill_paper()
        self.settled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for each changed form, then remember how the window looks."""
        for view in self.views():
            self.tabs.setCurrentWidget(view)
            if not self.close_view(view):
                event.ignore()
                return
        self.guard.close()
        self.tools.close()
        window_memory.keep(self, self.paper)
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dropped files."""
        self.open_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def _can_import(path: Path) -> bool:
    from widgets.import_flow import can_import

    return can_import(path)
