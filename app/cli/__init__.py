"""The command line: the same engine as the window, without Qt.

Each command is a module with ``add_arguments(parser)`` and ``run(arguments) -> exit code``; it is imported only when called.
To add one: write the module and name it in ``COMMANDS``.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

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
    """argparse with its complaints and headings in Chinese."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示用法")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：", 1)

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


class Refusal(Exception):
    """What was asked for is not done; ``str()`` is the sentence that says why."""


def is_command(arguments: Sequence[str]) -> bool:
    """Whether the arguments call a command (or ask for help or the version) rather than open files in the window."""
    return bool(arguments) and (arguments[0] in COMMANDS or arguments[0] in ("--version", "--help", "-h"))


def has_screen(arguments: Sequence[str]) -> bool:
    """Whether a window can be shown: on Linux, Qt ends the program with a core dump where there is no display."""
    if not sys.platform.startswith("linux") or "-platform" in arguments:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def speak_utf8() -> None:
    """Write UTF-8, also on a Windows console and where the locale says ASCII; to nowhere where a stream is closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        elif stream is None:  # closed by the caller, or a program without a console on Windows
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as the program runs


NO_SCREEN = "这里没有可以显示窗口的屏幕；请在图形桌面里打开，或使用 check、export 等命令（用法见 jibiao --help）。"


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code."""
    speak_utf8()
    if arguments and arguments[0] in COMMANDS:
        return _run_told(lambda: _run_command(arguments[0], arguments[1:]))
    return _run_told(lambda: _answer(arguments))


def _run_command(name: str, arguments: Sequence[str]) -> int:
    module = importlib.import_module(f"app.cli.{name.replace('-', '_')}_command")
    parser = _Parser(prog=f"jibiao {name}", description=COMMANDS[name])
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(arguments))
    return code


def _answer(arguments: Sequence[str]) -> int:
    """Help and version."""
    _main_parser().parse_args(arguments)
    return OK


def _run_told(command: Callable[[], int]) -> int:
    """Run a command to the end of its output; whatever stops it on the way is told in one sentence."""
    from app.storage.errors import StorageError

    try:
        try:
            code = command()
        except SystemExit as done:  # argparse has said its word
            code = done.code if isinstance(done.code, int) else UNREADABLE
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has stopped reading (``jibiao check … | head``): that is no fault of anybody.
        _write_no_more()
        return OK
    except (Refusal, StorageError) as error:
        complain(str(error))
        return UNREADABLE
    except OSError as error:
        complain(_system_sentence(error))
        _write_no_more()
        return UNREADABLE
    return code


def _write_no_more() -> None:
    """What is still buffered has nowhere to go; without this Python complains about it at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _system_sentence(error: OSError) -> str:
    if error.filename is None and error.errno == errno.ENOSPC:
        return "输出没有写完：磁盘已满，请清理磁盘后再试。"
    if error.filename is not None:
        from app.storage.errors import cannot_read

        return str(cannot_read(Path(os.fsdecode(error.filename)), error))
    return f"没有完成：系统提示：{error.strerror or error}；请检查文件名、权限和磁盘。"


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
    parser.add_argument("--version", action="version", help="显示版本", version=f"绩表 jibiao {__version__}")
    return parser


def complain(sentence: str) -> None:
    """Say what went wrong on standard error."""
    print(sentence, file=sys.stderr)
