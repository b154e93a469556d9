"""Export of the form in front to PDF, Excel, Word or CSV, with the user and the page setup of the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.editing.session import Session
from app.editing.settings import Settings
from widgets.form_files import suggested_file, target_named
from widgets.messages import warn


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the dialog's list of kinds: its ending, and which CSV file is meant."""

    label: str
    suffix: str
    indicators_only: bool = False
    encoding: Literal["utf-8", "gb18030"] = "utf-8"


def choices() -> tuple[Choice, ...]:
    """What a form can be exported to, in the order of the dialog's list."""
    return (
        Choice(_tr("PDF 文件 (*.pdf)"), ".pdf"),
        Choice(_tr("Excel 工作簿 (*.xlsx)"), ".xlsx"),
        Choice(_tr("Word 文档 (*.docx)"), ".docx"),
        Choice(_tr("CSV 文件，整张表，可再导入 (*.csv)"), ".csv"),
        Choice(_tr("CSV 文件，只有指标表 (*.csv)"), ".csv", indicators_only=True),
        Choice(_tr("CSV 文件，整张表，旧系统用的 GB18030 编码 (*.csv)"), ".csv", encoding="gb18030"),
    )


def export_form(parent: QWidget, session: Session, settings: Settings) -> Path | None:
    """Write the form to a file that the user names; its ending says which kind. The file, None when there is none."""
    from app.storage.errors import StorageError

    chosen = _ask(parent, suggested_file(session, ".pdf"))
    if chosen is None:
        return None
    target, choice = chosen
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    problem = ""
    try:
        write(session, target, settings, choice)
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


def _ask(parent: QWidget, suggested: Path) -> tuple[Path, Choice] | None:
    """The file to write to, and which kind it is to be; a name without an ending gets that of the chosen kind."""
    kinds = choices()
    name, label = QFileDialog.getSaveFileName(
        parent, _tr("导出"), str(suggested), ";;".join(choice.label for choice in kinds)
    )
    if not name:
        return None
    choice = next((choice for choice in kinds if choice.label == label), kinds[0])
    path = target_named(parent, Path(name), choice.suffix, {each.suffix for each in kinds})
    if path is None:
        return _ask(parent, suggested)
    if path.suffix.lower() != choice.suffix:
        choice = next((other for other in kinds if other.suffix == path.suffix.lower()), choice)
    return path, choice


def write(session: Session, target: Path, settings: Settings, choice: Choice | None = None) -> None:
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
    if choice is not None:
        chosen = replace(chosen, indicators_only=choice.indicators_only, encoding=choice.encoding)
    export_forms([form], target, chosen)
