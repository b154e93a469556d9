"""The review after an import: source, form and account show each other; corrections go into the form that is taken over."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.editing.import_job import ImportJob
from app.editing.source_model import SourceModel
from app.form.places import funding_place, indicator_place
from app.importing.grid import cells_of
from app.work.import_files import ImportedFile, bundled_and_own_templates, read_file
from tests.widgets.panels import shown
from widgets import import_flow
from widgets.import_page import ImportPage
from widgets.import_review import ImportReview


def read(samples: Path, *names: str) -> list[ImportedFile]:
    templates = bundled_and_own_templates()
    return [read_file(samples / "office" / name, templates) for name in names]


def review_of(bot: QtBot, files: list[ImportedFile]) -> ImportReview:
    review = ImportReview(files)
    shown(bot, review, 1200, 800)
    return review


def first_page(review: ImportReview) -> ImportPage:
    page = review.stack.widget(0)
    assert isinstance(page, ImportPage)
    return page


def doubtful_file(tmp_path: Path) -> list[ImportedFile]:
    """A workbook in which 100% is stored as a bare 1: two readings."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["财政项目支出绩效目标申报表", None, None, None],
        ["（2024年度）", None, None, None],
        ["项目名称", "某项目", "项目性质", "经常性项目"],
        ["一级指标", "二级指标", "三级指标", "年度(/项目)指标值"],
        ["产出指标", "质量指标", "验收合格率", 1],
        ["满意度指标", "服务对象满意度指标", "职工满意度", "≥90%"],
    ):
        sheet.append(row)
    book.save(tmp_path / "有疑问.xlsx")
    return [read_file(tmp_path / "有疑问.xlsx", bundled_and_own_templates())]


def test_every_cell_of_the_source_is_shown_once_and_sound(qtbot: QtBot, samples: Path) -> None:
    for file in read(samples, "2024-01.docx", "2026-04.xlsx", "2020-a1.pdf"):
        assert file.recognition is not None
        grid = file.recognition.grid
        model = SourceModel(grid, file.recognition.entries())
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        shown_texts = [
            model.index(row, column).data()
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            if model.index(row, column).data() is not None
        ]
        assert sorted(shown_texts) == sorted(cell.text for _, cell in cells_of(grid))


def test_an_entry_is_shown_in_the_source_and_on_the_paper(qtbot: QtBot, samples: Path) -> None:
    page = first_page(review_of(qtbot, read(samples, "2026-04.xlsx")))
    repaired = page.lists["repaired"]
    assert repaired.topLevelItemCount() > 0
    repaired.setCurrentItem(repaired.topLevelItem(0))
    entry = repaired.topLevelItem(0).data(0, Qt.ItemDataRole.UserRole)
    index = page.source.currentIndex()
    assert (index.row(), index.column()) == page.model.position(entry.cell)
    assert page.paper.sheets._place == entry.place


def test_a_click_on_a_cell_shows_its_datum_on_the_paper(qtbot: QtBot, samples: Path) -> None:
    page = first_page(review_of(qtbot, read(samples, "2024-01.docx")))
    entry = next(entry for entry in page._entries if entry.place == funding_place("annual"))
    position = page.model.position(entry.cells[0])
    assert position is not None
    page.source.clicked.emit(page.model.index(*position))
    assert page.paper.sheets._place == funding_place("annual")
    assert page._typed.text() == "800000.00"


def test_a_click_on_the_paper_shows_the_cell(qtbot: QtBot, samples: Path) -> None:
    page = first_page(review_of(qtbot, read(samples, "2024-01.docx")))
    page.paper.place_chosen.emit(funding_place("annual"))
    assert Decimal(str(page.source.currentIndex().data()).replace(",", "")) == 800000


def test_two_readings_are_offered_and_the_other_one_is_taken(qtbot: QtBot, tmp_path: Path) -> None:
    review = review_of(qtbot, doubtful_file(tmp_path))
    page = first_page(review)
    doubts = page.lists["doubtful"]
    assert doubts.topLevelItemCount() == 1
    doubts.setCurrentItem(doubts.topLevelItem(0))
    entry = doubts.topLevelItem(0).data(0, Qt.ItemDataRole.UserRole)
    assert len(entry.readings) == 2
    button = next(b for b in page.findChildren(QPushButton) if b.isCheckable() and not b.isChecked())
    button.click()
    (session,) = review.sessions()
    node = entry.place.node
    assert session.document.indicators[0].children[0].children[0].values["target"] == entry.readings[1]  # type: ignore[index]
    assert session.undo_stack.canUndo()
    session.undo()
    assert session.document.indicators[0].children[0].children[0].values["target"] == entry.readings[0]  # type: ignore[index]
    assert indicator_place(node, "target") == entry.place


def test_a_correction_by_hand_is_read_like_any_amount(qtbot: QtBot, samples: Path) -> None:
    review = review_of(qtbot, read(samples, "2026-04.xlsx"))
    page = first_page(review)
    page.select(next(entry for entry in page._entries if entry.place == funding_place("total")))
    assert page.correct("300万元")
    assert review.sessions()[0].document.funding["total"] == "3000000.00"


def test_only_ticked_forms_are_taken_and_faulty_files_are_told(qtbot: QtBot, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "别的.txt").write_text("不是表", encoding="utf-8")
    faulty = read_file(tmp_path / "别的.txt", bundled_and_own_templates())
    review = review_of(qtbot, [*read(samples, "2024-01.docx", "2024-02.docx"), faulty])
    assert review.table.topLevelItemCount() == 3
    assert "别的.txt" in review.table.topLevelItem(2).text(0)
    review.table.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    sessions = review.sessions()
    assert [session.document.fields["project_name"] for session in sessions] == ["普陀区临床专业质控管理"]
    assert sessions[0].modified and sessions[0].path is None


def test_files_are_read_outside_the_windows_thread_with_progress(qtbot: QtBot, samples: Path) -> None:
    job = ImportJob([samples / "office" / "2024-01.docx", samples / "office" / "2024-02.docx"])
    told: list[tuple[int, int, str]] = []
    job.progressed.connect(lambda *step: told.append(step))
    with qtbot.waitSignal(job.finished, timeout=20000):
        job.start()
    assert [file.path.name for file in job.results] == ["2024-01.docx", "2024-02.docx"]
    assert told[0] == (0, 2, "2024-01.docx") and told[-1][:2] == (2, 2)


def test_a_stopped_import_keeps_what_was_read(qtbot: QtBot, samples: Path) -> None:
    job = ImportJob([samples / "office" / "2024-01.docx"])
    job.cancel()
    with qtbot.waitSignal(job.finished, timeout=20000):
        job.start()
    assert job.results == []


def test_accepted_forms_outlive_the_review(qtbot: QtBot, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(ImportReview, "exec", lambda _self: 1)
    sessions = import_flow.import_files(window, [samples / "office" / "2024-01.docx"])
    qtbot.wait(20)
    assert sessions[0].set_value(funding_place("annual"), "1.00")
    assert sessions[0].document.funding["annual"] == "1.00"


def test_a_pasted_table_is_imported(qtbot: QtBot, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    mime = QMimeData()
    mime.setText((samples / "text" / "2024-01.txt").read_text(encoding="utf-8"))
    monkeypatch.setattr(ImportReview, "exec", lambda _self: 1)
    (session,) = import_flow.import_pasted(window, mime)
    assert session.document.funding["annual"] == "800000.00"


def test_what_holds_no_form_is_said_in_a_sentence(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    said: list[str] = []
    monkeypatch.setattr(import_flow, "warn", lambda _parent, sentence: said.append(sentence))
    (tmp_path / "别的.txt").write_text("不是表", encoding="utf-8")
    assert import_flow.import_files(window, [tmp_path / "别的.txt"]) == []
    assert len(said) == 1 and "别的.txt" in said[0]


def test_files_of_the_command_line_are_imported_once_the_window_is_painted(
    qtbot: QtBot, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.editing.settings import Settings
    from widgets.main_window import MainWindow

    asked: list[bool] = []
    window = MainWindow(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)

    def ask(parent: QWidget, _files: object) -> list[object]:
        asked.append(parent.isVisible())
        return []

    monkeypatch.setattr("widgets.import_flow.import_files", ask)
    window.open_files([samples / "office" / "2024-01.docx"])
    assert not asked
    window.show()
    qtbot.waitUntil(lambda: asked == [True])
