"""Show the program without a display: a picture of its window and the page as PDF.

    python packaging/demo.py FOLDER [FORM…] [--size WIDTHxHEIGHT] [--theme light|dark] [--zoom 1.5]

Writes FOLDER/window.png and FOLDER/page.pdf. Used by `dev.py run` where there is no display, by the test of the wheel,
and for the pictures of the README. The user's own settings are left alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("forms", type=Path, nargs="*")
    parser.add_argument("--size", default="1600x960", help="of the window, in logical pixels")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--zoom", type=float, default=1.0, help="pixels of the picture for each logical pixel")
    return parser.parse_args()


def _hush(_kind: object, _context: object, message: str | None) -> None:
    """Pass on what Qt has to say, but for what an offscreen window cannot do and nobody misses."""
    if message and "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def take_picture(forms: list[Path], target: Path, size: tuple[int, int], theme: str) -> None:
    """Open the window with the forms and write a picture of it."""
    from PySide6.QtCore import qInstallMessageHandler

    from app.main import make_application

    qInstallMessageHandler(_hush)
    application, settings = make_application()
    from app.main import apply_theme
    from widgets.main_window import MainWindow

    apply_theme(theme)
    window = MainWindow(settings)
    window.resize(*size)
    window.show()
    window.open_files(forms)
    window.paper.setVisible(size[0] >= 1500)
    # Columns, splitters and the page settle over some turns of the event loop.
    end = time.monotonic() + 1.0
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)
    if not window.grab().save(str(target)):
        raise OSError(f"{target} could not be written")
    window.close()


def main() -> int:
    """Write the picture and the page; give the exit code."""
    arguments = read_arguments()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    folder = arguments.folder.resolve()
    os.environ["JIBIAO_HOME"] = str(folder / "home")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(arguments.zoom)
    if (ROOT / "app").is_dir():
        sys.path.insert(0, str(ROOT))
    width, _, height = arguments.size.partition("x")
    take_picture(arguments.forms, folder / "window.png", (int(width), int(height)), arguments.theme)
    if not arguments.forms:
        return 0
    from app import cli

    return cli.run(["export", *map(str, arguments.forms), "-o", str(folder / "page.pdf")])


if __name__ == "__main__":
    sys.exit(main())
