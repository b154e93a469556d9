"""The live view of the paper: up to date, clickable, zoomable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.editing import theme
from app.editing.session import Session
from app.form.places import Place, field_place, funding_place
from app.storage.template_files import all_templates
from tests.widgets.panels import blank_session, session_of, shown
from widgets.paper_view import PaperView


def view_of(bot: QtBot, session: Session) -> PaperView:
    view = PaperView(session)
    shown(bot, view, 600, 700)
    return view


def texts(view: PaperView) -> str:
    return "".join(mark.text for page in view.sheets.pages for mark in page.texts)


def centre(view: PaperView, place: Place) -> QPoint:
    index, area = next(view.sheets.areas_of(place))
    sheets = view.sheets
    rect = sheets._page_rect(index).translated(-sheets._offset())
    spot = QPointF(area.x_mm + area.width_mm / 2, area.y_mm + area.height_mm / 2) * sheets._scale()
    return (rect.topLeft() + spot).toPoint()


def test_follows_each_change(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    view = view_of(qtbot, session)
    session.set_value(field_place("project_name"), "全新名称")
    qtbot.waitUntil(lambda: "全新名称" in texts(view))
    session.undo()
    qtbot.waitUntil(lambda: "全新名称" not in texts(view))


def test_a_hidden_view_costs_nothing_and_is_fresh_when_shown(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    view = PaperView(session)
    qtbot.addWidget(view)
    session.set_value(field_place("project_name"), "全新名称")
    assert view.sheets.pages == ()
    view.show()
    assert "全新名称" in texts(view)


def test_a_click_tells_the_datum(qtbot: QtBot) -> None:
    view = view_of(qtbot, session_of("2024-01"))
    with qtbot.waitSignal(view.place_chosen) as told:
        spot = centre(view, funding_place("annual"))
        QTest.mouseClick(view.sheets.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert told.args == [funding_place("annual")]


def test_shown_place_is_brought_into_sight_and_highlighted(qtbot: QtBot) -> None:
    session = session_of("2020-a1")
    view = view_of(qtbot, session)
    last = session.document.indicators[-1]
    while last.children:
        last = last.children[-1]
    assert view.show_place(Place("indicators", "target", last.id))
    spot = centre(view, Place("indicators", "target", last.id))
    assert view.sheets.viewport().rect().contains(spot)
    picture = view.sheets.viewport().grab().toImage()
    assert theme.LIGHT.mark in {
        picture.pixelColor(spot + QPoint(x, y)).name() for x in range(-12, 12) for y in (-6, 0, 6)
    }


def test_ctrl_wheel_zooms_at_the_mouse(qtbot: QtBot) -> None:
    view = view_of(qtbot, session_of("2024-01"))
    before = view.sheets.zoom
    spot = QPointF(200, 200)
    none = Qt.MouseButton.NoButton
    turn = QWheelEvent(
        spot, spot, QPoint(), QPoint(0, 120), none, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False
    )  # fmt: skip
    QApplication.sendEvent(view.sheets.viewport(), turn)
    assert view.sheets.zoom > before
    view.sheets.fit_width()
    assert view.sheets.zoom == pytest.approx(before)


def test_paper_is_white_in_the_dark_too(qtbot: QtBot) -> None:
    theme.apply_theme("dark")
    try:
        view = view_of(qtbot, session_of("2024-01"))
        rect = view.sheets._page_rect(0)
        picture = view.sheets.viewport().grab().toImage()
        assert picture.pixelColor((rect.topLeft() + QPointF(8, 8)).toPoint()) == QColor("white")
    finally:
        theme.apply_theme("light")


@pytest.mark.parametrize("template_id", sorted(all_templates().templates))
def test_every_paper_of_every_template_is_shown(qtbot: QtBot, template_id: str) -> None:
    view = view_of(qtbot, blank_session(template_id))
    for index in range(view._papers.count()):
        view._papers.setCurrentIndex(index)
        assert view.sheets.pages


def test_findings_are_marked_on_the_paper(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    view = view_of(qtbot, session)
    session.set_value(field_place("end_date"), "年底")
    session.check_now()
    severity, words = view.sheets._marked[field_place("end_date")]
    assert severity == "error" and "年底" in words


def test_the_page_stays_where_it_is_when_it_is_not_to_follow(qtbot: QtBot) -> None:
    session = session_of("2020-a1")
    view = view_of(qtbot, session)
    last = session.document.indicators[-1]
    view.show_place(Place("indicators", "name", last.id), turn=False)
    assert view.sheets.current_page == 0
    view.show_place(Place("indicators", "name", last.id))
    assert view.sheets.current_page > 0
