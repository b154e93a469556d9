"""The faces of the paper for reportlab: FormSong and FormSans, registered once in a process, and what stands in for rare characters."""

from __future__ import annotations

from functools import lru_cache

from app.paths import font_file
from app.printing.grid import Face
from app.printing.system_faces import find_face

FILES: dict[Face, str] = {"song": "FormSong.ttf", "sans": "FormSans.ttf"}
NAMES: dict[Face, str] = {"song": "FormSong", "sans": "FormSans"}
GETA = "〓"
"""What printers set where they lack a character."""


@lru_cache(maxsize=1)
def register_faces() -> None:
    """Make both faces known to reportlab; parsing them takes a while, so once is enough."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for face, name in NAMES.items():
        pdfmetrics.registerFont(TTFont(name, str(font_file(FILES[face])), asciiReadable=False))


@lru_cache(maxsize=4096)
def rare_font(cluster: str) -> str | None:
    """The reportlab name of a system face that has a rare character and can be embedded, or None."""
    found = find_face(cluster[0])
    if found is None:
        return None
    return _register_system_face(str(found.file), found.index)


@lru_cache(maxsize=64)
def _register_system_face(file: str, index: int) -> str | None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    name = f"System{abs(hash((file, index))) % 10**8}"
    try:
        pdfmetrics.registerFont(TTFont(name, file, subfontIndex=index, asciiReadable=False))
    except (TTFError, OSError):
        return None
    return name
