"""The settings dialog: one page for each group of the declared settings, made from ``app.editing.settings.SETTINGS``."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from app.editing.settings import GROUPS, SETTINGS, Setting, Settings
from widgets.marks import QuietLabel
from widgets.responsive import resize_within_screen
from widgets.setting_editors import SettingEditor, make_setting_editor, translated


class SettingsDialog(QDialog):
    """Shows the settings; what was changed is used and written with OK only."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("设置"))
        self._settings = settings
        self.editors: dict[str, SettingEditor] = {}
        self.pages = QTabWidget()
        for group in GROUPS:
            self.pages.addTab(self._page(group), translated(group))
        buttons = QDialogButtonBox()
        ok = buttons.addButton(self.tr("确定"), QDialogButtonBox.ButtonRole.AcceptRole)
        ok.setDefault(True)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages, 1)
        layout.addWidget(buttons)
        em = self.fontMetrics().height()
        resize_within_screen(self, em * 32, em * 26)

    def accept(self) -> None:
        """Use what was chosen."""
        for key, editor in self.editors.items():
            self._settings.set(key, editor.value())
        super().accept()

    def _page(self, group: str) -> QWidget:
        page = QWidget()
        settings = [setting for setting in SETTINGS if setting.group == group]
        if any(setting.kind == "codes" for setting in settings):
            layout = QVBoxLayout(page)
            for setting in settings:
                editor = self._add(setting)
                for words in (translated(setting.label), translated(setting.help)):
                    if words:
                        layout.addWidget(self._wrapped(words))
                layout.addWidget(editor.widget, 1)
            return page
        form = QFormLayout(page)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for setting in settings:
            editor = self._add(setting)
            label = translated(setting.label)
            form.addRow("" if setting.kind == "yes_no" else label, editor.widget)
            note = translated(setting.help)
            if setting.needs_restart:
                note = (note + self.tr("下次启动时生效。")).strip()
            if note:
                form.addRow("", self._wrapped(note))
        return page

    def _wrapped(self, words: str) -> QLabel:
        label = QuietLabel(words, small=True)
        label.setWordWrap(True)
        return label

    def _add(self, setting: Setting) -> SettingEditor:
        editor = make_setting_editor(setting, self._settings)
        self.editors[setting.key] = editor
        return editor
