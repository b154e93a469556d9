"""The dialog for a fault that nothing expected: the window stays alive, the work is kept, the text can be sent."""

from __future__ import annotations

import platform
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt, QTimer, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox

_showing = False


def failure_text(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What a person who looks for the fault needs."""
    lines = traceback.format_exception(kind, error, trace)
    return "".join((f"{platform.platform()}\nPython {platform.python_version()}, Qt {qVersion()}\n\n", *lines))


def show_failure(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say it once; a fault while the dialog is open is only logged."""
    global _showing
    application = QApplication.instance()
    if _showing or application is None:
        return
    if threading.current_thread() is not threading.main_thread():
        # A dialog belongs to the window's thread; and the thread that failed must end, so that its job is over.
        QTimer.singleShot(0, application, lambda: show_failure(kind, error, trace))
        return
    _showing = True
    try:
        keep_work()
    finally:
        _dialog(failure_text(kind, error, trace)).exec()
        _showing = False


def keep_work() -> None:
    """Write the recovery copies of all windows at once."""
    from widgets.main_window import MainWindow

    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.guard.recovery.keep_now()


def _dialog(text: str) -> QMessageBox:
    def tr(words: str) -> str:
        return QCoreApplication.translate("LastResort", words)

    box = QMessageBox(QMessageBox.Icon.Warning, tr("绩表"), tr("程序遇到一个意外问题，刚才的操作可能没有完成。"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(
        tr("您的内容仍在窗口中，并已记入恢复副本，请先保存或另存。可以把下面的详细信息复制给维护人员。")
    )
    box.setDetailedText(text)
    copy = box.addButton(tr("复制详细信息"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QApplication.clipboard().setText(text))
    box.addButton(tr("继续工作"), QMessageBox.ButtonRole.AcceptRole)
    return box
