"""The files opened lately, newest first, kept in the state folder."""

from __future__ import annotations

import json
from pathlib import Path

from app import paths

_MOST = 12


class RecentFiles:
    """A short list of files. What cannot be read or written is only logged: the list is a convenience."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.state_folder() / "recent.json"

    def files(self) -> list[Path]:
        """The files, newest first; those that are gone now (an unplugged drive) stay in the list."""
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            import logging

            logging.getLogger(__name__).warning("recent files not read: %s", error)
            return []
        return [Path(name) for name in stored if isinstance(name, str)] if isinstance(stored, list) else []

    def add(self, file: Path) -> None:
        """Put a file on top."""
        file = file.absolute()
        self._write([file, *(other for other in self.files() if other != file)][:_MOST])

    def remove(self, file: Path) -> None:
        """Forget a file."""
        self._write([other for other in self.files() if other != file])

    def _write(self, files: list[Path]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            aside = self._path.with_suffix(".new")
            aside.write_text(json.dumps([str(file) for file in files], indent=2), encoding="utf-8")
            aside.replace(self._path)
        except OSError as error:
            import logging

            logging.getLogger(__name__).warning("recent files not written: %s", error)
