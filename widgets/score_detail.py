"""The score of one indicator: the rule as it was understood, the working, the items to tick, and the computed points to take."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.editing.icons import icon
from app.editing.session import Session
from app.form.document import Json
from app.form.edits import SetValue
from app.form.places import indicator_place
from app.scoring.form_scores import ScoredIndicator, ticks_of
from app.scoring.quantity import plain
from app.scoring.rule_json import rule_to_json
from app.scoring.rules import Checklist, Deduction, Steps
from app.work.score_files import rule_words
from widgets.marks import QuietLabel


class ScoreDetail(QWidget):
    """Shows a ``ScoredIndicator`` and takes what the user decides about it, as undo steps."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item: ScoredIndicator | None = None
        self._title = _wrapped(QLabel())
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._sentence = _wrapped(QuietLabel())
        self._rule = _wrapped(QLabel())
        self._working = _wrapped(QLabel())
        self._other = _wrapped(QuietLabel(tone="warning"))
        self._ticks = QVBoxLayout()
        self._steps = QComboBox()
        self._steps.setAccessibleName(self.tr("不足一个单位时"))
        for steps, words in (
            ("whole", self.tr("只计满一个单位的部分")),
            ("proportional", self.tr("按比例计")),
            ("begun", self.tr("不足一个单位按一个计")),
        ):
            self._steps.addItem(words, steps)
        self._steps.activated.connect(self._take_steps)
        self._steps_label = QLabel(self.tr("不足一个单位时："))
        self.take_button = QPushButton(icon("fix", "accent"), "")
        self.take_button.clicked.connect(self._take_points)
        steps_row = QHBoxLayout()
        steps_row.addWidget(self._steps_label)
        steps_row.addWidget(self._steps)
        steps_row.addStretch()
        self.rule_button = QPushButton(icon("rename"), self.tr("改规则…"))
        self.rule_button.clicked.connect(self._edit_rule)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for label in (self._title, self._sentence, self._rule):
            layout.addWidget(label)
        layout.addLayout(steps_row)
        layout.addLayout(self._ticks)
        layout.addWidget(self._working)
        layout.addWidget(self._other)
        buttons = QHBoxLayout()
        buttons.addWidget(self.take_button)
        buttons.addWidget(self.rule_button)
        buttons.addStretch()
        layout.addLayout(buttons)
        self.show_indicator(None)

    def show_indicator(self, item: ScoredIndicator | None) -> None:
        """Show another indicator."""
        self._item = item
        self.setVisible(item is not None)
        if item is None:
            return
        self.rule_button.setEnabled(self._session.read_only is None)
        self._title.setText(" › ".join(filter(None, (*(node.name for node in item.path), item.node.name))))
        _say(self._sentence, item.node.text("rule") or "")
        self._rule.setText(rule_words(item))
        self._show_steps(item)
        self._show_ticks(item)
        scores = item.scores
        _say(self._working, self._score_words(item))
        other = scores.by_sentence.working if scores and scores.by_sentence else ""
        _say(self._other, self.tr("按评分规则中的数字计算：{working}").format(working=other) if other else "")
        computed = item.computed
        self.take_button.setVisible(computed is not None and computed != item.given)
        if computed is not None:
            self.take_button.setText(self.tr("得分填 {points}").format(points=plain(computed)))

    def _score_words(self, item: ScoredIndicator) -> str:
        if item.scores is None:
            return self.tr("没有权重分，不能计算") if item.found.rule and item.weight is None else ""
        score = item.scores.by_target
        if score.points is None:
            return score.working
        return self.tr("计算得分 {points}：{working}").format(points=plain(score.points), working=score.working)

    def _show_steps(self, item: ScoredIndicator) -> None:
        rule = item.found.rule
        for widget in (self._steps, self._steps_label):
            widget.setVisible(isinstance(rule, Deduction))
        if isinstance(rule, Deduction):
            self._steps.setCurrentIndex(self._steps.findData(rule.steps))

    def _show_ticks(self, item: ScoredIndicator) -> None:
        rule = item.found.rule
        words = rule.items if isinstance(rule, Checklist) else ()
        if [tick.words for tick in self._tick_items()] != list(words):
            while self._ticks.count():
                self._ticks.takeAt(0).widget().deleteLater()
            for each in words:
                tick = TickItem(each)
                tick.box.clicked.connect(self._take_ticks)
                self._ticks.addWidget(tick)
        # The boxes stay where they can: whoever ticks with the keyboard goes on from there.
        ticked = ticks_of(item.node) or ()
        for number, tick in enumerate(self._tick_items()):
            tick.box.setChecked(number < len(ticked) and ticked[number])

    def _tick_items(self) -> list[TickItem]:
        items = [self._ticks.itemAt(row).widget() for row in range(self._ticks.count())]
        return [item for item in items if isinstance(item, TickItem)]

    def _take_ticks(self) -> None:
        assert self._item is not None
        ticks: list[Json] = [tick.box.isChecked() for tick in self._tick_items()]
        place = indicator_place(self._item.node.id, "ticks")
        self._session.edit(SetValue(place, ticks), self.tr("勾选 {name}").format(name=self._item.node.name))

    def _take_steps(self) -> None:
        assert self._item is not None
        rule = self._item.found.rule
        steps: Steps = self._steps.currentData()
        if isinstance(rule, Deduction) and rule.steps != steps:
            place = indicator_place(self._item.node.id, "scoring")
            edit = SetValue(place, rule_to_json(replace(rule, steps=steps)))
            self._session.edit(edit, self.tr("改评分办法 {name}").format(name=self._item.node.name))

    def _edit_rule(self) -> None:
        from widgets.rule_dialog import RuleDialog

        if self._item is not None:
            RuleDialog(self._session, self._item, self).exec()

    def _take_points(self) -> None:
        if self._item is not None and self._item.computed is not None:
            self._session.set_value(indicator_place(self._item.node.id, "score"), plain(self._item.computed))


class TickItem(QWidget):
    """An item of a rule to tick: its words wrap, which those of a check box cannot, and a click on them ticks, too."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.click()


def _wrapped(label: QLabel) -> QLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
