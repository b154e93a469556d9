"""Starts the window: the application, its looks and language, the last-resort hook, the files of the command line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app import paths
from app.editing import theme
from app.editing.garbage import MainThreadCollector
from app.editing.lean_imports import SIGNATURES
from app.editing.settings import Settings

_LOG_STARTS_MS = 300


def run_window(arguments: Sequence[str]) -> int:
    """Open the window with the named files; the exit code when it is closed."""
    _choose_input_method()
    application, settings = make_application()
    install_hook()
    from widgets.main_window import MainWindow

    gc.freeze()  # modules and classes live as long as the program: no collection needs to walk them
    window = MainWindow(settings)
    window.open_files([Path(argument) for argument in arguments])
    window.show()
    window.settled.connect(lambda: window.guard.offer_left_copies(window))
    window.settled.connect(_load_checks)
    QTimer.singleShot(_LOG_STARTS_MS, _start_log)
    return application.exec()


def _load_checks() -> None:
    """Load the checks and their word lists beside the window: it takes a tenth of a second, in which no key is to wait."""

    def load() -> None:
        import_module("app.checking.review")
        # PySide's words for errors, put off at the start: loaded in peace, not at the moment of the first error.
        import_module(SIGNATURES)

    Thread(target=load, name="load-checks", daemon=True).start()


def _start_log() -> None:
    from app.logs import start_log

    start_log()


def make_application() -> tuple[QApplication, Settings]:
    """The application with its style, theme, font and language, and the settings these came from."""
    existing = QApplication.instance()
    # The style is named here and not by setStyle(): that gives back a style object, and its Python class costs 5 ms.
    fresh = [*sys.argv[:1], "-style", "Fusion"]
    application = existing if isinstance(existing, QApplication) else QApplication(fresh)
    if existing is None:
        MainThreadCollector(application)
    application.setApplicationName(paths.APP_NAME)
    application.setApplicationDisplayName("")
    application.setDesktopFileName(paths.APP_NAME)
    return application, _dress(application)


def _dress(application: QApplication) -> Settings:
    settings = Settings(parent=application)
    apply_theme(settings.text("theme"))
    theme.ensure_chinese_face()
    application.setFont(theme.ui_font(settings.text("font_size")))
    _translate(application, settings.text("language"))

    def follow(key: str) -> None:
        if key == "theme":
            apply_theme(settings.text("theme"))
            _tell_widgets()
        elif key == "font_size":
            application.setFont(theme.ui_font(settings.text("font_size")))
            _tell_widgets()

    settings.changed.connect(follow)
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: follow("theme"))
    return settings


def apply_theme(scheme: str) -> None:
    """Use a theme for all windows, those classes of widgets included that have a palette of their own."""
    theme.apply_theme(scheme)
    for widgets, own in theme.edit_palettes().items():
        QApplication.setPalette(own, widgets)  # type: ignore[arg-type]  # PySide takes str, its stub says bytes


def _tell_widgets() -> None:
    """Tell every widget that colours or font have changed: Qt itself tells nothing to those that have a palette of their own."""
    for widget in QApplication.allWidgets():
        QApplication.sendEvent(widget, QEvent(QEvent.Type.ThemeChange))


def _translate(application: QApplication, language: str) -> None:
    """The program's own words (Chinese needs no file), and Qt's dialogs."""
    folder = paths.bundled_resources() / "translations"
    names = [
        (
            "qtbase_" + ("zh_CN" if language == "zh" else language),
            QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        )
    ]
    if language != "zh":
        names.append((f"jibiao_{language}", str(folder)))
    for name, place in names:
        translator = QTranslator(application)
        if translator.load(name, place):
            application.installTranslator(translator)
    QLocale.setDefault(QLocale("zh_CN" if language == "zh" else language))


def _choose_input_method() -> None:
    """PySide's wheels bring no plugin for fcitx: its ibus front end serves, once Qt is told so."""
    if sys.platform == "linux" and "QT_IM_MODULE" not in os.environ:
        modifiers = os.environ.get("XMODIFIERS", "") + os.environ.get("GTK_IM_MODULE", "")
        if "fcitx" in modifiers or "ibus" in modifiers:
            os.environ["QT_IM_MODULE"] = "ibus"


def install_hook() -> None:
    """Catch what nothing else caught: the window stays, the user gets one sentence and a text to send."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        # Where it happened, but not the error's own words: they may hold what the user typed.
        import logging
        import traceback

        logging.getLogger(__name__).error("unexpected: %s\n%s", kind.__name__, "".join(traceback.format_tb(trace)))
        sys.__excepthook__(kind, error, trace)
        from widgets.last_resort import show_failure

        show_failure(kind, error, trace)

    sys.excepthook = report
