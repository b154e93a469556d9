"""Rare characters are found, drawn from an installed face that has them, and named before printing when none has."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.form.document import Document
from app.form.places import field_place
from app.form.template import Template
from app.printing import system_faces
from app.printing.build import paper_grid
from app.printing.rare_characters import rare_characters, unprintable_sentence

Form = tuple[Document, Template]


@pytest.fixture
def fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A system with no fonts but those that the test puts into this folder."""
    monkeypatch.setattr(system_faces, "_folders", lambda: [tmp_path])
    system_faces.find_face.cache_clear()
    system_faces._files.cache_clear()
    system_faces._read_faces.cache_clear()
    yield tmp_path
    system_faces.find_face.cache_clear()
    system_faces._files.cache_clear()
    system_faces._read_faces.cache_clear()


def named(form: Form, name: str) -> Form:
    document, template = form
    return replace(document, fields={**document.fields, "project_name": name}), template


def tiny_font(first: int, last: int) -> bytes:
    """A file with an outline table and a map that says it has a range of characters."""
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIIIIII", 12, 0, 28, 0, 1, first, last, 1)
    head = struct.pack(">IHHHH", 0x00010000, 2, 0, 0, 0)
    start = len(head) + 32
    return head + struct.pack(">4sIII4sIII", b"cmap", 0, start, len(cmap), b"glyf", 0, start, 0) + cmap


def test_characters_that_no_face_has_are_named_before_printing(form: Callable[[str], Form], fonts: Path) -> None:
    grid = paper_grid(*named(form("2024-05"), "𠮷祥👨‍👩‍👧工程"))
    sentence = unprintable_sentence([grid])
    assert sentence is not None
    assert "“𠮷”（U+20BB7）" in sentence
    assert sentence.count("U+1F468") == 1
    assert {rare.place for rare in rare_characters(grid)} == {field_place("project_name")}


def test_an_installed_face_that_has_the_character_is_taken(form: Callable[[str], Form], fonts: Path) -> None:
    (fonts / "simsunb.ttf").write_bytes(tiny_font(0x20000, 0x2A6DF))
    assert unprintable_sentence([paper_grid(*named(form("2024-05"), "𠮷祥"))]) is None
    found = system_faces.find_face("𠮷")
    assert found is not None and found.file.name == "simsunb.ttf"


def test_damaged_font_files_are_passed_over(fonts: Path) -> None:
    (fonts / "simsun.ttc").write_bytes(b"ttcf\x00\x01")
    (fonts / "msyh.ttf").write_bytes(b"")
    assert system_faces.find_face("𠮷") is None


def test_common_characters_are_not_rare(sample_form: Form) -> None:
    assert rare_characters(paper_grid(*sample_form)) == ()
