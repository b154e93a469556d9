"""Make the folder that runs without Python: build/bundle/jibiao/, by PyInstaller and packaging/jibiao.spec.

    python packaging/make_bundle.py

Uses an environment of its own under build/, filled from packaging/requirements.lock, and PyInstaller from wherever pip
is set up to look. A bundle made on Linux runs only where glibc is as new as here or newer: make it on the oldest system
that it is for. At the end the new program says its version and checks an example, or this fails.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
ENVIRONMENT = BUILD / "bundle-env"
BUNDLE = BUILD / "bundle" / "jibiao"


def make_environment() -> Path:
    """Give the Python of the bundle's own environment, made when it is not there yet."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    lock = ROOT / "packaging" / "requirements.lock"
    subprocess.run([*install, "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*install, "pyinstaller"], check=True)
    return python


def make_bundle(python: Path) -> None:
    """Run PyInstaller."""
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(BUNDLE.parent), "--workpath", str(BUILD / "bundle-work")]
    subprocess.run([*command, str(ROOT / "packaging" / "jibiao.spec")], cwd=ROOT, check=True)


def try_bundle() -> None:
    """Let the new program do something that needs its templates."""
    program = str(BUNDLE / ("jibiao-command.exe" if os.name == "nt" else "jibiao-command"))
    example = sorted((ROOT / "resources" / "examples").glob("*.jxb"))[0]
    subprocess.run([program, "--version"], cwd=BUILD, check=True)
    # Errors in the example are no errors of the program: what counts is that it answers.
    answer = subprocess.run([program, "check", str(example), "--json"], cwd=BUILD, check=False, stdout=subprocess.PIPE)
    if json.loads(answer.stdout)[0]["template"] is None:
        raise RuntimeError(f"the bundle cannot read {example.name}")
    subprocess.run([program, "export", str(example), "-o", str(BUILD / "bundle-page.pdf")], cwd=BUILD, check=True)


def main() -> None:
    """Make the bundle and try it."""
    make_bundle(make_environment())
    try_bundle()
    size = sum(file.stat().st_size for file in BUNDLE.rglob("*") if file.is_file() and not file.is_symlink())
    print(f"{BUNDLE.relative_to(ROOT)}: {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
