"""Pictures of pages: mended pictures are exactly those of a full drawing."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.form.document import walk
from app.form.edits import RemoveIndicator
from app.form.places import field_place, funding_place, indicator_place, text_place
from app.printing.build import paper_grid
from app.printing.layout import layout
from app.printing.marks import Page
from tests.widgets.panels import session_of
from widgets import page_pictures
from widgets.page_pictures import PagePictures, changed_band


def pages_of(session: Session) -> tuple[Page, ...]:
    return layout(paper_grid(session.document, session.template))


def drawn(pages: tuple[Page, ...], pictures: PagePictures, ratio: float) -> list[QImage]:
    pictures.show_pages(pages)
    return [pictures.picture(index, 3.3, ratio).toImage() for index in range(len(pages))]


def change(session: Session, what: str) -> None:
    leaf = [node for _, node in walk(session.document.indicators) if node.children is None][-1]
    match what:
        case "amount":
            session.set_value(funding_place("annual"), "1234567.89")
        case "name":
            session.set_value(
                field_place("project_name"), "一个很长很长的名称，长到一行写不下，于是这一行变高，下面都往下移"
            )
        case "text":
            session.set_value(text_place("annual_goal"), str(session.document.texts["annual_goal"]) + "，并且。")
        case "target":
            session.set_value(indicator_place(leaf.id, "target"), "≥1%")
        case "row":
            session.edit(RemoveIndicator(leaf.id), "删除")
        case "pages":
            session.set_value(text_place("annual_goal"), "很长的目标。" * 400)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("what", ["amount", "name", "text", "target", "row", "pages"])
def test_a_mended_picture_is_that_of_a_full_drawing(qtbot: QtBot, what: str, ratio: float) -> None:
    session = session_of("2024-01")
    pictures = PagePictures()
    before = drawn(pages_of(session), pictures, ratio)
    change(session, what)
    mended = drawn(pages_of(session), pictures, ratio)
    assert mended[0] != before[0]
    assert mended == drawn(pages_of(session), PagePictures(), ratio)
    session.undo()
    assert drawn(pages_of(session), pictures, ratio) == before


def test_a_keystroke_in_one_line_draws_only_that_line(qtbot: QtBot) -> None:
    session = session_of("2024-01")
    old = pages_of(session)[0]
    change(session, "target")
    band = changed_band(old, pages_of(session)[0])
    assert band is not None and 0 < band[1] - band[0] < 12


def test_equal_pages_are_not_drawn_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_of("2024-01")
    pictures = PagePictures()
    drawn(pages_of(session), pictures, 1.0)
    monkeypatch.setattr(page_pictures, "draw_page", lambda *_, **__: pytest.fail("drawn again"))
    drawn(pages_of(session), pictures, 1.0)
