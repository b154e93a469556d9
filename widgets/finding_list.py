"""The findings of a session for Qt's views: groups with a head for each of the reviewers' terms, which can be folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.editing.session import Session
from app.form.labels import label_of
from widgets.finding_groups import Group, grouped, in_order
from widgets.marks import plain_tooltip

if TYPE_CHECKING:
    from app.checking.findings import Finding

FINDING = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex

MOST_SHOWN = 200
"""So many findings are listed, the gravest ones: nobody reads thousands, and each row has to be measured."""
_MOST_PLAIN = 3
"""So few findings are seen at a glance: heads would be more to read, not less."""


class FindingList(QAbstractListModel):
    """The rows of the list: findings, and the heads of their groups unless there are very few."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._folded: set[str] = set()
        self._groups: tuple[tuple[Group, tuple[Finding, ...]], ...] = ()
        self._plain: tuple[Finding, ...] = ()
        self._rows: list[Group | Finding] = []
        self.refresh()

    def refresh(self) -> bool:
        """Take the session's findings; False when the rows are what they were."""
        session = self._session
        told = (session.findings, session.document, session.template, MOST_SHOWN)
        plain = in_order(*told) if len(session.findings) <= _MOST_PLAIN else ()
        groups = grouped(*told) if not plain else ()
        if (plain, groups) == (self._plain, self._groups):
            return False
        self.beginResetModel()
        self._plain, self._groups = plain, groups
        self._rows = [*plain]
        for group, findings in groups:
            self._rows.append(group)
            if group.term not in self._folded:
                self._rows.extend(findings)
        self.endResetModel()
        return True

    # -- rows ------------------------------------------------------------------------------------------------------

    @property
    def listed(self) -> int:
        """How many findings are listed, in folded groups too."""
        return len(self._plain) + sum(len(findings) for _, findings in self._groups)

    def finding(self, index: _Index) -> Finding | None:
        """The finding in a row; None for a head and for no row."""
        row = self.row(index)
        return None if isinstance(row, Group) else row

    def head(self, index: _Index) -> Group | None:
        """The group whose head a row is; None for a finding and for no row."""
        row = self.row(index)
        return row if isinstance(row, Group) else None

    def row(self, index: _Index) -> Group | Finding | None:
        """What stands in a row."""
        return self._rows[index.row()] if index.isValid() else None

    def finding_rows(self) -> list[tuple[int, Finding]]:
        """The findings that are to be seen, with the numbers of their rows."""
        return [(number, row) for number, row in enumerate(self._rows) if not isinstance(row, Group)]

    def head_row(self, term: str) -> int:
        """The number of a group's head, -1 when it has none."""
        heads = (number for number, row in enumerate(self._rows) if isinstance(row, Group) and row.term == term)
        return next(heads, -1)

    # -- folding ---------------------------------------------------------------------------------------------------

    def is_folded(self, term: str) -> bool:
        """Whether only the head of a group is shown."""
        return term in self._folded

    def set_folded(self, term: str, folded: bool) -> None:
        """Show only the head of a group, or its findings again."""
        head = self.head_row(term)
        if head < 0 or folded == self.is_folded(term):
            return
        findings = next(findings for group, findings in self._groups if group.term == term)
        first, last = head + 1, head + len(findings)
        if folded:
            self.beginRemoveRows(QModelIndex(), first, last)
            self._folded.add(term)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), first, last)
            self._folded.discard(term)
            self._rows[first:first] = findings
            self.endInsertRows()
        self.dataChanged.emit(self.index(head), self.index(head))

    def unfold_all(self) -> None:
        """Show every finding."""
        for group, _ in self._groups:
            self.set_folded(group.term, False)

    # -- Qt --------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many rows there are, heads included."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The sentence of a finding or the term of a group; the whole finding under ``FINDING``."""
        row = self.row(index)
        if row is None:
            return None
        if isinstance(row, Group):
            return self._head_data(row, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.message
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(row.message)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.kind(row)}：{row.message}"
            case _:
                return row if role == FINDING else None

    def _head_data(self, group: Group, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return group.term
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.tr("单击展开") if self.is_folded(group.term) else self.tr("单击折叠"))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("已折叠") if self.is_folded(group.term) else self.tr("已展开")
            words = self.tr("{term}：{count} 条，最重为{kind}，{state}")
            return words.format(term=group.term, count=group.count, kind=self.kind(group), state=state)
        return None

    def kind(self, row: Group | Finding) -> str:
        """The severity in words."""
        words = {"error": self.tr("错误"), "warning": self.tr("提醒"), "hint": self.tr("建议")}
        return words[row.severity]

    def where(self, finding: Finding) -> str:
        """What the finding is about; with the reviewers' term where no head says it."""
        session = self._session
        label = label_of(session.document, session.template, finding.places[0]) if finding.places else ""
        term = finding.term if self._plain and finding.term != "其他" else ""
        return "  ·  ".join(filter(None, (term, label.replace("\n", " "))))
