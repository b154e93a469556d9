"""The predicted score of a declaration by the rubric of 88号: an estimate, each lost point traced to a finding."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.checking.rubric import ItemScore, predict
from app.editing import theme
from app.editing.icons import severity_icon
from app.editing.session import Session
from app.scoring.quantity import plain
from widgets.marks import QuietLabel, plain_tooltip
from widgets.responsive import resize_within_screen

_PLACE = Qt.ItemDataRole.UserRole


def can_predict(session: Session) -> bool:
    """Whether the rubric is for this kind of form: declarations and goals, not evaluations, which have real scores."""
    return session.template.purpose in ("declaration", "target")


class PredictionDialog(QDialog):
    """The items of the rubric, each with what is left of its points and the findings that cost them."""

    place_chosen = Signal(object)
    """The place of the finding that was double-clicked; the dialog closes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("预计审核得分"))
        prediction = predict(session.findings)
        line = QLabel(prediction.line)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        font = line.font()
        font.setBold(True)
        line.setFont(font)
        source = QuietLabel(prediction.source, small=True)
        source.setWordWrap(True)
        self.items = QTreeWidget()
        self.items.setAccessibleName(self.tr("各项得分"))
        self.items.setHeaderLabels([self.tr("项目"), self.tr("得分")])
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.items.header().setStretchLastSection(False)
        self.items.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for item in prediction.items:
            self._add(item)
        self.items.itemActivated.connect(self._choose)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(line)
        layout.addWidget(source)
        layout.addWidget(self.items, 1)
        layout.addWidget(buttons)
        em = self.fontMetrics().height()
        resize_within_screen(self, em * 36, em * 28)

    def _add(self, item: ItemScore) -> None:
        figures = f"{plain(item.score)} / {plain(item.points)}"
        row = QTreeWidgetItem(self.items, [f"{item.group} · {item.name}", figures])
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for lost in item.lost:
            below = QTreeWidgetItem(row, [lost.finding.message, f"−{plain(lost.points)}"])
            below.setIcon(0, severity_icon(lost.finding.severity))
            below.setToolTip(0, plain_tooltip(lost.finding.message))
            below.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            below.setForeground(1, QBrush(theme.color("error")))
            below.setData(0, _PLACE, lost.finding.places[0] if lost.finding.places else None)
        row.setExpanded(bool(item.lost))

    def _choose(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if place is not None:
            self.accept()
            self.place_chosen.emit(place)
