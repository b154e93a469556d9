"""The print preview and the printer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.editing.page_setup import SETUP_KEYS, printed_pages
from app.editing.settings import Settings
from app.form.places import field_place, text_place
from tests.widgets.panels import blank_session, session_of, shown
from widgets import printer
from widgets.print_preview import PrintPreview


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def preview_of(bot: QtBot, name: str, settings: Settings) -> PrintPreview:
    preview = PrintPreview(session_of(name), settings)
    shown(bot, preview, 1000, 700)
    return preview


def texts(preview: PrintPreview) -> str:
    return "".join(mark.text for page in preview.pages for mark in page.texts)


def tick(preview: PrintPreview, key: str, on: bool = True) -> None:
    box = preview.editors[key].widget
    assert isinstance(box, QCheckBox)
    box.setChecked(on)


def choose(preview: PrintPreview, key: str, value: str) -> None:
    combo = preview.editors[key].widget
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(value))


def test_page_setup_changes_the_pages_and_is_remembered(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    preview = preview_of(qtbot, "2020-a1", settings)
    assert (preview.pages[0].width_mm, preview.pages[0].height_mm) == (210, 297)
    choose(preview, "paper_orientation", "landscape")
    choose(preview, "paper_size", "A3")
    assert (preview.pages[0].width_mm, preview.pages[0].height_mm) == (420, 297)
    tick(preview, "page_numbers")
    assert "共" in texts(preview)
    again = preview_of(qtbot, "2020-a1", Settings(tmp_path / "settings.json"))
    assert texts(again) == texts(preview)
    assert [page.width_mm for page in again.pages] == [page.width_mm for page in preview.pages]


def test_margins_keep_everything_inside(qtbot: QtBot, settings: Settings) -> None:
    preview = preview_of(qtbot, "2024-01", settings)
    choose(preview, "paper_margins", "binding")
    assert min(area.x_mm for area in preview.pages[0].areas) == pytest.approx(28)
    assert max(area.x_mm + area.width_mm for area in preview.pages[0].areas) == pytest.approx(210 - 14)


def test_fit_one_page_brings_a_form_on_one_page(qtbot: QtBot, settings: Settings) -> None:
    session = session_of("2024-01")
    goal = "目标。"
    while len(_pages(session, settings)) == 1:
        goal += "再写一句话，使这张表刚好多出一页。" * 4
        session.set_value(text_place("annual_goal"), goal)
    preview = PrintPreview(session, settings)
    shown(qtbot, preview, 1000, 700)
    before = len(preview.pages)
    tick(preview, "fit_one_page")
    assert len(preview.pages) == 1 < before


def _pages(session: object, settings: Settings) -> tuple[object, ...]:
    return printed_pages(session.document, session.template, None, settings)  # type: ignore[attr-defined]


def test_thumbnails_go_to_their_page(qtbot: QtBot, settings: Settings) -> None:
    preview = preview_of(qtbot, "2020-a1", settings)
    assert preview.thumbs.count() == len(preview.pages) > 1
    preview.thumbs.setCurrentRow(2)
    assert preview.sheets.current_page == 2


def test_characters_that_nothing_can_print_are_named_before(qtbot: QtBot, settings: Settings) -> None:
    session = session_of("2024-01")
    session.set_value(field_place("project_name"), "\U0003134a")
    preview = PrintPreview(session, settings)
    shown(qtbot, preview, 1000, 700)
    assert preview._notice.isVisible()
    assert "U+3134A" in preview._notice.text()


def test_all_papers_of_a_form_at_once(qtbot: QtBot, settings: Settings) -> None:
    preview = PrintPreview(blank_session("shenzhen-2021-evaluation"), settings)
    shown(qtbot, preview, 1000, 700)
    one = len(preview.pages)
    preview.papers.setCurrentIndex(preview.papers.count() - 1)
    assert len(preview.pages) > one
    assert len({(page.width_mm, page.height_mm) for page in preview.pages}) > 1


def test_every_setup_key_is_offered(qtbot: QtBot, settings: Settings) -> None:
    assert set(preview_of(qtbot, "2024-01", settings).editors) == set(SETUP_KEYS)


def test_without_a_printer_it_says_so(qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = preview_of(qtbot, "2024-01", settings)
    said: list[str] = []
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    monkeypatch.setattr(printer, "tell", lambda _parent, sentence: said.append(sentence))
    preview.print()
    assert preview.isVisible()
    assert "PDF" in said[0]


@pytest.mark.parametrize("resolution", [300, 600])
def test_printed_as_vectors_each_page_on_its_own_paper(
    qtbot: QtBot, settings: Settings, tmp_path: Path, resolution: int
) -> None:
    import pdfplumber

    qtbot.addWidget(QWidget())
    session = session_of("2021-evaluation")
    pages = [
        page
        for paper in session.template.papers
        for page in printed_pages(session.document, session.template, paper.id, settings)
    ]
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setResolution(resolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert printer.draw_pages(target, pages)
    with pdfplumber.open(tmp_path / "printed.pdf") as pdf:
        assert len(pdf.pages) == len(pages)
        for printed, page in zip(pdf.pages, pages, strict=True):
            assert float(printed.width) == pytest.approx(page.width_mm / 25.4 * 72, abs=1)
            assert float(printed.height) == pytest.approx(page.height_mm / 25.4 * 72, abs=1)
            assert not printed.images
            right = max(float(line["x1"]) for line in [*printed.lines, *printed.rects, *printed.curves])
            assert right == pytest.approx(max(r.x1_mm for r in page.rules) / 25.4 * 72, abs=1.5)


def test_page_range_and_order_of_the_dialog(qtbot: QtBot, settings: Settings) -> None:
    qtbot.addWidget(QWidget())
    session = session_of("2020-a1")
    pages = printed_pages(session.document, session.template, None, settings)
    target = QPrinter()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setPrintRange(QPrinter.PrintRange.PageRange)
    target.setFromTo(2, 3)
    assert printer.chosen_pages(target, pages) == list(pages[1:3])
    target.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printer.chosen_pages(target, pages) == [pages[2], pages[1]]
