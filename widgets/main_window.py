"""The window: menus, tool bar, a tab for each open form, and the paper at the side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QWidget,
)

from app import paths
from app.editing.icons import program_icon
from app.editing.session import Session
from app.editing.settings import Settings
from app.form.places import Place
from widgets import form_files
from widgets.actions import ACTIONS, MENUS, TREE, make_actions, translated
from widgets.flat_tabs import FlatTabs
from widgets.form_guard import FormGuard
from widgets.form_view import FormView
from widgets.paper_dock import PaperDock
from widgets.window_tools import WindowTools

_TOOL_BAR = ("new_form", "open_form", "save", "", "undo", "redo", "", "next_finding", "", "export_pdf")
_ICONS_ONLY = ("undo", "redo")
_FORM_FILES = (".jxb", ".json")
_WIDE_ENOUGH_FOR_PAPER = 1500
_PAPER_SHARE = 0.32


class MainWindow(QMainWindow):
    """One window with many forms."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings(parent=self)
        self._connected: FormView | None = None
        self.setWindowIcon(program_icon())
        self.setAcceptDrops(True)
        self.tabs = FlatTabs()
        self.tabs.setTabsClosable(True)
        self.tabs.setMovable(True)
        self.tabs.setTabBarAutoHide(True)
        # Ctrl+Tab walks the forms; a hidden bar in the focus chain would swallow the Tab key of the last field.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabCloseRequested.connect(self._close_tab)
        self.tabs.currentChanged.connect(self._show_current)
        self.empty = QWidget()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.tabs)
        self.setCentralWidget(self.pages)
        self.paper = PaperDock(self)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.paper)
        self.guard = FormGuard(self, self)
        self.tools = WindowTools(self)
        self.actions_by_key = make_actions("window", self) | self.tools.make_actions()
        self._build_menus()
        self._build_tool_bar()
        self.paper.visibilityChanged.connect(self._paper_shown)
        self.paper.place_chosen.connect(self._go_to)
        self._restore_layout()
        self._show_current()

    # -- building --------------------------------------------------------------------------------------------------

    def _build_menus(self) -> None:
        self._tree_menu: QMenu | None = None
        for name in MENUS:
            menu = self.menuBar().addMenu(translated(name))
            if name == TREE:
                self._tree_menu = menu
                menu.aboutToShow.connect(self._fill_tree_menu)
            for spec in ACTIONS:
                if spec.menu == name and spec.owner != "tree":
                    if spec.rule_before:
                        menu.addSeparator()
                    menu.addAction(self.actions_by_key[spec.key])

    def _build_tool_bar(self) -> None:
        bar = QToolBar(self.tr("工具栏"))
        bar.setObjectName("tool_bar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        side = round(self.fontMetrics().height() * 1.15)
        bar.setIconSize(QSize(side, side))
        for key in _TOOL_BAR:
            if not key:
                bar.addSeparator()
                continue
            bar.addAction(self.actions_by_key[key])
            if key in _ICONS_ONLY:
                button = bar.widgetForAction(self.actions_by_key[key])
                assert isinstance(button, QToolButton)
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        bar.addAction(self.actions_by_key["show_paper"])
        self.addToolBar(bar)

    def _fill_tree_menu(self) -> None:
        assert self._tree_menu is not None
        self._tree_menu.clear()
        view = self.current_view()
        if view is not None:
            view.tree.fill_menu(self._tree_menu)

    # -- forms -----------------------------------------------------------------------------------------------------

    def current_view(self) -> FormView | None:
        """The page of the form in front, None when no form is open."""
        widget = self.tabs.currentWidget()
        return widget if isinstance(widget, FormView) else None

    def views(self) -> list[FormView]:
        """The pages of all open forms."""
        pages = (self.tabs.widget(number) for number in range(self.tabs.count()))
        return [page for page in pages if isinstance(page, FormView)]

    def add_session(self, session: Session) -> FormView:
        """Show a form in a new tab."""
        view = FormView(session)
        session.setParent(view)
        number = self.tabs.addTab(view, "")
        session.modified_changed.connect(lambda *_: self._name_tab(view))
        session.path_changed.connect(lambda: self._name_tab(view))
        session.document_changed.connect(lambda *_: self._name_unsaved(view))
        session.edit_refused.connect(self.say)
        session.saved.connect(lambda: self.say(self.tr("已保存")))
        self.guard.watch(view)
        self._name_tab(view)
        self.tabs.setCurrentIndex(number)
        self._show_current()
        return view

    def open_files(self, files: Sequence[Path]) -> None:
        """Open forms, each in its tab; a form that is open already comes to the front."""
        from app.storage.errors import StorageError

        problems: list[str] = []
        for path in files:
            if self._bring_to_front(path):
                continue
            try:
                self.add_session(self.guard.open_session(path))
            except StorageError as problem:
                problems.append(str(problem))
        form_files.say_unreadable(self, problems)

    def _bring_to_front(self, path: Path) -> bool:
        for view in self.views():
            own = view.session.path
            if own is not None and own.resolve() == path.resolve():
                self.tabs.setCurrentWidget(view)
                return True
        return False

    def _name_tab(self, view: FormView) -> None:
        session = view.session
        name = form_files.form_name(session)
        number = self.tabs.indexOf(view)
        mark = "● " if session.modified else ""
        self.tabs.setTabText(number, mark + name.replace("&", "&&"))
        self.tabs.setTabToolTip(number, str(session.path or ""))
        if view is self.current_view():
            self.setWindowTitle(self.tr("{name}[*] — 绩表").format(name=name.replace("[*]", "")))
            self.setWindowModified(session.modified)

    def _name_unsaved(self, view: FormView) -> None:
        if view.session.path is None:
            self._name_tab(view)

    def close_view(self, view: FormView) -> bool:
        """Close a form's tab; False when the user wants it open."""
        return self._close_tab(self.tabs.indexOf(view))

    def _close_tab(self, number: int) -> bool:
        view = self.tabs.widget(number)
        assert isinstance(view, FormView)
        view.commit_pending()
        if not form_files.may_close(self, view.session):
            return False
        self.guard.forget(view.session)
        self.paper.forget(view.session)
        self.tabs.removeTab(number)
        view.deleteLater()
        self._show_current()
        return True

    def _show_current(self, *_number: int) -> None:
        view = self.current_view()
        self.pages.setCurrentWidget(self.tabs if view else self.empty)
        for spec in ACTIONS:
            if spec.owner != "tree" and spec.needs_form:
                self.actions_by_key[spec.key].setEnabled(view is not None)
        self._connect(view)
        self.paper.show_session(view.session if view else None)
        if view is None:
            self.setWindowTitle(self.tr("绩表"))
            self.setWindowModified(False)
        else:
            self._name_tab(view)
        self._show_steps()

    def _connect(self, view: FormView | None) -> None:
        """Follow the form in front: its steps, and the place of its cursor."""
        if view is self._connected:
            return
        if self._connected is not None and self._connected in self.views():
            self._connected.session.undo_stack.indexChanged.disconnect(self._show_steps)
            self._connected.entered.disconnect(self.paper.follow)
        self._connected = view
        if view is not None:
            view.session.undo_stack.indexChanged.connect(self._show_steps)
            view.entered.connect(self.paper.follow)

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
            action.setToolTip(f"{word} {name}".strip() + f" ({action.shortcut().toString()})")
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
        for view in self.views():
            if view.session is session:
                self.tabs.setCurrentWidget(view)
                view.go_to(place)

    # -- the actions of the list in actions.py ---------------------------------------------------------------------

    def new_form(self) -> None:
        """Begin a form."""
        from widgets.new_form_dialog import NewFormDialog

        dialog = NewFormDialog(self.settings, self)
        if dialog.exec() and (session := dialog.session()) is not None:
            view = self.add_session(session)
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

    def export_pdf(self) -> None:
        """Write the paper as PDF."""
        view = self.current_view()
        if view is not None:
            view.commit_pending()
            from widgets.export import export_pdf

            export_pdf(self, view.session)

    def close_form(self) -> None:
        """Close the tab in front."""
        if self.tabs.currentIndex() >= 0:
            self._close_tab(self.tabs.currentIndex())

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

    def next_finding(self) -> None:
        """Go to the next finding of the form."""
        view = self.current_view()
        if view is not None:
            view.findings.go_to_next()

    def next_form(self) -> None:
        """To the next tab, and round again."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def previous_form(self) -> None:
        """To the tab before, and round again."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() - 1) % self.tabs.count())

    def show_indicators(self) -> None:
        """To the indicators."""
        view = self.current_view()
        if view is not None:
            view.show_tab(0)

    def show_texts(self) -> None:
        """To the long texts."""
        view = self.current_view()
        if view is not None:
            view.show_tab(1)

    def show_funding(self) -> None:
        """To the money."""
        view = self.current_view()
        if view is not None:
            view.show_funding()

    def show_head(self) -> None:
        """To the head fields."""
        view = self.current_view()
        if view is not None:
            view.show_head()

    def next_panel(self) -> None:
        """F6: to the next part of the page."""
        view = self.current_view()
        if view is not None:
            view.next_panel()

    def show_paper(self) -> None:
        """Show or hide the paper."""
        self.paper.setVisible(self.actions_by_key["show_paper"].isChecked())

    # -- window ----------------------------------------------------------------------------------------------------

    def _paper_shown(self, visible: bool) -> None:
        self.actions_by_key["show_paper"].setChecked(visible or self.paper.isVisible())

    def _memory(self) -> QSettings:
        return QSettings(str(paths.state_folder() / "window.ini"), QSettings.Format.IniFormat)

    def _restore_layout(self) -> None:
        memory = self._memory()
        geometry, state = memory.value("geometry"), memory.value("state")
        if isinstance(geometry, QByteArray) and isinstance(state, QByteArray):
            self.restoreGeometry(geometry)
            self.restoreState(state)
            return
        room = QGuiApplication.primaryScreen().availableGeometry().size()
        self.resize(room.boundedTo(QSize(1280, 800)) if room.width() < 1600 else room * 0.85)
        self.paper.setVisible(self.width() >= _WIDE_ENOUGH_FOR_PAPER)
        self.resizeDocks([self.paper], [round(self.width() * _PAPER_SHARE)], Qt.Orientation.Horizontal)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for each changed form, then remember how the window looks."""
        while self.tabs.count():
            self.tabs.setCurrentIndex(self.tabs.count() - 1)
            if not self._close_tab(self.tabs.count() - 1):
                event.ignore()
                return
        memory = self._memory()
        memory.setValue("geometry", self.saveGeometry())
        memory.setValue("state", self.saveState())
        self.guard.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dropped files."""
        self.open_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
