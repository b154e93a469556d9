"""The wheel, built and installed into a clean environment, does what a checkout does."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ["app", "widgets", "templates", "resources", "pyproject.toml", "README.md", "LICENSE"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, so that the checkout gets no build folders."""
    source = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(target), str(source)], check=True, capture_output=True, text=True)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install it into an environment that shares the dependencies of this one; give the folder of its programs."""
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    paths = {"base": str(folder), "platbase": str(folder)}
    scheme = sysconfig.get_default_scheme() if os.name == "nt" else "venv"
    packages = Path(sysconfig.get_path("purelib", scheme, paths))
    programs = Path(sysconfig.get_path("scripts", scheme, paths))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = programs / Path(sys.executable).name
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, str(wheel)], check=True, capture_output=True, text=True)
    return programs


def _run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "JIBIAO_HOME": str(folder / "home")}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        [str(part) for part in command], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_it_holds_every_module_template_and_resource(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.startswith("jibiao-")}
    expected = {
        str(file.relative_to(ROOT)).replace(os.sep, "/")
        for top in ("app", "widgets")
        for file in (ROOT / top).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    for top in ("templates", "resources"):
        files = (file for file in (ROOT / top).rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        expected |= {"app/" + file.relative_to(ROOT).as_posix() for file in files}
    assert names == expected


def test_it_runs_outside_of_a_checkout(installed: Path, tmp_path: Path) -> None:
    version = _run([installed / "jibiao", "--version"], tmp_path)
    assert version.returncode == 0, version.stderr
    assert "0.1.0" in version.stdout
    templates = _run([installed / "jibiao", "templates"], tmp_path)
    bundled = {file.stem for file in (ROOT / "templates").glob("*-*.json")}
    assert bundled == {line.split("\t")[0] for line in templates.stdout.splitlines()}


def test_it_makes_checks_and_prints_a_form(installed: Path, tmp_path: Path) -> None:
    example = sorted((ROOT / "resources" / "examples").glob("*.jxb"))[0]
    shutil.copy(example, tmp_path / "form.jxb")
    checked = _run([installed / "jibiao", "check", "form.jxb", "--json"], tmp_path)
    assert checked.returncode in (0, 1), checked.stderr
    assert '"template"' in checked.stdout
    exported = _run([installed / "jibiao", "export", "form.jxb", "-o", "page.pdf"], tmp_path)
    assert exported.returncode == 0, exported.stderr
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")


def test_its_window_opens_a_form(installed: Path, tmp_path: Path) -> None:
    example = sorted((ROOT / "resources" / "examples").glob("*.jxb"))[0]
    shutil.copy(example, tmp_path / "form.jxb")
    shutil.copy(ROOT / "packaging" / "demo.py", tmp_path / "demo.py")
    python = installed / Path(sys.executable).name
    shown = _run([python, "demo.py", "out", "form.jxb"], tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert (tmp_path / "out" / "window.png").stat().st_size > 10_000
    assert (tmp_path / "out" / "page.pdf").read_bytes().startswith(b"%PDF-")
