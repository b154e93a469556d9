"""Import with the user: read the files outside the window's thread, show the review, give the forms that were accepted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QMimeData, Qt
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from app.editing.import_job import ImportJob
from app.editing.session import Session
from widgets.import_review import ImportReview
from widgets.messages import warn

if TYPE_CHECKING:
    from app.work.import_files import ImportedFile


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def ask_sources(parent: QWidget) -> list[Path]:
    """Let the user choose files to import."""
    from app.work.import_files import SUFFIXES

    kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    chosen, _ = QFileDialog.getOpenFileNames(
        parent,
        _tr("导入"),
        "",
        _tr("Word、Excel、PDF 和文本文件 ({kinds})").format(kinds=kinds) + ";;" + _tr("所有文件 (*)"),
    )
    return [Path(name) for name in chosen]


def can_import(path: Path) -> bool:
    """Whether a file is of a kind that is imported rather than opened."""
    from app.work.import_files import SUFFIXES

    return path.suffix.lower() in SUFFIXES


def import_files(parent: QWidget, paths: Sequence[Path]) -> list[Session]:
    """Read files and let the user review them; the sessions of the accepted forms."""
    return review(parent, read_files(parent, paths))


def import_pasted(parent: QWidget, mime: QMimeData) -> list[Session]:
    """Read a table from the clipboard and let the user review it; the sessions of the accepted forms."""
    from app.importing.errors import SourceError
    from app.work.import_files import ImportedFile, ImportedForm, bundled_and_own_templates, read_pasted

    try:
        found = read_pasted(mime.html(), mime.text(), bundled_and_own_templates())
    except SourceError as error:
        warn(parent, str(error))
        return []
    if not found.forms:
        warn(parent, _tr("剪贴板里没有认出绩效目标表：请在 Word、Excel 或 WPS 中选中整张表再复制。"))
        return []
    forms = tuple(ImportedForm(form) for form in found.forms)
    return review(parent, [ImportedFile(Path(_tr("剪贴板")), found, forms)])


def read_files(parent: QWidget, paths: Sequence[Path]) -> list[ImportedFile]:
    """Read files with progress and a button to stop; what was read so far."""
    job = ImportJob(paths)
    progress = QProgressDialog(_tr("正在读取…"), _tr("停止"), 0, 0, parent)
    progress.setWindowTitle(_tr("导入"))
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumDuration(400)
    progress.setAutoClose(False)
    progress.setAutoReset(False)

    def show(done: int, total: int, name: str) -> None:
        progress.setMaximum(total)
        progress.setValue(done)
        progress.setLabelText(_tr("正在读取 {name}").format(name=name) if name else _tr("正在读取…"))

    loop = QEventLoop()
    job.progressed.connect(show)
    job.finished.connect(loop.quit)
    # Also while another dialog keeps this function from going on.
    job.finished.connect(progress.reset)
    job.finished.connect(progress.hide)
    progress.canceled.connect(job.cancel)
    job.start()
    loop.exec()
    job.wait()
    progress.close()
    return job.results


def review(parent: QWidget, files: Sequence[ImportedFile]) -> list[Session]:
    """Show what was read; the sessions of the forms that the user takes over."""
    if not files:
        return []
    if not any(file.forms for file in files):
        warn(parent, "\n".join(file.problem or "" for file in files))
        return []
    dialog = ImportReview(files, parent)
    sessions = dialog.sessions() if dialog.exec() else []
    for session in sessions:
        session.setParent(None)
    dialog.deleteLater()
    return sessions
