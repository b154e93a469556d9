"""Files made to hurt: each must end in one sentence (or a plain reading), within seconds and bounded memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.importing.truth import SAMPLES

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, before: str = "") -> bytes:
    return zipped(
        {"word/document.xml": f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'}
    )


def xlsx(rows: str, before: str = "") -> bytes:
    return zipped(
        {
            "xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{before}<worksheet {S}>{rows}</worksheet>',
        }
    )


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


def zip_bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        part.write(b"<w:document>")
        for _ in range(700):
            part.write(b" " * (1024 * 1024))
    return stream.getvalue()


def lying_zip() -> bytes:
    """A part whose declared size is small and whose content is not."""
    data = bytearray(docx("<w:p/>" + " " * (64 * 1024 * 1024)))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(data)


def deep_tables() -> bytes:
    return docx(
        "<w:tbl><w:tr><w:tc>" * 3000 + "<w:p><w:r><w:t>项目名称</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 3000
    )


def gigantic_spans() -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>项目名称</w:t></w:r></w:p></w:tc>'
    return docx(f"<w:tbl>{f'<w:tr>{cell * 20}</w:tr>' * 50}</w:tbl>")


def empty_cells() -> bytes:
    """Ten million empty cells."""
    row = "<row>" + "<c/>" * 1000 + "</row>"
    return xlsx(f"<sheetData>{row * 10_000}</sheetData>")


def styled_cells() -> bytes:
    row = "<row>" + '<c s="1"/>' * 1000 + "</row>"
    return xlsx(f"<sheetData>{row * 3_000}</sheetData>")


def far_cell() -> bytes:
    cell = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>项目名称</t></is></c></row>'
    merges = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 3000))
    return xlsx(f"<sheetData>{cell}</sheetData><mergeCells>{merges}</mergeCells>")


def many_full_cells() -> bytes:
    row = "<row>" + "<c><v>1</v></c>" * 1000 + "</row>"
    return xlsx(f"<sheetData>{row * 1500}</sheetData>")


def many_texts() -> bytes:
    """Some hundred thousand cells, each with another text."""
    cell = '<c t="inlineStr"><is><t>{}第{}项指标</t></is></c>'
    rows = ("<row>" + "".join(cell.format(row, column) for column in range(9)) + "</row>" for row in range(11_000))
    return xlsx("<sheetData>" + "".join(rows) + "</sheetData>")


def packed_bomb() -> Iterator[bytes]:
    """Drawing commands of 180 MB, compressed piece by piece."""
    packer = zlib.compressobj(9)
    for _ in range(300):
        yield packer.compress(b"0 0 m " * 100_000)
    yield packer.flush()


def pdf(stream: bytes | Iterator[bytes], pages: int = 1, length: int | None = None) -> bytes:
    out = io.BytesIO()
    offsets = []

    def add(text: bytes) -> None:
        offsets.append(out.tell())
        out.write(f"{len(offsets)} 0 obj\n".encode() + text + b"\nendobj\n")

    out.write(b"%PDF-1.4\n")
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    add(b"<< /Type /Catalog /Pages 2 0 R >>")
    add(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    packed = zlib.compress(stream, 9) if isinstance(stream, bytes) else b"".join(stream)
    size = length if length is not None else len(packed)
    add(f"<< /Length {size} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream")
    for _ in range(pages):
        add(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << >> >>")
    start = out.tell()
    out.write(f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode())
    for offset in offsets:
        out.write(f"{offset:010d} 00000 n \n".encode())
    out.write(f"trailer << /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def sample(name: str) -> bytes:
    return (SAMPLES / "office" / name).read_bytes()


FILES: dict[str, Callable[[], bytes]] = {
    "zip_bomb.docx": zip_bomb,
    "lying_zip.docx": lying_zip,
    "entities.docx": lambda: docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", ENTITIES),
    "entities.xlsx": lambda: xlsx("<sheetData/>", ENTITIES),
    "entities_utf16.docx": lambda: zipped({"word/document.xml": (ENTITIES + "<a/>").encode("utf-16")}),
    "deep.docx": deep_tables,
    "deep_elements.docx": lambda: docx("<w:p>" + "<w:r>" * 60_000 + "</w:r>" * 60_000 + "</w:p>"),
    "spans.docx": gigantic_spans,
    "empty_cells.xlsx": empty_cells,
    "styled_cells.xlsx": styled_cells,
    "far_cell.xlsx": far_cell,
    "many_cells.xlsx": many_full_cells,
    "many_lines.docx": lambda: docx("".join(f"<w:p><w:r><w:t>{n}年</w:t></w:r></w:p>" for n in range(340_000))),
    "many_texts.xlsx": many_texts,
    "renamed_zip.docx": lambda: zipped({"readme.txt": "hello"}),
    "no_body.docx": lambda: zipped({"word/document.xml": "<a/>"}),
    "broken_xml.docx": lambda: zipped({"word/document.xml": "<w:document><w:body>"}),
    "cut.docx": lambda: sample("2024-01.docx")[:3000],
    "cut.xlsx": lambda: sample("2024-01.xlsx")[:3000],
    "cut.pdf": lambda: sample("2024-01.pdf")[:30000],
    "cut.xls": lambda: sample("2024-02.xls")[:5000],
    "encrypted.xlsx": lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000,
    "ole.doc": lambda: OLE + b"\0" * 4096,
    "ole.xls": lambda: OLE + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 4096,
    "bomb.pdf": lambda: pdf(packed_bomb()),
    "many_pages.pdf": lambda: pdf(b"q Q", pages=3000),
    "many_lines.pdf": lambda: pdf(b"".join(b"%d 0 m %d 800 l S " % (n % 595, n % 595) for n in range(60_000))),
    "blank.pdf": lambda: pdf(b"q Q"),
    "image.pdf": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
    "picture.docx": lambda: b"\xff\xd8\xff\xe0" + b"\0" * 200,
    "random.xlsx": lambda: bytes(range(256)) * 40,
    "empty.docx": lambda: b"",
    "zeros.txt": lambda: b"\0" * 5000,
    "tabs.txt": lambda: b"\t" * 3_000_000,
    "long_line.txt": lambda: "项目名称：".encode() * 300_000,
    "quotes.csv": lambda: b'"' * 400_001,
    "deep.html": lambda: b"<html>" + b"<table><tr><td>" * 5000,
    "spans.html": lambda: b'<table><tr><td rowspan="65535" colspan="65535">x</td></tr></table>',
    "form.jxb": lambda: b'{"format": "jibiao", "version": 1}',
    "links.docx": lambda: docx(
        '<w:p><w:hyperlink w:anchor="x"><w:r><w:instrText>INCLUDEPICTURE "http://127.0.0.1:9/x"</w:instrText></w:r></w:hyperlink></w:p>'
    ),
    "docx_named.pdf": lambda: sample("2024-01.docx"),
    "xlsx_named.xls": lambda: sample("2024-01.xlsx"),
}
"""File name → its bytes."""

READABLE = {
    "many_texts.xlsx",
    "docx_named.pdf",
    "xlsx_named.xls",
    "far_cell.xlsx",
    "spans.docx",
    "long_line.txt",
    "spans.html",
    "deep.docx",
    "quotes.csv",
}
"""Those that may be read all the same; some only as text that is no form."""


def write(folder: Path, name: str) -> Path:
    """Write one of the files."""
    path = folder / name
    path.write_bytes(FILES[name]())
    return path
