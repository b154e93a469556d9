"""The funding panel (项目资金): the money cells as on the paper, and under them each equation, live.

Cells, columns, rows, equations and ratios all come from the template.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.checking.equations import EquationState, equation_states
from app.editing.session import Session
from app.form.amount import Unit, is_unread, stored_text, unit_of
from app.form.document import Document
from app.form.edits import SetValue, Several, apply
from app.form.labels import clean_label, money_label
from app.form.places import Place, funding_place
from app.form.template import FundingColumn, MoneyCell, Template
from widgets.amount_edit import AmountEditor, PointsEditor
from widgets.bound_field import BoundField, FieldGroup
from widgets.equation_row import EquationRow
from widgets.marks import QuietLabel
from widgets.money_cell import MoneyCellWidget
from widgets.ratio_row import RatioRow
from widgets.responsive import PanelArea, WidthFollower

UNIT = Place("form", "unit")
"""Where the form keeps in which unit its amounts are shown."""

_UNITS: tuple[Unit, Unit] = ("元", "万元")
_LONGEST_LABEL = 11
_SWITCH = (
    "QToolButton { border: 1px solid palette(mid); padding: 0.15em 0.6em; background: palette(base); }"
    "QToolButton:checked { background: palette(highlight); color: palette(highlighted-text); }"
    "QToolButton:focus { border: 1px solid palette(text); }"
)


def panel_columns(template: Template) -> tuple[FundingColumn, ...]:
    """The columns of cells of a template; one with all cells where it declares none."""
    funding = template.funding
    return funding.columns or (FundingColumn("", tuple(cell.key for cell in funding.cells)),)


class FundingPanel(QWidget):
    """The money of the form beside its indicators."""

    entered = Signal(object)
    """The place of the cell that has taken the focus."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._group = FieldGroup(session, self)
        self._group.entered.connect(self.entered)
        self._cells: dict[str, MoneyCellWidget] = {}
        self._headings: list[QLabel] = []
        self._states: tuple[EquationState, ...] = ()
        template = session.template
        for cell in template.funding.cells:
            self._make_cell(cell)
        columns = panel_columns(template)
        self._grid_widget = WidthFollower(
            self._arrange, self._column_width, len(columns), single_width=self._inline_width
        )
        self._grid = QGridLayout(self._grid_widget)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self.fontMetrics().averageCharWidth() * 2)
        self._grid.setVerticalSpacing(self.fontMetrics().height() // 4)
        for column in columns:
            heading = QuietLabel(column.heading)
            self._headings.append(heading)
        self._ratios = [RatioRow(session, ratio) for ratio in template.funding.ratios]
        self._equations = [EquationRow() for _ in template.funding.equations]
        for row in self._equations:
            row.completion_chosen.connect(self._complete)
            row.place_chosen.connect(self.show_place)
        self._build()
        session.document_changed.connect(self._follow)
        self._group.show_findings()
        self.refresh()

    def commit_pending(self) -> None:
        """Take what was typed in the cell that has the cursor."""
        self._group.commit()

    def show_place(self, place: Place) -> bool:
        """Put the cursor into the cell of a place; False when it is none of this panel's."""
        if not self._group.focus(place):
            return False
        self._area.show_widget(self._cells[place.key])
        return True

    def refresh(self) -> None:
        """Show the equations, ratios and the unit of the present document."""
        session = self._session
        unit = unit_of(session.document, session.template)
        for cell in self._cells.values():
            if isinstance(cell.editor, AmountEditor) and cell.editor.unit != unit:
                cell.editor.set_unit(unit)
        self._unit_buttons[unit].setChecked(True)
        self._show_equations()
        for ratio in self._ratios:
            ratio.refresh()

    def _show_equations(self) -> None:
        self._show_states(self._session.document)

    def _show_states(self, document: Document) -> None:
        template = self._session.template
        unit = unit_of(self._session.document, template)
        self._states = equation_states(document, template)
        for row, state in zip(self._equations, self._states, strict=True):
            row.show_state(state, unit)

    def _preview(self, key: str, editor: AmountEditor) -> None:
        """Show the equations as they would stand with what is being typed; the form changes when the cell is left.

        A number that is only half typed (a lone minus, arithmetic under way) leaves them as they were.
        """
        value = editor.to_stored(editor.text())
        if not is_unread(value):
            self._show_states(apply(self._session.document, SetValue(funding_place(key), value)).document)

    def _follow(self, old: object, new: object, edit: object) -> None:
        del old, new, edit
        self.refresh()

    def choose_unit(self, unit: Unit) -> None:
        """Show amounts in another unit: a step that undoes; what is stored stays."""
        self.commit_pending()
        if unit != unit_of(self._session.document, self._session.template):
            self._session.edit(SetValue(UNIT, unit), self.tr("金额以{unit}显示").format(unit=unit))

    def _make_cell(self, cell: MoneyCell) -> None:
        session = self._session
        unit = unit_of(session.document, session.template)
        editor = AmountEditor(unit) if cell.type == "amount" else PointsEditor()
        if isinstance(editor, AmountEditor):
            editor.several_pasted.connect(lambda texts: self._paste(cell.key, texts))
            editor.textEdited.connect(lambda _text, key=cell.key, cell_editor=editor: self._preview(key, cell_editor))
            editor.finished.connect(self._show_equations)
            editor.abandoned.connect(self._show_equations)
        name = money_label(session.template, cell.key)
        field = self._group.add(BoundField(session, funding_place(cell.key), editor, name, cell.help))
        self._cells[cell.key] = MoneyCellWidget(self._row_label(cell), field, editor)

    def _row_label(self, cell: MoneyCell) -> str:
        """What stands over a cell: the label of its row where the cells form a matrix, else its own."""
        funding = self._session.template.funding
        for column in funding.columns:
            if funding.rows and cell.type == "amount" and cell.key in column.cells:
                row = column.cells.index(cell.key)
                return clean_label(funding.rows[row]) if row < len(funding.rows) else clean_label(cell.label)
        return cell.label.rstrip(":：")

    def _build(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        step = self.fontMetrics().height() // 2
        layout.setContentsMargins(step, step // 2, step, step // 2)
        layout.setSpacing(step // 2)
        layout.addLayout(self._title_row())
        layout.addWidget(self._grid_widget)
        for ratio in self._ratios:
            layout.addWidget(ratio)
        for row in self._equations:
            layout.addWidget(row)
        layout.addStretch()
        self._grid_widget.prepare()
        self._area = PanelArea(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    def _title_row(self) -> QHBoxLayout:
        title = QLabel(self._session.template.funding.label)
        title.setTextFormat(Qt.TextFormat.PlainText)
        font = title.font()
        font.setWeight(QFont.Weight.DemiBold)  # as in the tree: each further weight is a face to load
        title.setFont(font)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(title, 1)
        group = QButtonGroup(self)
        self._unit_buttons: dict[str, QToolButton] = {}
        for unit in _UNITS:
            button = QToolButton()
            button.setText(unit)
            button.setCheckable(True)
            button.setStyleSheet(_SWITCH)
            button.setAccessibleName(self.tr("金额以{unit}显示").format(unit=unit))
            button.setToolTip(self.tr("金额以{unit}显示，存入文件的始终是元").format(unit=unit))
            button.clicked.connect(lambda _checked, chosen=unit: self.choose_unit(chosen))
            group.addButton(button)
            row.addWidget(button)
            self._unit_buttons[unit] = button
        return row

    def changeEvent(self, event: QEvent) -> None:
        """A style sheet keeps the colours and the font that it was first drawn with: it is set anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            for button in self._unit_buttons.values():
                button.setStyleSheet("")
                button.setStyleSheet(_SWITCH)

    def _column_width(self) -> int:
        metrics = self.fontMetrics()
        amount = metrics.horizontalAdvance("000,000,000.00") + 4 * metrics.averageCharWidth()
        mark = metrics.height() + metrics.averageCharWidth()
        return max(self._label_width() + mark, amount) + self._grid.horizontalSpacing()

    def _label_width(self) -> int:
        """The width of the longest label; a very long one wraps."""
        labels = [self._row_label(cell) for cell in self._session.template.funding.cells]
        widest = max(map(self.fontMetrics().horizontalAdvance, labels), default=0)
        return min(widest, self.fontMetrics().horizontalAdvance("字") * _LONGEST_LABEL)

    def _inline_width(self) -> int:
        """The width in which a label fits before its amount."""
        metrics = self.fontMetrics()
        amount = metrics.horizontalAdvance("000,000,000.00") + 3 * metrics.averageCharWidth()
        return self._label_width() + amount + metrics.height() + 2 * metrics.averageCharWidth()

    def _arrange(self, side_by_side: int) -> None:
        """Put the columns of cells into the grid, so many side by side; those that do not fit follow below.

        With one column the labels stand before the amounts; with 0 there is no room for that, and they stand over them.
        """
        while self._grid.count():
            self._grid.takeAt(0)
        columns = panel_columns(self._session.template)
        inline = side_by_side == 1
        side_by_side = max(1, side_by_side)
        for cell in self._cells.values():
            cell.set_inline(inline, self._label_width())
        top = 0
        for start in range(0, len(columns), side_by_side):
            line = columns[start : start + side_by_side]
            for offset, column in enumerate(line):
                self._grid.addWidget(self._headings[start + offset], top, offset)
                alone = len([key for key in column.cells if key]) == 1 and len(columns) > 1
                self._headings[start + offset].setVisible(bool(column.heading) and not alone)
                self._place_cells(column, top + 1, offset, gaps=len(line) > 1)
            top += 1 + max(len(column.cells) for column in line)
        for index in range(len(columns)):
            self._grid.setColumnStretch(index, 1 if index < side_by_side else 0)

    def _place_cells(self, column: FundingColumn, top: int, at: int, *, gaps: bool) -> None:
        row = top
        for key in column.cells:
            if key is not None and key in self._cells:
                self._grid.addWidget(self._cells[key], row, at)
            if key is not None or gaps:
                row += 1

    def _paste(self, key: str, texts: list[str]) -> None:
        """Cells copied from a spreadsheet go into this cell and those below it in its column, as one step."""
        column = next(column for column in panel_columns(self._session.template) if key in column.cells)
        keys = [below for below in column.cells[column.cells.index(key) :] if below is not None]
        if len(texts) > len(keys):
            # Not a column of amounts: it stays in this cell, marked. Blanks between would make one number of it.
            self._cells[key].editor.insert("；".join(texts))
            return
        edits = tuple(
            SetValue(funding_place(below), self._cells[below].editor.to_stored(text.strip()))
            for below, text in zip(keys, texts, strict=False)
        )
        self._session.edit(Several(edits), self.tr("粘贴 {count} 个金额").format(count=len(edits)))

    def _complete(self, key: str, amount: Decimal) -> None:
        label = money_label(self._session.template, key)
        self.commit_pending()
        self._session.edit(
            SetValue(funding_place(key), stored_text(amount)), self.tr("补齐 {label}").format(label=label)
        )
