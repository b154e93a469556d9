"""One imported form under review: the source at the left, the paper at the right, the account and its corrections below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.editing.icons import icon
from app.editing.session import Session
from app.editing.source_model import SourceModel
from app.form import dates
from app.form.amount import typed_to_stored, unit_of
from app.form.document import Json, as_text
from app.form.places import Place, value_at
from app.importing.grid import Grid
from app.importing.report import KIND_NAMES, Entry, EntryKind, RecognisedForm
from widgets.marks import QuietLabel, plain_tooltip
from widgets.paper_view import PaperView
from widgets.responsive import share_width

_ENTRY = Qt.ItemDataRole.UserRole
_TABS: tuple[EntryKind, ...] = ("doubtful", "repaired", "unused", "read")
_TAB_ICONS = {"doubtful": ("warning", "error"), "repaired": ("fix", "warning"), "unused": ("open-state", "hint")}
_LISTED_AS = {"cover": "unused", "furniture": "read"}
_MOST_READINGS = 3
_MOST_LINES = 8


class ImportPage(QWidget):
    """A recognised form beside its source. A click on an entry, a cell or the paper shows the others."""

    def __init__(
        self, form: RecognisedForm, grid: Grid, leftover: Sequence[Entry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entries = (*form.entries, *leftover)
        self.session = Session(form.document, form.template)
        self.session.setParent(self)
        self.model = SourceModel(grid, self._entries, self)
        self.source = self._make_source()
        self.paper = PaperView(self.session)
        self.paper.place_chosen.connect(self._show_place)
        self.tabs = QTabWidget()
        self.lists: dict[str, QTreeWidget] = {}
        for kind in _TABS:
            self._add_list(kind)
        self._readings = QHBoxLayout()
        self._typed = QLineEdit()
        self._entry: Entry | None = None
        top = QSplitter(Qt.Orientation.Horizontal)
        top.setChildrenCollapsible(False)
        top.addWidget(self.source)
        top.addWidget(self.paper)
        top.setSizes([500, 500])
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs, 1)
        column.addLayout(self._make_correction())
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.setChildrenCollapsible(False)
        whole.addWidget(top)
        whole.addWidget(below)
        whole.setSizes([620, 380])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)
        self._choose_tab()
        self._show_entry(None)

    def counts(self) -> Counter[str]:
        """How many entries there are of each kind; text of a cover counts as unused, headers and footers as read."""
        return Counter(_LISTED_AS.get(entry.kind, entry.kind) for entry in self._entries)

    def select(self, entry: Entry) -> None:
        """Show an entry in the source, on the paper and in the line for corrections."""
        self._show_entry(entry)
        self._show_in_source(entry)
        if entry.place is not None:
            self.paper.show_place(entry.place)

    def correct(self, value: str) -> bool:
        """Put another value in the place of the selected entry: an undo step; False where it has none."""
        if self._entry is None or self._entry.place is None:
            return False
        done = self.session.set_value(self._entry.place, self._stored(self._entry.place, value))
        self._show_entry(self._entry)
        return done

    def _stored(self, place: Place, typed: str) -> Json:
        template = self.session.template
        if place.section == "funding":
            return typed_to_stored(typed, unit_of(self.session.document, template))
        field = template.field(place.key) if place.section == "fields" else None
        if field is not None and field.type == "date":
            return dates.typed_to_stored(typed)
        return typed if place.key in ("", "name") else typed or None

    def _make_source(self) -> QTableView:
        view = QTableView()
        view.setAccessibleName(self.tr("源文件"))
        view.setModel(self.model)
        view.setWordWrap(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.verticalHeader().hide()
        view.horizontalHeader().hide()
        for row, column, rows, columns in self.model.spans():
            view.setSpan(row, column, rows, columns)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        view.clicked.connect(self._cell_clicked)
        return view

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width gives the source's rows other heights."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_rows)

    def _fit_rows(self) -> None:
        """Rows as high as their texts, up to some lines; a tooltip has the rest."""
        metrics, columns = self.source.fontMetrics(), max(1, self.model.columnCount())
        wide = max(1, self.source.viewport().width() // columns)
        header = self.source.verticalHeader()
        for row, lines in self.model.lines(lambda text: metrics.horizontalAdvance(text) / (wide - metrics.height())):
            header.resizeSection(row, metrics.lineSpacing() * min(lines, _MOST_LINES) + metrics.height() // 2)

    def _add_list(self, kind: EntryKind) -> None:
        view = QTreeWidget()
        view.setAccessibleName(KIND_NAMES[kind])
        view.setHeaderLabels([self.tr("说明"), self.tr("原文"), self.tr("表中"), self.tr("出处")])
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        share_width(view, {0: 4, 1: 3, 2: 3, 3: 3})
        entries = [entry for entry in self._entries if _LISTED_AS.get(entry.kind, entry.kind) == kind]
        for entry in entries:
            cells = (entry.sentence, entry.before, entry.after or "—", entry.where)
            item = QTreeWidgetItem(view, [" ".join(cell.split("\n")) for cell in cells])
            item.setData(0, _ENTRY, entry)
            for column, cell in enumerate(cells):
                item.setToolTip(column, plain_tooltip(cell))
        view.currentItemChanged.connect(lambda item, _before: self.select(item.data(0, _ENTRY)) if item else None)
        self.lists[kind] = view
        number = self.tabs.addTab(view, f"{self._tab_name(kind)} {len(entries)}")
        if kind in _TAB_ICONS and entries:
            self.tabs.setTabIcon(number, icon(*_TAB_ICONS[kind]))

    def _tab_name(self, kind: EntryKind) -> str:
        names = {
            "doubtful": self.tr("不确定"),
            "repaired": self.tr("修复"),
            "unused": self.tr("未用到的文字"),
            "read": self.tr("读取"),
        }
        return names[kind]

    def _choose_tab(self) -> None:
        """The first tab with something to look at."""
        counts = self.counts()
        first = next((number for number, kind in enumerate(_TABS) if counts[kind]), len(_TABS) - 1)
        self.tabs.setCurrentIndex(first)

    def _make_correction(self) -> QHBoxLayout:
        self._typed.setAccessibleName(self.tr("改为"))
        self._typed.setPlaceholderText(self.tr("选中一条，可在这里改成别的内容"))
        self._typed.returnPressed.connect(lambda: self.correct(self._typed.text()))
        self._change = QPushButton(self.tr("改为"))
        self._change.setAutoDefault(False)
        self._change.clicked.connect(lambda: self.correct(self._typed.text()))
        self._label = QuietLabel(self.tr("可能的读法："))
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addLayout(self._readings)
        row.addWidget(self._typed, 1)
        row.addWidget(self._change)
        return row

    def _show_entry(self, entry: Entry | None) -> None:
        self._entry = entry
        while self._readings.count():
            self._readings.takeAt(0).widget().deleteLater()
        place = entry.place if entry else None
        readings = entry.readings[:_MOST_READINGS] if entry and place and len(entry.readings) > 1 else ()
        now = as_text(value_at(self.session.document, place)) if place else None
        for reading in readings:
            button = QPushButton(self.fontMetrics().elidedText(reading, Qt.TextElideMode.ElideRight, 240))
            button.setAutoDefault(False)
            button.setCheckable(True)
            button.setChecked(reading == now)
            button.clicked.connect(lambda _checked, chosen=reading: self._take_reading(chosen))
            self._readings.addWidget(button)
        self._label.setVisible(bool(readings))
        self._typed.setEnabled(place is not None)
        self._change.setEnabled(place is not None)
        self._typed.setText(" ".join((now or "").split("\n")))

    def _take_reading(self, reading: str) -> None:
        """A reading is in the form's own writing already."""
        if self._entry is not None and self._entry.place is not None:
            self.session.set_value(self._entry.place, reading)
            self._show_entry(self._entry)

    def _show_in_source(self, entry: Entry) -> None:
        position = self.model.position(entry.cell) if entry.cell is not None else None
        if position is not None:
            index = self.model.index(*position)
            self.source.setCurrentIndex(index)
            self.source.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _cell_clicked(self, index: QModelIndex) -> None:
        entries = self.model.entries_at(index.row(), index.column())
        told = next((entry for entry in entries if entry.kind != "label"), entries[0] if entries else None)
        if told is not None:
            self._show_entry(told)
            if told.place is not None:
                self.paper.show_place(told.place)

    def _show_place(self, place: object) -> None:
        told = next((entry for entry in self._entries if entry.place == place), None)
        if told is not None:
            self._show_entry(told)
            self._show_in_source(told)
