"""新建: the kind of form and the year; what the settings know is filled in already."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.editing.session import Session
from app.editing.settings import Settings
from app.form.template import Template

_UNIT_FIELDS = ("implementing_unit", "applicant_unit")
_DEPARTMENT_FIELD = "competent_department"
_FIRST_MONTH_OF_NEXT_YEARS_BUDGET = 7
"""From July on people fill in the forms of the coming year."""


def likely_year(today: date) -> int:
    """The year a new form is most likely for."""
    return today.year + (today.month >= _FIRST_MONTH_OF_NEXT_YEARS_BUDGET)


class NewFormDialog(QDialog):
    """Choose a template and a year."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from app.storage.template_files import all_templates

        self._settings = settings
        self.setWindowTitle(self.tr("新建"))
        self.year = QSpinBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(likely_year(date.today()))
        self.year.setAccessibleName(self.tr("年度"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("表样"))
        self._templates = sorted(all_templates().templates.values(), key=lambda t: (-t.years.first, t.id))
        for template in self._templates:
            self.kind.addItem(template.name, template.id)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.year.valueChanged.connect(self._prefer_template)
        form = QFormLayout()
        form.addRow(self.tr("年度"), self.year)
        form.addRow(self.tr("表样"), self.kind)
        buttons = QDialogButtonBox()
        ok = buttons.addButton(self.tr("新建"), QDialogButtonBox.ButtonRole.AcceptRole)
        ok.setDefault(True)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        self._prefer_template(self.year.value())
        self.year.selectAll()  # another year is typed over it

    def _prefer_template(self, year: int) -> None:
        """The newest declaration form that is not later than the year."""
        fitting = [t for t in self._templates if t.purpose == "declaration" and t.years.first <= year]
        if fitting:
            newest = max(fitting, key=lambda template: template.years.first)
            self.kind.setCurrentIndex(self._templates.index(newest))

    def session(self) -> Session | None:
        """The new form."""
        number = self.kind.currentIndex()
        if number < 0:
            return None
        return new_session(self._templates[number], self.year.value(), self._settings)


def new_session(template: Template, year: int, settings: Settings) -> Session:
    """A new form of a template, with the unit and department of the settings."""
    from msgspec.structs import replace

    from app.form.blank import new_document

    document = new_document(template, year)
    fields = dict(document.fields)
    for key in _UNIT_FIELDS:
        if key in fields and settings.text("unit"):
            fields[key] = settings.text("unit")
    if _DEPARTMENT_FIELD in fields and settings.text("department"):
        fields[_DEPARTMENT_FIELD] = settings.text("department")
    return Session(replace(document, fields=fields), template)
