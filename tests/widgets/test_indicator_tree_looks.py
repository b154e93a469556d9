"""The indicator tree to the eye: heights, marks beside numbers, the open editor, what hangs on the pointer, tooltips."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem, QToolTip

from app.checking.findings import Finding
from app.editing.indicator_model import NODES_MIME
from app.editing.session import Session
from app.form.places import indicator_place
from tests.widgets.trees import first, stand_on
from widgets.delegates import _widest_piece, _wrapped
from widgets.indicator_tree import IndicatorTree

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_row_with_a_mark_is_as_high_as_its_text_needs_beside_the_mark(tree: IndicatorTree, session: Session) -> None:
    place = indicator_place(first(session, "巡检"), "name")
    session.set_value(place, "巡检" * 20)
    finding = Finding("made.up", "error", "其他", (place,), "只是试试。", None)
    session.findings = (finding,)
    session.findings_changed.emit()
    index = tree.indicators.index_of(place.node, 0)
    measures, delegate = tree.delegate.measures(), tree.delegate
    pixmap = QPixmap(600, 400)
    painter = QPainter(pixmap)
    wrong = {}
    for width in range(200, 600):
        tree.setColumnWidth(0, width)
        cell = QRect(measures.across, 0, width - tree.indentation() * 3 - 2 * measures.across, 400)
        beside = delegate._draw_mark(painter, cell, "error", small=False).width()
        needed = _wrapped("巡检" * 20, measures.font_key, beside)[1]
        high = delegate.sizeHint(QStyleOptionViewItem(), index).height()
        if high != needed + 2 * measures.down:
            wrong[width] = (high, needed)
    painter.end()  # before anything fails: a painter that is kept by a traceback outlives its picture and crashes
    assert not wrong


def mark(session: Session, name: str, key: str) -> None:
    """A finding about a cell, as the checks would tell it."""
    place = indicator_place(first(session, name), key)
    session.findings = (Finding("made.up", "error", "其他", (place,), "只是试试。", None),)
    session.findings_changed.emit()


@pytest.mark.parametrize(
    "value", ["12345.5", "≤80.00(万元)", "=100.00(%)", "≥12次", "2024-12-31", "满意", "不少于(3)次"]
)
def test_what_no_line_is_broken_in_is_what_qt_does_not_break(tree: IndicatorTree, value: str) -> None:
    narrow = QRect(0, 0, 1, 10_000)
    by_qt = tree.fontMetrics().boundingRect(narrow, int(Qt.TextFlag.TextWordWrap), value).width()
    one = tree.fontMetrics().horizontalAdvance("国")
    assert max(one, _widest_piece(value, tree.delegate.measures().font_key)) >= by_qt - 2


def test_a_number_stays_whole_beside_a_mark_in_a_narrow_column(tree: IndicatorTree, session: Session) -> None:
    session.set_value(indicator_place(first(session, "巡检"), "target"), "12345.5")
    tree.resize(900, 300)
    metrics, measures = tree.fontMetrics(), tree.delegate.measures()
    number = metrics.horizontalAdvance("12345.5") + 2 * measures.across
    tree.setColumnWidth(1, number + 4)
    index = tree.indicators.index_of(first(session, "巡检"), 1)

    def ink() -> int:
        """The darkest columns of pixels of the number: less where a digit is cut."""
        rect = tree.visualRect(index).adjusted(measures.across, 2, -measures.across, -2)
        picture = tree.viewport().grab(rect).toImage()
        dark = [
            x
            for x in range(picture.width())
            if any(picture.pixelColor(x, y).lightness() < 100 for y in range(picture.height() // 3, picture.height()))
        ]
        return max(dark) - min(dark)

    whole = ink()
    mark(session, "巡检", "target")
    assert tree.indicators.severity(index) == "error"
    assert abs(ink() - whole) <= 1
    tree.setColumnWidth(1, number - 20)
    assert tree.indicators.data(index, Qt.ItemDataRole.ToolTipRole).splitlines()[0] == "12345.5"
    assert ink() < whole  # elided, and the tooltip has it whole


@pytest.mark.parametrize("column", [0, 1])
def test_the_text_stays_where_it_is_when_the_cell_is_opened(
    tree: IndicatorTree, session: Session, qtbot: Any, column: int
) -> None:
    node = first(session, "巡检")
    other = indicator_place(node, "target" if column == 0 else "name")
    session.set_value(other, "很长的一段话" * 20)
    index = tree.indicators.index_of(node, column)
    rect = tree.visualRect(index)
    assert rect.height() > 3 * tree.delegate.measures().line, "the row is high"

    def ink() -> tuple[int, int, int]:
        """Where the first character stands: left, top, bottom."""
        across = tree.delegate.measures().across
        corner = QRect(rect.left() + across - 3, rect.top() + 6, tree.fontMetrics().height(), rect.height() - 12)
        picture = tree.viewport().grab(corner).toImage()
        dots = [
            (x, y)
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).lightness() < 120
        ]
        rows = [y for _, y in dots]
        return min(x for x, _ in dots), min(rows), max(rows)

    stand_on(tree, session, "培训")
    painted = ink()
    tree.setCurrentIndex(index)
    tree.rename()
    qtbot.wait(20)
    edited = ink()
    assert all(abs(one - other) <= 1 for one, other in zip(painted, edited, strict=True)), (painted, edited)


def test_what_hangs_on_the_pointer_does_not_hide_where_rows_drop(
    tree: IndicatorTree, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.set_value(indicator_place(first(session, "巡检"), "target"), "很长的一段话" * 20)
    stand_on(tree, session, "培训")
    seen: list[QDrag] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, actions: seen.append(drag))
    tree.startDrag(Qt.DropAction.MoveAction)
    (drag,) = seen
    assert drag.hotSpot().x() < 0 and drag.hotSpot().y() < 0, "beside the pointer, below the line"
    assert drag.pixmap().deviceIndependentSize().width() < tree.viewport().width() / 3
    assert bytes(drag.mimeData().data(NODES_MIME).data()) == str(first(session, "培训")).encode()


def test_a_tooltip_shows_typed_text_as_it_is(
    tree: IndicatorTree, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = first(session, "巡检")
    session.set_value(indicator_place(node, "name"), "<b>巡检</b>")
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, _view: told.append(words))
    at = tree.visualRect(tree.indicators.index_of(node)).center()
    QApplication.sendEvent(tree.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, tree.viewport().mapToGlobal(at)))
    assert len(told) == 1 and "&lt;b&gt;巡检" in told[0]


def test_one_sees_where_dragged_rows_would_drop(tree: IndicatorTree) -> None:
    """Qt draws the place after the last row, with the pen that drawing the rows has left."""
    tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)  # InternalMove takes only what this tree itself drags
    rows = [tree.indicators.index(0, 0)]
    while tree.indicators.rowCount(rows[-1]):
        rows.append(tree.indicators.index(0, 0, rows[-1]))
    mime = tree.indicators.mimeData(rows[-1:])
    onto = tree.visualRect(rows[-2]).center()
    plain = tree.viewport().grab().toImage()
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(onto, Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(tree.viewport(), event)
    assert tree.viewport().grab().toImage() != plain
    QApplication.sendEvent(tree.viewport(), QDragLeaveEvent())
