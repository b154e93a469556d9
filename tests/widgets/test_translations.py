"""The English window: complete, compiled, with the same placeholders."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.editing.settings import Settings
from tests.widgets.panels import session_of, shown
from widgets.about_dialog import AboutDialog
from widgets.findings_panel import FindingsPanel
from widgets.funding_panel import FundingPanel
from widgets.goals_panel import GoalsPanel
from widgets.header_panel import HeaderPanel
from widgets.print_preview import PrintPreview
from widgets.responsive import ElidedLabel
from widgets.settings_dialog import SettingsDialog
from widgets.start_page import StartPage

ROOT = Path(__file__).parents[2]
HAN = re.compile("[\u4e00-\u9fff]")


def _script() -> ModuleType:
    path = ROOT / "packaging" / "update_translations.py"
    spec = importlib.util.spec_from_file_location("update_translations", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()


@pytest.fixture
def english(qtbot: QtBot) -> QTranslator:
    """The compiled translation, not installed."""
    translator = QTranslator()
    assert translator.load(str(ROOT / "resources" / "translations" / "jibiao_en.qm"))
    return translator


def test_every_text_of_the_window_is_translated_and_compiled(english: QTranslator) -> None:
    missing = [
        f"{message.context}: {message.source}"
        for message in SCRIPT.messages()
        if not english.translate(message.context, message.source)
    ]
    assert missing == [], "run packaging/update_translations.py and translate what is new"


def test_placeholders_are_those_of_the_source(english: QTranslator) -> None:
    for message in SCRIPT.messages():
        text = english.translate(message.context, message.source) or message.source
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", message.source)), message
        assert "&" in text if "(&" in message.source else True, message


def test_no_text_is_made_before_it_is_translated() -> None:
    """An f-string inside tr can never match a translation."""
    for folder in ("widgets", "app/editing"):
        for path in (ROOT / folder).glob("*.py"):
            assert not re.search(r"\btr\(f[\"']", path.read_text(encoding="utf-8")), path


PANELS = {
    "head": lambda tmp: HeaderPanel(session_of("2024-01")),
    "funding": lambda tmp: FundingPanel(session_of("2024-01")),
    "goals": lambda tmp: GoalsPanel(session_of("2024-01")),
    "findings": lambda tmp: FindingsPanel(session_of("2024-01")),
    "start": lambda tmp: StartPage(),
    "settings": lambda tmp: SettingsDialog(Settings(tmp / "settings.json")),
    "preview": lambda tmp: PrintPreview(session_of("2024-01"), Settings(tmp / "settings.json")),
    "about": lambda tmp: AboutDialog(),
}


def _shows_an_icon_only(part: QWidget) -> bool:
    return (
        isinstance(part, QToolButton)
        and not part.icon().isNull()
        and part.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(PANELS))
def test_no_words_are_cut(qtbot: QtBot, english: QTranslator, tmp_path: Path, name: str, language: str) -> None:
    if language == "en":
        QCoreApplication.installTranslator(english)
    try:
        widget: QWidget = PANELS[name](tmp_path)
        widget.ensurePolished()
        shown(qtbot, widget, max(380, widget.sizeHint().width()), 700)
        for part in widget.findChildren(QWidget):
            if not part.isVisible() or isinstance(part, ElidedLabel) or _shows_an_icon_only(part):
                continue
            if isinstance(part, QLabel) and part.wordWrap():
                assert part.height() >= part.heightForWidth(part.width()) - 1, part.text()
            elif isinstance(part, QLabel | QAbstractButton) and part.text():
                assert part.width() >= part.minimumSizeHint().width(), part.text()
    finally:
        QCoreApplication.removeTranslator(english)


def test_the_settings_dialog_is_all_english(qtbot: QtBot, english: QTranslator, tmp_path: Path) -> None:
    QCoreApplication.installTranslator(english)
    try:
        dialog = SettingsDialog(Settings(tmp_path / "settings.json"))
        shown(qtbot, dialog)
        words = [dialog.pages.tabText(i) for i in range(dialog.pages.count())]
        words += [part.text() for part in dialog.findChildren(QLabel) + dialog.findChildren(QAbstractButton)]
        assert not [text for text in words if HAN.search(text)]
    finally:
        QCoreApplication.removeTranslator(english)
