"""From older versions of the file format to the present one, one step at a time, on plain values.

To add one: append a function that turns the plain values of version n into those of version n + 1 (it must not use live code
that may change later), raise ``json_codec.VERSION``, and put a file of the old version into ``tests/old_files/``.
"""

from __future__ import annotations

from collections.abc import Callable

from app.form.document import Json

Step = Callable[[dict[str, Json]], dict[str, Json]]

STEPS: tuple[Step, ...] = ()
"""Step i leads from version i + 1 to version i + 2."""


def migrate(plain: dict[str, Json], version: int) -> dict[str, Json]:
    """The plain values brought to the present version; a newer file is left as it is."""
    for step in STEPS[version - 1 :]:
        plain = step(plain)
    return plain
