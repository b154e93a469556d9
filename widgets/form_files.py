"""Opening, saving and closing forms with the user: the dialogs, and what is said when something does not work."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app import paths
from app.editing.session import Session
from app.form.document import as_text
from widgets.messages import choose, tell, warn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.storage.errors import ChangedOnDisk

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\r\n\t]+')
_ENDING = re.compile(r"\*(\.\w+)")
"""The extensions in the kinds of files of a dialog: ``绩表文件 (*.jxb);;…``."""
_LONGEST_NAME = 80


def _tr(text: str) -> str:
    return QCoreApplication.translate("FormFiles", text)


def open_session(path: Path) -> Session:
    """The session of a form file. Raises StorageError with one sentence."""
    from app.work.opening import open_form

    form = open_form(path)
    return Session(
        form.document, form.template, path=path, notes=form.notes, read_only=form.read_only, stamp=form.stamp
    )


def form_name(session: Session) -> str:
    """What a tab calls a form: its file, else its project's name (or first head field)."""
    named = session.path or session.suggested
    if named is not None:
        return named.stem
    for key in ("project_name", *(field.key for field in session.template.fields[:1])):
        text = as_text(session.document.fields.get(key))
        if text and text.strip():
            return text.strip()
    return _tr("未命名表单")


def ask_open(parent: QWidget) -> list[Path]:
    """The files the user wants to open."""
    kinds = ";;".join(
        (
            _tr("所有可打开的文件 (*.jxb *.json *.xlsx *.xls *.docx *.pdf)"),
            _tr("绩表文件 (*.jxb *.json)"),
            _tr("所有文件 (*)"),
        )
    )
    from PySide6.QtWidgets import QFileDialog

    chosen, _ = QFileDialog.getOpenFileNames(parent, _tr("打开"), str(paths.documents_folder()), kinds)
    return [Path(name) for name in chosen]


def suggested_file(session: Session, extension: str) -> Path:
    """Where a form would be saved or exported to."""
    name = _FORBIDDEN.sub(" ", form_name(session)).strip(" .")[:_LONGEST_NAME] or _tr("未命名表单")
    named = session.path or session.suggested
    folder = named.parent if named is not None else paths.documents_folder()
    return folder / f"{name}{extension}"


def ask_target(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """The file to write to, with the suggested extension when the user gave none of the ``kinds``."""
    from PySide6.QtWidgets import QFileDialog

    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    if not chosen:
        return None
    path = target_named(parent, Path(chosen), suggested.suffix, _ENDING.findall(kinds))
    return path or ask_target(parent, title, suggested, kinds)


def target_named(parent: QWidget, chosen: Path, ending: str, endings: Collection[str]) -> Path | None:
    """The file that a name typed in a dialog means: with ``ending`` where it has none of the ``endings``. None where such a
    file is there already and the user wants another name."""
    if chosen.suffix.lower() in endings:
        return chosen
    path = chosen.with_name(chosen.name + ending)  # a dot in a name (1.5 万元项目) begins no extension
    # The dialog has asked about the name as it was typed, not about this one.
    question = _tr("“{name}”已经存在，要覆盖它吗？").format(name=path.name)
    if path.exists() and choose(parent, question, (_tr("换一个文件名…"), _tr("覆盖"))) != 1:
        return None
    return path


def save_as(parent: QWidget, session: Session) -> bool:
    """Save to a file that the user chooses; False when nothing was saved."""
    kinds = _tr("绩表文件 (*.jxb);;JSON 文件 (*.json)")
    path = ask_target(parent, _tr("另存为"), suggested_file(session, ".jxb"), kinds)
    if path is None:
        return False
    used = _in_use(parent, session, path)
    if used:
        warn(parent, used)
        return save_as(parent, session)
    return save(parent, session, path)


def _in_use(parent: QWidget, session: Session, path: Path) -> str:
    """Why this file is not to be written over: it is open in another tab, or a colleague has it open. Empty: it may be."""
    from app.storage.locks import mark_path, read_mark
    from widgets.form_tabs import FormTabs

    tabs = parent.window().findChild(FormTabs)
    other = tabs.view_of_file(path) if isinstance(tabs, FormTabs) else None
    if other is not None:
        if other.session is session:
            return ""
        return _tr("“{name}”正在另一个标签页中打开，请换一个文件名。").format(name=path.name)
    owner = read_mark(mark_path(path))
    if owner is not None and not owner.stale:
        words = _tr("{user} 正在 {host} 上编辑“{name}”，请换一个文件名。")
        return words.format(user=owner.user, host=owner.host, name=path.name)
    return ""


def save(parent: QWidget, session: Session, path: Path | None = None, *, overwrite: bool = False) -> bool:
    """Save to the form's own file (or ``path``); says what is wrong and offers a way out; False when nothing was saved."""
    from app.storage.errors import ChangedOnDisk, StorageError

    if path is None and session.path is None:
        return save_as(parent, session)
    if path is None and session.read_only:
        tell(parent, session.read_only)
        return save_as(parent, session)
    try:
        session.save(path, overwrite=overwrite)
    except ChangedOnDisk as problem:
        return _settle_change(parent, session, problem)
    except StorageError as problem:
        if choose(parent, str(problem), (_tr("另存为…"),)) is None:
            return False
        return save_as(parent, session)
    return True


def _settle_change(parent: QWidget, session: Session, problem: ChangedOnDisk) -> bool:
    """The file is no longer the one that was loaded: never written over without being told to."""
    answer = choose(parent, str(problem), (_tr("比较…"), _tr("另存为…"), _tr("覆盖")))
    if answer == 1:
        return save_as(parent, session)
    if answer == 2:
        return save(parent, session, overwrite=True)
    if answer == 0:
        _compare_with_file(parent, session)
    return False


def _compare_with_file(parent: QWidget, session: Session) -> None:
    from app.storage.errors import StorageError
    from widgets.compare_choice import saved_side
    from widgets.compare_view import CompareView, Side

    assert session.path is not None  # only a form's own file can have changed
    try:
        theirs = saved_side(session.path)
    except StorageError as problem:
        warn(parent, str(problem))
        return
    mine = Side(form_name(session), session.document)
    CompareView(mine, theirs, session.template, session, parent).show()


def may_close(parent: QWidget, session: Session) -> bool:
    """Whether a form may be closed: unchanged, saved now, or the user gives the changes up."""
    if not session.modified:
        return True
    question = _tr("“{name}”有未保存的修改，要保存吗？").format(name=form_name(session))
    answer = choose(parent, question, (_tr("保存"), _tr("不保存")))
    if answer is None:
        return False
    return answer == 1 or save(parent, session)


def say_unreadable(parent: QWidget, problems: list[str]) -> None:
    """One message for all the files that could not be opened."""
    if problems:
        warn(parent, "\n\n".join(problems))
