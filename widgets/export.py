"""Export of the form in front to PDF, Excel, Word or CSV, with the user and the page setup of the settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.editing.session import Session
from app.editing.settings import Settings
from widgets.form_files import ask_target, suggested_file
from widgets.messages import warn


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)


def export_form(parent: QWidget, session: Session, settings: Settings) -> Path | None:
    """Write the form to a file that the user names; its ending says which kind. The file, None when there is none."""
    from app.storage.errors import StorageError

    kinds = ";;".join(
        (_tr("PDF 文件 (*.pdf)"), _tr("Excel 工作簿 (*.xlsx)"), _tr("Word 文档 (*.docx)"), _tr("CSV 表格 (*.csv)"))
    )
    target = ask_target(parent, _tr("导出"), suggested_file(session, ".pdf"), kinds)
    if target is None:
        return None
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    problem = ""
    try:
        write(session, target, settings)
    except StorageError as error:
        problem = str(error)
    finally:
        QGuiApplication.restoreOverrideCursor()
    if problem:
        warn(parent, problem)
        return None
    if settings.on("open_exported"):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
    return target


def write(session: Session, target: Path, settings: Settings) -> None:
    """Write the file. Raises StorageError with one sentence."""
    from app.editing.page_setup import print_options, printed_grids
    from app.work.export_files import ExportOptions, export_forms, kind_of, write_aside
    from app.work.opening import OpenedForm

    document, template = session.document, session.template
    options = print_options(settings)
    if kind_of(target) == "pdf":
        from app.printing.to_pdf import write_pdf

        grids = printed_grids(document, template, settings)
        write_aside(target, lambda stream: write_pdf(stream, grids, options))
        return
    from app.storage.document_files import Stamp

    form = OpenedForm(session.path or target, document, template, (), None, session.stamp or Stamp(""))
    chosen = ExportOptions(options, closing=settings.on("closing_lines"), remarks=settings.on("remarks"))
    export_forms([form], target, chosen)
