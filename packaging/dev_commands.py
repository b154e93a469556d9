"""The commands of dev.py: run, test and bench, each in an environment that is made or repaired first.

Uses the standard library alone and nothing newer than Python 3.8, so that an older Python can still be told in a
sentence that it is too old (dev.py itself tells those before 3.7).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import dev_environment
import dev_system
from dev_messages import Stop, prepare_console, say, tell_stop

ROOT = dev_environment.ROOT
DEMO = ROOT / "build" / "demo"
TYPED = ["app", "widgets", "packaging"]
# Called as a module: the program lint-imports holds the path of .venv and breaks when the folder is moved.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"
OFFICE_PACKAGES = ["libreoffice-calc", "libreoffice-writer", "poppler-utils"]


def child_environment(**extra: str) -> dict[str, str]:
    """Give the environment variables for what runs in .venv: none that lead another Python astray."""
    dropped = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "PYTHONUTF8": "1", **extra}


def find_example() -> Path | None:
    """Give a real form to show: the newest of the examples that ship with the program."""
    examples = sorted((ROOT / "resources" / "examples").glob("*.jxb"))
    return max(examples, key=lambda file: json.loads(file.read_text(encoding="utf-8"))["year"], default=None)


def run_program(_arguments: argparse.Namespace) -> int:
    """Open the window with an example form; without a display leave its picture and its page in build/demo/."""
    window = dev_system.has_display()
    python = dev_environment.ensure_environment("run", window=window)
    dev_system.ensure_libraries(dev_environment.site_packages(), window=window)
    example = find_example()
    dev_environment.ensure_writable(DEMO)
    DEMO.mkdir(parents=True, exist_ok=True)
    # A copy, so that trying the program never changes the example.
    form = [shutil.copy(str(example), str(DEMO / example.name))] if example else []
    if window:
        say("正在打开窗口", "opening the window")
        command = [str(python), "-m", "app", *form]
        code = subprocess.run(command, cwd=ROOT, env=child_environment(), check=False).returncode
        if code != 0:
            say(f"窗口意外关闭（代码 {code}），上面是系统给出的原因", f"the window ended with code {code}; see above")
        return code
    say("没有显示器，改为离屏运行", "no display: running offscreen instead")
    command = [str(python), str(ROOT / "packaging" / "demo.py"), str(DEMO), *form]
    environment = child_environment(QT_QPA_PLATFORM="offscreen")
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if code == 0:
        say("页面和窗口截图在 build/demo/ 下", "the page as PDF and a screenshot are in build/demo/")
    return code


def _marker_expression(arguments: argparse.Namespace) -> str:
    left_out = [name for name in ("long", "office") if not getattr(arguments, name)]
    return " and ".join(f"not {name}" for name in left_out)


def _has_xvfb() -> bool:
    return shutil.which("xvfb-run") is not None and shutil.which("xauth") is not None


def test_stages(python: Path, arguments: argparse.Namespace) -> list[tuple[str, list[str], dict[str, str]]]:
    """Give the stages of a test run: name, command, environment variables."""
    start = [str(python), "-m"]
    chosen = _marker_expression(arguments)
    pytest = [*start, "pytest", "-q", "-m"]
    # A worker that crashes fails the run at once: with another in its place pytest-xdist waits for ever.
    workers = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", "--max-worker-restart", "0"]
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    if arguments.long:
        offscreen["JIBIAO_RANDOM_TESTS"] = "1"  # property tests look for new examples (tests/conftest.py)
    stages = [
        ("ruff check", [*start, "ruff", "check", "."], {}),
        ("ruff format", [*start, "ruff", "format", "--check", "."], {}),
        ("mypy --strict", [*start, "mypy", "--strict", *TYPED], {}),
        ("import-linter", [str(python), "-c", LINT_IMPORTS], {}),
        ("pytest", [*pytest, chosen, *workers, *arguments.pytest], offscreen),
    ]
    if sys.platform.startswith("linux") and _has_xvfb():
        xvfb = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]
        expression = " and ".join(filter(None, ["window", chosen]))
        stages.append(("pytest (Xvfb)", [*xvfb, *pytest, expression], {"QT_QPA_PLATFORM": "xcb"}))
    return stages


def run_tests(arguments: argparse.Namespace) -> int:
    """Run all checks and tests, each stage even if an earlier one failed."""
    python = dev_environment.ensure_environment("dev", window=_has_xvfb())
    dev_system.ensure_libraries(dev_environment.site_packages(), window=_has_xvfb())
    if arguments.office and shutil.which("soffice") is None:
        dev_system.install_packages(OFFICE_PACKAGES, ("LibreOffice", "LibreOffice"))
    results = []
    for name, command, extra in test_stages(python, arguments):
        say(name, " ".join(Path(part).name if os.sep in part else part for part in command[:6]))
        begin = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=child_environment(**extra), check=False).returncode
        # 5: no test wants a window yet.
        passed = code == 0 or (code == 5 and "Xvfb" in name)
        results.append((name, passed, time.monotonic() - begin))
    for name, passed, seconds in results:
        print(f"{'通过 passed' if passed else '未通过 FAILED':<14} {seconds:7.1f} s  {name}")
    return 0 if all(passed for _, passed, _ in results) else 1


def run_bench(arguments: argparse.Namespace) -> int:
    """Measure, and print ratios."""
    python = dev_environment.ensure_environment("dev", window=False)
    dev_system.ensure_libraries(dev_environment.site_packages(), window=False)
    command = [str(python), str(ROOT / "packaging" / "bench.py"), *arguments.names]
    return subprocess.run(command, cwd=ROOT, env=child_environment(QT_QPA_PLATFORM="offscreen"), check=False).returncode


def read_arguments(words: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="dev.py", description="绩表 Jibiao: run, test, bench")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="打开窗口，显示一份示例表 / open the window").set_defaults(work=run_program)
    test = commands.add_parser("test", help="全部检查和测试 / all checks and tests")
    test.add_argument("--long", action="store_true", help="也运行耗时的测试 / also what takes longer")
    test.add_argument("--office", action="store_true", help="也用 LibreOffice 测试 / also with LibreOffice")
    test.add_argument("pytest", nargs="*", help="交给 pytest 的参数 / handed on to pytest")
    test.set_defaults(work=run_tests)
    bench = commands.add_parser("bench", help="测量速度和内存 / measure speed and memory")
    bench.add_argument("names", nargs="*", help="packaging/benchmarks 中的名称 / names in packaging/benchmarks")
    bench.set_defaults(work=run_bench)
    # Without a word the commands are told, not that one is missing.
    return parser.parse_args(words or ["--help"])


def main(words: list[str]) -> int:
    """Do what the command line says; give the exit code."""
    prepare_console()
    arguments = read_arguments(words)
    try:
        code: int = arguments.work(arguments)
    except Stop as stop:
        tell_stop(stop)
        return 1
    except OSError as error:
        tell_stop(dev_environment.system_failure(error))
        return 1
    except KeyboardInterrupt:
        say("已中断；再运行一次，会从断开的地方接着做", "interrupted; run this again to go on")
        return 130
    return code
