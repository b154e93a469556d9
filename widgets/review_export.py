"""The 审核意见 sheet of the form in front, written to a file that the user names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.editing.session import Session
from widgets.form_files import ask_target, suggested_file
from widgets.messages import warn


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReviewExport", text)


def export_review(parent: QWidget, session: Session) -> Path | None:
    """Write the findings as a sheet to keep (PDF, Excel or Word); the file, None when nothing was written."""
    suggested = suggested_file(session, ".pdf")
    suggested = suggested.with_name(_tr("{name} 审核意见").format(name=suggested.stem) + ".pdf")
    kinds = ";;".join((_tr("PDF 文件 (*.pdf)"), _tr("Excel 工作簿 (*.xlsx)"), _tr("Word 文档 (*.docx)")))
    target = ask_target(parent, _tr("导出审核意见"), suggested, kinds)
    if target is None:
        return None
    return target if write(parent, session, target) else None


def write(parent: QWidget, session: Session, target: Path) -> bool:
    """Write the sheet; False after saying what went wrong."""
    from app.editing.unconfirmed import CODE
    from app.storage.document_files import Stamp
    from app.storage.errors import StorageError
    from app.work.opening import OpenedForm
    from app.work.review_sheet import ENDINGS, reviewed_with, write_sheets

    if target.suffix.lower() not in ENDINGS:
        warn(parent, _tr("不能导出为“{name}”：请使用 .pdf、.xlsx 或 .docx 作为扩展名。").format(name=target.name))
        return False
    form = OpenedForm(session.path or target, session.document, session.template, (), None, Stamp(""))
    try:
        said = tuple(finding for finding in session.findings if finding.code != CODE)
        write_sheets([reviewed_with(form, said)], target)
    except StorageError as error:
        warn(parent, str(error))
        return False
    return True
