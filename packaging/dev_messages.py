"""What dev.py says: one sentence in Chinese and the same in English.

Like all of dev.py this is read by whatever Python somebody happens to have: nothing newer than Python 3.8 here.
"""

from __future__ import annotations

import sys


class Stop(Exception):
    """The work cannot go on; says why, and what to do, in one sentence of each language."""

    def __init__(self, chinese: str, english: str, command: str = "") -> None:
        super().__init__(chinese)
        self.chinese = chinese
        self.english = english
        self.command = command


def prepare_console() -> None:
    """Write UTF-8 on a Windows console as well, and never fail over a character that it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", line_buffering=True)


def say(chinese: str, english: str) -> None:
    """Tell what is being done."""
    print("==", chinese, "/", english, flush=True)


def tell_stop(stop: Stop) -> None:
    """Tell why the work stopped, with the one command that helps, if there is one, on a line of its own."""
    print("!!", stop.chinese, "/", stop.english, file=sys.stderr, flush=True)
    if stop.command:
        print("\n    " + stop.command + "\n", file=sys.stderr, flush=True)
