"""Comparing the form in front with another one (比较), and taking over single differences, each undoable."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from app.editing.session import Session
from app.form.compare import Difference, compare
from app.form.document import Document, Json
from app.form.edits import ReplaceDocument
from app.form.template import Template
from widgets.difference_list import DifferenceList

_REFRESH_MS = 200


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two forms: what it is called, and its content."""

    name: str
    document: Document


class CompareView(QDialog):
    """The differences between two forms. With a session, mine is the form that is open and changes can be taken over."""

    place_chosen = Signal(object)
    """The place in mine that the user wants to see."""

    def __init__(
        self,
        mine: Side,
        theirs: Side,
        template: Template,
        session: Session | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("比较"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._mine, self._theirs, self._template = mine, theirs, template
        self._session = session
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.list = DifferenceList(mine.name, theirs.name)
        self.list.chosen.connect(self._offer)
        self.list.activated.connect(self._go_to)
        layout = QVBoxLayout(self)
        layout.addWidget(self.sentence)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._buttons())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REFRESH_MS)
        self._later.timeout.connect(self.refresh)
        if session is not None:
            session.document_changed.connect(lambda *_: self._later.start())
        self.refresh()
        self.resize(self.fontMetrics().averageCharWidth() * 92, self.fontMetrics().height() * 32)

    def refresh(self) -> None:
        """Compare again."""
        self._later.stop()
        document = self._session.document if self._session else self._mine.document
        self._differences = compare(document, self._theirs.document)
        self.list.show_differences(self._differences, document, self._template)
        if self._differences:
            words = self.tr("“{mine}”与“{theirs}”有 {count} 处不同。")
        else:
            words = self.tr("“{mine}”与“{theirs}”的内容完全相同。")
        self.sentence.setText(
            words.format(mine=self._mine.name, theirs=self._theirs.name, count=len(self._differences))
        )
        self.take_all.setEnabled(bool(self._differences) and document.template == self._theirs.document.template)
        self._offer(self.list.current())

    def take(self) -> None:
        """Make the form like the other one in the chosen point, as one undo step; then compare again."""
        difference = self.list.current()
        if self._session is None or difference is None:
            return
        from app.form.labels import label_of

        label = label_of(self._session.document, self._template, difference.place)
        self._session.edit(difference.edit, self.tr("采用对方的 {label}").format(label=label))
        self.refresh()

    def take_everything(self) -> None:
        """Make the form like the other one in all points, as one undo step."""
        if self._session is None or not self._differences:
            return
        edit = ReplaceDocument(with_content(self._session.document, self._theirs.document))
        self._session.edit(edit, self.tr("采用对方的全部内容"))
        self.refresh()

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        self.take_one = QPushButton(self.tr("采用对方的这一处(&T)"))
        self.take_all = QPushButton(self.tr("全部采用对方的(&A)"))
        self.show_place = QPushButton(self.tr("转到(&G)"))
        self.take_one.clicked.connect(self.take)
        self.take_all.clicked.connect(self.take_everything)
        self.show_place.clicked.connect(lambda: self._go_to(self.list.current()))
        changeable = self._session is not None and not self._session.read_only
        for button in (self.take_one, self.take_all, self.show_place):
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.setVisible(changeable if button is not self.show_place else self._session is not None)
            button.setAutoDefault(False)
        close = box.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        box.rejected.connect(self.reject)
        return box

    def _offer(self, difference: Difference | None) -> None:
        self.take_one.setEnabled(difference is not None)
        self.show_place.setEnabled(difference is not None)

    def _go_to(self, difference: object) -> None:
        if isinstance(difference, Difference):
            self.place_chosen.emit(difference.place)


def with_content(mine: Document, theirs: Document) -> Document:
    """Their content in my form: what belongs to the file and not to its content stays mine."""
    meta: dict[str, Json] = {key: value for key, value in theirs.meta.items() if key not in _OF_THE_FILE}
    meta |= {key: value for key, value in mine.meta.items() if key in _OF_THE_FILE}
    return Document(mine.template, theirs.year, theirs.fields, theirs.funding, theirs.texts, theirs.indicators, meta)


_OF_THE_FILE = ("template_copy", "version")
