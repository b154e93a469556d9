"""packaging/dev.py: what it says and does on computers that lack this or that."""

import ast
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "packaging").glob("dev*.py"))


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """dev.py and its parts, imported the way `python3 packaging/dev.py` does, and forgotten afterwards."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    names = [file.stem for file in FILES]
    yield {name: importlib.import_module(name) for name in names}
    for name in names:
        sys.modules.pop(name, None)


def _program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_older_python_can_still_read_it(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= set(sys.stdlib_module_names) | {file.stem for file in FILES}


def test_even_python_2_can_read_the_file_that_is_run() -> None:
    """No Python 2 is at hand for the test: what it stumbles over must not be there."""
    text = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    assert "coding: utf-8" in text.splitlines()[0]
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.FunctionDef, ast.AsyncFunctionDef, ast.Try, ast.Match)
    assert not [node for node in ast.walk(ast.parse(text)) if isinstance(node, newer)]
    assert "__future__" not in text


def test_a_folder_of_somebody_else_is_no_traceback(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(modules["dev_environment"].os, "access", lambda _path, _mode: False)
    with pytest.raises(modules["dev_messages"].Stop, match=r"没有写入 .* 的权限.*复制到自己的文件夹"):
        modules["dev_environment"].ensure_writable(tmp_path / "build" / "demo")


def test_too_little_room_is_said_before_anything_is_made(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = modules["dev_environment"]
    monkeypatch.setattr(environment.shutil, "disk_usage", lambda _path: (10**9, 10**9, 40 * 10**6))
    with pytest.raises(modules["dev_messages"].Stop, match="还剩 40 MB，约需 600 MB"):
        environment.ensure_space(environment.NEEDED_MB["run"])


def test_what_the_system_refuses_is_a_sentence(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = modules["dev_commands"]

    def refuse(_arguments: object) -> int:
        raise PermissionError(13, "Permission denied", "build/demo")

    monkeypatch.setattr(commands, "run_program", refuse)
    assert commands.main(["run"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "无法继续：build/demo：Permission denied" in said


def test_a_python_that_is_too_old_is_told_in_one_sentence(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = modules["dev_environment"]
    monkeypatch.setattr(environment, "_version_of", lambda _python: (3, 9))
    with pytest.raises(modules["dev_messages"].Stop) as stop:
        environment.find_python()
    modules["dev_messages"].tell_stop(stop.value)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "需要 64 位 Python 3.11 至 3.1" in said and "is needed" in said


def test_on_arm_the_newest_python_is_the_one_that_has_a_qt(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = modules["dev_environment"]
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(environment.platform, "machine", lambda: "aarch64")
    assert environment.newest_python() == (3, 12)
    monkeypatch.setattr(environment.platform, "machine", lambda: "x86_64")
    assert environment.newest_python() == (3, 14)


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("WARNING: Retrying … NewConnectionError('… [Errno -2] Name or service not known')", "连不上网络"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "磁盘空间不足"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n  …", "THESE PACKAGES DO NOT MATCH THE HASHES"),
    ],
)
def test_a_failed_download_says_why(modules: dict[str, ModuleType], log: str, sentence: str) -> None:
    assert sentence in modules["dev_environment"]._install_failure(log).chinese


@pytest.mark.skipif(os.name == "nt", reason="apt-get is Debian's")
def test_without_root_there_is_one_command_to_copy(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    system = modules["dev_system"]
    _program(tmp_path, "apt-get", "exit 99")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system, "is_root", lambda: False)
    with pytest.raises(modules["dev_messages"].Stop) as stop:
        system.install_packages(["libgl1", "libegl1", "libgl1"], ("Qt 所需的系统库", "libraries"))
    assert stop.value.command.startswith("su -c 'apt-get update && ")
    assert stop.value.command.endswith("install --yes --no-install-recommends libegl1 libgl1'")


@pytest.mark.skipif(os.name == "nt", reason="apt-get is Debian's")
def test_root_installs_after_saying_so(
    modules: dict[str, ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    system = modules["dev_system"]
    _program(tmp_path, "apt-get", 'echo "apt-get $@"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(system, "is_root", lambda: True)
    system.install_packages(["libgl1"], ("Qt 所需的系统库", "libraries that Qt needs"))
    lines = capfd.readouterr().out.splitlines()
    assert "libgl1" in lines[0] and lines[0].startswith("==")
    assert lines[-1].endswith("install --yes --no-install-recommends libgl1")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ldd is Linux's")
def test_the_linker_is_asked_what_qt_does_not_find(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = r"\tlibxcb-cursor.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibEGL.so.1 => not found\n"
    _program(tmp_path, "ldd", f"printf '{lines}'")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    system = modules["dev_system"]
    missing = system.missing_libraries(tmp_path, window=True)
    assert missing == ["libEGL.so.1", "libxcb-cursor.so.0"]
    assert [system.PACKAGES[name] for name in missing] == ["libegl1", "libxcb-cursor0"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="display servers are Linux's")
@pytest.mark.parametrize("display", ["", ":4242", "nonsense", "localhost:4242"])
def test_a_display_that_does_not_answer_is_none(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, display: str
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert modules["dev_system"].has_display() is False


def test_a_package_with_missing_files_is_noticed(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = modules["dev_environment"]
    monkeypatch.setattr(environment, "site_packages", lambda: tmp_path)
    (tmp_path / "whole-1.dist-info").mkdir()
    (tmp_path / "whole-1.dist-info" / "RECORD").write_text("whole-1.dist-info/RECORD,,\n")
    (tmp_path / "torn-2.dist-info").mkdir()
    (tmp_path / "torn-2.dist-info" / "RECORD").write_text("torn/__init__.py,sha256=x,1\n")
    assert environment.damaged_packages() == ["torn-2"]


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        (["test"], "not long and not office"),
        (["test", "--long"], "not office"),
        (["test", "--long", "--office"], ""),
    ],
)
def test_the_markers_that_a_test_run_leaves_out(
    modules: dict[str, ModuleType], words: list[str], expression: str
) -> None:
    stages = modules["dev_commands"].test_stages(Path(sys.executable), modules["dev_commands"].read_arguments(words))
    command = next(command for name, command, _ in stages if name == "pytest")
    assert command[command.index("-m", 3) + 1] == expression


def test_what_leads_another_python_astray_is_left_out(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = modules["dev_commands"].child_environment(QT_QPA_PLATFORM="offscreen")
    assert not {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"} & set(environment)
    assert environment["QT_QPA_PLATFORM"] == "offscreen"
