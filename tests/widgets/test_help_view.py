"""Help: the manual with its pictures, shortcuts that are those of the actions, and F1 in a cell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument

from app.form.help import help_at
from app.form.places import indicator_place
from app.storage.template_files import all_templates
from tests.editing.made_up import TEMPLATE, form
from widgets.actions import ACTIONS
from widgets.help_view import HelpView, manual_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def view(qtbot: Any) -> HelpView:
    view = HelpView()
    qtbot.addWidget(view)
    view.show()
    return view


def test_the_manual_in_docs_is_the_one_that_ships() -> None:
    shipped = (manual_folder() / "manual.md").read_text("utf-8")
    assert (ROOT / "docs" / "manual.md").read_text("utf-8") == shipped.replace(
        "(pictures/", "(../resources/help/pictures/"
    )


def test_every_picture_is_there_and_none_is_left_over() -> None:
    named = set(re.findall(r"\]\((pictures/[^)]+)\)", (manual_folder() / "manual.md").read_text("utf-8")))
    assert named == {f"pictures/{file.name}" for file in (manual_folder() / "pictures").iterdir()}


def test_pictures_fit_the_page(view: HelpView, qtbot: Any) -> None:
    image = view.manual.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/window.png"))
    assert isinstance(image, QImage)
    assert 0 < image.width() / image.devicePixelRatio() <= view.manual.viewport().width()
    assert view.manual.horizontalScrollBar().maximum() == 0


def test_a_heading_leads_to_its_chapter(view: HelpView, qtbot: Any) -> None:
    assert view.headings.count() > 8
    view.headings.setCurrentRow(6)
    assert view.manual.textCursor().block().text() == view.headings.item(6).text()
    view.headings.setCurrentRow(1)
    assert view.manual.textCursor().block().text() == view.headings.item(1).text()


def test_every_shortcut_of_the_menus_is_on_the_page(view: HelpView) -> None:
    text = view.shortcuts.toPlainText()
    for spec in ACTIONS:
        if spec.shortcuts and spec.menu:
            assert spec.text.rstrip("…") in text, spec.key
    for keys in ("Ctrl+Shift+S", "F8", "Alt+Enter"):
        assert keys in text


def test_the_keys_that_the_manual_names_are_keys_of_actions() -> None:
    named = set(re.findall(r"\*\*((?:Ctrl|F)[+\w]*)\*\*", (manual_folder() / "manual.md").read_text("utf-8")))
    known = {keys for spec in ACTIONS for keys in spec.shortcuts}
    assert named <= known
    assert "Ctrl+N" in named


def test_a_column_has_the_help_of_the_template() -> None:
    template = next(t for t in all_templates().templates.values() if any(c.help for c in t.indicators.columns))
    column = next(column for column in template.indicators.columns if column.help)
    document = form()
    leaf = document.indicators[0].children[0].children[0]  # type: ignore[index]
    assert help_at(document, template, indicator_place(leaf.id, column.key)) == column.help
    assert help_at(document, TEMPLATE, indicator_place(leaf.id, "target")) == ""


def test_tab_reaches_headings_text_and_button(view: HelpView, qtbot: Any) -> None:
    view.show_manual()
    qtbot.waitUntil(view.headings.hasFocus)
    qtbot.keyClick(view.headings, Qt.Key.Key_Tab)
    assert view.manual.hasFocus()
