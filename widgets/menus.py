"""The menus and the tool bar of the window, made from the list of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from app.editing.icons import icon
from widgets.actions import ACTIONS, MENUS, TREE, translated
from widgets.marks import plain_tooltip

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

_TOOL_BAR = ("new_form", "open_form", "save", "", "undo", "redo", "", "next_finding", "", "print_form", "export_form")
_ICONS_ONLY = ("undo", "redo")
_AT_THE_END = ("show_folder", "show_paper")
_RECENT_SHOWN = 12


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)


def build_menus(window: MainWindow, actions: dict[str, QAction]) -> None:
    """Fill the menu bar."""
    for name in MENUS:
        menu = window.menuBar().addMenu(translated(name))
        for spec in ACTIONS:
            if spec.menu != name or spec.owner == "tree":
                continue
            if spec.rule_before:
                menu.addSeparator()
            menu.addAction(actions[spec.key])
            if spec.key == "open_form":
                _add_recent(window, menu)
        if name == TREE:
            _follow_tree(window, menu)


def _add_recent(window: MainWindow, menu: QMenu) -> None:
    recent = menu.addMenu(icon("recent"), _tr("最近打开"))

    def fill() -> None:
        recent.clear()
        for path in window.recent.files()[:_RECENT_SHOWN]:
            action = recent.addAction(path.stem.replace("&", "&&"))
            action.setToolTip(plain_tooltip(str(path)))
            action.triggered.connect(lambda _checked=False, path=path: window.open_files([path]))
        if recent.isEmpty():
            recent.addAction(_tr("还没有打开过表单")).setEnabled(False)

    recent.setToolTipsVisible(True)
    recent.aboutToShow.connect(fill)


def _follow_tree(window: MainWindow, menu: QMenu) -> None:
    """The menu of the indicators has the actions of the tree in front."""

    def fill() -> None:
        menu.clear()
        view = window.current_view()
        if view is not None:
            view.tree.fill_menu(menu)

    menu.aboutToShow.connect(fill)


def build_tool_bar(window: MainWindow, actions: dict[str, QAction]) -> None:
    """Make the tool bar: words beside the icons, undo and redo as icons, panels at the end."""
    bar = QToolBar(_tr("工具栏"))
    bar.setObjectName("tool_bar")
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    side = round(window.fontMetrics().height() * 1.15)
    bar.setIconSize(QSize(side, side))
    for key in _TOOL_BAR:
        if not key:
            bar.addSeparator()
            continue
        bar.addAction(actions[key])
        button = bar.widgetForAction(actions[key])
        if key in _ICONS_ONLY and isinstance(button, QToolButton):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    gap = QWidget()
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(gap)
    for key in _AT_THE_END:
        bar.addAction(actions[key])
    window.addToolBar(bar)
