"""The forms of a folder: named, summed, filtered, sorted, checked in the background and fresh when files change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.editing.folder_model import FORM_ROLE, FolderModel, details, verdict_words
from app.storage.document_files import load, save
from app.work.folder_forms import FolderForm, in_short
from tests.journeys.hands import type_text
from widgets.folder_panel import FolderPanel

FORMS = Path(__file__).parents[1] / "forms"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "2024"
    folder.mkdir()
    for name in ("2024-01", "2024-03", "2024-05", "2026-01"):
        shutil.copy(FORMS / f"{name}.jxb", folder)
    return folder


@pytest.fixture
def panel(folder: Path, qtbot: Any) -> Iterator[FolderPanel]:
    panel = FolderPanel()
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.reader.finished, timeout=20_000):
        panel.show_folder(folder)
    yield panel
    panel.close_reader()


def shown(panel: FolderPanel) -> list[FolderForm]:
    return [panel.model.index(row).data(FORM_ROLE) for row in range(panel.model.rowCount())]


def stems(panel: FolderPanel) -> list[str]:
    return [form.path.stem for form in shown(panel)]


def test_each_form_has_its_name_amounts_and_verdict(panel: FolderPanel) -> None:
    form = next(form for form in shown(panel) if form.path.stem == "2024-03")
    assert form.name == "全科医生服务技术能力提升专项"
    assert details(form) == "2024 · 年度 80 万元 · 总额 240 万元 · 阶段性项目"
    assert verdict_words(form) == "2 处提醒"


def test_the_sums_stand_below_and_follow_the_filter(panel: FolderPanel, qtbot: Any) -> None:
    whole = panel.sums.text()
    assert whole.startswith("4 份表单，项目总额合计 ")
    type_text(panel.search, "全科 2024")
    qtbot.waitUntil(lambda: stems(panel) == ["2024-03"])
    assert panel.sums.text() == "1 份表单，项目总额合计 240 万元，年度合计 80 万元"
    panel.search.clear()
    qtbot.waitUntil(lambda: panel.sums.text() == whole)


def test_names_are_sorted_as_a_dictionary_sorts_them_and_numbers_as_numbers(qapp: Any) -> None:
    model = FolderModel()
    names = ["卫生热线10", "网络安全", "安全", "卫生热线9"]
    model.take(FolderForm(Path(f"{number}.jxb"), (0, 0), name) for number, name in enumerate(names))
    order = [model.index(row).data() for row in range(4)]
    assert order == ["安全", "网络安全", "卫生热线9", "卫生热线10"]


def test_sorting_by_amount_puts_the_largest_first_and_blanks_last(panel: FolderPanel) -> None:
    panel.order.setCurrentIndex(panel.order.findData("whole"))
    amounts = [form.whole for form in shown(panel)]
    filled = [amount for amount in amounts if amount is not None]
    assert filled == sorted(filled, reverse=True)
    assert amounts == [*filled, *[None] * (len(amounts) - len(filled))]


def test_new_changed_and_removed_files_show_at_once(panel: FolderPanel, folder: Path, qtbot: Any) -> None:
    shutil.copy(FORMS / "2024-07.jxb", folder)
    qtbot.waitUntil(lambda: "2024-07" in stems(panel), timeout=10_000)
    document = load(folder / "2024-03.jxb").document
    renamed = {**document.fields, "project_name": "改名后的项目"}
    save(
        folder / "2024-03.jxb",
        type(document)(
            document.template,
            document.year,
            renamed,
            document.funding,
            document.texts,
            document.indicators,
            document.meta,
        ),
    )
    qtbot.waitUntil(lambda: "改名后的项目" in [form.name for form in shown(panel)], timeout=10_000)
    (folder / "2024-05.jxb").unlink()
    qtbot.waitUntil(lambda: "2024-05" not in stems(panel), timeout=10_000)


def test_a_damaged_file_is_listed_with_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "坏.jxb").write_text("{", "utf-8")
    form = in_short(tmp_path / "坏.jxb", (0, 0))
    assert form.problem is not None
    assert "坏.jxb" in details(form)
    assert verdict_words(form) == "无法读取"


def test_enter_and_a_click_choose_a_file(panel: FolderPanel, folder: Path, qtbot: Any) -> None:
    row = stems(panel).index("2024-05")
    panel.list.setCurrentIndex(panel.model.index(row))
    with qtbot.waitSignal(panel.file_chosen) as chosen:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert chosen.args == [folder / "2024-05.jxb"]
    middle = panel.list.visualRect(panel.model.index(0)).center()
    with qtbot.waitSignal(panel.file_chosen) as chosen:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert chosen.args == [shown(panel)[0].path]


def test_ten_thousand_forms_are_filtered_and_sorted_at_once(qapp: Any) -> None:
    model = FolderModel()
    model.take(
        FolderForm(Path(f"{number}.jxb"), (number, 0), f"项目{number}", str(2020 + number % 5))
        for number in range(10_000)
    )
    model.sort_by("year")
    model.filter("项目99 2024")
    assert model.rowCount() == sum(1 for n in range(10_000) if "99" in f"{n}"[:2] and n % 5 == 4)


def test_the_chosen_form_stays_chosen_when_the_list_is_sorted_anew(panel: FolderPanel) -> None:
    panel.list.setCurrentIndex(panel.model.index(stems(panel).index("2024-05")))
    panel.order.setCurrentIndex(panel.order.findData("verdict"))
    assert panel.list.currentIndex().data(FORM_ROLE).path.stem == "2024-05"


def test_rules_that_are_switched_off_do_not_count(panel: FolderPanel, qtbot: Any) -> None:
    from app.checking.review import review
    from app.work.opening import open_form

    form = next(form for form in shown(panel) if form.path.stem == "2024-03")
    opened = open_form(form.path)
    codes = tuple({finding.code for finding in review(opened.document, opened.template)})
    assert codes
    with qtbot.waitSignal(panel.reader.finished, timeout=20_000):
        panel.reader.leave_out(codes)
    row = panel.model.row_of(form.path)
    assert verdict_words(panel.model.index(row).data(FORM_ROLE)) == "没有审核意见"
