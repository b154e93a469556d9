"""Where things are: what ships with the program, and the user's own folders.

Bundled templates and resources lie at the top of a checkout, below the package in an installed wheel, and in the
unpacked folder of a frozen program; nothing else in the program needs to know which of the three it is.

The user's folders are where the system wants them (platformdirs). The environment variable JIBIAO_HOME puts all of
them below one folder, for tests and for carrying the program on a stick.
"""

import os
import sys
from functools import cache
from pathlib import Path

APP_NAME = "jibiao"
HOME_VARIABLE = "JIBIAO_HOME"

_PACKAGE = Path(__file__).resolve().parent


@cache
def _bundle() -> Path:
    """Give the folder that holds templates/ and resources/."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    return _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parent


def bundled_templates() -> Path:
    """Give the folder of the official forms' templates."""
    return _bundle() / "templates"


def bundled_resources() -> Path:
    """Give the folder of fonts, icons, examples and the data files of the checks."""
    return _bundle() / "resources"


def font_file(name: str) -> Path:
    """Give the file of one of the paper's faces, such as `FormSong.ttf`."""
    return bundled_resources() / "fonts" / name


def _user_folder(kind: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home).expanduser() / kind
    import platformdirs

    match kind:
        case "config":
            return platformdirs.user_config_path(APP_NAME, appauthor=False, roaming=True)
        case "state":
            return platformdirs.user_state_path(APP_NAME, appauthor=False)
        case "documents":
            return platformdirs.user_documents_path()
        case _:
            return platformdirs.user_data_path(APP_NAME, appauthor=False)


def data_folder() -> Path:
    """Give the user's data folder: recovery copies and previous saves. Not made here."""
    return _user_folder("data")


def config_folder() -> Path:
    """Give the user's settings folder. Not made here."""
    return _user_folder("config")


def state_folder() -> Path:
    """Give the folder of the log and of what the window remembers. Not made here."""
    return _user_folder("state")


def documents_folder() -> Path:
    """Give the folder that file dialogs begin in."""
    return _user_folder("documents")


def user_templates() -> Path:
    """Give the folder of the user's own templates; it need not exist."""
    return data_folder() / "templates"
