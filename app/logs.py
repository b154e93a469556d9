"""A small log in the user's state folder, for the day something goes wrong.

At INFO and above nothing that a user typed is written: codes, counts and kinds of things only. JIBIAO_LOG=DEBUG writes
more, for someone who looks for a fault on their own computer.
"""

import logging
import logging.handlers
import os
from pathlib import Path

from app.paths import state_folder

LEVEL_VARIABLE = "JIBIAO_LOG"
_MAX_BYTES = 256 * 1024
_KEPT = 2
_LOGGERS = ("app", "widgets")


def log_file() -> Path:
    """Give the file that the log goes to."""
    return state_folder() / "jibiao.log"


def _level() -> int:
    level = logging.getLevelName(os.environ.get(LEVEL_VARIABLE, "INFO").upper())
    return level if isinstance(level, int) else logging.INFO


def start_log() -> Path | None:
    """Send the program's log to its file, at most 256 kB with two older ones kept; give the file.

    Gives None, and leaves the program without a log, when the folder cannot be written: a clerk on a locked-down
    computer must still be able to work.
    """
    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(file, maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    stop_log()
    for logger in map(logging.getLogger, _LOGGERS):
        logger.addHandler(handler)
        logger.setLevel(_level())
        logger.propagate = False
    return file


def stop_log() -> None:
    """Close the log file; a second start, or a test, can open another."""
    for logger in map(logging.getLogger, _LOGGERS):
        logger.propagate = True
        for handler in list(logger.handlers):
            if isinstance(handler, logging.handlers.RotatingFileHandler):
                logger.removeHandler(handler)
                handler.close()
