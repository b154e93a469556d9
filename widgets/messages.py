"""Messages to the user: always plain text, one sentence, the buttons say what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

# Each class of Qt is defined when it is first imported; messages come after the first paint, and so does theirs.


def _box(parent: QWidget | None, icon: str, text: str, detail: str = "") -> QMessageBox:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon[icon], QCoreApplication.translate("Messages", "绩表"), text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    if detail:
        box.setInformativeText(detail)
    return box


def tell(parent: QWidget | None, text: str) -> None:
    """Say something that needs no decision."""
    box = _box(parent, "Information", text)
    box.addButton(QCoreApplication.translate("Messages", "知道了"), box.ButtonRole.AcceptRole)
    box.exec()


def warn(parent: QWidget | None, text: str) -> None:
    """Say what did not work."""
    box = _box(parent, "Warning", text)
    box.addButton(QCoreApplication.translate("Messages", "知道了"), box.ButtonRole.AcceptRole)
    box.exec()


def choose(parent: QWidget | None, text: str, answers: tuple[str, ...], detail: str = "") -> int | None:
    """Ask for one of some answers, the first one preferred; its number, None for cancel."""
    box = _box(parent, "Question", text, detail)
    buttons = []
    for number, answer in enumerate(answers):
        role = box.ButtonRole.AcceptRole if number == 0 else box.ButtonRole.DestructiveRole
        buttons.append(box.addButton(answer, role))
    cancel = box.addButton(QCoreApplication.translate("Messages", "取消"), box.ButtonRole.RejectRole)
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return buttons.index(clicked) if clicked in buttons else None
