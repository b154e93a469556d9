"""The environment .venv that dev.py works in: made, filled from the lock files, and repaired when it is half-made.

A stamp in .venv says which lock files it was filled from and what was put into it. No stamp, other lock files or a
missing file mean that it is not ready. Nothing newer than Python 3.8 and nothing but the standard library here.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from dev_messages import Stop, say
from dev_system import install_packages, known_missing, venv_package

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "jibiao-environment.json"
LOG = ROOT / "build" / "install.log"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
NEEDED_MB = {"run": 600, "dev": 900}
"""Room for the environment and for what pip unpacks on the way."""

OLDEST = (3, 11)
_NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|NameResolutionError|name resolution|Network is unreachable"
    r"|getaddrinfo failed|Connection refused|ProxyError|Max retries exceeded"
)


def newest_python() -> tuple[int, int]:
    """Give the newest Python that there is a Qt for: on Linux with arm64 that is 3.12."""
    arm = sys.platform.startswith("linux") and platform.machine() in ("aarch64", "arm64")
    return (3, 12) if arm else (3, 14)


def _version_of(python: list[str]) -> tuple[int, int] | None:
    """Ask a Python for its version; None when it does not start or is no 64-bit CPython."""
    code = "import struct, sys; print(sys.implementation.name, struct.calcsize('P'), *sys.version_info[:2])"
    try:
        answer = subprocess.run([*python, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.fullmatch(r"cpython 8 (\d+) (\d+)", answer.stdout.strip())
    return (int(found.group(1)), int(found.group(2))) if found else None


def _fits(version: tuple[int, int] | None) -> bool:
    return version is not None and OLDEST <= version <= newest_python()


def find_python() -> str:
    """Give the path of a fitting Python: the one that runs this, else another one of this computer."""
    oldest, newest = "{}.{}".format(*OLDEST), "{}.{}".format(*newest_python())
    # Inside an environment its base is wanted: the environment may be the one that is about to be made anew.
    here = getattr(sys, "_base_executable", None) or sys.executable
    candidates = [[here]]
    for minor in range(newest_python()[1], OLDEST[1] - 1, -1):
        candidates.append(["py", f"-3.{minor}"] if os.name == "nt" else [f"python3.{minor}"])
    candidates.append(["/usr/bin/python3"])
    for candidate in candidates:
        if _fits(_version_of(candidate)):
            code = "import sys; print(getattr(sys, '_base_executable', None) or sys.executable)"
            answer = subprocess.run([*candidate, "-c", code], capture_output=True, text=True, check=True)
            return answer.stdout.strip()
    raise Stop(
        f"需要 64 位 Python {oldest} 至 {newest}，这里只有 {platform.python_version()}，请先安装一个合适的 Python。",
        f"64-bit Python {oldest} to {newest} is needed, but only {platform.python_version()} was found; install one.",
    )


def venv_python() -> Path:
    """Give the environment's own Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def site_packages() -> Path:
    """Give the folder that the environment's packages are in."""
    if os.name == "nt":
        return VENV / "Lib" / "site-packages"
    found = sorted(VENV.glob("lib/python3.*/site-packages"))
    return found[-1] if found else VENV / "lib" / "site-packages"


def _lock_hash(kind: str) -> str:
    return hashlib.sha256((ROOT / "packaging" / LOCKS[kind]).read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    """Read which lock files the environment was filled from; nothing when it is not ready."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def damaged_packages() -> list[str]:
    """Give the installed packages with missing files."""
    folder = site_packages()
    damaged = []
    for record in sorted(folder.glob("*.dist-info/RECORD")):
        with record.open(encoding="utf-8", newline="") as lines:
            names = [row[0] for row in csv.reader(lines) if row and not row[0].endswith(".pyc")]
        if not all(os.path.exists(os.path.join(folder, name)) for name in names):  # noqa: PTH110, PTH118 - 9,000 files
            damaged.append(record.parent.name[: -len(".dist-info")])
    return damaged


def _is_ready(kind: str) -> bool:
    stamp = read_stamp()
    filled = stamp.get("kind") in (kind, "dev") and stamp.get("lock") == _lock_hash(stamp.get("kind", kind))
    installed = {folder.name for folder in site_packages().glob("*.dist-info")}
    return filled and set(stamp.get("packages", "").split()) <= installed and not damaged_packages()


def ensure_writable(target: Path) -> None:
    """Stop when a file or folder of the project cannot be written: it belongs to somebody else or to nobody's hands."""
    there = target
    while not there.exists():
        there = there.parent
    if os.access(there, os.W_OK):
        return
    raise Stop(
        f"没有写入 {there} 的权限，请把项目文件夹整个复制到自己的文件夹里（不要带上 .venv 和 build）再运行。",
        f"{there} cannot be written: copy the project (without .venv and build) to a folder of your own and run it there.",
    )


def ensure_space(needed_mb: int) -> None:
    """Stop before the disk is filled by half an environment."""
    free_mb = shutil.disk_usage(str(ROOT))[2] // 10**6
    if free_mb < needed_mb:
        raise Stop(
            f"磁盘空间不足：{ROOT} 所在的磁盘还剩 {free_mb} MB，约需 {needed_mb} MB，请腾出空间后再运行一次。",
            f"The disk of {ROOT} has {free_mb} MB left and about {needed_mb} MB are needed; make room and run this again.",
        )


def system_failure(error: OSError) -> Stop:
    """Say in a sentence what the system refused."""
    what = f"{error.filename}：{error.strerror}" if error.filename else str(error.strerror or error)
    return Stop(
        f"无法继续：{what}，请排除后再运行一次。", f"This cannot go on: {what}; put it right and run this again."
    )


def _make(python: str, *, window: bool) -> None:
    package = venv_package(python)
    if package is not None:
        # Without root this stops with a command: let it be the only one, and name Qt's libraries in it too.
        install_packages(
            [package, *known_missing(window=window)], ("创建环境所需的包", "packages to make an environment")
        )
    say("正在创建运行环境 .venv", "making the environment .venv")
    made = subprocess.run([python, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        reason = (made.stderr or made.stdout).strip().splitlines()[-1:] or ["?"]
        raise Stop(f"无法创建运行环境 .venv：{reason[0]}", f"The environment .venv could not be made: {reason[0]}")


def _fill(kind: str) -> None:
    say("正在安装依赖（第一次需要几分钟）", "installing the locked dependencies (some minutes the first time)")
    command = [str(venv_python()), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-input", "--retries", "2", "--progress-bar", "off"]
    command += ["-r", str(ROOT / "packaging" / LOCKS[kind])]
    LOG.parent.mkdir(parents=True, exist_ok=True)
    STAMP.unlink() if STAMP.exists() else None
    with LOG.open("w", encoding="utf-8") as log:
        code = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False).returncode
    if code != 0:
        raise _install_failure(LOG.read_text(encoding="utf-8", errors="replace"))
    packages = " ".join(sorted(folder.name for folder in site_packages().glob("*.dist-info")))
    STAMP.write_text(json.dumps({"kind": kind, "lock": _lock_hash(kind), "packages": packages}), encoding="utf-8")


def _install_failure(log: str) -> Stop:
    where = LOG.relative_to(ROOT)
    if _NO_NETWORK.search(log):
        return Stop(
            f"下载依赖失败：连不上网络，请检查网络或代理后再运行一次（详见 {where}）。",
            f"The dependencies could not be downloaded: no network; check it and run this again (details: {where}).",
        )
    if "No space left" in log:
        return Stop(
            "安装依赖失败：磁盘空间不足，请腾出约 1 GB 后再运行一次。",
            "The disk is full: make room for about 1 GB and run this again.",
        )
    errors = re.findall(r"^ERROR: (.+)$", log, re.MULTILINE)
    reason = errors[0] if errors else "pip"
    return Stop(f"安装依赖失败：{reason}（详见 {where}）。", f"Installing failed: {reason} (details: {where}).")


def ensure_environment(kind: str, *, window: bool) -> Path:
    """Give the environment's Python, after making, filling or repairing the environment as needed.

    `kind` is "run" or "dev"; `window` says whether Qt will open a real window (see dev_system).
    """
    python = venv_python()
    version = _version_of([str(python)]) if python.exists() else None
    usable = _fits(version) and (VENV / "pyvenv.cfg").exists()
    if usable and _is_ready(kind):
        return python
    ensure_writable(VENV)
    ensure_writable(LOG)
    if usable and (damaged_packages() or not _has_pip(python)):
        say("运行环境不完整，重新创建", "the environment is damaged and made anew")
        usable = False
    if not usable:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        fitting = find_python()
        remove_environment()
        ensure_space(NEEDED_MB[kind])
        _make(fitting, window=window)
    # What was installed for developers stays installed for them.
    _fill("dev" if read_stamp().get("kind") == "dev" else kind)
    return python


def _has_pip(python: Path) -> bool:
    return subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def remove_environment() -> None:
    """Remove the environment that is about to be made anew."""
    shutil.rmtree(str(VENV), ignore_errors=True)
