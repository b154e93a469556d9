"""The lock files: which Qt goes where, nothing without a hash, no host, nothing forgotten."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]

LINUX = {"sys_platform": "linux", "platform_machine": "x86_64"}
WINDOWS = {"sys_platform": "win32", "platform_machine": "AMD64"}
LINUX_ARM = {"sys_platform": "linux", "platform_machine": "aarch64"}


def _blocks(lock: str) -> list[tuple[Requirement, list[str]]]:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    joined = text.replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [(Requirement(line.split("--hash")[0]), re.findall(r"sha256:([0-9a-f]{64})", line)) for line in lines]


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize(
    ("computer", "python", "qt"),
    [
        *[(computer, python, "6.9.3") for computer in (LINUX, WINDOWS) for python in ("3.11", "3.12", "3.13")],
        (LINUX, "3.14", "6.11.3"),
        (WINDOWS, "3.14", "6.11.3"),
        (LINUX_ARM, "3.11", "6.7.3"),
        (LINUX_ARM, "3.12", "6.7.3"),
        (LINUX_ARM, "3.13", None),
    ],
)
def test_each_computer_gets_the_qt_that_runs_on_it(
    lock: str, computer: dict[str, str], python: str, qt: str | None
) -> None:
    environment = {**computer, "python_version": python, "python_full_version": f"{python}.4"}
    for name in ("pyside6-essentials", "shiboken6"):
        versions = [
            str(requirement.specifier)
            for requirement, _ in _blocks(lock)
            if requirement.name == name and (requirement.marker is None or requirement.marker.evaluate(environment))
        ]
        assert versions == ([f"=={qt}"] if qt else [])


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_has_one_version_and_its_hashes_and_no_host(lock: str) -> None:
    assert "://" not in (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    for requirement, hashes in _blocks(lock):
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), requirement
        assert hashes, requirement


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_all_that_the_project_asks_for_is_locked(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    if lock == "requirements-dev.lock":
        wanted += project["optional-dependencies"]["dev"]
    locked = [(_plain(requirement.name), str(requirement.specifier)[2:]) for requirement, _ in _blocks(lock)]
    for requirement in map(Requirement, wanted):
        versions = [version for name, version in locked if name == _plain(requirement.name)]
        assert versions, requirement
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_both_files_lock_the_same_versions() -> None:
    run_time = {str(requirement) for requirement, _ in _blocks("requirements.lock")}
    assert run_time <= {str(requirement) for requirement, _ in _blocks("requirements-dev.lock")}
