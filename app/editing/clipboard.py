"""Tables on the clipboard as Excel, WPS and Word take them: as text with tabs, and as HTML in which every cell is text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel

from app.editing.tsv import write_tsv
from app.printing.to_csv import to_html


def copy_table(rows: Sequence[Sequence[str]]) -> None:
    """Put rows of cells on the clipboard; ``=100%`` and ``00123`` arrive as what they are."""
    data = _mime_data()
    data.setText(write_tsv(rows))
    data.setHtml(to_html(rows))
    QGuiApplication.clipboard().setMimeData(data)


def _mime_data() -> QMimeData:
    """Empty data for the clipboard, made by Qt: one made in Python is deleted twice when the program ends, and crashes it."""
    model = QStandardItemModel()
    model.appendRow(QStandardItem(""))
    data = model.mimeData([model.index(0, 0)])
    for name in data.formats():
        data.removeFormat(name)
    return data
