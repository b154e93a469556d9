"""The page of one form: places on all its panels, tabs made when they are seen, sizes that are remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from app.editing.session import Session
from app.form.document import walk
from app.form.edits import RemoveIndicator, SetValue, Several
from app.form.places import Place, field_place, funding_place, indicator_place, text_place
from widgets.form_files import open_session
from widgets.form_view import FormView, changed_place
from widgets.notice_bar import NoticeBar

FORMS = Path(__file__).parent.parent / "forms"


def shown(qtbot: Any, session: Session) -> FormView:
    view = FormView(session)
    qtbot.addWidget(view)
    view.resize(1280, 700)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


@pytest.mark.parametrize("form", ["2024-05", "2020-a1", "2021-evaluation", "2026-04"])
def test_every_datum_of_a_form_can_be_gone_to(qtbot: Any, form: str) -> None:
    session = open_session(FORMS / f"{form}.jxb")
    view = shown(qtbot, session)
    template = session.template
    places: list[Place] = [field_place(field.key) for field in template.fields]
    places += [funding_place(cell.key) for cell in template.funding.cells]
    places += [text_place(text.key) for text in template.texts]
    for level, node in walk(session.document.indicators):
        keys = (
            ["name", *(column.key for column in template.indicators.columns)] if level == template.depth else ["name"]
        )
        places += [indicator_place(node.id, key) for key in keys]
    for place in places:
        assert view.go_to(place), place
        focused = QApplication.focusWidget()
        assert focused is not None and focused.isVisible(), place
    assert not session.modified


def test_the_cursor_tells_its_place(qtbot: Any) -> None:
    view = shown(qtbot, open_session(FORMS / "2024-05.jxb"))
    told: list[object] = []
    view.entered.connect(told.append)
    for place in (field_place("project_name"), funding_place("annual"), text_place("annual_goal")):
        view.go_to(place)
        assert told[-1] == place


def test_f6_goes_round_all_parts(qtbot: Any) -> None:
    view = shown(qtbot, open_session(FORMS / "2024-05.jxb"))
    view.session.check_now()
    view.show_indicators()
    parts = []
    for _ in range(4):
        view.next_panel()
        focused = QApplication.focusWidget()
        panels = (view.head, view.tabs, view.funding, view.findings)
        parts.append(next(i for i, panel in enumerate(panels) if panel is focused or panel.isAncestorOf(focused)))
    assert sorted(parts) == [0, 1, 2, 3]


def test_notes_and_the_reason_for_read_only_stand_above_as_plain_text(qtbot: Any) -> None:
    session = open_session(FORMS / "2024-05.jxb")
    session.read_only = "只能查看<b>。"
    session.notes = ("文件里有不认识的内容，已保留。",)
    view = shown(qtbot, session)
    bars = view.findChildren(NoticeBar)
    assert [bar.label.text() for bar in bars] == ["只能查看<b>。", "文件里有不认识的内容，已保留。"]
    assert all(bar.label.textFormat() == Qt.TextFormat.PlainText for bar in bars)


def test_a_form_with_scores_has_a_tab_for_them(qtbot: Any) -> None:
    view = shown(qtbot, open_session(FORMS / "2021-evaluation.jxb"))
    names = [view.tabs.tabText(number) for number in range(view.tabs.count())]
    assert names == ["指标", "得分"]
    view.tabs.setCurrentIndex(1)
    page = view.tabs.currentWidget()
    assert page.layout() is not None


def test_what_a_form_does_not_have_is_said_where_one_wants_to_go_there(qtbot: Any) -> None:
    said: list[str] = []
    evaluation = shown(qtbot, open_session(FORMS / "2021-evaluation.jxb"))
    evaluation.said.connect(said.append)
    evaluation.show_texts()
    evaluation.show_scores()
    assert evaluation.tabs.tabText(evaluation.tabs.currentIndex()) == "得分"
    goals = shown(qtbot, open_session(FORMS / "2021-goals.jxb"))
    goals.said.connect(said.append)
    goals.show_funding()
    goals.show_scores()
    assert [sentence.rpartition("”")[2] for sentence in said] == ["没有目标与文字。", "没有资金栏目。", "不评分。"]


def test_sizes_that_a_person_gave_come_back(qtbot: Any) -> None:
    view = shown(qtbot, open_session(FORMS / "2024-05.jxb"))
    qtbot.wait(20)
    view.splitter.setSizes([700, 580])
    view.splitter.splitterMoved.emit(700, 1)
    other = shown(qtbot, open_session(FORMS / "2024-01.jxb"))
    qtbot.wait(20)
    assert abs(other.splitter.sizes()[0] - view.splitter.sizes()[0]) <= 2


def test_the_place_of_an_edit_is_where_something_is_still_to_be_seen() -> None:
    here = funding_place("annual")
    assert changed_place(Several((RemoveIndicator(5), SetValue(here, None)))) == here
    assert changed_place(RemoveIndicator(5)) is None


def test_the_findings_give_way_when_the_equations_say_more(qtbot: Any) -> None:
    session = open_session(FORMS / "2024-05.jxb")
    view = shown(qtbot, session)
    view.findings.show()
    bar = view.funding.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    before = view.side.sizes()
    session.set_value(funding_place("total"), "1.00")
    session.set_value(funding_place("annual_carryover"), "2.00")
    qtbot.waitUntil(lambda: view.side.sizes()[0] > before[0])
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    wide = view.side.sizes()[0]
    view.resize(900, 700)
    qtbot.waitUntil(lambda: view.side.sizes()[0] > wide)
    view.resize(1280, 700)
    qtbot.waitUntil(lambda: view.side.sizes()[0] == wide)
    view.side.moveSplitter(before[0] // 2, 1)
    session.set_value(funding_place("annual_carryover"), None)
    session.set_value(funding_place("annual_carryover"), "2.00")
    QApplication.processEvents()
    assert view.side.sizes()[0] < before[0], "where the user has put the border, it stays"


def test_the_money_is_never_narrower_than_what_it_holds(qtbot: Any) -> None:
    view = shown(qtbot, open_session(FORMS / "2026-04.jxb"))
    view.findings.show()
    area = view.funding.findChild(QScrollArea)
    for height in (700, 420):
        view.resize(1280, height)
        view.splitter.setSizes([5000, 1])
        QApplication.processEvents()
        assert area.widget().width() <= area.viewport().width(), (
            "what does not fit would be cut: nothing scrolls sideways"
        )
