"""Export of the form in front to PDF, with the user."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from app.editing.session import Session
from widgets.form_files import ask_target, suggested_file
from widgets.messages import warn


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)


def export_pdf(window: QMainWindow, session: Session) -> Path | None:
    """Write all papers of the form to a PDF that the user names; the file, None when there is none."""
    target = ask_target(window, _tr("导出 PDF"), suggested_file(session, ".pdf"), _tr("PDF 文件 (*.pdf)"))
    if target is None:
        return None
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        pages = write(session, target)
    except OSError as error:
        from app.storage.errors import cannot_write

        QGuiApplication.restoreOverrideCursor()
        warn(window, str(cannot_write(target, error)))
        return None
    QGuiApplication.restoreOverrideCursor()
    window.statusBar().showMessage(_tr("已导出 {pages} 页：{file}").format(pages=pages, file=target), 8000)
    return target


def write(session: Session, target: Path) -> int:
    """Write the PDF; the number of its pages. Raises OSError."""
    from app.printing.build import paper_grid
    from app.printing.to_pdf import write_pdf

    template = session.template
    return write_pdf(target, [paper_grid(session.document, template, paper.id) for paper in template.papers])
