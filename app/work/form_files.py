"""Which form files a job is about: files named one by one, and the forms in folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path


def form_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and for a folder the forms in it, by name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.iterdir() if file.suffix.lower() == ".jxb" and file.is_file())
        else:
            yield path
