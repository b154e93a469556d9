"""The scores of the form in front as a report, written to a file that the user names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.editing.session import Session
from widgets.form_files import ask_target, suggested_file
from widgets.messages import warn


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScoreExport", text)


def export_scores(parent: QWidget, session: Session) -> Path | None:
    """Write the overview of scores with its bars (PDF, Excel or Word); the file, None when nothing was written."""
    from app.storage.document_files import Stamp
    from app.storage.errors import StorageError
    from app.work.opening import OpenedForm
    from app.work.score_report import ENDINGS, write_score_report

    suggested = suggested_file(session, ".pdf")
    suggested = suggested.with_name(_tr("{name} 得分情况").format(name=suggested.stem) + ".pdf")
    kinds = ";;".join((_tr("PDF 文件 (*.pdf)"), _tr("Excel 工作簿 (*.xlsx)"), _tr("Word 文档 (*.docx)")))
    target = ask_target(parent, _tr("导出得分情况"), suggested, kinds)
    if target is None:
        return None
    if target.suffix.lower() not in ENDINGS:
        warn(parent, _tr("不能导出为“{name}”：请使用 .pdf、.xlsx 或 .docx 作为扩展名。").format(name=target.name))
        return None
    form = OpenedForm(session.path or target, session.document, session.template, (), None, Stamp(""))
    try:
        write_score_report([form], target)
    except StorageError as error:
        warn(parent, str(error))
        return None
    return target
