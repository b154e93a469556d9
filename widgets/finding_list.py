"""The findings of a session as a flat list for Qt's views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.editing.session import Session
from app.form.labels import label_of
from widgets.marks import plain_tooltip

if TYPE_CHECKING:
    from app.checking.findings import Finding

FINDING = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex

MOST_SHOWN = 200
"""So many findings are listed, the gravest ones: nobody reads thousands, and each row has to be measured."""


class FindingList(QAbstractListModel):
    """The findings of a session as a flat list, the first ``MOST_SHOWN`` of them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.findings: tuple[Finding, ...] = session.findings[:MOST_SHOWN]

    def refresh(self) -> bool:
        """Take the session's findings; False when they are what they were."""
        findings = self._session.findings[:MOST_SHOWN]
        if findings == self.findings:
            return False
        self.beginResetModel()
        self.findings = findings
        self.endResetModel()
        return True

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many findings there are."""
        return 0 if parent is not None and parent.isValid() else len(self.findings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The sentence of a finding; the whole finding under ``FINDING``."""
        finding = self.findings[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return finding.message
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(finding.message)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.kind(finding)}：{finding.message}"
            case _:
                return finding if role == FINDING else None

    def kind(self, finding: Finding) -> str:
        """The severity in words."""
        words = {"error": self.tr("错误"), "warning": self.tr("提醒"), "hint": self.tr("建议")}
        return words[finding.severity]

    def where(self, finding: Finding) -> str:
        """The reviewers' term and what the finding is about."""
        session = self._session
        label = label_of(session.document, session.template, finding.places[0]) if finding.places else ""
        return "  ·  ".join(filter(None, (finding.term if finding.term != "其他" else "", label)))
