"""Colours and the font of the window, light and dark.

The only literal colours of the program stand here (and the paper's black on white). Text on its ground has a contrast of at
least 4.5 : 1 in both palettes (WCAG AA), the border of an edit 3 : 1; tests/editing/test_theme.py holds them to it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from app import paths

Scheme = Literal["system", "light", "dark"]


class Tones(Struct, frozen=True):
    """The named colours of a theme. ``tray`` lies behind sheets of paper, ``border`` round
    what is typed into, ``mark`` under the datum with the cursor."""

    window: str
    base: str
    alternate: str
    text: str
    muted: str
    line: str
    border: str
    accent: str
    accent_text: str
    error: str
    warning: str
    hint: str
    ok: str
    error_ground: str
    warning_ground: str
    hint_ground: str
    ok_ground: str
    tray: str
    mark: str

    def color(self, tone: str) -> QColor:
        """The colour of this name."""
        return QColor(getattr(self, tone))


LIGHT = Tones(
    window="#f4f5f7",
    base="#ffffff",
    alternate="#f7f8fa",
    text="#1d2126",
    muted="#5a626c",
    line="#cfd4da",
    border="#828993",
    accent="#1f5f8b",
    accent_text="#ffffff",
    error="#b3261e",
    warning="#825500",
    hint="#1f5f8b",
    ok="#1b6e37",
    error_ground="#fdecea",
    warning_ground="#fdf3dc",
    hint_ground="#e6f0f8",
    ok_ground="#e7f4ea",
    tray="#dfe3e8",
    mark="#ffe9a8",
)

DARK = Tones(
    window="#1b1e22",
    base="#272b31",
    alternate="#22262b",
    text="#e6e8eb",
    muted="#abb4be",
    line="#4a525c",
    border="#7e8791",
    accent="#7db8e0",
    accent_text="#0f1b24",
    error="#ff9d94",
    warning="#f2c14e",
    hint="#8ec5ee",
    ok="#7fd195",
    error_ground="#45211f",
    warning_ground="#3d3115",
    hint_ground="#1d3445",
    ok_ground="#1c3824",
    tray="#121417",
    mark="#ffe9a8",
)

PAPER_WHITE = "#ffffff"
PAPER_INK = "#000000"
PAPER_EDGE = "#9aa1a9"

_FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
_OWN_FAMILY = "Form Sans SC"

_EDITS = ("QLineEdit", "QPlainTextEdit", "QComboBox", "QAbstractSpinBox", "QCheckBox", "QRadioButton")
"""Classes of Qt, by name: a class that is imported here would be made at every start."""
_FRAME_DARKER = 140
_OWN_FACE = "FormSans.ttf"

_current: Tones = LIGHT
_system_font: QFont | None = None
_chinese_face: str | None = None


def tones() -> Tones:
    """The colours in use."""
    return _current


def is_dark() -> bool:
    """Whether the dark theme is in use."""
    return _current is DARK


def color(tone: str) -> QColor:
    """A colour in use, by its name in ``Tones``."""
    return _current.color(tone)


def apply_theme(scheme: str) -> None:
    """Use a theme (``system``, ``light`` or ``dark``) for all windows; widgets hear of it as a palette change."""
    global _current
    dark = scheme == "dark" or (scheme == "system" and _system_is_dark())
    _current = DARK if dark else LIGHT
    QGuiApplication.setPalette(palette(_current))


def edit_palettes() -> dict[str, QPalette]:
    """The palettes that differ from the theme's, by class of widget, for the application to set."""
    return dict.fromkeys(_EDITS, edit_palette(_current))


def _system_is_dark() -> bool:
    hints = QGuiApplication.styleHints()
    return hints.colorScheme() == Qt.ColorScheme.Dark


def palette(named: Tones) -> QPalette:
    """The Qt palette of a theme."""
    result = QPalette()
    role = QPalette.ColorRole
    plain = {
        role.Window: named.window,
        role.WindowText: named.text,
        role.Base: named.base,
        role.AlternateBase: named.alternate,
        role.Text: named.text,
        role.Button: named.window,
        role.ButtonText: named.text,
        role.BrightText: named.error,
        role.Highlight: named.accent,
        role.HighlightedText: named.accent_text,
        role.Accent: named.accent,
        role.Link: named.hint,
        role.LinkVisited: named.hint,
        role.ToolTipBase: named.base,
        role.ToolTipText: named.text,
        role.PlaceholderText: named.muted,
        role.Light: named.base,
        role.Midlight: named.alternate,
        role.Mid: named.line,
        role.Dark: named.muted,
        role.Shadow: named.line,
    }
    for key, value in plain.items():
        result.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, key, QColor(named.muted))
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(named.line))
    return result


def edit_palette(named: Tones) -> QPalette:
    """The palette of what is typed into or ticked: its frame is told from the panel (WCAG 1.4.11: 3 : 1), also where it is empty.

    Fusion draws frames in ``Window`` darkened by 140 %, and such an edit uses this role for nothing else.
    """
    result = palette(named)
    result.setColor(QPalette.ColorRole.Window, named.color("border").lighter(_FRAME_DARKER))
    return result


def ensure_chinese_face() -> bool:
    """Use the paper's own face for the window where the system has none with Chinese characters; whether that was needed."""
    global _chinese_face
    _chinese_face = next(filter(QFontDatabase.hasFamily, (*_FAMILIES, _OWN_FAMILY)), "")
    if _chinese_face or QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return False
    QFontDatabase.addApplicationFont(str(paths.font_file(_OWN_FACE)))
    _chinese_face = _OWN_FAMILY
    return True


def ui_font(size: str = "system") -> QFont:
    """The window's font: a face made for Chinese on screens where the system has one, at ``size`` pt or the system's size."""
    global _system_font
    if _chinese_face is None:
        ensure_chinese_face()
    # Asked for once: later it would be the font that this function has made itself.
    _system_font = _system_font or QFont(QGuiApplication.font())
    font = QFont(_system_font)
    # Only a face that is there: for each other one the system would look for its next of kin, at each size and weight.
    font.setFamilies([*filter(None, (_chinese_face,)), *font.families()])
    if size != "system":
        font.setPointSizeF(float(size))
    return font


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""

    def luminance(value: QColor) -> float:
        parts = (value.redF(), value.greenF(), value.blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
