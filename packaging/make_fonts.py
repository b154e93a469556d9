"""Make the two faces of the paper again: resources/fonts/FormSong.ttf and FormSans.ttf.

    python packaging/make_fonts.py [--from FOLDER] [--to FOLDER]

Reads NotoSerifCJK-Regular.ttc and NotoSansCJK-Regular.ttc of Debian's package fonts-noto-cjk (simplified Chinese is
face 2) and writes faces with TrueType outlines, because reportlab embeds no others: the characters of GBK and Latin-1
and some signs, without layout features, hints and vertical metrics. About a minute for each face. The licence, OFL.txt,
asks that a changed face bears another name. Run packaging/make_advances.py afterwards.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

ROOT = Path(__file__).resolve().parent.parent
DEBIAN_FOLDER = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED_CHINESE = 2
# Signs that forms use: € ⑪ to ⑳ ✓ ㎏ ㎜ ㎝ ㎞ ㎡ ㎥.
SIGNS = {0x20AC, *range(0x246A, 0x2474), 0x2713, 0x338F, 0x339C, 0x339D, 0x339E, 0x33A1, 0x33A5}


@dataclass(frozen=True, slots=True)
class Face:
    """One face to make. Errors are the largest distance of a new curve from the old one, in 1/1000 em."""

    source: str
    target: str
    family: str
    postscript_name: str
    error: float
    error_of_rare: float


FACES = [
    Face("NotoSerifCJK-Regular.ttc", "FormSong.ttf", "Form Song SC", "FormSongSC-Regular", 4, 8),
    Face("NotoSansCJK-Regular.ttc", "FormSans.ttf", "Form Sans SC", "FormSansSC-Regular", 2, 2),
]


def encodable(codec: str) -> Iterator[int]:
    """Give the code points of the basic plane that a character set has, without control characters."""
    for code in range(0x20, 0x10000):
        try:
            chr(code).encode(codec)
        except UnicodeEncodeError:
            continue
        yield code


def wanted_characters() -> set[int]:
    """Give the characters of both faces."""
    return {*encodable("gbk"), *range(0xA0, 0x100), 0x220B, 0x2245, *SIGNS} - {0x7F}


def _subset(font: Any) -> None:
    options = subset.Options(
        layout_features=[],
        hinting=False,
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        glyph_names=False,
        legacy_cmap=False,
        drop_tables=["vhea", "vmtx", "VORG", "GPOS", "GSUB", "GDEF", "BASE", "DSIG"],
    )
    worker = subset.Subsetter(options)
    worker.populate(unicodes=wanted_characters())
    worker.subset(font)


def _rare_glyphs(font: Any) -> set[str]:
    common = {*encodable("gb2312"), *range(0x20, 0x100), *SIGNS}
    return set(font.getGlyphOrder()) - {name for code, name in font.getBestCmap().items() if code in common}


def _to_truetype(font: Any, face: Face) -> None:
    """Draw every outline again with quadratic curves."""
    order, outlines, rare = font.getGlyphOrder(), font.getGlyphSet(), _rare_glyphs(font)
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        error = face.error_of_rare if name in rare else face.error
        outlines[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        glyphs[name] = pen.glyph()
    del font["CFF "]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    font.sfntVersion = "\x00\x01\x00\x00"
    maximum = font["maxp"]
    maximum.tableVersion = 0x00010000
    for field in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "ComponentElements"):
        setattr(maximum, f"max{field}", 0)
    maximum.maxZones, maximum.maxSizeOfInstructions, maximum.maxComponentDepth = 1, 0, 0


def _set_metrics(font: Any) -> None:
    metrics, outlines = font["hmtx"], font["glyf"]
    for name in font.getGlyphOrder():
        glyph = outlines[name]
        glyph.recalcBounds(outlines)
        metrics[name] = (metrics[name][0], getattr(glyph, "xMin", 0) if glyph.numberOfContours else 0)
    font["OS/2"].fsType = 0
    font["post"].formatType = 3.0


def _set_names(font: Any, face: Face) -> None:
    """Name the face: reportlab keeps one face for each PostScript name, so each has its own."""
    names = font["name"]
    names.names = [record for record in names.names if record.platformID == 3 and record.langID == 0x409]
    values = {
        1: face.family,
        2: "Regular",
        3: f"{face.family}-Regular",
        4: f"{face.family} Regular",
        6: face.postscript_name,
    }
    names.names = [record for record in names.names if record.nameID not in {16, 17, *values}]
    for name_id, value in values.items():
        names.setName(value, name_id, 3, 1, 0x409)


def make_face(face: Face, source: Path, target: Path) -> int:
    """Write one face; give the number of its characters."""
    font: Any = TTFont(source / face.source, fontNumber=SIMPLIFIED_CHINESE, recalcTimestamp=False)
    _subset(font)
    _to_truetype(font, face)
    _set_metrics(font)
    _set_names(font, face)
    font.save(target / face.target)
    return len(font.getBestCmap())


def main() -> None:
    """Write both faces."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--from", dest="source", type=Path, default=DEBIAN_FOLDER, help="folder of the Noto faces")
    parser.add_argument("--to", dest="target", type=Path, default=ROOT / "resources" / "fonts")
    arguments = parser.parse_args()
    for face in FACES:
        count = make_face(face, arguments.source, arguments.target)
        print(f"{arguments.target / face.target}: {count}")


if __name__ == "__main__":
    main()
