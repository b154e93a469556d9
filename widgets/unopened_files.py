"""What is said about files that could not be opened, and the way back to the save before where one is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.editing.session import Session
from widgets import form_files
from widgets.messages import choose

if TYPE_CHECKING:
    from app.storage.errors import StorageError
    from app.work.opening import OpenedForm
    from widgets.main_window import MainWindow


def tell_unopened(window: MainWindow, unopened: Sequence[tuple[Path, StorageError]]) -> None:
    """Say which files could not be opened and why; for those with an earlier save ask whether to open that.

    Nothing is written: the earlier save opens as a form of the file's name that no file has yet.
    """
    from app.storage.errors import UnreadableFile
    from app.work.opening import open_earlier_save

    lost: list[str] = []
    for path, problem in unopened:
        sentence = str(problem)
        kept = open_earlier_save(path) if isinstance(problem, UnreadableFile) else None
        if kept is None:
            lost.append(sentence)
        elif choose(window, sentence, (_tr("恢复上一次保存"),), _tr("可以打开它上一次保存的内容，另存为新文件。")) == 0:
            window.add_session(earlier_session(kept))
    form_files.say_unreadable(window, lost)


def earlier_session(kept: OpenedForm) -> Session:
    """The session of an earlier save: unsaved, called like its file, and saving asks where."""
    note = _tr("这是“{name}”上一次保存的内容，原文件没有改动；确认后请保存。").format(name=kept.path.name)
    session = Session(kept.document, kept.template, notes=(note, *kept.notes), read_only=kept.read_only)
    session.suggested = kept.path
    session.mark_modified()
    return session


def _tr(text: str) -> str:
    return QCoreApplication.translate("UnopenedFiles", text)
