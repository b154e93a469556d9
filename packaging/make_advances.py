"""Make app/printing/advance_tables.py again from the two faces under resources/fonts/.

    python packaging/make_advances.py

The module it writes holds how wide each character is, so that a page can be laid out without Qt, reportlab or
fontTools. Run it after packaging/make_fonts.py; tests/printing/test_advances.py fails when the two differ.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FACES = {"song": "FormSong.ttf", "sans": "FormSans.ttf"}
FULL = 1000

HEAD = '''"""The widths of the characters of the two faces, as ``app.printing.advances`` reads them.

Made by packaging/make_advances.py from resources/fonts/; do not edit. To make it again:

    python packaging/make_advances.py
"""

from typing import Final

# Characters of full width, as ranges first-last in hexadecimal.
FULL_RANGES: Final = {
'''

MIDDLE = """}

# All other characters: the first one in hexadecimal, then the widths from there on.
OTHERS: Final = {
"""

TAIL = "}\n"


def read_widths(path: Path) -> dict[int, int]:
    """Read the advance width of each character of a font file, in thousandths of an em.

    Raises ValueError when the face is not drawn on 1000 units per em: the table would have to round.
    """
    from fontTools.ttLib import TTFont

    with TTFont(path) as font:
        if font["head"].unitsPerEm != FULL:
            raise ValueError(f"{path.name}: {font['head'].unitsPerEm} units per em instead of {FULL}")
        metrics = font["hmtx"]
        return {code: metrics[name][0] for code, name in font.getBestCmap().items()}


def to_runs(codes: list[int]) -> Iterator[tuple[int, int]]:
    """Gather sorted code points into runs (first, last)."""
    start = 0
    for at in range(1, len(codes) + 1):
        if at == len(codes) or codes[at] != codes[at - 1] + 1:
            yield codes[start], codes[at - 1]
            start = at


def _wrapped(words: list[str]) -> str:
    """Lay words out as implicitly joined string literals of at most 110 characters, long words cut."""
    text = " ".join(words)
    lines = [text[at : at + 108] for at in range(0, len(text), 108)]
    return "".join(f'        "{line}"\n' for line in lines)


def _table(face: str, words: list[str]) -> str:
    return f'    "{face}": (\n{_wrapped(words)}    ),\n'


def write_module(widths: Mapping[str, Mapping[int, int]]) -> str:
    """Write the source of app/printing/advance_tables.py for the widths of each face."""
    full, others = "", ""
    for face, table in widths.items():
        wide = sorted(code for code, width in table.items() if width == FULL)
        rest = sorted(code for code, width in table.items() if width != FULL)
        full += _table(face, [f"{first:x}-{last:x}" for first, last in to_runs(wide)])
        runs = [(first, range(first, last + 1)) for first, last in to_runs(rest)]
        others += _table(face, [f"{first:x}:" + ",".join(str(table[code]) for code in run) for first, run in runs])
    return HEAD + full + MIDDLE + others + TAIL


def main() -> None:
    """Write the module beside the other ones of app/printing."""
    widths = {face: read_widths(ROOT / "resources" / "fonts" / name) for face, name in FACES.items()}
    target = ROOT / "app" / "printing" / "advance_tables.py"
    target.write_text(write_module(widths), encoding="utf-8", newline="\n")
    print(f"{target.relative_to(ROOT)}: {', '.join(f'{face} {len(table)}' for face, table in widths.items())}")


if __name__ == "__main__":
    main()
