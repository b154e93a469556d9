"""After a crash, beside a colleague, and when the file on disk has changed: nothing is lost and nothing done silently."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton

from app.form.places import field_place, funding_place, value_at
from app.main import install_hook
from app.storage.autosave import RecoveryCopy, RecoveryFolder, left_copies
from app.storage.document_files import load, save, stamp_of
from app.storage.locks import STALE_S, mark_path, read_mark
from app.work.recovered import copies_to_offer
from tests.journeys.hands import focused, type_text
from widgets import form_files
from widgets.compare_view import CompareView
from widgets.main_window import MainWindow
from widgets.notice_bar import NoticeBar
from widgets.recovery_dialog import RecoveryDialog

pytestmark = pytest.mark.window
FORM = Path(__file__).parents[1] / "forms" / "2024-03.jxb"
NAME = field_place("project_name")


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "表.jxb"
    shutil.copy(FORM, path)
    return path


def left_by_a_crash(form: Path | None, name: str) -> RecoveryCopy:
    """A recovery copy whose program is gone."""
    document = load(FORM).document
    changed = type(document)(
        document.template,
        document.year,
        {**document.fields, "project_name": name},
        document.funding,
        document.texts,
        document.indicators,
        document.meta,
    )
    folder = RecoveryFolder()
    folder.write("one", changed, form, stamp_of(form) if form else None, "表")
    folder._lock.close()  # what the system does when the program dies
    return left_copies()[0]


def type_name(window: MainWindow, text: str) -> None:
    view = window.current_view()
    assert view is not None
    view.go_to(NAME)
    field = focused()
    type_text(field, text)


def test_typing_in_the_window_is_in_a_copy_before_the_field_is_left(
    window: MainWindow, form: Path, own_folders: Path
) -> None:
    window.open_files([form])
    view = window.current_view()
    assert view is not None
    view.go_to(funding_place("annual_fiscal"))
    field = focused()
    type_text(field, "60万")
    window.guard.recovery.keep_now()
    (copy,) = (own_folders / "data" / "recovery").rglob("*.json")
    kept = json.loads(json.loads(copy.read_text("utf-8"))["form"])
    assert kept["funding"]["annual_fiscal"] == "600000.00"
    assert value_at(view.session.document, funding_place("annual_fiscal")) != "600000.00"
    assert field.text() == "60万"  # type: ignore[attr-defined]


def test_recovered_work_opens_unsaved_and_the_file_is_untouched(
    window: MainWindow, form: Path, qtbot: Any, own_folders: Path
) -> None:
    before = form.read_bytes()
    left_by_a_crash(form, "没有保存的名称")
    window.guard.offer_left_copies(window)
    dialog = window.findChild(RecoveryDialog)
    assert dialog is not None
    assert [dialog.rows.topLevelItem(0).text(column) for column in (0, 2)] == ["表", str(form)]  # type: ignore[union-attr]
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    view = window.current_view()
    assert view is not None
    assert value_at(view.session.document, NAME) == "没有保存的名称"
    assert view.session.modified
    assert view.session.path == form
    assert form.read_bytes() == before
    assert left_copies() == []
    window.save()
    assert value_at(load(form).document, NAME) == "没有保存的名称"


def test_recovering_asks_before_overwriting_a_file_changed_since(
    window: MainWindow, form: Path, monkeypatch: pytest.MonkeyPatch, own_folders: Path
) -> None:
    left_by_a_crash(form, "没有保存的名称")
    save(form, load(FORM.with_name("2024-05.jxb")).document)
    theirs = form.read_bytes()
    window.guard.offer_left_copies(window)
    dialog = window.findChild(RecoveryDialog)
    assert dialog is not None
    assert "之后被改过" in dialog.rows.topLevelItem(0).text(2)  # type: ignore[union-attr]
    dialog.recover()
    asked: list[str] = []
    monkeypatch.setattr(form_files, "choose", lambda parent, text, answers, detail="": asked.append(text))
    window.save()
    assert "改过" in asked[0]
    assert form.read_bytes() == theirs


def test_work_never_saved_comes_back_as_a_new_form(window: MainWindow, own_folders: Path) -> None:
    left_by_a_crash(None, "新表")
    window.guard.offer_left_copies(window)
    dialog = window.findChild(RecoveryDialog)
    assert dialog is not None
    dialog.recover()
    view = window.current_view()
    assert view is not None
    assert view.session.path is None
    assert value_at(view.session.document, NAME) == "新表"


def test_what_is_not_taken_now_is_offered_again(window: MainWindow, form: Path, own_folders: Path) -> None:
    left_by_a_crash(form, "没有保存的名称")
    window.guard.offer_left_copies(window)
    dialog = window.findChild(RecoveryDialog)
    assert dialog is not None
    dialog.reject()
    assert len(copies_to_offer()) == 1


def test_a_copy_whose_content_is_saved_already_is_not_offered(form: Path, own_folders: Path) -> None:
    left_by_a_crash(form, str(load(FORM).document.fields["project_name"]))
    assert copies_to_offer() == []
    assert left_copies() == []


def of_a_colleague(path: Path, *, stale: bool = False) -> None:
    mark = mark_path(path)
    said = {"user": "王", "host": "pc-7", "pid": 1, "since": "2024-10-08 09:00", "token": "x"}
    mark.write_text(json.dumps(said), "utf-8")
    if stale:
        past = time.time() - STALE_S - 1
        os.utime(mark, (past, past))


def notices(window: MainWindow) -> list[str]:
    view = window.current_view()
    assert view is not None
    return [bar.label.text() for bar in view.findChildren(NoticeBar)]


def test_a_form_that_a_colleague_has_open_is_read_only_with_the_name(window: MainWindow, form: Path) -> None:
    of_a_colleague(form)
    window.open_files([form])
    view = window.current_view()
    assert view is not None
    assert "王 正在 pc-7 上编辑这个文件" in notices(window)[0]
    type_name(window, "改")
    assert not view.session.modified
    window.close_view(view)
    assert read_mark(mark_path(form)) is not None


def test_a_stale_mark_can_be_taken_over(window: MainWindow, form: Path, qtbot: Any) -> None:
    of_a_colleague(form, stale=True)
    window.open_files([form])
    view = window.current_view()
    assert view is not None
    (button,) = [button for button in view.findChildren(QPushButton) if button.text() == "接管编辑"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(window.views()) == 1
    assert notices(window) == []
    type_name(window, "改")
    view = window.current_view()
    assert view is not None
    assert view.session.modified
    owner = read_mark(mark_path(form))
    assert owner is not None
    assert owner.user != "王"


def test_when_the_colleague_is_done_the_form_can_be_edited(window: MainWindow, form: Path, qtbot: Any) -> None:
    of_a_colleague(form)
    window.open_files([form])
    mark_path(form).unlink()
    window.guard.marks.look()
    qtbot.waitUntil(lambda: "对方已经关闭这个文件，现在可以编辑。" in notices(window))
    view = window.current_view()
    assert view is not None
    (button,) = [button for button in view.findChildren(QPushButton) if button.text() == "开始编辑"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert notices(window) == []
    assert not window.current_view().session.read_only  # type: ignore[union-attr]


def test_the_mark_goes_with_the_tab(window: MainWindow, form: Path) -> None:
    window.open_files([form])
    assert read_mark(mark_path(form)) is not None
    window.close_form()
    assert read_mark(mark_path(form)) is None


def test_a_file_changed_on_disk_can_be_compared_and_taken_over_before_overwriting(
    window: MainWindow, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_files([form])
    view = window.current_view()
    assert view is not None
    type_name(window, "我的名称")
    view.commit_pending()
    document = load(form).document
    theirs = {**document.funding, "annual": "123.00"}
    save(form, type(document)(document.template, document.year, document.fields, theirs, document.texts, document.indicators, document.meta))  # fmt: skip
    on_disk = form.read_bytes()
    answers = iter([0, 2])
    monkeypatch.setattr(form_files, "choose", lambda *args, **more: next(answers))
    window.save()
    assert form.read_bytes() == on_disk
    comparison = window.findChild(CompareView)
    assert comparison is not None
    words = [comparison.list.rows.topLevelItem(row).text(0) for row in range(2)]  # type: ignore[union-attr]
    assert words == ["项目名称", "年度资金申请总额"]
    comparison.list.rows.setCurrentItem(comparison.list.rows.topLevelItem(1))
    comparison.take()
    window.save()
    merged = load(form).document
    assert (merged.fields["project_name"], merged.funding["annual"]) == ("我的名称", "123.00")


def test_an_unexpected_fault_keeps_the_work_and_the_window(
    window: MainWindow, form: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_files([form])
    type_name(window, "尚未保存")
    shown: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.text()))
    monkeypatch.setattr(sys, "__excepthook__", lambda *fault: None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_hook()
    try:
        raise RuntimeError("unexpected")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    assert shown == ["程序遇到一个意外问题，刚才的操作可能没有完成。"]
    assert window.isVisible()
    (copy,) = (own_folders / "data" / "recovery").rglob("*.json")
    assert "尚未保存" in copy.read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "word"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有写入权限"), (errno.EROFS, "只读"), (errno.ENOENT, "共享已断开")],
)
def test_a_save_that_fails_is_said_in_one_sentence_and_the_work_stays(
    window: MainWindow, form: Path, monkeypatch: pytest.MonkeyPatch, code: int, word: str
) -> None:
    window.open_files([form])
    before = form.read_bytes()
    type_name(window, "尚未保存")
    view = window.current_view()
    assert view is not None
    asked: list[tuple[str, tuple[str, ...]]] = []

    def answer(parent: object, text: str, answers: tuple[str, ...], detail: str = "") -> int:
        asked.append((text, answers))
        return 0

    def fails(target: Path, content: bytes) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(form_files, "choose", answer)
    monkeypatch.setattr(form_files, "save_as", lambda *args: False)
    with monkeypatch.context() as broken:
        broken.setattr("app.storage.document_files.replace_file", fails)
        window.save()
    ((sentence, answers),) = asked
    assert word in sentence
    assert "原文件保持不变" in sentence
    assert answers == ("另存为…",)
    assert form.read_bytes() == before
    assert view.session.modified
    assert value_at(view.session.document, NAME) == "尚未保存"


@pytest.fixture
def steady_cursor(qapp: Any) -> Iterator[None]:
    """A cursor that does not blink, so that pictures of a field can be compared."""
    usual = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(usual)


def test_keeping_a_copy_never_cuts_off_a_composition(
    window: MainWindow, form: Path, own_folders: Path, steady_cursor: None
) -> None:
    window.open_files([form])
    view = window.current_view()
    assert view is not None
    for place in (NAME, funding_place("annual_fiscal")):
        view.go_to(place)
        field = focused()
        assert isinstance(field, QLineEdit)
        field.clear()
        type_text(field, "8")
        without = field.grab().toImage()
        QApplication.sendEvent(field, QInputMethodEvent("shui xiang", []))
        composing = field.grab().toImage()
        assert composing != without
        window.guard.recovery.keep_now()
        assert field.grab().toImage() == composing
        committed = QInputMethodEvent("", [])
        committed.setCommitString("水箱")
        QApplication.sendEvent(field, committed)
        assert field.text() == "8水箱"


def test_saving_as_a_file_that_is_open_elsewhere_asks_for_another_name(
    window: MainWindow, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, colleagues, free = tmp_path / "二.jxb", tmp_path / "王的表.jxb", tmp_path / "空.jxb"
    for path in (second, colleagues):
        shutil.copy(FORM, path)
    of_a_colleague(colleagues)
    window.open_files([second, form])
    type_name(window, "我的名称")
    targets = iter([second, colleagues, free])
    said: list[str] = []
    monkeypatch.setattr(form_files, "ask_target", lambda *args: next(targets))
    monkeypatch.setattr(form_files, "warn", lambda parent, text: said.append(text))
    window.save_as()
    assert "另一个标签页" in said[0]
    assert "王 正在 pc-7 上编辑" in said[1]
    assert second.read_bytes() == colleagues.read_bytes() == FORM.read_bytes()
    assert value_at(load(free).document, NAME) == "我的名称"


NEXT_START = """
import sys, time
from PySide6.QtWidgets import QApplication
from app import main
from widgets.recovery_dialog import RecoveryDialog

def run(application=None):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        QApplication.processEvents()
        for window in QApplication.topLevelWidgets():
            for dialog in window.findChildren(RecoveryDialog):
                print(dialog.isVisible(), dialog.rows.topLevelItem(0).text(0))
                return 0
    return 1

QApplication.exec = staticmethod(run)
sys.exit(main.run_window([]))
"""


def test_the_next_start_offers_what_was_left(form: Path, own_folders: Path) -> None:
    left_by_a_crash(form, "没有保存的名称")
    done = subprocess.run(
        [sys.executable, "-c", NEXT_START],
        cwd=FORM.parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "表"]
