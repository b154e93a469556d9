"""The scores of a form: the total and its grade, bars by level, every indicator with given and computed points."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.editing import theme
from app.editing.icons import icon
from app.editing.session import Session
from app.form.edits import SetValue, Several
from app.form.labels import UNNAMED
from app.form.places import Place, indicator_place
from app.scoring.form_scores import ScoredIndicator, execution_score, scored_indicators
from app.scoring.grades import LevelScore, Overview, overview
from app.scoring.quantity import plain
from app.scoring.weights import even_weights
from widgets.marks import QuietLabel, plain_tooltip
from widgets.responsive import PanelArea, WidthFollower
from widgets.score_bars import ScoreBars
from widgets.score_detail import ScoreDetail

_NODE = Qt.ItemDataRole.UserRole


def has_scores(session: Session) -> bool:
    """Whether the form's template has scores at all."""
    return overview(session.document, session.template) is not None


class ScoreView(QWidget):
    """Scores and what they come from; all figures are Decimal."""

    place_chosen = Signal(object)
    """The place of the indicator or level that was chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._items: dict[int, ScoredIndicator] = {}
        self._stale = True
        self.bars = ScoreBars()
        self.bars.level_chosen.connect(self._choose_level)
        self.table = self._make_table()
        self.detail = ScoreDetail(session)
        content = QWidget()
        column = QVBoxLayout(content)
        column.addLayout(self._make_head())
        column.addWidget(self.bars)
        column.addStretch()
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setChildrenCollapsible(False)
        below.addWidget(self.table)
        detail = QWidget()
        detail_column = QVBoxLayout(detail)
        detail_column.addWidget(self.detail)
        detail_column.addStretch()
        below.addWidget(PanelArea(detail))
        below.setSizes([600, 400])
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(PanelArea(content))
        split.addWidget(below)
        split.setSizes([400, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        session.document_changed.connect(self._follow)

    def commit_pending(self) -> None:
        """There is nothing to type here."""

    def show_place(self, place: Place) -> bool:
        """Select the indicator of a place; False when it is none with a score."""
        for row in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(row)
            if item is not None and item.data(0, _NODE) == place.node and place.section == "indicators":
                self.table.setCurrentItem(item)
                return True
        return False

    def refresh(self) -> None:
        """Work the scores out anew."""
        self._stale = False
        document, template = self._session.document, self._session.template
        found = overview(document, template)
        self.bars.show_overview(found)
        self._show_total(found)
        current = self.table.currentItem()
        kept = current.data(0, _NODE) if current is not None else None
        scored = scored_indicators(document, template)
        self._items = {item.node.id: item for item in scored}
        if kept not in self._items:
            kept = next(iter(self._items), None)  # so that the right half is not empty
        self.table.blockSignals(True)
        self.table.clear()
        for item in scored:
            row = self._make_row(item)
            if item.node.id == kept:
                self.table.setCurrentItem(row)
        self.table.blockSignals(False)
        self.detail.show_indicator(self._items.get(kept) if kept is not None else None)
        self.take_all.setEnabled(any(_is_open(item) for item in scored))
        self.spread.setEnabled(even_weights(document) is not None)

    def showEvent(self, event: QShowEvent) -> None:
        """What was hidden was not worked out."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _follow(self, old: object, new: object, edit: object) -> None:
        del old, new, edit
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _make_head(self) -> QVBoxLayout:
        self.total = QLabel()
        font = self.total.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        self.total.setFont(font)
        self.note = QuietLabel()
        self.note.setWordWrap(True)
        self.take_all = QPushButton(icon("fix"), self.tr("空着的得分填计算得分"))
        self.take_all.clicked.connect(self._take_all)
        self.spread = QPushButton(self.tr("权重按各级分值平均分配"))
        self.spread.clicked.connect(self._spread)
        self.export = QPushButton(icon("export"), self.tr("导出得分情况…"))
        self.export.clicked.connect(self._export)
        self._row = WidthFollower(self._arrange_head, self._head_width, len(self._head_widgets()))
        QGridLayout(self._row).setContentsMargins(0, 0, 0, 0)
        self._row.prepare()
        head = QVBoxLayout()
        head.addWidget(self._row)
        head.addWidget(self.note)
        return head

    def _head_widgets(self) -> tuple[QWidget, ...]:
        return self.total, self.take_all, self.spread, self.export

    def _head_width(self) -> int:
        return max(each.sizeHint().width() for each in self._head_widgets()) + self.fontMetrics().height() // 2

    def _arrange_head(self, columns: int) -> None:
        """The total and the buttons side by side, as many as fit."""
        grid = self._row.layout()
        assert isinstance(grid, QGridLayout)
        for number, each in enumerate(self._head_widgets()):
            grid.addWidget(each, number // columns, number % columns)

    def _make_table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setAccessibleName(self.tr("各指标得分"))
        headings = [self.tr("指标"), self.tr("权重"), self.tr("得分"), self.tr("计算得分"), self.tr("说明")]
        table.setHeaderLabels(headings)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        em = self.fontMetrics().height()
        header = table.header()
        header.setStretchLastSection(False)  # it would make the last column as wide as asked for, beyond the edge
        for column, wide in enumerate((15, 3, 3, 5, 14)):
            table.setColumnWidth(column, em * wide)
            stretches = column in (0, len(headings) - 1)
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            )
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.currentItemChanged.connect(self._show_item)
        table.itemActivated.connect(lambda item, _column: self.place_chosen.emit(_place_of(item)))
        table.itemDoubleClicked.connect(lambda item, _column: self.place_chosen.emit(_place_of(item)))
        return table

    def _make_row(self, item: ScoredIndicator) -> QTreeWidgetItem:
        words = item.scores.by_target.working if item.scores else ""
        cells = (item.node.name.strip() or UNNAMED, _said(item.weight), _said(item.given), _said(item.computed), words)
        row = QTreeWidgetItem(self.table, list(cells))
        row.setData(0, _NODE, item.node.id)
        for column in (1, 2, 3):
            row.setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
        row.setToolTip(0, plain_tooltip(cells[0]))
        row.setToolTip(4, plain_tooltip(words))
        if item.computed is not None and item.given is not None and item.computed != item.given:
            row.setIcon(3, icon("differs", "warning"))
            row.setForeground(3, QBrush(theme.color("warning")))
        return row

    def _show_total(self, found: Overview | None) -> None:
        if found is None:
            self.total.setText("")
            self.note.setText(self.tr("这种表没有得分。"))
            return
        figures = self.tr("{got} / {possible} 分").format(got=plain(found.got), possible=plain(found.possible))
        self.total.setText(f"{figures}   {found.grade}" if found.grade else figures)
        notes = [f"{label} {share:.2%}" for label, share in found.rates]
        execution = execution_score(self._session.document, self._session.template)
        if execution is not None:
            notes.append(execution.working)
        if not found.complete:
            notes.append(self.tr("还有指标没有权重或得分，填齐后给出等级。"))
        self.note.setText("　".join(notes))
        self.note.setVisible(bool(notes))

    def _show_item(self, item: QTreeWidgetItem | None) -> None:
        self.detail.show_indicator(self._items.get(item.data(0, _NODE)) if item is not None else None)

    def _choose_level(self, level: LevelScore) -> None:
        if level.node is not None:
            self.place_chosen.emit(indicator_place(level.node.id))

    def _take_all(self) -> None:
        edits = tuple(
            SetValue(indicator_place(item.node.id, "score"), plain(item.computed))
            for item in self._items.values()
            if _is_open(item) and item.computed is not None
        )
        if edits:
            self._session.edit(Several(edits), self.tr("填入计算得分"))

    def _export(self) -> None:
        from widgets.score_export import export_scores

        export_scores(self, self._session)

    def _spread(self) -> None:
        edit = even_weights(self._session.document)
        if edit is not None:
            self._session.edit(edit, self.tr("平均分配权重"))


def _is_open(item: ScoredIndicator) -> bool:
    return item.given is None and item.computed is not None


def _said(points: Decimal | None) -> str:
    return "" if points is None else plain(points)


def _place_of(item: QTreeWidgetItem) -> Place:
    return indicator_place(item.data(0, _NODE), "score")
