"""Shapes of glyphs in PostScript outlines, held against fontTools; drawn in the PDF where no other face has the character."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.form.document import Document
from app.form.template import Template
from app.printing import font_file, system_faces
from app.printing.build import paper_grid
from app.printing.cff_outlines import CffFont
from app.printing.rare_characters import unprintable_sentence
from app.printing.to_pdf import write_pdf

Form = tuple[Document, Template]
NUMBER = st.integers(-1200, 1200)
POINT = st.tuples(NUMBER, NUMBER)
STEP = st.one_of(
    POINT.map(lambda to: ("lineTo", (to,))), st.tuples(POINT, POINT, POINT).map(lambda points: ("curveTo", points))
)
CONTOUR = st.tuples(POINT, st.lists(STEP, min_size=1, max_size=12))


def font_of(contours: list[tuple[tuple[int, int], list[tuple[str, tuple[tuple[int, int], ...]]]]]) -> bytes:
    """A face with one character, 𠮷, of these contours."""
    pen = T2CharStringPen(1000, None)
    for start, steps in contours:
        pen.moveTo(start)
        for name, points in steps:
            getattr(pen, name)(*points)
        pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "rare"])
    builder.setupCharacterMap({0x20BB7: "rare"})
    empty = T2CharStringPen(1000, None).getCharString()
    builder.setupCFF("Rare", {}, {".notdef": empty, "rare": pen.getCharString()}, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "rare": (1000, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Rare", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    stream = io.BytesIO()
    builder.save(stream)
    return stream.getvalue()


def drawn_by_font_tools(data: bytes) -> list[float]:
    pen = RecordingPen()
    TTFont(io.BytesIO(data)).getGlyphSet()["rare"].draw(pen)
    return [value for _, points in pen.value for point in points for value in point]


@given(st.lists(CONTOUR, min_size=1, max_size=4))
def test_shapes_are_those_that_font_tools_draws(contours: list) -> None:  # type: ignore[type-arg]
    data = font_of(contours)
    table = TTFont(io.BytesIO(data)).reader["CFF "]
    path = CffFont(memoryview(table)).path(1)
    assert [float(word) for word in path.split() if word not in "mlch"] == drawn_by_font_tools(data)
    assert path.count("h") == len(contours)


@pytest.fixture
def only_rare_face(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "fonts"
    folder.mkdir()
    file = folder / "SourceHanTest-Regular.otf"
    file.write_bytes(font_of([((100, 0), [("lineTo", ((900, 0),)), ("lineTo", ((500, 800),))])]))
    monkeypatch.setattr(system_faces, "_folders", lambda: [folder])
    for cached in (system_faces.find_face, system_faces._files, system_faces._read_faces, font_file.open_font):
        cached.cache_clear()
    yield file
    for cached in (system_faces.find_face, system_faces._files, system_faces._read_faces, font_file.open_font):
        cached.cache_clear()


def test_a_face_that_cannot_be_embedded_gives_the_shape(form: Callable[[str], Form], only_rare_face: Path) -> None:
    document, template = form("2024-05")
    grid = paper_grid(replace(document, fields={**document.fields, "project_name": "𠮷祥工程"}), template)
    assert unprintable_sentence([grid]) is None
    stream = io.BytesIO()
    write_pdf(stream, [grid])
    with pdfplumber.open(io.BytesIO(stream.getvalue())) as file:
        filled = [shape for page in file.pages for shape in page.curves + page.rects + page.lines if shape["fill"]]
    assert len(filled) == 1
    assert filled[0]["width"] == pytest.approx(0.8 * 10.5, abs=0.1)
