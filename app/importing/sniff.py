"""What a file is, told by its content and never by its extension."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

Kind = Literal[
    "docx",
    "xlsx",
    "xlsb",
    "ods",
    "xls",
    "doc",
    "wps",
    "ole",
    "encrypted",
    "pdf",
    "html",
    "rtf",
    "image",
    "jxb",
    "zip",
    "binary",
    "text",
    "empty",
]

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(data: bytes) -> Kind:
    """Tell the kind of a file from its bytes."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return "empty"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_kind(data)
    if data[:8] == _OLE:
        return _ole_kind(data)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_IMAGES):
        return "image"
    lower = head.lower()
    if lower.startswith(
        (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body", b"<?xml", b"version:0.9")
    ):
        return "html"
    if head.startswith(b"{") and b'"jibiao"' in data[:4096]:
        return "jxb"
    return "binary" if _is_binary(data) else "text"


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [info.filename.replace("\\", "/").lower() for info in archive.infolist()[:20_000]]
            if "mimetype" in names and "content.xml" in names:
                return "ods"
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, OverflowError, KeyError):
        return "zip"
    if any(name.startswith("word/document") for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "xlsb" if "xl/workbook.bin" in names else "zip"


def _ole_kind(data: bytes) -> Kind:
    """The kind of an OLE file by the names of its streams (UTF-16 in the directory)."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return "encrypted"
    if has("WordDocument"):
        return "doc"
    if has("Workbook") or has("Book"):
        return "xls"
    return "wps" if has("WpsDocument") or has("WpsWorkbook") else "ole"


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    if b"\0" in sample:
        # UTF-16 without a mark: every other byte of Latin text is zero; anything else with zeros is no text.
        return sample[1::2].count(0) < len(sample) // 4 and sample[::2].count(0) < len(sample) // 4
    control = sum(byte < 9 or 13 < byte < 27 for byte in sample)
    return control > len(sample) // 100
