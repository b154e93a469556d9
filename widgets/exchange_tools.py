"""The window's ways in and out: importing, printing, exporting, and the forms that come of this one.

Each is one method with the name of its action in ``widgets.actions``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication

from app.editing.session import Session
from widgets.actions import ACTIONS, make_action
from widgets.messages import tell, warn

if TYPE_CHECKING:
    from app.work.convert import Converted
    from widgets.form_view import FormView
    from widgets.main_window import MainWindow

_LINES_SHOWN = 12


class ExchangeTools(QObject):
    """Import, print, export and conversion for one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def make_actions(self) -> dict[str, QAction]:
        """The actions of these tools, to stand in the window's menus."""
        return {
            spec.key: make_action(spec, self._window, getattr(self, spec.key))
            for spec in ACTIONS
            if spec.owner == "exchange"
        }

    def import_forms(self) -> None:
        """Choose Word, Excel or PDF files and take the forms in them over."""
        from widgets.import_flow import ask_sources

        files = ask_sources(self._window)
        if files:
            self._window.import_files(files)

    def import_pasted(self) -> None:
        """Take over a table that was copied in Word, Excel or WPS."""
        from widgets.import_flow import import_pasted

        mime = QGuiApplication.clipboard().mimeData()
        if not (mime.hasHtml() or mime.hasText()):
            tell(self._window, self.tr("剪贴板里没有表格：请先在 Word、Excel 或 WPS 中选中整张表并复制。"))
            return
        for session in import_pasted(self._window, mime):
            self._window.add_session(session)

    def print_form(self) -> None:
        """The pages as they will be printed."""
        from widgets.print_preview import PrintPreview

        view = self._committed()
        if view is not None:
            dialog = PrintPreview(view.session, self._window.settings, self._window)
            dialog.export_chosen.connect(self.export_form)
            dialog.exec()

    def export_form(self) -> None:
        """Write the form as PDF, Excel, Word or CSV."""
        from widgets.export import export_form

        view = self._committed()
        if view is None:
            return
        target = export_form(self._window, view.session, self._window.settings)
        if target is not None:
            self._window.say(self.tr("已导出：{file}").format(file=target))

    def make_book(self) -> None:
        """Many forms as one book or workbook, or a file for each; the open ones are on the list already, as they are saved."""
        from widgets.book_dialog import BookDialog

        files = [view.session.path for view in self._window.views() if view.session.path is not None]
        BookDialog(files, self._window.settings, self._window).exec()

    def make_next_year(self) -> None:
        """Next year's declaration from this one, in a new tab."""
        from app.storage.template_files import all_templates
        from app.work.carry_on import carry_to_next_year

        self._carry_on(
            lambda session, file: carry_to_next_year(session.document, session.template, all_templates(), file=file)
        )

    def make_self_evaluation(self) -> None:
        """The self-evaluation of this declaration, in a new tab."""
        from app.storage.template_files import all_templates
        from app.work.carry_on import carry_to

        targets = [t for t in all_templates().templates.values() if t.purpose == "self_evaluation"]
        if targets:
            self._carry_on(lambda session, file: carry_to(session.document, session.template, targets[0], file=file))

    def _carry_on(self, make: Callable[[Session, str | None], Converted]) -> None:
        from app.storage.template_files import all_templates, template_of
        from app.work.next_year import NoYear

        view = self._committed()
        if view is None:
            return
        session = view.session
        try:
            made = make(session, session.path.name if session.path else None)
        except NoYear as problem:
            warn(self._window, str(problem))
            return
        template, _ = template_of(made.document, all_templates())
        new = Session(made.document, template, notes=self._report(made))
        new.mark_modified()
        self._window.add_session(new)

    def _report(self, made: Converted) -> tuple[str, ...]:
        """What was moved, as one sentence above the new form."""
        lines = [line.text() for line in made.report]
        if not lines:
            return (self.tr("已从原表带入，请核对后保存；原表没有改动。"),)
        shown = "；".join(lines[:_LINES_SHOWN])
        more = self.tr(" 等 {count} 项").format(count=len(lines)) if len(lines) > _LINES_SHOWN else ""
        return (self.tr("已从原表带入，请核对后保存；原表没有改动。变动：{lines}").format(lines=shown + more),)

    def _committed(self) -> FormView | None:
        """The form in front, with what stands in its editor taken."""
        view = self._window.current_view()
        if view is not None:
            view.commit_pending()
        return view
