"""What every test gets: no display, and folders of its own instead of the user's."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt. The second run under Xvfb sets its own platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HERE = Path(__file__).parent

# How long one example takes says more about how busy the computer is than about the program.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files change only on purpose: look at the difference, then run with ``--accept``."""
    parser.addoption("--accept", action="store_true", help="write tests/expected/ anew instead of comparing with it")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep every test away from the user's settings, drafts and templates (see app/paths.py)."""
    home = tmp_path / "jibiao-home"
    monkeypatch.setenv("JIBIAO_HOME", str(home))
    yield home


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the real sample forms: text/, truth/, office/ and keys.json."""
    return _HERE / "samples"
