"""Make the folder that runs without Python, and the archive of it to hand on: build/bundle/, by PyInstaller.

    python packaging/make_bundle.py

Gives build/bundle/jibiao/ (two programs: jibiao, the window, and jibiao-command, the command line; and the script that puts
them into the menu) and build/bundle/jibiao-VERSION-SYSTEM-MACHINE.tar.xz or .zip. Uses an environment of its own under
build/, filled from packaging/requirements.lock, and PyInstaller from wherever pip is set up to look. A bundle made on
Linux runs only where glibc is as new as here or newer: make it on the oldest system that it is for. At the end the new
programs say their version, check and print an example and open a window, or this fails.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
ENVIRONMENT = BUILD / "bundle-env"
LICENCES = BUILD / "bundle-licences"
ICON = BUILD / "jibiao.ico"
BUNDLE = BUILD / "bundle" / "jibiao"
PYINSTALLER = "pyinstaller>=6.10,<7"
WINDOWS = os.name == "nt"


def make_environment() -> Path:
    """Give the Python of the bundle's own environment, made when it is not there yet."""
    python = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    lock = ROOT / "packaging" / "requirements.lock"
    subprocess.run([*install, "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*install, PYINSTALLER], check=True)
    return python


def gather_licences(python: Path) -> None:
    """Write one text for each library, as its licence asks of whoever hands it on; and Python's own."""
    shutil.rmtree(LICENCES, ignore_errors=True)
    LICENCES.mkdir(parents=True)
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run([str(python), "-c", code], check=True, stdout=subprocess.PIPE, text=True)
    for folder in sorted(Path(answer.stdout.strip()).glob("*.dist-info")):
        name = folder.name.partition("-")[0]
        found = sorted(file for file in folder.rglob("*") if file.is_file() and _is_licence(file.relative_to(folder)))
        if found and name not in ("pip", "setuptools", "pyinstaller_hooks_contrib", "altgraph", "packaging"):
            texts = [file.read_text(encoding="utf-8", errors="replace").strip() for file in found]
            (LICENCES / f"{name}.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    if not (LICENCES / "reportlab.txt").is_file():
        raise RuntimeError("the licence texts of the libraries were not found")
    base = Path(sys.base_prefix)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for file in (
        base / "LICENSE.txt",
        base / f"lib/python{version}/LICENSE.txt",
        Path(f"/usr/share/doc/python{version}/copyright"),
    ):
        if file.is_file():
            shutil.copy(file, LICENCES / "Python.txt")
            break


def _is_licence(file: Path) -> bool:
    # Some are called by their licence's name in a folder of licences.
    return any(part.upper().startswith(("LICEN", "COPYING", "NOTICE")) for part in file.parts)


def make_icon(python: Path) -> None:
    """Draw the program's icon in the sizes that Windows shows."""
    code = (
        "import sys; from PySide6.QtGui import QGuiApplication, QIcon; from PIL import Image; source, target = sys.argv[1:];"
        "application = QGuiApplication([]); picture = target + '.png';"
        "assert QIcon(source).pixmap(256, 256).save(picture);"
        "Image.open(picture).save(target, sizes=[(n, n) for n in (16, 20, 24, 32, 40, 48, 64, 256)])"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    source = ROOT / "resources" / "icons" / "jibiao.svg"
    subprocess.run([str(python), "-c", code, str(source), str(ICON)], env=environment, check=True)


def make_bundle(python: Path) -> None:
    """Run PyInstaller, and put what makes it at home on the desktop beside the programs."""
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(BUNDLE.parent), "--workpath", str(BUILD / "bundle-work")]
    environment = {**os.environ, "JIBIAO_LICENCES": str(LICENCES), "JIBIAO_ICON": str(ICON)}
    subprocess.run([*command, str(ROOT / "packaging" / "jibiao.spec")], cwd=ROOT, env=environment, check=True)
    if WINDOWS:
        text = (ROOT / "packaging" / "windows" / "install.cmd").read_text(encoding="utf-8")
        (BUNDLE / "install.cmd").write_text(text, encoding="gbk", newline="\r\n")
    elif sys.platform.startswith("linux"):
        parts = ROOT / "packaging" / "linux"
        (BUNDLE / "desktop").mkdir()
        for name in ("jibiao.desktop", "jibiao-mime.xml"):
            shutil.copy(parts / name, BUNDLE / "desktop" / name)
        shutil.copy(parts / "install.sh", BUNDLE / "install.sh")


def try_bundle() -> None:
    """Let the new programs do something that needs their parts."""
    inside = BUNDLE / "_internal"
    for top in ("templates", "resources"):
        shipped = {file.relative_to(ROOT) for file in (ROOT / top).rglob("*") if file.is_file()}
        missing = sorted(str(file) for file in shipped if not (inside / file).is_file())
        if missing:
            raise RuntimeError(f"not in the bundle: {', '.join(missing)}")
    program = str(BUNDLE / ("jibiao-command.exe" if WINDOWS else "jibiao-command"))
    example = sorted((ROOT / "resources" / "examples").glob("*.jxb"))[0]
    subprocess.run([program, "--version"], cwd=BUILD, check=True)
    # Errors in the example are no errors of the program: what counts is that it answers.
    answer = subprocess.run([program, "check", str(example), "--json"], cwd=BUILD, check=False, stdout=subprocess.PIPE)
    if json.loads(answer.stdout)[0]["template"] is None:
        raise RuntimeError(f"the bundle cannot read {example.name}")
    for ending in ("pdf", "xlsx", "docx"):
        page = BUILD / f"bundle-page.{ending}"
        page.unlink(missing_ok=True)
        subprocess.run([program, "export", str(example), "-o", str(page)], cwd=BUILD, check=True)
        # PDF is what other offices send; reading it needs the most libraries.
        subprocess.run([program, "import", str(page), "-o", str(BUILD / "bundle-read")], cwd=BUILD, check=True)
    _try_window(example)


def _try_window(example: Path) -> None:
    """Open the window, without a display, and see that it does not end by itself."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "JIBIAO_HOME": str(BUILD / "bundle-home")}
    program = subprocess.Popen([str(BUNDLE / ("jibiao.exe" if WINDOWS else "jibiao")), str(example)], env=environment)
    try:
        code = program.wait(timeout=10)
    except subprocess.TimeoutExpired:
        program.terminate()
        program.wait()
    else:
        raise RuntimeError(f"the window ended by itself with exit code {code}")


def make_archive(python: Path) -> Path:
    """Pack the folder under its version and the computers that it is for."""
    code = "import app; print(app.__version__)"
    answer = subprocess.run([str(python), "-c", code], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    name = f"jibiao-{answer.stdout.strip()}-{platform.system()}-{platform.machine()}".lower()
    kind = "zip" if WINDOWS else "xztar"
    return Path(shutil.make_archive(str(BUNDLE.parent / name), kind, BUNDLE.parent, BUNDLE.name))


def main() -> None:
    """Make the bundle, try it and pack it."""
    python = make_environment()
    gather_licences(python)
    make_icon(python)
    make_bundle(python)
    try_bundle()
    size = sum(file.stat().st_size for file in BUNDLE.rglob("*") if file.is_file() and not file.is_symlink())
    print(f"{BUNDLE.relative_to(ROOT)}: {size / 1e6:.0f} MB")
    archive = make_archive(python)
    print(f"{archive.relative_to(ROOT)}: {archive.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
