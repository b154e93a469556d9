"""What can be done with a finding besides going to it: the menu of a row, and the menu for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from app.editing.icons import icon

if TYPE_CHECKING:
    from app.checking.findings import Finding
    from app.editing.session import Session
from app.form.places import Place

# The checks load after the first paint: whatever needs them is imported where it is used.


def _tr(text: str) -> str:
    return QCoreApplication.translate("FindingActions", text)


def explanation(finding: Finding) -> str:
    """Why the rule is there, and where it comes from; empty for a rule that has no entry."""
    from app.checking.rules import rule_of

    try:
        rule = rule_of(finding.code)
    except KeyError:
        return ""
    return _tr("{why}（依据：{source}）").format(why=rule.why, source=rule.source)


def fill_row_menu(menu: QMenu, session: Session, finding: Finding, parent: QWidget) -> None:
    """The actions for one finding."""
    if finding.fix:
        menu.addAction(icon("fix"), finding.fix.label, lambda: session.apply_fix(finding))
        menu.addSeparator()
    menu.addAction(icon("copy"), _tr("复制这条意见"), lambda: QGuiApplication.clipboard().setText(finding.message))
    if session.read_only or not explanation(finding):
        return
    menu.addSeparator()
    menu.addAction(_tr("这里不再提示…"), lambda: ask_to_mute(session, finding, parent, everywhere=False))
    menu.addAction(_tr("本表不再做这项检查…"), lambda: ask_to_mute(session, finding, parent, everywhere=True))


def ask_to_mute(session: Session, finding: Finding, parent: QWidget, *, everywhere: bool) -> None:
    """Ask for the reason, which is kept in the form's file, and silence the finding."""
    from app.editing import mending

    title = _tr("本表不再做这项检查") if everywhere else _tr("这里不再提示")
    reason, ok = QInputDialog.getText(parent, title, _tr("理由（随表单保存，审核人可以看到）："))
    if ok:
        mending.mute(session, finding, reason.strip(), title, everywhere=everywhere)


def fill_all_menu(menu: QMenu, session: Session, parent: QWidget, go_to: Callable[[Place], None]) -> None:
    """The actions for all findings of the form; ``go_to`` takes the user to a place."""
    from app.editing import mending, unconfirmed

    menu.clear()
    styles = len(mending.style_fixes(session)) if not session.read_only else 0
    mend = menu.addAction(
        icon("fix"),
        _tr("统一写法：修复全部 {count} 处格式问题").format(count=styles),
        lambda: mending.mend_style(session, _tr("统一写法")),
    )
    mend.setEnabled(styles > 0)
    muted = len(mending.muted_entries(session))
    hear = menu.addAction(
        _tr("恢复本表已忽略的 {count} 条").format(count=muted),
        lambda: mending.unmute_all(session, _tr("恢复已忽略的意见")),
    )
    hear.setEnabled(muted > 0 and not session.read_only)
    waiting = sum(finding.code == unconfirmed.CODE for finding in session.findings)
    confirm = menu.addAction(
        icon("ok"),
        _tr("全部确认：{count} 处带入的内容").format(count=waiting),
        lambda: unconfirmed.confirm_all(session, _tr("全部确认")),
    )
    confirm.setEnabled(waiting > 0 and not session.read_only)
    menu.addSeparator()
    score = menu.addAction(icon("score"), _tr("预计审核得分…"), lambda: _show_prediction(session, parent, go_to))
    score.setEnabled(session.template.purpose in ("declaration", "target"))
    menu.addAction(icon("export"), _tr("导出审核意见…"), lambda: _export(session, parent))


def _show_prediction(session: Session, parent: QWidget, go_to: Callable[[Place], None]) -> None:
    from widgets.prediction_dialog import PredictionDialog

    dialog = PredictionDialog(session, parent)
    dialog.place_chosen.connect(go_to)
    dialog.exec()


def _export(session: Session, parent: QWidget) -> None:
    from widgets.review_export import export_review

    export_review(parent, session)
