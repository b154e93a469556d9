"""``jibiao`` and ``python -m app``: a command, or the window with the named files."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run a command when the first argument names one, else open the window."""
    from app import cli

    arguments = sys.argv[1:]
    if cli.is_command(arguments):
        return cli.run(arguments)
    if not cli.has_screen(arguments):
        cli.speak_utf8()
        cli.complain(cli.NO_SCREEN)
        return cli.UNREADABLE
    load_libraries()
    from app.main import run_window

    return run_window(arguments)


def load_libraries() -> None:
    """Load PySide and the other libraries of the window, the largest part of each start."""
    # Nothing that is loaded at the start is garbage; later the window's own thread collects (MainThreadCollector).
    gc.disable()
    from app.editing.lean_imports import import_libraries

    import_libraries()


if __name__ == "__main__":
    sys.exit(main())
