"""The command line: the same engine as the window, without Qt.

Each command is a module with ``add_arguments(parser)`` and ``run(arguments) -> exit code``; it is imported only when called.
To add one: write the module and name it in ``COMMANDS``.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

COMMANDS: dict[str, str] = {
    "new": "新建一张空白表格",
    "check": "检查表格，列出错误、提醒和建议",
    "import": "导入 Word、Excel、PDF、CSV 等文件，每张表写成一个 .jxb",
    "export": "导出为 PDF、Excel、Word 或 CSV",
    "book": "把一个文件夹的表格汇总成一本 PDF 或一个工作簿",
    "score": "按评分规则算出得分和计算过程，列出不一致的地方",
    "convert": "把表格转换成另一个模板的表，生成自评表",
    "next-year": "由今年的申报表生成下一年度的申报表",
    "templates": "列出可用的模板",
    "schema": "输出表格文件的 JSON Schema",
}

OK, FOUND, UNREADABLE = 0, 1, 2
"""Exit codes: no errors; errors found; a file could not be read, or bad arguments."""


class _Parser(argparse.ArgumentParser):
    """argparse with its complaints in Chinese."""

    def error(self, message: str) -> NoReturn:
        told = message
        for english, chinese in (
            ("the following arguments are required: ", "缺少参数："),
            ("unrecognized arguments: ", "不认识的参数："),
            ("expected one argument", "需要一个值"),
            ("expected at least one argument", "至少需要一个值"),
            ("invalid int value: ", "应为整数，而不是 "),
            ("invalid choice: ", "不可用的值 "),
            ("argument ", "参数 "),
            ("choose from", "可选"),
        ):
            told = told.replace(english, chinese)
        self.exit(UNREADABLE, f"{self.prog}：{told}。用 {self.prog} --help 查看用法。\n")


_OTHER_ENDINGS = frozenset((".pdf", ".xlsx", ".xls", ".docx", ".doc", ".csv", ".et", ".wps"))


def refusal_of(output: Path) -> str | None:
    """Why a form is not written under this name: the file is there, or the name says that it is no form. None: it may."""
    if output.exists():
        return f"“{output}”已经存在，没有覆盖；请换一个文件名。"
    if output.suffix.lower() in _OTHER_ENDINGS:
        return f"这里写的是绩表的表格，文件名“{output.name}”请用 .jxb 结尾；要 PDF、Excel 或 Word，请再用 jibiao export 导出。"
    return None


def is_command(arguments: Sequence[str]) -> bool:
    """Whether the arguments call a command (or ask for help or the version) rather than open files in the window."""
    return bool(arguments) and (arguments[0] in COMMANDS or arguments[0] in ("--version", "--help", "-h"))


def has_screen(arguments: Sequence[str]) -> bool:
    """Whether a window can be shown: on Linux, Qt ends the program with a core dump where there is no display."""
    if not sys.platform.startswith("linux") or "-platform" in arguments:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def speak_utf8() -> None:
    """Write UTF-8, also on a Windows console and where the locale says ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


NO_SCREEN = "这里没有可以显示窗口的屏幕；请在图形桌面里打开，或使用 check、export 等命令（用法见 jibiao --help）。"


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code."""
    speak_utf8()
    if arguments and arguments[0] in COMMANDS:
        name = arguments[0]
        module = importlib.import_module(f"app.cli.{name.replace('-', '_')}_command")
        parser = _Parser(prog=f"jibiao {name}", description=COMMANDS[name])
        module.add_arguments(parser)
        return _run_piped(module.run, parser.parse_args(arguments[1:]))
    _main_parser().parse_args(arguments)
    return OK


def _run_piped(command: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Run a command whose reader may stop reading early (``jibiao check … | head``): that is no fault of anybody."""
    try:
        code = command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered has nowhere to go; without this Python complains about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code


def _main_parser() -> argparse.ArgumentParser:
    from app import __version__

    told = "\n".join(f"  {name:<12}{said}" for name, said in COMMANDS.items())
    parser = _Parser(
        prog="jibiao",
        usage="jibiao [文件 …] | jibiao 命令 …",
        description="绩表：财政项目支出绩效目标申报表的编辑、检查与打印。不带命令时打开窗口。",
        epilog=f"命令：\n{told}\n\n用 jibiao 命令 --help 查看各命令的用法。",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"绩表 jibiao {__version__}")
    return parser


def complain(sentence: str) -> None:
    """Say what went wrong on standard error."""
    print(sentence, file=sys.stderr)
