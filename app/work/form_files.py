"""Which form files a job is about: files named one by one, and the forms in folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

NO_FORMS = "没有可以处理的表格：文件夹里没有 .jxb 文件。"


def form_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and for a folder the forms in it, by name; a folder that cannot be looked into comes as itself, so
    that opening it tells why."""
    for path in paths:
        try:
            inside = forms_in(path) if os.path.isdir(path) else [path]  # noqa: PTH112 - Path.is_dir raises for long names
        except OSError:
            inside = [path]
        yield from inside


def forms_in(folder: Path) -> list[Path]:
    """The forms in a folder, by name. Raises OSError."""
    return sorted(file for file in folder.iterdir() if _is_form(file) and file.is_file())


def _is_form(file: Path) -> bool:
    # A Mac puts ._name.jxb beside name.jxb on shares and sticks; it is no form.
    return file.suffix.lower() == ".jxb" and not file.name.startswith(".")
