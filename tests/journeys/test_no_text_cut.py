"""No text is cut: every label and button of the window has the room that its words need, small and large, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QRadioButton, QToolBar, QToolButton, QWidget

from app import paths
from app.editing.settings import Settings
from widgets.main_window import MainWindow
from widgets.responsive import ElidedLabel

FORMS = Path(__file__).parent.parent / "forms"
_TOLERATED = 2  # pixels that style and hinting take or give


def cut_texts(window: QWidget) -> Iterator[str]:
    """What is shown with less room than its words need."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not _words(widget):
            continue
        wanted = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            needs = widget.heightForWidth(widget.width())
            if widget.height() + _TOLERATED < needs:
                yield f"{_words(widget)!r}: {widget.height()} of {needs} high"
        elif widget.width() + _TOLERATED < wanted.width():
            yield f"{_words(widget)!r}: {widget.width()} of {wanted.width()} wide"


def _words(widget: QWidget) -> str:
    if isinstance(widget, ElidedLabel):
        return ""  # ends in … on purpose, whole in its tooltip
    if isinstance(widget, QToolButton) and isinstance(widget.parent(), QToolBar):
        return widget.text() if widget.isVisible() else ""
    if isinstance(widget, QLabel | QCheckBox | QRadioButton | QAbstractButton):
        return str(widget.text())
    return ""


@pytest.fixture(params=["zh", "en"])
def language(request: Any, qapp: Any) -> Iterator[str]:
    translator = QTranslator()
    if request.param == "en":
        assert translator.load("jibiao_en", str(paths.bundled_resources() / "translations"))
        qapp.installTranslator(translator)
    yield request.param
    qapp.removeTranslator(translator)


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1280, 800)])
@pytest.mark.parametrize("form", ["2024-05", "2020-a1", "2021-evaluation"])
def test_no_text_of_the_window_is_cut(
    language: str, form: str, width: int, height: int, qapp: Any, qtbot: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    import shutil

    file = tmp_path / f"{form}.jxb"
    shutil.copy(FORMS / f"{form}.jxb", file)
    window = MainWindow(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(
        window, before_close_func=lambda _: monkeypatch.setattr("widgets.form_files.may_close", lambda *_a: True)
    )
    window.resize(width, height)
    window.open_files([file])
    window.show()
    qtbot.waitExposed(window)
    view = window.current_view()
    assert view is not None
    view.session.check_now()
    assert window.width() == width, "the window can be made this small"
    found: list[str] = []
    for number in range(view.tabs.count()):
        view.tabs.setCurrentIndex(number)
        view.head.set_folded(number % 2 == 0)
        qapp.processEvents()
        qapp.processEvents()
        found += cut_texts(window)
    assert found == []
