"""Take the pictures of the manual anew: the real window on copies of the example forms → resources/help/pictures/.

    QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/make_manual_pictures.py

Look at them before committing.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from app.storage.autosave import RecoveryCopy

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "help" / "pictures"
_WINDOW = (1280, 800)
_LONGEST_WAIT_S = 20.0
_SMALLEST = 0
"""Qt's quality of a PNG: the smallest file."""


def _take(widget: QWidget, name: str) -> None:
    application = QApplication.instance()
    assert application is not None
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    picture.save(str(PICTURES / f"{name}.png"), None, _SMALLEST)


def main(folder: Path) -> None:
    """Open the examples and take one picture after the other."""
    from app.main import make_application
    from widgets.compare_view import CompareView
    from widgets.main_window import MainWindow
    from widgets.recovery_dialog import RecoveryDialog

    _, settings = make_application()
    settings.set("theme", "light")
    examples = [Path(shutil.copy(file, folder)) for file in sorted((ROOT / "resources" / "examples").glob("*.jxb"))]
    window = MainWindow(settings)
    window.resize(*_WINDOW)
    window.open_files(examples)
    window.show()
    _wait_for_checks(window)
    _take(window, "window")
    _folder_picture(window)
    _find_picture(window)
    comparison = _comparison(window)
    _take(comparison, "compare")
    comparison.close()
    dialog = RecoveryDialog(_left_copies(examples[0]), window)
    dialog.show()
    _take(dialog, "recover")
    assert isinstance(comparison, CompareView)


def _wait_for_checks(window: QWidget) -> None:
    from widgets.main_window import MainWindow

    assert isinstance(window, MainWindow)
    view = window.current_view()
    assert view is not None
    done: list[bool] = []
    view.session.findings_changed.connect(lambda *_: done.append(True))
    end = time.monotonic() + _LONGEST_WAIT_S
    while not done and time.monotonic() < end:
        QApplication.processEvents()


def _folder_picture(window: QWidget) -> None:
    from widgets.folder_panel import FolderPanel
    from widgets.main_window import MainWindow

    assert isinstance(window, MainWindow)
    window.tools.show_folder()
    panel = window.findChild(FolderPanel)
    assert panel is not None
    done: list[object] = []
    panel.reader.finished.connect(done.append)
    end = time.monotonic() + _LONGEST_WAIT_S
    while not done and time.monotonic() < end:
        QApplication.processEvents()
    _take(window, "folder")
    window.tools.show_folder()


def _find_picture(window: QWidget) -> None:
    from widgets.find_panel import FindPanel
    from widgets.main_window import MainWindow

    assert isinstance(window, MainWindow)
    window.tools.find_replace()
    panel = window.findChild(FindPanel)
    assert panel is not None
    panel.everywhere.setChecked(True)
    panel.wanted.setText("及时")
    panel.replacement.setText("按时")
    panel.search()
    _take(window, "find")
    panel.close()


def _comparison(window: QWidget) -> QWidget:
    from app.form.edits import SetValue, Several, apply
    from app.form.places import funding_place, text_place, value_at
    from widgets.compare_view import Side
    from widgets.main_window import MainWindow

    assert isinstance(window, MainWindow)
    view = window.current_view()
    assert view is not None
    document = view.session.document
    goal = str(value_at(document, text_place("annual_goal")))
    edits = Several(
        (
            SetValue(funding_place("annual_other"), "50000.00"),
            SetValue(text_place("annual_goal"), goal[:-8] + "全面" + goal[-8:] + "，确保资金使用规范。"),
        )
    )
    dialog = window.tools.show_comparison(view.session, Side("上一次保存的内容", apply(document, edits).document))
    second = dialog.list.rows.topLevelItem(1)
    if second is not None:
        dialog.list.rows.setCurrentItem(second)
    return dialog


def _left_copies(example: Path) -> list[RecoveryCopy]:
    from app.storage.autosave import RecoveryCopy
    from app.storage.document_files import stamp_of

    copy = RecoveryCopy(example, example, example.stem, "2026-10-12 16:42:10", stamp_of(example))
    return [copy, RecoveryCopy(example, None, "家庭医生签约服务", "2026-10-12 16:41:52", None)]


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ["JIBIAO_HOME"] = place
        sys.path.insert(0, str(ROOT))
        forms = Path(place) / "2026年申报"
        forms.mkdir()
        main(forms)
    os._exit(0)  # no questions about unsaved forms
