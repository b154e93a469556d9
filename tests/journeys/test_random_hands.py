"""Hands that press anything anywhere: no key in any order crashes the window, and everything undoes to the file's content."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.form.document import same_content, walk
from app.form.places import Place, field_place, funding_place, indicator_place, text_place
from app.storage.document_files import load
from tests.journeys.hands import type_text
from widgets.form_view import FormView
from widgets.main_window import MainWindow

KEY = Qt.Key
NONE, SHIFT, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
KEYS = (
    KEY.Key_Tab,
    KEY.Key_Backtab,
    KEY.Key_Return,
    KEY.Key_Escape,
    KEY.Key_Up,
    KEY.Key_Down,
    KEY.Key_Left,
    KEY.Key_Right,
    KEY.Key_Delete,
    KEY.Key_Backspace,
    KEY.Key_F2,
    KEY.Key_Insert,
)
WORDS = ("甲", "≥95%", "12万", "abc", "①一", "2024/1/1", "满意度")
TREE = [
    "add_indicator",
    "add_sibling",
    "add_child",
    "rename",
    "duplicate",
    "remove",
    "move_up",
    "move_down",
    "cut",
    "copy",
    "paste",
    "collapse_all",
]
_LARGEST = 250
FORMS = Path(__file__).parent.parent / "forms"
pytestmark = [pytest.mark.window, pytest.mark.qt_log_ignore("plugin does not support", extend=True)]


def places(view: FormView) -> list[Place]:
    template = view.session.template
    found = [indicator_place(node.id, "target") for _, node in walk(view.session.document.indicators)][:60]
    found += [field_place(field.key) for field in template.fields]
    found += [funding_place(cell.key) for cell in template.funding.cells]
    return found + [text_place(text.key) for text in template.texts]


def step(rng: random.Random, window: MainWindow, view: FormView) -> None:
    chance, focused = rng.random(), QApplication.focusWidget()
    if chance < 0.08:
        window.undo()
    elif chance < 0.13:
        window.redo()
    elif chance < 0.16:
        view.tabs.setCurrentIndex(rng.randrange(view.tabs.count()))
    elif chance < 0.18:
        view.head.set_folded(rng.random() < 0.5)
    elif chance < 0.21:
        view.session.check_now()
        fixable = [finding for finding in view.session.findings if finding.fix]
        if fixable:
            view.session.apply_fix(rng.choice(fixable))
    elif chance < 0.42:
        grows = view.tree.indicators.node_count() > _LARGEST
        getattr(view.tree, "remove" if grows else rng.choice(TREE))()
    elif chance < 0.55 or focused is None:
        view.go_to(rng.choice(places(view)))
    elif chance < 0.8:
        QTest.keyClick(focused, rng.choice(KEYS), rng.choice((NONE, NONE, NONE, SHIFT, ALT)))
    else:
        type_text(focused, rng.choice(WORDS))


@pytest.mark.parametrize(("seed", "form"), [(1, "2024-05"), (2, "2020-a1"), (3, "2021-evaluation")])
def test_any_keys_in_any_order(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, form: str
) -> None:
    faults: list[str] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        faults.append(f"{kind.__name__}: {error}")

    monkeypatch.setattr(sys, "excepthook", note)
    file = tmp_path / f"{form}.jxb"
    shutil.copy(FORMS / f"{form}.jxb", file)
    window.open_files([file])
    view = window.current_view()
    assert view is not None
    session, rng = view.session, random.Random(seed)
    for _ in range(250):
        step(rng, window, view)
        popup = QApplication.activePopupWidget()
        if popup is not None and rng.random() < 0.3:
            popup.close()
        if rng.random() < 0.1:
            QApplication.processEvents()
    assert faults == []
    view.commit_pending()
    while session.undo_stack.canRedo():
        window.redo()
    done = session.document
    assert session.undo_stack.count() > 10, "the hands did something"
    while session.undo_stack.canUndo():
        window.undo()
    assert same_content(session.document, load(file).document)
    while session.undo_stack.canRedo():
        window.redo()
    assert same_content(session.document, done)
    assert faults == []
