"""The tabs of the open forms: which are open, which is in front, what each is called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.editing.session import Session
from widgets.flat_tabs import FlatTabs
from widgets.form_files import form_name
from widgets.form_view import FormView
from widgets.marks import plain_tooltip


class FormTabs(FlatTabs):
    """One tab for each open form."""

    renamed = Signal(object)
    """A form's page whose name or modified mark is another one now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabsClosable(True)
        self.setMovable(True)
        self.setTabBarAutoHide(True)
        self.setUsesScrollButtons(True)
        # Ctrl+Tab walks the forms; a hidden bar in the focus chain would swallow the Tab key of the last field.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def current_view(self) -> FormView | None:
        """The page of the form in front, None when no form is open."""
        widget = self.currentWidget()
        return widget if isinstance(widget, FormView) else None

    def views(self) -> list[FormView]:
        """The pages of all open forms."""
        pages = (self.widget(number) for number in range(self.count()))
        return [page for page in pages if isinstance(page, FormView)]

    def view_of(self, session: Session) -> FormView | None:
        """The page of a session."""
        return next((view for view in self.views() if view.session is session), None)

    def view_of_file(self, path: Path) -> FormView | None:
        """The page of a file, None when it is not open."""
        wanted = path.resolve()
        for view in self.views():
            own = view.session.path
            if own is not None and own.resolve() == wanted:
                return view
        return None

    def add(self, view: FormView) -> None:
        """Put a form's page behind the others and in front of the user."""
        session = view.session
        self.addTab(view, "")
        session.modified_changed.connect(lambda *_: self._name(view))
        session.path_changed.connect(lambda: self._name(view))
        session.document_changed.connect(lambda *_: self._name_unsaved(view))
        self._name(view)
        self.setCurrentWidget(view)

    def remove(self, view: FormView) -> None:
        """Take a form's page away."""
        self.removeTab(self.indexOf(view))
        view.deleteLater()

    def walk(self, step: int) -> None:
        """To the next form, or with -1 to the one before, and round again."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + step) % self.count())

    def _name(self, view: FormView) -> None:
        number = self.indexOf(view)
        if number < 0:
            return
        mark = "● " if view.session.modified else ""
        self.setTabText(number, mark + form_name(view.session).replace("&", "&&"))
        self.setTabToolTip(number, plain_tooltip(str(view.session.path or "")))
        self.renamed.emit(view)

    def _name_unsaved(self, view: FormView) -> None:
        """A form without a file is called after its project."""
        if view.session.path is None:
            self._name(view)
