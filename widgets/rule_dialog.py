"""A scoring rule in a small form: its kind and numbers, and at once what it says in words and what it gives for this indicator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.editing.session import Session
from app.form.edits import ABSENT, SetValue
from app.form.places import Place, indicator_place
from app.scoring.form_scores import ScoredIndicator, ticks_of
from app.scoring.quantity import Quantity, plain, read_quantity
from app.scoring.rule_json import kind_of, rule_to_json
from app.scoring.rule_lines import (
    UnreadableLineError,
    is_rule_date,
    lines_of,
    read_bands,
    read_deductions,
    read_grades,
    read_levels,
)
from app.scoring.rules import (
    AllOrNothing,
    Checklist,
    Comparison,
    Deduction,
    Deductions,
    Product,
    Ratio,
    Rule,
    Side,
    Steps,
    Threshold,
    threshold_of,
)
from app.scoring.score import Facts, scores_of
from app.scoring.sentences import label_of
from widgets.marks import QuietLabel
from widgets.responsive import resize_within_screen

_SIGNS: tuple[Comparison, ...] = ("≥", ">", "≤", "<", "=")
_ROWS = {
    "all_or_nothing": ("sign", "threshold"),
    "deduction": ("sign", "threshold", "side", "step", "points", "of_weight", "steps", "at_most", "cutoff"),
    "deductions": ("sign", "threshold", "deductions"),
    "product": ("sign", "threshold", "cutoff"),
    "ratio": ("sign", "threshold", "turned", "cutoff"),
    "checklist": ("items",),
    "grades": ("grades",),
    "bands": ("bands",),
    "levels": ("levels",),
}
"""Kind of rule → the rows of the form that it has."""


_Kind = TypeVar("_Kind", AllOrNothing, Deduction, Deductions, Product, Ratio)
_Read = TypeVar("_Read")


class _UnreadableError(ValueError):
    """A field of the form cannot be read; the message is for people."""


class RuleDialog(QDialog):
    """Edits the rule of an indicator; it is stored beside the sentence, which stays as it is."""

    def __init__(self, session: Session, item: ScoredIndicator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("评分规则"))
        self._session = session
        self._item = item
        self._before = item.found.rule
        self.rows: dict[str, QWidget] = {}
        self._form = QFormLayout()
        self.kind = QComboBox()
        for kind, words in self._kinds():
            self.kind.addItem(words, kind)
        self._form.addRow(self.tr("办法"), self.kind)
        self._make_rows()
        self.said = QLabel()
        self.working = QuietLabel()
        for label in (self.said, self.working):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.ok = buttons.addButton(self.tr("确定"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        if item.node.values.get("scoring") is not None:
            again = buttons.addButton(self.tr("改回按文字识别"), QDialogButtonBox.ButtonRole.ResetRole)
            again.clicked.connect(self._forget)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(self._form)
        layout.addWidget(self.said)
        layout.addWidget(self.working)
        layout.addStretch()
        layout.addWidget(buttons)
        self._show_rule(self._before)
        self.kind.currentIndexChanged.connect(lambda _index: self._refresh())
        self._refresh()
        em = self.fontMetrics().height()
        resize_within_screen(self, em * 32, em * 24)

    def rule(self) -> Rule:
        """The rule that the form describes. Raises ValueError with a sentence where it cannot be read."""
        match self.kind.currentData():
            case "all_or_nothing":
                return replace(self._same(AllOrNothing, AllOrNothing()), threshold=self._threshold())
            case "deduction":
                step, points = self._quantity("step"), self._number("points")
                if step is None or points is None:
                    raise _UnreadableError(self.tr("请填写每差多少、扣多少分"))
                return replace(
                    self._same(Deduction, Deduction(step, points, "below")),
                    threshold=self._threshold(),
                    step=step,
                    points=points,
                    side=cast(Side, self._choice("side")),
                    of_weight=self._ticked("of_weight"),
                    steps=cast(Steps, self._choice("steps")),
                    at_most=self._number("at_most"),
                    cutoff=self._quantity("cutoff"),
                )
            case "deductions":
                parts = self._in_lines(
                    "deductions", read_deductions, self.tr("“{text}”请写成 每降低 1% 扣 0.1 分 的样子")
                )
                return replace(self._same(Deductions, Deductions(parts)), parts=parts, threshold=self._threshold())
            case "product":
                product = self._same(Product, Product())
                return replace(product, threshold=self._threshold(), cutoff=self._quantity("cutoff"))
            case "ratio":
                ratio = self._same(Ratio, Ratio())
                turned = self._ticked("turned")
                return replace(ratio, threshold=self._threshold(), turned=turned, cutoff=self._quantity("cutoff"))
            case "checklist":
                return self._checklist()
            case "grades":
                return self._in_lines("grades", read_grades, self.tr("“{text}”请写成 达成预期指标 80-100 的样子"))
            case "bands":
                return self._in_lines("bands", read_bands, self.tr("“{text}”请写成 80% ~ 90%：3分 的样子"))
            case "levels":
                return self._in_lines("levels", read_levels, self.tr("“{text}”请写成 良好 80% 或 健全 3分 的样子"))
        raise _UnreadableError(self.tr("请选择办法"))

    def _in_lines(self, name: str, read: Callable[[str], _Read], hint: str) -> _Read:
        try:
            return read(cast(QPlainTextEdit, self.rows[name]).toPlainText())
        except UnreadableLineError as error:
            raise _UnreadableError(hint.format(text=error)) from error

    def accept(self) -> None:
        """Store the rule: an undo step."""
        try:
            rule = self.rule()
        except ValueError:
            return
        if rule != self._before:
            self._store(SetValue(self._place(), rule_to_json(rule)))
        super().accept()

    def _kinds(self) -> list[tuple[str, str]]:
        return [
            ("all_or_nothing", self.tr("达标得满分，否则不得分")),
            ("deduction", self.tr("每差一个单位扣分")),
            ("deductions", self.tr("几种扣分办法")),
            ("product", self.tr("得分 = 完成值 × 权重")),
            ("ratio", self.tr("按完成比例得分")),
            ("checklist", self.tr("逐项勾选")),
            ("grades", self.tr("分档：每档得权重分的一段")),
            ("bands", self.tr("分段：完成值在哪一段得多少分")),
            ("levels", self.tr("分等：完成值是哪一等得多少分")),
        ]

    # -- the form --------------------------------------------------------------------------------------------------

    def _make_rows(self) -> None:
        signs = QComboBox()
        signs.addItem(self.tr("按标杆值"), None)
        for sign in _SIGNS:
            signs.addItem(sign, sign)
        side = QComboBox()
        for value, words in (
            ("below", self.tr("低于目标（降低、减少）")),
            ("above", self.tr("高于目标（超出、延迟）")),
            ("either", self.tr("偏离目标")),
            ("each", self.tr("每有一例")),
        ):
            side.addItem(words, value)
        steps = QComboBox()
        for value, words in (
            ("whole", self.tr("只计满一个单位的部分")),
            ("proportional", self.tr("按比例计")),
            ("begun", self.tr("不足一个单位按一个计")),
        ):
            steps.addItem(words, value)
        self._add_row("sign", self.tr("目标"), signs)
        self._add_row("threshold", self.tr("目标数"), self._line(self.tr("如 95%、45 人或 12月31日")))
        self._add_row("side", self.tr("什么时候扣"), side)
        self._add_row("step", self.tr("每差"), self._line(self.tr("如 1% 或 1 人")))
        self._add_row("points", self.tr("扣"), self._line(self.tr("分数")))
        self._add_row("of_weight", "", QCheckBox(self.tr("扣的是权重分的百分比")))
        self._add_row("steps", self.tr("不足一个单位时"), steps)
        self._add_row("at_most", self.tr("最多扣"), self._line(self.tr("可不填：扣完为止")))
        self._add_row("turned", "", QCheckBox(self.tr("越少越好（目标值 ÷ 完成值）")))
        self._add_row("cutoff", self.tr("差到多少不得分"), self._line(self.tr("可不填")))
        self._add_row("items", self.tr("各项"), self._lines(self.tr("每行一项")))
        grades = self.tr("每行一档，如\n达成预期指标 80-100\n部分达成 60-80\n未达成 0-60")
        self._add_row("grades", self.tr("各档"), self._lines(grades))
        bands = self.tr("每行一段，如\n90% ~：5分\n80% ~ 90%：3分\n~ 80%：0分")
        self._add_row("bands", self.tr("各段"), self._lines(bands))
        levels = self.tr("每行一等，最好的在前，如\n优秀 100%\n良好 80%\n较差 0%")
        self._add_row("levels", self.tr("各等"), self._lines(levels))
        losses = self.tr("每行一种，如\n每降低 1% 扣 0.1 分\n每超出 1% 扣 0.2 分")
        self._add_row("deductions", self.tr("怎样扣"), self._lines(losses))

    def _lines(self, hint: str) -> QPlainTextEdit:
        lines = QPlainTextEdit()
        lines.setPlaceholderText(hint)
        lines.setTabChangesFocus(True)
        lines.textChanged.connect(self._refresh)
        return lines

    def _line(self, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.textEdited.connect(lambda _text: self._refresh())
        return line

    def _add_row(self, name: str, label: str, widget: QWidget) -> None:
        self.rows[name] = widget
        widget.setAccessibleName(label or widget.property("text") or "")
        if isinstance(widget, QComboBox):
            widget.currentIndexChanged.connect(lambda _index: self._refresh())
        elif isinstance(widget, QCheckBox):
            widget.toggled.connect(lambda _on: self._refresh())
        self._form.addRow(label, widget)

    def _show_rule(self, rule: Rule | None) -> None:
        if rule is None:
            return
        self.kind.setCurrentIndex(self.kind.findData(kind_of(rule)))
        threshold = threshold_of(rule)
        if threshold is not None:
            self._choose("sign", threshold.comparison)
            self._write("threshold", threshold.text())
        if isinstance(rule, Deduction):
            self._choose("side", rule.side)
            self._choose("steps", rule.steps)
            self._write("step", rule.step.text())
            self._write("points", plain(rule.points))
            self._write("at_most", "" if rule.at_most is None else plain(rule.at_most))
            self._tick("of_weight", rule.of_weight)
        if isinstance(rule, Deduction | Product | Ratio) and rule.cutoff is not None:
            self._write("cutoff", rule.cutoff.text())
        if isinstance(rule, Ratio):
            self._tick("turned", rule.turned)
        kind = kind_of(rule)
        lines = self.rows.get("items" if kind == "checklist" else kind)
        if isinstance(lines, QPlainTextEdit):
            lines.setPlainText(lines_of(rule))

    def _refresh(self) -> None:
        """Show the rows of the kind, and what the rule says and gives."""
        rows = _ROWS.get(str(self.kind.currentData()), ())
        for name, widget in self.rows.items():
            shown = name in rows and (name != "threshold" or self._choice("sign") is not None)
            self._form.setRowVisible(widget, shown)
        try:
            rule = self.rule()
        except ValueError as error:
            self.said.setText(str(error))
            self.working.setText("")
            self.ok.setEnabled(False)
            return
        self.ok.setEnabled(True)
        self.said.setText(label_of(rule))
        self.working.setText(self._result(rule))

    def _result(self, rule: Rule) -> str:
        item = self._item
        if item.weight is None:
            return self.tr("没有权重分，不能计算")
        year = self._session.document.year_number
        facts = Facts(item.node.text("target"), item.node.text("actual"), item.weight, ticks_of(item.node), year)
        return scores_of(rule, facts).by_target.working

    # -- reading the form ------------------------------------------------------------------------------------------

    def _same(self, kind: type[_Kind], fresh: _Kind) -> _Kind:
        return self._before if isinstance(self._before, kind) else fresh

    def _threshold(self) -> Threshold | None:
        sign = self._choice("sign")
        if sign is None:
            return None
        date = cast(QLineEdit, self.rows["threshold"]).text().strip()
        if is_rule_date(date):
            return Threshold(cast(Comparison, sign), Quantity(Decimal(0)), date)
        quantity = self._quantity("threshold")
        if quantity is None:
            raise _UnreadableError(self.tr("请填写目标数"))
        return Threshold(cast(Comparison, sign), quantity)

    def _checklist(self) -> Checklist:
        lines = cast(QPlainTextEdit, self.rows["items"]).toPlainText().split("\n")
        items = tuple(line.strip() for line in lines if line.strip())
        if not items:
            raise _UnreadableError(self.tr("请每行填写一项"))
        before = self._before
        if isinstance(before, Checklist) and len(before.items) == len(items):
            return replace(before, items=items)
        return Checklist(items)

    def _quantity(self, name: str) -> Quantity | None:
        text = cast(QLineEdit, self.rows[name]).text().strip()
        quantity = read_quantity(text) if text else None
        if text and quantity is None:
            raise _UnreadableError(self.tr("“{text}”不是数量，请写成 1% 或 3 人 的样子").format(text=text))
        return quantity

    def _number(self, name: str) -> Decimal | None:
        quantity = self._quantity(name)
        return None if quantity is None else quantity.number

    def _choice(self, name: str) -> object:
        return cast(QComboBox, self.rows[name]).currentData()

    def _ticked(self, name: str) -> bool:
        return cast(QCheckBox, self.rows[name]).isChecked()

    def _choose(self, name: str, value: str) -> None:
        combo = cast(QComboBox, self.rows[name])
        combo.setCurrentIndex(combo.findData(value))

    def _write(self, name: str, text: str) -> None:
        cast(QLineEdit, self.rows[name]).setText(text)

    def _tick(self, name: str, on: bool) -> None:
        cast(QCheckBox, self.rows[name]).setChecked(on)

    # -- storing ---------------------------------------------------------------------------------------------------

    def _store(self, edit: SetValue) -> None:
        self._session.edit(edit, self.tr("改评分规则 {name}").format(name=self._item.node.name))

    def _forget(self) -> None:
        """Read the rule from its sentence again."""
        self._store(SetValue(self._place(), ABSENT))
        self.reject()

    def _place(self) -> Place:
        return indicator_place(self._item.node.id, "scoring")
