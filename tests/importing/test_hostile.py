"""Hostile, broken and mutated files: one sentence or a plain reading, never a traceback, bounded memory, the program goes on."""

from __future__ import annotations

import io
import os
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.importing import conversion
from app.importing.errors import SourceError
from app.importing.recognise import recognise
from app.importing.sources import read_bytes, read_source
from tests.importing import hostile
from tests.importing.truth import SAMPLES, templates

ROOT = Path(__file__).parents[2]
REAL = tuple(sorted([*(SAMPLES / "office").iterdir(), *(SAMPLES / "text").iterdir()]))


@pytest.fixture(autouse=True)
def _no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "converter", lambda: None)


def read(data: bytes, name: str) -> str | None:
    """Read and recognise; the sentence where that is refused."""
    try:
        recognise(read_bytes(data, name), templates())
    except SourceError as error:
        return str(error)
    return None


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_ends_in_one_sentence(name: str) -> None:
    sentence = read(hostile.FILES[name](), name)
    if sentence is None:
        assert name in hostile.READABLE
        return
    assert re.search(r"[一-鿿]{4}", sentence), sentence
    assert not re.search(r"Error|Traceback|Exception|0x|\n", sentence), sentence
    assert re.search("请|没有|设有|不需要", sentence), f"says not what to do: {sentence}"


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are a matter of Unix")
def test_all_of_them_stay_within_500_megabytes(tmp_path: Path) -> None:
    for name in hostile.FILES:
        hostile.write(tmp_path, name)
    script = (
        "import sys, resource; from pathlib import Path\n"
        "from app.importing import conversion; conversion.converter = lambda: None\n"
        "from app.work.import_files import bundled_and_own_templates, read_file\n"
        "known = bundled_and_own_templates()\n"
        "for path in sorted(Path(sys.argv[1]).iterdir()): read_file(path, known)\n"
        "print(Path('/proc/self/status').read_text() if Path('/proc/self/status').exists() else '')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    peak = re.search(r"VmHWM:\s*(\d+) kB", done.stdout)
    assert peak is None or int(peak[1]) < 500 * 1024, peak


def test_scans_are_said_to_be_scans() -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    picture = io.BytesIO(_bitmap())
    canvas.drawImage(ImageReader(picture), 50, 50, 400, 600)
    canvas.save()
    assert "扫描件" in (read(stream.getvalue(), "扫描.pdf") or "")


def _bitmap() -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + bytes(30) for _ in range(10))
    head = struct.pack(">IIBBBBB", 10, 10, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_an_old_word_file_says_how_to_save_it() -> None:
    data = hostile.OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 2000
    sentence = read(data, "旧表.doc") or ""
    assert "旧表.doc" in sentence
    assert "另存为" in sentence
    assert ".docx" in sentence


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="找不到"):
        read_source(tmp_path / "没有.docx")
    with pytest.raises(SourceError, match="文件夹"):
        read_source(tmp_path)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them changed, cut out or doubled; of Office files also inside their parts."""
    if data[:2] == b"PK" and chance.random() < 0.7:
        parts = {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                parts[info.filename] = archive.read(info)
        name = chance.choice([each for each in parts if each.endswith((".xml", ".rels"))])
        parts[name] = _spoilt(parts[name], chance)
        return hostile.zipped(dict(parts))
    return _spoilt(data, chance)


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    piece = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(piece) + 1)
        match chance.randrange(4):
            case 0 if at < len(piece):
                piece[at] = chance.randrange(256)
            case 1:
                del piece[at : at + chance.randint(1, 200)]
            case 2:
                start = chance.randrange(len(piece) + 1)
                piece[at:at] = piece[start : start + chance.randint(1, 300)]
            case _:
                piece[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 6)))
        if not piece:
            break
    return bytes(piece)


def mutate_many(first: int, count: int) -> None:
    for seed in range(first, first + count):
        chance = random.Random(seed)
        path = chance.choice(REAL)
        data = mutated(path.read_bytes(), chance)
        try:
            read(data, path.name)
        except Exception as error:
            raise AssertionError(f"seed {seed} ({path.name}): {error!r}") from error


def test_mutations_of_real_files_do_no_harm() -> None:
    mutate_many(0, 150)


@pytest.mark.long
def test_ten_thousand_mutations_do_no_harm() -> None:
    mutate_many(1000, 10_000)
