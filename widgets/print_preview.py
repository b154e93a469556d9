"""The print preview: the very pages that will be printed, with page setup beside them; from here to the printer or to PDF."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.editing import theme
from app.editing.icons import icon
from app.editing.page_setup import SETUP_KEYS, printed_grids, printed_pages
from app.editing.session import Session
from app.editing.settings import SETTINGS, Settings
from app.editing.to_painter import draw_page
from app.printing.build import papers_of
from app.printing.marks import Page
from widgets.marks import QuietLabel
from widgets.paper_sheets import PaperSheets
from widgets.printer import print_pages
from widgets.responsive import resize_within_screen
from widgets.setting_editors import SettingEditor, make_setting_editor, translated

_THUMB_EM = 6


class PrintPreview(QDialog):
    """What will come out of the printer. Page setup is remembered in the settings."""

    export_chosen = Signal()
    """The user wants a PDF instead; the dialog is closed."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self._settings = settings
        self.setWindowTitle(self.tr("打印预览"))
        self.sheets = PaperSheets()
        self.sheets.fit_page()
        self.thumbs = self._make_thumbs()
        self.papers = QComboBox()
        self.papers.setAccessibleName(self.tr("纸面的种类"))
        for paper in session.template.papers:
            self.papers.addItem(paper.name, paper.id)
        if len(session.template.papers) > 1:
            self.papers.addItem(self.tr("全部"), None)
        self.editors: dict[str, SettingEditor] = {}
        self._notice = QuietLabel(tone="warning")
        self._notice.setWordWrap(True)
        self._count = QuietLabel(small=True)
        layout = QHBoxLayout(self)
        layout.addWidget(self.thumbs)
        middle = QVBoxLayout()
        middle.addWidget(self.sheets, 1)
        middle.addLayout(self._make_bar())
        layout.addLayout(middle, 1)
        layout.addLayout(self._make_setup())
        self.papers.currentIndexChanged.connect(lambda _index: self.lay_out())
        self.sheets.page_changed.connect(self._page_shown)
        em = self.fontMetrics().height()
        resize_within_screen(self, em * 62, em * 46)
        self.lay_out()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that will be printed."""
        return self.sheets.pages

    def lay_out(self) -> None:
        """Lay out with the present page setup."""
        session, settings = self._session, self._settings
        chosen = self.papers.currentData()
        papers = [chosen] if chosen else [paper.id for paper in papers_of(session.document, session.template)]
        pages = tuple(
            page for paper in papers for page in printed_pages(session.document, session.template, paper, settings)
        )
        self.sheets.show_pages(pages)
        self._show_thumbs()
        self._show_notice()
        self._count.setText(self.tr("共 {count} 页").format(count=len(pages)))

    def print(self) -> None:
        """Print with the system's dialog."""
        name = self._session.document.fields.get("project_name")
        title = name if isinstance(name, str) and name else self._session.template.title
        if self.pages and print_pages(self, self.pages, title):
            self.accept()

    def _export(self) -> None:
        self.accept()
        self.export_chosen.emit()

    def _make_setup(self) -> QVBoxLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        if self.papers.count() > 1:
            form.addRow(self.tr("打印"), self.papers)
        declared = {setting.key: setting for setting in SETTINGS}
        for key in SETUP_KEYS:
            editor = make_setting_editor(declared[key], self._settings)
            self.editors[key] = editor
            editor.changed.connect(lambda key=key: self._take(key))
            label = "" if declared[key].kind == "yes_no" else translated(declared[key].label)
            form.addRow(label, editor.widget) if label else form.addRow(editor.widget)
        column = QVBoxLayout()
        column.addLayout(form)
        column.addWidget(self._notice)
        column.addStretch()
        for name, words, action, main in (
            ("print", self.tr("打印…"), self.print, True),
            ("export", self.tr("导出 PDF…"), self._export, False),
            ("close", self.tr("关闭"), self.reject, False),
        ):
            button = QPushButton(icon(name), words)
            button.setDefault(main)
            button.setAutoDefault(main)
            button.clicked.connect(lambda _checked, act=action: act())
            column.addWidget(button)
        return column

    def _take(self, key: str) -> None:
        self._settings.set(key, self.editors[key].value())
        self.lay_out()

    def _make_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.addWidget(self._count)
        bar.addStretch()
        for name, words, action in (
            ("zoom-out", self.tr("缩小（Ctrl+滚轮）"), self.sheets.zoom_out),
            ("zoom-in", self.tr("放大（Ctrl+滚轮）"), self.sheets.zoom_in),
            ("fit-width", self.tr("与窗口同宽"), self.sheets.fit_width),
            ("fit-page", self.tr("看整页"), self.sheets.fit_page),
        ):
            button = QToolButton()
            button.setAutoRaise(True)
            button.setIcon(icon(name))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked, act=action: act())
            bar.addWidget(button)
        return bar

    def _make_thumbs(self) -> QListWidget:
        em = self.fontMetrics().height()
        thumbs = QListWidget()
        thumbs.setAccessibleName(self.tr("各页缩略图"))
        thumbs.setViewMode(QListView.ViewMode.IconMode)
        thumbs.setFlow(QListView.Flow.TopToBottom)
        thumbs.setWrapping(False)
        thumbs.setMovement(QListView.Movement.Static)
        thumbs.setIconSize(QSize(em * _THUMB_EM, em * _THUMB_EM * 3 // 2))
        thumbs.setFixedWidth(em * (_THUMB_EM + 3))
        thumbs.currentRowChanged.connect(self.sheets.go_to_page)
        return thumbs

    def _show_thumbs(self) -> None:
        row = self.thumbs.currentRow()
        self.thumbs.blockSignals(True)
        self.thumbs.clear()
        if len(self.pages) > 1:
            for number, page in enumerate(self.pages, 1):
                QListWidgetItem(QIcon(self._thumb(page)), str(number), self.thumbs)
            self.thumbs.setCurrentRow(min(max(row, 0), len(self.pages) - 1))
        self.thumbs.blockSignals(False)
        self.thumbs.setVisible(len(self.pages) > 1)

    def _thumb(self, page: Page) -> QPixmap:
        room, ratio = self.thumbs.iconSize(), self.devicePixelRatioF()
        scale = min(room.width() / page.width_mm, room.height() / page.height_mm) * ratio
        picture = QPixmap(round(page.width_mm * scale), round(page.height_mm * scale))
        picture.fill(QColor(theme.PAPER_WHITE))
        painter = QPainter(picture)
        draw_page(painter, page, scale)
        painter.setPen(QColor(theme.PAPER_EDGE))
        painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture

    def _page_shown(self, index: int) -> None:
        self.thumbs.blockSignals(True)
        self.thumbs.setCurrentRow(index)
        self.thumbs.blockSignals(False)

    def _show_notice(self) -> None:
        from app.printing.rare_characters import unprintable_sentence

        grids = printed_grids(self._session.document, self._session.template, self._settings)
        sentence = unprintable_sentence(grids)
        self._notice.setText(sentence or "")
        self._notice.setVisible(sentence is not None)
