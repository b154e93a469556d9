"""The painter draws the very marks that the PDF has: rasterised, both show ink at the same places."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.editing.to_painter import draw_page, family_of
from app.printing.build import paper_grid
from app.printing.layout import PrintOptions, layout
from app.printing.marks import Page, TextMark
from app.storage.document_files import load
from app.storage.template_files import all_templates

FORMS = Path(__file__).parents[1] / "forms"
DOTS = 4.0


def pages_of(name: str, options: PrintOptions | None = None) -> tuple[Page, ...]:
    document = load(FORMS / f"{name}.jxb").document
    template = all_templates().get(document.template)
    assert template is not None
    return layout(paper_grid(document, template), options or PrintOptions())


def painted(page: Page) -> QImage:
    image = QImage(round(page.width_mm * DOTS), round(page.height_mm * DOTS), QImage.Format.Format_Grayscale8)
    image.fill(QColor("gray"))
    painter = QPainter(image)
    draw_page(painter, page, DOTS)
    painter.end()
    return image


def ink(image: QImage, left: float, top: float, right: float, bottom: float) -> int:
    """How many dots of an area in millimetres are darker than the paper."""
    return sum(
        image.pixelColor(x, y).lightness() < 215
        for x in range(round(left * DOTS), round(right * DOTS))
        for y in range(round(top * DOTS), round(bottom * DOTS))
    )


def test_every_text_and_rule_leaves_ink_where_its_mark_stands(qtbot: QtBot) -> None:
    (page,) = pages_of("2024-05")
    image = painted(page)
    for mark in page.texts:
        em = mark.size_pt * 25.4 / 72
        assert ink(image, mark.x_mm, mark.y_mm - 0.9 * em, mark.x_mm + mark.width_mm, mark.y_mm + 0.2 * em) > 0, mark
    for rule in page.rules:
        assert ink(image, rule.x0_mm - 0.3, rule.y0_mm - 0.3, rule.x1_mm + 0.3, rule.y1_mm + 0.3) >= 0.8 * DOTS * max(
            rule.x1_mm - rule.x0_mm, rule.y1_mm - rule.y0_mm
        )


def test_texts_are_as_wide_as_the_layout_says(qtbot: QtBot) -> None:
    page = Page(200, 20, (TextMark(10, 10, 30 * 10.5 * 25.4 / 72, "绩" * 30, "song", 10.5),), (), ())
    image = painted(page)
    end = 10 + page.texts[0].width_mm
    assert ink(image, end - 3.7, 5, end, 12) > 20
    assert ink(image, end + 0.3, 5, 199, 12) == 0


def test_paper_is_white_whatever_was_there(qtbot: QtBot) -> None:
    image = painted(Page(50, 50, (), (), ()))
    assert image.pixelColor(10, 10).lightness() == 255


def test_draft_is_light_and_behind_the_text(qtbot: QtBot) -> None:
    (page,) = pages_of("2024-05", PrintOptions(draft=True))
    image = painted(page)
    shades = {image.pixelColor(x, y).lightness() for x in range(200, 640, 3) for y in range(400, 800, 3)}
    assert any(200 < shade < 240 for shade in shades)


@pytest.mark.parametrize("face", ["song", "sans"])
def test_the_papers_faces_are_found(qtbot: QtBot, face: str) -> None:
    assert family_of(face).startswith("Form ")  # type: ignore[arg-type]
