"""Colours hold AA contrast; icons exist and follow the theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QIcon
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QRadioButton
from pytestqt.qtbot import QtBot

from app import main, paths
from app.editing import theme
from app.editing.icons import icon, program_icon
from app.editing.theme import DARK, LIGHT, Tones, contrast

ON_GROUNDS = [(tone, ground) for tone in ("text", "muted") for ground in ("window", "base", "alternate")]
STATES = [
    (tone, ground)
    for tone in ("error", "warning", "hint", "ok")
    for ground in ("window", "base", "alternate", f"{tone}_ground")
]
WORDS = [("text", f"{tone}_ground") for tone in ("error", "warning", "hint", "ok")]


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "ground"), [*ON_GROUNDS, *STATES, *WORDS, ("accent_text", "accent"), ("accent", "base")]
)
def test_contrast_is_aa(tones: Tones, front: str, ground: str) -> None:
    assert contrast(tones.color(front), tones.color(ground)) >= 4.5


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "base", "alternate"])
def test_the_border_of_an_edit_is_told_from_its_ground(tones: Tones, ground: str) -> None:
    assert contrast(tones.color("border"), tones.color(ground)) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_empty_edit_shows_its_border(qapp: QApplication, qtbot: QtBot, scheme: str) -> None:
    qapp.setStyle("Fusion")
    main.apply_theme(scheme)
    try:
        for edit in (QLineEdit(), QPlainTextEdit()):
            qtbot.addWidget(edit)
            edit.resize(120, 40)
            picture = edit.grab().toImage()
            sides = [picture.pixelColor(x, 20) for x in (0, 1, 118, 119)]
            assert max(contrast(side, theme.color("window")) for side in sides) >= 2.8
    finally:
        main.apply_theme("light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("make", [QCheckBox, QRadioButton])
def test_an_unticked_box_is_seen(qapp: QApplication, qtbot: QtBot, scheme: str, make: type[QAbstractButton]) -> None:
    qapp.setStyle("Fusion")
    main.apply_theme(scheme)
    try:
        box = make()
        qtbot.addWidget(box)
        box.resize(40, 30)
        picture = box.grab().toImage()
        line = [picture.pixelColor(x, 15) for x in range(30)]
        assert max(contrast(dot, theme.color("window")) for dot in line) >= 2.6
    finally:
        main.apply_theme("light")


def test_contrast_of_black_on_white() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@pytest.mark.parametrize(
    "path", sorted((paths.bundled_resources() / "icons").glob("*.svg")), ids=lambda path: path.stem
)
def test_every_icon_draws_something(qtbot: QtBot, path: Path) -> None:
    picture = icon(path.stem).pixmap(QSize(24, 24), 2.0).toImage()
    assert any(picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height()))


def test_icons_follow_the_theme_without_being_set_again(qtbot: QtBot) -> None:
    def inks(of: QIcon) -> set[str]:
        picture = of.pixmap(QSize(32, 32)).toImage()
        spots = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        return {spot.name() for spot in spots if spot.alpha() == 255}

    add = icon("add")
    assert inks(add) == {LIGHT.text}
    theme.apply_theme("dark")
    try:
        assert inks(add) == {DARK.text}
    finally:
        theme.apply_theme("light")


def test_an_icon_that_is_not_there_is_an_error(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_program_icon_has_several_sizes(qtbot: QtBot) -> None:
    assert len(program_icon().availableSizes()) >= 3


def test_a_system_without_chinese_shows_the_window_in_the_papers_face(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    has_chinese = bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    assert theme.ensure_chinese_face() != has_chinese
    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda _family: False)
    monkeypatch.setattr(QFontDatabase, "families", lambda *_writing: [])
    assert theme.ensure_chinese_face()
    monkeypatch.undo()
    font = QFont("Form Sans SC")
    assert QFontInfo(font).family() == "Form Sans SC"
    assert QFontMetrics(font).inFontUcs4(ord("绩"))
