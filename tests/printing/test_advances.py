"""The table of widths against the font files it was made from."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from app.printing import advances
from app.printing.advances import Face

ROOT = Path(__file__).resolve().parents[2]


def _maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_advances", ROOT / "packaging" / "make_advances.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def widths() -> dict[str, dict[int, int]]:
    maker = _maker()
    return {face: maker.read_widths(ROOT / "resources" / "fonts" / name) for face, name in maker.FACES.items()}


@pytest.mark.parametrize("face", get_args(Face))
def test_every_character_is_as_wide_as_in_the_font(face: Face, widths: dict[str, dict[int, int]]) -> None:
    table = widths[face]
    found = {code: advances.advance(face, chr(code)) for code in range(0x110000)}
    assert {code: width for code, width in found.items() if width is not None} == table


def test_the_module_is_the_one_that_its_script_writes(widths: dict[str, dict[int, int]]) -> None:
    written = (ROOT / "app" / "printing" / "advance_tables.py").read_text(encoding="utf-8")
    assert written == _maker().write_module(widths)


@pytest.mark.parametrize("face", get_args(Face))
def test_text_width_is_the_sum_of_its_characters(face: Face) -> None:
    text = "项目支出绩效目标申报表（2024年度）≥95％ =2.00(台) Abc"
    assert advances.text_width(face, text) == sum(advances.advance(face, character) or 0 for character in text)
    assert advances.text_width(face, "绩效目标") == 4000
    assert advances.text_width(face, "") == 0


def test_a_character_that_the_face_lacks_counts_as_a_hanzi_and_can_be_named() -> None:
    assert advances.text_width("song", "张\U00030000") == 2000
    assert advances.advance("song", "\U00030000") is None
    assert advances.missing_characters("song", "张\U00030000三\U00030000") == "\U00030000"


def test_the_table_needs_nothing_but_the_standard_library() -> None:
    code = (
        "import sys, app.printing.advances as a; print(sorted({'PySide6','reportlab','fontTools'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
