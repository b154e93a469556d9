"""The scripts beside the bundled program: in the menu and back out of it, whatever the folder is called."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="menus of Linux desktops")


def install(home: Path, *words: str, script: Path = LINUX / "install.sh") -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment = {**kept, "HOME": str(home)}
    command = ["sh", str(script), *words]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


def files(home: Path) -> set[str]:
    names = {"jibiao.desktop", "jibiao.xml", "jibiao.svg"}
    return {str(file.relative_to(home)) for file in home.rglob("*") if file.name in names}


@linux_only
@pytest.mark.parametrize(
    ("folder", "written"), [("绩表 2026", "绩表 2026"), ('a$b`c"d\\e%f', r"a\\$b\\`c\\" + '"' + r"d\\\\e%%f")]
)
def test_the_menu_starts_the_program_where_it_lies(tmp_path: Path, folder: str, written: str) -> None:
    program = tmp_path / folder / "jibiao"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    home = tmp_path / "home"
    done = install(home, str(program))
    assert done.returncode == 0, done.stderr
    entry = (home / ".local/share/applications/jibiao.desktop").read_text(encoding="utf-8")
    assert f'Exec="{tmp_path}/{written}/jibiao" %F' in entry.splitlines()
    assert len(files(home)) == 3
    assert install(home, "--remove").returncode == 0
    assert files(home) == set()


@linux_only
def test_without_the_program_it_says_so_and_does_nothing(tmp_path: Path) -> None:
    script = tmp_path / "install.sh"
    shutil.copy(LINUX / "install.sh", script)
    done = install(tmp_path / "home", script=script)
    assert done.returncode == 1
    assert "找不到程序" in done.stderr and done.stderr.count("\n") == 1
    assert files(tmp_path) == set()


def test_form_files_are_the_programs() -> None:
    kind = ElementTree.parse(LINUX / "jibiao-mime.xml").getroot()[0]
    entry = (LINUX / "jibiao.desktop").read_text(encoding="utf-8")
    assert f"MimeType={kind.attrib['type']};" in entry
    patterns = [each.attrib["pattern"] for each in kind if each.tag.endswith("glob")]
    assert patterns == ["*.jxb"]


def test_the_script_for_windows_can_be_written_as_cmd_reads_it() -> None:
    text = (ROOT / "packaging" / "windows" / "install.cmd").read_text(encoding="utf-8")
    assert text.encode("gbk").decode("gbk") == text
    assert "HKLM" not in text, "only the user's own registry needs no administrator"
