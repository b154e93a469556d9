"""What must not be loaded or made before the form is on the screen: it would be felt at every start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent / "forms" / "2020-a1.jxb"

LATER = (
    # the review and the rules of reading: thousands of words in regular expressions
    "app.checking.review",
    "app.checking.rules",
    "app.scoring",
    "app.form.target",
    "app.form.period",
    # the paper, the writers and the readers of foreign files
    "app.printing",
    "app.importing",
    "reportlab",
    "openpyxl",
    "docx",
    "python_calamine",
    "xlrd",
    "pdfplumber",
    "pypinyin",
    # panels that nobody sees yet, and what only typing needs
    "widgets.field_editors",
    "widgets.suggester",
    "app.editing.tree_paste",
    "app.form.arithmetic",
    "app.form.dates",
    "app.form.template_faults",
    "widgets.findings_panel",
    "widgets.goals_panel",
    "widgets.paper_dock",
    "widgets.start_page",
    "widgets.settings_dialog",
    "widgets.new_form_dialog",
    # parts of Python that load much
    "app.storage.autosave",
    "app.logs",
    "logging",
    "concurrent.futures",
    "socket",
    "asyncio",
    "html",
    "calendar",
    "inspect",
    "dataclasses",
    "typing_extensions",
    "tempfile",
    "zipfile",
    "platform",
    "traceback",
    "copy",
    "getpass",
)

_SHOW = """
import sys
from pathlib import Path
from app.__main__ import load_libraries
load_libraries()
from app.main import make_application
application, settings = make_application()
from widgets.main_window import MainWindow
window = MainWindow(settings)
window.open_files([Path(sys.argv[1])])
assert window.views(), "the form did not open"
print(*sorted(sys.modules), sep="\\n")
window.guard.close()
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are loaded when a form is ready to be painted."""
    folder = tmp_path_factory.mktemp("start")
    form = shutil.copy(SAMPLE, folder / "form.jxb")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "JIBIAO_HOME": str(folder / "home")}
    done = subprocess.run(
        [sys.executable, "-c", _SHOW, str(form)],
        cwd=Path(__file__).parents[1],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("module", LATER)
def test_this_loads_only_after_the_form_is_on_the_screen(module: str, loaded: set[str]) -> None:
    early = sorted(name for name in loaded if name == module or name.startswith(module + "."))
    assert not early, "imported before the first paint; import it where it is used, inside the function"
