"""The user's settings: declared in one list, read through their types, kept as one small JSON file.

To add a setting, add it to ``SETTINGS``: the dialog, the file and the tests are made from that list. Each has three forms:
stored (JSON), typed (what the dialog shows), used (what ``Settings.get`` gives).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from app import paths

Value = bool | int | str | tuple[str, ...]
Kind = Literal["text", "yes_no", "choice", "codes"]


class Choice(Struct, frozen=True):
    """One of the values of a choice, with the word the user sees."""

    value: str
    label: str


class Setting(Struct, frozen=True):
    """A declared setting. ``codes`` is a list of finding codes. ``needs_restart``: used at the next start only."""

    key: str
    group: str
    label: str
    kind: Kind
    default: Value
    choices: tuple[Choice, ...] = ()
    help: str = ""
    needs_restart: bool = False


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name that lupdate looks for
    """Mark a text for translation; it is translated where it is shown."""
    del context
    return text


FORMS = QT_TRANSLATE_NOOP("Settings", "新建表单")
LOOK = QT_TRANSLATE_NOOP("Settings", "外观")
PAPER = QT_TRANSLATE_NOOP("Settings", "打印与导出")
CHECKS = QT_TRANSLATE_NOOP("Settings", "审核")
GROUPS = (FORMS, LOOK, PAPER, CHECKS)

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "unit",
        FORMS,
        QT_TRANSLATE_NOOP("Settings", "单位名称"),
        "text",
        "",
        help=QT_TRANSLATE_NOOP("Settings", "新建表单时填入实施单位（申报单位）。"),
    ),
    Setting(
        "department",
        FORMS,
        QT_TRANSLATE_NOOP("Settings", "主管部门"),
        "text",
        "",
        help=QT_TRANSLATE_NOOP("Settings", "新建表单时填入主管部门。"),
    ),
    Setting(
        "theme",
        LOOK,
        QT_TRANSLATE_NOOP("Settings", "颜色"),
        "choice",
        "system",
        (
            Choice("system", QT_TRANSLATE_NOOP("Settings", "跟随系统")),
            Choice("light", QT_TRANSLATE_NOOP("Settings", "浅色")),
            Choice("dark", QT_TRANSLATE_NOOP("Settings", "深色")),
        ),
        QT_TRANSLATE_NOOP("Settings", "纸面预览始终是白底黑字。"),
    ),
    Setting(
        "font_size",
        LOOK,
        QT_TRANSLATE_NOOP("Settings", "字号"),
        "choice",
        "system",
        (
            Choice("system", QT_TRANSLATE_NOOP("Settings", "跟随系统")),
            Choice("9", QT_TRANSLATE_NOOP("Settings", "小（9 磅）")),
            Choice("10.5", QT_TRANSLATE_NOOP("Settings", "标准（10.5 磅）")),
            Choice("12", QT_TRANSLATE_NOOP("Settings", "大（12 磅）")),
            Choice("14", QT_TRANSLATE_NOOP("Settings", "特大（14 磅）")),
        ),
    ),
    Setting(
        "language",
        LOOK,
        QT_TRANSLATE_NOOP("Settings", "界面语言"),
        "choice",
        "zh",
        (Choice("zh", "中文"), Choice("en", "English")),
        QT_TRANSLATE_NOOP("Settings", "只改变界面，不改变表单的内容。"),
        needs_restart=True,
    ),
    Setting(
        "paper_follows",
        LOOK,
        QT_TRANSLATE_NOOP("Settings", "纸面跟随光标所在的栏目"),
        "yes_no",
        True,
    ),
    Setting(
        "paper_size",
        PAPER,
        QT_TRANSLATE_NOOP("Settings", "纸张"),
        "choice",
        "template",
        (
            Choice("template", QT_TRANSLATE_NOOP("Settings", "按表样")),
            Choice("A4", "A4"),
            Choice("A3", "A3"),
        ),
    ),
    Setting(
        "paper_orientation",
        PAPER,
        QT_TRANSLATE_NOOP("Settings", "方向"),
        "choice",
        "template",
        (
            Choice("template", QT_TRANSLATE_NOOP("Settings", "按表样")),
            Choice("portrait", QT_TRANSLATE_NOOP("Settings", "纵向")),
            Choice("landscape", QT_TRANSLATE_NOOP("Settings", "横向")),
        ),
    ),
    Setting(
        "paper_margins",
        PAPER,
        QT_TRANSLATE_NOOP("Settings", "页边距"),
        "choice",
        "template",
        (
            Choice("template", QT_TRANSLATE_NOOP("Settings", "按表样")),
            Choice("narrow", QT_TRANSLATE_NOOP("Settings", "窄（12 毫米）")),
            Choice("wide", QT_TRANSLATE_NOOP("Settings", "宽（25 毫米）")),
            Choice("binding", QT_TRANSLATE_NOOP("Settings", "左侧装订（左 28 毫米）")),
        ),
    ),
    Setting(
        "page_numbers",
        PAPER,
        QT_TRANSLATE_NOOP("Settings", "打印页码（第 n 页 共 m 页）"),
        "yes_no",
        False,
    ),
    Setting(
        "closing_lines",
        PAPER,
        QT_TRANSLATE_NOOP("Settings", "打印表后的填表人、审核人、填报日期"),
        "yes_no",
        False,
    ),
    Setting(
        "remarks",
        PAPER,
        QT_TRANSLATE_NOOP("Settings", "打印随表导入的说明和备注"),
        "yes_no",
        True,
    ),
    Setting(
        "fit_one_page",
        PAPER,
        QT_TRANSLATE_NOOP("Settings", "放得下时缩至一页"),
        "yes_no",
        False,
        help=QT_TRANSLATE_NOOP("Settings", "字号不小于 8 磅；放不下时按原字号分页。"),
    ),
    Setting(
        "draft_mark",
        PAPER,
        QT_TRANSLATE_NOOP("Settings", "打印“草稿”字样"),
        "yes_no",
        False,
    ),
    Setting(
        "open_exported",
        PAPER,
        QT_TRANSLATE_NOOP("Settings", "导出后打开文件"),
        "yes_no",
        True,
    ),
    Setting(
        "checks_off",
        CHECKS,
        QT_TRANSLATE_NOOP("Settings", "不做的检查"),
        "codes",
        (),
        help=QT_TRANSLATE_NOOP("Settings", "取消勾选的检查在所有表单中都不再提示。"),
    ),
)

_BY_KEY = {setting.key: setting for setting in SETTINGS}


def used_value(setting: Setting, stored: object) -> Value:
    """The value to use for what a settings file holds; the default where that has not the declared type."""
    match setting.kind:
        case "yes_no":
            return stored if isinstance(stored, bool) else setting.default
        case "text":
            return stored if isinstance(stored, str) else setting.default
        case "choice":
            return (
                stored if isinstance(stored, str) and stored in {c.value for c in setting.choices} else setting.default
            )
        case "codes":
            if isinstance(stored, list | tuple):
                return tuple(code for code in stored if isinstance(code, str))
            return setting.default


class Settings(QObject):
    """The settings in use. What the file has beyond the declared ones is kept."""

    changed = Signal(str)
    """The key of a setting that has a new value."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path or paths.config_folder() / "settings.json"
        self._stored: dict[str, object] = _read(self._path)

    def get(self, key: str) -> Value:
        """The value in use. Raises KeyError for a setting that is not declared."""
        setting = _BY_KEY[key]
        return used_value(setting, self._stored.get(key, setting.default))

    def text(self, key: str) -> str:
        """The value of a text or a choice."""
        return str(self.get(key))

    def on(self, key: str) -> bool:
        """The value of a yes or no."""
        return self.get(key) is True

    def codes(self, key: str) -> tuple[str, ...]:
        """The value of a list of codes."""
        value = self.get(key)
        return value if isinstance(value, tuple) else ()

    def set(self, key: str, value: Value) -> None:
        """Use another value from now on and write the file."""
        if value == self.get(key):
            return
        self._stored[key] = list(value) if isinstance(value, tuple) else value
        self._write()
        self.changed.emit(key)

    def _write(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            aside = self._path.with_suffix(".new")
            aside.write_text(json.dumps(self._stored, indent=2) + "\n", encoding="utf-8")
            aside.replace(self._path)
        except OSError as error:
            # A settings folder that cannot be written must not stop the work; the value holds until the program ends.
            import logging

            logging.getLogger(__name__).warning("settings not written: %s", error)


def _read(path: Path) -> dict[str, object]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        import logging

        logging.getLogger(__name__).warning("settings not read: %s", error)
        return {}
    return stored if isinstance(stored, dict) else {}
