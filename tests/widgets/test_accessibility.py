"""Every control that can take the focus has a name that a screen reader can say, and the keyboard reaches it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.editing.settings import Settings
from app.scoring.form_scores import scored_indicators
from app.work.import_files import bundled_and_own_templates, read_file
from tests.widgets.panels import FORMS, session_of, shown
from widgets.about_dialog import AboutDialog
from widgets.book_dialog import BookDialog
from widgets.findings_panel import FindingsPanel
from widgets.funding_panel import FundingPanel
from widgets.goals_panel import GoalsPanel
from widgets.header_panel import HeaderPanel
from widgets.import_review import ImportReview
from widgets.paper_view import PaperView
from widgets.prediction_dialog import PredictionDialog
from widgets.print_preview import PrintPreview
from widgets.rule_dialog import RuleDialog
from widgets.score_view import ScoreView
from widgets.settings_dialog import SettingsDialog
from widgets.start_page import StartPage


def rule_dialog() -> RuleDialog:
    session = session_of("2021-evaluation")
    return RuleDialog(session, scored_indicators(session.document, session.template)[0])


def review() -> ImportReview:
    office = FORMS.parent / "samples" / "office"
    return ImportReview([read_file(office / "2024-01.docx", bundled_and_own_templates())])


MAKERS: dict[str, Callable[[Settings], QWidget]] = {
    "head": lambda settings: HeaderPanel(session_of("2024-01")),
    "funding": lambda settings: FundingPanel(session_of("2024-01")),
    "goals": lambda settings: GoalsPanel(session_of("2024-01")),
    "findings": lambda settings: FindingsPanel(session_of("2024-01")),
    "paper": lambda settings: PaperView(session_of("2024-01")),
    "scores": lambda settings: ScoreView(session_of("2021-evaluation")),
    "start": lambda settings: StartPage(),
    "settings": SettingsDialog,
    "preview": lambda settings: PrintPreview(session_of("2020-a1"), settings),
    "about": lambda settings: AboutDialog(),
    "book": lambda settings: BookDialog([FORMS], settings),
    "prediction": lambda settings: PredictionDialog(session_of("2024-06")),
    "rule": lambda settings: rule_dialog(),
    "import": lambda settings: review(),
}


def name_of(widget: QWidget, buddies: dict[QWidget, str]) -> str:
    """What a screen reader would say."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton | QLabel) and widget.text():
        return widget.text()
    return buddies.get(widget, "")


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_every_control_has_a_name(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    whole = MAKERS[name](Settings(tmp_path / "settings.json"))
    shown(qtbot, whole, 1000, 800)
    buddies = {label.buddy(): label.text() for label in whole.findChildren(QLabel) if label.buddy() is not None}
    unnamed = []
    for widget in whole.findChildren(QWidget):
        inner = isinstance(widget.parent(), QAbstractScrollArea | QTabBar) or (
            isinstance(widget, QLineEdit) and widget.parent() in buddies
        )
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible() or inner:
            continue
        parent = widget.parent()
        named_by_parent = (
            isinstance(parent, QWidget) and parent.focusProxy() is widget and bool(parent.accessibleName())
        )
        tabs = isinstance(widget, QTabBar) or type(widget).__name__ in ("QTabWidget", "QStackedWidget")
        if not (name_of(widget, buddies) or named_by_parent or tabs):
            unnamed.append(f"{type(widget).__name__} in {type(parent).__name__}")
    assert unnamed == []
