"""Everything a person can do from a menu, a button or a key, declared in one list.

To add an action: add it here, and give the widget named by ``owner`` a method of the same name as ``key``. The menus, the
tool bar, the page of shortcuts in the manual and the tests are made from this list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.editing.icons import icon

Owner = Literal["window", "view", "tools", "exchange", "tree"]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  # the name that lupdate looks for
    """Mark a text for translation; it is translated where it is shown."""
    del context
    return text


class ActionSpec(Struct, frozen=True):
    """One action. ``menu`` is the menu it stands in, empty for none; ``rule_before`` draws a line above it there."""

    key: str
    text: str
    owner: Owner = "window"
    menu: str = ""
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    rule_before: bool = False
    checkable: bool = False
    needs_form: bool = True


FILE = QT_TRANSLATE_NOOP("Actions", "文件(&F)")
EDIT = QT_TRANSLATE_NOOP("Actions", "编辑(&E)")
TREE = QT_TRANSLATE_NOOP("Actions", "指标(&I)")
VIEW = QT_TRANSLATE_NOOP("Actions", "查看(&V)")
HELP = QT_TRANSLATE_NOOP("Actions", "帮助(&H)")
MENUS = (FILE, EDIT, TREE, VIEW, HELP)

_T = QT_TRANSLATE_NOOP

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_form", _T("Actions", "新建…"), menu=FILE, shortcuts=("Ctrl+N",), icon="new", needs_form=False),
    ActionSpec("open_form", _T("Actions", "打开…"), menu=FILE, shortcuts=("Ctrl+O",), icon="open", needs_form=False),
    ActionSpec("save", _T("Actions", "保存"), menu=FILE, shortcuts=("Ctrl+S",), icon="save", rule_before=True),
    ActionSpec("save_as", _T("Actions", "另存为…"), menu=FILE, shortcuts=("Ctrl+Shift+S",), icon="save-as"),
    ActionSpec("restore_previous", _T("Actions", "恢复上一次保存"), "tools", FILE),
    ActionSpec(
        "import_forms",
        _T("Actions", "导入 Word、Excel、PDF…"),
        "exchange",
        FILE,
        (),
        "import",
        rule_before=True,
        needs_form=False,
    ),
    ActionSpec(
        "import_pasted",
        _T("Actions", "导入剪贴板中的表格"),
        "exchange",
        FILE,
        ("Ctrl+Shift+V",),
        "paste",
        needs_form=False,
    ),
    ActionSpec("make_next_year", _T("Actions", "生成下一年度申报表"), "exchange", FILE, (), "carry", rule_before=True),
    ActionSpec("make_self_evaluation", _T("Actions", "生成自评表"), "exchange", FILE, (), "score"),
    ActionSpec("print_form", _T("Actions", "打印…"), "exchange", FILE, ("Ctrl+P",), "print", rule_before=True),
    ActionSpec(
        "export_form",
        _T("Actions", "导出…"),
        "exchange",
        FILE,
        ("Ctrl+E",),
        "export",
        _T("Actions", "导出为 PDF、Excel、Word"),
    ),
    ActionSpec("make_book", _T("Actions", "汇总与批量导出…"), "exchange", FILE, (), "book", needs_form=False),
    ActionSpec("close_form", _T("Actions", "关闭"), menu=FILE, shortcuts=("Ctrl+W",), icon="close", rule_before=True),
    ActionSpec("quit", _T("Actions", "退出"), menu=FILE, shortcuts=("Ctrl+Q",), needs_form=False),
    ActionSpec("undo", _T("Actions", "撤销"), menu=EDIT, shortcuts=("Ctrl+Z",), icon="undo"),
    ActionSpec("redo", _T("Actions", "重做"), menu=EDIT, shortcuts=("Ctrl+Y", "Ctrl+Shift+Z"), icon="redo"),
    ActionSpec(
        "next_finding",
        _T("Actions", "下一条审核意见"),
        owner="view",
        menu=EDIT,
        shortcuts=("F8",),
        icon="next-finding",
        rule_before=True,
    ),
    ActionSpec("previous_finding", _T("Actions", "上一条审核意见"), "view", EDIT, ("Shift+F8",)),
    ActionSpec(
        "fix_finding",
        _T("Actions", "按建议修改"),
        "view",
        EDIT,
        ("Ctrl+.",),
        "fix",
        _T("Actions", "采用所选审核意见的修改建议"),
    ),
    ActionSpec(
        "find_replace",
        _T("Actions", "查找和替换…"),
        "tools",
        EDIT,
        ("Ctrl+F", "Ctrl+H"),
        "find-replace",
        rule_before=True,
    ),
    ActionSpec("compare", _T("Actions", "比较…"), "tools", EDIT, ("Ctrl+K",), "compare"),
    ActionSpec(
        "add_indicator",
        _T("Actions", "新增指标"),
        "tree",
        TREE,
        ("Ins", "Ctrl+Return"),
        "add",
        _T("Actions", "在当前位置之后新增一行指标"),
    ),
    ActionSpec("add_sibling", _T("Actions", "新增同级"), "tree", TREE, (), "", _T("Actions", "在当前行之后新增同一级")),
    ActionSpec(
        "add_child", _T("Actions", "新增下级"), "tree", TREE, (), "add-below", _T("Actions", "在当前行之下新增下一级")
    ),
    ActionSpec("rename", _T("Actions", "修改"), "tree", TREE, ("F2",), "rename"),
    ActionSpec("duplicate", _T("Actions", "复制一份"), "tree", TREE, ("Ctrl+D",), "duplicate", rule_before=True),
    ActionSpec(
        "remove", _T("Actions", "删除"), "tree", TREE, ("Del",), "delete", _T("Actions", "删除选中的行，可撤销")
    ),
    ActionSpec("move_up", _T("Actions", "上移"), "tree", TREE, ("Alt+Up",), "up", rule_before=True),
    ActionSpec("move_down", _T("Actions", "下移"), "tree", TREE, ("Alt+Down",), "down"),
    ActionSpec("cut", _T("Actions", "剪切"), "tree", TREE, ("Ctrl+X",), "cut", rule_before=True),
    ActionSpec(
        "copy",
        _T("Actions", "复制"),
        "tree",
        TREE,
        ("Ctrl+C",),
        "copy",
        _T("Actions", "复制选中的行，可粘贴到 Excel、WPS"),
    ),
    ActionSpec(
        "paste", _T("Actions", "粘贴"), "tree", TREE, ("Ctrl+V",), "paste", _T("Actions", "粘贴从 Excel、WPS 复制的行")
    ),
    ActionSpec("expand_all", _T("Actions", "全部展开"), "tree", TREE, (), "expand-all", rule_before=True),
    ActionSpec("collapse_all", _T("Actions", "全部折叠"), "tree", TREE, (), "collapse-all"),
    ActionSpec("show_indicators", _T("Actions", "指标"), owner="view", menu=VIEW, shortcuts=("Ctrl+1",), icon="tree"),
    ActionSpec("show_texts", _T("Actions", "目标与文字"), owner="view", menu=VIEW, shortcuts=("Ctrl+2",), icon="text"),
    ActionSpec("show_funding", _T("Actions", "资金"), owner="view", menu=VIEW, shortcuts=("Ctrl+3",), icon="money"),
    ActionSpec("show_head", _T("Actions", "基本信息"), owner="view", menu=VIEW, shortcuts=("Ctrl+4",), icon="more"),
    ActionSpec("show_scores", _T("Actions", "得分"), owner="view", menu=VIEW, shortcuts=("Ctrl+5",), icon="score"),
    ActionSpec(
        "next_form", _T("Actions", "下一份表单"), menu=VIEW, shortcuts=("Ctrl+Tab", "Ctrl+PgDown"), rule_before=True
    ),
    ActionSpec("previous_form", _T("Actions", "上一份表单"), menu=VIEW, shortcuts=("Ctrl+Shift+Tab", "Ctrl+PgUp")),
    ActionSpec("next_panel", _T("Actions", "转到下一个区域"), owner="view", menu=VIEW, shortcuts=("F6",)),
    ActionSpec(
        "show_paper",
        _T("Actions", "纸面"),
        menu=VIEW,
        shortcuts=("F9",),
        icon="paper",
        tip=_T("Actions", "显示或隐藏打印页面"),
        rule_before=True,
        checkable=True,
    ),
    ActionSpec(
        "show_folder",
        _T("Actions", "文件夹"),
        "tools",
        VIEW,
        ("F7",),
        "folder",
        _T("Actions", "显示或隐藏一个文件夹中所有表单的列表"),
        checkable=True,
        needs_form=False,
    ),
    ActionSpec(
        "show_settings", _T("Actions", "设置…"), "tools", VIEW, icon="settings", rule_before=True, needs_form=False
    ),
    ActionSpec("show_manual", _T("Actions", "使用手册"), "tools", HELP, ("F1",), "help", needs_form=False),
    ActionSpec("show_shortcuts", _T("Actions", "快捷键"), "tools", HELP, needs_form=False),
    ActionSpec("show_about", _T("Actions", "关于绩表"), "tools", HELP, icon="about", needs_form=False),
)


def translated(text: str) -> str:
    """The words of an action in the language of the window."""
    return QCoreApplication.translate("Actions", text)


def make_action(spec: ActionSpec, owner: QWidget, run: Callable[[], object]) -> QAction:
    """The Qt action of a declaration; its keys work in the owner (for ``tree`` only while it has the focus itself)."""
    action = QAction(translated(spec.text), owner)
    action.setObjectName(spec.key)
    action.setIconText(translated(spec.text).rstrip("…"))
    action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
    if spec.owner == "tree":
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    if spec.icon:
        action.setIcon(icon(spec.icon))
    action.setCheckable(spec.checkable)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    said = translated(spec.tip) if spec.tip else translated(spec.text).rstrip("…")
    action.setToolTip(f"{said} ({keys})" if keys else said)
    action.triggered.connect(lambda *_checked: run())
    owner.addAction(action)
    return action


def make_actions(owner_name: Owner, owner: QWidget) -> dict[str, QAction]:
    """All actions of an owner, each bound to its method of the same name."""
    return {
        spec.key: make_action(spec, owner, getattr(owner, spec.key)) for spec in ACTIONS if spec.owner == owner_name
    }


def make_view_actions(window: QWidget, front: Callable[[], object | None]) -> dict[str, QAction]:
    """The actions that the form in front does itself; without one they do nothing."""

    def run(key: str) -> None:
        view = front()
        if view is not None:
            getattr(view, key)()

    return {
        spec.key: make_action(spec, window, lambda key=spec.key: run(key))  # type: ignore[misc]  # bound at once
        for spec in ACTIONS
        if spec.owner == "view"
    }
