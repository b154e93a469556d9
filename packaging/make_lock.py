"""Make packaging/requirements.lock and packaging/requirements-dev.lock again from pyproject.toml.

    python packaging/make_lock.py [--upgrade]

The first file is what the program needs to run, the second adds what its developers need; both name one version and
all wheels' hashes for each platform and for Python 3.11 to 3.14, so that everybody gets the same programs. Versions
stay as they are unless --upgrade is given. Needs the tool `uv`, which it installs into a folder of its own under
build/ from wherever pip is set up to look.
"""

import argparse
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "packaging"
TOOLS = ROOT / "build" / "lock-tools"
OLDEST_PYTHON = "3.11"

LINUX_ARM = "sys_platform == 'linux' and platform_machine == 'aarch64'"
ELSEWHERE = "(sys_platform != 'linux' or platform_machine != 'aarch64')"
QT_VERSIONS = {
    # The last one for glibc 2.28 (Debian 10, UOS 20, Kylin V10); it refuses Python 3.14.
    "6.9.3": f"python_version < '3.14' and {ELSEWHERE}",
    # The last one before 6.12, which loses references on Python 3.11.
    "6.11.3": f"python_version >= '3.14' and {ELSEWHERE}",
    # The last one for Linux on arm64 with glibc 2.31; it refuses Python 3.13.
    "6.7.3": f"python_version < '3.13' and {LINUX_ARM}",
}
"""PySide6-Essentials by the computers it is for."""

HEADER = """\
# {title}
# Made by packaging/make_lock.py from pyproject.toml; do not edit.
"""
TITLES = {
    "requirements.lock": "What 绩表 needs to run, with the hashes of all wheels.",
    "requirements-dev.lock": "What 绩表 needs to run and to be tested, with the hashes of all wheels.",
}


def read_requirements(project: Path, *, dev: bool) -> list[str]:
    """Read the requirements of pyproject.toml, with Qt's range replaced by the version for each platform."""
    table = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    wanted = list(table["dependencies"]) + (list(table["optional-dependencies"]["dev"]) if dev else [])
    plain = [line for line in wanted if not re.match(r"(?i)pyside6[-_]essentials\b", line)]
    if len(plain) == len(wanted):
        raise ValueError(f"{project.name} no longer depends on PySide6-Essentials")
    return [f"PySide6-Essentials=={version} ; {marker}" for version, marker in QT_VERSIONS.items()] + plain


def find_uv() -> Path:
    """Give the resolver, installed into build/ when it is not there yet."""
    program = TOOLS / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv")
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(TOOLS)], check=True)
        python = program.with_name("python.exe" if os.name == "nt" else "python")
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "uv"], check=True)
    return program


def resolve(uv: Path, requirements: list[str], target: Path, constraints: Path | None, *, upgrade: bool) -> None:
    """Write one lock file. Versions that the file already names are kept unless `upgrade` is set."""
    command = [str(uv), "pip", "compile", "-", "--universal", "--python-version", OLDEST_PYTHON]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--quiet", "--output-file", str(target)]
    # Wheels alone: no compiler is asked of anybody.
    command += ["--only-binary", ":all:"]
    command += ["--constraint", str(constraints)] if constraints else []
    command += ["--upgrade"] if upgrade else []
    subprocess.run(command, input="\n".join(requirements), text=True, encoding="utf-8", check=True)
    lock = target.read_text(encoding="utf-8")
    if "://" in lock:
        raise ValueError(f"{target.name} names a host; only names, versions and hashes belong there")
    lines = [line for line in lock.splitlines() if not line.startswith("#")]
    text = HEADER.format(title=TITLES[target.name]) + "\n".join(lines) + "\n"
    target.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write both lock files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    upgrade = parser.parse_args().upgrade
    uv, project = find_uv(), ROOT / "pyproject.toml"
    run_time, dev = FOLDER / "requirements.lock", FOLDER / "requirements-dev.lock"
    resolve(uv, read_requirements(project, dev=False), run_time, None, upgrade=upgrade)
    resolve(uv, read_requirements(project, dev=True), dev, run_time, upgrade=upgrade)
    for file in (run_time, dev):
        count = len(re.findall(r"(?m)^[^\s#].*==", file.read_text(encoding="utf-8")))
        print(f"{file.relative_to(ROOT)}: {count} packages")


if __name__ == "__main__":
    main()
