"""What the system must have for dev.py: Python's venv module and the libraries that Qt's wheels expect.

As root what is missing is installed with apt-get; otherwise the one command that does it is told. Nothing newer than
Python 3.8 and nothing but the standard library here.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from dev_messages import Stop, say

# Shared libraries that a bare Debian 12 lacks, and the packages that bring them. Newer Debian and Ubuntu have some of
# these under a name with t64 at its end, which apt finds by the old name.
OFFSCREEN_PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libstdc++.so.6": "libstdc++6",
}
WINDOW_PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libcups.so.2": "libcups2",
}
PACKAGES = {**OFFSCREEN_PACKAGES, **WINDOW_PACKAGES}

_OFFSCREEN_FILES = ("QtCore.abi3.so", "QtGui.abi3.so", "QtWidgets.abi3.so", "QtPrintSupport.abi3.so", "QtSvg.abi3.so")
_OFFSCREEN_PLUGINS = ("platforms/libqoffscreen.so", "platforms/libqminimal.so", "imageformats/libqsvg.so")
_WINDOW_PLUGINS = ("platforms/libqxcb.so", "printsupport/libcupsprintersupport.so")


def is_root() -> bool:
    """Say whether packages can be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _apt_command(packages: list[str]) -> list[str]:
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def _apt(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [command[0], "-qq", "-o", "Dpkg::Use-Pty=0", *command[1:]]
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode == 0


def install_packages(packages: list[str], why: tuple[str, str]) -> None:
    """Install Debian packages as root, saying so first; else stop with the one command that does it.

    `why` says in Chinese and in English what they are for.
    """
    packages = sorted(set(packages))
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise Stop(
            f"系统缺少{why[0]}（Debian 的包名：{names}），请用本系统的软件管理程序安装后再运行一次。",
            f"The system lacks {why[1]} (in Debian's names: {names}); install them and run this again.",
        )
    if not is_root():
        become_root = "sudo sh -c" if shutil.which("sudo") else "su -c"
        raise Stop(
            f"系统缺少{why[0]}，请先运行下面这条命令（需要管理员密码，没有就请管理员运行），再运行一次本命令。",
            f"The system lacks {why[1]}; run this command first (or let an administrator do it), then the same again.",
            f"{become_root} 'apt-get update && {' '.join(_apt_command(packages))}'",
        )
    say(f"系统缺少{why[0]}，现在用 apt-get 安装：{names}", f"installing {why[1]} with apt-get")
    # The package lists of a fresh system are empty or old; a failing update alone is no reason to give up.
    _apt(["apt-get", "update"])
    if not _apt(_apt_command(packages)):
        raise Stop(
            f"apt-get 没有装上 {names}：请检查网络和软件源后再运行一次。",
            f"apt-get could not install {names}: check the network and the package sources, then run this again.",
        )


def venv_package(python: str) -> str | None:
    """Give the Debian package without which this Python makes no environments, or None when nothing is missing."""
    code = "import sys, venv, ensurepip; print('{}.{}'.format(*sys.version_info))"
    if subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0:
        return None
    name = Path(python).name
    return f"{name}-venv" if re.fullmatch(r"python3\.\d+", name) else "python3-venv"


def known_missing(*, window: bool) -> list[str]:
    """Give the packages of libraries that the linker's cache lacks, before there is a Qt that could be asked."""
    if not sys.platform.startswith("linux"):
        return []
    ldconfig = shutil.which("ldconfig", path=os.environ.get("PATH", "") + ":/sbin:/usr/sbin")
    if ldconfig is None:
        return []
    listed = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout
    there = {line.split()[0] for line in listed.splitlines() if line.startswith("\t")}
    wanted = PACKAGES if window else OFFSCREEN_PACKAGES
    return [package for library, package in wanted.items() if library not in there]


def missing_libraries(site_packages: Path, *, window: bool) -> list[str]:
    """Ask the linker which shared libraries the installed Qt does not find; `window` asks for a real display too.

    Qt's own message names only libxcb-cursor0, whichever one is missing.
    """
    qt = site_packages / "PySide6"
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return []
    plugins = _OFFSCREEN_PLUGINS + (_WINDOW_PLUGINS if window else ())
    files = [qt / name for name in _OFFSCREEN_FILES] + [qt / "Qt" / "plugins" / name for name in plugins]
    command = ["ldd", *[str(file) for file in files if file.exists()]]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return sorted(set(re.findall(r"^\s*(\S+) => not found", listed, re.MULTILINE)))


def ensure_libraries(site_packages: Path, *, window: bool) -> None:
    """See to it that the installed Qt can start."""
    missing = missing_libraries(site_packages, window=window)
    if not missing:
        return
    install_packages([PACKAGES.get(name, name) for name in missing], ("Qt 所需的系统库", "libraries that Qt needs"))
    left = missing_libraries(site_packages, window=window)
    if left:
        names = " ".join(left)
        raise Stop(
            f"装完之后 Qt 仍然找不到 {names}，请用本系统的软件管理程序安装这些库。",
            f"Qt still does not find {names}; install these libraries with the system's package manager.",
        )


def has_display() -> bool:
    """Say whether a window can be shown: always on Windows and macOS, else when a display server answers."""
    if not sys.platform.startswith("linux"):
        return True
    wayland = os.environ.get("WAYLAND_DISPLAY", "")
    if wayland and Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), wayland).exists():
        return True
    match = re.fullmatch(r"([^:]*):(\d+)(?:\.\d+)?", os.environ.get("DISPLAY", ""))
    return match is not None and _display_answers(match.group(1), int(match.group(2)))


def _display_answers(host: str, number: int) -> bool:
    family, address = (
        (socket.AF_INET, (host, 6000 + number))
        if host not in ("", "unix")
        else (socket.AF_UNIX, f"/tmp/.X11-unix/X{number}")
    )
    try:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(2)
            connection.connect(address)
    except OSError:
        return False
    return True
