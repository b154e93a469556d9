"""The indicator tree (绩效指标) as one types it: keys as in a spreadsheet, copy and paste with Excel and WPS, dragging."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QStyleOptionViewItem,
    QWidget,
)

from app.editing import theme, tree_edits
from app.editing.session import Session
from app.editing.tree_edits import Change
from app.form.document import ROOT
from app.form.edits import Edit
from app.form.places import Place
from widgets.actions import ACTIONS, make_actions
from widgets.cell_tree import CellTree, Index
from widgets.delegates import IndicatorDelegate, rect_of, soft_selection
from widgets.flat_header import FlatHeader
from widgets.painting import fill

_MANY_ROWS = 600
"""From here on all rows are one line high: measuring thousands of wrapped cells would be felt at every key."""
_HARMLESS = {"copy", "expand_all", "collapse_all"}
"""What can be done with a form that is only looked at."""
_NAME_SHARE = 5
_READING_SHARE = 2


class IndicatorTree(CellTree):
    """The tree of a session's form."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._seen = False
        self.row_is_selected = False
        """Of the row that is being drawn."""
        self.delegate = IndicatorDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setUniformRowHeights(True)
        self._set_up_looks()
        self._set_up_behaviour()
        self.own_actions = make_actions("tree", self)
        if session.read_only:
            for key in self.own_actions.keys() - _HARMLESS:
                self.own_actions[key].setEnabled(False)
        session.document_changed.connect(self._watch_size)
        self.indicators.rowsInserted.connect(self._open_inserted)
        self.indicators.rowsRemoved.connect(self._select_where_the_cursor_went)
        self.indicators.modelReset.connect(self._open_all)
        self._watch_size()
        self.expandAll()
        self._select_first()

    def _set_up_looks(self) -> None:
        self.setAccessibleName(self.tr("绩效指标"))
        self.setPalette(soft_selection(QApplication.palette()))
        self.setAlternatingRowColors(False)
        self.setAnimated(False)
        header = FlatHeader(self)
        self.setHeader(header)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(self.fontMetrics().height() * 3)
        header.sectionResized.connect(self._lay_out_again)

    def _lay_out_again(self, *_resized: int) -> None:
        if self._seen:
            self.scheduleDelayedItemsLayout()

    def _set_up_behaviour(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setExpandsOnDoubleClick(False)

    # -- what the window asks --------------------------------------------------------------------------------------

    def show_place(self, place: Place) -> bool:
        """Put the cursor on the cell of a place; False when it is none of this tree."""
        if place.section != "indicators":
            return False
        index = self.indicators.index_of(place.node, self.indicators.column_of(place.key))
        if index.isValid():
            self._go_to(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def selected_ids(self) -> list[int]:
        """The nodes of the selected rows; the current one when nothing is selected."""
        rows = self.selectionModel().selectedRows(0)
        ids = [self.indicators.node_id(index) for index in rows]
        return ids or ([self.current_id()] if self.current_id() != ROOT else [])

    # -- the actions of the list in actions.py ---------------------------------------------------------------------

    def add_indicator(self) -> None:
        """A new row after the current one, ready to be typed into."""
        change = tree_edits.add_indicator(self._session.document, self._session.template, self.current_id())
        self._do(change, self.tr("新增指标"), edit=True)

    def add_sibling(self) -> None:
        """A new node of the same level."""
        change = tree_edits.add_sibling(self._session.document, self._session.template, self.current_id())
        self._do(change, self.tr("新增同级"), edit=True)

    def add_child(self) -> None:
        """A new node of the next level."""
        change = tree_edits.add_child(self._session.document, self._session.template, self.current_id())
        self._do(change, self.tr("新增下级"), edit=True)

    def rename(self) -> None:
        """Edit the current cell, the cursor behind its text."""
        self._edit_cell(self.currentIndex(), replaces=False)

    def duplicate(self) -> None:
        """Copies of the selected rows, right after them."""
        self._do(tree_edits.duplicate(self._session.document, self.selected_ids()), self.tr("复制一份"))

    def remove(self) -> None:
        """Take the selected rows away; undo brings them back."""
        self._do(tree_edits.remove(self._session.document, self.selected_ids()), self.tr("删除指标"))

    def move_up(self) -> None:
        """The selected rows one place up."""
        self._move("up")

    def move_down(self) -> None:
        """The selected rows one place down."""
        self._move("down")

    def _move(self, way: str) -> None:
        ids = self.selected_ids()
        edit = tree_edits.move(self._session.document, self._session.template, ids, "up" if way == "up" else "down")
        if edit is not None:
            self._keep_selection(ids, edit, self.tr("上移") if way == "up" else self.tr("下移"))

    def copy(self) -> None:
        """The selected rows for Excel, WPS or another form."""
        from app.editing.tree_paste import rows_of

        rows = rows_of(self._session.document, self._session.template, self.selected_ids())
        if rows:
            from app.editing.clipboard import copy_table  # not needed to show a form

            copy_table(rows)

    def cut(self) -> None:
        """Copy and take away."""
        self.copy()
        self._do(tree_edits.remove(self._session.document, self.selected_ids()), self.tr("剪切"))

    def paste(self) -> None:
        """The rows of the clipboard, as one undo step."""
        from app.editing.tree_paste import paste
        from app.editing.tsv import read_tsv

        rows = read_tsv(QGuiApplication.clipboard().text())
        index = self.currentIndex()
        place = self.indicators.place_of(index) if index.isValid() else None
        key = place.key if place else "name"
        change = paste(self._session.document, self._session.template, rows, self.current_id(), key)
        self._do(change, self.tr("粘贴 {count} 行").format(count=len(rows)))

    def expand_all(self) -> None:
        """Show every row."""
        self.expandAll()

    def collapse_all(self) -> None:
        """Show level 1 only."""
        self.collapseAll()

    def _do(self, change: Change | None, text: str, *, edit: bool = False) -> None:
        self.commit_pending()
        if change is None or not self._session.edit(change.edit, text):
            return
        index = self.indicators.index_of(change.goes_to)
        if index.isValid():
            self._go_to(index)
            if edit:
                self._edit_cell(index, replaces=True)

    def _keep_selection(self, ids: list[int], edit: Edit, text: str) -> None:
        column = max(0, self.currentIndex().column())
        current = self.current_id()
        if not self._session.edit(edit, text):
            return
        selection = QItemSelection()
        for node_id in ids:
            index = self.indicators.index_of(node_id)
            selection.select(index, index.siblingAtColumn(self.indicators.columnCount() - 1))
        self.expand(self.indicators.index_of(current).parent())
        self.setCurrentIndex(self.indicators.index_of(current, column))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Drag the selected rows. Qt's own picture of them would hide where they drop."""
        from widgets.drag_picture import labelled_drag

        rows = [index for index in self.selectedIndexes() if index.flags() & Qt.ItemFlag.ItemIsDragEnabled]
        if rows:
            names = [self.indicators.shown(index) for index in rows if index.column() == 0]
            words = names[0] if len(names) == 1 else self.tr("{count} 行").format(count=len(names))
            labelled_drag(self, self.indicators.mimeData(rows), words).exec(supported)

    # -- looks -----------------------------------------------------------------------------------------------------

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        """A band for level 1 and a hairline under each row."""
        whole = rect_of(options)
        self.row_is_selected = self.selectionModel().isSelected(index)  # rows are selected as a whole
        if self.indicators.level(self.indicators.node_id(index)) == 1 and not self.row_is_selected:
            fill(painter, whole, theme.color("alternate"))
        super().drawRow(painter, options, index)
        # A filled rectangle of one pixel: much cheaper than a line with a translucent pen.
        line = theme.color("line")
        line.setAlphaF(0.55)
        fill(painter, QRect(whole.left(), whole.bottom(), whole.width(), 1), line)
        painter.setPen(theme.color("text"))  # after the last row Qt draws the line where dragged rows would drop

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns as the template wishes."""
        # The widths first: what Qt does at a new size measures the rows.
        if event.oldSize().width() != event.size().width():
            self._share_width(event.size().width())
        super().resizeEvent(event)

    def _share_width(self, width: int) -> None:
        shares = [_NAME_SHARE, *(column.share for column in self.indicators.columns)]
        if self.indicators.reading_column is not None:
            shares.append(_READING_SHARE)
        used = 0
        for column, share in enumerate(shares[:-1]):
            part = width * share // sum(shares)
            self.setColumnWidth(column, part)
            used += part
        self.setColumnWidth(len(shares) - 1, width - used)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self.setPalette(soft_selection(QApplication.palette()))
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ThemeChange, QEvent.Type.StyleChange):
            self.delegate.forget_measures()
            self.scheduleDelayedItemsLayout()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The actions of the tree."""
        menu = QMenu(self)
        self.fill_menu(menu)
        menu.exec(event.globalPos())

    def fill_menu(self, menu: QMenu) -> None:
        """Put the tree's actions into a menu, in the order of the list."""
        for spec in ACTIONS:
            if spec.owner == "tree":
                if spec.rule_before:
                    menu.addSeparator()
                menu.addAction(self.own_actions[spec.key])

    # -- keeping up ------------------------------------------------------------------------------------------------

    def _watch_size(self, *_changed: object) -> None:
        # Until the tree is seen the columns have not got their widths: measuring the rows would be for nothing.
        one_line = self.indicators.node_count() > _MANY_ROWS or not self._seen
        if self.uniformRowHeights() != one_line:
            self.setUniformRowHeights(one_line)
            self.scheduleDelayedItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        """The window that is shown gives the columns their widths; when it has, the rows can be measured."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._measure_rows)

    def _measure_rows(self) -> None:
        """Lay the rows out with all their lines, once. Done within a paint, it would ask for a second paint."""
        if not self._seen:
            self._seen = True
            self._watch_size()
            self.executeDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in an empty tree how it is filled."""
        self._measure_rows()
        super().paintEvent(event)
        if not self.indicators.rowCount() and not self._session.read_only:
            painter = QPainter(self.viewport())
            painter.setPen(theme.color("muted"))
            words = self.tr("还没有指标：按 Insert 新增一行，或者粘贴从 Excel、WPS 复制的行")
            room = self.viewport().rect().adjusted(0, 0, 0, -self.viewport().height() // 3)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), words)
            painter.end()

    def _open_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self.expand(parent)
        for row in range(first, last + 1):
            index = self.indicators.index(row, 0, parent)
            if self.indicators.rowCount(index):
                self.expandRecursively(index)

    def _select_where_the_cursor_went(self) -> None:
        """Qt moves the cursor off a row that goes (undo, redo), but leaves nothing selected."""
        index = self.currentIndex()
        if index.isValid() and not self.selectionModel().hasSelection():
            self._go_to(index)

    def _open_all(self) -> None:
        """Another document (recovered, restored, taken over) stands there as open as the one before it."""
        self.expandAll()
        if self.hasFocus():
            self._select_first()

    def _select_first(self) -> None:
        first = self.indicators.index(0, 0)
        if first.isValid():
            self.setCurrentIndex(first)
