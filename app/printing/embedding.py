"""Fonts inside one PDF: each character gets a glyph of a subset as it is used; at the end the subsets are written.

reportlab writes the objects; it asks ``addObjects`` of whatever it finds among a document's delayed fonts. One font of two-byte
codes for each face takes the place of reportlab's own pieces of 256 characters: smaller, and many times as fast.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

from app.paths import font_file
from app.printing.font_file import FontFile, open_font
from app.printing.grid import Face
from app.printing.system_faces import find_face

Document = Any
"""reportlab's ``PDFDocument``, whose stubs leave its methods untyped."""

_FILES: dict[Face, tuple[str, str]] = {
    "song": ("FormSong.ttf", "FormSongSC-Regular"),
    "sans": ("FormSans.ttf", "FormSansSC-Regular"),
}
_FILTER = "/FlateDecode"
_PER_BLOCK = 100


class UsedFont(dict[str, str]):
    """A face as one document uses it: from a character to its code in the subset (four hexadecimal digits)."""

    def __init__(self, name: str, base_name: str, face: FontFile) -> None:
        super().__init__()
        self.name = name
        self.face = face
        self._base_name = base_name
        self._glyphs = [0]
        self._shown = ["\ufffd"]

    def __missing__(self, character: str) -> str:
        glyph = self.face.glyph(character)
        return self._add(glyph, character) if glyph else "0000"

    def _add(self, glyph: int, text: str) -> str:
        code = f"{len(self._glyphs):04X}"
        self._glyphs.append(glyph)
        self._shown.append(text)
        self[text] = code
        return code

    def encode_as(self, character: str, text: str) -> str:
        """The operand that draws ``character`` where readers, searches and copies find ``text``."""
        return f"<{self[text] if text in self else self._add(self.face.glyph(character), text)}>"

    def encode(self, text: str) -> str:
        """A text as the operand of a text operator."""
        return f"<{''.join(map(self.__getitem__, text))}>"

    def addObjects(self, document: Document) -> None:
        """Write the font's objects; reportlab calls this when it saves."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

        face, number = self.face, document.Reference
        tag = "".join(chr(65 + zlib.crc32(f"{at}{self._shown}".encode("utf-8", "replace")) % 26) for at in range(6))
        name = PDFName(f"{tag}+{self._base_name}")
        widths = " ".join(str(face.width(glyph)) for glyph in self._glyphs)
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 4,
            "FontBBox": PDFArray([face.scaled(value) for value in face.box]),
            "ItalicAngle": 0,
            "Ascent": face.scaled(face.ascent),
            "Descent": face.scaled(face.descent),
            "CapHeight": face.scaled(face.ascent),
            "StemV": 80,
            "FontFile2": _stream(document, f"{self.name}-file", face.subset(self._glyphs)),
        }
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": number(PDFDictionary(descriptor), f"{self.name}-descriptor"),
            "CIDToGIDMap": "/Identity",
            "DW": 1000,
            "W": f"[0 [{widths}]]",
        }
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": PDFArray([number(PDFDictionary(descendant), f"{self.name}-descendant")]),
            "ToUnicode": _stream(document, f"{self.name}-unicode", _unicode_map(self._shown)),
        }
        document.idToObject["BasicFonts"].dict[self.name] = number(PDFDictionary(font), self.name)


def _stream(document: Document, name: str, content: bytes) -> object:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream

    packed = zlib.compress(content, 6)
    return document.Reference(
        PDFStream(PDFDictionary({"Filter": _FILTER, "Length1": len(content)}), packed, filters=[]), name
    )


def _unicode_map(shown: list[str]) -> bytes:
    """The map from codes back to characters, by which texts are searched and copied."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    codes = [
        f"<{code:04X}> <{text.encode('utf-16-be', 'replace').hex().upper()}>" for code, text in enumerate(shown) if code
    ]
    for start in range(0, len(codes), _PER_BLOCK):
        block = codes[start : start + _PER_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


class UsedFonts:
    """The fonts of one document."""

    def __init__(self, delayed: list[object]) -> None:
        self._delayed = delayed
        self._by_file: dict[tuple[Path, int], UsedFont] = {}
        self._faces: dict[Face, UsedFont] = {}

    def face(self, face: Face) -> UsedFont:
        """A face of the paper. Raises FileNotFoundError where the program was installed without it."""
        used = self._faces.get(face)
        if used is None:
            file, base_name = _FILES[face]
            opened = open_font(font_file(file))
            if opened is None:
                raise FileNotFoundError(2, "缺少打印用的字体文件，请重新安装绩表", str(font_file(file)))
            used = self._faces[face] = self._add((font_file(file), 0), base_name, opened)
        return used

    def rare(self, character: str) -> UsedFont | None:
        """A system face that has a rare character and can be embedded, None where there is none."""
        found = find_face(character)
        if found is None:
            return None
        known = self._by_file.get((found.file, found.index))
        opened = open_font(found.file, found.index)
        if known is not None or opened is None or not opened.embeddable:
            return known
        return self._add((found.file, found.index), f"System{len(self._by_file)}", opened)

    def rare_shape(self, character: str) -> tuple[str, float, int] | None:
        """A rare character from a face that cannot be embedded: its shape as path commands, their scale to one em, its width."""
        found = find_face(character)
        opened = open_font(found.file, found.index) if found is not None else None
        if opened is None or opened.embeddable:
            return None
        glyph = opened.glyph(character)
        path = opened.path(glyph)
        return (path, 1 / opened.units_per_em, opened.width(glyph)) if path else None

    def _add(self, key: tuple[Path, int], base_name: str, opened: FontFile) -> UsedFont:
        used = UsedFont(f"F{len(self._by_file) + 1}", base_name, opened)
        self._by_file[key] = used
        self._delayed.append(used)
        return used
